"""Alembic's scripts. `versions/` holds one file a revision, oldest first."""

from pathlib import Path

from alembic.config import Config


def config() -> Config:
    """Alembic's settings, without an ini file: the scripts lie beside this one."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings
