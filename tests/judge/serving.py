"""A small web server in a thread, and the few things both stand-ins do alike."""

import asyncio
import json
import logging
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import uvicorn
from starlette.types import Receive, Scope, Send

#: Agents that libraries send when nobody gives them a name (foodics-api.md section 3).
DEFAULT_AGENTS = ("python-", "httpx", "aiohttp", "urllib", "okhttp", "go-http", "curl")

#: Connections cut on purpose are no news.
logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)


@dataclass
class Asked:
    """One request, as it came over the wire."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)

    def json(self) -> Any:
        """The body; ValueError when it is no JSON."""
        return json.loads(self.body)


@dataclass
class Answer:
    """What goes back. `cut` breaks the connection in the middle of the body."""

    status: int = 200
    value: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    cut: bool = False
    seconds: float = 0.0

    @property
    def body(self) -> bytes:
        """Text as it is, everything else as JSON."""
        if self.text is not None:
            return self.text.encode()
        return b"" if self.value is None else json.dumps(self.value, ensure_ascii=False).encode()


#: Seconds from which an answer was made slow on purpose.
_SLOW = 5.0


class CutError(Exception):
    """Ends a connection before its reply is whole."""


class StandIn:
    """A service on a port of loopback. Subclasses say what `answer` is; it runs in one thread.

    `skew` is how far this service's clock is ahead of the PC's. `statuses` counts what was
    answered, `in_flight_most` how many requests were open at once.
    """

    def __init__(self, skew: timedelta = timedelta(0)) -> None:
        self.skew = skew
        self.asked: list[Asked] = []
        self.statuses: Counter[int] = Counter()
        self.lock = threading.RLock()
        self.in_flight_most = 0
        #: Faults of the stand-in itself; a test must not pass with one.
        self.broken: list[str] = []
        self.port = 0
        self._open = 0
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def now(self) -> datetime:
        """This service's own clock, aware UTC."""
        return datetime.now(UTC) + self.skew

    def answer(self, asked: Asked) -> Answer:
        """The reply to one request."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serves until `stop`; after it the same port is used again."""
        config = uvicorn.Config(
            self._app,
            port=self.port,
            log_config=None,
            access_log=False,
            date_header=False,
            lifespan="off",
            interface="asgi3",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + 10
        while not self._server.started:
            assert time.monotonic() < until, "the stand-in did not start"
            time.sleep(0.005)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Stops serving: connections are refused from now on."""
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = True
        self._thread.join(10)

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Asked(
            scope["method"],
            scope["path"],
            scope["query_string"].decode("ascii"),
            {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]},
            await _body(receive),
        )
        with self.lock:
            self.asked.append(asked)
            try:
                answer = self.answer(asked)
            except Exception:
                self.broken.append(traceback.format_exc())
                raise
            self.statuses[answer.status] += 1
            # A call that a killed program leaves behind stays open here and nowhere else.
            counts = answer.seconds < _SLOW
            self._open += counts
            self.in_flight_most = max(self.in_flight_most, self._open)
        try:
            await asyncio.sleep(answer.seconds)
            await self._reply(answer, send)
        finally:
            with self.lock:
                self._open -= counts

    async def _reply(self, answer: Answer, send: Send) -> None:
        body = answer.body
        kind = "text/plain" if answer.text is not None else "application/json"
        headers = {
            "content-type": kind,
            "content-length": str(len(body)),
            "date": format_datetime(self.now(), usegmt=True),
            **answer.headers,
        }
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": raw})
        if answer.cut:
            await send({"type": "http.response.body", "body": body[:5], "more_body": True})
            raise CutError
        await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes:
    whole = b""
    while True:
        part = await receive()
        whole += bytes(part.get("body", b""))
        if not part.get("more_body"):
            return whole


def default_agent(headers: dict[str, str]) -> bool:
    """True for an agent that says no more than which library it is."""
    agent = headers.get("user-agent", "").lower()
    return not agent or agent.startswith(DEFAULT_AGENTS)
