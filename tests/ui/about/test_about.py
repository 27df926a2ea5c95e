"""What the program says of itself, in both languages."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import __version__
from app.ui import language
from app.ui.about.dialog import AboutDialog
from app.ui.help.dialog import HelpDialog


def test_the_help_opens_it_and_it_follows_the_language(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.about_button.click()
    about = dialog.about
    assert about is not None
    assert about.isVisible()
    assert __version__ in about.title.text()
    english = about.ours.text()
    assert "MIT" in english
    language.apply("ar")
    qtbot.waitUntil(lambda: about.ours.text() != english)
    assert "MIT" in about.ours.text()
    assert __version__ in about.title.text()


def test_each_part_shows_its_licence(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    names = [about.parts.item(row).text() for row in range(about.parts.count())]
    assert names[0].startswith("OTO Companion")
    assert "Permission is hereby granted" in about.text.toPlainText()
    qt = names.index("Qt")
    about.parts.setCurrentRow(qt)
    shown = about.text.toPlainText()
    assert "LGPL-3.0-only" in about.heading.text()
    for words in (
        "How to replace the libraries",
        "Where the source of the libraries is",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "The FreeType Project",
    ):
        assert words in shown
