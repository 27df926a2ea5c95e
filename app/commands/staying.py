"""`stay`: what is started at sign-in."""

from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.pc.minder import Minder, listen
from app.pc.program import command


def stay(ground: Ground, _arguments: Namespace) -> int:
    """The window, and again after a crash. The exit code is that of its last run."""

    def started(_pid: int, before: int) -> None:
        if before:
            output.warn(f"The window ended unexpectedly ({before}) and is started again.")

    minder = Minder(command(ground.data), started=started)
    listen(minder)
    code = minder.mind()
    # A signal's number is no exit code.
    return code if code >= 0 else 1
