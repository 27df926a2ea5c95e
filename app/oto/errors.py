"""What OTO's replies mean: an `Answer` for commands, an `AppError` for reads (rules.md section 5).

OTO's own words go into `Answer.text` only: they may hold personal data, so no AppError has them.
"""

import re

from app.core import answers
from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.net import Unreached
from app.oto import reading
from app.oto.said import Said

#: Seconds named to people when OTO asks for a pause and names none.
PAUSE = 10.0
#: Codes about the token itself; the others of their class may also mean the plan (section 3).
_ABOUT_TOKEN = frozenset({"OTO1083", "OTO1084"})
_EXISTS = re.compile(r"already\s+exist|order\s+exists", re.IGNORECASE)


class NoAccess(AppError):  # noqa: N818 - reads as what happened
    """The permanent token could not be exchanged: what was to follow was surely not sent.

    Code and parameters are those of the trouble underneath.
    """

    def __init__(self, trouble: AppError) -> None:
        super().__init__(trouble.code, retry_after=trouble.retry_after, **trouble.params)


def created(said: Said, generation: str) -> Answer:
    """What createOrder came to (rules.md section 5)."""
    oto_id = _oto_id(said.fields)
    if said.failed or said.web or not said.is_json:
        answer = _no(said, generation)
        silent = answer.outcome in {Outcome.OURS, Outcome.UNKNOWN} and not said.web
        if silent and said.failed and said.http < 500 and _EXISTS.search(said.text):
            # The old form has no code that is known for sure (oto-api.md section 5.3).
            return _answer(said, Outcome.EXISTS, oto_id=oto_id)
        return answer
    if said.success and (said.code or not oto_id):
        # The older upsert: it was there already (oto-api.md sections 5.3 and 12.1).
        return _answer(said, Outcome.EXISTS, oto_id=oto_id)
    return _answer(said, Outcome.ACCEPTED if oto_id else Outcome.UNKNOWN, oto_id=oto_id)


def done(said: Said, generation: str) -> Answer:
    """What updateOrder, cancelOrder or cancelShipment came to: ACCEPTED only on OTO's own yes."""
    if said.failed or said.web or not said.is_json:
        return _no(said, generation)
    if said.code:
        # "success" with a code: only the free references were changed (oto-api.md section 5.3).
        return _classified(said, generation)
    return _answer(said, Outcome.ACCEPTED if said.success else Outcome.UNKNOWN)


def no_reply(error: AppError) -> Answer:
    """What a command came to whose reply is missing."""
    if error.code == "oto_token_refused":
        return Answer(Outcome.SIGN_IN, code=error.code)
    unsent = isinstance(error, (Unreached, NoAccess))
    return Answer(
        Outcome.NOT_ACCEPTED if unsent else Outcome.UNKNOWN,
        code=error.code,
        retry_after=error.retry_after,
        breaks=True,
        # A connection that was never there is no matter of one order.
        doubtful=not unsent,
        trouble=error,
    )


def trouble(said: Said, what: str, generation: str) -> AppError | None:
    """Why a read cannot be used, None when it can. `what` is OTO's name of the call."""
    if said.http == 429 or (said.failed and _asks_to_wait(said)):
        seconds = said.retry_after or PAUSE
        return AppError("oto_limit", seconds=f"{seconds:g}", retry_after=said.retry_after)
    if said.http >= 500:
        return AppError("oto_down", status=said.http, retry_after=said.retry_after)
    if said.web:
        return AppError("captive", service="OTO")
    if said.unauthorised:
        return AppError("oto_token_refused")
    if said.failed:
        return _refusal(said, what, generation)
    return None if said.is_json else unreadable(what)


def _refusal(said: Said, what: str, generation: str) -> AppError:
    outcome = Outcome.OURS
    if said.code:
        outcome, _ = answers.classify(said.code, said.http, generation=generation)
    if outcome is Outcome.SIGN_IN and (generation == "v1" or said.code in _ABOUT_TOKEN):
        return AppError("oto_token_refused")
    if outcome in {Outcome.UNKNOWN, Outcome.NOT_ACCEPTED}:
        shown = f"{said.http}, {said.code}"
        return AppError("oto_down", status=shown, retry_after=said.retry_after)
    if said.http == 403:
        return AppError("oto_denied", what=what)
    return AppError("oto_refused", what=what, answer=said.label)


def unreadable(what: str) -> AppError:
    """OTO's answer to `what` does not hold what it has to."""
    return AppError("oto_unreadable", what=what)


def _no(said: Said, generation: str) -> Answer:
    """A refusal, or something that is no answer of OTO's at all."""
    if said.unauthorised:
        return _answer(said, Outcome.SIGN_IN)
    if said.http != 429 and (said.web or not (said.failed or said.is_json)):
        code = "captive" if said.web else "unreadable"
        # Perhaps OTO took the order and something between broke the reply: look it up.
        shown = code if said.http < 500 else said.label
        return _answer(said, Outcome.UNKNOWN, code=shown, breaks=True, generation=generation)
    if said.http < 400 and not said.code and not said.worded:
        return _answer(said, Outcome.UNKNOWN)
    return _classified(said, generation)


def _classified(said: Said, generation: str) -> Answer:
    outcome, field = answers.classify(said.label, said.http, generation=generation)
    passing = outcome in {Outcome.NOT_ACCEPTED, Outcome.UNKNOWN}
    breaks = passing and answers.breaks(said.label, said.http)
    return _answer(said, outcome, field=field, breaks=breaks, generation=generation)


def _answer(
    said: Said,
    outcome: Outcome,
    *,
    code: str | None = None,
    field: str | None = None,
    oto_id: str | None = None,
    breaks: bool = False,
    generation: str = "v2",
) -> Answer:
    """`generation` is needed where the answer `breaks`: to say why."""
    good = outcome is Outcome.ACCEPTED
    return Answer(
        outcome,
        code=code or said.code or ("" if good else said.label),
        text=said.text,
        field=field,
        oto_id=oto_id,
        http=said.http,
        retry_after=said.retry_after,
        breaks=breaks,
        doubtful=breaks and answers.doubtful(said.label, said.http),
        trouble=trouble(said, "createOrder", generation) if breaks else None,
    )


def _asks_to_wait(said: Said) -> bool:
    return said.code in {"OTO1105", "OTO1143"}


def _oto_id(told: dict[str, object]) -> str | None:
    many = told.get("otoIds")
    ids = [told.get("otoId"), *(many if isinstance(many, list) else [])]
    return next((known for one in ids if (known := reading.text(one)) and known != "0"), None)
