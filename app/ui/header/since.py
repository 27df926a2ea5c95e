"""How old the last good check is, in steps, so that nothing is painted that says nothing new."""

from app.ui.language import tr

#: Below this it is "just now"; then every so many seconds up to a minute.
STEP = 5
#: A poll comes every 5 s and takes a moment: it is not late before this is over, and until then the
#: text stays as it is. Calm costs no repaint.
GRACE = 2.5
_MINUTE, _HOUR = 60, 3600


def since(seconds: float) -> str:
    """ "Last check 10 s ago": the age rounded down to its step."""
    age = max(0, int(seconds))
    if age < STEP:
        return tr("Last check just now")
    if age < _MINUTE:
        return tr("Last check %n s ago", n=age - age % STEP)
    if age < _HOUR:
        return tr("Last check %n min ago", n=age // _MINUTE)
    return tr("Last check %n h ago", n=age // _HOUR)


def next_step(seconds: float) -> float:
    """Seconds until the text changes."""
    age = max(0.0, seconds)
    if age < STEP + GRACE:
        return STEP + GRACE - age
    step = STEP if age < _MINUTE else _MINUTE if age < _HOUR else _HOUR
    return step - age % step
