"""How long this PC has been on, and how much of that it slept. None where the system does not say."""

import sys
import time


def uptime() -> float | None:
    """Seconds since the PC was switched on, its sleep counted."""
    if sys.platform == "win32":
        return _windows()[0]
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    # macOS has no such clock; its monotonic one goes on while it sleeps.
    return time.clock_gettime(time.CLOCK_MONOTONIC if clock is None else clock)


def slept() -> float | None:
    """Seconds for which it has slept since it was switched on."""
    if sys.platform == "win32":
        whole, awake = _windows()
        return whole - awake
    # The one that stands still while it sleeps is read first: the difference is never below 0.
    if sys.platform == "darwin":
        awake = time.clock_gettime(time.CLOCK_UPTIME_RAW)
        return time.clock_gettime(time.CLOCK_MONOTONIC) - awake
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    if clock is None:
        return None
    awake = time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.clock_gettime(clock) - awake


def _windows() -> tuple[float, float]:
    """Since the start, and of that awake, in seconds. Not tried on Windows yet."""
    if sys.platform != "win32":
        raise OSError("this is not Windows")
    import ctypes  # noqa: PLC0415 - quick commands stay quick

    kernel = ctypes.WinDLL("kernel32")
    kernel.GetTickCount64.restype = ctypes.c_ulonglong
    awake = ctypes.c_ulonglong()
    kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
    return kernel.GetTickCount64() / 1e3, awake.value / 1e7


def rebooted(since: float, now: float, up: float | None) -> bool:
    """Whether the PC was switched on after `since` (its clock, as `now` is). Two minutes are left
    for a clock that was set meanwhile."""
    return up is not None and up + 120.0 < now - since
