"""How long log files are kept: `logs` bounds their size, this their age."""

import contextlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import logs
from app.paths import DataDir


def forget(data_dir: DataDir, before: datetime, digits: str = "") -> int:
    """Removes what was written before then, and old files that name this number all the same.

    The file in use is put aside as soon as its first line is a sixth of that age, so that nothing
    is kept much longer than wanted. Returns how many files were removed.
    """
    now = datetime.now(UTC)
    share = max(now - before, timedelta()) / (logs.BACKUPS + 1)
    current = data_dir.logs / logs.FILE_NAME
    logs.roll(lambda: _begun(current, before) < now - share or _names(current, digits))
    removed = 0
    for path in data_dir.logs.glob(f"{logs.FILE_NAME}.*"):
        with contextlib.suppress(OSError):
            last = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if last < before or _names(path, digits):
                path.unlink()
                removed += 1
    return removed


def _begun(path: Path, default: datetime) -> datetime:
    """When its first line was written; now for an empty file."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            line = file.readline(40)
        return datetime.fromisoformat(line.split(" ")[0]) if line else datetime.now(UTC)
    except FileNotFoundError:
        return datetime.now(UTC)
    except (OSError, ValueError):
        return default


def _names(path: Path, digits: str) -> bool:
    """Numbers are masked when they are written; this finds one that slipped through."""
    if not digits:
        return False
    with contextlib.suppress(OSError):
        return digits in re.sub(r"[ -]", "", path.read_text(encoding="utf-8", errors="replace"))
    return False
