"""The delivery list."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One order of the delivery list: what whoever brings it in OTO's place has to know.

    `maybe_at_oto`: it is not known whether OTO has it; a courier may come all the same. `sure` False:
    what is to be collected is a guess, since a payment method was never classed.
    """

    reference: int
    number: int
    check_number: int
    branch: str
    branch_name: str
    customer: str
    phone: str
    address: str
    city: str
    amount: str
    amount_due: str
    currency: str | None
    sure: bool
    state: str
    maybe_at_oto: bool
    #: When it became Ready, else when it was first seen.
    since: datetime
