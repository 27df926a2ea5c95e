"""How everything stands, for the top of the window: the set-up's steps, services, pauses, numbers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app.core.order import UnreadableOrder
from app.store import facts, pausing, setup, starting, status, steps
from app.store.codec import load
from app.store.ledger import Txn
from app.store.screens.standing import standing
from app.store.screens.types.standing import ServiceRow, Standing
from app.store.tables import branches
from tests.unit.core import samples
from tests.unit.store.box import BUSINESS, SECOND, Box, at_oto, numbered
from tests.unit.store.box import _track as track
from tests.unit.store.looking import look

GOOD = facts.HealthFact("ok", samples.NOW, "ok", samples.NOW)


def of(box: Box, *, running: bool = True) -> Standing:
    return look(box, standing, running=running)


def put(box: Box, *values: object) -> None:
    def keep(txn: Txn) -> None:
        for value in values:
            facts.put(txn.connection, value)

    box.do(keep)


class TestSetUp:
    def test_a_new_ledger_is_as_the_window_begins(self, bare: Box) -> None:
        found = of(bare)
        assert replace(found, day_ends_at=None) == Standing()

    def test_each_step_is_named_until_sending_was_started(self, bare: Box) -> None:
        named = [of(bare).step]
        bare.do(setup.save_business, BUSINESS, "https://x")
        bare.do(setup.save_branches, [samples.FOODICS_BRANCH, SECOND])
        named.append(of(bare).step)
        bare.do(setup.save_oto, facts.OtoFact("v2", "r1", None))
        named.append(of(bare).step)
        bare.do(setup.save_currency, "SAR")
        named.append(of(bare).step)
        assert bare.do(starting.prepare_start)
        bare.do(setup.activate, ["B01"])
        named.append(of(bare).step)
        assert named == ["step_foodics", "step_oto", "step_currency", "step_branch", "step_start"]
        assert of(bare).paused
        bare.do(starting.start)
        assert (of(bare).step, of(bare).paused) == (None, False)

    def test_what_is_connected_is_named(self, box: Box) -> None:
        put(box, GOOD, facts.OtoFact("v2", "r1", "https://o", "Nakhla at OTO", "49.99"))
        found = of(box)
        assert found.foodics == ServiceRow("ok", samples.NOW, "Nakhla", "https://api.foodics.com")
        assert found.oto == ServiceRow("ok", samples.NOW, "Nakhla at OTO", "https://o")
        assert (found.business, found.business_currency, found.currency) == (
            "Nakhla", "SAR", "SAR",
        )  # fmt: skip
        assert (found.generation, found.retailer_id, found.country) == ("v2", "r1", "SA")
        assert (found.branches, found.active) == (2, 1)

    @pytest.mark.parametrize(
        ("credit", "low"), [("49.99", True), ("50", False), (None, False), ("much", False)]
    )
    def test_a_wallet_that_runs_out(self, box: Box, credit: str | None, low: bool) -> None:
        put(box, facts.OtoFact("v2", "r1", None, credit=credit))
        assert (of(box).credit, of(box).credit_low) == (credit, low)


class TestTrouble:
    def test_what_a_service_said(self, box: Box) -> None:
        put(box, replace(GOOD, problem="dns", problem_params={"host": "h"}, fault="internet"))
        found = of(box)
        assert (found.problem, found.problem_params) == ("dns", {"host": "h"})
        assert found.fault == "internet"

    def test_silence_while_it_runs(self, box: Box) -> None:
        last = box.now - timedelta(seconds=61)
        put(box, GOOD, facts.CursorFact(last, last))
        assert of(box).problem == "foodics_silent"
        assert of(box).last_good_poll_at == last
        assert of(box, running=False).problem is None

    def test_a_branch_that_stands(self, box: Box) -> None:
        box.do(_stop)
        found = of(box)
        assert (found.problem, found.problem_params) == ("branch_stopped", {"branches": "B01"})
        assert found.stopped_branches == ("B01",)

    @pytest.mark.parametrize(
        ("problem", "said", "fault"),
        [
            (None, "oto", ""),
            ("oto_silent", "", ""),
            ("oto_silent", "oto", "oto"),
            ("keyring_locked", "", "keyring"),
            ("ledger_unwritable", "", "us"),
            ("foodics_query", "", "us"),
            ("what nobody knows", "", "us"),
        ],
    )
    def test_who_is_to_blame(self, problem: str | None, said: str, fault: str) -> None:
        health = facts.HealthFact(problem=problem, fault=said)
        assert status.fault_of(problem, health) == fault

    def test_blame_belongs_to_the_problem_it_was_found_for(self) -> None:
        health = facts.HealthFact(problem="dns", fault="internet")
        assert status.fault_of("foodics_silent", health) == ""

    def test_orders_that_cannot_be_understood(self, box: Box) -> None:
        box.see(UnreadableOrder("x", 1, "bad"))
        assert of(box).faults == 1


class TestPauses:
    def test_until_an_hour(self, box: Box) -> None:
        until = box.now + timedelta(minutes=5)
        box.do(pausing.pause, None, until)
        assert (of(box).paused, of(box).paused_until) == (True, until)
        box.later(minutes=5)
        assert (of(box).paused, of(box).paused_until) == (False, None)

    def test_of_one_branch(self, box: Box) -> None:
        box.do(pausing.pause, "B01", None)
        assert (of(box).paused, of(box).paused_branches) == (False, ("B01",))

    def test_an_old_ledgers_pause_is_a_persons(self) -> None:
        kept = b'{"since":"2026-11-23T18:00:00Z","until":null}'
        found = load(kept, facts.PauseFact)
        assert found.why != steps.SETUP


class TestNumbers:
    def test_of_today(self, box: Box) -> None:
        assert (of(box).sent_today, of(box).median_seconds, of(box).last_order_at) == (
            0, None, None,
        )  # fmt: skip
        for count, wait in ((1, 60), (2, 10), (3, 20)):
            ready = box.now - timedelta(seconds=wait)
            box.accepted(numbered(count, updated_at=ready))
        found = of(box)
        assert (found.sent_today, found.median_seconds) == (3, 20)
        assert found.last_order_at == box.now
        box.do(track, {"F922240-1": at_oto("delivered", order_id="F922240-1")})
        assert of(box).sent_today == 3

    def test_yesterdays_are_not_todays(self, box: Box) -> None:
        box.accepted()
        box.later(hours=5)  # past midnight, but the branch is open until 04:00
        assert of(box).sent_today == 1
        box.later(hours=4)
        assert (of(box).sent_today, of(box).median_seconds) == (0, None)

    def test_the_day_ends_with_the_last_branch(self, box: Box) -> None:
        # 21:21 in Riyadh; Olaya is open until 04:00, 01:00 UTC.
        assert of(box).day_ends_at == datetime(2026, 11, 24, 1, tzinfo=UTC)
        box.do(setup.activate, ["B02"])
        assert of(box).day_ends_at == datetime(2026, 11, 24, 1, tzinfo=UTC)

    def test_without_branches_at_midnight(self, bare: Box) -> None:
        bare.now = samples.NOW
        assert of(bare).day_ends_at == datetime(2026, 11, 23, 21, tzinfo=UTC)

    def test_branches_that_vanished_do_not_count(self, box: Box) -> None:
        box.do(setup.save_branches, [SECOND])
        assert (of(box).branches, of(box).active) == (1, 0)


def _stop(txn: Txn) -> None:
    txn.connection.execute(
        update(branches).where(branches.c.reference == "B01").values(stopped="OTO1016")
    )
