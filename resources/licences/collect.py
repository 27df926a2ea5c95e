"""What a build ships, and under which licences. Used by build.spec.

Packages take their metadata with the texts along; Python and the libraries of the system get a text
file each and an entry in `build.toml`. A part without a text, or under GPL alone, ends the build.
"""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from app import licences

#: The frozen program is started by a part of it.
_BOOTLOADER = "pyinstaller"
#: What a package says of itself, and the list of its files, by which its licences are found.
_RECORDS = ("METADATA", "RECORD")


class LicenceError(Exception):
    """A build that may not be shipped; the text says why."""


def packages(sources: Iterable[str]) -> list[metadata.Distribution]:
    """The packages these files belong to, and the one that starts the program."""
    wanted = {os.path.normcase(os.path.realpath(source)) for source in sources}
    return [
        each
        for each in metadata.distributions()
        if each.name == _BOOTLOADER
        or any(_place(each, file) in wanted for file in each.files or ())
    ]


def _place(one: metadata.Distribution, file: metadata.PackagePath) -> str:
    return os.path.normcase(os.path.realpath(str(one.locate_file(file))))


def carried(found: Iterable[metadata.Distribution]) -> list[tuple[str, str]]:
    """Metadata and licence texts of the packages: (file, folder in the program)."""
    pairs = []
    for one in found:
        keep = {str(file) for file in licences.of_distribution(one).files}
        for file in one.files or ():
            place = str(one.locate_file(file))
            if ".dist-info" in file.parts[0] and (file.name in _RECORDS or place in keep):
                pairs.append((place, str(file.parent)))
    return pairs


def check(found: Iterable[metadata.Distribution]) -> None:
    """LicenceError if something may not be shipped."""
    faults = licences.faults(licences.of_distribution(one) for one in found)
    if faults:
        raise LicenceError("; ".join(faults))


def others(folder: Path, libraries: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Writes what is neither package nor ours: Python, and `libraries` (name -> file, licence).

    Gives (file, folder in the program).
    """
    folder.mkdir(parents=True, exist_ok=True)
    index = []

    def add(name: str, version: str, licence: str, text: str) -> None:
        (folder / f"{name}.txt").write_text(text, "utf-8")
        entry = {"name": name, "version": version, "licence": licence, "files": [f"{name}.txt"]}
        lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in entry.items())
        index.append(f"[[part]]\n{lines}\n")

    add("Python", sys.version.split()[0], "PSF-2.0", _python())
    for name, (file, licence) in sorted(libraries.items()):
        version, text = _debian(file)
        add(name, version, licence, text)
    (folder / "build.toml").write_text("\n".join(index), "utf-8")
    return [(str(file), "resources/licences") for file in sorted(folder.iterdir())]


def _python() -> str:
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    names = ("LICENSE.txt", "LICENSE", "LICENSE_PYTHON.txt")
    for file in (place / name for place in places for name in names):
        if file.exists():
            return file.read_text("utf-8", "replace")
    raise LicenceError("Python: no text of its licence")


def _debian(file: str) -> tuple[str, str]:
    """Version and text of the package that a library of the system belongs to."""
    real = os.path.realpath(file)
    # Debian's own record may name it under /lib or /usr/lib, which are the same.
    for each in (real, real.removeprefix("/usr"), "/usr" + real):
        found = subprocess.run(
            ["dpkg-query", "-S", each], capture_output=True, text=True, check=False
        )
        if found.returncode == 0:
            package = found.stdout.partition(": ")[0]
            shown = ["dpkg-query", "-W", "-f", "${Version}", package]
            version = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
            text = Path("/usr/share/doc", package.partition(":")[0], "copyright")
            if text.exists():
                return version, text.read_text("utf-8", "replace")
    raise LicenceError(f"{file}: no text of its licence (Linux is built on Debian or Ubuntu)")
