"""`erase --phone`: what it says, and that it never says the number."""

from pathlib import Path

import pytest

from app.paths import DataDir
from tests import ledgers
from tests.cli_kit import Cli

ORDERS = 12
PHONE = f"5{3 * 7_654_321:08}"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    made = Cli(tmp_path, monkeypatch, capsys)
    data = DataDir(made.data)
    data.prepare()
    ledgers.fill(data.ledger, ORDERS, open_=2, branches=1)
    return made


def test_says_in_counts_what_it_did(run: Cli) -> None:
    done = run("erase", "--phone", f"+966 {PHONE}")
    assert done.out.splitlines() == [
        "Orders erased: 1; numbers and amounts stay.",
        "Back-ups written anew: 0, removed: 0",
    ]
    assert PHONE not in done.out + done.err
    files = b"".join(path.read_bytes() for path in run.data.rglob("*") if path.is_file())
    assert PHONE.encode() not in files
    (row,) = run("erase", "--phone", PHONE, "--json").rows
    assert row == {"erased": 0, "later": 0, "rewritten": 0, "removed": 0, "clean": True}


def test_open_orders_are_named_and_kept(run: Cli) -> None:
    open_one = f"5{11 * 7_654_321:08}"
    out = run("erase", "--phone", open_one).out
    assert "Open orders, erased as soon as they are finished: 1" in out
    assert any(open_one.encode() in path.read_bytes() for path in run.data.glob("ledger.db*"))


def test_half_a_number_or_no_ledger_is_refused(run: Cli, tmp_path: Path) -> None:
    assert run("erase", "--phone", "123").refused("cannot be called")
    run.data = tmp_path / "elsewhere"
    assert run("erase", "--phone", PHONE).code == 1
    assert not run.data.exists()
