"""One breaker for all of OTO: when the next call may be tried (design.md section 3)."""

import pytest

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.engine.breaker import Breaker, outage, stopped


class Clock:
    """A monotonic clock that tests set; some PCs begin theirs at nought."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


class TestFailed:
    def test_is_open_at_once_and_due_in_fifteen_seconds(self, breaker: Breaker) -> None:
        breaker.failed()
        assert (breaker.is_open, breaker.may_probe, breaker.seconds_to_probe) == (True, False, 15)

    @pytest.mark.parametrize(
        ("wait", "asked", "seconds"),
        [(0.0, 0.0, 15), (300.0, 0.0, 300), (0.0, 60.0, 60), (300.0, 60.0, 300), (0.0, 5.0, 15)],
    )
    def test_the_longest_wait_holds(
        self, breaker: Breaker, wait: float, asked: float, seconds: float
    ) -> None:
        breaker.failed(wait, asked=asked)
        assert breaker.seconds_to_probe == seconds

    def test_a_second_failure_puts_it_off_and_never_brings_it_nearer(
        self, breaker: Breaker, clock: Clock
    ) -> None:
        breaker.failed(300.0)
        clock.now = 10.0
        breaker.failed()
        assert breaker.seconds_to_probe == 290
        clock.now = 299.0
        breaker.failed()
        assert breaker.seconds_to_probe == 15

    def test_is_overdue_by_no_negative_time(self, breaker: Breaker, clock: Clock) -> None:
        breaker.failed()
        clock.now = 100.0
        assert (breaker.may_probe, breaker.seconds_to_probe) == (True, 0)


class TestHurry:
    def test_is_due_now(self, breaker: Breaker) -> None:
        breaker.failed()
        breaker.hurry()
        assert (breaker.may_probe, breaker.seconds_to_probe) == (True, 0)

    def test_what_is_due_stays_due(self, breaker: Breaker, clock: Clock) -> None:
        breaker.failed()
        clock.now = 15.0
        breaker.hurry()
        clock.now = 16.0
        assert breaker.may_probe

    def test_a_time_that_oto_named_is_kept_though_it_failed_again_since(
        self, breaker: Breaker, clock: Clock
    ) -> None:
        breaker.failed(asked=60.0)
        clock.now = 1.0
        breaker.failed(asked=20.0)
        breaker.hurry()
        assert breaker.seconds_to_probe == 59

    def test_closed_it_stays_closed(self, breaker: Breaker) -> None:
        breaker.hurry()
        assert not breaker.is_open


class TestLookUps:
    """OTO answers look-ups: whether it takes orders one of them tries, once at once."""

    def test_one_order_may_try_at_once(self, breaker: Breaker) -> None:
        breaker.failed()
        assert breaker.answers is False
        breaker.looked_up()
        assert (breaker.answers, breaker.may_probe, breaker.is_open) == (True, True, True)

    def test_the_next_failure_says_that_it_does_not_answer(self, breaker: Breaker) -> None:
        breaker.failed()
        breaker.looked_up()
        breaker.failed()
        assert breaker.answers is False
        assert breaker.may_probe is False

    def test_while_closed_it_is_no_news(self, breaker: Breaker) -> None:
        breaker.looked_up()
        assert (breaker.answers, breaker.is_open) == (False, False)


class TestSucceeded:
    def test_says_whether_it_was_open_and_forgets_all(self, breaker: Breaker) -> None:
        breaker.failed()
        breaker.looked_up()
        assert breaker.succeeded() is True
        assert (breaker.is_open, breaker.answers, breaker.seconds_to_probe) == (False, False, None)
        assert breaker.may_probe is False
        assert breaker.succeeded() is False


class TestWords:
    def test_what_opens_it_is_named_by_the_trouble_or_else_by_the_code(self) -> None:
        trouble = AppError("oto_down", status=503)
        assert outage(Answer(Outcome.UNKNOWN, code="x", trouble=trouble)) is trouble
        silent = outage(Answer(Outcome.UNKNOWN, code="cut"))
        assert (silent.code, silent.params) == ("oto_silent", {"why": "cut"})

    @pytest.mark.parametrize(
        ("answer", "code", "params"),
        [
            (Answer(Outcome.SIGN_IN, code="OTO1083"), "oto_token_refused", {}),
            (Answer(Outcome.SIGN_IN, code="HTTP 403", http=403), "oto_token_refused", {}),
            (
                Answer(Outcome.ACCOUNT, code="HTTP 403", http=403),
                "oto_denied",
                {"what": "createOrder"},
            ),
            (Answer(Outcome.ACCOUNT, code="OTO1150", http=403), "oto_account",
             {"answer": "OTO1150"}),
            (Answer(Outcome.ACCOUNT, code="HTTP 403", http=400), "oto_account",
             {"answer": "HTTP 403"}),
        ],
    )  # fmt: skip
    def test_what_stops_all_sending(
        self, answer: Answer, code: str, params: dict[str, str]
    ) -> None:
        error = stopped(answer)
        assert (error.code, error.params) == (code, params)
