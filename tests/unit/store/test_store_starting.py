"""The end of the set-up: nothing goes before *Start sending*; doors and rules of one branch."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.core.dispatch import State
from app.core.errors import AppError
from app.core.events import Notice
from app.store import facts, offered, pausing, setup, starting, steps
from app.store.codec import dump, load
from app.store.context import Branch
from app.store.ledger import Txn
from app.store.tables import branches
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box


def pause(txn: Txn) -> facts.PauseFact | None:
    return txn.context.pause


def branch(box: Box, reference: str = "B01") -> Branch:
    def find(txn: Txn) -> Branch:
        return setup.branches_named(txn, [reference])[0]

    return box.do(find)


def step(box: Box) -> str | None:
    def find(txn: Txn) -> str | None:
        return steps.missing(txn.connection, txn.context)

    return box.do(find)


class TestStart:
    def test_nothing_goes_before_it(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        assert box.do(starting.first_currency, " sar") == "SAR"
        assert step(box) == "step_branch"
        box.do(setup.activate, ["B01"])
        assert step(box) == "step_start"
        box.see(samples.order())
        assert box.state() is State.QUEUED
        assert box.claim() == []
        box.later(minutes=10)
        box.told.clear()
        assert box.do(starting.start) == ("B01",)
        assert step(box) is None
        assert branch(box).rule.sends_from == box.now - timedelta(seconds=60)
        assert box.reasons() == ["before_start"]
        told = {each.what for each in box.told if isinstance(each, Notice)}
        assert told == {"resume", "branches"}

    def test_what_became_ready_just_now_goes(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        box.do(starting.prepare_start)
        box.do(setup.activate, ["B01"])
        box.see(samples.order())
        box.do(starting.start)
        assert [send.reference for send in box.claim()] == [REFERENCE]

    def test_a_second_start_changes_nothing(self, box: Box) -> None:
        before = branch(box).rule.sends_from
        assert box.do(starting.start) == ("B01",)
        assert branch(box).rule.sends_from == before

    def test_a_pause_of_a_person_stays(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        box.do(pausing.pause, None, None)
        assert not box.do(starting.prepare_start)
        box.do(setup.activate, ["B01"])
        box.do(starting.start)
        found = box.do(pause)
        assert found is not None
        assert found.why == ""

    def test_not_once_sending_has_begun(self, box: Box) -> None:
        assert not box.do(starting.prepare_start)
        assert box.do(pause) is None

    def test_not_once_an_order_has_gone_though_all_is_off_by_now(self, box: Box) -> None:
        box.accepted()
        box.do(setup.deactivate, ["B01"])
        assert not box.do(starting.prepare_start)

    def test_no_hour_ends_it_and_a_person_may(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        box.do(starting.prepare_start)
        box.do(setup.activate, ["B01"])
        box.do(pausing.pause, None, box.now + timedelta(minutes=1))
        box.later(minutes=2)
        assert step(box) == "step_start"
        box.do(pausing.resume)
        assert step(box) is None

    def test_the_missing_step_is_named(self, bare: Box) -> None:
        with pytest.raises(AppError) as caught:
            bare.do(starting.start)
        assert caught.value.code == "step_foodics"
        bare.set_up(active=False)
        with pytest.raises(AppError) as caught:
            bare.do(starting.start)
        assert caught.value.code == "step_branch"

    def test_a_pause_of_an_earlier_version_is_a_persons(self) -> None:
        old = b'{"since":"2026-11-23T18:20:00Z","until":null}'
        assert load(old, facts.PauseFact) == facts.PauseFact(samples.READY)
        assert load(dump(facts.PauseFact(samples.READY, None, "setup")), facts.PauseFact).why


class TestDoor:
    def test_it_is_tied_without_switching(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        box.do(starting.set_door, "b01", "B02")
        found = branch(box)
        assert (found.rule.active, found.pickup_code, found.rule.city) == (False, "B02", None)

    def test_a_mended_door_lets_its_branch_go_on(self, box: Box) -> None:
        def stop(txn: Txn) -> None:
            stopped = {"stopped": "OTO1070", "setup_failures": 3}
            txn.connection.execute(update(branches).values(**stopped))

        box.do(stop)
        box.do(starting.set_door, "B01", None, "Riyadh")
        found = branch(box)
        assert (found.stopped, found.pickup_code, found.rule.city) == (None, "B01", "Riyadh")
        box.do(starting.set_door, "B01", None, " ")
        assert branch(box).rule.city is None

    def test_orders_that_waited_for_it_go(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        box.do(setup.save_pickups, [])
        box.do(setup.activate, ["B01"])
        box.see(samples.order())
        assert box.reasons() == ["no_pickup"]
        box.do(setup.save_pickups, [samples.PICKUP])
        box.do(starting.set_door, "B01", samples.PICKUP.code)
        assert box.state() is State.QUEUED

    def test_unknown_ones(self, box: Box) -> None:
        box.do(setup.save_cities, ["Riyadh"])
        for code, named in (
            ("unknown_branch", ("B99", "B01", None)),
            ("unknown_pickup", ("B01", "X", None)),
            ("unknown_city", ("B01", None, "Atlantis")),
        ):
            with pytest.raises(AppError) as caught:
                box.do(starting.set_door, *named)
            assert caught.value.code == code
        box.do(setup.save_pickups, [])
        with pytest.raises(AppError, match="none"):
            box.do(starting.set_door, "B01", "X")


class TestRule:
    def test_what_is_chosen(self, box: Box) -> None:
        box.do(starting.set_rule, "B01", 30, " VIP ", "own", True)
        rule = branch(box).rule
        assert (rule.hold_seconds, rule.only_tag, rule.never_tag) == (30, "VIP", "own")
        assert rule.ask_each
        box.do(starting.set_rule, "B01", only_tag="", ask_each=False)
        rule = branch(box).rule
        assert (rule.hold_seconds, rule.only_tag, rule.never_tag) == (30, "", "own")
        assert not rule.ask_each
        box.do(starting.set_rule, "B01", -1)
        assert branch(box).rule.hold_seconds is None

    def test_open_orders_are_judged_anew(self, box: Box) -> None:
        box.see(samples.order())
        box.do(starting.set_rule, "B01", ask_each=True)
        assert box.state() is State.HELD

    def test_nothing_chosen(self, box: Box) -> None:
        box.told.clear()
        box.do(starting.set_rule, "B01")
        assert box.told == []

    def test_too_long(self, box: Box) -> None:
        with pytest.raises(AppError) as caught:
            box.do(starting.set_rule, "B01", 3601)
        assert caught.value.code == "bad_setting"


class TestNotices:
    def notices(self, box: Box) -> list[str]:
        found = [each.what for each in box.told if isinstance(each, Notice)]
        box.told.clear()
        return found

    def test_what_the_window_shows_is_told(self, bare: Box) -> None:
        bare.set_up(active=False)
        told = self.notices(bare)
        assert {"connected", "branches", "currency", "pickups"} <= set(told)
        bare.do(setup.save_branches, [samples.FOODICS_BRANCH])
        assert self.notices(bare) == ["branches"]
        bare.do(setup.save_branches, [samples.FOODICS_BRANCH])
        bare.do(setup.save_pickups, [])
        assert "pickups" in self.notices(bare)
        bare.do(setup.save_pickups, [])
        assert self.notices(bare) == []

    def test_cities_and_account_once(self, box: Box) -> None:
        self.notices(box)
        for _ in range(2):
            box.do(setup.save_cities, ["Riyadh"])
            box.do(offered.save_account, "Shop", "12.00")
        assert self.notices(box) == ["cities", "account"]

    def test_no_account_without_oto(self, bare: Box) -> None:
        bare.do(offered.save_account, "Shop", "12.00")
        assert self.notices(bare) == []
