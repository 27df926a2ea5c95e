"""What OTO's codes mean (rules.md section 5, oto-api.md section 11).

One table of codes; where OTO gives none, the HTTP status decides. The words of an answer are read
in `app.oto.errors`: they differ by language and account.
"""

import re
from collections.abc import Mapping

from app.core.dispatch import Outcome

_Meaning = tuple[Outcome, str | None]

_CODES: Mapping[str, _Meaning] = {
    "OTO1063": (Outcome.EXISTS, None),
    # surely not accepted: OTO asks to come again
    "OTO1105": (Outcome.NOT_ACCEPTED, None),
    "OTO1116": (Outcome.NOT_ACCEPTED, None),
    "OTO1143": (Outcome.NOT_ACCEPTED, None),
    "OTO1211": (Outcome.NOT_ACCEPTED, None),
    # trouble inside OTO: it may have been accepted
    "OTO1009": (Outcome.UNKNOWN, None),
    "OTO1015": (Outcome.UNKNOWN, None),
    "OTO1081": (Outcome.UNKNOWN, None),
    # sign-in
    "OTO1083": (Outcome.SIGN_IN, None),
    "OTO1084": (Outcome.SIGN_IN, None),
    "OTO1088": (Outcome.SIGN_IN, None),
    "OTO1212": (Outcome.SIGN_IN, None),
    # the account
    "OTO1006": (Outcome.ACCOUNT, "credit"),
    "OTO1080": (Outcome.ACCOUNT, "plan"),
    "OTO1150": (Outcome.ACCOUNT, "plan"),
    "OTO1172": (Outcome.ACCOUNT, "plan"),
    # the branch's door
    "OTO1016": (Outcome.BRANCH_SETUP, "sender"),
    "OTO1070": (Outcome.BRANCH_SETUP, "pickup"),
    "OTO1133": (Outcome.BRANCH_SETUP, "pickup"),
    "OTO1167": (Outcome.BRANCH_SETUP, "pickup"),
    # the order itself; no field where OTO's list does not say what is wrong
    "OTO1004": (Outcome.ORDER_DATA, "option"),
    "OTO1010": (Outcome.ORDER_DATA, None),
    "OTO1021": (Outcome.ORDER_DATA, "address"),
    "OTO1022": (Outcome.ORDER_DATA, "city"),
    "OTO1024": (Outcome.ORDER_DATA, "country"),
    "OTO1029": (Outcome.ORDER_DATA, "name"),
    "OTO1030": (Outcome.ORDER_DATA, "phone"),
    "OTO1049": (Outcome.ORDER_DATA, "weight"),
    "OTO1074": (Outcome.ORDER_DATA, "items"),
    "OTO1097": (Outcome.ORDER_DATA, "city"),
    "OTO1098": (Outcome.ORDER_DATA, "city"),
    "OTO1104": (Outcome.ORDER_DATA, None),
    "OTO1168": (Outcome.ORDER_DATA, "option"),
    "OTO1176": (Outcome.ORDER_DATA, "phone"),
    "OTO1177": (Outcome.ORDER_DATA, "country"),
    "OTO1178": (Outcome.ORDER_DATA, "short_address"),
    "OTO1181": (Outcome.ORDER_DATA, "short_address"),
    "OTO1183": (Outcome.ORDER_DATA, "short_address"),
    "OTO1184": (Outcome.ORDER_DATA, "short_address"),
    "OTO1193": (Outcome.ORDER_DATA, None),
    # ours
    "OTO1001": (Outcome.OURS, None),
    "OTO1075": (Outcome.OURS, None),
}

#: v1's whole list (oto-api.md section 4).
_V1: Mapping[str, _Meaning] = {
    "1": (Outcome.SIGN_IN, None),
    "2": (Outcome.SIGN_IN, None),
    "3": (Outcome.SIGN_IN, None),
    "4": (Outcome.EXISTS, None),
}

#: createOrder's old integers as far as they are known (oto-api.md section 5.3).
_LEGACY: Mapping[str, _Meaning] = {
    "5": (Outcome.ORDER_DATA, "name"),
    "13": (Outcome.ORDER_DATA, "pickup"),
    "14": (Outcome.EXISTS, None),
}

#: "Too many requests" and "busy": OTO as a whole, whatever the HTTP status.
_OF_ALL = frozenset({"OTO1143", "OTO1211"})
#: "Wait one minute" and trouble inside OTO: perhaps of this one order.
_PERHAPS_OF_ALL = frozenset({"OTO1105", "OTO1009", "OTO1015", "OTO1081"})
#: Codes as OTO's own samples misprint them (oto-api.md sections 6 and 11).
_MISPRINTS = {"OTO110": "OTO1110"}

_NUMBERED = re.compile(r"OTO[\s_:#-]*(\d+)|(\d{4})", re.ASCII)
_INTEGER = re.compile(r"\d{1,3}", re.ASCII)
#: Seconds after the 1st, 2nd, … attempt, and after all later ones (rules.md section 5).
_DELAYS = (10.0, 20.0, 40.0, 80.0, 160.0)
_SLOWEST = 300.0
_SPREAD = 0.2


def normal_code(code: str) -> str:
    """OTO's code in one spelling: "1107", "oto1107" and "OTO-1107" are "OTO1107".

    Old integers ("14") and our own words ("timeout", "HTTP 503") stay as they are.
    """
    plain = code.strip()
    numbered = _NUMBERED.fullmatch(plain.upper())
    if numbered is None:
        return plain
    spelt = f"OTO{numbered[1] or numbered[2]}"
    return _MISPRINTS.get(spelt, spelt)


def classify(code: str, http: int | None, *, generation: str) -> _Meaning:
    """The outcome that an answer stands for, and the field to mend where the code names one.

    `code` is OTO's (any spelling), "" or "HTTP nnn" when there is none, or our own word for a call
    that got no answer; `http` is None without a reply. `generation` is "v2" or "v1".

    Listed codes hold at any HTTP status. An unlisted one is our fault and never loops, unless the
    status speaks of the service as a whole (401, 408, 429, 5xx). 403 without a code is no refusal
    of the sign-in, nor of this order: plan, permission and path look alike there (oto-api.md
    section 12.11), and every other order would meet it too. So it is the account's.
    """
    known = normal_code(code)
    if known in _CODES:
        return _CODES[known]
    integer = _INTEGER.fullmatch(known) is not None and known != str(http)
    if integer and generation == "v1" and known in _V1:
        return _V1[known]
    if integer and generation != "v1" and known == "14":
        return _LEGACY[known]
    general = _by_status(known, http)
    if general is not None:
        return general, None
    if integer and generation != "v1" and http == 400:
        return _LEGACY.get(known, (Outcome.ORDER_DATA, None))
    return Outcome.OURS, None


def breaks(code: str, http: int) -> bool:
    """True when this answer, one that may pass, says that OTO as a whole is in trouble."""
    return http == 429 or http >= 500 or normal_code(code) in _OF_ALL | _PERHAPS_OF_ALL


def doubtful(code: str, http: int) -> bool:
    """True when it may be trouble of this order alone: another order has to meet it too."""
    return http < 500 and http != 429 and normal_code(code) in _PERHAPS_OF_ALL


def retry_floor(code: str) -> float:
    """The fewest seconds to wait after this code: OTO1105 means "one minute"."""
    return 60.0 if normal_code(code) == "OTO1105" else 0.0


def retry_delay(attempt: int, jitter: float, floor: float = 0.0) -> float:
    """Seconds until the next try after attempt number `attempt` (from 1): 10, 20, 40, 80, 160, then
    every 300. `jitter` in [0, 1) spreads it by a fifth either way; `floor` is never undercut."""
    step = max(attempt, 1) - 1
    delay = _DELAYS[step] if step < len(_DELAYS) else _SLOWEST
    return max(delay * (1 - _SPREAD + 2 * _SPREAD * jitter), floor)


def _by_status(code: str, http: int | None) -> Outcome | None:
    """What the status alone says about the service; None when it says nothing."""
    if http is None:
        # A failed connect is the only silence that proves anything.
        return Outcome.NOT_ACCEPTED if code == "connect" else Outcome.UNKNOWN
    if http == 429:
        return Outcome.NOT_ACCEPTED
    if http == 401:
        return Outcome.SIGN_IN
    if http == 408 or http >= 500:
        return Outcome.UNKNOWN
    if http == 403 and code in ("", "403", "HTTP 403"):
        return Outcome.ACCOUNT
    return None
