"""Compares what happened with what the oracle says, order by order."""

from collections import Counter
from typing import Any

from tests.judge.oracle import MAY_BE, Fate, amounts, complaints, fate
from tests.judge.orders import Made
from tests.judge.run import Town, until

Line = dict[str, Any]


def assert_all_right(town: Town, *, longest_p95: float) -> None:
    """The whole verdict on a run, after `settled`. `longest_p95` is seconds."""
    deliveries = {made.reference for made in town.made.values() if made.spec.type == 3}
    until(lambda: deliveries <= town.program.orders().keys(), 30, "every order is shown")
    wrong = [*faults_of(town), *service_faults(town), *town.foodics.broken, *town.oto.broken]
    assert not wrong, "\n".join(wrong)
    status = town.program.status()
    assert status["running"]
    assert not status["paused"]
    assert status["problem"] is None
    assert status["faults"] == 0
    assert status["counts"]["sent"] == len(town.oto.accepted)
    assert town.figures()["p95"] <= longest_p95, town.figures()


def faults_of(town: Town) -> list[str]:
    """Everything that is not as it must be, in words. Empty is right."""
    shown = town.program.orders()
    found = _doubled(town)
    for made in town.made.values():
        expected = fate(made.spec)
        found += _at_oto(town, made, expected) + _shown(made, expected, shown.get(made.reference))
    strangers = town.oto.accepted.keys() - {town.oto_id(made) for made in town.made.values()}
    found += [f"{one}: nobody ordered that" for one in strangers]
    return found


def settled(town: Town) -> bool:
    """Every order that must go has gone."""
    goes = [made for made in town.made.values() if (ends := fate(made.spec)) and ends.goes]
    return all(town.at_oto(made) for made in goes)


def service_faults(town: Town) -> list[str]:
    """No 429, no 400 and no refused agent may ever have been caused, nor more than 4 at a time."""
    bad = {status: count for status, count in town.foodics.statuses.items() if status != 200}
    found = [f"Foodics answered {bad}"] if bad else []
    if town.oto.in_flight_most > 4:
        found.append(f"{town.oto.in_flight_most} calls at OTO at once")
    return found


def _doubled(town: Town) -> list[str]:
    sent = Counter(str(body.get("orderId")) for body in town.oto.creates)
    return [
        f"{one}: createOrder was called {count} times" for one, count in sent.items() if count > 1
    ]


def _at_oto(town: Town, made: Made, expected: Fate | None) -> list[str]:
    kept = town.oto.accepted.get(town.oto_id(made))
    goes = expected is not None and expected.goes
    if kept is None:
        return [f"{made.reference}: not sent: {made.spec}"] if goes else []
    if not goes:
        return [f"{made.reference}: sent, against the rules: {made.spec}"]
    return complaints(made, kept.body, town.foodics.business["reference"])


def _shown(made: Made, expected: Fate | None, row: Line | None) -> list[str]:
    """The command line tells the truth about each order."""
    if expected is None:
        return [f"{made.reference}: shown, though no delivery"] if row else []
    if row is None:
        return [f"{made.reference}: missing in `orders`: {made.spec}"]
    found = []
    if row["state"] not in expected.states:
        found.append(f"state {row['state']} {row['reasons']}, not {expected.states}")
    must = [] if expected.goes else list(expected.reasons)
    told = [reason for reason in row["reasons"] if reason in must or reason not in MAY_BE]
    if told != [reason for reason in must if reason in row["reasons"] or reason not in MAY_BE]:
        found.append(f"reasons {row['reasons']}, not {must}")
    amount, due = amounts(made.spec)
    if row["amount"] != f"{amount:.2f}":
        found.append(f"amount {row['amount']}, not {amount}")
    if "payment_unclear" not in expected.reasons and row["amount_due"] != f"{due:.2f}":
        found.append(f"amount_due {row['amount_due']}, not {due}")
    wanted = {
        "id": made.row["id"],
        "number": made.row["number"],
        "check_number": made.row["check_number"],
        "branch": made.spec.branch,
        "currency": "SAR",
    }
    found += [f"{name} {row[name]!r}" for name, value in wanted.items() if row[name] != value]
    if expected.goes and not (row["oto_id"] and row["accepted_at"] and row["attempts"] == 1):
        found.append(f"sent, but {row}")
    return [f"{made.reference} {made.spec}: {one}" for one in found]
