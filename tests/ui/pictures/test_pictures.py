"""The main states look as they looked when somebody last looked at them.

After a change that is meant, look at each new picture first, then make it the reference:
`python -m tests.ui.pictures.scenes tests/ui/pictures/reference`.
"""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.pictures import scenes

REFERENCE = Path(__file__).with_name("reference")
#: So many pixels of a thousand may differ, each by more than a shade: rasterisers are not equal.
DIFFERENT = 1.0
_SHADE = 24


def differing(one: QImage, other: QImage) -> float:
    """Pixels of a thousand that differ by more than a shade."""
    if one.size() != other.size():
        return 1000.0
    first = bytes(one.convertToFormat(QImage.Format.Format_RGB32).constBits())
    second = bytes(other.convertToFormat(QImage.Format.Format_RGB32).constBits())
    if first == second:
        return 0.0
    count = sum(
        1
        for at in range(0, len(first), 4)
        if first[at : at + 3] != second[at : at + 3]
        and max(abs(first[at + c] - second[at + c]) for c in range(3)) > _SHADE
    )
    return 1000.0 * count / (len(first) / 4)


@pytest.mark.parametrize(("scene", "code", "colours"), list(scenes.variants()))
def test_it_looks_as_it_did(
    qapp: QApplication, tmp_path: Path, scene: str, code: str, colours: str
) -> None:
    name = f"{scene}-{code}-{colours}.png"
    drawn = scenes.drawn(scene, code, colours)
    reference = QImage(str(REFERENCE / name))
    assert not reference.isNull(), f"no reference picture {name}"
    found = differing(drawn, reference)
    if found > DIFFERENT:
        drawn.save(str(tmp_path / name))
    assert found <= DIFFERENT, f"{found:.2f} ‰ differ, see {tmp_path / name}"


def test_the_comparison_sees_a_moved_button() -> None:
    blank = QImage(100, 100, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    other = blank.copy()
    for x in range(20):
        other.setPixel(x, 5, 0)
    assert differing(blank, blank.copy()) == 0
    assert differing(blank, other) == pytest.approx(2.0)
