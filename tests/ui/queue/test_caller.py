"""A customer calls: the search by phone gives one sentence to say."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.screens.types.card import EventRow, Neighbour
from app.store.screens.types.queue import Why
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.kit.button import Button
from app.ui.language import plain
from app.ui.order import sentences
from app.ui.queue.view import QueueView
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.order import cards
from tests.ui.queue.making import make_row
from tests.ui.queue.test_queue_view import until

PHONE = "0500000123"


@pytest.fixture
def bridge(qapp: QApplication) -> FakeBridge:
    made = FakeBridge()
    row = make_row(27, state="sent", stage="driver_coming")
    made.reads["search"] = [row]
    near = Neighbour(48026, 26, 103026, 9, "sent")
    made.reads["calling"] = cards.sent(row=row, neighbours=(near,))
    return made


@pytest.fixture
def view(qtbot: QtBot, bridge: FakeBridge) -> QueueView:
    made = QueueView(cast(Bridge, bridge))
    qtbot.addWidget(made)
    made.show()
    bridge.loaded.emit([])
    return made


def press(view: QueueView, name: str) -> None:
    (found,) = [b for b in view.caller.findChildren(Button) if b.accessibleName() == name]
    found.click()


async def test_one_sentence_to_say_and_the_other_order(view: QueueView, bridge: FakeBridge) -> None:
    opened: list[int] = []
    view.chosen.connect(opened.append)
    QTest.keyClicks(view.bar.search, PHONE)
    await until(view.caller.isVisible)
    said = plain(view.caller.banner.title.text())
    assert said.startswith("Your order is ready, and a driver is coming to collect it. The driver")
    assert "+966555000777" in said
    assert plain(view.caller.banner.text.text()).split("\n") == [
        "Say this to the customer of #27 · 103027.",
        "Another order, same phone, 9 minutes earlier: #26 · 103026, At OTO",
    ]
    press(view, "Copy")
    assert QGuiApplication.clipboard().text() == said
    press(view, "Open the order")
    assert opened == [48027]
    language.apply("ar")
    await until(lambda: "طلبك" in view.caller.banner.title.text())
    view.bar.search.clear()
    assert not view.caller.isVisible()


async def test_another_search_says_nothing(view: QueueView, bridge: FakeBridge) -> None:
    bridge.reads["calling"] = None
    QTest.keyClicks(view.bar.search, "Sara")
    await until(lambda: view.model.rowCount() == 1)
    assert not view.caller.isVisible()


def test_a_link_while_no_driver_is_known() -> None:
    row = make_row(27, state="sent", stage="on_the_way")
    oto = cards.sent(row=row).oto
    url = "https://tracking.tryoto.com/x1"
    linked = cards.sent(row=row, oto=replace(oto, driver_phone=None, tracking_url=url))
    assert plain(sentences.for_customer(linked)) == (
        f"Your order is on the way to you. You can follow it here: {url}"
    )
    script = replace(oto, driver_phone=None, tracking_url="javascript:alert(1)")
    bad = cards.sent(row=row, oto=script)
    assert plain(sentences.for_customer(bad)) == "Your order is on the way to you."


@pytest.mark.parametrize(
    ("deeds", "code", "ours"),
    [
        (["another-way"], "skipped_by_person", True),
        (["own-driver"], "skipped_by_person", True),
        (["own-driver", "unskip", "skip"], "skipped_by_person", False),
        ([], "own_driver", True),
        ([], "before_start", False),
    ],
)
def test_what_we_bring_ourselves(deeds: list[str], code: str, ours: bool) -> None:
    events = tuple(EventRow(NOW, "person", {"action": deed}) for deed in deeds)
    card = cards.card(cards.row(state="skipped", why=Why(code)), events=events)
    said = plain(sentences.for_customer(card))
    assert ("our own driver" in said) is ours
