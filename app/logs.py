"""The log: `oto-companion.log` in the data directory, bounded, private, without secrets.

Levels mean something: "abandoned" is an error, "went on" is a warning (style.md section 7). Nobody
writes customer data to a log; what slips through all the same is masked here, in the formatted
line, so that tracebacks are covered too.
"""

import contextlib
import logging
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from types import TracebackType
from typing import cast

from app.core.errors import AppError
from app.paths import DataDir
from app.redactor import Redactor

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

log = logging.getLogger(__name__)

FILE_NAME = "oto-companion.log"
MAX_BYTES = 1_000_000
BACKUPS = 5

_MAX_MESSAGE = 4_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_OURS = "oto-companion"  # the name of our handlers


#: The one that `setup` puts in front of the log; connections tell it each secret they load.
redactor = Redactor()


class _Formatter(logging.Formatter):
    """One line per record (a traceback follows), in UTC, redacted."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        # Texts of a server must not forge lines or steer a terminal. Masked before it is cut:
        # half a secret would not be known again.
        text = record.message
        if record.name == "asyncio":
            # Behind its first line stand the task and the error, with all they hold.
            text = text.partition("\n")[0]
        text = redactor.clean(_CONTROL.sub(" ", text))
        record.message = text[:_MAX_MESSAGE]
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own words for the error in the record.
        left, record.exc_text = record.exc_text, None
        try:
            return redactor.clean(super().format(record))
        finally:
            record.exc_text = left

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's name
        """Where it happened and what kind it is. Its own words may hold a name or an address: only
        those of errors made for people are written."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            told.append(f"Traceback (most recent call last):\n{frames}{_named(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nAfter:\n".join(told)


def _named(error: BaseException) -> str:
    kind = type(error).__qualname__
    if isinstance(error, AppError):
        return f"{kind}: {error}"
    number = getattr(error, "errno", None)
    return f"{kind} {number}" if isinstance(number, int) else kind


class _PrivateFile(RotatingFileHandler):
    """A rotating file that only the user may read."""

    def _open(self) -> TextIOWrapper:
        def private(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        opened = open(  # noqa: SIM115 - the handler closes it; Path.open has no opener
            self.baseFilename, self.mode, encoding=self.encoding, opener=private
        )
        return cast(TextIOWrapper, opened)


def setup(data_dir: DataDir, *, console: bool) -> Redactor:
    """Send the program's log to the data directory, and to stderr if `console`.

    The program's own loggers (`app.*`) speak from INFO on, libraries from WARNING on. The folder
    `logs` is made; where no file can be written, stderr is used instead and says so: logging never
    stops the program. May be called again. Gives the redactor, to be told of secrets.
    """
    close()
    handlers: list[logging.Handler] = []
    trouble = ""
    try:
        data_dir.logs.mkdir(mode=0o700, exist_ok=True)
        handlers.append(
            _PrivateFile(
                data_dir.logs / FILE_NAME,
                maxBytes=MAX_BYTES,
                backupCount=BACKUPS,
                encoding="utf-8",
                errors="backslashreplace",
            )
        )
    except OSError as error:
        trouble = error.strerror or type(error).__name__
    # A windowed program on Windows has no stderr.
    if (console or trouble) and sys.stderr is not None:
        handlers.append(logging.StreamHandler())
    root = logging.getLogger()
    for handler in handlers:
        handler.setFormatter(_Formatter())
        handler.set_name(_OURS)
        root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("app").setLevel(logging.INFO)
    logging.captureWarnings(True)
    _catch_the_rest()
    if trouble:
        logging.getLogger(__name__).warning("no log file: %s", trouble)
    return redactor


def roll(older: Callable[[], bool]) -> None:
    """Puts the file in use aside if `older` says so; nothing is written meanwhile."""
    for handler in _ours():
        if isinstance(handler, _PrivateFile):
            handler.acquire()
            try:
                if older():
                    handler.doRollover()
            finally:
                handler.release()


def set_level(level: str) -> None:
    """How much the program itself writes: debug, info or warning. Libraries only warn."""
    logging.getLogger("app").setLevel(level.upper())


def close() -> None:
    """Take the handlers of `setup` away again and close the file."""
    for handler in tuple(_ours()):
        logging.getLogger().removeHandler(handler)
        with contextlib.suppress(OSError):  # the disk is full: there is nothing left to flush to
            handler.close()
    logging.captureWarnings(False)
    _give_back_the_rest()


def _catch_the_rest() -> None:
    """What nobody caught goes to the log: a window has no stderr, and one that has gets names."""
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def _give_back_the_rest() -> None:
    if sys.excepthook is _uncaught:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.critical("An error that nobody caught", exc_info=(kind, error, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
        log.error(
            "A thread ended by an error",
            exc_info=(args.exc_type, args.exc_value, args.exc_traceback),
        )


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log.warning(
            "An error where none can be raised",
            exc_info=(args.exc_type, args.exc_value, args.exc_traceback),
        )


def _ours() -> Iterator[logging.Handler]:
    return (h for h in logging.getLogger().handlers if h.get_name() == _OURS)
