"""The lines of an order's history in words, by the kinds of `core.events.Event`."""

from app.store.screens.types.card import EventRow
from app.ui import texts_sent
from app.ui.language import digits, one_line, tr
from app.ui.texts_fill import Params, filled, listed
from app.ui.texts_short import SHORT


def event(row: EventRow) -> str:
    """One line of an order's history."""
    make = _EVENTS.get(row.kind)
    return make(row.data) if make is not None else one_line(row.kind)


def _seen(data: Params) -> str:
    told = _reasons(data)
    return tr("First seen. {why}", why=told) if told else tr("First seen.")


def _moved(data: Params) -> str:
    to = str(data.get("state", ""))
    said = tr(texts_sent.MOVES[to]) if to in texts_sent.MOVES else one_line(to)
    told = _reasons(data)
    if told:
        return tr("{what} {why}", what=said, why=told)
    attempt = data.get("attempt")
    if isinstance(attempt, int) and attempt > 1:
        return tr("{what} Attempt {number}.", what=said, number=digits(str(attempt)))
    return said


def _reasons(data: Params) -> str:
    """The first reason; the list above the history shows them all. Details are not kept here."""
    codes = data.get("reasons")
    if not isinstance(codes, (list, tuple)) or not codes:
        return ""
    return tr(SHORT[codes[0]]) if codes[0] in SHORT else one_line(codes[0])


def _edited(data: Params) -> str:
    changes = data.get("changes")
    names = [str(name) for name in changes] if isinstance(changes, (list, tuple)) else []
    return tr("Changed in Foodics: {fields}.", fields=listed(names))


def _attempt(data: Params) -> str:
    text = texts_sent.ATTEMPTS.get(str(data.get("outcome")), texts_sent.ATTEMPTS["unknown"])
    said = filled(text, {"code": data.get("code") or data.get("http") or "?"})
    words = one_line(str(data.get("text") or ""))
    return tr("{what} OTO says: {words}", what=said, words=words) if words else said


def _lookup(data: Params) -> str:
    found = str(data.get("found", ""))
    if found in texts_sent.FOUND:
        return tr(texts_sent.FOUND[found])
    if "absent" in data:
        return tr("Looked up at OTO: it is not there.")
    return tr("It could not be looked up at OTO ({code}).", code=one_line(str(data.get("failed"))))


def _person(data: Params) -> str:
    verb = str(data.get("action", ""))
    return tr(texts_sent.PERSON[verb]) if verb in texts_sent.PERSON else one_line(verb)


def _oto(data: Params) -> str:
    if status := data.get("status"):
        return tr("OTO: {status}", status=one_line(str(status)))
    if (wish := str(data.get("wish", ""))) in texts_sent.WISHES:
        return tr(texts_sent.WISHES[wish])
    if later := data.get("later"):
        return tr("Not done at OTO yet ({why}); tried again by itself.", why=one_line(str(later)))
    note = str(data.get("note", ""))
    if note in texts_sent.NOTES:
        return tr(texts_sent.NOTES[note])
    if note in SHORT:
        return tr(SHORT[note])
    return tr("OTO: {status}", status=one_line(note)) if note else tr("OTO was asked.")


def _flagged(data: Params) -> str:
    found = str(data.get("code", ""))
    if found in SHORT:
        return tr("Needs you: {what}", what=tr(SHORT[found]))
    return tr("Needs you: {what}", what=one_line(found))


def _fault(data: Params) -> str:
    problem = str(data.get("problem", ""))
    if problem in texts_sent.FAULTS:
        return tr(texts_sent.FAULTS[problem])
    return tr("Trouble: {what}", what=one_line(problem))


def _erased(_data: Params) -> str:
    return tr("The customer's data was erased.")


_EVENTS = {
    "seen": _seen,
    "state": _moved,
    "edited": _edited,
    "attempt": _attempt,
    "lookup": _lookup,
    "person": _person,
    "oto": _oto,
    "flag": _flagged,
    "fault": _fault,
    "erased": _erased,
}
