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
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from typing import cast

from app.paths import DataDir

FILE_NAME = "oto-companion.log"
MAX_BYTES = 1_000_000
BACKUPS = 5

_MAX_MESSAGE = 4_000
_SHORTEST_SECRET = 4  # masking anything shorter would make every line unreadable
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MASK = "***"
_OURS = "oto-companion"  # the name of our handlers

_AUTHORIZATION = re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{4,}", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?")
_NAMED = re.compile(
    r"""\b((?:access|refresh)_?token|client_?secret|password|retailer_?id)(["']?\s*[:=]\s*["']?)"""
    r"""[^\s"',;&}]+""",
    re.IGNORECASE,
)
# A UUID may end in twelve digits and is no phone; it is matched first, and kept.
_NUMBER = re.compile(
    r"(?P<uuid>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"
    r"|(?:\+|\b00)\d(?:[ -]?\d){8,}"
    r"|\b05\d[ -]?\d{3}[ -]?\d{4}\b"
    r"|\d{9,}",
    re.IGNORECASE,
)


class Redactor:
    """Masks what must not be in a log or a report. Safe to use from several threads."""

    def __init__(self) -> None:
        self._secrets: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def hide(self, *secrets: str) -> None:
        """Mask these texts from now on, wherever they appear."""
        with self._lock:
            known = {*self._secrets, *(s for s in secrets if len(s) >= _SHORTEST_SECRET)}
            # The longest first: one secret may be the beginning of another.
            self._secrets = tuple(sorted(known, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """`text` with named secrets, tokens and long numbers (phones) masked."""
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        text = _AUTHORIZATION.sub(rf"\1 {_MASK}", text)
        text = _JWT.sub(_MASK, text)
        text = _NAMED.sub(rf"\1\2{_MASK}", text)
        return _NUMBER.sub(lambda match: match["uuid"] or "[number]", text)


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
        text = redactor.clean(_CONTROL.sub(" ", record.message))
        record.message = text[:_MAX_MESSAGE]
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        return redactor.clean(super().format(record))


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
    if trouble:
        logging.getLogger(__name__).warning("no log file: %s", trouble)
    return redactor


def close() -> None:
    """Take the handlers of `setup` away again and close the file."""
    for handler in tuple(_ours()):
        logging.getLogger().removeHandler(handler)
        with contextlib.suppress(OSError):  # the disk is full: there is nothing left to flush to
            handler.close()
    logging.captureWarnings(False)


def _ours() -> Iterator[logging.Handler]:
    return (h for h in logging.getLogger().handlers if h.get_name() == _OURS)
