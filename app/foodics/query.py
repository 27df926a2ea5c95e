"""Questions as Foodics understands them (foodics-api.md section 3).

Query strings are built by hand: brackets and commas stay literal, only values are encoded, a
space as `%20`. Production answers 400 to encoded brackets.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

#: Rows of one page (foodics-api.md section 3.1), where `meta.per_page` does not say.
PAGE_ROWS = 50
#: `/orders` gives nothing beyond this page.
LAST_PAGE = 10

_CORE = (
    "branch",
    "customer",
    "customer_address",
    "customer_address.delivery_zone",
    "payments",
    "payments.payment_method",
    "products",
    "products.product",
    "charges",
    "charges.charge",
    "tags",
    "driver",
    "device",
    "original_order",
)
#: Without these an order of combos alone has no lines at all.
_COMBOS = (
    "combos",
    "combos.combo_size",
    "combos.combo_size.combo",
    "combos.products",
    "combos.products.product",
)
#: What every reading of orders needs (foodics-api.md section 3.4), and that with the combos.
INCLUDE_CORE = ",".join(_CORE)
INCLUDE = ",".join((*_CORE, *_COMBOS))


def target(path: str, pairs: Iterable[tuple[str, str | int]]) -> str:
    """Put a path and its query together."""
    query = "&".join(f"{name}={quote(str(value), safe=',:-.')}" for name, value in pairs)
    return f"{path}?{query}" if query else path


def shape(method: str, path: str) -> str:
    """Name a question for an error text: method, path and names, without values."""
    place, _, query = path.partition("?")
    names = ",".join(pair.partition("=")[0] for pair in query.split("&") if pair)
    return f"{method} {place}?{names}" if names else f"{method} {place}"


def stamp(moment: datetime) -> str:
    """Write a time as Foodics does: UTC, whole seconds, no zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
