"""The support bundle: whole, readable without the program, and without customers or secrets."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.doctor import bundle, scrub
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from tests.cli_kit import ROOT, Cli
from tests.pc_kit import Shop

NAME, STREET, NOTE = "Zubayda Canary", "Secretstreet 17", "ring at Canaryhouse"
PHONES = ("501112223", "507778889")


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000)) as box:
        yield Shop(Cli(tmp_path, monkeypatch, capsys), box)


def contents(path: Path) -> dict[str, bytes]:
    """The files of the bundle."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_evening_leaves_no_customer_and_no_secret_in_it(shop: Shop) -> None:
    run, where, path = shop.run, shop.where, shop.run.data.parent / "support.zip"
    shop.set_up()
    customer = {"name": NAME, "phone": PHONES[0], "dial_code": 966}
    address = {"description": f"{STREET}, حي السر", "latitude": 24.8, "longitude": 46.6}
    canary = {"customer": customer, "address": address, "customer_notes": NOTE}
    # OTO refuses one in words that say again what it was told, and loses the answer to another.
    shop.box.oto.account.refused_phones["507778889"] = "OTO1022"
    shop.box.faults.add("oto", "createOrder", "drop_after")
    with shop.at_work():
        sent = shop.order(**canary)
        shop.reaches(sent, "sent")
        refused = shop.order(**{**canary, "customer": {**customer, "phone": PHONES[1]}})
        shop.reaches(refused, "refused")
        # A person's own words for it are a customer's, too.
        mended = run("mend", str(refused), "--phone", "0501112223", "--address", f"{STREET} B")
        assert mended.code == 0
        shop.reaches(refused, "sent")
        said = run("bundle", "--order", str(sent), "--order", str(refused), "--output", str(path))
        assert (said.code, said.out) == (0, f"{path}\n")
    found = contents(path)
    assert {"README.txt", "report.txt", "doctor.json", "versions.json", "ledger.json"} <= set(found)
    assert f"orders/{sent}.json" in found
    told = (ROOT / "docs" / "IT.md").read_text("utf-8")
    assert all(f"`{name.split('/')[0]}" in told for name in found)
    whole = b"\n".join(found.values())
    text = whole.decode("utf-8")
    for canary_text in (NAME, "Zubayda", "Secretstreet", "السر", "Canaryhouse", *PHONES):
        assert canary_text not in text, canary_text
    assert not any(last in re.sub(r"[^\d\n]", "", text) for last in PHONES)
    account = shop.box.oto.account
    for secret in (where.foodics_token, where.oto_token, where.retailer_id, account.name):
        assert secret not in text
        assert secret[:40] not in text
    assert str(Path.home()) == "/" or str(Path.home()) not in text
    # What helps is there.
    history = json.loads(found[f"orders/{refused}.json"])
    kinds = [each["kind"] for each in history["events"]]
    assert {"seen", "state", "attempt", "person"} <= set(kinds)
    assert any(each["data"].get("code") == "OTO1022" for each in history["events"])
    numbers = json.loads(found["ledger.json"])
    assert numbers["rows"]["orders"] == 2
    assert numbers["days"][0]["sent"] == 2
    assert any(name.startswith("logs/oto-companion.log") for name in found)
    assert "checks found" in found["report.txt"].decode()
    assert json.loads(found["doctor.json"])[0]["check"] == "data directory"


def test_it_is_made_where_nothing_works(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    run, folder = shop.run, shop.run.data.parent / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run("bundle", "--order", "5").refused("There is no such order")
    assert list(folder.iterdir()) == []
    assert not run.data.exists()
    run.data.mkdir()
    (run.data / "ledger.db").write_text("x" * 5000)
    (run.data / "settings.toml").write_text('theme = 5\nfoodics_client_id = "client-canary"\n')
    said = run("bundle")
    assert said.code == 0
    (made,) = folder.iterdir()
    assert said.out == f"{made}\n"
    assert made.stat().st_mode & 0o077 == 0
    found = contents(made)
    assert b"The ledger cannot be read" in found["report.txt"]
    assert json.loads(found["settings.json"])["ignored"] == ["theme"]
    assert b"client-canary" not in b"".join(found.values())


def test_where_it_cannot_be_written_it_says_so_and_leaves_nothing(shop: Shop) -> None:
    run, folder = shop.run, shop.run.data.parent / "there"
    missing = folder / "no" / "such.zip"
    assert run("bundle", "--output", str(missing)).refused("cannot be written", "--output FILE")
    folder.mkdir()
    path = folder / "support.zip"
    path.write_text("an older one")
    assert run("bundle", "--output", str(folder)).refused("cannot be written")
    run.data.mkdir()
    (run.data / "logs").mkdir()
    (run.data / "logs" / "oto-companion.log").write_bytes(os.urandom(400_000).hex().encode())
    # A disk with no room: no file may grow beyond so many blocks.
    command = [sys.executable, "-m", "app", "--data-dir", str(run.data)]
    command += ["bundle", "--output", str(path)]
    ended = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 20; exec "$@"', "sh", *command],
        cwd=ROOT, env={**os.environ, **run.environment}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "The support bundle cannot be written" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert path.read_text() == "an older one"
    assert [each.name for each in folder.iterdir()] == ["support.zip"]


def test_too_many_orders_are_refused(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MOST_ORDERS", 1)
    assert shop.run("bundle", "--order", "1", "--order", "2").refused("too many orders")


def test_names_of_the_shop_go_and_what_looks_like_them_by_chance_stays() -> None:
    cleaned = scrub.Scrubber(["Al Nakhla", "1", "Nakhla", "فرع العليا", ""]).text(
        "Al Nakhla opened; Nakhlas stay; 1 order of فرع العليا, token eyJhbGciOiJIUzI1.abc.def; "
        f"{Path.home()}/oto; 0501112223"
    )
    assert cleaned.startswith("[shop] opened; Nakhlas stay; 1 order of [shop], token ***; ")
    assert cleaned.endswith("[number]")
    assert len(str(Path.home())) == 1 or "~/oto" in cleaned
    assert scrub.Scrubber().text("nothing to hide") == "nothing to hide"


def test_of_an_event_only_codes_and_numbers_are_told() -> None:
    kept = scrub.event_data(
        {
            "state": "refused",
            "reasons": ["too_old", "نورة", "two words"],
            "code": "OTO1022",
            "http": 400,
            "text": "phone 0501112223 of Sara",
            "note": "Sara Ali",
            "phone": "0501112223",
            "seconds": 0.25,
            "oto_id": "noora@example.com",
            "amount": "86.25",
        }
    )
    assert kept == {
        "state": "refused",
        "reasons": ["too_old"],
        "code": "OTO1022",
        "http": 400,
        "seconds": 0.25,
        "amount": "86.25",
    }
