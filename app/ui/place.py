"""Where the window was: size and place, remembered per direction (a mirrored window has its columns
elsewhere). A preference of this PC's screen, so not in settings.toml."""

import json
import logging
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

from app.paths import DataDir
from app.ui import language

log = logging.getLogger(__name__)

_FILE = "window.json"


def restore(data: DataDir, window: QWidget, columns: QSplitter) -> bool:
    """Puts the window (unless it shows already) and its columns where they were for the direction
    that is shown; False if nothing is known of the columns."""
    kept = _load(data)
    if not window.isVisible():
        window.restoreGeometry(_unpacked(kept.get("window")))
    return columns.restoreState(_unpacked(kept.get("columns")))


def keep(data: DataDir, window: QWidget, columns: QSplitter) -> None:
    """Remembers both for the direction that is shown."""
    kept = {"window": _packed(window.saveGeometry()), "columns": _packed(columns.saveState())}
    _save(data, kept)


def _load(data: DataDir) -> dict[str, Any]:
    """What was kept for the direction that is shown; {} if nothing can be used."""
    try:
        found = json.loads((data.path / _FILE).read_text("utf-8"))
        kept = found.get(_direction(), {})
    except (OSError, ValueError, AttributeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _save(data: DataDir, values: dict[str, Any]) -> None:
    """Keeps it; a disk that refuses costs nothing but the memory of a place."""
    file = data.path / _FILE
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        found = {}
    if not isinstance(found, dict):
        found = {}
    found[_direction()] = values
    partial = file.with_suffix(".tmp")
    try:
        partial.write_text(json.dumps(found), "utf-8")
        partial.replace(file)
    except OSError as error:
        log.warning("The window's place was not kept: %s", error.strerror)


def _packed(state: QByteArray) -> str:
    """Qt's own state as text."""
    return bytes(state.toBase64().data()).decode("ascii")


def _unpacked(text: object) -> QByteArray:
    """The state again; empty for anything odd."""
    return (
        QByteArray.fromBase64(text.encode("ascii", "ignore"))
        if isinstance(text, str)
        else QByteArray()
    )


def _direction() -> str:
    return "rtl" if language.is_rtl() else "ltr"
