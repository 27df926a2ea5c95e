"""The delivery list: who is on it while OTO does not answer, and what it says of each."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import update

from app.core.dispatch import Outcome, State
from app.core.order import DeliveryStatus, Payment
from app.store import choices, facts, setup
from app.store.ledger import Txn
from app.store.screens import deliveries
from app.store.screens.standing import standing
from app.store.screens.types.deliveries import DeliveryRow
from app.store.tables import orders
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, numbered
from tests.unit.store.looking import look, write

COD = Payment(Decimal("86.25"), "m9", "COD", method_type=7)


def listed(box: Box) -> list[DeliveryRow]:
    found = look(box, deliveries.deliveries)
    assert look(box, deliveries.count) == len(found)
    return found


def numbers(box: Box) -> list[int]:
    return [row.reference for row in listed(box)]


def test_what_it_says_of_an_order(box: Box) -> None:
    box.see(samples.order())
    (row,) = listed(box)
    assert (row.reference, row.number, row.check_number) == (48210, 27, 103377)
    assert (row.branch, row.branch_name) == ("B01", "Olaya")
    assert (row.customer, row.phone) == (samples.CUSTOMER.name, "+966500000123")
    assert row.address.startswith(samples.ADDRESS.description)
    assert row.city == "Riyadh"
    assert (row.amount, row.amount_due, row.currency, row.sure) == ("86.25", "86.25", "SAR", True)
    assert (row.state, row.maybe_at_oto, row.since) == ("queued", False, samples.READY)


def test_who_is_on_it(box: Box) -> None:
    for count in range(1, 7):
        box.see(numbered(count))
    sends = {send.request.order_id: send for send in box.claim(4)}
    box.ends(sends["F922240-1"], Outcome.NOT_ACCEPTED)
    box.ends(sends["F922240-2"], Outcome.UNKNOWN)
    box.ends(sends["F922240-3"], Outcome.ACCEPTED, oto_id="900", http=200)
    box.do(choices.hold, 6)
    box.see(numbered(7, delivery_status=DeliveryStatus.SENT_TO_KITCHEN))
    assert {row.reference: (row.state, row.maybe_at_oto) for row in listed(box)} == {
        1: ("retrying", False),
        2: ("unknown", True),
        4: ("sending", False),
        5: ("queued", False),
    }


def test_what_became_too_old_meanwhile_stays_on_it(box: Box) -> None:
    box.see(samples.order())
    box.later(minutes=61)
    assert box.claim() == []
    (row,) = listed(box)
    assert (row.state, row.maybe_at_oto) == ("held", False)
    assert box.now - row.since > timedelta(hours=1)


def test_what_is_collected_is_a_guess_while_a_method_is_not_classed(box: Box) -> None:
    box.see(samples.order(payments=(COD,)))
    assert numbers(box) == []
    box.later(minutes=61)
    box.do(setup.judge_all)
    (row,) = listed(box)
    assert (row.amount_due, row.sure) == ("86.25", False)


def test_what_was_mended_here_is_what_is_needed(box: Box) -> None:
    box.see(samples.order())
    box.do(choices.mend, REFERENCE, {"phone": "966511111111", "address": "Other Street 7"})
    (row,) = listed(box)
    assert (row.phone, row.address) == ("+966511111111", "Other Street 7")


def test_delivered_another_way_leaves_it_and_undo_brings_it_back(box: Box) -> None:
    box.see(numbered(1), numbered(2))
    done, _ = box.do(choices.many, "another-way", [1, 2])
    assert (done, numbers(box)) == ((1, 2), [])
    box.do(choices.many, "unskip", [1, 2])
    assert numbers(box) == [1, 2]
    assert box.state(1) is State.QUEUED


def test_by_branch_and_the_oldest_first(box: Box) -> None:
    box.do(setup.activate, ["B02"])
    late = samples.NOW - timedelta(seconds=10)
    box.see(numbered(1, updated_at=late), numbered(2))
    box.see(numbered(3, branch_id="b2"))
    assert [(row.branch_name, row.reference) for row in listed(box)] == [
        ("Malaz", 3), ("Olaya", 2), ("Olaya", 1),
    ]  # fmt: skip


def test_without_customer_data_it_is_listed_by_its_numbers(box: Box) -> None:
    box.see(samples.order())
    write(box, update(orders).values(data=b"{}"))
    (row,) = listed(box)
    assert (row.reference, row.number, row.branch_name) == (48210, 27, "Olaya")
    assert (row.customer, row.phone, row.address, row.amount_due, row.sure) == (
        "", "", "", "", False,
    )  # fmt: skip


def test_the_top_of_the_window_is_told(box: Box) -> None:
    box.see(samples.order())
    found = look(box, standing, running=True)
    assert (found.undelivered, found.oto_since) == (1, None)
    since = box.now - timedelta(minutes=6)

    def down(txn: Txn) -> None:
        health = facts.HealthFact("ok", txn.now, "unreachable", txn.now, "oto_silent", {}, "oto")
        facts.put(txn.connection, replace(health, oto_since=since))

    box.do(down)
    assert look(box, standing, running=True).oto_since == since


def test_undone_what_became_too_old_waits_for_a_person_again(box: Box) -> None:
    box.see(samples.order())
    box.later(minutes=61)
    assert box.claim() == []
    box.do(choices.many, "another-way", [REFERENCE])
    assert numbers(box) == []
    box.do(choices.many, "unskip", [REFERENCE])
    assert (box.state(), numbers(box)) == (State.HELD, [REFERENCE])
