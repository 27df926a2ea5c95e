"""The delivery list as a person meets it: ticking, marking, undoing, what changes meanwhile."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.deliveries import DeliveryRow
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.deliveries.dialog import DeliveryDialog
from app.ui.deliveries.tree import BATCH
from app.ui.kit.button import Button
from app.ui.language import plain
from tests.ui.deliveries.making import make_delivery
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.queue.making import make_row

Key = Qt.Key
OLAYA = {"branch": "B02", "branch_name": "Olaya"}
ROWS = [
    make_delivery(1),
    make_delivery(2),
    make_delivery(3, **OLAYA),
    make_delivery(4, maybe_at_oto=True, state="unknown"),
]


@pytest.fixture
def bridge(qapp: QApplication) -> FakeBridge:
    made = FakeBridge()
    made.reads["deliveries"] = list(ROWS)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, bridge: FakeBridge) -> Iterator[DeliveryDialog]:
    made = DeliveryDialog(cast(Bridge, bridge))
    qtbot.addWidget(made)
    made.show_standing(replace(here.GOOD, oto_since=NOW - timedelta(minutes=7)))
    yield made
    made.close()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            QApplication.processEvents()
            await asyncio.sleep(0.005)


async def opened(dialog: DeliveryDialog) -> DeliveryDialog:
    dialog.show()
    await until(dialog.tree.topLevelItemCount)
    return dialog


def item(dialog: DeliveryDialog, key: int) -> QTreeWidgetItem:
    return dialog.tree._items[48000 + key]


def tick(dialog: DeliveryDialog, *keys: int) -> None:
    for key in keys:
        item(dialog, key).setCheckState(0, Qt.CheckState.Checked)
    QApplication.processEvents()


def texts(dialog: DeliveryDialog, key: int) -> list[str]:
    return [plain(item(dialog, key).text(column)) for column in range(6)]


def press(dialog: DeliveryDialog, name: str) -> None:
    (found,) = [
        each
        for each in dialog.asking.findChildren(Button)
        if each.isVisible() and each.accessibleName() == name
    ]
    found.click()


def leave(bridge: FakeBridge, rows: list[DeliveryRow], **states: str) -> None:
    """These are what is still on the list; the others went to the named states."""
    bridge.reads["deliveries"] = rows
    changed = [make_row(int(key.removeprefix("order")), state=s) for key, s in states.items()]
    bridge.changed.emit(changed)


async def test_what_it_lists(dialog: DeliveryDialog, bridge: FakeBridge) -> None:
    await opened(dialog)
    tops = [dialog.tree.topLevelItem(index) for index in range(3)]
    assert [plain(top.text(0)) for top in tops if top] == [
        "Al Yasmin (2)", "Olaya (1)", "Perhaps at OTO already (1)",
    ]  # fmt: skip
    assert texts(dialog, 1) == [
        "#1 · 103001", "Sara", "+966500000123", "King Fahd Road 12, Riyadh", "Collect 86.25 SAR",
        "59 min",
    ]  # fmt: skip
    assert texts(dialog, 4)[0] == "#4 · 103004 · Al Yasmin"
    assert dialog.tree.can_be_ticked() == [48001, 48002, 48003]
    assert dialog.doubt.isVisible()
    assert dialog.title.text() == "4 orders wait for OTO"
    assert "goes to OTO when it answers" in dialog.text.text()
    dialog.show_standing(replace(here.GOOD, oto_since=None))
    assert dialog.text.text().startswith("OTO answers.")


async def test_a_branch_is_ticked_at_once_by_the_keyboard(dialog: DeliveryDialog) -> None:
    await opened(dialog)
    tree = dialog.tree
    tree.setFocus()
    QTest.keyClick(tree, Key.Key_Home)
    QTest.keyClick(tree, Key.Key_Space)
    assert tree.ticked() == [48001, 48002]
    QTest.keyClick(tree, Key.Key_Down)
    tree.setCurrentItem(item(dialog, 1), 3)
    QTest.keyClick(tree, Key.Key_Space)
    assert tree.ticked() == [48002]
    tree.setCurrentItem(item(dialog, 4))
    QTest.keyClick(tree, Key.Key_Space)
    assert tree.ticked() == [48002]
    wanted: list[int] = []
    dialog.order_wanted.connect(wanted.append)
    QTest.keyClick(tree, Key.Key_Return)
    assert wanted == [48004]
    assert tree.ticked() == [48002]


async def test_what_is_being_sent_keeps_its_place_and_its_tick(
    dialog: DeliveryDialog, bridge: FakeBridge
) -> None:
    await opened(dialog)
    tick(dialog, 1)
    before = item(dialog, 1)
    bridge.reads["deliveries"] = [replace(ROWS[0], state="sending"), *ROWS[1:]]
    bridge.changed.emit([make_row(1, state="sending")])
    await until(lambda: texts(dialog, 1)[5] == "Being sent")
    assert item(dialog, 1) is before
    assert dialog.tree.ticked() == [48001]


async def test_printed(dialog: DeliveryDialog, tmp_path: Path) -> None:
    await opened(dialog)
    tick(dialog, 1)
    dialog.print_button.click()
    (asked,) = dialog.findChildren(QPrintDialog)
    assert asked.isVisible()
    printer = asked.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    asked.accepted.emit(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    asked.close()


async def test_all_or_none(dialog: DeliveryDialog) -> None:
    await opened(dialog)
    assert not dialog.done_button.isEnabled()
    dialog.all_button.click()
    assert dialog.tree.ticked() == [48001, 48002, 48003]
    assert dialog.done_button.accessibleName() == "Delivered another way (3)"
    assert dialog.all_button.accessibleName() == "Choose none"
    assert dialog.print_button.accessibleName() == "Print the chosen ones (3)…"
    dialog.all_button.click()
    assert dialog.tree.ticked() == []
    assert not dialog.done_button.isEnabled()


async def test_marked_after_one_question_and_undone(
    dialog: DeliveryDialog, bridge: FakeBridge
) -> None:
    await opened(dialog)
    tick(dialog, 1, 3)
    dialog.done_button.click()
    assert bridge.asked == []
    assert "2 orders delivered another way?" in dialog.asking.banner.title.text()
    assert "no courier comes" in dialog.asking.banner.text.text()
    bridge.answers["orders"] = {"done": [48001], "failed": {"48003": "sending"}}
    leave(bridge, ROWS[1:], order1="skipped")
    press(dialog, "Delivered another way")
    await until(lambda: "1 order is marked" in dialog.asking.banner.title.text())
    assert bridge.asked == [("orders", {"action": "another-way", "references": [48001, 48003]})]
    assert plain(dialog.asking.banner.text.text()).endswith("#3 · 103003 (Being sent)")
    await until(lambda: texts(dialog, 1)[5] == "Delivered another way")
    assert 48001 not in dialog.tree.can_be_ticked()
    await until(dialog.done_button.isEnabled)
    bridge.answers["orders"] = {"done": [48001], "failed": {}}
    leave(bridge, list(ROWS), order1="queued")
    press(dialog, "Undo")
    await until(lambda: dialog.asking.banner.title.text() == "1 order goes to OTO again.")
    assert bridge.asked[-1] == ("orders", {"action": "unskip", "references": [48001]})
    await until(lambda: 48001 in dialog.tree.can_be_ticked())


async def test_a_question_that_no_longer_fits_is_taken_away(dialog: DeliveryDialog) -> None:
    await opened(dialog)
    tick(dialog, 1)
    dialog.done_button.click()
    tick(dialog, 2)
    assert not dialog.asking.isVisible()
    dialog.done_button.click()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.asking.isVisible()
    assert dialog.isVisible()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


async def test_what_oto_got_meanwhile_stays_in_place_and_is_told(
    dialog: DeliveryDialog, bridge: FakeBridge
) -> None:
    await opened(dialog)
    tick(dialog, 1, 2)
    dialog.tree.setCurrentItem(item(dialog, 2))
    leave(bridge, ROWS[1:], order1="sent")
    await until(lambda: texts(dialog, 1)[5] == "At OTO")
    assert dialog.tree.ticked() == [48002]
    assert dialog.tree.currentItem() is item(dialog, 2)
    assert plain(dialog.text.text()) == "OTO has these now, do not bring them: #1 · 103001"
    assert dialog.title.text() == "3 orders wait for OTO"


async def test_opened_again_it_begins_anew(dialog: DeliveryDialog, bridge: FakeBridge) -> None:
    await opened(dialog)
    leave(bridge, [], order1="sent", order2="sent", order3="sent", order4="sent")
    await until(lambda: dialog.title.text() == "0 orders wait for OTO")
    dialog.close()
    dialog.show()
    await until(dialog.empty.isVisible)
    assert dialog.empty.text() == "No order waits for OTO."
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    # Nothing is said of orders that are not there.
    assert dialog.title.text() == "Delivery list"
    assert not dialog.text.isVisible()


async def test_not_done_is_told(dialog: DeliveryDialog, bridge: FakeBridge) -> None:
    await opened(dialog)
    tick(dialog, 1)
    dialog.done_button.click()
    bridge.answers["orders"] = AppError("ledger_unwritable", path="x", why="full")
    press(dialog, "Delivered another way")
    await until(dialog.told.isVisible)
    await until(dialog.done_button.isEnabled)
    assert dialog.tree.ticked() == [48001]


async def test_saved_as_pdf_without_a_printer(dialog: DeliveryDialog, tmp_path: Path) -> None:
    await opened(dialog)
    dialog.output.save(tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF-")
    assert plain(dialog.told.title.text()) == "Saved: list.pdf"
    dialog.output.save(tmp_path / "no" / "list.pdf")
    assert dialog.told.title.text() == "The list could not be saved there"
    dialog.save_button.click()
    (asked,) = dialog.findChildren(QFileDialog)
    assert asked.isVisible()
    assert asked.selectedFiles()[0].endswith("delivery-list-2026-11-23.pdf")
    asked.fileSelected.emit(str(tmp_path / "other.pdf"))
    assert (tmp_path / "other.pdf").exists()
    asked.close()


async def test_hostile_names_stay_text(dialog: DeliveryDialog, bridge: FakeBridge) -> None:
    name = "<b>Bobby</b>\n" + "M" * 300
    bridge.reads["deliveries"] = [make_delivery(1, customer=name, branch_name="<i>x</i>")]
    await opened(dialog)
    assert texts(dialog, 1)[1].startswith("<b>Bobby</b> MMM")
    assert "&lt;b&gt;Bobby" in item(dialog, 1).toolTip(1)
    assert dialog.width() <= 1140


async def test_two_hundred_rows_and_both_directions(
    dialog: DeliveryDialog, bridge: FakeBridge, qapp: QApplication
) -> None:
    rows, read = [make_delivery(key) for key in range(1, 201)], []

    def deliveries() -> list[DeliveryRow]:
        read.append(1)
        return rows

    bridge.reads["deliveries"] = deliveries
    await opened(dialog)
    dialog.all_button.click()
    assert len(dialog.tree.ticked()) == 200
    bar = dialog.tree.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    rows.append(make_delivery(201))
    before = len(read)
    for _ in range(5):
        bridge.changed.emit([make_row(1, state="retrying")])
    await until(lambda: len(dialog.tree.can_be_ticked()) == 201)
    assert len(read) == before + 1
    assert bar.value() == at > 0
    assert len(dialog.tree.ticked()) == 200
    language.apply("ar")
    await until(lambda: dialog.windowTitle() == "قائمة التوصيل")
    assert plain(dialog.title.text()) == "201 طلب ينتظر OTO"
    first, last = dialog.tree.header().sectionViewportPosition, dialog.tree.header().count() - 1
    assert first(0) > first(last)
    # A small screen: nothing of it is cut off.
    assert dialog.minimumSizeHint().width() <= 960
    assert len(dialog.tree.ticked()) == 200


async def test_many_rows_come_in_batches_between_which_the_window_goes_on(
    dialog: DeliveryDialog, bridge: FakeBridge
) -> None:
    bridge.reads["deliveries"] = [make_delivery(key) for key in range(1, 201)]
    listed: list[int] = []
    between: list[int] = []

    def look() -> None:
        listed.append(len(dialog.tree.can_be_ticked()))
        # What is asked for now comes before the list is whole.
        QTimer.singleShot(0, lambda: between.append(len(dialog.tree.can_be_ticked())))

    dialog.tree.ticks_changed.connect(look)
    await opened(dialog)
    await until(lambda: dialog.tree.is_whole and dialog.tree.can_be_ticked())
    steps = [after - before for before, after in pairwise([0, *listed])]
    assert max(steps) <= BATCH
    assert len(dialog.tree.can_be_ticked()) == 200
    dialog.tree.ticks_changed.disconnect(look)
    await until(lambda: len(between) == len(listed))
    assert BATCH in between
    # In another language all of them are written anew.
    language.apply("ar")
    await until(lambda: all("حصّل" in texts(dialog, key)[4] for key in (1, 200)))


async def test_all_are_chosen_though_not_all_are_written_yet(
    dialog: DeliveryDialog, bridge: FakeBridge
) -> None:
    bridge.reads["deliveries"] = [make_delivery(key) for key in range(1, 201)]
    chosen: list[int] = []

    def choose() -> None:
        if not chosen and dialog.tree.can_be_ticked():
            assert not dialog.tree.is_whole
            chosen.append(1)
            dialog.all_button.click()

    dialog.tree.ticks_changed.connect(choose)
    await opened(dialog)
    await until(lambda: len(dialog.tree.ticked()) == 200)
    assert dialog.tree.is_whole
    assert dialog.done_button.accessibleName() == "Delivered another way (200)"


async def test_screen_readers_hear_plain_names(dialog: DeliveryDialog) -> None:
    await opened(dialog)
    tree = QAccessible.queryAccessibleInterface(dialog.tree)
    assert tree is not None
    assert tree.text(QAccessible.Text.Name) == "Orders to deliver"
    assert item(dialog, 1).data(2, Qt.ItemDataRole.AccessibleTextRole) == "+966500000123"
    for button in dialog.findChildren(Button):
        assert button.accessibleName(), button
    assert dialog.tree.viewport().rect().contains(QPoint(1, 1))
