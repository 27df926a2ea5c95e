"""The command line: what can be asked, and how every ending is said (design.md section 6).

Exit 0 done, 1 refused or failed (one readable line on stderr), 2 wrong usage.
"""

import argparse
import contextlib
import importlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from app.commands import output
from app.commands.arguments import parser
from app.commands.ground import Ground
from app.core.errors import AppError
from app.pc.signals import ends_by

Command = Callable[[Ground, argparse.Namespace], int]


#: They run until they are told to stop, which is a good end at any moment.
_STOPPED = ("running:run", "sandbox:sandbox", "demo:demo")


def main(argv: Sequence[str] | None = None, *, ends_here: bool = False) -> int:
    """Carries out one command; returns the exit code. Wrong usage raises SystemExit(2).

    `ends_here`: nothing but the end of the process follows.
    """
    # Everything this program makes belongs to its user alone.
    os.umask(0o077)
    _no_core_dumps()
    output.prepare()
    # Without any handler Python would write warnings among our own lines.
    logging.getLogger("app").addHandler(_NOWHERE)
    arguments = _parsed(argv)
    ground = Ground.at(arguments.data_dir)
    with _stops_early(ends_here) if arguments.does in _STOPPED else contextlib.nullcontext():
        return _ended(ground, arguments)


def _no_core_dumps() -> None:
    """A dump of this process would hold tokens and customers."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has none of it
        import resource  # noqa: PLC0415 - see above

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


_NOWHERE = logging.NullHandler()


def _ended(ground: Ground, arguments: argparse.Namespace) -> int:
    """The exit code, and the one line where there is something to say."""
    try:
        code = _command(arguments.does)(ground, arguments)
        sys.stdout.flush()
    except AppError as error:
        output.warn(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # `orders | head` has seen enough.
        output.leave_quietly()
        return 0
    except OSError as error:
        output.leave_quietly()
        output.warn(f"Failed: {error.strerror or type(error).__name__}")
        return 1
    except Exception as error:  # noqa: BLE001 - a person gets a line, the log the rest
        _write_down(ground, error)
        output.warn(str(AppError("our_fault", what=type(error).__name__)))
        return 1
    return code


def _write_down(ground: Ground, error: Exception) -> None:
    """The traceback belongs into the log, not on the screen."""
    from app import logs  # noqa: PLC0415 - only when something went wrong

    if ground.data.path.is_dir():
        logs.setup(ground.data, console=False)
        logging.getLogger("app.cli").error("A command failed", exc_info=error)
        logs.close()


@contextlib.contextmanager
def _stops_early(ends_here: bool) -> Iterator[None]:
    """Until the command itself listens to signals, they end the process as a good end. Afterwards
    being told once more changes nothing: Python takes a moment to go."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        over()
        sys.exit(0)

    def over() -> None:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if ends_here else handler)

    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in ends_by()}
    for number in before:
        signal.signal(number, leave)
    try:
        yield
    finally:
        over()


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    root = parser()
    arguments, unknown = root.parse_known_args(argv)
    if unknown:
        # Only the names: a value may be a token that was typed in the wrong place.
        names = [word.partition("=")[0] for word in unknown if word.startswith("-")]
        root.error(f"unknown: {', '.join(names)}" if names else "more words than expected")
    return arguments


def _command(name: str) -> Command:
    """`module:function` in `app.commands`, imported only now: quick commands stay quick."""
    module, _, function = name.partition(":")
    found: Command = getattr(importlib.import_module(f"app.commands.{module}"), function)
    return found
