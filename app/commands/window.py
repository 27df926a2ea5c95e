"""Without a command: the window. Where it cannot be shown that is said, in one line."""

import asyncio
import importlib
import importlib.util
import os
import sys
from argparse import Namespace
from typing import Any

from app.commands.ground import Ground
from app.core.errors import AppError
from app.paths import DataDir

_MODULE = "app.ui.application"


def show(ground: Ground, _arguments: Namespace) -> int:
    """Opens the window, or brings the one forward that is open.

    AppError `no_window`, or `already_running` if an instance without a window runs.
    """
    # Nothing to show anew: that does not need Qt, and where no window can be it says what is.
    if ground.data.control.exists() and asyncio.run(_is_shown(ground.data)):
        return 0
    return int(window().main(ground.data))


async def _is_shown(data: DataDir) -> bool:
    from app.engine.instance import take_or_show  # noqa: PLC0415 - the first start has no need of it

    instance = await take_or_show(data)
    if instance is None:
        return True
    # What is left of an instance that was killed.
    await instance.leave()
    return False


def window() -> Any:
    """The module of the window. AppError `no_window` saying why there can be none here."""
    if importlib.util.find_spec(_MODULE) is None:
        raise AppError("no_window", why="this build has no window")
    if not _has_display():
        raise AppError("no_window", why="there is no display")
    try:
        return importlib.import_module(_MODULE)
    except ImportError as error:
        # The name of the library alone: paths of this PC help nobody.
        raise AppError("no_window", why=f"Qt cannot be loaded: {_library(error)}") from None


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _library(error: ImportError) -> str:
    return str(error).partition(":")[0] or "a library is missing"
