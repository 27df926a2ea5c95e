"""Which orders there are: all combinations, and some by chance."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace

from tests.judge.catalog import ADDRESSES, PAYMENTS, PHONES, TOTALS
from tests.judge.orders import Spec


def every_combination() -> Iterator[Spec]:
    """All of type, status and delivery_status; then everything else around an eligible order."""
    for kind, status, delivery in itertools.product(
        (1, 2, 3, 4), range(1, 9), (None, 1, 2, 3, 4, 5, 6)
    ):
        if kind == 3 or (status in (2, 4) and delivery in (None, 2)):
            yield Spec(type=kind, status=status, delivery_status=delivery)
    yield from around(Spec())


def around(base: Spec) -> Iterator[Spec]:
    """One thing at a time changed, with both eligible states."""
    for status, payment in itertools.product((2, 4), PAYMENTS):
        yield replace(base, status=status, payment=payment)
    for total in TOTALS:
        yield replace(base, total=total)
        yield replace(base, total=total, payment="card", status=4)
    for phone in (*PHONES, "nobody"):
        yield replace(base, customer=phone)
    for address in (*ADDRESSES, "null"):
        yield replace(base, address=address)
    for branch in ("B01", "B02", "B03", "B04", "B05"):
        yield replace(base, branch=branch, payment="part")
        for ready in (0, 10, 90):
            yield replace(base, branch=branch, ready=ready)
    yield replace(base, name="")
    yield replace(base, name=" - ")
    yield replace(base, source=2)
    yield replace(base, source=3)
    yield replace(base, marker="Jahez: 8813")
    yield replace(base, original=True)
    yield replace(base, driver="own")
    yield replace(base, driver="assigned")
    yield replace(base, late=True)
    yield replace(base, due_in=90)


def at_random(chance: random.Random, count: int) -> Iterator[Spec]:
    """Everything by chance, with enough that is eligible."""
    for _ in range(count):
        plain = chance.random() < 0.6
        yield Spec(
            branch=chance.choice(("B01", "B02", "B04") if plain else tuple_of_branches()),
            type=3 if plain else chance.choice((1, 2, 3, 3, 3, 4)),
            status=chance.choice((2, 4)) if plain else chance.randrange(1, 9),
            delivery_status=2 if plain else chance.choice((None, 1, 2, 3, 4, 5, 6)),
            customer=chance.choice(("local", "zero", "plus", "arabic", "uae"))
            if plain
            else chance.choice((*PHONES, "nobody")),
            address=chance.choice(("text", "lines", "road", "point_and_text", "point_only"))
            if plain
            else chance.choice((*ADDRESSES, "null")),
            payment=chance.choice(("unpaid", "cash", "card", "part", "two", "nearly"))
            if plain
            else chance.choice(tuple(PAYMENTS)),
            total=chance.choice(TOTALS),
        )


def tuple_of_branches() -> tuple[str, ...]:
    """All branches that have orders."""
    return ("B01", "B02", "B03", "B04", "B05")
