"""Filling the places of a text: what codes carry, as people read it."""

from collections.abc import Mapping
from datetime import datetime
from string import Formatter
from typing import Any

from app.ui import texts_sent
from app.ui.language import clock, code, digits, one_line, tr

Params = Mapping[str, object]


def sender(subject: str) -> str:
    """Who may own a delivery, of "marker:<who>" or "app:<id>"."""
    kind, _, name = subject.partition(":")
    if kind == "app":
        return tr("The app {id}", id=one_line(name))
    return one_line(name or subject)


def listed(names: list[str]) -> str:
    """Names of what changed, each once, with commas."""
    words = [tr(texts_sent.CHANGES[n]) if n in texts_sent.CHANGES else one_line(n) for n in names]
    return ("، " if code() == "ar" else ", ").join(dict.fromkeys(words))


def shown(params: Params) -> dict[str, object]:
    """Params as people read them: times of the day, amounts, who a sender is."""
    shown: dict[str, object] = dict(params)
    for name in ("at", "until"):
        if name in shown:
            shown[name] = _time(str(shown[name]))
    if "sender" in shown:
        shown["sender"] = sender(str(shown["sender"]))
    if "amount" in shown:
        shown["amount"] = digits(str(shown["amount"]))
    return shown


def _time(text: str) -> str:
    try:
        return clock(datetime.fromisoformat(text))
    except ValueError:
        return text


def filled(text: str, params: Params) -> str:
    """The translation of a table's text with its places filled."""
    places = {name for _, name, _, _ in Formatter().parse(text) if name}
    filling: dict[str, Any] = {
        name: one_line(str(params.get(name) or "")) or "?" for name in places
    }
    if "%n" not in text:
        return tr(text, **filling)
    minutes = str(params.get("minutes", ""))
    return tr(text, n=int(minutes) if minutes.isascii() and minutes.isdigit() else 0, **filling)
