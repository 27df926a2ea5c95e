"""What befalls single orders on a bad evening, told from outside; each must end right.

A story begins, and `ends` says when it is over. Stories run side by side in one town.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tests.judge.catalog import METHOD_IDS
from tests.judge.orders import Made, Spec
from tests.judge.oto import refusal
from tests.judge.run import Town, until
from tests.judge.serving import Answer

Line = dict[str, Any]


@dataclass
class Watched:
    """An order with what must be true of it in the end."""

    name: str
    made: Made
    sends: int
    state: str
    reasons: tuple[str, ...] = ()
    amount: str | None = None
    due: str | None = None

    def wrong(self, town: Town, row: Line | None) -> list[str]:
        """What is not as it must be; empty is right."""
        found = []
        if row is None:
            return [f"{self.name}: not shown"]
        if (row["state"], tuple(row["reasons"])) != (self.state, self.reasons):
            found.append(f"{row['state']} {row['reasons']} {row['last_error']}")
        if town.sends(self.made) != self.sends:
            found.append(f"createOrder {town.sends(self.made)} times")
        if town.at_oto(self.made) is not (self.state == "sent"):
            found.append(f"at OTO: {town.at_oto(self.made)}, shown as {row['state']}")
        elif self.state == "sent":
            found += self._wrong_amounts(town)
        return [f"{self.name} ({self.made.reference}): {one}" for one in found]

    def _wrong_amounts(self, town: Town) -> list[str]:
        body = town.oto.accepted[town.oto_id(self.made)].body
        told = {"amount": (self.amount, body["amount"]), "due": (self.due, body["amount_due"])}
        return [
            f"{name} {at_oto}, not {must}"
            for name, (must, at_oto) in told.items()
            if must is not None and Decimal(must) != Decimal(str(at_oto))
        ]


def while_paused(town: Town, *, retype: bool = False) -> list[Watched]:
    """Everything that can happen to an order between Ready and its sending; ends resumed.

    A change of type is seen by the wide look once a minute, so it takes that long.
    """
    program = town.program
    program.call("pause")
    names = ["plain", "void", "edit", "recall", "paid", "skip", "hold", "other_branch"]
    names += ["retype"] if retype else []
    made = {name: town.make(Spec(total="100")) for name in names}
    made["inactive"] = town.make(Spec(branch="B02"))
    town.upload(*made.values())
    queued = {one.reference for one in made.values()}
    until(lambda: queued <= _in_state(town, "queued"), 15, "all are queued while paused")
    assert not town.oto.accepted
    town.edit(made["void"], status=7)
    town.edit(made["edit"], total_price=120.5)
    town.edit(made["recall"], delivery_status=1)
    if retype:
        town.edit(made["retype"], type=2)
    town.edit(made["paid"], status=4, payments=[town.maker.payment("card", Decimal(100))])
    town.edit(made["other_branch"], branch=town.maker.branches["B03"])
    program.call("skip", made["skip"].reference)
    program.call("hold", made["hold"].reference)
    program.call("branches", "deactivate", "B02")
    gone = queued - {made[name].reference for name in ("plain", "edit", "paid")}
    until(lambda: not gone & _in_state(town, "queued"), 90, "what changed is queued no longer")
    program.call("resume")
    others = [Watched("retype", made["retype"], 0, "waiting", ("not_delivery",))] if retype else []
    return [
        *others,
        Watched("plain", made["plain"], 1, "sent", (), "100", "100"),
        Watched("void", made["void"], 0, "cancelled", ("not_released", "voided")),
        Watched("edit", made["edit"], 1, "sent", (), "120.5", "120.5"),
        Watched("recall", made["recall"], 0, "waiting", ("not_ready",)),
        Watched("paid", made["paid"], 1, "sent", (), "100", "0"),
        Watched("skip", made["skip"], 0, "skipped", ("skipped_by_person",)),
        Watched("hold", made["hold"], 0, "held", ("held_by_person",)),
        Watched("inactive", made["inactive"], 0, "waiting", ("branch_inactive",)),
        Watched("other branch", made["other_branch"], 0, "waiting", ("branch_inactive",)),
    ]


def and_back(town: Town, before: list[Watched]) -> list[Watched]:
    """What was kept back goes after all, once."""
    program, by_name = town.program, {watched.name: watched for watched in before}
    program.call("unskip", by_name["skip"].made.reference)
    program.call("release", by_name["hold"].made.reference)
    program.call("branches", "activate", "B02", "--ready-since", 10)
    town.edit(by_name["recall"].made, delivery_status=2)
    if "retype" in by_name:
        town.edit(by_name["retype"].made, type=3)
    goes = ("skip", "hold", "recall", "retype", "inactive")
    return [
        replace(watched, sends=1, state="sent", reasons=()) if watched.name in goes else watched
        for watched in before
    ]


def questions(town: Town) -> list[Watched]:
    """Orders that are held until somebody has said yes, once for each question."""
    held = {
        "marker": town.order(Spec(marker="Jahez: 8813")),
        "payment": town.order(Spec(payment="cod_cash", total="50")),
        "late": town.order(Spec(late=True)),
        "city": town.order(Spec(address="other_city")),
    }
    early = town.order(Spec(delivery_status=1))
    references = {one.reference for one in held.values()}
    until(lambda: references <= _in_state(town, "held"), 15, "all are held")
    until(lambda: early.reference in _in_state(town, "waiting"), 15, "one is not Ready")
    program = town.program
    program.call("release", held["marker"].reference)
    program.call("release", held["late"].reference)
    program.call("answer", "payment", METHOD_IDS["cod_cash"], "collect")
    program.call("send-anyway", early.reference)
    program.call("retry", early.reference, code=1 if town.at_oto(early) else None)
    return [
        Watched("marker", held["marker"], 1, "sent"),
        Watched("payment", held["payment"], 1, "sent", (), "50", "50"),
        Watched("late", held["late"], 1, "sent"),
        Watched("city", held["city"], 0, "held", ("city_unclear",)),
        Watched("anyway", early, 1, "sent"),
    ]


def lost_reply(town: Town) -> list[Watched]:
    """OTO accepts and the reply is cut off: looked up, never sent a second time."""
    town.oto.faults.append("lose")
    made = _alone(town, Spec(total="61.5"))
    return [Watched("lost reply", made, 1, "sent", (), "61.5", "61.5")]


def refused_and_mended(town: Town) -> list[Watched]:
    """OTO refuses the phone; a new one in Foodics sends it again by itself, under the same id."""
    town.oto.faults.append(refusal("OTO1030", "Recipient phone is missing or invalid"))
    made = _alone(town, Spec())
    until(lambda: made.reference in _in_state(town, "refused"), 10, "it is refused")
    row = town.program.orders()[made.reference]
    assert row["last_error"]["code"] == "OTO1030"
    assert row["last_error"]["title"]
    assert row["last_error"]["remedy"]
    customer = dict(made.row["customer"], phone="507777777")
    town.edit(made, customer=customer)
    return [Watched("mended", made, 2, "sent")]


def lost_and_refused(town: Town) -> list[Watched]:
    """Two troubles at once: a reply that is lost, and a refusal that is mended in Foodics."""
    before = len(town.oto.creates)
    town.oto.faults.extend(["lose", refusal("OTO1030", "Recipient phone is missing or invalid")])
    made = [town.order(Spec(total=total)) for total in ("61.5", "62.5")]
    until(lambda: len(town.oto.creates) >= before + 2, 20, "both were sent")
    refused = next(one for one in made if not town.at_oto(one))
    town.edit(refused, customer=dict(refused.row["customer"], phone="507777777"))
    return [
        Watched(f"trouble {one.reference}", one, 2 if one is refused else 1, "sent", (), total)
        for one, total in zip(made, ("61.5", "62.5"), strict=True)
    ]


def trouble_inside(town: Town) -> list[Watched]:
    """A 500 that may have been accepted: surely absent twice, then again."""
    town.oto.faults.append(Answer(500, text="<html>Internal error</html>"))
    made = _alone(town, Spec())
    return [Watched("500", made, 2, "sent")]


def power_cut(town: Town) -> list[Watched]:
    """Killed while createOrder is on its way, and OTO has accepted; more orders come meanwhile."""
    town.oto.faults.append("slow")
    made = _alone(town, Spec(total="77"))
    until(lambda: town.at_oto(made), 15, "OTO has it")
    town.program.kill()
    meanwhile = town.order(Spec(total="78"))
    assert town.program.status()["running"] is False
    town.program.start()
    return [
        Watched("power cut", made, 1, "sent", (), "77", "77"),
        Watched("meanwhile", meanwhile, 1, "sent", (), "78", "78"),
    ]


def after_sending(town: Town) -> list[Watched]:
    """A void is cancelled at OTO, a new total updated there."""
    void, edit = town.order(Spec()), town.order(Spec(total="40"))
    until(lambda: town.at_oto(void) and town.at_oto(edit), 15, "both are at OTO")
    town.edit(void, status=7)
    town.edit(edit, total_price=44)
    kept = town.oto.accepted[town.oto_id(void)]
    until(lambda: kept.status == "canceled", 20, "the void order is cancelled at OTO")
    body = town.oto.accepted[town.oto_id(edit)]
    until(lambda: Decimal(str(body.body["amount"])) == 44, 20, "OTO has the new total")
    return [
        Watched("void after", void, 1, "sent"),
        Watched("edit after", edit, 1, "sent", (), "44"),
    ]


def judge(town: Town, watched: list[Watched], seconds: float) -> None:
    """Waits until every story has ended as it must, and says which did not."""
    wrong: list[str] = ["nothing looked at yet"]

    def right() -> bool:
        shown = town.program.orders()
        wrong[:] = [
            one for each in watched for one in each.wrong(town, shown.get(each.made.reference))
        ]
        return not wrong

    try:
        until(right, seconds, "every story ends right")
    except AssertionError:
        raise AssertionError("\n".join(wrong)) from None


def assert_nothing_forbidden(town: Town) -> None:
    """No 429, no 400, no more calls at once than allowed, and nothing doubled or invented."""
    assert set(town.foodics.statuses) == {200}, town.foodics.statuses
    assert town.oto.in_flight_most <= 4
    assert town.oto.accepted.keys() <= {town.oto_id(made) for made in town.made.values()}
    assert not town.foodics.broken
    assert not town.oto.broken


def _alone(town: Town, spec: Spec) -> Made:
    """An order that takes the fault: it is the next to be sent."""
    before = len(town.oto.creates)
    made = town.order(spec)
    until(lambda: len(town.oto.creates) > before, 20, "it is sent")
    return made


def _in_state(town: Town, state: str) -> set[int]:
    return {row["reference"] for row in town.program.rows("orders", "--state", state)}


STORIES: tuple[Callable[[Town], list[Watched]], ...] = (
    questions,
    lost_reply,
    refused_and_mended,
    trouble_inside,
    after_sending,
    power_cut,
)
