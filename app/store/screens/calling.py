"""A customer calls: which order is meant (rules.md section 7)."""

from datetime import timedelta

from app.store.queries import Reader
from app.store.screens import searching
from app.store.screens.card import card
from app.store.screens.queue import search
from app.store.screens.types.card import OrderCard
from app.store.screens.types.queue import Group

#: Nobody calls about an older one; a newer one may not have reached us yet.
_RECENT = timedelta(days=1)
_MOST = 20
_OVER = (Group.DONE, Group.NOT_SENT)


def calling(reader: Reader, text: str) -> OrderCard | None:
    """The order that a customer of this phone most likely calls about: the newest that is still to
    come, else the newest of the last day. None if the text is no phone, or there is no such order."""
    if searching.phone(text) is None:
        return None
    rows = search(reader, text, _MOST)
    recent = [row for row in rows if reader.now - row.first_seen_at <= _RECENT]
    to_come = [row for row in recent if row.group not in _OVER]
    meant = next(iter(to_come or recent), None)
    return None if meant is None else card(reader, meant.reference)
