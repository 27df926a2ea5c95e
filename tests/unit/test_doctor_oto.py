"""What the doctor and `status` say of OTO's wallet and of orders from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.core.second_sender import Pair
from app.doctor import ledger
from app.doctor.check import Check
from app.settings import Settings
from app.store import facts, offered, pausing, queries, status, steps
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import Box

NOW = samples.NOW
PAIR = Pair("F922240-48210", "540001", datetime(2026, 11, 23, 21, 5))  # noqa: DTZ001 - OTO's clock


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    made = Box(tmp_path).set_up()
    yield made
    made.ledger.close()


def put(box: Box, value: object) -> None:
    box.do(lambda txn: facts.put(txn.connection, value))


def wallet(box: Box, credit: str | None) -> None:
    box.do(offered.save_account, "Nakhla", credit)


def reader(txn: Txn) -> queries.Reader:
    return queries.Reader(txn.connection, txn.context, txn.settings, txn.now)


def found(box: Box, name: str) -> Check | None:
    def look(txn: Txn) -> Check | None:
        known = facts.get(txn.connection, facts.OtoFact)
        checks = [
            *ledger.of_oto(reader(txn)),
            *ledger.credit(known.credit if known else None, reader(txn)),
        ]
        return {check.topic: check for check in checks}.get(name)

    return box.do(look)


def elsewhere(box: Box) -> Check:
    check = found(box, "elsewhere")
    assert check is not None
    return check


def row(box: Box) -> dict[str, Any]:
    return box.do(lambda txn: status.status_row(reader(txn), running=True))


class TestWallet:
    def test_is_shown(self, box: Box) -> None:
        wallet(box, "350.75")
        check = found(box, "credit")
        assert (check and check.ok, check and check.detail) == (True, "350.75")
        assert (row(box)["credit"], row(box)["credit_low"]) == ("350.75", False)

    def test_below_the_set_amount_it_is_named_with_the_cure(self, box: Box) -> None:
        wallet(box, "49.99")
        check = found(box, "credit")
        assert check is not None
        assert (check.ok, check.detail) == (False, "49.99 left")
        assert "Charge the wallet" in (check.remedy or "")
        assert row(box)["credit_low"] is True

    @pytest.mark.parametrize("credit", ["50", "50.00", "not a number"])
    def test_at_the_amount_it_is_not(self, box: Box, credit: str) -> None:
        wallet(box, credit)
        assert row(box)["credit_low"] is False

    def test_nothing_is_said_of_what_oto_does_not_tell(self, box: Box) -> None:
        wallet(box, None)
        assert found(box, "credit") is None
        assert row(box)["credit"] is None

    def test_zero_switches_the_warning_off(self, box: Box) -> None:
        box.ledger.settings = replace(Settings(), credit_warning=Decimal(0))
        wallet(box, "-3")
        assert row(box)["credit_low"] is False


class TestElsewhere:
    def test_before_the_first_order(self, box: Box) -> None:
        assert elsewhere(box).ok
        put(box, facts.SecondSenderFact(NOW))
        assert "as soon as" in elsewhere(box).detail
        assert row(box)["second_sender"] == {"looked_at": None, "trouble": None, "found": []}

    def test_none(self, box: Box) -> None:
        put(box, facts.SecondSenderFact(NOW, NOW, NOW))
        assert elsewhere(box).ok
        assert "last read at 2026-11-23T18:21:00Z" in elsewhere(box).detail
        assert row(box)["second_sender"]["looked_at"] == "2026-11-23T18:21:00Z"

    def test_one_that_nobody_has_answered_for(self, box: Box) -> None:
        put(box, facts.SecondSenderFact(NOW, NOW, NOW, found=(PAIR,), found_at=NOW))
        assert not elsewhere(box).ok
        assert "540001" in elsewhere(box).detail
        assert row(box)["second_sender"]["found"] == ["540001"]

    @pytest.mark.parametrize("code", ["oto_denied", "not_known_any_more"])
    def test_a_list_that_cannot_be_read_is_not_hidden(self, box: Box, code: str) -> None:
        since = NOW - timedelta(hours=2)
        put(box, facts.SecondSenderFact(NOW, NOW, None, code, since))
        check = elsewhere(box)
        assert not check.ok
        assert "since 2026-11-23T16:21:00Z" in check.detail
        assert "sending goes on" in check.detail
        assert check.remedy
        assert row(box)["second_sender"]["trouble"] == code

    def test_while_all_is_paused_by_it(self, box: Box) -> None:
        put(box, facts.PauseFact(NOW, None, steps.SECOND_SENDER))
        assert not elsewhere(box).ok
        assert "Marketplace" in (elsewhere(box).remedy or "")
        assert row(box)["problem"] == "second_sender"
        box.do(pausing.resume)
        assert row(box)["problem"] is None

    def test_the_older_interface_has_no_list_and_says_so(self, box: Box) -> None:
        put(box, facts.OtoFact("v1", "r1", None))
        assert elsewhere(box).ok
        assert "v1" in elsewhere(box).detail

    def test_without_oto_nothing_is_said(self, box: Box) -> None:
        box.do(lambda txn: facts.forget(txn.connection, facts.OtoFact))
        assert found(box, "elsewhere") is None
        assert row(box)["credit"] is None
