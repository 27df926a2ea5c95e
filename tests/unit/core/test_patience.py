"""rules.md section 1, "Patience": what will not go on without a person, and from when."""

from datetime import datetime
from typing import Any

import pytest

from app.core.dispatch import State
from app.core.order import DeliveryStatus, Order, OrderStatus
from app.core.patience import Need, Patience, need_to_come, needs_you
from tests.unit.core.samples import NOW, OPENED, minutes, order, seconds

KITCHEN = DeliveryStatus.SENT_TO_KITCHEN
#: When the dispatch entered its state.
SINCE = NOW - minutes(1)


def need(
    state: State,
    codes: list[str],
    of: Order | None = None,
    *,
    flags: tuple[str, ...] = (),
    state_at: datetime = SINCE,
    now: datetime = NOW,
    patience: Patience | None = None,
) -> Need | None:
    return needs_you(state, codes, flags, of or order(), state_at, now, patience or Patience())


class TestAtOnce:
    @pytest.mark.parametrize("state", [State.REFUSED, State.HELD])
    def test_refused_and_held(self, state: State) -> None:
        assert need(state, ["too_old", "ask_each"]) == Need("too_old", SINCE)
        assert need(state, []) == Need(str(state), SINCE)

    def test_sent_with_a_flag(self) -> None:
        assert need(State.SENT, [], flags=("already_paid",)) == Need("already_paid", SINCE)
        assert need(State.SENT, []) is None

    @pytest.mark.parametrize(
        "code", ["no_customer", "no_address", "no_phone", "bad_phone", "no_pickup", "no_currency"]
    )
    def test_ready_and_not_to_be_sent(self, code: str) -> None:
        assert need(State.WAITING, [code]) == Need(code, SINCE)

    @pytest.mark.parametrize("code", ["no_customer", "no_address", "no_phone", "bad_phone"])
    def test_before_ready_there_is_time(self, code: str) -> None:
        early = order(delivery_status=KITCHEN)
        assert need(State.WAITING, [code, "not_ready"], early) is None

    def test_ready_by_the_kitchens_stamp_or_send_anyway_counts_too(self) -> None:
        early = order(delivery_status=KITCHEN)
        assert need(State.WAITING, ["no_phone"], early) == Need("no_phone", SINCE)

    def test_the_customers_data_before_the_branchs(self) -> None:
        assert need(State.WAITING, ["no_pickup", "no_phone"]) == Need("no_phone", SINCE)


class TestUnknown:
    def test_three_minutes(self) -> None:
        just = NOW - minutes(3)
        assert need(State.UNKNOWN, [], state_at=just + seconds(1)) is None
        assert need(State.UNKNOWN, [], state_at=just) == Need("unknown", NOW)


class TestWaiting:
    """Each patience runs out at its minute, not before; the need counts from then."""

    @pytest.mark.parametrize(
        ("of", "code", "name", "since", "runs_out"),
        [
            (
                {"status": OrderStatus.PENDING, "delivery_status": None},
                "not_released",
                "not_accepted",
                OPENED,
                5,
            ),
            (
                {"status": OrderStatus.DRAFT, "delivery_status": None, "opened_at": None},
                "not_released",
                "not_accepted",
                OPENED + seconds(40),
                5,
            ),
            (
                {"status": OrderStatus.CLOSED, "delivery_status": None, "closed_at": OPENED},
                "closed_not_ready",
                "closed_not_ready",
                OPENED,
                10,
            ),
            (
                {"status": OrderStatus.CLOSED, "delivery_status": KITCHEN, "updated_at": OPENED},
                "closed_not_ready",
                "closed_not_ready",
                OPENED,
                10,
            ),
            (
                {"delivery_status": KITCHEN},
                "kitchen_late",
                "kitchen",
                OPENED + seconds(30),
                40,
            ),
            (
                {"delivery_status": KITCHEN, "kitchen_received_at": None},
                "kitchen_late",
                "kitchen",
                OPENED,
                40,
            ),
            (
                {"delivery_status": KITCHEN, "kitchen_received_at": None, "opened_at": None},
                "kitchen_late",
                "kitchen",
                OPENED + seconds(40),
                40,
            ),
        ],
    )
    def test_runs_out(
        self, of: dict[str, Any], code: str, name: str, since: datetime, runs_out: int
    ) -> None:
        codes = ["not_ready"] if code != "not_released" else ["not_ready", "not_released"]
        late = since + minutes(runs_out)
        waiting = order(**of)
        assert need(State.WAITING, codes, waiting, now=late - seconds(1)) is None
        assert need(State.WAITING, codes, waiting, now=late) == Need(code, late)
        longer = Patience(**{name: minutes(runs_out + 1)})
        assert need(State.WAITING, codes, waiting, now=late, patience=longer) is None

    def test_open_and_never_sent_to_the_kitchen_has_no_limit(self) -> None:
        idle = order(delivery_status=None)
        assert need(State.WAITING, ["not_ready"], idle, now=OPENED + minutes(600)) is None

    @pytest.mark.parametrize("code", ["branch_inactive", "not_delivery"])
    def test_not_ours_to_ring_about(self, code: str) -> None:
        late = OPENED + minutes(600)
        closed = order(status=OrderStatus.CLOSED, delivery_status=None)
        assert need(State.WAITING, [code, "not_ready", "no_phone"], closed, now=late) is None
        assert need(State.WAITING, [code, "no_customer"], now=late) is None

    @pytest.mark.parametrize("codes", [["scheduled"], ["hold_time"], ["scheduled", "hold_time"]])
    def test_what_goes_by_itself_needs_nobody(self, codes: list[str]) -> None:
        assert need(State.WAITING, codes, now=NOW + minutes(600)) is None


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.SENDING, State.RETRYING, State.SKIPPED, State.CANCELLED]
)
def test_the_other_states_need_nobody(state: State) -> None:
    assert need(state, ["no_phone"], flags=("x",), now=NOW + minutes(600)) is None


def test_the_patience_of_a_new_installation() -> None:
    assert Patience() == Patience(minutes(5), minutes(10), minutes(40), minutes(3))


class TestAhead:
    """What time alone will bring has its moment already, so that nobody has to ask again."""

    def test_a_need_that_lies_ahead(self) -> None:
        kept, late = order(), NOW + minutes(3)
        to_come = need_to_come(State.UNKNOWN, [], (), kept, NOW, Patience())
        assert to_come == Need("unknown", late)
        early = needs_you(State.UNKNOWN, [], (), kept, NOW, late - seconds(1), Patience())
        assert early is None
        assert needs_you(State.UNKNOWN, [], (), kept, NOW, late, Patience()) == to_come

    def test_what_waits_for_the_kitchen_has_its_moment(self) -> None:
        early = order(delivery_status=KITCHEN)
        found = need_to_come(State.WAITING, ["not_ready"], (), early, NOW, Patience())
        assert early.kitchen_received_at is not None
        assert found == Need("kitchen_late", early.kitchen_received_at + minutes(40))
