"""The newer version that was told of, for screens and `status`."""

from app import __version__
from app.core.newer import is_newer
from app.store import facts
from app.store.queries import Reader, Row, time_text
from app.store.screens.types.standing import NewerVersion


def newer_version(reader: Reader) -> NewerVersion | None:
    """The one whose notice was believed, if it is newer than this program and still asked for."""
    fact = facts.get(reader.connection, facts.NewerFact)
    if fact is None or not reader.settings.update_url or not is_newer(fact.version, __version__):
        return None
    return NewerVersion(fact.version, fact.url, fact.texts.get("en", ""), fact.texts.get("ar", ""))


def newer_row(reader: Reader) -> Row | None:
    """The same for `status --json`, with when it was looked and what went wrong; None while nobody
    looks."""
    fact = facts.get(reader.connection, facts.NewerFact)
    if fact is None or not reader.settings.update_url:
        return None
    found = newer_version(reader)
    return {
        "version": found.version if found else None,
        "url": found.url if found else None,
        "text": found.english if found else None,
        "checked_at": time_text(fact.good_at),
        "trouble": fact.trouble or None,
    }
