"""What rings, what is notified, what the tray shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.queue import QueueRow
from app.ui.attention import sound
from app.ui.attention.tray import Tray, drawn
from app.ui.attention.warden import Warden
from app.ui.bridge import Bridge
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.gaps.making import question
from tests.ui.pictures import restaurant as here


class Bell:
    def __init__(self) -> None:
        self.rung = 0
        self.notices: list[str] = []
        self.states: list[tuple[str, bool]] = []
        self.time = 1000.0


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    made = Bell()

    def ring() -> None:
        made.rung += 1

    def state(_tray: Tray, kind: str, text: str, *, paused: bool = False) -> None:
        made.states.append((kind, paused))

    monkeypatch.setattr(sound, "ring", ring)

    def notify(_tray: Tray, title: str, _text: str) -> None:
        made.notices.append(title)

    monkeypatch.setattr(Tray, "notify", notify)
    monkeypatch.setattr(Tray, "show_state", state)
    return made


@pytest.fixture
def watched(qtbot: QtBot, bell: Bell) -> Iterator[tuple[Warden, FakeBridge]]:
    bridge, window = FakeBridge(), QWidget()
    qtbot.addWidget(window)
    made = Warden(cast(Bridge, bridge), window, lambda: bell.time)
    yield made, bridge
    made.leave()


def test_an_order_that_needs_a_person_rings_and_is_told_once(
    watched: tuple[Warden, FakeBridge], bell: Bell
) -> None:
    _, bridge = watched
    bridge.loaded.emit([here.REFUSED, here.WAITING])
    bridge.changed.emit([here.REFUSED])
    assert bell.rung == 1
    assert bell.notices == ["#31 · 103381 needs you"]


def test_time_alone_makes_it_ring(
    watched: tuple[Warden, FakeBridge], bell: Bell, qtbot: QtBot
) -> None:
    _, bridge = watched
    soon = NOW + timedelta(seconds=0.2)
    later = replace(here.WAITING, need="kitchen_late", need_at=soon)
    bridge.loaded.emit([later])
    assert bell.rung == 0
    bridge.time = NOW + timedelta(seconds=1)
    qtbot.waitUntil(lambda: bell.rung == 1)


def test_who_opened_the_order_has_heard_it(watched: tuple[Warden, FakeBridge], bell: Bell) -> None:
    made, bridge = watched
    bridge.loaded.emit([here.REFUSED])
    made.seen(here.REFUSED.reference)
    bell.time += 100
    bridge.changed.emit([here.REFUSED])
    assert bell.rung == 1


def test_unheard_it_rings_again(watched: tuple[Warden, FakeBridge], bell: Bell) -> None:
    _, bridge = watched
    bridge.loaded.emit([here.REFUSED])
    bell.time += 100
    bridge.changed.emit([here.REFUSED])
    assert bell.rung == 2
    assert len(bell.notices) == 1


def test_mute_is_timed_and_ends_by_itself(
    watched: tuple[Warden, FakeBridge], bell: Bell, qtbot: QtBot
) -> None:
    made, bridge = watched
    until: list[object] = []
    made.muted.connect(until.append)
    made.mute(15)
    bridge.loaded.emit([here.REFUSED])
    assert bell.rung == 0
    assert until == [NOW + timedelta(minutes=15)]
    bridge.time = NOW + timedelta(minutes=16)
    bridge.changed.emit([here.REFUSED])
    assert until[-1] is None


def too_old(*numbers: int) -> list[QueueRow]:
    return [
        replace(row, key=number, reference=48_000 + number, need="too_old", need_at=NOW)
        for number in numbers
        for row in here.ROWS[1:2]
    ]


def test_what_turns_too_old_in_one_outage_rings_once_and_the_question_after_it_once_more(
    watched: tuple[Warden, FakeBridge], bell: Bell
) -> None:
    made, bridge = watched
    bridge.polled.emit(NOW)
    bridge.standing.emit(replace(here.GOOD, paused=True))
    for number in (1, 2, 3):
        bridge.changed.emit(too_old(number))
    assert bell.rung == 1
    assert bell.notices == ["#28 · 103378 needs you"]
    asked = question(orders=(48_001, 48_002, 48_003))
    bridge.standing.emit(replace(here.GOOD, gaps=(asked,)))
    assert bell.rung == 2
    assert bell.notices[1:] == ["3 orders need you"]
    made.asked()
    bell.time += 100
    bridge.changed.emit(too_old(1))
    # Each one by itself again: nothing else explains it.
    bridge.standing.emit(here.GOOD)
    assert bell.rung == 3


def test_one_of_them_was_opened_and_the_alarm_is_heard(
    watched: tuple[Warden, FakeBridge], bell: Bell
) -> None:
    made, bridge = watched
    bridge.polled.emit(NOW)
    bridge.standing.emit(replace(here.GOOD, paused=True))
    bridge.changed.emit(too_old(1, 2))
    made.seen(48_002)
    bell.time += 100
    bridge.changed.emit(too_old(3))
    assert bell.rung == 1


def test_an_outage_is_one_episode(watched: tuple[Warden, FakeBridge], bell: Bell) -> None:
    _, bridge = watched
    down = replace(here.GOOD, problem="foodics_token_refused", fault="foodics")
    down = replace(down, foodics=replace(down.foodics, state="refused"))
    bridge.polled.emit(NOW)
    bridge.standing.emit(here.GOOD)
    assert (bell.rung, bell.states[-1]) == (0, ("good", False))
    bridge.standing.emit(down)
    bridge.standing.emit(down)
    assert bell.rung == 1
    assert len(bell.notices) == 1
    assert bell.states[-1][0] == "bad"
    bridge.standing.emit(here.GOOD)
    bridge.standing.emit(down)
    assert len(bell.notices) == 2


def test_the_engine_s_own_trouble_rings(watched: tuple[Warden, FakeBridge], bell: Bell) -> None:
    _, bridge = watched
    bridge.polled.emit(NOW)
    bridge.standing.emit(here.GOOD)
    bridge.trouble.emit(AppError("keyring_locked"))
    assert bell.rung == 1


def test_shapes_differ_not_only_colours(qtbot: QtBot) -> None:
    shapes = set()
    for state in ("good", "warn", "paused"):
        image = drawn(state).pixmap(64, 64).toImage()
        outline = tuple(
            image.pixelColor(x, y).alpha() > 128 for x in range(0, 64, 2) for y in range(0, 64, 2)
        )
        shapes.add(outline)
    assert len(shapes) == 3


def test_a_second_sender_rings_at_the_first_order_and_again_when_all_is_paused(
    watched: tuple[Warden, FakeBridge], bell: Bell
) -> None:
    """rules.md section 2: after the answer the same ones never ring again."""
    _, bridge = watched
    bridge.polled.emit(NOW)
    at_oto = next(row for row in here.ROWS if row.state == "sent" and row.need is None)
    bridge.standing.emit(here.GOOD)
    bridge.changed.emit([replace(at_oto, need="second_sender", need_at=NOW)])
    assert bell.rung == 1
    bridge.standing.emit(replace(here.GOOD, problem="second_sender", paused=True))
    assert bell.rung == 2
    assert bell.notices[1:] == [
        "These orders also reach OTO from elsewhere; two couriers may come."
    ]
    bridge.changed.emit([at_oto])
    bridge.standing.emit(here.GOOD)
    bell.time += 1_000
    bridge.changed.emit([at_oto])
    assert bell.rung == 2
