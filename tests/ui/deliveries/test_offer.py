"""When the window offers the delivery list."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge
from app.ui.deliveries.offer import DeliveryOffer
from app.ui.kit.button import Button
from app.ui.language import plain
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.pictures import restaurant as here


@pytest.fixture
def bridge(qapp: QApplication) -> FakeBridge:
    made = FakeBridge()
    made.reads["deliveries"] = []
    return made


@pytest.fixture
def offer(qtbot: QtBot, bridge: FakeBridge) -> DeliveryOffer:
    made = DeliveryOffer(cast(Bridge, bridge))
    qtbot.addWidget(made)
    return made


def stands(bridge: FakeBridge, *, checked: datetime = NOW, **values: Any) -> None:
    oto = replace(here.GOOD.oto, state="unreachable", checked_at=checked)
    bridge.standing.emit(replace(here.GOOD, oto=oto, **values))


def press(offer: DeliveryOffer, name: str) -> None:
    (found,) = [each for each in offer.findChildren(Button) if each.accessibleName() == name]
    found.click()


def test_after_five_minutes_while_orders_wait(offer: DeliveryOffer, bridge: FakeBridge) -> None:
    assert offer.isHidden()
    stands(bridge, oto_since=NOW - timedelta(minutes=4, seconds=59), undelivered=6)
    assert offer.isHidden()
    assert offer._timer.isActive()
    assert offer._timer.remainingTime() <= 2_000
    bridge.time = NOW + timedelta(seconds=1)
    offer._timer.timeout.emit()
    assert offer.isVisible()
    assert plain(offer.banner.title.text()) == (
        "OTO has taken no orders for 5 minutes; 6 orders wait."
    )
    stands(bridge, oto_since=NOW - timedelta(minutes=4, seconds=59), undelivered=0)
    assert offer.isHidden()
    assert not offer._timer.isActive()


def test_minutes_go_on_and_it_ends_when_oto_answers(
    offer: DeliveryOffer, bridge: FakeBridge
) -> None:
    stands(bridge, oto_since=NOW - timedelta(minutes=7), undelivered=1)
    assert "for 7 minutes; 1 order waits" in plain(offer.banner.title.text())
    bridge.time = NOW + timedelta(minutes=1)
    offer._timer.timeout.emit()
    assert "for 8 minutes" in plain(offer.banner.title.text())
    stands(bridge, oto_since=None, undelivered=1)
    assert offer.isHidden()
    assert not offer._timer.isActive()


def test_not_now_holds_for_this_outage(offer: DeliveryOffer, bridge: FakeBridge) -> None:
    since = NOW - timedelta(minutes=7)
    stands(bridge, oto_since=since, undelivered=3)
    press(offer, "Not now")
    assert offer.isHidden()
    stands(bridge, oto_since=since, undelivered=4)
    assert offer.isHidden()
    stands(bridge, oto_since=None, undelivered=0)
    stands(bridge, oto_since=since + timedelta(minutes=1), undelivered=1)
    assert offer.isVisible()


def test_an_outage_of_before_the_start_is_no_news(offer: DeliveryOffer, bridge: FakeBridge) -> None:
    since = NOW - timedelta(hours=9)
    stands(bridge, checked=NOW - timedelta(hours=8), oto_since=since, undelivered=3)
    assert offer.isHidden()
    stands(bridge, oto_since=since, undelivered=3)
    assert offer.isVisible()


async def test_it_opens_one_list(offer: DeliveryOffer, bridge: FakeBridge) -> None:
    stands(bridge, oto_since=NOW - timedelta(minutes=7), undelivered=3)
    press(offer, "Delivery list")
    assert offer.list is not None
    first = offer.list
    assert first.isVisible()
    first.close()
    offer.open_list()
    assert offer.list is first
    assert first.isVisible()
    assert not first.isModal()
    first.close()
