"""The evening: same for a seed, and its books agree with a sender that does it right."""

from __future__ import annotations

from typing import Any

from .conftest import Box, Make
from .sender import Sender, drive


def _evening(box: Box) -> list[Any]:
    box.sandbox.clock.freeze()
    box.sandbox.scenario.start(30)
    for _ in range(60):
        box.sandbox.clock.advance(2)
        box.sandbox.settle()
    held = box.sandbox.cloud.all()
    return [
        (one.id, one.order.branch, one.order.status, one.order.total_price, one.order.customer)
        for one in held
    ]


def test_same_seed_same_evening(make_box: Make) -> None:
    first, second = make_box(seed=7), make_box(seed=7)
    second.foodics("whoami")  # what a client does must not matter
    second.sign_in()
    evening = _evening(first)
    assert len(evening) > 20
    assert evening == _evening(second)
    assert evening != _evening(make_box(seed=8))


def test_books_agree_with_a_good_sender(make_box: Make) -> None:
    box = make_box(seed=3)
    box.sandbox.clock.freeze()
    sender = Sender(box.address)
    started = box.control("POST", "/scenario/start", {"orders_per_minute": 40})
    assert started["running"]
    drive(box.sandbox, sender, 150)
    box.control("POST", "/scenario/stop")
    drive(box.sandbox, sender, 360, step=10)
    sender.close()
    truth = box.truth(active="B01,B02")
    scripts = set(box.control("GET", "/scenario")["scripts"])
    assert {"bad_phone", "refused_by_oto", "lost_reply", "recalled", "own_driver"} <= scripts
    assert len(truth["accepted"]) > 30
    assert truth["ask"]
    for trouble in ("lost", "doubled", "wrong", "unwanted", "asked_and_sent", "strangers"):
        assert truth[trouble] == [], trouble
    states = {one["status"] for one in box.control("GET", "/oto/orders")["orders"]}
    assert "delivered" in states


def test_nobody_sends(make_box: Make) -> None:
    box = make_box(seed=3)
    box.sandbox.clock.freeze()
    box.sandbox.scenario.start(20)
    for _ in range(60):
        box.sandbox.clock.advance(2)
        box.sandbox.settle()
    truth = box.truth(active="B01,B02")
    assert truth["lost"]
    assert truth["accepted"] == {}
