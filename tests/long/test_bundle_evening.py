"""A whole evening with faults, and its support bundle with the history of every order: nobody who
ordered is in it, in whatever way a cashier wrote the number."""

import os
import re
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from tests.cli_kit import Cli, until
from tests.pc_kit import Shop

pytestmark = pytest.mark.timeout(600)
ORDERS = 120


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    seed = int(os.environ.get("BUNDLE_SEED", str(time.time_ns() % 100_000)))
    print(f"\nBUNDLE_SEED={seed}")  # noqa: T201 - to play the same evening again
    with Sandbox(seed=seed, foodics=FoodicsSwitches(rate_limit=100_000)) as box:
        yield Shop(Cli(tmp_path, monkeypatch, capsys), box)


def canaries(orders: list[CloudOrder]) -> set[str]:
    """Whatever tells who ordered: names, the last nine digits of phones, addresses, notes."""
    found: set[str] = set()
    for held in orders:
        customer, address = held.order.customer or {}, held.order.address or {}
        found |= {str(customer.get("name") or ""), str(address.get("description") or "")}
        found |= set(str(address.get("description") or "").splitlines())
        found.add(str(held.order.customer_notes or ""))
        digits = "".join(
            str(unicodedata.digit(char)) for char in str(customer.get("phone")) if char.isdigit()
        )
        found.add(digits[-9:])
    # A first name alone, or a number of three digits, stands in honest words by chance.
    return {one for one in found if len(one) >= 8}


def test_of_a_whole_evening(shop: Shop) -> None:
    run, box, where = shop.run, shop.box, shop.where
    run.set_up(where, "B01", "B02")
    path = run.data.parent / "support.zip"
    for kind, endpoint in (("drop_after", "createOrder"), ("html", "createOrder")):
        box.faults.add("oto", endpoint, kind, 3)  # type: ignore[arg-type]
    box.faults.add("oto", "createOrder", "oto_code", 4, code="OTO1022")
    box.faults.add("foodics", "orders", "bad_row", 2, key="total_price")
    with shop.at_work():
        box.scenario.start(600.0, pace=30.0, upload_delay=(0.1, 0.5))
        until(lambda: len(box.cloud.all()) >= ORDERS, 240.0)
        box.scenario.stop()
        until(lambda: len(run("orders", "--json").rows) >= ORDERS // 2, 240.0)
        until(lambda: len(box.oto.account.orders) >= ORDERS // 6, 240.0)
        known = [str(row["reference"]) for row in run("orders", "--json").rows][:200]
        chosen = [word for reference in known for word in ("--order", reference)]
        said = run("bundle", *chosen, "--output", str(path))
        assert said.code == 0, said
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert sum(name.startswith("orders/") for name in found) == len(known) > ORDERS // 3
    secrets = {where.foodics_token, where.oto_token, where.retailer_id, box.oto.account.name}
    looked_for = canaries(box.cloud.all()) | secrets
    assert len(looked_for) > ORDERS
    for name, text in found.items():
        folded = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
        numbers = re.sub(r"(?<=\d)[ -](?=\d)", "", folded)
        for canary in looked_for:
            assert canary not in text, (name, canary)
            assert not canary.isdigit() or canary not in numbers, (name, canary)
    print(f"{len(known)} orders, {len(looked_for)} canaries, {path.stat().st_size} bytes")  # noqa: T201
