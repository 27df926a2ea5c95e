"""Every test of the window begins in English, light, with the bundled fonts."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import language, theme


@pytest.fixture(autouse=True)
def _as_shipped(qapp: QApplication) -> Iterator[None]:
    theme.prepare(qapp)
    language.apply("en")
    language.use_offset(180)
    theme.theme.apply("light")
    yield
    language.apply("en")
