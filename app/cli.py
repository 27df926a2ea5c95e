"""The command line: what can be asked, and how every ending is said (design.md section 6).

Exit 0 done, 1 refused or failed (one readable line on stderr), 2 wrong usage.
"""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence

from app.commands import output
from app.commands.arguments import parser
from app.commands.ground import Ground
from app.core.errors import AppError

Command = Callable[[Ground, argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Carries out one command; returns the exit code. Wrong usage raises SystemExit(2)."""
    # Everything this program makes belongs to its user alone.
    os.umask(0o077)
    output.prepare()
    arguments = _parsed(argv)
    try:
        code = _command(arguments.does)(Ground.at(arguments.data_dir), arguments)
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
    except Exception as error:
        logging.getLogger("app.cli").exception("A command failed")
        output.warn(str(AppError("our_fault", what=type(error).__name__)))
        return 1
    return code


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
