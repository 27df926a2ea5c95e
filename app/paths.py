"""Where things lie: the program's resources and what one data directory holds.

This module alone knows both (design.md sections 3 and 4). Looking up a path never makes anything;
only `DataDir.prepare` and `DataDir.make_installation_id` write.
"""

import contextlib
import os
import re
import secrets
import shutil
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

import platformdirs

from app.core.errors import AppError

NAME = "oto-companion"

_PACKAGE = Path(__file__).resolve().parent
_INSTALLATION_ID = re.compile(r"[0-9a-f]{32}")


def resource(*parts: str) -> Path:
    """The path of one of the program's own files, e.g. `resource("fonts", "x.ttf")`.

    Resources are beside `app/` in a checkout, inside the package in a wheel, and in the folder of
    the program when it is frozen. The path is returned whether or not the file is there.
    """
    return _resources().joinpath(*parts)


def _resources() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if getattr(sys, "frozen", False) and bundle:
        return Path(bundle) / "resources"
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def free_space(folder: Path) -> int | None:
    """Free bytes where a folder lies; None where nobody can tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


class DataDir:
    """One data directory: everything but secrets (design.md section 3).

    Two instances of the same path are equal. Nothing is made until `prepare`.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - keeps links

    @classmethod
    def default(cls) -> "DataDir":
        """The directory this system gives to the user's own data of this program."""
        return cls(platformdirs.user_data_dir(NAME, appauthor=False, roaming=False))

    def __repr__(self) -> str:
        return f"DataDir({str(self.path)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataDir) and other.path == self.path

    def __hash__(self) -> int:
        return hash(self.path)

    @property
    def ledger(self) -> Path:
        """The database: the only truth about what was sent."""
        return self.path / "ledger.db"

    @property
    def settings(self) -> Path:
        """The preferences, TOML."""
        return self.path / "settings.toml"

    @property
    def lock(self) -> Path:
        """The file whose OS lock decides which instance runs."""
        return self.path / "instance.lock"

    @property
    def control(self) -> Path:
        """Port and secret of the running instance, private to the user."""
        return self.path / "control.json"

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.path / "logs"

    @property
    def backups(self) -> Path:
        """The folder of the copies made every day and before a migration."""
        return self.path / "backups"

    @property
    def set_aside(self) -> Path:
        """The folder of the ledgers that a back-up took the place of."""
        return self.path / "set-aside"

    @property
    def installation_id_file(self) -> Path:
        """Holds the random id under which this directory's secrets are kept in the keyring."""
        return self.path / "installation-id"

    def prepare(self) -> None:
        """Make the directory, private to the user, and prove that it can be written.

        A directory that already holds something keeps its permissions: it may be shared, or not
        ours. Raises AppError `data_dir_unwritable`.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not any(self.path.iterdir()):
                # Not our own directory: whether others may look in is its owner's decision.
                with contextlib.suppress(PermissionError):
                    self.path.chmod(0o700)
            _write_private(self.path, b"probe").unlink()
        except OSError as error:
            raise self._unwritable(error) from None

    def read_installation_id(self) -> str | None:
        """The installation id, or None where none was made yet. Writes nothing."""
        try:
            text = self.installation_id_file.read_bytes().decode("ascii", "replace").strip()
        except OSError:
            return None
        return text if _INSTALLATION_ID.fullmatch(text) else None

    def make_installation_id(self) -> str:
        """The installation id: 32 hexadecimal digits, random, made once.

        The directory must have been prepared. A damaged file is replaced: the secrets stored under
        the lost id cannot be found again and must be entered anew. Raises AppError
        `data_dir_unwritable`.
        """
        known = self.read_installation_id()
        if known:
            return known
        try:
            made = _write_private(self.path, secrets.token_hex(16).encode("ascii") + b"\n")
            try:
                # A link fails if another process was first: then its id is the one that counts.
                os.link(made, self.installation_id_file)
                made.unlink()
            except OSError:
                if self.read_installation_id():
                    made.unlink()
                else:  # a damaged file, or a file system without links
                    made.replace(self.installation_id_file)
        except OSError as error:
            raise self._unwritable(error) from None
        known = self.read_installation_id()
        if known is None:
            raise AppError(
                "data_dir_unwritable", path=self.installation_id_file, why="it does not read back"
            )
        return known

    def _unwritable(self, error: OSError) -> AppError:
        return AppError(
            "data_dir_unwritable", path=self.path, why=error.strerror or type(error).__name__
        )


def _write_private(folder: Path, content: bytes) -> Path:
    """A new file in `folder`, readable by the user only, its content on the disk."""
    # NamedTemporaryFile makes it with mode 0600 under a name nobody has.
    with NamedTemporaryFile(dir=folder, prefix=".", suffix=".tmp", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
    return Path(file.name)
