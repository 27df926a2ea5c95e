"""What every command stands on: the data directory and the settings."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import output
from app.paths import DataDir

if TYPE_CHECKING:
    from app.settings import Settings


@dataclass(frozen=True)
class Ground:
    """Nothing is made or read before it is asked for."""

    data: DataDir

    @classmethod
    def at(cls, path: Path | None) -> "Ground":
        """The directory of `--data-dir`, else the system's own for this program."""
        return cls(DataDir(path) if path is not None else DataDir.default())

    @cached_property
    def settings(self) -> "Settings":
        """The settings. What is wrong in the file is said on stderr, once, and is not fatal."""
        from app import proxy_choice, settings  # noqa: PLC0415 - not every command needs them

        found, warnings = settings.load(self.data.settings)
        proxy_choice.use(found.proxy)
        for warning in warnings:
            output.warn(f"warning: {warning}")
        return found
