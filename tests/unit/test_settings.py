"""Preferences: declared once, never fatal to read, never half written."""

import datetime as dt
import os
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from app.core.errors import AppError, Kind
from app.settings import SPECS, Settings, load, rows, set_value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def refusal(path: Path, key: str, text: str) -> AppError:
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(AppError) as caught:
        set_value(path, key, text)
    assert (path.read_bytes() if path.exists() else None) == before
    return caught.value


def test_the_defaults_are_those_of_the_design() -> None:
    assert {key: spec.default for key, spec in SPECS.items()} == {
        "too_old_minutes": 60,
        "scheduled": "at_ready",
        "lead_minutes": 45,
        "driver_minutes": 10,
        "hold_seconds": 0,
        "language": "system",
        "theme": "system",
        "digits": "latin",
        "retention_days": 30,
        "patience_not_accepted_minutes": 5,
        "patience_not_ready_closed_minutes": 10,
        "patience_kitchen_minutes": 40,
        "patience_unknown_minutes": 3,
        "kitchen_done_is_ready": False,
        "required_tag": "",
        "credit_warning": Decimal(50),
        "foodics_client_id": "",
        "foodics_redirect_uri": "http://127.0.0.1:47813/foodics",
        "start_at_sign_in": False,
        "keep_awake": True,
        "proxy": "system",
        "log_level": "info",
        "update_url": "",
        "notes_language": "ar",
    }


def test_without_a_file_the_defaults_hold_and_none_is_made(path: Path) -> None:
    assert load(path) == (Settings(), [])
    assert not path.exists()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("too_old_minutes", "90", 90),
        ("too_old_minutes", " +1 ", 1),
        ("too_old_minutes", "١٢٠", 120),
        ("scheduled", "Wait", "wait"),
        ("language", "ar", "ar"),
        ("kitchen_done_is_ready", "TRUE", True),
        ("kitchen_done_is_ready", "off", False),
        ("credit_warning", "12.50", Decimal("12.50")),
        ("credit_warning", "0", Decimal(0)),
        ("required_tag", "  توصيل OTO ", "توصيل OTO"),
        ("required_tag", "", ""),
    ],
)
def test_a_good_value_is_kept(path: Path, key: str, text: str, value: object) -> None:
    assert getattr(set_value(path, key, text), key) == value
    settings, warnings = load(path)
    assert getattr(settings, key) == value
    assert warnings == []


@pytest.mark.parametrize(
    ("key", "text", "why", "allowed"),
    [
        ("too_old_minutes", "0", "it is below 1", "whole number from 1 to 1440 min"),
        ("too_old_minutes", "1441", "it is above 1440", "whole number from 1 to 1440 min"),
        ("too_old_minutes", "1.5", "not a whole number", "whole number"),
        ("too_old_minutes", "9" * 5000, "not a whole number", "whole number"),
        ("too_old_minutes", "", "not a whole number", "whole number"),
        ("language", "fr", "none of the choices", "system or en or ar"),
        ("kitchen_done_is_ready", "maybe", "neither true nor false", "true or false"),
        ("credit_warning", "much", "it is not a number", "number from 0 to 1000000"),
        ("credit_warning", "NaN", "it is not a number", "number"),
        ("credit_warning", "Infinity", "it is not a number", "number"),
        ("credit_warning", "-0.01", "it is below 0", "number"),
        ("required_tag", "x" * 201, "longer than 200 characters", "at most 200 characters"),
        ("required_tag", "a\nb", "cannot be shown", "text"),
        ("required_tag", "\ud800", "cannot be shown", "text"),
    ],
)
def test_a_bad_value_is_refused_with_what_is_allowed_and_the_file_untouched(
    path: Path, key: str, text: str, why: str, allowed: str
) -> None:
    set_value(path, "theme", "dark")
    error = refusal(path, key, text)
    assert error.code == "bad_setting"
    assert error.kind is Kind.INPUT
    assert why in error.cause
    assert allowed in error.remedy
    assert key in error.title


def test_an_unknown_key_is_refused_and_said_back_safely(path: Path) -> None:
    error = refusal(path, "no\x1b[31msuch" + "x" * 100, "1")
    assert error.code == "unknown_setting"
    assert "no[31msuch" in error.cause
    assert len(error.cause) < 90


def test_wrong_values_in_the_file_get_their_default_and_a_word(path: Path) -> None:
    path.write_text(
        'too_old_minutes = "60"\nhold_seconds = true\ndriver_minutes = 1.0\n'
        'theme = "pink"\ncredit_warning = nan\nkitchen_done_is_ready = 1\nrequired_tag = 5\n'
        "retention_days = 10\n",
        "utf-8",
    )
    settings, warnings = load(path)
    assert settings == Settings(retention_days=10)
    assert {w.code for w in warnings} == {"setting_ignored"}
    assert [w.params["key"] for w in warnings] == [
        "too_old_minutes",
        "driver_minutes",
        "hold_seconds",
        "theme",
        "kitchen_done_is_ready",
        "required_tag",
        "credit_warning",
    ]
    assert "default 60 is used" in warnings[0].remedy
    assert "whole number from 1 to 1440 min" in warnings[0].remedy


def test_whole_amounts_in_the_file_are_amounts(path: Path) -> None:
    path.write_text("credit_warning = 75\n")
    assert load(path) == (Settings(credit_warning=Decimal(75)), [])


def test_a_byte_order_mark_of_an_editor_does_no_harm(path: Path) -> None:
    path.write_text("too_old_minutes = 5\n", "utf-8-sig")
    assert load(path) == (Settings(too_old_minutes=5), [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"too_old_minutes = = 5\n", "not valid TOML at line 1"),
        (b"too_old_minutes = ", "not valid TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x = " + b"[" * 100_000, "not valid TOML"),
        (b"x = " + b"9" * 5_000, "not valid TOML"),
    ],
)
def test_a_broken_file_is_left_as_it_is(path: Path, content: bytes, why: str) -> None:
    path.write_bytes(content)
    settings, warnings = load(path)
    assert settings == Settings()
    assert [w.code for w in warnings] == ["settings_unreadable"]
    assert why in warnings[0].cause
    assert refusal(path, "theme", "dark").code == "settings_unreadable"


def test_a_folder_in_its_place_is_not_fatal(path: Path) -> None:
    path.mkdir()
    settings, [warning] = load(path)
    assert settings == Settings()
    assert warning.code == "settings_unreadable"


def test_a_key_that_is_none_of_ours_gets_a_word_and_stays(path: Path) -> None:
    path.write_text('write_back = true\nthemme = "dark"\n"a\\u001bb" = 1\nhold_seconds = 5\n')
    settings, warnings = load(path)
    assert settings == Settings(hold_seconds=5)
    assert {w.code for w in warnings} == {"setting_not_known"}
    assert [w.params["key"] for w in warnings] == ["write_back", "themme", "ab"]
    assert "write_back does nothing" in warnings[0].title
    set_value(path, "hold_seconds", "6")
    kept = tomllib.loads(path.read_text())
    assert kept == {"write_back": True, "themme": "dark", "a\x1bb": 1, "hold_seconds": 6}


def test_what_a_newer_program_wrote_is_kept(path: Path) -> None:
    path.write_text(
        'theme = "dark"\nsounds = 0.10\nsince = 2026-11-23T10:00:00Z\n[window]\nwidths = [1, 2]\n'
    )
    set_value(path, "theme", "light")
    kept = tomllib.loads(path.read_text(), parse_float=Decimal)
    assert kept == {
        "theme": "light",
        "sounds": Decimal("0.10"),
        "since": dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC),
        "window": {"widths": [1, 2]},
    }
    assert str(kept["sounds"]) == "0.10"


def test_a_crash_while_saving_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_value(path, "theme", "dark")

    def fails(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    error = refusal(path, "theme", "light")
    assert error.code == "data_dir_unwritable"
    assert "No space left" in error.cause
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_without_a_directory_saving_is_refused_in_words(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none" / "s.toml", "theme", "dark").code == "data_dir_unwritable"
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has permission bits")
def test_the_file_is_private(path: Path) -> None:
    set_value(path, "theme", "dark")
    assert path.stat().st_mode & 0o077 == 0


def test_rows_say_all_about_each_setting() -> None:
    listed = rows(Settings(too_old_minutes=5, credit_warning=Decimal("7.5")))
    assert [row["key"] for row in listed] == list(SPECS)
    assert listed[0] == {
        "key": "too_old_minutes",
        "value": 5,
        "default": 60,
        "meaning": "An order Ready for longer waits for a person's yes",
        "allowed": "whole number from 1 to 1440 min",
        "locked": None,
    }
    amount = next(row for row in listed if row["key"] == "credit_warning")
    assert (amount["value"], amount["default"]) == ("7.5", "50")
    assert all(row["meaning"] and row["allowed"] for row in listed)


# They write files: how long that takes says nothing.
@tried(deadline=None)
@given(key=st.sampled_from(sorted(SPECS)), text=st.text(max_size=20))
def test_whatever_is_typed_is_kept_or_refused(
    tmp_path_factory: pytest.TempPathFactory, key: str, text: str
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    try:
        settings = set_value(path, key, text)
    except AppError:
        settings = Settings()
        assert not path.exists()
    assert load(path) == (settings, [])


# They write files: how long that takes says nothing.
@tried(deadline=None)
@given(
    value=st.one_of(
        st.booleans(),
        st.integers(-(2**62), 2**62),
        st.floats(),
        st.text(),
        st.lists(st.integers()),
        st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
        st.datetimes(),
    ),
    key=st.sampled_from(sorted(SPECS)),
)
def test_whatever_the_file_holds_settings_are_read(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
) -> None:
    import tomli_w

    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    try:
        path.write_bytes(tomli_w.dumps({key: value}).encode())
    except UnicodeEncodeError:
        return
    settings, warnings = load(path)
    assert len(warnings) <= 1
    if warnings:
        assert settings == Settings()
