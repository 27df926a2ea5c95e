"""What OTO may do with a createOrder."""

from dataclasses import dataclass

from app.core.dispatch import Answer, Outcome


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How OTO treats one createOrder: after `seconds` it is answered, and whether it is taken, then
    or `late` seconds after the answer. An `answer` of None is what OTO says if all is well."""

    name: str
    seconds: float = 0.3
    answer: Answer | None = None
    takes: bool = False
    late: float | None = None


_LOST = Answer(Outcome.UNKNOWN, code="timeout", breaks=True)
_TROUBLE = Answer(Outcome.UNKNOWN, code="HTTP 500", http=500, breaks=True)
WELL = Behaviour("well", takes=True)
#: OTO has been asked twice by then, and has said that there is no such order.
MINUTES_LATE = (
    Behaviour("taken minutes later", 30.0, _LOST, late=100.0),
    Behaviour("500, taken minutes later", 0.5, _TROUBLE, late=240.0),
)
REFUSES = Behaviour(
    "refuses data", answer=Answer(Outcome.ORDER_DATA, "OTO1030", field="phone", http=400)
)
BEHAVIOURS = (
    WELL,
    Behaviour("slow", 20.0, takes=True),
    Behaviour("reply lost after", 30.0, _LOST, takes=True),
    Behaviour("reply lost before", 30.0, _LOST),
    Behaviour("taken late", 30.0, _LOST, late=6.0),
    *MINUTES_LATE,
    Behaviour("500 after", 0.5, _TROUBLE, takes=True),
    Behaviour("500 before", 0.5, _TROUBLE),
    REFUSES,
    Behaviour("refuses door", answer=Answer(Outcome.BRANCH_SETUP, "OTO1070", field="pickup", http=400)),
    Behaviour("is busy", answer=Answer(Outcome.NOT_ACCEPTED, "OTO1116", http=400)),
    Behaviour(
        "429",
        answer=Answer(Outcome.NOT_ACCEPTED, "HTTP 429", http=429, retry_after=25.0, breaks=True),
    ),
    Behaviour("sign-in", answer=Answer(Outcome.SIGN_IN, "OTO1084", http=401)),
    Behaviour("no credit", answer=Answer(Outcome.ACCOUNT, "OTO1006", http=400)),
)  # fmt: skip
SLOW = [each for each in BEHAVIOURS if each.seconds > 10.0]
