"""Nothing is shipped without the text of its licence, and nothing under GPL alone."""

from pathlib import Path

import pytest

from app import licences
from app.licences import Part


def test_everything_that_is_required_may_be_shipped() -> None:
    found = licences.parts()
    names = {licences.canonical(part.name) for part in found}
    # Direct ones, one of an extra, one of one system or by two steps.
    assert {"httpx", "socksio", "pyside6-essentials", "shiboken6", "anyio", "qt"} <= names
    assert "oto-companion" not in names
    assert "pytest" not in names
    assert licences.faults(found) == []


def test_the_program_has_its_own() -> None:
    assert licences.ours().licence == "MIT"
    assert "Permission is hereby granted" in licences.ours().text


@pytest.mark.parametrize(
    ("licence", "alone"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GPL-2.0-only OR GPL-3.0-only", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("GPLv2-or-later with a special exception", False),
        ("MIT", False),
    ],
)
def test_what_gpl_alone_means(licence: str, alone: bool) -> None:
    assert licences.is_gpl_only(licence) is alone


def test_each_fault_is_named(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("You may.")
    assert licences.faults(
        [
            Part("fine", "1", "MIT", (text,)),
            Part("mute", "1", "", (text,)),
            Part("bare", "1", "MIT", ()),
            Part("theirs", "1", "GPL-3.0-only", (text,)),
        ]
    ) == [
        "mute: it says no licence",
        "bare: no text of its licence",
        "theirs: GPL alone",
    ]
