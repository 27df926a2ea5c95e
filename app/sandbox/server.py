"""The sandbox as a whole, on loopback: Foodics, OTO and the control service."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from dataclasses import asdict, dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.sandbox.books import Books
from app.sandbox.catalog import Catalog
from app.sandbox.cloud import Cloud
from app.sandbox.control import Control
from app.sandbox.foodics import FoodicsService
from app.sandbox.gate import TRANSPORT, Gate
from app.sandbox.oto import OtoService
from app.sandbox.scenario import Scenario
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.sandbox.till import Till
from app.sandbox.truth import Truth
from app.sandbox.world import World

HOST = "127.0.0.1"
TICK = 0.05
START_LIMIT = 10.0
STOP_LIMIT = 5.0


@dataclass(frozen=True)
class SandboxAddress:
    """Where the services are and what they accept, as `oto-companion sandbox` prints it."""

    foodics_url: str
    foodics_token: str
    oto_url: str
    retailer_id: str
    oto_token: str
    control_url: str

    def as_json(self) -> dict[str, str]:
        """For the command's first line."""
        return asdict(self)


class SandboxProtocol(H11Protocol):
    """uvicorn's own protocol, which also tells the application its connection.

    Only so can a fault close the connection at a chosen moment.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Leaves the transport in the ASGI state."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, TRANSPORT: transport}


class Sandbox:
    """Foodics and OTO of our own. `start` and `stop` once; the parts are thread-safe."""

    def __init__(
        self,
        *,
        seed: int = 1,
        foodics_port: int = 0,
        oto_port: int = 0,
        foodics: FoodicsSwitches | None = None,
        oto: OtoSwitches | None = None,
    ) -> None:
        self.foodics_switches = foodics or FoodicsSwitches()
        self.oto_switches = oto or OtoSwitches()
        self.world = World(seed)
        self.clock = self.world.clock
        self.faults = self.world.faults
        self.calls = self.world.calls
        self.catalog = Catalog(self.world)
        self.cloud = Cloud(self.world)
        self.till = Till(self.world, self.catalog, self.cloud, self.foodics_switches)
        self.books = Books(self.world, self.cloud)
        self.books.answers.pickup_needed = self.oto_switches.generation != "v1"
        self.truth = Truth(self.world, self.books)
        self.foodics = FoodicsService(
            self.world, self.catalog, self.cloud, self.till, self.foodics_switches
        )
        self.oto = OtoService(self.world, self.books, self.oto_switches)
        self.scenario = Scenario(
            self.world, self.catalog, self.till, self.cloud, self.books, oto=self.oto
        )
        self.control = Control(self)
        self.foodics_token = self.foodics.auth.issue()
        self._ports = (foodics_port, oto_port, 0)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._done: asyncio.Event | None = None
        self._up = threading.Event()
        self._failure: BaseException | None = None
        self.address: SandboxAddress | None = None

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> SandboxAddress:
        """Serves from a daemon thread of its own; returns when all three accept connections."""
        if self.address is not None:
            return self.address
        sockets = self._bind()
        urls = [f"http://{HOST}:{one.getsockname()[1]}" for one in sockets]
        account = self.oto.account
        self._thread = threading.Thread(
            target=self._run, args=(sockets,), name="sandbox", daemon=True
        )
        self._thread.start()
        if not self._up.wait(START_LIMIT) or self._failure is not None:
            self.stop()
            raise RuntimeError("the sandbox did not start") from self._failure
        self.address = SandboxAddress(
            urls[0], self.foodics_token, urls[1], account.retailer_id, account.token, urls[2]
        )
        return self.address

    def stop(self) -> None:
        """Ends all calls in flight and the thread; may be called again."""
        self.world.stopping.set()
        loop, done, thread = self._loop, self._done, self._thread
        if loop is not None and done is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed already
                loop.call_soon_threadsafe(done.set)
        if thread is not None and thread is not threading.current_thread():
            thread.join(STOP_LIMIT)

    def settle(self) -> None:
        """Carries out what is due by the sandbox's clock."""
        self.world.timeline.settle()

    def _bind(self) -> list[socket.socket]:
        sockets: list[socket.socket] = []
        try:
            for port in self._ports:
                # With the protocol named, asyncio switches Nagle off: 40 ms less per reply.
                one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
                sockets.append(one)
                if os.name == "posix":  # elsewhere it would let two share a port
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind((HOST, port))
        except OSError:
            for one in sockets:
                one.close()
            raise
        return sockets

    def _run(self, sockets: list[socket.socket]) -> None:
        try:
            asyncio.run(self._serve(sockets))
        except BaseException as error:  # noqa: BLE001 - told by start
            self._failure = error
        finally:
            self._up.set()

    async def _serve(self, sockets: list[socket.socket]) -> None:
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        apps: list[Any] = [
            Gate(self.world, self.foodics),
            Gate(self.world, self.oto),
            self.control.app,
        ]
        servers = [await _started(app, one) for app, one in zip(apps, sockets, strict=True)]
        self._up.set()
        while not self._done.is_set():
            self.world.timeline.settle()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._done.wait(), TICK)
        for server in servers:
            for listener in server.servers:
                listener.close()
            for connection in list(server.server_state.connections):
                transport = getattr(connection, "transport", None)
                if transport is not None:
                    transport.abort()
        for task in list({task for server in servers for task in server.server_state.tasks}):
            task.cancel()


async def _started(app: Any, listener: socket.socket) -> uvicorn.Server:
    """uvicorn without its signal handling and own loop; its Date header is off (12.4)."""
    config = uvicorn.Config(
        app, http=SandboxProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
        date_header=False, server_header=False, log_level="critical", timeout_keep_alive=120,
    )  # fmt: skip
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    return server
