"""Which order a calling customer means."""

from datetime import timedelta

import pytest

from app.core.order import DeliveryStatus
from app.store import choices
from app.store.screens.calling import calling
from tests.unit.core import samples
from tests.unit.store.box import Box, numbered
from tests.unit.store.looking import look

PHONE = "0500000123"


def meant(box: Box, text: str = PHONE) -> int | None:
    found = look(box, calling, text)
    return None if found is None else found.row.reference


def test_the_newest_that_is_still_to_come_with_the_other_beside_it(box: Box) -> None:
    box.see(numbered(1, customer=samples.customer(), opened_at=samples.OPENED))
    later = samples.OPENED + timedelta(minutes=9)
    kitchen = DeliveryStatus.SENT_TO_KITCHEN
    box.see(numbered(2, customer=samples.customer(), opened_at=later, delivery_status=kitchen))
    assert meant(box) == 2
    found = look(box, calling, PHONE)
    assert found is not None
    assert [(each.reference, each.minutes_earlier) for each in found.neighbours] == [(1, 9)]
    box.do(choices.skip, 2)
    assert meant(box) == 1
    box.do(choices.skip, 1)
    assert meant(box) == 2


@pytest.mark.parametrize("text", ["+966 50 000 0123", "٠٥٠٠٠٠٠١٢٣", "00966-500000123"])
def test_a_phone_however_it_is_typed(box: Box, text: str) -> None:
    box.see(samples.order())
    assert meant(box, text) == 48210


@pytest.mark.parametrize("text", ["#27", "103377", "نورة", "", "0500000999"])
def test_nobody_calls(box: Box, text: str) -> None:
    box.see(samples.order())
    assert meant(box, text) is None


def test_yesterdays_order_is_not_meant(box: Box) -> None:
    box.see(samples.order())
    box.later(hours=25)
    assert meant(box) is None
