"""Numbers, times and marks."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui import language
from app.ui.language import amount, clock, day_and_time, isolated, ltr, one_line, plain, spoken, tr

NOW = datetime(2026, 11, 23, 18, 2, 21, tzinfo=UTC)


def test_direction_follows_the_language_at_once(qapp: QApplication) -> None:
    language.apply("ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert language.is_rtl()
    language.apply("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_places_are_isolated_and_plain_takes_the_marks_out() -> None:
    said = tr("{order} needs you", order="#27 · 103377")
    assert "\u2068#27 · 103377\u2069" in said
    assert plain(said) == "#27 · 103377 needs you"
    assert plain(ltr("+966501234567")) == "+966501234567"
    assert isolated("") == ""


def test_latin_digits_unless_chosen() -> None:
    language.apply("ar", "latin")
    assert amount("86.25", "SAR") == "86.25 SAR"
    language.apply("ar", "arabic")
    assert amount("86.25", "SAR") == "٨٦.٢٥ SAR"
    assert spoken(27, 103377) == "#٢٧ · ١٠٣٣٧٧"
    language.apply("en", "arabic")
    assert amount("86.25", "SAR") == "86.25 SAR"


def test_times_are_the_business_s() -> None:
    language.use_offset(180)
    assert clock(NOW) == "21:02"
    assert day_and_time(NOW - timedelta(days=1), NOW) == "22/11 21:02"


@pytest.mark.parametrize(
    ("before", "said"),
    [(0, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (7300, "2 h"), (200_000, "2 d")],
)
def test_ages_change_at_most_once_a_minute(before: int, said: str) -> None:
    assert plain(language.ago(NOW - timedelta(seconds=before), NOW)) == said


def test_a_name_from_outside_is_one_line_without_marks() -> None:
    assert one_line("a\nb\t\u202ec\u2069") == "a b c"
    assert len(one_line("x" * 500)) == 300
    assert one_line("") == ""
    assert one_line("<b>نورة</b> 🎉") == "<b>نورة</b> 🎉"
