"""The only crossing between the window and the engine.

Calls go one way (`do`, as a coroutine of the window's loop), typed events the other: one signal per
`EVERY` milliseconds at most, with the last state of each order that changed. Three threads stand
behind it: the engine's loop, its store, and a reader with a connection of its own, whose results are
plain values (`store.screens.types`).
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.events import Event, Notice
from app.paths import DataDir
from app.store.screens.types import BranchRow, Group, OrderCard, QueueRow, Standing

if TYPE_CHECKING:
    from app.credentials import Credentials
    from app.store.queries import Reader
    from app.ui.engine_thread import EngineThread
