"""Is an order at OTO? By our id first, then by ref1 (rules.md section 5, "unknown")."""

import dataclasses

from app.core.dispatch import OtoOrder, OtoSeen
from app.core.errors import AppError, Kind
from app.oto.client import Oto

#: Trouble of one call that says nothing about OTO as a whole: the other calls decide.
_LOCAL = (Kind.PERMISSION, Kind.DATA, Kind.OURS)


async def look_up(oto: Oto, told: OtoOrder) -> OtoSeen | None:
    """The order as OTO has it, with what each call tells of it; None when it is surely absent.

    Raises AppError when it could not be found out.
    """
    seen = await oto.order_status(told.order_id)
    if seen is None:
        try:
            found = await oto.find_by_ref1(told.ref1)
        except AppError as error:
            if error.kind in _LOCAL:
                return None
            raise
        return None if found is not None and _is_sibling(found.order_id, told.order_id) else found
    try:
        more = await oto.order_details(told.order_id)
    except AppError as error:
        if error.kind in _LOCAL:
            return seen
        raise
    if more is None:
        return seen
    # orderStatus tells no ref1 and no phone: without them a stranger's order looks like ours.
    names = [field.name for field in dataclasses.fields(OtoSeen)]
    both = {name: getattr(seen, name) or getattr(more, name) for name in names}
    return OtoSeen(**both)


def _is_sibling(one: str, other: str) -> bool:
    """The same order under another number of *send again*: that one says nothing about this one."""
    return one != other and one.split("-")[:2] == other.split("-")[:2]
