"""Every command that README and docs/IT.md show is one that the command line takes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import arguments

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/IT.md")


def shown(page: str) -> Iterator[str]:
    """The commands of a page, each by itself: what is behind a gap, `<` or a comma is not of it."""
    for line in (ROOT / page).read_text("utf-8").splitlines():
        found = re.match(r" {4}oto-companion (.+)", line)
        if found is None:
            continue
        command = re.split(r" {2,}| < ", found[1])[0]
        for part in command.split(", "):
            *others, last = part.split(" | ")
            verb, *rest = last.split()
            yield from (" ".join([other, *rest]) for other in others)
            yield " ".join([verb, *rest])


@pytest.mark.parametrize(
    ("page", "command"), [(page, each) for page in PAGES for each in shown(page)]
)
def test_it_is_taken(page: str, command: str) -> None:
    assert arguments.parser().parse_args(command.split())


@pytest.mark.parametrize("page", PAGES)
def test_they_are_found(page: str) -> None:
    assert len(list(shown(page))) > 5
