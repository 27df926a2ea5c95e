"""`demo`: the whole program on its own sandbox, with nothing left behind (design.md section 6)."""

import asyncio
import tempfile
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import logs, settings
from app.commands import output, window
from app.commands.ground import Ground
from app.commands.opening import reading
from app.commands.printing import Printer, Readable
from app.commands.sandbox import opened
from app.commands.stopping import leave_at_once, stopping
from app.core.errors import AppError
from app.credentials import MemoryCredentials
from app.engine.engine import Engine
from app.paths import DataDir
from app.sandbox.server import Sandbox
from app.store import queries, status

#: Preferences that the practice window shares with the program.
LOOK = ("language", "theme", "digits")
#: Without a window it ends by itself, seconds.
HEADLESS_SECONDS = 60.0
#: What the scenario's restaurant has switched on; B04 has no pickup location, B03 stays off.
ACTIVE = ("B01", "B02", "B04")
#: After the last order the engine gets so long to finish what is fit to be sent, seconds.
LAST_ORDERS = 30.0
#: An order that has been fit to be sent for longer, and was not, is lost; seconds.
GRACE = 15.0
_LOOK_AGAIN = 0.25
#: Kitchens and tablets of the demo are quick: half a minute shall show the whole way of an order.
_PACE = 2.5
_UPLOAD = (1.0, 3.0)


def demo(ground: Ground, arguments: Namespace) -> int:
    """Plays an evening. Exit code 1 if the sandbox's books say that an order was lost or doubled."""
    if not arguments.headless:
        try:
            return _windowed(ground, arguments)
        except AppError as error:
            if error.code != "no_window":
                raise
            output.warn(f"{error.title}: {error.cause}. The demo goes on here.")
    seconds = arguments.seconds or HEADLESS_SECONDS
    printer = Printer(Readable())
    try:
        with tempfile.TemporaryDirectory(prefix="oto-companion-demo-") as folder:
            try:
                code = asyncio.run(_headless(Path(folder), arguments, seconds, printer))
            finally:
                logs.close()
    finally:
        said = printer.close()
    if not said:
        leave_at_once(code)
    return code


def _windowed(ground: Ground, arguments: Namespace) -> int:
    module = window.window()
    with tempfile.TemporaryDirectory(prefix="oto-companion-demo-") as folder:
        data, credentials = DataDir(folder), MemoryCredentials()
        data.prepare()
        _look_alike(ground.data, data)
        box = opened(arguments.seed)
        try:
            asyncio.run(_set_up_only(data, credentials, box))
            box.scenario.start(arguments.orders_per_minute, pace=_PACE, upload_delay=_UPLOAD)
            seconds = arguments.seconds
            return int(module.main(data, credentials=credentials, seconds=seconds, practice=True))
        finally:
            box.stop()
            logs.close()


def _look_alike(own: DataDir, practice: DataDir) -> None:
    """The practice window speaks and looks as the program itself does."""
    found, _ = settings.load(own.settings)
    fixed, _ = settings.locked()  # what IT has locked holds for both
    for key in LOOK:
        if key not in fixed:
            settings.set_value(practice.settings, key, str(getattr(found, key)))


async def _set_up_only(data: DataDir, credentials: MemoryCredentials, box: Sandbox) -> None:
    engine = Engine(data, Ground(data).settings, credentials)
    try:
        await engine.prepare()
        await set_up(engine, box)
    finally:
        await engine.close()


async def set_up(engine: Engine, box: Sandbox) -> Mapping[str, Any]:
    """What a manager does: connects both services, sets the currency, switches branches on."""
    where = box.address
    assert where is not None
    do = engine.control.do
    await do("connect-foodics", {"token": where.foodics_token, "url": where.foodics_url})
    pair = {"retailer_id": where.retailer_id, "token": where.oto_token, "url": where.oto_url}
    await do("connect-oto", pair)
    await do("currency", {"code": "SAR"})
    return await do("activate", {"references": ACTIVE})


async def _headless(folder: Path, arguments: Namespace, seconds: float, printer: Printer) -> int:
    data, stop, ended = DataDir(folder), asyncio.Event(), asyncio.Event()
    with stopping(stop, seconds):
        box = opened(arguments.seed)
        try:
            logs.setup(data, console=False)
            engine = Engine(data, Ground(data).settings, MemoryCredentials())
            try:
                engine.stop = ended
                engine.pc.leave_alone()
                engine.ledger.listen(printer.told)
                await engine.prepare()
                printer.put("Demo: Foodics and OTO are a sandbox on this PC; Ctrl+C ends it.")
                activated = await set_up(engine, box)
                for reference in activated["without_pickup"]:
                    printer.put(f"{reference}: no pickup location at OTO; its orders wait.")
                await _play(engine, box, arguments.orders_per_minute, stop)
                account = await asyncio.to_thread(_account, box, GRACE)
                return _summary(data, account, printer)
            finally:
                await engine.close()
        finally:
            await asyncio.to_thread(box.stop)


async def _play(engine: Engine, box: Sandbox, rate: float, stop: asyncio.Event) -> None:
    """The evening, until `stop`; then what is fit to be sent is still finished."""
    running = asyncio.create_task(engine.run())
    try:
        box.scenario.start(rate, pace=_PACE, upload_delay=_UPLOAD)
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        box.scenario.stop()
        over = asyncio.get_running_loop().time() + LAST_ORDERS
        while not running.done() and asyncio.get_running_loop().time() < over:
            if not (await asyncio.to_thread(_account, box, 0.0))["lost"]:
                break
            await asyncio.sleep(_LOOK_AGAIN)
    finally:
        engine.stop.set()
        await running


def _account(box: Sandbox, grace: float) -> dict[str, Any]:
    """The sandbox's own books."""
    return box.truth.account(set(ACTIVE), grace=grace)


def _summary(data: DataDir, account: Mapping[str, Any], printer: Printer) -> int:
    with reading(Ground(data)) as reader:
        assert reader is not None
        counts = status.counts(reader)
        needs = len(queries.needing(reader))
    waiting = sum(counts[state] for state in _WAITING)
    lost, doubled = len(account["lost"]), len(account["doubled"])
    printer.put(
        f"summary: seen {sum(counts.values())} sent {counts['sent']} waiting {waiting} "
        f"needs-you {needs} lost {lost} doubled {doubled}"
    )
    for word in ("lost", "doubled"):
        if account[word]:
            output.warn(f"{word}: {', '.join(str(reference) for reference in account[word])}")
    return 1 if lost or doubled else 0


#: What goes on by itself, or when a cashier or the kitchen has done their part.
_WAITING = ("waiting", "queued", "sending", "unknown", "retrying")
