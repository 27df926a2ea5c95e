"""Keeps this PC from falling asleep by itself; its screen may, and a person may send it to sleep.

What keeps it awake ends with this process, however that ends.
"""

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)

#: SetThreadExecutionState: ES_CONTINUOUS, and ES_SYSTEM_REQUIRED with it.
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001


class Way(Protocol):
    """How one system is kept awake. Both may block for seconds; `hold` raises OSError."""

    def hold(self) -> None:
        """From now on."""

    def release(self) -> None:
        """No longer."""


class Awake:
    """`keep(True)` once or often; what did not work is tried again when it is next asked for.

    To be called from one thread that lives as long as the program: Windows counts by thread.
    """

    def __init__(self, way: Way | None = None) -> None:
        self._way = way or of_system()
        self._said = False
        #: Whether this PC is kept awake now.
        self.held = False

    def keep(self, wanted: bool) -> None:
        """Keeps it awake, or lets it sleep again."""
        if wanted == self.held:
            return
        if not wanted:
            self._way.release()
            self.held = False
            return
        try:
            self._way.hold()
        except OSError as error:
            if not self._said:
                log.warning("This PC cannot be kept awake: %s", error)
            self._said = True
        else:
            self.held, self._said = True, False


def of_system(system: str = sys.platform) -> Way:
    """The way of this system."""
    if system == "win32":
        return Windows(_set_execution_state)
    if system == "darwin":
        return Caffeinate(subprocess.Popen)
    from app.pc.inhibit import Inhibitor  # noqa: PLC0415 - D-Bus is asked on Linux alone

    return Inhibitor()


def execution_state(*, hold: bool) -> int:
    """What Windows is told: the system is needed from now on, or no longer."""
    return _CONTINUOUS | _SYSTEM_REQUIRED if hold else _CONTINUOUS


class Windows:
    """`set_state` is SetThreadExecutionState, which gives 0 when it fails."""

    def __init__(self, set_state: Callable[[int], int]) -> None:
        self._set_state = set_state

    def hold(self) -> None:
        """The system does not fall asleep while this thread lives."""
        if self._set_state(execution_state(hold=True)) == 0:
            raise OSError("Windows refused it")

    def release(self) -> None:
        """It may again."""
        self._set_state(execution_state(hold=False))


def _set_execution_state(state: int) -> int:
    """Not tried on Windows yet."""
    if sys.platform != "win32":
        raise OSError("this is not Windows")
    import ctypes  # noqa: PLC0415 - quick commands stay quick

    kernel = ctypes.WinDLL("kernel32")
    kernel.SetThreadExecutionState.argtypes = (ctypes.c_uint,)
    kernel.SetThreadExecutionState.restype = ctypes.c_uint
    return int(kernel.SetThreadExecutionState(state))


def caffeinate(pid: int) -> list[str]:
    """macOS's own program: no idle sleep for as long as that process lives; the screen may."""
    return ["/usr/bin/caffeinate", "-i", "-w", str(pid)]


class Caffeinate:
    """macOS. Not tried there yet."""

    def __init__(self, start: "Callable[[list[str]], subprocess.Popen[bytes]]") -> None:
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Starts it."""
        self._process = self._start(caffeinate(os.getpid()))

    def release(self) -> None:
        """Ends it."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.terminate()
            self._process.wait()
            self._process = None
