"""What an order's own data come to under the rules: Ready, sender, phone, address, city, point.

The verdict and the request to OTO are both made from these, so that they never disagree.
"""

from dataclasses import replace
from datetime import datetime

from app.core import contact, places
from app.core.order import Address, DeliveryStatus, Order, Source
from app.core.verdict import BranchRule, Known, Rules

#: `delivery_status` values that a delivery manager writes, not the till (foodics-api.md 6.4).
DELIVERED_BY_OTHERS = (
    DeliveryStatus.ASSIGNED,
    DeliveryStatus.EN_ROUTE,
    DeliveryStatus.DELIVERED,
)


def is_ready(order: Order, rules: Rules) -> bool:
    """Ready as rules.md section 1 has it, or by the opt-in of foodics-api.md section 8."""
    if order.is_ready:
        return True
    early = (None, DeliveryStatus.SENT_TO_KITCHEN)
    return (
        rules.kitchen_done_is_ready
        and order.kitchen_done_at is not None
        and order.delivery_status in early
    )


def ready_at(order: Order, rules: Rules, before: datetime | None) -> datetime | None:
    """When the order became Ready: the kitchen's stamp, else the first version seen Ready.

    `before` is what we held for the previous version (None if that was not Ready). A kitchen stamp
    after the cloud's own comes from a wrong clock: not used.
    """
    if order.delivery_status in DELIVERED_BY_OTHERS:
        return before
    if not is_ready(order, rules):
        return None
    done = order.kitchen_done_at
    if done is not None and done <= order.updated_at:
        return done
    return before or order.updated_at


def senders(order: Order) -> list[str]:
    """Third parties that may already own the delivery, as keys of `Rules.senders`."""
    found = [f"marker:{who or key}" for key, who in order.markers]
    if order.source == Source.API:
        found.append(f"app:{order.app_id or 'unknown'}")
    return found


def branch_city(branch: BranchRule) -> str | None:
    """The branch's city in OTO's spelling: the manager's choice, else the pickup location's
    (rules.md section 4)."""
    if branch.city:
        return branch.city
    return branch.pickup.city or None if branch.pickup is not None else None


def branch_point(branch: BranchRule) -> tuple[float, float] | None:
    """Where the branch is: the pickup location's point, else Foodics' own; 0,0 is neither."""
    for place in (branch.pickup, branch.foodics):
        if place is None or place.latitude is None or place.longitude is None:
            continue
        if places.usable_point(place.latitude, place.longitude, None):
            return place.latitude, place.longitude
    return None


def usable_point(order: Order, branch: BranchRule, known: Known) -> tuple[float, float] | None:
    """The customer's point, if it can be trusted (rules.md section 4)."""
    address = order.address
    if address is None or known.point_shared:
        return None
    if address.latitude is None or address.longitude is None:
        return None
    if not places.usable_point(address.latitude, address.longitude, branch_point(branch)):
        return None
    return address.latitude, address.longitude


def address_of(order: Order, branch: BranchRule, known: Known) -> Address | None:
    """Where it is to be brought: as mended here, else as Foodics has it; without a point that
    cannot be trusted. None when there is neither."""
    address = _written(order, known)
    if address is None or usable_point(order, branch, known) is not None:
        return address
    return places.without_point(address)


def _written(order: Order, known: Known) -> Address | None:
    """As mended here, else as Foodics has it, with whatever point."""
    if known.address is None:
        return order.address
    # The mended text stands alone: zone and name belong to what was wrong.
    kept = order.address or Address(id="", name="", description="")
    return replace(kept, name="", description=known.address, zone=None)


def has_address(address: Address | None) -> bool:
    """True for a text, or at least a point that can be trusted (foodics-api.md section 8); a mere
    "Home" or delivery zone brings nobody to the door. `address` as `address_of` gives it."""
    if address is None:
        return False
    said = contact.clean(address.description)
    return any(c.isalnum() for c in said) or address.latitude is not None


def city_of(
    order: Order, branch: BranchRule, rules: Rules, known: Known
) -> "places.CityFound | places.CityUnclear | None":
    """The delivery city (rules.md section 4); None while the branch has none or there is no address."""
    if known.city is not None:
        return places.CityFound(known.city)
    city = branch_city(branch)
    address = _written(order, known)
    if city is None or address is None:
        return None
    return places.city_for(
        # What else makes a point useless keeps it from being near the branch as well.
        places.without_point(address) if known.point_shared else address,
        branch_city=city,
        branch_point=branch_point(branch),
        cities=rules.known_cities,
        answers=rules.cities,
    )


def phone_of(
    order: Order, rules: Rules, known: Known
) -> "contact.Phone | contact.PhoneProblem | None":
    """The number the courier calls; None while there is no customer at all."""
    if known.phone is not None:
        return contact.Phone(known.phone)
    if order.customer is None:
        return None
    return contact.phone_digits(order.customer.dial_code, order.customer.phone, rules.country)
