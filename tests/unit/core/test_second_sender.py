"""rules.md section 2: somebody else sends the same orders."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core import second_sender as rule
from app.core.dispatch import OtoSeen
from app.core.second_sender import Ours, Pair
from tests.unit.core.samples import NOW

LOCAL = datetime(2026, 11, 23, 21, 0, 0)  # noqa: DTZ001 - as OTO writes it
OURS = Ours("F922240-48210", "900", "966500000123", Decimal("86.25"), LOCAL)


def row(order_id: str = "7001", minutes: float = 5, **more: Any) -> OtoSeen:
    at = f"{LOCAL + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"
    fields: dict[str, Any] = {
        "order_id": order_id, "oto_id": f"9{order_id[-4:]}", "status": "new",
        "amount": Decimal("86.25"), "phone": "0500000123", "created_text": at,
    }  # fmt: skip
    return OtoSeen(**{**fields, **more})


def own(**more: Any) -> OtoSeen:
    return row(OURS.order_id, 0, oto_id=OURS.oto_id, **more)


def others(*listed: OtoSeen, ours: tuple[Ours, ...] = (OURS,)) -> list[str]:
    return [pair.other for pair in rule.pairs(ours, listed, "922240")]


class TestPairs:
    def test_same_phone_and_amount_within_half_an_hour(self) -> None:
        assert rule.pairs([OURS], [own(), row()], "922240") == (
            Pair(OURS.order_id, "97001", LOCAL + timedelta(minutes=5)),
        )

    def test_it_may_come_before_ours(self) -> None:
        assert others(own(), row(minutes=-30)) == ["97001"]

    def test_two_of_ours_equally_far_are_one_pair(self) -> None:
        twin = replace(OURS, order_id="F922240-48211", oto_id="901")
        assert others(row(), ours=(OURS, twin)) == ["97001"]

    def test_an_amount_that_is_not_told_is_no_amount(self) -> None:
        one = replace(OURS, amount=Decimal(1))
        assert others(row(amount=None), ours=(one,)) == []

    @pytest.mark.parametrize("minutes", [-30.1, 30.1])
    def test_not_more_than_half_an_hour_apart(self, minutes: float) -> None:
        assert others(own(), row(minutes=minutes)) == []

    @pytest.mark.parametrize(
        "other",
        [
            {"phone": "966500000124"},
            {"phone": None},
            {"phone": ""},
            {"amount": Decimal("86.20")},
            {"amount": None},
            {"status": "canceled"},
            {"status": "deleted"},
            {"created_text": None},
            {"created_text": "soon"},
        ],
    )
    def test_what_is_not_the_same_delivery(self, other: dict[str, Any]) -> None:
        assert others(own(), row(**other)) == []

    @pytest.mark.parametrize(
        "order_id",
        ["F922240-48210", "F922240-48210-2", "F922240-48211", "F922240-48210-R1"],
    )
    def test_ids_of_our_form_are_ours_whichever_pc_sent_them(self, order_id: str) -> None:
        assert others(own(), row(order_id)) == []

    @pytest.mark.parametrize(
        "order_id", ["F922241-48210", "922240-48210", "XF922240-48210", "48210"]
    )
    def test_other_ids_are_not(self, order_id: str) -> None:
        assert len(others(own(), row(order_id))) == 1

    def test_without_a_business_nothing_is_ours_by_its_form(self) -> None:
        assert not rule.is_ours("F-1", "")

    def test_ours_is_known_by_its_number_too(self) -> None:
        """OTO may show the id of an order without its prefix."""
        assert others(row("48210", 0, oto_id=OURS.oto_id)) == []

    def test_an_amount_is_the_same_however_it_is_written(self) -> None:
        assert others(own(), row(amount=Decimal("86.250"))) == ["97001"]

    def test_without_a_phone_nothing_is_the_same(self) -> None:
        nobody = replace(OURS, phone="")
        assert others(own(), row(phone="call the guard"), ours=(nobody,)) == []

    def test_one_of_theirs_belongs_to_the_nearest_of_ours(self) -> None:
        later = replace(OURS, order_id="F922240-48211", at=LOCAL + timedelta(minutes=20))
        found = rule.pairs([OURS, later], [own(), row(minutes=18)], "922240")
        assert [pair.order_id for pair in found] == [later.order_id]

    def test_without_ours_on_the_list_the_time_of_acceptance_counts(self) -> None:
        assert others(row(minutes=29)) == ["97001"]
        assert others(row(minutes=31)) == []

    @pytest.mark.parametrize("hours", [-3, 0, 5])
    def test_the_zone_of_the_list_does_not_matter(self, hours: int) -> None:
        """Both stamps are OTO's: 29 minutes apart in whatever zone."""
        shift = hours * 60
        mine = row(OURS.order_id, shift, oto_id=OURS.oto_id)
        assert others(mine, row(minutes=shift + 29)) == ["97001"]
        assert others(mine, row(minutes=shift + 31)) == []

    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-23 21:05:00",
            "2026-11-23T21:05:00",
            "2026-11-23T21:05",
            "2026-11-23 21:05",
            "23/11/2026 21:05:00",
            "23/11/2026 21:05",
            "2026-11-23T21:05:00Z",
            "2026-11-24T00:05:00+03:00",
        ],
    )
    def test_all_ways_to_write_a_time(self, text: str) -> None:
        (pair,) = rule.pairs([OURS], [row(created_text=text)], "922240")
        assert pair.at == LOCAL + timedelta(minutes=5)


class TestReadable:
    def test_a_list_without_any_time_says_nothing(self) -> None:
        assert not rule.readable([own(created_text="?"), row(created_text=None)])

    def test_one_time_or_an_empty_list_will_do(self) -> None:
        assert rule.readable([own(), row(created_text=None)])
        assert rule.readable([])


class TestPauses:
    def made(self, *minutes: float) -> list[Pair]:
        return [Pair("F1-1", f"{m}", LOCAL + timedelta(minutes=m)) for m in minutes]

    @pytest.mark.parametrize("minutes", [(), (0,), (0, 61), (0, 61, 122)])
    def test_one_an_hour_only_rings(self, minutes: tuple[float, ...]) -> None:
        assert not rule.pauses(self.made(*minutes))

    @pytest.mark.parametrize("minutes", [(0, 0), (0, 60), (60, 0), (0, 90, 145)])
    def test_two_within_an_hour_pause(self, minutes: tuple[float, ...]) -> None:
        assert rule.pauses(self.made(*minutes))


class TestDue:
    def due(self, since_look: float, since_start: float, suspected: bool = False) -> bool:
        began, looked = NOW - timedelta(hours=since_start), NOW - timedelta(seconds=since_look)
        return rule.is_due(NOW, began, looked, suspected=suspected)

    def test_each_minute_on_the_first_day(self) -> None:
        assert self.due(60, 23.9)
        assert not self.due(59, 0)

    def test_later_every_ten(self) -> None:
        assert not self.due(599, 24)
        assert self.due(600, 24)

    def test_each_minute_while_somebody_is_suspected(self) -> None:
        assert self.due(60, 100, suspected=True)

    def test_a_look_of_this_very_moment_is_enough(self) -> None:
        assert not self.due(0, 0)

    def test_the_first_time_and_after_a_clock_went_back_at_once(self) -> None:
        assert rule.is_due(NOW, NOW, None, suspected=False)
        assert self.due(-10, 100)
