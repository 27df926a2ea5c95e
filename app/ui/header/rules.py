"""What the sentence on top says, worst first (window.md): the table, one rule an entry."""

from collections.abc import Mapping

from app.core.errors import AppError
from app.ui.header.after_gap import AFTER_GAP
from app.ui.header.facts import SILENT, Facts, Rule
from app.ui.language import amount, day_and_time, mark

#: The connection is there, but something on the way needs a person: their own words say what.
_ON_THE_WAY = ("tls", "proxy", "captive")
_KEPT = mark("Orders are kept; those not too late go when it returns.")
_WAITING = mark("Orders wait and are not sent.")
_DOWN = ("unreachable", "trouble")


def _keyring(f: Facts) -> bool:
    keyring = f.standing.problem or ""
    return f.standing.fault == "keyring" or keyring.startswith("keyring_")


def _foodics_set_up(f: Facts) -> bool:
    return f.standing.foodics.state == "refused"


def _oto_token(f: Facts) -> bool:
    return f.standing.oto.state == "refused" and f.standing.problem not in _OTO_ACCOUNT


_OTO_ACCOUNT = ("oto_account", "oto_denied")


def _error_of_foodics(f: Facts) -> AppError:
    """A missing permission or another environment is named; else the token was refused."""
    found = f.problem
    named = found is not None and found.code.startswith("foodics_")
    return found if found is not None and named else AppError("foodics_token_refused")


def _until(f: Facts) -> Mapping[str, str]:
    until = f.standing.paused_until
    return {"time": day_and_time(until, f.now) if until else ""}


def _currencies(f: Facts) -> Mapping[str, str]:
    return {"mine": f.standing.currency or "", "theirs": f.standing.business_currency or ""}


#: The first that holds is said.
RULES: tuple[Rule, ...] = (
    Rule(
        lambda f: f.trouble and f.trouble.code.startswith("keyring_"),
        "bad",
        "lock",
        help="try_again",
        error=lambda f: f.trouble,
    ),
    Rule(lambda f: f.trouble, "bad", "shield-alert", help="try_again", error=lambda f: f.trouble),
    Rule(
        _keyring,
        "bad",
        "lock",
        help="try_again",
        error=lambda f: f.problem or AppError("keyring_locked"),
    ),
    Rule(
        lambda f: f.standing.step == "step_foodics",
        "info",
        "plug",
        mark("Foodics is not connected."),
        mark("Connect Foodics with its access token; then OTO, the currency and the branches."),
        "settings_foodics",
    ),
    Rule(
        lambda f: f.standing.step == "step_oto",
        "info",
        "plug",
        mark("OTO is not connected."),
        mark("Connect OTO with Retailer ID and Token; nothing is sent before."),
        "settings_oto",
    ),
    Rule(
        lambda f: f.standing.step == "step_currency",
        "info",
        "banknote",
        mark("The currency is not set."),
        mark("OTO has to know in which currency it collects; nothing is sent before."),
        "settings_currency",
    ),
    Rule(
        lambda f: f.standing.problem in _ON_THE_WAY,
        "bad",
        "shield-alert",
        help="try_again",
        error=lambda f: f.problem,
    ),
    Rule(
        lambda f: f.standing.fault == "internet",
        "bad",
        "wifi-off",
        mark("No internet on this PC."),
        _KEPT,
        "try_again",
    ),
    Rule(
        lambda f: f.standing.foodics.state in _DOWN,
        "bad",
        "cloud-off",
        mark("Foodics does not answer."),
        _KEPT,
        "try_again",
    ),
    Rule(
        lambda f: f.standing.oto.state in _DOWN,
        "bad",
        "cloud-off",
        mark("OTO does not answer."),
        _KEPT,
        "try_again",
    ),
    Rule(_foodics_set_up, "bad", "key-round", help="settings_foodics", error=_error_of_foodics),
    Rule(
        _oto_token,
        "bad",
        "key-round",
        mark("OTO refused the Token; nothing is being sent."),
        mark("Ask OTO for a new one and paste it here."),
        "settings_oto",
    ),
    Rule(
        lambda f: f.standing.problem in _OTO_ACCOUNT,
        "bad",
        "wallet",
        help="settings_oto",
        error=lambda f: f.problem,
    ),
    Rule(
        lambda f: f.standing.problem == "second_sender",
        "bad",
        "users",
        mark("These orders also reach OTO from elsewhere; two couriers may come."),
        mark("Switch off OTO in the Foodics Marketplace, then Resume."),
        "resume",
    ),
    Rule(
        lambda f: f.problem and f.problem.code.endswith("_limit"),
        "warn",
        "hourglass",
        error=lambda f: f.problem,
    ),
    Rule(lambda f: f.problem, "bad", "circle-alert", help="help", error=lambda f: f.problem),
    Rule(
        lambda f: f.age is None,
        "info",
        "hourglass",
        mark("Looking at Foodics"),
        mark("The first look since the program was started is on its way."),
    ),
    Rule(
        lambda f: f.age is not None and f.age > SILENT,
        "bad",
        "clock",
        mark("Nothing is being sent."),
        mark("The last good check is too old. It goes on by itself after the next good one."),
        "try_again",
    ),
    Rule(
        lambda f: f.paused and f.standing.paused_until,
        "warn",
        "circle-pause",
        mark("Paused by you until {time}"),
        _WAITING,
        "resume",
        fill=_until,
    ),
    Rule(
        lambda f: f.paused,
        "warn",
        "circle-pause",
        mark("Paused by you until you resume"),
        _WAITING,
        "resume",
    ),
    *AFTER_GAP,
    Rule(
        lambda f: f.standing.stopped_branches,
        "warn",
        "store",
        mark("%n branch(es) stand still for their set-up."),
        mark(
            "OTO refused three of its orders in a row. Check the pickup location, then press Go on."
        ),
        "open_branch",
        count=lambda f: len(f.standing.stopped_branches),
    ),
    Rule(
        lambda f: f.standing.step == "step_start",
        "info",
        "play",
        mark("Sending has not been started yet."),
        mark("One step is left: Start sending."),
    ),
    Rule(
        lambda f: f.standing.active == 0,
        "warn",
        "circle-slash",
        mark("No branch is active; nothing is sent."),
        mark("Switch on the branches whose orders OTO should deliver."),
        "branches",
    ),
    Rule(
        lambda f: len(f.standing.paused_branches) >= f.standing.active,
        "warn",
        "circle-pause",
        mark("All active branches are paused by you."),
        _WAITING,
        "resume",
    ),
    Rule(
        lambda f: (
            f.standing.business_currency
            and f.standing.currency
            and f.standing.business_currency != f.standing.currency
        ),
        "warn",
        "banknote",
        mark("Sending automatically, in another currency than Foodics"),
        mark("OTO collects in {mine}; Foodics counts in {theirs}. Amounts are not converted."),
        "settings_currency",
        fill=_currencies,
    ),
    Rule(
        lambda f: f.standing.credit_low,
        "warn",
        "wallet",
        mark("Sending automatically; the credit at OTO is low"),
        mark("{credit} left. Top up the wallet at OTO before it is used up."),
        fill=lambda f: {"credit": amount(f.standing.credit or "0", f.standing.currency)},
    ),
    Rule(
        lambda f: f.standing.faults,
        "warn",
        "triangle-alert",
        mark("Sending automatically; some orders cannot be read"),
        mark("%n order(s) of Foodics could not be understood and are not sent."),
        "help",
        count=lambda f: f.standing.faults,
    ),
    Rule(
        lambda f: f.standing.paused_branches,
        "good",
        "circle-check",
        mark("Sending automatically"),
        mark("%n branch(es) are paused by you."),
        count=lambda f: len(f.standing.paused_branches),
    ),
    Rule(
        lambda _: True,
        "good",
        "circle-check",
        mark("Sending automatically"),
        mark("Orders of %n branch(es) go to OTO automatically."),
        count=lambda f: f.standing.active,
    ),
)
