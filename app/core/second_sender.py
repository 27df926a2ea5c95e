"""Does somebody else send the same orders to OTO? (rules.md section 2, "Second sender").

Two entries of OTO's own list are compared by the stamps that OTO itself put on them: in which zone
these are is not documented (oto-api.md section 12.13), but it is the same one for both.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from app.core import contact, stages
from app.core.dispatch import OtoSeen

#: An order of somebody else's this near in time is the same delivery.
NEAR = timedelta(minutes=30)
#: So long an order of ours is compared: what comes to OTO later is no second one of it.
COMPARED = NEAR + timedelta(minutes=5)
#: Two of them within this pause all sending.
TOGETHER = timedelta(hours=1)
PAUSES_FROM = 2
FIRST_DAY = timedelta(hours=24)
#: How often OTO's list is read on the first day and while somebody else is suspected, and later.
OFTEN = timedelta(seconds=60)
SELDOM = timedelta(minutes=10)

_FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"),
    *("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"),
)


@dataclass(frozen=True, slots=True)
class Ours:
    """An order that OTO has from us. `at` is when OTO took it, in the business's time."""

    order_id: str
    oto_id: str | None
    phone: str
    amount: Decimal
    at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Our order, and the number at OTO of the other one, made `at` by OTO's clock."""

    order_id: str
    other: str
    at: datetime


def is_ours(order_id: str, business_reference: str) -> bool:
    """Ids of our form belong to this shop, whichever PC sent them: also with the endings of *send
    again* (-2) and of OTO's returns (-R1)."""
    ours = rf"F{re.escape(business_reference)}-\d+(-.*)?"
    return bool(business_reference) and re.fullmatch(ours, order_id) is not None


def pairs(
    ours: Iterable[Ours], listed: Sequence[OtoSeen], business_reference: str
) -> tuple[Pair, ...]:
    """Each living order of somebody else's that is one of ours too: the same last nine digits, the
    same amount, within 30 minutes. With several of ours to choose from it is the nearest in time."""
    wanted: dict[tuple[str, Decimal], list[Ours]] = {}
    numbers: set[str] = set()
    for one in ours:
        if phone := contact.last_nine(one.phone):
            wanted.setdefault((phone, one.amount), []).append(one)
        numbers |= {one.oto_id} if one.oto_id else set()
    alike = [(row, mine) for row in listed if row.phone and (mine := wanted.get(_key(row)))]
    # Of thousands of rows the few that are left are worth reading their times.
    own = {row.order_id: row.created_text for row, _ in alike}
    found: list[Pair] = []
    for row, mine in alike:
        at = _stamp(row.created_text)
        if at is None or not stages.alive(row.status):
            continue
        if is_ours(row.order_id, business_reference) or row.oto_id in numbers:
            continue
        apart, nearest = min(
            ((abs(at - (_stamp(own.get(one.order_id)) or one.at)), one) for one in mine),
            key=lambda each: each[0],
        )
        if apart <= NEAR:
            found.append(Pair(nearest.order_id, row.oto_id or row.order_id, at))
    return tuple(found)


def _key(row: OtoSeen) -> tuple[str, Decimal]:
    """What two orders for the same delivery have in common."""
    return contact.last_nine(row.phone or ""), row.amount or Decimal(0)


def readable(listed: Sequence[OtoSeen]) -> bool:
    """False when OTO's list says of no order when it was made: then nothing can be compared."""
    return not listed or any(_stamp(row.created_text) is not None for row in listed)


def pauses(found: Iterable[Pair]) -> bool:
    """Whether two of them came to OTO within an hour."""
    times = sorted(pair.at for pair in found)
    late = times[PAUSES_FROM - 1 :]
    return any(b - a <= TOGETHER for a, b in zip(times, late, strict=False))


def is_due(
    now: datetime, began_at: datetime, looked_at: datetime | None, *, suspected: bool
) -> bool:
    """Whether the list is to be read now: each minute on the first day and while another sender is
    suspected (each order of the meantime gets two couriers), else every ten minutes."""
    if looked_at is None or looked_at > now:
        return True
    often = suspected or now - began_at < FIRST_DAY
    return now - looked_at >= (OFTEN if often else SELDOM)


def _stamp(text: str | None) -> datetime | None:
    """A time of OTO's, however it is written, as OTO's clocks show it; None for anything else."""
    said = (text or "").strip()
    for form in _FORMATS:
        try:
            # Without a zone on purpose: they are only compared with each other.
            return datetime.strptime(said, form)  # noqa: DTZ007
        except ValueError:
            continue
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
