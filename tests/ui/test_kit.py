"""The small parts all screens are made of."""

from itertools import groupby

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.ui import language
from app.ui.icons import icon
from app.ui.kit import room, wrapped
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, level, scrolling
from app.ui.kit.button import Button
from app.ui.kit.flow import Flow
from app.ui.kit.label import Label
from app.ui.kit.label import level as together
from app.ui.kit.line import Line
from app.ui.kit.room import of_screen
from app.ui.kit.sign import Sign
from app.ui.kit.spinner import Spinner
from app.ui.kit.switch import Switch
from app.ui.language import plain, tr
from app.ui.order.fields import Cities
from app.ui.order.parts import Text
from app.ui.theme import theme
from tests.ui.assistive import filled_in


def test_a_switch_shows_what_is_stored_and_not_the_click(qtbot: QtBot) -> None:
    switch = Switch()
    qtbot.addWidget(switch)
    switch.show()
    with qtbot.waitSignal(switch.wanted) as asked:
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert asked.args == [True]
    assert not switch.isChecked()
    switch.show_stored(True)
    assert switch.isChecked()
    with qtbot.waitSignal(switch.wanted) as asked:
        QTest.keyClick(switch, Qt.Key.Key_Return)
    assert asked.args == [False]
    assert switch.isChecked()


def test_the_icon_of_a_button_can_be_seen_in_each_kind(qtbot: QtBot) -> None:
    button = Button("Release", "primary", icon_name="send")
    qtbot.addWidget(button)

    def is_drawn_in(tone: str) -> bool:
        return button.icon().pixmap(18, 18).toImage() == icon("send", tone).pixmap(18, 18).toImage()

    assert is_drawn_in("on_accent")
    button.set_kind("normal")
    assert is_drawn_in("text")
    button.set_kind("primary")
    assert is_drawn_in("on_accent")


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_the_arrow_of_a_menu_stands_at_the_end(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    """Where a style sheet draws the button, Qt draws it from left to right alone."""
    button = Button(kind="quiet", icon_name="bell")
    qtbot.addWidget(button)
    button.setLayoutDirection(direction)
    button.resize(80, 36)
    bare = button.grab().toImage()
    button.setMenu(QMenu(button))
    with_arrow = button.grab().toImage()
    # The icon moves a little to make room: only the outer quarters say where the arrow is.
    painted = [
        x
        for x in (*range(20), *range(60, 80))
        for y in range(36)
        if bare.pixel(x, y) != with_arrow.pixel(x, y)
    ]
    assert painted
    at_the_left = direction is Qt.LayoutDirection.RightToLeft
    assert all((x < 20) is at_the_left for x in painted)


def test_what_is_typed_into_a_chooser_stands_in_its_frame(qtbot: QtBot) -> None:
    cities = Cities()
    qtbot.addWidget(cities)
    cities.show()
    assert cities.rect().contains(cities.line.geometry())
    middle = cities.line.geometry().center().y()
    assert abs(middle - cities.rect().center().y()) <= 1


@pytest.mark.parametrize("kind", [Label, Text])
def test_all_lines_of_an_arabic_text_begin_at_the_same_edge(
    qtbot: QtBot, kind: type[Label]
) -> None:
    language.apply("ar")
    label = kind("طلب " * 20)
    qtbot.addWidget(label)
    label.resize(150, 400)
    label.show()
    drawn = label.grab().toImage()
    ground = drawn.pixelColor(0, 0)

    def inked(y: int) -> list[int]:
        return [x for x in range(drawn.width()) if drawn.pixelColor(x, y) != ground]

    rows = [max(found, default=0) for found in map(inked, range(drawn.height()))]
    lines = [max(group) for is_ink, group in groupby(rows, key=bool) if is_ink]
    # The same word begins each of them (dots above and below letters make groups of their own).
    widest = [edge for edge in lines if edge > max(lines) - 12]
    assert len(widest) > 2
    assert max(widest) - min(widest) <= 1


@pytest.mark.parametrize(
    ("text", "to_the_left"),
    [
        ("طلب OTO", True),
        ("\u200fOTO", True),
        ("OTO طلب", False),
        ("12: \u2068Riyadh\u2069 طلب", True),
        ("\u2068طلب\u2069 at OTO", False),
        ("27", False),
    ],
)
def test_which_way_a_text_runs(text: str, to_the_left: bool) -> None:
    assert wrapped.is_rtl(text) is to_the_left


def test_a_switch_is_mirrored(qtbot: QtBot, qapp: QApplication) -> None:
    switch = Switch()
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    switch.show_stored(True)
    there = switch.grab().toImage()
    language.apply("ar")
    switch.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert switch.grab().toImage() != there


@pytest.mark.parametrize("text", ["<b>x</b>", "<img src=x>", "a & b", "x" * 300])
def test_nothing_from_outside_is_executed(qtbot: QtBot, text: str) -> None:
    label = Label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert plain(label.text()) == text
    button = Button(text)
    qtbot.addWidget(button)
    assert button.accessibleName() == text
    assert button.shortcut().isEmpty()


def test_names_for_screen_readers_have_no_marks(qtbot: QtBot) -> None:
    label = Label(tr("{order} needs you", order="#27"))
    qtbot.addWidget(label)
    assert label.accessibleName() == "#27 needs you"


def test_a_button_with_only_an_icon_is_named_by_its_hint(qtbot: QtBot) -> None:
    button = Button(icon_name="settings", key="Ctrl+,")
    qtbot.addWidget(button)
    button.say("", "Settings")
    assert button.accessibleName() == "Settings"
    assert "Ctrl+," in button.toolTip()
    assert button.shortcut().toString() == "Ctrl+,"


def test_a_banner_offers_what_helps_and_forgets_the_old_buttons(qtbot: QtBot) -> None:
    banner, pressed = Banner("warn"), []
    qtbot.addWidget(banner)
    banner.say("Title", "Text")
    banner.offer(("Old", "normal", lambda: pressed.append("old")))
    made = banner.offer(("Undo", "normal", lambda: pressed.append("undo")))
    banner.show()
    QTest.mouseClick(made[0], Qt.MouseButton.LeftButton)
    assert pressed == ["undo"]
    names = [button.text() for button in banner.findChildren(Button) if button.isVisible()]
    assert names == ["Undo"]
    theme.apply("dark")
    assert banner.accessibleName() == "Title"


def test_a_spinner_shows_only_what_takes_longer_and_is_still_unseen(qtbot: QtBot) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    spinner.start()
    assert not spinner.isVisible()
    spinner.stop()
    spinner.start()
    qtbot.waitUntil(spinner.isVisible)
    spinner.hide()
    assert not spinner._turns.isActive()
    spinner.stop()


def test_a_screen_reader_may_ask_for_a_part_that_has_gone(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setFixedSize(100, 3000)
    area = scrolling(inner)
    qtbot.addWidget(area)
    area.resize(120, 200)
    area.show()
    told = QAccessible.queryAccessibleInterface(area)
    assert told is not None
    counted = told.childCount()
    assert counted > 1
    area.hide()
    # Without the workaround this ends the program.
    for number in range(counted - 1, 2000):
        told.child(number)
    assert told.child(counted) is None


def test_a_line_knows_what_a_screen_reader_filled_in(qtbot: QtBot) -> None:
    line = Line()
    qtbot.addWidget(line)
    line.prefill("stored")
    assert (line.text(), line.touched) == ("stored", False)
    with qtbot.waitSignal(line.typed):
        filled_in(line, "dictated")
    line.prefill("stored")
    assert (line.text(), line.touched) == ("dictated", True)
    line.show_text("")
    assert not line.touched


@pytest.mark.parametrize(
    ("screen", "opened"),
    [((1920, 1040), (1140, 640)), ((1024, 728), (1008, 640)), ((1093, 574), (1077, 526))],
)
def test_no_window_opens_larger_than_the_screen(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    screen: tuple[int, int],
    opened: tuple[int, int],
) -> None:
    monkeypatch.setattr(room, "of_screen", lambda _window: QSize(*screen))
    made = QWidget()
    qtbot.addWidget(made)
    assert room.opens_at(made, 1140, 640) is (opened == (1140, 640))
    assert (made.width(), made.height()) == opened


def test_the_screen_is_asked(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    assert of_screen(made) == made.screen().availableGeometry().size()
    dialog = QWidget(made)
    assert of_screen(dialog) == of_screen(made)


def test_what_stands_in_a_line_is_equally_tall_in_both_scripts(qtbot: QtBot) -> None:
    line = level(QLineEdit(), Button("Paste"), Button("لصق"))
    flow = QWidget()
    flow.setLayout(Flow(Button("…"), Button("تعليق")))
    whole = QWidget()
    whole.setLayout(column(line, flow, None))
    qtbot.addWidget(whole)
    whole.resize(500, 300)
    whole.show()
    for row in (line, flow):
        parts = [each for each in row.children() if isinstance(each, QWidget)]
        assert len({each.height() for each in parts}) == 1
        assert len({each.y() for each in parts}) == 1


def test_a_sign_stands_at_the_first_line_of_both_scripts(qtbot: QtBot) -> None:
    def off() -> int:
        """How far the middles of sign and words are from each other."""
        return abs(sign.contentsMargins().top() + 9 - label.heightForWidth(400) // 2)

    sign, label = Sign("check", "good"), Label()
    for widget in (sign, label):
        qtbot.addWidget(widget)
    label.say("The branch is active")
    assert off() <= 2
    language.apply("ar")
    label.say("الفرع مفعّل")
    qtbot.waitUntil(lambda: off() <= 2)


def test_words_beside_each_other_stand_level_in_both_scripts(qtbot: QtBot) -> None:
    name, price = Label(), Label()
    for widget in (name, price):
        qtbot.addWidget(widget)
    name.say("مندي دجاج")
    price.say("69.00")
    together(name, price)
    lower = price.contentsMargins().top()
    middle = name.sizeHint().height() // 2
    assert abs(lower + (price.sizeHint().height() - lower) // 2 - middle) <= 2
    assert name.contentsMargins().top() == 0
    together(price, name)
    assert price.contentsMargins().top() == lower
    name.say("Lemonade")
    together(name, price)
    assert name.contentsMargins().top() == price.contentsMargins().top() == 0
