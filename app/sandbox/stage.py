"""What the scenario's scripts have to hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from app.sandbox.books import Books
from app.sandbox.catalog import Catalog
from app.sandbox.names import People
from app.sandbox.order import Order
from app.sandbox.oto import OtoService
from app.sandbox.till import Till
from app.sandbox.world import World

Play = Iterator[float]


@dataclass
class Stage:
    """What a script has to hand."""

    world: World
    catalog: Catalog
    till: Till
    books: Books
    oto: OtoService
    people: People
    random: Random
    upload: tuple[float, float]

    def take(self, *, branch: str | None = None, **fields: Any) -> Order:
        """A cashier takes an order: lines, customer, address, delivery fee."""
        random = self.random
        where = branch or random.choices(("B01", "B02", "B03", "B04"), (42, 42, 8, 8))[0]
        chosen = random.sample(self.catalog.products, random.randint(1, 4))
        note = random.choice((None, None, None, "بدون بصل", "Extra hot"))
        lines = [self.till.line(one, random.randint(1, 3), notes=note) for one in chosen]
        start: dict[str, Any] = {
            "lines": lines,
            "customer": self.people.customer(),
            "address": self.people.address(self.catalog.zones),
            "delivery_fee": Decimal("17.25"),
            "customer_notes": self.people.note(),
        }
        order = self.till.open(where, on_screen=True, **(start | fields))
        self.till.set_delay(order.id, self.upload)
        return order

    def cooking(self) -> float:
        """Seconds in a (quick) kitchen."""
        return self.random.uniform(6, 20)

    def busy(self) -> str:
        """A branch that a person surely has switched on."""
        return self.random.choice(("B01", "B02"))
