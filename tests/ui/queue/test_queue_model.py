"""The queue's table: order, filters, holding, time, against a naive list."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.screens.types.queue import Group, QueueRow, Why
from app.ui.queue import fresh
from app.ui.queue.cells import Column
from app.ui.queue.model import FRESH, QueueModel
from tests.ui.fakes import NOW
from tests.ui.queue.making import make_row

ROLE = Qt.ItemDataRole
G = Group


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


def made(rows: Iterable[QueueRow] = ()) -> QueueModel:
    """A model watched by Qt's own tester, which fails the test at the first wrong signal."""
    model = QueueModel(Clock())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.load(rows)
    return model


def keys(model: QueueModel) -> list[int]:
    return [model.row_at(model.index(row, 0)).key for row in range(model.rowCount())]


def naive(
    rows: Iterable[QueueRow], now: datetime, group: Group | None = None, branch: str | None = None
) -> list[int]:
    """What the queue must show, said as simply as can be."""

    def newest_first(row: QueueRow) -> tuple[int, float, int]:
        if row.group_at(now) is G.NEEDS_YOU:
            assert row.need_at is not None
            return (0, -row.need_at.timestamp(), -row.key)
        return (1, -row.since.timestamp(), -row.key)

    wanted = [
        row for row in rows if group in (None, row.group_at(now)) and branch in (None, row.branch)
    ]
    return [row.key for row in sorted(wanted, key=newest_first)]


def text(model: QueueModel, row: int, column: int, role: int = ROLE.DisplayRole) -> object:
    return model.data(model.index(row, column), role)


def test_newest_trouble_stands_first_then_the_newest(qapp: QApplication) -> None:
    model = made(
        [
            make_row(1, 30),
            make_row(2, 5),
            make_row(3, 60, need="no_phone", need_at=NOW - timedelta(minutes=50)),
            make_row(4, 90, need="held", need_at=NOW - timedelta(minutes=2)),
        ]
    )
    assert keys(model) == [4, 3, 2, 1]


def test_filters_by_group_and_branch_and_counts_regardless_of_the_group(qapp: QApplication) -> None:
    model = made(
        [
            make_row(1, 1),
            make_row(2, 2, branch="B2"),
            make_row(3, 3, state="sent", group=G.AT_OTO),
            make_row(4, 4, need="no_phone", need_at=NOW),
        ]
    )
    told: list[dict[Group, int]] = []
    model.countsChanged.connect(told.append)
    model.set_filter(G.WAITING, None)
    assert keys(model) == [1, 2]
    assert told == []
    model.set_filter(G.WAITING, "B1")
    assert keys(model) == [1]
    assert told[-1] == model.counts()
    assert model.counts()[G.WAITING] == 1
    assert model.counts()[G.AT_OTO] == 1
    assert model.counts()[G.NEEDS_YOU] == 1
    model.upsert([make_row(1, 1, state="sent", group=G.AT_OTO)])
    assert keys(model) == []
    assert model.counts()[G.AT_OTO] == 2


def test_what_is_the_same_tells_nothing(qapp: QApplication) -> None:
    model = made([make_row(1), make_row(2)])
    told: list[object] = []
    model.dataChanged.connect(lambda *_: told.append("data"))
    model.countsChanged.connect(lambda *_: told.append("counts"))
    model.upsert([make_row(1), make_row(2)])
    assert told == []


def test_changes_never_reset(qapp: QApplication) -> None:
    model = made([make_row(key, key) for key in range(50)])
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.layoutChanged.connect(lambda: told.append("layout"))
    model.upsert([make_row(key, 100 - key) for key in range(25, 75)])
    model.tick(NOW + timedelta(hours=1))
    assert told == []


def test_neighbours_that_come_together_share_one_signal(qapp: QApplication) -> None:
    model = made([make_row(1, 10)])
    told: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    model.upsert([make_row(key, 0) for key in range(100, 2100)])
    assert told == [(0, 1999)]


def test_while_held_rows_change_in_place_and_nothing_moves(qapp: QApplication) -> None:
    model = made([make_row(1, 1), make_row(2, 2), make_row(3, 3)])
    model.set_filter(G.WAITING, None)
    model.hold(True)
    model.upsert(
        [
            make_row(3, 0),
            make_row(2, 2, state="sent", group=G.AT_OTO),
            make_row(9, 0, customer="New"),
        ]
    )
    assert keys(model) == [1, 2, 3]
    assert text(model, 1, Column.STATE) == "At OTO"
    assert model.counts()[G.AT_OTO] == 1
    assert model.counts()[G.WAITING] == 3
    model.hold(False)
    assert keys(model) == [9, 3, 1]


def test_time_alone_moves_a_row_and_renews_only_time_cells_in_sight(qapp: QApplication) -> None:
    rows = [make_row(key, key) for key in range(1, 20)]
    rows[9] = make_row(10, 10, need="kitchen_late", need_at=NOW + timedelta(minutes=3))
    model = made(rows)
    assert model.orders().next_due() == NOW + timedelta(minutes=3)
    model.visible = lambda: (2, 5)
    told: list[tuple[int, int, int, int]] = []
    model.dataChanged.connect(
        lambda a, b, _roles: told.append((a.row(), b.row(), a.column(), b.column()))
    )
    model.tick(NOW + timedelta(minutes=1))
    assert told == [(2, 5, Column.TIME, Column.TIME)]
    model.tick(NOW + timedelta(minutes=3))
    assert keys(model)[0] == 10
    assert model.counts()[G.NEEDS_YOU] == 1
    assert model.orders().next_due() is None


def test_a_search_shows_what_it_found_and_lives_on(qapp: QApplication) -> None:
    model = made([make_row(1, 1), make_row(2, 2)])
    model.set_filter(G.AT_OTO, "B7")
    old = make_row(77, 9000, state="sent", group=G.DONE, stage="delivered")
    model.set_found([old, make_row(2, 2)])
    assert keys(model) == [2, 77]
    assert model.key_of(old.reference) == 77
    model.upsert([make_row(2, 2, customer="Corrected"), make_row(3, 0)])
    assert keys(model) == [2, 77]
    assert text(model, 0, Column.CUSTOMER) == "Corrected"
    model.set_found(None)
    assert keys(model) == []
    assert model.counts()[G.DONE] == 0


def test_what_is_new_is_marked_and_only_for_a_moment(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh, "SECONDS", 0.2)
    model = made([make_row(1)])
    model.upsert([make_row(2)])
    assert text(model, 0, 0, FRESH) is True
    assert text(model, 1, 0, FRESH) is False
    told: list[int] = []
    model.dataChanged.connect(lambda a, _b, _roles: told.append(a.row()))
    qtbot.waitUntil(lambda: text(model, 0, 0, FRESH) is False)
    assert told == [0]


def test_texts_are_plain_whatever_comes(qapp: QApplication) -> None:
    nasty = "<b>Sara</b>\n\u202eevil\u2066 😀 " + "x" * 300
    model = made(
        [
            make_row(
                27,
                4,
                customer=nasty,
                branch_name=nasty,
                amount_due="86.25",
                need="no_phone",
                need_at=NOW,
                why=Why("no_phone"),
            )
        ]
    )
    for column in Column:
        for role in (ROLE.DisplayRole, ROLE.AccessibleTextRole, ROLE.ToolTipRole):
            said = text(model, 0, column, role)
            assert isinstance(said, str)
            assert said
            assert not set(said) & set("\u200e\u200f\u202e\u2066\u2067\u2068\u2069\n")
    assert text(model, 0, Column.NUMBER) == "#27 · 103027"
    assert text(model, 0, Column.AMOUNT) == "86.25 SAR · COD"
    assert text(model, 0, Column.TIME) == "4 min"
    assert text(model, 0, Column.STATE) == "Needs you: No phone number"
    told = text(model, 0, Column.NUMBER, ROLE.AccessibleDescriptionRole)
    assert isinstance(told, str)
    assert told.startswith("Order #27 · 103027, <b>Sara</b> evil")
    assert told.endswith("4 min, Needs you: No phone number")


@pytest.mark.parametrize(
    ("due", "said"),
    [("0.00", "86.25 SAR"), ("86.25", "86.25 SAR · COD"), ("40.00", "86.25 SAR · COD 40.00")],
)
def test_cod_is_a_word_and_says_its_own_amount(qapp: QApplication, due: str, said: str) -> None:
    model = made([make_row(1, amount_due=due)])
    assert text(model, 0, Column.AMOUNT) == said


_minutes = st.integers(0, 12)
_rows = st.builds(
    lambda key, ago, group, due, branch: make_row(
        key,
        ago,
        group=group,
        state="waiting",
        branch=branch,
        need=None if due is None else "kitchen_late",
        need_at=None if due is None else NOW + timedelta(minutes=due),
    ),
    st.integers(1, 25),
    _minutes,
    st.sampled_from([G.WAITING, G.SENDING, G.AT_OTO, G.DONE]),
    st.none() | st.integers(-6, 6),
    st.sampled_from(["B1", "B2"]),
)
_steps = st.lists(
    st.one_of(
        st.tuples(st.just("upsert"), st.lists(_rows, max_size=8)),
        st.tuples(st.just("hold"), st.booleans()),
        st.tuples(st.just("tick"), st.integers(0, 3)),
        st.tuples(
            st.just("filter"),
            st.tuples(
                st.sampled_from([None, G.NEEDS_YOU, G.WAITING, G.SENDING]),
                st.sampled_from([None, "B1"]),
            ),
        ),
        st.tuples(st.just("find"), st.none() | st.lists(st.integers(1, 25), max_size=6)),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(_steps)
def test_any_course_of_events_ends_like_the_naive_list(qapp: QApplication, steps: list) -> None:  # type: ignore[type-arg]
    clock = Clock()
    model = QueueModel(clock)
    tester = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, tester, model)
    known: dict[int, QueueRow] = {}
    shown: tuple[Group | None, str | None] = (None, None)
    found: list[int] | None = None
    held = False
    kept: list[tuple[QPersistentModelIndex, int]] = []
    for what, value in steps:
        before = keys(model)
        if what == "upsert":
            known |= {row.key: row for row in value}
            model.upsert(value)
            if held:
                assert keys(model) == before
        elif what == "hold":
            held = value
            model.hold(value)
        elif what == "tick":
            clock.time += timedelta(minutes=value)
            model.tick(clock.time)
            if held:
                assert keys(model) == before
        elif what == "filter":
            shown = value
            model.set_filter(*value)
        else:
            found = None if value is None else [key for key in value if key in known]
            model.set_found(None if found is None else [known[key] for key in found])
        model.tick(clock.time)
        if not held:
            rows = known.values() if found is None else [known[key] for key in set(found)]
            assert keys(model) == naive(
                rows, clock.time, *(shown if found is None else (None, None))
            )
        for row, key in enumerate(keys(model)):
            assert model.index_of(key).row() == row
            assert model.row_at(model.index(row, 0)) == known[key]
        # Whoever holds on to a row keeps that row, wherever it went.
        for index, key in kept:
            assert not index.isValid() or model.row_at(index).key == key
        ends = [model.index(row, 0) for row in (0, model.rowCount() - 1) if model.rowCount()]
        kept += [(QPersistentModelIndex(index), model.row_at(index).key) for index in ends]
        counted = [
            row.group_at(clock.time) for row in known.values() if shown[1] in (None, row.branch)
        ]
        assert model.counts() == {group: counted.count(group) for group in Group}


def test_an_index_from_nowhere_says_nothing(qapp: QApplication) -> None:
    model = made([make_row(1)])
    assert model.data(QModelIndex()) is None
    assert not model.index_of(99).isValid()
    assert model.key_of(12345) is None
