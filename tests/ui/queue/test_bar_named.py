"""Every button of the search has a name, also those that Qt makes of an icon."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.ui.queue.bar import FilterBar


def test_the_icons_in_the_search_field_are_named_and_act(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.search.setText("27")
    buttons = {each.text(): each for each in bar.search.findChildren(QToolButton)}
    assert set(buttons) == {"Search orders", "Clear the search"}
    buttons["Clear the search"].click()
    assert bar.search.text() == ""
