"""What calls say of OTO as a whole: is it there, does it take orders (design.md section 3)."""

import asyncio
from typing import Any

import pytest

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.engine.signs import Signs
from app.net import NoReply
from tests.unit.engine.fakes import DOWN, LOST, REFUSES_ALL, SIGNED_OUT, Rig

ACCEPTED = Answer(Outcome.ACCEPTED, oto_id="9", http=200)
ODD = Answer(Outcome.UNKNOWN, code="OTO1009", http=400, breaks=True, doubtful=True)
NO_REPLY = NoReply("cut", service="OTO", host="h")


@pytest.fixture
def signs(rig: Rig) -> Signs:
    """Of a program that has just begun, on a PC whose clock did too."""
    rig.monotonic = 0.0
    return Signs(rig.connections, rig.gate, lambda: rig.monotonic)


async def asked(signs: Signs) -> None:
    """Whatever is being asked beside has come to its end."""
    if signs._wondering is not None:
        await asyncio.wait([signs._wondering])
        await asyncio.sleep(0)
    assert signs._wondering is None


def trouble(rig: Rig) -> str | None:
    found = rig.connections.oto_trouble
    return None if found is None else found.code


class TestRefusedAsAWhole:
    @pytest.mark.parametrize(
        ("answer", "code"), [(SIGNED_OUT, "oto_token_refused"), (REFUSES_ALL, "oto_account")]
    )
    async def test_one_probe_in_five_minutes_and_look_ups_go_on(
        self, rig: Rig, signs: Signs, answer: Answer, code: str
    ) -> None:
        await signs.answered(rig.oto, 1, answer)
        assert (trouble(rig), signs.breaker.seconds_to_probe) == (code, 300)
        assert signs.looks_go_on
        await signs.looked_up(1, is_there=True)
        assert (trouble(rig), signs.breaker.may_probe) == (code, False)

    async def test_a_look_up_that_is_signed_out_says_the_same(self, rig: Rig, signs: Signs) -> None:
        await signs.failed(AppError("oto_token_refused"))
        assert (trouble(rig), signs.breaker.seconds_to_probe) == ("oto_token_refused", 300)
        assert signs.looks_go_on

    async def test_the_first_order_that_is_taken_ends_it(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, REFUSES_ALL)
        await signs.answered(rig.oto, 2, ACCEPTED)
        assert (trouble(rig), signs.breaker.is_open, signs.looks_go_on) == (None, False, False)
        assert signs.take_mended() is True
        assert signs.take_mended() is False

    async def test_another_client_of_oto_ends_it_too(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, REFUSES_ALL)
        signs.mended = True
        assert signs.take_mended() is True
        assert (signs.breaker.is_open, signs.looks_go_on) == (False, False)


class TestOutage:
    async def test_what_surely_did_not_arrive_is_one_at_once(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, DOWN)
        assert (trouble(rig), signs.breaker.seconds_to_probe) == ("oto_silent", 15)
        assert not signs.looks_go_on

    async def test_a_time_that_oto_names_is_kept_by_the_breaker(
        self, rig: Rig, signs: Signs
    ) -> None:
        busy = Answer(Outcome.NOT_ACCEPTED, code="429", http=429, breaks=True, retry_after=60.0)
        await signs.answered(rig.oto, 1, busy)
        signs.breaker.hurry()
        assert signs.breaker.seconds_to_probe == 60

    async def test_without_one_a_person_may_try_at_once(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, DOWN)
        signs.breaker.hurry()
        assert signs.breaker.may_probe

    async def test_while_it_is_known_every_doubt_confirms_it(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, DOWN)
        rig.monotonic = 15.0
        await signs.answered(rig.oto, 1, LOST)
        assert signs.breaker.seconds_to_probe == 15
        rig.monotonic = 30.0
        await signs.failed(NO_REPLY)
        assert signs.breaker.seconds_to_probe == 15

    async def test_a_refusal_of_this_order_says_that_it_is_over(
        self, rig: Rig, signs: Signs
    ) -> None:
        await signs.answered(rig.oto, 1, DOWN)
        await signs.answered(rig.oto, 2, Answer(Outcome.ORDER_DATA, code="OTO1030", http=400))
        assert (trouble(rig), signs.breaker.is_open, signs.mended) == (None, False, True)

    async def test_without_one_there_is_nothing_to_mend(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, ACCEPTED)
        assert signs.mended is False

    async def test_what_never_left_this_program_says_nothing(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, DOWN)
        await signs.answered(rig.oto, 2, Answer(Outcome.UNKNOWN, code="internal"))
        assert (trouble(rig), signs.breaker.is_open) == ("oto_silent", True)

    async def test_an_answered_look_up_lets_one_order_try(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, DOWN)
        await signs.looked_up(1, is_there=False)
        assert (signs.breaker.may_probe, signs.looks_go_on) == (True, True)
        assert trouble(rig) == "oto_silent"

    async def test_an_answered_look_up_ends_a_trouble_that_stops_nothing(
        self, rig: Rig, signs: Signs
    ) -> None:
        await rig.connections.oto_failed(AppError("oto_down", status=503))
        await signs.looked_up(1, is_there=False)
        assert trouble(rig) is None


class TestDoubts:
    async def test_two_orders_in_a_row_are_an_outage(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, ODD)
        assert not signs.breaker.is_open
        await signs.answered(rig.oto, 2, ODD)
        assert signs.breaker.is_open
        assert trouble(rig) == "oto_silent"

    async def test_the_same_one_twice_is_not(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, ODD)
        await signs.answered(rig.oto, 1, ODD)
        assert not signs.breaker.is_open

    async def test_an_order_that_is_taken_in_between_starts_anew(
        self, rig: Rig, signs: Signs
    ) -> None:
        await signs.answered(rig.oto, 1, ODD)
        await signs.answered(rig.oto, 2, ACCEPTED)
        await signs.answered(rig.oto, 3, ODD)
        assert not signs.breaker.is_open

    async def test_one_that_is_found_at_oto_is_no_doubt_any_more(
        self, rig: Rig, signs: Signs
    ) -> None:
        await signs.answered(rig.oto, 1, ODD)
        await signs.looked_up(1, is_there=True)
        await signs.answered(rig.oto, 2, ODD)
        assert not signs.breaker.is_open

    async def test_one_that_is_not_there_still_is(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, ODD)
        await signs.looked_up(1, is_there=False)
        await signs.answered(rig.oto, 2, ODD)
        assert signs.breaker.is_open

    async def test_look_ups_without_reply_count_with_them(self, rig: Rig, signs: Signs) -> None:
        await signs.failed(NO_REPLY)
        assert not signs.breaker.is_open
        await signs.failed(NO_REPLY)
        assert (signs.breaker.is_open, trouble(rig)) == (True, "cut")

    @pytest.mark.parametrize("well", ["looked up", "taken"])
    async def test_and_start_anew_with_whatever_is_answered(
        self, rig: Rig, signs: Signs, well: str
    ) -> None:
        await signs.failed(NO_REPLY)
        if well == "taken":
            await signs.answered(rig.oto, 1, ACCEPTED)
        else:
            await signs.looked_up(1, is_there=False)
        await signs.failed(NO_REPLY)
        assert not signs.breaker.is_open

    @pytest.mark.parametrize(
        ("code", "params"),
        [
            ("oto_down", {"status": 503}),
            ("oto_limit", {"seconds": "60", "retry_after": 60.0}),
            ("no_connection", {"service": "OTO", "host": "h", "why": "x"}),
        ],
    )
    async def test_a_look_up_that_surely_failed_is_an_outage_at_once(
        self, rig: Rig, signs: Signs, code: str, params: dict[str, Any]
    ) -> None:
        await signs.failed(AppError(code, **params))
        assert trouble(rig) == code
        signs.breaker.hurry()
        assert signs.breaker.seconds_to_probe == params.get("retry_after", 0.0)

    async def test_a_question_that_is_not_taken_says_nothing(self, rig: Rig, signs: Signs) -> None:
        for _ in range(3):
            await signs.failed(AppError("oto_refused", what="orderStatus", answer="x"))
        await signs.failed(NO_REPLY)
        assert (trouble(rig), signs.breaker.is_open) == (None, False)
