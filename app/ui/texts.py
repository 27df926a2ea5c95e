"""Sentences for codes, in the language that is shown. The tables stand in `texts_*.py`.

Nothing here fails: an unknown code is shown as it came, a missing detail as "?".
"""

from collections.abc import Mapping

from app.core.errors import AppError
from app.store.screens.types.card import EventRow, Refusal
from app.store.screens.types.queue import Why
from app.ui import texts_order, texts_sent
from app.ui.language import digits, one_line, tr
from app.ui.texts_errors_here import HERE
from app.ui.texts_errors_pc import PC
from app.ui.texts_errors_services import SERVICES
from app.ui.texts_events import event as _event
from app.ui.texts_fill import Params, filled, listed, sender, shown
from app.ui.texts_sent import CHANGES
from app.ui.texts_short import SHORT

__all__ = [
    "ERRORS",
    "action",
    "actor",
    "condition",
    "error",
    "event",
    "flag",
    "refusal",
    "refusal_of",
    "sender",
    "short",
    "stage",
    "state",
    "why",
]

ERRORS: Mapping[str, tuple[str, str]] = {**SERVICES, **HERE, **PC}


def error(found: AppError) -> tuple[str, str]:
    """Title, and cause with remedy, of an error."""
    texts = ERRORS.get(found.code)
    if texts is None:
        return found.title, found.remedy
    params: dict[str, str] = dict(found.params)
    if found.code == "wrong_state":
        params["action"] = action(params.get("action", ""))
        params["state"] = state(params.get("state", ""))
    return filled(texts[0], params), filled(texts[1], params)


def condition(code_: str, ok: bool, params: Params | None = None) -> str:
    """A line of the verdict: that it holds, or what is the matter and what to do."""
    if code_ in texts_order.CONDITIONS:
        holds, fails = texts_order.CONDITIONS[code_]
        return tr(holds) if ok else filled(fails, params or {})
    return why(Why(code_, {key: str(value) for key, value in (params or {}).items()}))


def why(found: Why) -> str:
    """One sentence for a reason, a refusal, a need or a flag."""
    for table in (texts_order.REASONS, texts_order.NEEDS):
        if found.code in table:
            return filled(table[found.code], shown(found.params))
    if found.code in texts_order.CONDITIONS:
        return condition(found.code, False, found.params)
    if found.code in texts_sent.FLAGS:
        return flag(found)
    title, remedy = refusal_of(found.code, found.params.get("field"), found.params.get("outcome"))
    return tr("{what}. {remedy}", what=title, remedy=remedy)


def refusal(found: Refusal) -> tuple[str, str]:
    """Title and remedy of what OTO refused."""
    return refusal_of(found.code, found.field, found.outcome)


def refusal_of(code_: str, field: str | None, outcome: str | None) -> tuple[str, str]:
    """The most exact that is known: our own code, the field, the class of the answer."""
    texts = texts_order.CODES.get(code_) or texts_order.FIELDS.get(field or "")
    title, remedy = texts or texts_order.OUTCOMES.get(outcome or "", texts_order.OUTCOMES["ours"])
    return tr(title), tr(remedy)


def flag(found: Why) -> str:
    """What is the matter with an order at OTO, and what to do."""
    text = texts_sent.FLAGS.get(found.code)
    if text is None:
        return tr("Look at this order: {code}.", code=one_line(found.code))
    plain = texts_sent.FLAGS_PLAIN.get(found.code)
    if plain is not None and not {"minutes", "number"} & found.params.keys():
        return tr(plain)
    said = filled(text, shown(found.params))
    if found.code == "changed_after_sending":
        names = {name: old_new for name, old_new in found.params.items() if name in CHANGES}
        if names:
            fields = listed([name for name, old_new in names.items() if " → " not in old_new])
            said = tr("{what} Changed: {fields}.", what=said, fields=fields) if fields else said
        return "\n".join([said, *(_old_new(CHANGES[n], text) for n, text in names.items() if text)])
    return said


def _old_new(name: str, text: str) -> str:
    """A line of what was changed: "phone: 966… → 966…"; the arrow follows the reading."""
    old, _, new = text.partition(" → ")
    old, new = digits(one_line(old)), digits(one_line(new))
    return tr("{field}: {old} → {new}", field=tr(name), old=old, new=new)


def short(code_: str) -> str:
    """A reason, need or flag in a few words; "" for a code without such words."""
    return tr(SHORT[code_]) if code_ in SHORT else ""


def actor(code_: str) -> str:
    """Who must act: manager, cashier, kitchen or it; "" for nobody."""
    return tr(texts_order.ACTORS[code_]) if code_ in texts_order.ACTORS else ""


def action(verb: str) -> str:
    """The word on a button."""
    return tr(texts_order.ACTIONS[verb]) if verb in texts_order.ACTIONS else one_line(verb)


def state(code_: str) -> str:
    """A dispatch state in a few words."""
    return tr(texts_order.STATES[code_]) if code_ in texts_order.STATES else one_line(code_)


def stage(code_: str) -> str:
    """How far an order is at OTO."""
    return tr(texts_sent.STAGES[code_]) if code_ in texts_sent.STAGES else one_line(code_)


def event(row: EventRow) -> str:
    """One line of an order's history."""
    return _event(row)
