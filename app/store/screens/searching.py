"""What a person types into the search, as a condition on orders.

The folded column of an order is `#27 103377 48210 name 500000123`: daily number, check number,
reference, name, last nine digits of the phone (`store.order_rows.search_text`).
"""

import re

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.core import contact
from app.store.tables import dispatches, orders

#: Numbers shorter than this are meant whole: "27" is not looked for inside phones.
_SHORT = 4
#: Digits in which a number is a phone, however it is spaced or prefixed.
_PHONE = 9
_OUR_ID = re.compile(r"f?\d*-(\d{1,18})(-\d+)?", re.IGNORECASE)
_SPACING = re.compile(r"[\s()+./-]+")


def condition(text: str) -> ColumnElement[bool] | None:
    """The orders that are meant; None where nothing is asked for."""
    plain = contact.fold_digits(contact.clean(text))
    folded = contact.search_fold(text)
    if not folded:
        return None
    nine = phone(text)
    words = folded.split() if nine is None else [nine]
    return or_(
        and_(*(_word(word) for word in words)),
        orders.c.key.in_(_of_oto(plain)),
        *_of_our_id(plain),
    )


def phone(text: str) -> str | None:
    """The last nine digits of a phone, however it was typed; None for what is no phone."""
    plain = contact.fold_digits(contact.clean(text))
    digits = _SPACING.sub("", plain)
    is_phone = digits.isdecimal() and len(digits) >= _PHONE and "#" not in plain
    return contact.last_nine(digits) if is_phone else None


def _word(word: str) -> ColumnElement[bool]:
    number = word.removeprefix("#")
    if not number.isdecimal():
        return orders.c.search.contains(word, autoescape=True)
    if word.startswith("#"):
        return or_(orders.c.search.startswith(f"#{number} "), orders.c.search == f"#{number}")
    if len(number) >= _SHORT:
        return orders.c.search.contains(number)
    return or_(
        orders.c.search.contains(f" {number} "),
        orders.c.search.startswith(f"#{number} "),
        orders.c.search.endswith(f" {number}"),
        orders.c.search == f"#{number}",
    )


def _of_oto(text: str) -> Select[tuple[int]]:
    """Orders of any dispatch, also one that a *send again* replaced, with this id at OTO."""
    return select(dispatches.c.order_key).where(
        or_(dispatches.c.oto_id == text, dispatches.c.oto_order_id == text.upper())
    )


def _of_our_id(text: str) -> list[ColumnElement[bool]]:
    """Our id as it stands on a label, also without its beginning: "922240-48210"."""
    found = _OUR_ID.fullmatch(text)
    if found is None:
        return []
    # By its own index: the column is not in the one that the search goes through.
    named = select(orders.c.key).where(orders.c.reference == int(found[1]))
    return [orders.c.key.in_(named)]
