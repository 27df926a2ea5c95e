"""Text can be read: contrast as WCAG 2.2 counts it, in both themes."""

import pytest

from app.ui.theme import DARK, LIGHT, Colours


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _light(colour: str) -> float:
    red, green, blue = (_channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_contrast_is_counted_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


_GROUNDS = ("window", "card", "raised", "accent_soft", "good_soft", "warn_soft", "bad_soft")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", _GROUNDS)
def test_text_on_every_ground(theme: Colours, ground: str) -> None:
    for ink in ("text", "muted"):
        assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5, ink


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["accent", "good", "warn", "bad"])
def test_coloured_words(theme: Colours, ink: str) -> None:
    grounds = ["window", "card", "raised"]
    grounds.append("accent_soft" if ink == "accent" else f"{ink}_soft")
    for ground in grounds:
        assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5, ground


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_colour_and_edges_of_controls(theme: Colours) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_bad, theme.bad) >= 4.5
    for edge in ("track", "focus"):
        assert contrast(getattr(theme, edge), theme.card) >= 3
        assert contrast(getattr(theme, edge), theme.window) >= 3
