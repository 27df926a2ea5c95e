"""No widget of an earlier test is left: each would be styled again by the next."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _swept(qapp: QApplication) -> Iterator[None]:
    yield
    # processEvents does not delete what deleteLater left.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
