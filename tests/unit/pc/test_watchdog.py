"""The watchdog: what stands still is named with what every thread was doing, and nobody is accused
of a sleep."""

import logging
import threading

import pytest

from app.core.errors import AppError
from app.pc.watchdog import LATE, Watchdog, stacks


class Fixture:
    """A clock by hand, and what was told."""

    def __init__(self) -> None:
        self.now = 100.0
        self.looks = 0
        self.told: list[AppError | None] = []
        self.dog = Watchdog(each_look=self.looked, clock=lambda: self.now)
        self.dog.told = self.told.append

    def looked(self) -> None:
        self.looks += 1

    def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds)):
            self.now += 1.0
            self.dog.look()

    def codes(self) -> list[str | None]:
        return [error.code if error is not None else None for error in self.told]


@pytest.fixture
def at() -> Fixture:
    return Fixture()


def test_a_heart_that_beats_and_one_that_rests_are_well(at: Fixture) -> None:
    beating, resting = (at.dog.heart(name, "stuck_engine", 5.0) for name in "ab")
    for _ in range(10):
        beating.beat()
        at.pass_time(4)
    assert resting.silence == 0.0
    beating.rest()
    at.pass_time(60)
    assert at.told == []
    assert at.looks == 100


def test_silence_is_named_once_and_so_is_its_end(
    at: Fixture, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    heart = at.dog.heart("The engine", "stuck_engine", 20.0)
    heart.beat()
    at.pass_time(20)
    assert at.told == []
    at.pass_time(30)
    assert at.codes() == ["stuck_engine"]
    assert at.told[0] is not None
    assert at.told[0].params == {"seconds": "21"}
    assert "The engine has not been heard for 21 s" in caplog.text
    heart.beat()
    at.pass_time(1)
    assert at.codes() == ["stuck_engine", None]
    assert "The engine goes on" in caplog.text


def test_the_first_silent_one_is_named_for_others_may_wait_for_it(at: Fixture) -> None:
    engine, store = (at.dog.heart(code, code, 20.0) for code in ("stuck_engine", "stuck_ledger"))
    store.beat()
    at.pass_time(5)
    engine.beat()
    at.pass_time(18)
    assert at.codes() == ["stuck_ledger"]
    at.pass_time(5)
    assert at.codes() == ["stuck_ledger", "stuck_engine"]


def test_the_window_can_tell_nobody_but_the_log_knows(
    at: Fixture, caplog: pytest.LogCaptureFixture
) -> None:
    at.dog.heart("The window", "", 10.0).beat()
    at.pass_time(11)
    assert at.told == []
    assert "The window has not been heard" in caplog.text


def test_after_a_sleep_nobody_is_accused(at: Fixture) -> None:
    heart = at.dog.heart("The engine", "stuck_engine", 20.0)
    heart.beat()
    at.now += 3600.0
    at.dog.look()
    at.pass_time(19)
    heart.beat()
    at.pass_time(LATE)
    assert at.told == []


def test_stacks_name_threads_and_calls_and_hold_no_values() -> None:
    go, ready = threading.Event(), threading.Event()

    def standing(customer: str) -> None:
        ready.set()
        go.wait(60)

    thread = threading.Thread(target=standing, args=("Noura 0501234567",), name="engine")
    thread.start()
    try:
        assert ready.wait(60)
        (line,) = [line for line in stacks() if line.startswith("Thread engine:")]
    finally:
        go.set()
        thread.join()
    assert "standing (pc/test_watchdog.py:" in line
    assert "Noura" not in line
    assert "\n" not in line


def test_a_thread_of_its_own_that_survives_its_own_faults(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told, faults = threading.Event(), iter([True])

    def each_look() -> None:
        if next(faults, False):
            raise RuntimeError("once")

    dog = Watchdog(each_look=each_look, every=0.01)
    dog.told = lambda error: told.set() if error is not None else None
    dog.heart("The engine", "stuck_engine", 0.05).beat()
    dog.start()
    assert told.wait(60)
    dog.stop()
    assert "The watchdog failed" in caplog.text
    Watchdog().stop()  # never started
    assert "watchdog" not in {thread.name for thread in threading.enumerate()}
