"""Secrets and people's data stay where they belong: real sockets, real files, real processes."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

import app.proxies
from app.core.errors import AppError
from app.engine import instance
from app.foodics import auth
from app.foodics.client import Foodics
from app.net import Link
from app.oto import choose
from app.sandbox.faults import Kind
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from tests.cli_kit import Cli, Process, until
from tests.pc_kit import PATIENCE, Shop
from tests.unit.wire_server import reply, serving

TOKEN = "canary-token-" + "x1y2z3" * 20
NAME, STREET, PHONE = "Zubayda Canary", "Secretstreet", "501112223"


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000)) as box:
        yield Shop(Cli(tmp_path, monkeypatch, capsys), box)


# What is sent where


Call = Callable[[str], Awaitable[object]]


async def ask_foodics(base: str) -> object:
    client = Foodics(base, TOKEN)
    try:
        return await client.whoami()
    finally:
        await client.aclose()


def ask_oto(generation: str) -> Call:
    async def ask(base: str) -> object:
        client = choose.make(generation, "1", TOKEN, base)
        try:
            return await client.check()
        finally:
            await client.aclose()

    return ask


async def exchange(base: str) -> object:
    link = Link("Foodics", base)
    try:
        return await auth.exchange(
            link, client_id="c", client_secret=TOKEN, redirect_uri="http://127.0.0.1/x", code="c"
        )
    finally:
        await link.aclose()


CALLS: dict[str, Call] = {
    "Foodics": ask_foodics,
    "OTO v2": ask_oto("v2"),
    "OTO v1": ask_oto("v1"),
    "exchange": exchange,
}


@contextlib.asynccontextmanager
async def thief(host: str) -> AsyncIterator[tuple[int, list[bytes]]]:
    """Takes whatever comes, be it HTTP or a TLS greeting."""
    taken: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(await reader.read(65_536))
        writer.close()

    server = await asyncio.start_server(take, host, 0)
    try:
        yield server.sockets[0].getsockname()[1], taken
    finally:
        server.close()


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("where", "scheme"), [("127.0.0.2", "http"), ("127.0.0.1", "http"), ("127.0.0.1", "https")]
)
@pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is Linux'")
async def test_no_redirect_takes_the_token_elsewhere(name: str, where: str, scheme: str) -> None:
    for status in (b"301 Moved", b"302 Found", b"303 See", b"307 Temporary", b"308 Permanent"):
        async with thief(where) as (port, taken):
            location = f"Location: {scheme}://{where}:{port}/v5/whoami".encode()
            asked: list[bytes] = []

            async def send_away(head: bytes, writer: asyncio.StreamWriter) -> None:
                asked.append(head)  # noqa: B023
                writer.write(reply(b"{}", location, b"Connection: close", status=status))  # noqa: B023
                writer.close()

            async with serving(send_away) as here:
                with pytest.raises(AppError):
                    await CALLS[name](f"http://127.0.0.1:{here}")
            assert asked
            assert taken == []


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """An authority that this PC trusts."""
    authority = trustme.CA()
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        app.proxies.certificates.cache_clear()
        yield authority
    app.proxies.certificates.cache_clear()


NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("fault", ["stranger", "wrong host", "expired", "not yet", "none"])
async def test_a_certificate_that_is_no_good_is_refused_before_the_token(
    trusted: trustme.CA, name: str, fault: str
) -> None:
    made: dict[str, Callable[[], trustme.LeafCert]] = {
        "stranger": lambda: trustme.CA().issue_cert("127.0.0.1"),
        "wrong host": lambda: trusted.issue_cert("api.foodics.example"),
        "expired": lambda: trusted.issue_cert(
            "127.0.0.1", not_before=NOW - 9 * DAY, not_after=NOW - DAY
        ),
        "not yet": lambda: trusted.issue_cert("127.0.0.1", not_before=NOW + DAY),
        "none": lambda: trusted.issue_cert("127.0.0.1"),
    }
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made[fault]().configure_cert(context)
    heard: list[bytes] = []

    async def listen(head: bytes, writer: asyncio.StreamWriter) -> None:
        heard.append(head)
        writer.write(reply(b"{}", b"Connection: close", status=b"503 No"))
        writer.close()

    async with serving(listen, ssl=context) as port:
        with pytest.raises(AppError) as raised:
            await CALLS[name](f"https://127.0.0.1:{port}")
    if fault == "none":
        assert heard
        return
    assert heard == []
    assert raised.value.code == "tls"
    assert "is not secure" in str(raised.value)
    assert "Check the clock of this PC" in str(raised.value)


# What listens


def listening(process: Process) -> list[str]:
    """The addresses on which a process listens, as the kernel has them (IPv4 and IPv6)."""
    pid = process.popen.pid
    mine = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            mine.add(str(handle.readlink()))
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            parts = line.split()
            if f"socket:[{parts[9]}]" in mine and (parts[3] == "0A" or table.startswith("udp")):
                found.append(parts[1].partition(":")[0])
    return found


def says(port: int, sent: bytes) -> bytes:
    """All that comes back on one connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        got = b""
        with contextlib.suppress(ConnectionError):
            wire.sendall(sent)
            while piece := wire.recv(65_536):
                got += piece
    return got


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux'")
def test_the_running_instance_listens_to_its_own_user_alone(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = shop.run
    shop.set_up()
    left = run.data / "control.json"
    with contextlib.ExitStack() as stack:
        # The port of an instance that was killed is somebody else's by now.
        stranger = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        left.write_text(json.dumps({"port": stranger.getsockname()[1], "secret": "s"}))
        with monkeypatch.context() as patched:
            patched.setattr(instance, "PATIENCE", 0.5)  # who never answers
            process = stack.enter_context(shop.at_work())
        known = json.loads((run.data / "control.json").read_text())
        assert listening(process) == ["0100007F"]  # 127.0.0.1, and nothing else
        question: dict[str, Any] = {"secret": known["secret"], "verb": "pause", "arguments": {}}
        line = json.dumps(question)
        browser = [
            f"POST / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n"
            f"Content-Type: text/plain\r\nContent-Length: {len(line)}\r\n\r\n{line}\n"
            for host in (f"127.0.0.1:{known['port']}", "evil.example")
        ]
        preflight = "OPTIONS / HTTP/1.1\r\nOrigin: http://evil.example\r\n\r\n"
        for sent in (*browser, preflight, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\0" * 99):
            assert says(known["port"], f"{sent}\n".encode()) == b""
        assert says(known["port"], b'"' + b"x" * 300_000 + b'"\n') == b""
        for secret in ("", known["secret"][:-1], known["secret"].upper(), None, [known["secret"]]):
            strange = {**question, "secret": secret}
            answer = json.loads(says(known["port"], json.dumps(strange).encode() + b"\n"))
            assert answer == {"error": "our_fault", "params": {"what": "a stranger asked"}}
        assert shop.status()["paused"] is False
        assert run("pause").code == 0
        assert shop.status()["paused"] is True
        assert process.end(signal.SIGTERM).code == 0
        heard = b""
        stranger.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            while True:
                wire, _ = stranger.accept()
                wire.settimeout(1)
                heard += wire.recv(65_536)
        assert known["secret"].encode() not in heard
        assert b"pause" not in heard
    assert not left.exists()


# What is written down


def canaries(shop: Shop) -> dict[str, list[bytes]]:
    """Secrets, whole and in parts, as UTF-8 and as Windows writes text."""
    found = {}
    for name, secret in (
        ("Foodics token", shop.where.foodics_token),
        ("OTO token", shop.where.oto_token),
        ("app secret", shop.box.foodics.auth.client_secret),
        *((f"access token {n}", each) for n, each in enumerate(shop.box.oto._sessions)),
    ):
        middle = len(secret) // 2
        parts = [secret[-24:], secret[middle : middle + 24]]
        found[name] = [part.encode(how) for part in parts for how in ("utf-8", "utf-16-le")]
    return found


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux'")
def test_after_a_bad_evening_no_secret_is_in_any_file_and_no_customer_in_a_log(shop: Shop) -> None:
    run, box = shop.run, shop.box
    mask = os.umask(0)
    try:
        shop.set_up()
        quoted = f"{shop.where.oto_token} for {NAME} {STREET} 966{PHONE} 0{PHONE}"
        wrong = {"success": False, "otoErrorCode": "OTO1010", "otoErrorMessage": quoted}
        customer = {"name": NAME, "phone": PHONE}
        where = {"description": f"{STREET} 77"}
        with shop.at_work() as process:
            pid = process.popen.pid
            faults: list[tuple[Kind, dict[str, Any]]] = [
                ("status", {"status": 400, "body": wrong}),
                ("status", {"status": 500, "body": quoted}),
                ("status", {"status": 200, "body": quoted}),
                ("status", {"status": 400, "body": {**wrong, "otoErrorCode": "OTO7777"}}),
                ("drop_after", {}),
            ]
            for kind, more in faults:
                box.faults.add("oto", "createOrder", kind, 1, **more)
                sent = box.calls.count("oto", "createOrder")
                shop.order(customer=customer, address=where)
                shop.look()
                until(lambda: box.calls.count("oto", "createOrder") > sent, PATIENCE)  # noqa: B023
            box.faults.add("foodics", "orders", "status", 1, status=400, body={"message": quoted})
            box.faults.add("foodics", "orders", "bad_row", 1, key="customer")
            shop.look()
            until(lambda: bool(run("orders", "--state", "refused", "--json").rows), PATIENCE)
            refused = run("orders", "--state", "refused", "--json").rows[0]["reference"]
            assert run("mend", str(refused), "--phone", "12").code == 1
            assert run("mend", str(refused), "--address", f"{STREET} 78").code == 0
            run("settings", "set", "language", "ar")
            started = Path(f"/proc/{pid}/cmdline").read_bytes()
            started += Path(f"/proc/{pid}/environ").read_bytes()
            limits = Path(f"/proc/{pid}/limits").read_text()
            until(lambda: any((run.data / "backups").glob("*.db")), PATIENCE)
            working = files_of(run.data)
            process.popen.kill()
            out, err = process.popen.communicate()
    finally:
        os.umask(mask)
    assert "Max core file size        0 " in limits

    killed = files_of(run.data)
    names = {path.name for path in (*working, *killed)}
    assert {"ledger.db", "ledger.db-wal", "control.json", "oto-companion.log"} <= names
    everything = {**{Path("working") / path.name: text for path, text in working.items()}, **killed}
    everything[Path("said")] = f"{out}{err}".encode() + started
    for name, parts in canaries(shop).items():
        for path, content in everything.items():
            assert not [part for part in parts if part in content], (name, path)
    # Customers are in the ledger, its log and its back-ups, where orders are; nowhere else.
    assert STREET.encode() in b"".join(everything.values())
    for path, content in everything.items():
        if not path.name.startswith("ledger"):
            for own in (NAME, "Zubayda", STREET, PHONE):
                assert own.encode() not in content, (own, path)
    # Private to the user though everybody was allowed everything.
    for path in (run.data, *run.data.rglob("*")):
        allowed = 0o700 if path.is_dir() else 0o600
        assert path.stat().st_mode & 0o777 == allowed, path


def test_a_token_typed_in_the_wrong_place_is_not_repeated(shop: Shop) -> None:
    for words in (
        ("connect", "foodics", f"--token={TOKEN}"),
        ("connect", "foodics", "--token-stdin", TOKEN),
        ("connect", "oto", TOKEN),
        (TOKEN,),
    ):
        said = shop.run(*words)
        assert said.code == 2
        assert TOKEN not in said.out + said.err, words
    said = shop.run("connect", "foodics", "--token-stdin", "--url", f"http://{TOKEN}@x", stdin="t")
    assert said.code == 1
    assert TOKEN not in said.out + said.err
