"""The signals that mean: end in good order."""

import signal

#: Ctrl-C; the end of a session or of the PC; the terminal was closed; and what Windows sends then.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def ends_by() -> list[signal.Signals]:
    """Those this system has. One that is ignored stays so: `nohup` asked for it."""
    known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return [
        number
        for number in known
        if number is signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN
    ]
