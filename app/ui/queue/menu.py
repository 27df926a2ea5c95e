"""What can be done with a row without opening it. Nothing here changes an order."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.store.screens.types.queue import QueueRow
from app.ui.language import plain, spoken, tr


def menu(parent: QWidget, row: QueueRow, only_branch: Callable[[], object] | None) -> QMenu:
    """A menu that deletes itself once it is closed."""
    made, clipboard = QMenu(parent), QGuiApplication.clipboard()
    said = plain(spoken(row.number, row.check_number))
    made.addAction(tr("Copy the order's number"), lambda: clipboard.setText(said))
    if row.oto_order_id:
        made.addAction(tr("Copy our number at OTO"), lambda: clipboard.setText(row.oto_order_id))
    if only_branch is not None:
        made.addSeparator()
        made.addAction(tr("Show this branch only"), only_branch)
    made.aboutToHide.connect(made.deleteLater)
    return made
