"""A newer version is told of when its notice is signed, in time and not an old one. Real HTTP."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app import settings, signature
from app.core import newer as rules
from app.core.errors import AppError
from app.engine.newer import Newer
from app.store import facts
from app.store.facts import NewerFact
from tests.unit.store.box import Box


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    made = Box(tmp_path)
    yield made
    made.ledger.close()


SIGN = Path(__file__).parents[3] / "resources" / "notices" / "sign.py"


class Site:
    """Serves one answer at an address on this PC."""

    def __init__(self) -> None:
        self.body, self.status, self.asked = b"", 200, 0
        self.headers: dict[str, str] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked += 1
                self.send_response(site.status)
                for name, value in site.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(site.body)))
                self.end_headers()
                self.wfile.write(site.body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/notice.json"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def tool() -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": "sign", "__file__": str(SIGN)}
    exec(compile(SIGN.read_text("utf-8"), str(SIGN), "exec"), space)
    return space


class Author:
    """Has a key that the program trusts."""

    def __init__(self, folder: Path, box: Box) -> None:
        self.tool, self.box = tool(), box
        self.private, self.public = folder / "private", folder / "keys.txt"
        self.tool["make_key"](self.private, self.public)

    def told(self, serial: int = 1, version: str = "9.1", **more: Any) -> dict[str, Any]:
        now = self.box.now
        return {
            "serial": serial, "version": version, "issued": now.isoformat(),
            "expires": (now + timedelta(days=90)).isoformat(),
            "url": "https://example.com/get", "texts": {"en": "Faster", "ar": "أسرع"}, **more,
        }  # fmt: skip

    def notice(self, *args: Any, **more: Any) -> bytes:
        said: str = self.tool["sign"](self.private, self.told(*args, **more))
        return said.encode()


@pytest.fixture
def author(tmp_path: Path, box: Box, monkeypatch: pytest.MonkeyPatch) -> Author:
    made = Author(tmp_path, box)
    monkeypatch.setattr(signature, "resource", lambda *_: made.public)
    return made


@pytest.fixture
def look(box: Box, site: Site) -> Callable[[], Any]:
    box.ledger.settings = settings.Settings(update_url=site.url)
    newer = Newer(box.ledger)

    async def tomorrow() -> str | None:
        box.later(days=1)
        return await newer.look()

    return tomorrow


def known(box: Box) -> NewerFact:
    return box.do(lambda txn: facts.get(txn.connection, NewerFact)) or NewerFact()


async def test_a_good_one_is_kept_and_the_same_may_come_again(
    box: Box, site: Site, author: Author, look: Callable[[], Any]
) -> None:
    site.body = author.notice()
    assert await look() == ""
    fact = known(box)
    assert (fact.serial, fact.version, fact.url) == (1, "9.1", "https://example.com/get")
    assert fact.texts == {"en": "Faster", "ar": "أسرع"}
    assert await look() == ""
    site.body = author.notice(2, "9.2")
    assert await look() == ""
    assert known(box).version == "9.2"


async def test_once_a_day_and_an_hour_after_trouble(
    box: Box, site: Site, author: Author, look: Callable[[], Any]
) -> None:
    site.body, newer = author.notice(), Newer(box.ledger)
    assert await look() == ""
    box.later(hours=23)
    assert await newer.look() is None
    assert site.asked == 1
    site.status = 503
    assert await look() == "unreachable"
    box.later(minutes=59)
    assert await newer.look() is None
    box.later(minutes=1)
    site.status = 200
    assert await newer.look() == ""


async def test_without_an_address_nobody_is_asked(box: Box, site: Site) -> None:
    assert await Newer(box.ledger).look() is None
    assert site.asked == 0


async def test_an_old_one_that_comes_again_is_refused(
    box: Box, site: Site, author: Author, look: Callable[[], Any]
) -> None:
    old = author.notice(1, "9.1")
    site.body = author.notice(2, "9.2")
    assert await look() == ""
    site.body = old
    assert await look() == "rolled_back"
    site.body = author.notice(2, "9.9")
    assert await look() == "replayed"
    assert known(box).version == "9.2"


async def test_after_its_end_and_before_its_time_it_is_refused(
    box: Box, site: Site, author: Author, look: Callable[[], Any]
) -> None:
    now = box.now
    site.body = author.notice(expires=(now + timedelta(hours=1)).isoformat())
    assert await look() == "expired"
    site.body = author.notice(issued=(now + timedelta(days=9)).isoformat())
    assert await look() == "ahead"
    assert known(box).serial == 0


def cut(body: bytes) -> bytes:
    return body[:-30]


def flipped(body: bytes) -> bytes:
    told = json.loads(body)
    content = base64.b64decode(told["content"]).replace(b"9.1", b"9.8")
    return json.dumps(told | {"content": base64.b64encode(content).decode()}).encode()


def unsigned(body: bytes) -> bytes:
    return json.dumps(
        json.loads(body) | {"signature": base64.b64encode(b"x" * 64).decode()}
    ).encode()


def short(body: bytes) -> bytes:
    return json.dumps(json.loads(body) | {"signature": "eHg="}).encode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (flipped, "forged"),
        (unsigned, "forged"),
        (short, "forged"),
        (cut, "unreadable"),
        (lambda _: b"[1]", "unreadable"),
        (lambda _: b'{"content": 1, "signature": "x"}', "unreadable"),
        (lambda _: b'{"content": "!", "signature": "!"}', "unreadable"),
        (lambda _: b"\xff" * 100, "unreadable"),
        (lambda body: body + b" " * 20_000, "unreachable"),
    ],
)
async def test_what_is_not_as_it_was_signed_is_refused(
    box: Box,
    site: Site,
    author: Author,
    look: Callable[[], Any],
    change: Callable[[bytes], bytes],
    why: str,
) -> None:
    site.body = change(author.notice())
    assert await look() == why
    assert (known(box).serial, known(box).trouble) == (0, why)


async def test_a_stranger_s_key_and_a_redirect_are_refused(
    box: Box, site: Site, author: Author, look: Callable[[], Any], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    site.body = Author(tmp_path / "other", box).notice()
    assert await look() == "forged"
    site.status, site.headers = 302, {"Location": site.url + "/elsewhere"}
    assert await look() == "unreachable"
    assert site.asked == 2
    author.public.write_text("# none\n")
    site.status, site.body = 200, author.notice()
    assert await look() == "no_key"


@pytest.mark.parametrize(
    "changes",
    [
        {"serial": 0}, {"serial": True}, {"serial": "1"}, {"version": "new"}, {"version": None},
        {"url": "http://example.com"}, {"url": "https://me@example.com/"},
        {"url": "https://a/" + "b" * 300},
        {"url": "javascript:alert(1)"}, {"texts": {"ar": "أسرع"}}, {"texts": {"en": "x" * 501}},
        {"texts": {"en": "\u202eevil"}}, {"texts": []}, {"issued": "soon"},
        {"expires": "2026-11-23T00:00:00"},
    ],
)  # fmt: skip
def test_what_no_program_could_show_is_not_even_signed(
    author: Author, changes: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"."):
        author.notice(**changes)


@pytest.mark.parametrize(
    ("version", "ours", "newer"),
    [("0.10", "0.9", True), ("1.0", "1.0.0", False), ("0.9", "0.10", False), ("", "0.1", False)],
)
def test_versions_are_numbers(version: str, ours: str, newer: bool) -> None:
    assert rules.is_newer(version, ours) is newer


@pytest.mark.parametrize(
    "url",
    ["http://example.com/n", "ftp://x/n", "https://", "https://a b/n", "https://me:x@h/n", "https://h/n?x=1"],
)  # fmt: skip
def test_an_address_that_is_not_safe_cannot_be_set(tmp_path: Path, url: str) -> None:
    with pytest.raises(AppError) as refused:
        settings.set_value(tmp_path / "settings.toml", "update_url", url)
    assert refused.value.code == "bad_setting"


def test_the_tool_as_it_is_typed(tmp_path: Path, author: Author) -> None:
    command = [sys.executable, str(SIGN), "sign", str(author.private), "--serial", "3"]
    more = ["--version", "1.2.0", "--url", "https://example.com/", "--en", "New", "--ar", "جديد"]
    done = subprocess.run([*command, *more], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    content = base64.b64decode(told["content"])
    assert rules.read(content).serial == 3
    signed = base64.b64decode(told["signature"])
    assert signature.is_signed(rules.PREFIX + content, signed, signature.trusted_keys())
    with pytest.raises(FileExistsError):
        author.tool["make_key"](author.private, author.public)


def test_no_release_is_made_whose_successor_nobody_would_hear_of(
    author: Author, capsys: pytest.CaptureFixture[str]
) -> None:
    assert author.tool["main"](["check"]) == 0
    author.public.write_text("# none yet\n", "utf-8")
    assert author.tool["main"](["check"]) == 1
    assert "make-key" in capsys.readouterr().err


def test_the_keys_that_are_built_in_are_keys() -> None:
    assert all(len(key) == 32 for key in signature.trusted_keys())
