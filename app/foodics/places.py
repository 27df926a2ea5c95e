"""Business, branches and tills as Foodics tells of them (foodics-api.md sections 2.5 and 5)."""

import re
from dataclasses import replace
from typing import Any

from app.core.order import Business, Device, FoodicsBranch
from app.foodics.errors import unreadable
from app.foodics.wire import degrees, text, text_or_none, tolerant, unwrap, when, whole


def read_business(value: Any) -> Business:
    """Read `/whoami`. Raises AppError `foodics_unreadable` when it names no business."""
    data = tolerant(unwrap(value))
    business = tolerant(data.get("business"))
    id_, reference = text(business.get("id")), text(business.get("reference"))
    if not id_ or not reference:
        # The reference is the first half of every OTO order id: without it nothing may go.
        raise unreadable("whoami: no business")
    scopes = data.get("scopes")
    return Business(
        id=id_,
        name=text(business.get("name")),
        reference=reference,
        country=text(business.get("country_iso_code")),
        scopes=tuple(filter(None, map(text, scopes))) if isinstance(scopes, list) else (),
    )


def with_settings(business: Business, value: Any) -> Business:
    """Add currency and offset from `/settings`; None where they cannot be read."""
    data = tolerant(unwrap(value))
    return replace(
        business,
        currency=text_or_none(data.get("business_currency")),
        utc_offset_minutes=_offset(text(data.get("business_timezone"))),
    )


def _offset(written: str) -> int | None:
    """Read an offset such as "+03:00" as minutes."""
    found = re.fullmatch(r"([+-]?)(\d{1,2}):([0-5]\d)", written.strip())
    if found is None or int(found[2]) > 14:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] == "-" else minutes


def read_branch(value: Any) -> FoodicsBranch | None:
    """Read a branch; None when it was deleted, or has no id."""
    row = tolerant(value)
    id_ = text(row.get("id"))
    if not id_ or row.get("deleted_at"):
        return None
    address = tolerant(tolerant(row.get("settings")).get("sa_zatca_branch_address"))
    reference = text(row.get("reference"))
    return FoodicsBranch(
        id=id_,
        reference=reference,
        name=text(row.get("name")) or text(row.get("name_localized")) or reference,
        name_localized=text_or_none(row.get("name_localized")),
        latitude=degrees(row.get("latitude"), 90),
        longitude=degrees(row.get("longitude"), 180),
        phone=text_or_none(row.get("phone")),
        end_of_day=text_or_none(row.get("inventory_end_of_day_time")),
        city=text_or_none(address.get("city")),
    )


def read_device(value: Any) -> Device | None:
    """Read a till; None when it was deleted, or has no id."""
    row = tolerant(value)
    id_ = text(row.get("id"))
    if not id_ or row.get("deleted_at"):
        return None
    return Device(
        id=id_,
        name=text(row.get("name")) or text(row.get("reference")),
        branch_id=text_or_none(tolerant(row.get("branch")).get("id"))
        or text_or_none(row.get("branch_id")),
        type=whole(row.get("type")),
        last_seen_at=when(row.get("last_seen_at")),
        last_sync_at=when(row.get("last_sync_at")),
    )
