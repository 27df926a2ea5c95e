"""`doctor`: looks at everything there is to be right, and says what to do (design.md section 6).

The one command that both reads and asks the services; it changes nothing.
"""

import asyncio
from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.doctor.examine import examine
from app.engine.keyring import LoggedNowhere


def doctor(ground: Ground, arguments: Namespace) -> int:
    """Prints a row per check; exit code 1 if one of them is not ok."""
    # Without an installation there is no entry; the keyring is asked all the same.
    secrets = LoggedNowhere(ground.data.read_installation_id() or "doctor")
    checks = asyncio.run(examine(ground.data, secrets))
    for check in checks:
        if arguments.json:
            output.say_rows([check.row()])
            continue
        remedy = f"\n      {output.plain(check.remedy)}" if check.remedy else ""
        output.say(
            f"{'ok  ' if check.ok else 'NOT '}  {check.check}: {output.plain(check.detail)}{remedy}"
        )
    return 0 if all(check.ok for check in checks) else 1
