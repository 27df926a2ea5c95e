"""What the program is made of: every part with its version, its licence and the text of it.

Libraries are read from their packages' own metadata, which a build takes along; what has none there
(Qt, fonts, icons, in a build also Python and libraries of the system) is listed in `index.toml`.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

from app import __version__
from app.paths import NAME, resource

#: Both of the same form; the second is made by a build.
_INDEXES = ("index.toml", "build.toml")
_REQUIREMENT = re.compile(r"\s*([\w.-]+)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w.-]+)["']""")
_TEXT_FILE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
#: GPL and AGPL, by SPDX or by name; LGPL is another matter.
_GPL = re.compile(r"(?<!L)GPL|GNU (Affero )?General Public License")


@dataclass(frozen=True)
class Part:
    """One part. `files` hold the texts of its licence."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]

    @cached_property
    def text(self) -> str:
        """The texts of the licence, one after the other; empty if the part brings none."""
        texts = (file.read_text("utf-8", "replace").strip() for file in self.files)
        return "\n\n\n".join(text for text in texts if text)


def parts() -> list[Part]:
    """All parts, by name."""
    found = [*(of_distribution(each) for each in shipped()), *_listed()]
    return sorted(found, key=lambda part: part.name.casefold())


def ours() -> Part:
    """The program itself."""
    file = resource().parent / "LICENSE"  # beside the resources, in a wheel among its metadata
    found = (file,) if file.exists() else of_distribution(metadata.distribution(NAME)).files
    return Part("OTO Companion", __version__, "MIT", found)


def shipped() -> list[metadata.Distribution]:
    """The packages in a build; from a checkout or a wheel those that this program requires."""
    if getattr(sys, "frozen", False):
        return [each for each in metadata.distributions() if each.name != NAME]
    return required(NAME)


def required(root: str) -> list[metadata.Distribution]:
    """What an installed package requires, directly or not, as far as it is installed here."""
    found: dict[str, metadata.Distribution] = {}
    asked = [(root, "")]
    seen = set(asked)
    while asked:
        name, extra = asked.pop()
        try:
            one = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or another Python
        found[canonical(name)] = one
        for each in _requires(one, extra):
            if each not in seen:
                seen.add(each)
                asked.append(each)
    found.pop(canonical(root), None)
    return list(found.values())


def _requires(one: metadata.Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for line in one.requires or ():
        if match := _REQUIREMENT.match(line):
            wanted = _EXTRA.search(line)
            if (wanted[1] if wanted else "") == extra:
                yield match[1], ""
                yield from (
                    (match[1], each.strip()) for each in (match[2] or "").split(",") if each
                )


def canonical(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def of_distribution(one: metadata.Distribution) -> Part:
    """A package as a part; its texts are its own and those that `index.toml` names."""
    files = sorted(
        Path(str(one.locate_file(each)))
        for each in one.files or ()
        if ".dist-info" in each.parts[0] and _TEXT_FILE.search(each.name)
    )
    files += [resource("licences", name) for name in _texts().get(canonical(one.name), ())]
    return Part(one.name, one.version, said(one.metadata), tuple(files))


def said(about: metadata.PackageMetadata) -> str:
    """The licence in the words of the package: SPDX where it has it."""
    for key in ("License-Expression", "License"):
        for words in about.get_all(key) or ():
            if words != "UNKNOWN" and "\n" not in words:
                return str(words)
    classifiers = about.get_all("Classifier") or []
    return " OR ".join(
        each.rsplit(" :: ", 1)[-1] for each in classifiers if each.startswith("License :: ")
    )


def is_gpl_only(licence: str) -> bool:
    """Whether it may be used under GPL or AGPL alone, without an exception for such use as ours."""
    choices = re.split(r"\s+OR\s+", licence)
    return all(_GPL.search(each) and "exception" not in each.lower() for each in choices)


def faults(all_parts: Iterable[Part]) -> list[str]:
    """Why these parts may not be shipped: no licence, no text of it, or GPL alone."""
    found = []
    for part in all_parts:
        if not part.licence:
            found.append(f"{part.name}: it says no licence")
        elif is_gpl_only(part.licence):
            found.append(f"{part.name}: GPL alone")
        if not part.text:
            found.append(f"{part.name}: no text of its licence")
    return found


def _indexes() -> Iterator[dict[str, object]]:
    for name in _INDEXES:
        file = resource("licences", name)
        if file.exists():
            yield tomllib.loads(file.read_text("utf-8"))


def _listed() -> Iterator[Part]:
    for index in _indexes():
        listed = index.get("part", [])
        assert isinstance(listed, list)
        for each in listed:
            files = tuple(resource("licences", name) for name in each["files"])
            yield Part(each["name"], each.get("version", ""), each["licence"], files)


def _texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for index in _indexes():
        texts = index.get("texts", {})
        assert isinstance(texts, dict)
        found.update(texts)
    return found
