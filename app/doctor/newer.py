"""Whether there is a newer version, and whether its notice could be believed."""

from app import __version__
from app.doctor.check import Checks, ok, wrong
from app.store.queries import Reader
from app.store.screens.newer import newer_row


def version(reader: Reader) -> Checks:
    """One row where somebody wants to be told (`update_url`), else none."""
    told = newer_row(reader)
    if told is None:
        return
    if told["trouble"]:
        known = f"notice_{told['trouble']}"
        yield wrong("version", known)
    elif told["version"]:
        yield ok("version", "version_newer", version=told["version"], url=told["url"])
    else:
        yield ok("version", "version_newest", version=__version__)
