"""What `status` and the doctor say of a newer version."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import __version__
from app.commands.reading import status_lines
from app.doctor import newer
from app.doctor.texts import SAID
from app.settings import Settings
from app.store import facts, status
from app.store.facts import NewerFact
from app.store.reading import ReadOnly
from app.store.screens.newer import newer_row, newer_version
from tests.unit.store.box import Box

AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
FACT = NewerFact(3, "d", "9.1", "https://example.com/get", {"en": "Faster."}, AT, AT)
ASKING = Settings(update_url="https://example.com/notice.json")


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def told(box: Box, fact: NewerFact | None, chosen: Settings = ASKING) -> tuple[object, ...]:
    """The row of `status`, its line, and what the doctor says."""
    if fact is not None:
        box.do(lambda txn: facts.put(txn.connection, fact))
    ledger = ReadOnly(box.path)
    with ledger.reading(chosen) as reader:
        row = newer_row(reader)
        whole = status.status_row(reader, running=False)
        lines = [line for line in status_lines(whole, None, {}) if "Newer" in line]
        shown = newer_version(reader)
        doctor = [(check.code, check.ok) for check in newer.version(reader)]
    ledger.close()
    box.ledger.close()
    return row, lines, shown is not None, doctor


def test_one_that_is_there(box: Box) -> None:
    row, lines, shown, doctor = told(box, FACT)
    assert row == {
        "version": "9.1",
        "url": "https://example.com/get",
        "text": "Faster.",
        "checked_at": "2026-11-23T18:00:00Z",
        "trouble": None,
    }
    assert lines == ["Newer version 9.1: Faster. Get it from https://example.com/get"]
    assert (shown, doctor) == (True, [("version_newer", True)])


def test_none_while_this_is_the_newest_or_nobody_asks(tmp_path: Path) -> None:
    own = NewerFact(3, "d", __version__, "https://example.com/get", {"en": "x"}, AT, AT)
    for number, (fact, chosen, doctor) in enumerate(
        [
            (own, ASKING, [("version_newest", True)]),
            (FACT, Settings(), []),
            (None, ASKING, []),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        _, lines, shown, said = told(Box(folder), fact, chosen)
        assert (lines, shown, said) == ([], False, doctor)


@pytest.mark.parametrize(
    "trouble",
    [
        "unreachable",
        "unreadable",
        "no_key",
        "forged",
        "rolled_back",
        "replayed",
        "expired",
        "ahead",
    ],
)
def test_each_trouble_has_words_and_a_cure(box: Box, trouble: str) -> None:
    fact = NewerFact(3, "d", "9.1", "https://example.com/get", {"en": "x"}, AT, AT, trouble)
    row, _, shown, doctor = told(box, fact)
    assert isinstance(row, dict)
    assert row["trouble"] == trouble
    assert shown  # what was believed before stays true
    assert doctor == [(f"notice_{trouble}", False)]
    assert SAID[f"notice_{trouble}"].remedy
