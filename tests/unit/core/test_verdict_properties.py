"""What holds for every order, whatever Foodics and the manager come up with."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.core import eligibility, request
from app.core.dispatch import State
from app.core.eligibility import ACTORS, RELEASABLE, BranchRule, Known, Rules, Verdict
from app.core.order import Address, Customer, Item, Order, Payment
from tests.unit.core.samples import (
    ADDRESS,
    CUSTOMER,
    FOODICS_BRANCH,
    ITEM,
    NOW,
    ORDER_ID,
    PICKUP,
    READY,
    STARTED,
    order,
)

TABLE = list(ACTORS)
#: Whole seconds, as Foodics has them, around the evening of the good order.
times = st.integers(-3 * 3600, 3 * 3600).map(lambda seconds: NOW + timedelta(seconds=seconds))
texts = st.text(max_size=12)
money = st.decimals(0, 10**12, places=2)
TEXTS_OF_TILLS = [
    "",
    " ",
    "-",
    "\u200f",
    "🏠",
    "شارع العليا",
    "حي النهضة، جدة",
    "طريق مكة",
    "RRRD2929",
]
degrees = st.none() | st.sampled_from([0.0, 24.7136, 46.6753, 21.5, 91.0]) | st.floats()

customers = st.builds(
    Customer,
    id=st.just("c1"),
    name=texts,
    dial_code=st.sampled_from(["966", "", "+971", "0", "x"]),
    phone=st.sampled_from(["500000123", "0500000123", "", "12", "+971501234567"]) | texts,
    email=st.none() | texts,
)
addresses = st.builds(
    Address,
    id=st.just("a1"),
    name=texts,
    description=st.sampled_from(TEXTS_OF_TILLS) | texts,
    zone=st.none() | texts,
    latitude=degrees,
    longitude=degrees,
)
payments = st.builds(
    Payment,
    amount=money,
    method_id=st.sampled_from(["m1", "m2", "m3"]),
    method_name=st.sampled_from(["Cash", "mada", "توصيل", "COD"]),
    method_type=st.none() | st.integers(0, 9),
)
items = st.builds(
    Item, name=texts, sku=texts, quantity=st.decimals(0, 10**6, places=3), total=money
)


def often(good: Any, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly the good value: an order with ten faults at once says little about each."""
    return st.one_of(st.just(good), st.just(good), st.just(good), other)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order that Foodics could show, most of them with a few faults."""
    changes: dict[str, st.SearchStrategy[Any]] = {
        "type": often(3, st.integers(0, 5)),
        "source": often(1, st.integers(0, 4)),
        "status": often(2, st.integers(0, 9)),
        "delivery_status": often(2, st.none() | st.integers(0, 7)),
        "total": often(Decimal("86.25"), money),
        "app_id": often(None, st.sampled_from(["app-9"])),
        "opened_at": often(order().opened_at, st.none() | times),
        "created_at": often(order().created_at, times),
        "updated_at": often(READY, times),
        "closed_at": st.none() | times,
        "due_at": often(None, times),
        "driver_assigned_at": often(None, times),
        "kitchen_done_at": often(None, times),
        "customer": often(CUSTOMER, st.none() | customers),
        "address": often(ADDRESS, st.none() | addresses),
        "payments": often((), st.lists(payments, max_size=3).map(tuple)),
        "items": often((ITEM,), st.lists(items, max_size=3).map(tuple)),
        "tags": often((), st.sampled_from([("oto",), ("own",), ("OTO", "own")])),
        "driver_id": often(None, texts),
        "original_order_id": often(None, texts),
        "markers": often((), st.sampled_from([(("k", "Jahez"),), (("k", ""), ("l", "Mrsool"))])),
        "customer_notes": st.none() | texts,
    }
    return replace(order(), **{name: draw(of) for name, of in changes.items()})


branches = st.builds(
    BranchRule,
    foodics=st.just(FOODICS_BRANCH),
    active=often(True, st.just(False)),
    sends_from=often(STARTED, st.none() | times),
    pickup=often(
        PICKUP,
        st.none()
        | st.sampled_from([replace(PICKUP, city=""), replace(PICKUP, latitude=0.0, longitude=0.0)]),
    ),
    city=st.none() | st.sampled_from(["", "Jeddah", "Riyadh"]),
    hold_seconds=often(None, st.integers(0, 900)),
    only_tag=often("", st.just("oto")),
    never_tag=often("", st.just("own")),
    ask_each=often(False, st.just(True)),
)
rulebooks = st.builds(
    Rules,
    currency=often("SAR", st.sampled_from([None, "KWD", "JPY"])),
    generation=st.sampled_from(["v1", "v2"]),
    too_old=st.sampled_from([timedelta(minutes=60), timedelta(minutes=5)]),
    scheduled_waits=st.booleans(),
    hold_seconds=st.sampled_from([0, 0, 60]),
    required_tag=often("", st.just("oto")),
    kitchen_done_is_ready=st.booleans(),
    notes_language=st.sampled_from(["ar", "en"]),
    methods=st.dictionaries(
        st.sampled_from(["m1", "m2"]), st.sampled_from(["paid", "collect", "not_for_oto", "?"])
    ),
    senders=st.dictionaries(
        st.sampled_from(["marker:Jahez", "app:app-9"]), st.sampled_from(["send", "never"])
    ),
    cities=st.dictionaries(st.just("a1"), st.sampled_from(["", "Jeddah"])),
)
ledgers = st.builds(
    Known,
    first_seen_ready=st.booleans(),
    ready_at=often(READY, st.none() | times),
    allowed=often(frozenset(), st.frozensets(st.sampled_from(TABLE))),
    held=often(False, st.just(True)),
    skipped=often(False, st.just(True)),
    phone=often(None, st.just("966500000999")),
    address=often(None, st.sampled_from(TEXTS_OF_TILLS)),
    city=often(None, st.just("Abha")),
    point_shared=st.booleans(),
)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


@given(orders(), branches, rulebooks, ledgers, times)
def test_it_goes_exactly_when_nothing_is_left(
    of: Order, at: BranchRule, under: Rules, known: Known, now: datetime
) -> None:
    verdict = eligibility.judge(of, at, under, known, now)
    assert (verdict.state is State.QUEUED) == (verdict.reasons == ())
    assert verdict.state in {
        *(State.WAITING, State.QUEUED, State.HELD, State.SKIPPED, State.CANCELLED)
    }


@given(orders(), branches, rulebooks, ledgers, times)
def test_reasons_are_in_the_order_of_the_table_each_once(
    of: Order, at: BranchRule, under: Rules, known: Known, now: datetime
) -> None:
    found = codes(eligibility.judge(of, at, under, known, now))
    assert found == sorted(set(found), key=TABLE.index)


@given(orders(), branches, rulebooks, ledgers, st.frozensets(st.sampled_from(TABLE)), times)
def test_a_yes_takes_away_what_it_is_for_and_nothing_else(
    of: Order, at: BranchRule, under: Rules, known: Known, yes: frozenset[str], now: datetime
) -> None:
    asked = eligibility.judge(of, at, under, replace(known, allowed=frozenset()), now)
    keys = frozenset(reason.key for reason in asked.reasons if reason.code in yes)
    after = eligibility.judge(of, at, under, replace(known, allowed=keys), now)
    let_through = yes & (RELEASABLE | {"not_ready"})
    assert codes(after) == [code for code in codes(asked) if code not in let_through]
    stays = [code for code in codes(asked) if code not in RELEASABLE | {"not_ready"}]
    assert [code for code in codes(after) if code in stays] == stays
    assert after.again_at == asked.again_at


@given(orders(), branches, rulebooks, ledgers, times)
def test_what_goes_can_be_told_to_oto(
    of: Order, at: BranchRule, under: Rules, known: Known, now: datetime
) -> None:
    # So that more of them get this far: let through what can be, and mend what no yes lets through.
    known = replace(known, held=False, skipped=False)
    of = replace(of, type=3, status=2 if of.status % 2 else 4, customer=of.customer or CUSTOMER)
    of = replace(of, delivery_status=None if of.delivery_status == 6 else of.delivery_status)
    at = replace(at, active=True)
    under = replace(under, currency=under.currency or "SAR")
    asked = eligibility.judge(of, at, under, replace(known, allowed=frozenset()), now)
    known = replace(known, allowed=frozenset(reason.key for reason in asked.reasons))
    assume(eligibility.judge(of, at, under, known, now).state is State.QUEUED)
    told = request.build(of, at, under, known, order_id=ORDER_ID)
    person = told.customer
    assert person.mobile.isascii()
    assert person.mobile.isdigit()
    assert any(c.isalnum() for c in person.name)
    assert any(c.isalnum() for c in person.address)
    assert person.city
    assert person.country
    assert told.items
    assert all(line.quantity > 0 and line.sku for line in told.items)
    assert 0 <= told.amount_due <= told.amount
    assert told.pickup_code if under.generation == "v2" else told.pickup_code is None
    lines = f"{person.name}{person.address}{person.district}{told.shipping_notes}"
    assert len(lines.splitlines()) == 1
    assert (person.latitude is None) == (person.longitude is None)
    assert request.fingerprint(told) == request.fingerprint(
        request.build(of, at, under, known, order_id=ORDER_ID)
    )


@settings(max_examples=300)
@given(orders(), branches, rulebooks, ledgers, times, st.floats(0, 1, exclude_max=True))
def test_time_alone_changes_nothing_before_again_at(
    of: Order, at: BranchRule, under: Rules, known: Known, now: datetime, share: float
) -> None:
    first = eligibility.judge(of, at, under, known, now)
    end = first.again_at or now + timedelta(days=30)
    assert end > now
    between = now + timedelta(milliseconds=int((end - now) / timedelta(milliseconds=1) * share))
    for moment in (between, end - timedelta(milliseconds=1)):
        later = eligibility.judge(of, at, under, known, moment)
        assert (later.state, codes(later)) == (first.state, codes(first))
        if first.again_at is not None:
            assert later.again_at == first.again_at


@given(orders(), rulebooks, st.none() | times)
def test_an_order_is_never_ready_in_the_future(
    of: Order, under: Rules, before: datetime | None
) -> None:
    before = min(before, of.updated_at) if before else None
    at = eligibility.ready_at(of, under, before)
    assert at is None or at <= of.updated_at
    if at is not None and of.delivery_status not in (3, 4, 5):
        assert eligibility.is_ready(of, under)
