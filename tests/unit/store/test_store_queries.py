"""What screens and reading commands are shown (design.md section 6)."""

from collections.abc import Callable
from typing import Any, TypeVar

from app.core.dispatch import Outcome, State
from app.core.order import DeliveryStatus, UnreadableOrder
from app.store import facts, pausing, queries, setup, status
from app.store.ledger import Txn
from app.store.queries import Reader
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered

T = TypeVar("T")


def ask(box: Box, question: Callable[[Reader], T]) -> T:
    def look(txn: Txn) -> T:
        return question(Reader.of(txn.connection, txn.settings, txn.now))

    return box.do(look)


def details(box: Box, reference: int = REFERENCE) -> dict[str, Any]:
    found = ask(box, lambda reader: queries.order_details(reader, reference))
    assert found is not None
    return found


class TestOrders:
    def test_a_row_before_it_is_sent(self, box: Box) -> None:
        box.see(samples.order(delivery_status=None))
        (row,) = ask(box, lambda reader: list(queries.order_rows(reader)))
        assert row == {
            "id": samples.order().id,
            "reference": 48210,
            "number": 27,
            "check_number": 103377,
            "branch": "B01",
            "state": "waiting",
            "reasons": ["not_ready"],
            "amount": "86.25",
            "amount_due": "86.25",
            "currency": "SAR",
            "oto_order_id": "F922240-48210",
            "oto_id": None,
            "oto_status": None,
            "stage": None,
            "attempts": 0,
            "last_error": None,
            "first_seen_at": "2026-11-23T18:21:00Z",
            "ready_at": None,
            "accepted_at": None,
            "next_attempt_at": None,
        }

    def test_a_row_at_oto(self, box: Box) -> None:
        box.accepted()
        row = details(box)
        assert (row["state"], row["oto_id"], row["stage"]) == ("sent", "900", "at_oto")
        assert (row["reasons"], row["accepted_at"]) == ([], "2026-11-23T18:21:00Z")

    def test_newest_first_by_state_and_by_branch(self, box: Box) -> None:
        box.see(numbered(1))
        box.later(seconds=1)
        box.see(numbered(2, branch_id="b2"), numbered(3, delivery_status=None))

        def references(**wanted: str) -> list[int]:
            return ask(box, lambda r: [row["reference"] for row in queries.order_rows(r, **wanted)])

        assert references() == [3, 2, 1]
        assert references(state="queued") == [1]
        assert references(branch="b02") == [2]
        assert references(branch="nowhere") == []

    def test_the_last_error_in_words(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA, code="OTO1030", field="phone")
        error = details(box)["last_error"]
        assert error["code"] == "OTO1030"
        assert error["title"]
        assert error["remedy"]

    def test_an_order_nobody_knows(self, box: Box) -> None:
        assert ask(box, lambda reader: queries.order_details(reader, 1)) is None


class TestConditions:
    def test_the_five_always_and_each_guard_that_fails(self, box: Box) -> None:
        box.see(samples.order(delivery_status=None, original_order_id="x"))
        rows = details(box)["conditions"]
        shown = {row["code"]: (row["ok"], row["actor"]) for row in rows}
        assert shown == {
            "branch_inactive": (True, "manager"),
            "not_delivery": (True, ""),
            "no_customer": (True, "cashier"),
            "no_address": (True, "cashier"),
            "not_ready": (False, "kitchen"),
            "not_released": (True, "cashier"),
            "return_or_split": (False, "manager"),
        }
        assert all(row["text"] for row in rows)

    def test_of_a_sent_order_as_things_stand_now(self, box: Box) -> None:
        box.accepted()
        box.changed(samples.order(), delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        rows = details(box)["conditions"]
        assert [row["code"] for row in rows if not row["ok"]] == ["not_ready"]


class TestNeedsYou:
    def test_refused_held_unknown_and_flags(self, box: Box) -> None:
        box.see(numbered(1, original_order_id="x"), numbered(2), numbered(3), numbered(4))
        sends = {send.reference: send for send in box.claim()}
        box.ends(sends[2], Outcome.ORDER_DATA, code="OTO1030")
        box.ends(sends[3], Outcome.UNKNOWN)
        box.ends(sends[4], Outcome.EXISTS)
        seen = at_oto(order_id="F922240-4", ref1="id-4")
        box.looked_up(sends[4].key, seen)

        def needing() -> dict[int, str]:
            return {
                reference: details(box, reference)["needs_you"]["code"]
                for reference in ask(box, lambda r: [e.reference for e in queries.needing(r)])
            }

        assert needing() == {1: "return_or_split", 2: "OTO1030", 4: "another_pc"}
        box.later(minutes=3)
        assert needing()[3] == "unknown"

    def test_nothing_while_all_goes_by_itself(self, box: Box) -> None:
        box.see(samples.order())
        assert details(box)["needs_you"] is None


class TestBranches:
    def test_rows_by_reference(self, box: Box) -> None:
        box.accepted()
        box.see(numbered(1, delivery_status=None))
        first, second = ask(box, queries.branch_rows)
        assert (first["reference"], first["active"], first["pickup"], first["city"]) == (
            "B01", True, "B01", "Riyadh",
        )  # fmt: skip
        assert (first["waiting"], first["sent_today"]) == (1, 1)
        assert (second["reference"], second["active"], second["starts_at"]) == ("B02", False, None)

    def test_what_was_sent_yesterday_is_not_todays(self, box: Box) -> None:
        box.accepted()
        box.later(hours=5)  # past midnight, but this branch is open until 04:00
        assert ask(box, queries.branch_rows)[0]["sent_today"] == 1
        box.later(hours=4)
        assert ask(box, queries.branch_rows)[0]["sent_today"] == 0

    def test_a_vanished_branch_is_not_shown(self, box: Box) -> None:
        box.do(setup.save_branches, [samples.FOODICS_BRANCH])
        assert [row["reference"] for row in ask(box, queries.branch_rows)] == ["B01"]


class TestStatus:
    def test_of_a_new_ledger(self, bare: Box) -> None:
        row = ask(bare, lambda reader: status.status_row(reader, running=False))
        assert (row["foodics"]["state"], row["oto"]["state"]) == ("not_connected",) * 2
        assert (row["last_good_poll_at"], row["last_good_poll_age_seconds"]) == (None, None)
        assert set(row["counts"]) == {str(state) for state in State}

    def test_of_one_at_work(self, box: Box) -> None:
        box.see(samples.order(), UnreadableOrder("x", 1, "bad"))
        box.do(
            lambda txn: facts.put(txn.connection, facts.CursorFact(samples.READY, samples.READY))
        )
        box.do(pausing.pause, None, None)
        row = ask(box, lambda reader: status.status_row(reader, running=True))
        assert (row["running"], row["paused"], row["currency"]) == (True, True, "SAR")
        assert (row["last_good_poll_age_seconds"], row["faults"]) == (60, 1)
        assert row["counts"]["queued"] == 1
