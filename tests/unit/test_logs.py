"""The log: bounded, private, and without secrets or phones."""

import asyncio
import gc
import logging
import os
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import logs
from app.core.errors import AppError
from app.paths import DataDir
from app.redactor import Redactor

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI5MjIyNDAifQ.c2lnbmF0dXJl-_x"

#: Not in any line of source, which tracebacks show.
NAME = "".join(("Mo", "na"))

log = logging.getLogger("app.example")


@pytest.fixture(autouse=True)
def clean_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(logs, "redactor", Redactor())
    yield
    logs.close()


def text(data_dir: DataDir) -> str:
    return (data_dir.logs / logs.FILE_NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"Authorization: Bearer {JWT}", "Authorization: Bearer ***"),
        ("authorization: bearer abc.def/1+2=", "authorization: bearer ***"),
        ("Basic dXNlcjpwYXNz", "Basic ***"),
        (f"token was {JWT}, retried", "token was ***, retried"),
        (f'{{"token": "{JWT}"}}', '{"token": "***"}'),
        ('{"refresh_token":"short"}', '{"refresh_token":"***"}'),
        ("client_secret=abc&state=1", "client_secret=***&state=1"),
        ("retailerId: 'R-1'", "retailerId: '***'"),
        ("to 966501234567 now", "to [number] now"),
        ("to +966 50 123 4567 now", "to [number] now"),
        ("to 00966-50-123-4567", "to [number]"),
        ("to 050 123 4567", "to [number]"),
        ("to ٩٦٦٥٠١٢٣٤٥٦٧", "to [number]"),
        ("tel:966501234567x", "tel:[number]x"),
    ],
)
def test_what_is_masked(line: str, expected: str) -> None:
    assert Redactor().clean(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "order F922240-48210 sent, #27 · 103377, OTO 4711, 86.25 SAR",
        "at 2026-11-23T18:02:21Z and 2026-11-23 18:02:21, 12345678 bytes",
        "order 9c8a3f10-0b1c-4e3f-8a57-123456789012 seen",
        "the token was refused: check it",
        "Bearer of bad news",
    ],
)
def test_what_support_needs_stays(line: str) -> None:
    assert Redactor().clean(line) == line


def test_named_secrets_are_masked_the_longest_first_and_short_ones_not() -> None:
    redactor = Redactor()
    redactor.hide("s3cret", "s3cret-longer", "abc", "")
    assert redactor.clean("s3cret-longer s3cret abc") == "*** *** abc"


@given(secret=st.text(min_size=3, max_size=60), before=st.text(), after=st.text())
def test_a_named_secret_never_comes_through(secret: str, before: str, after: str) -> None:
    redactor = Redactor()
    redactor.hide(f"§{secret}")  # a sign that no mask holds
    assert f"§{secret}" not in redactor.clean(f"{before}§{secret}{after}")


def test_what_is_kept_holds_no_secret_whole_or_cut_off_and_its_numbers_stay() -> None:
    redactor = Redactor()
    redactor.hide("AMf-0123456789abcdef", "short")
    kept = "refused AMf-0123456789abcdef for 966501234567: "
    assert redactor.mask(kept) == "refused *** for 966501234567: "
    assert redactor.mask("refused AMf-012345678") == "refused ***"
    assert redactor.mask("refused AMf-012") == "refused AMf-012"
    assert redactor.mask("AMf-012345678") == "***"
    assert redactor.mask("") == ""


def test_a_line_has_time_in_utc_level_and_name(tmp_path: Path) -> None:
    logs.setup(DataDir(tmp_path), console=False)
    log.warning("poll failed; %s", "went on")
    [line] = text(DataDir(tmp_path)).splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING app\.example: poll failed; went on", line
    )


def test_secrets_are_masked_in_arguments_and_tracebacks(tmp_path: Path) -> None:
    logs.setup(DataDir(tmp_path), console=False).hide("s3cret-value")
    held = ["s3cret-value", JWT, "966501234567"]
    try:
        int(" ".join(held))
    except ValueError:
        log.exception("failed with %s", held)
    written = text(DataDir(tmp_path))
    assert "ValueError" in written
    assert 'int(" ".join(held))' in written
    assert not [secret for secret in held if secret in written]


def test_a_traceback_says_where_and_what_kind_but_not_the_words_of_strangers(
    tmp_path: Path,
) -> None:
    logs.setup(DataDir(tmp_path), console=False)

    def no_key() -> None:
        known: dict[str, int] = {}
        known[NAME] += 1

    def for_people() -> None:
        try:
            no_key()
        except KeyError as first:
            raise AppError("branch_stopped") from first

    try:
        try:
            for_people()
        except AppError as second:
            raise FileNotFoundError(2, NAME, NAME) from second
    except OSError:
        log.exception("failed")
    written = text(DataDir(tmp_path))
    assert "FileNotFoundError 2" in written
    assert "AppError: A branch stands still" in written
    assert "KeyError" in written
    assert written.count("Traceback") == 3
    assert NAME not in written


def test_what_nobody_caught_goes_to_the_log_without_its_words(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    logs.setup(DataDir(tmp_path), console=False)

    def fails() -> None:
        raise ValueError(NAME)

    class Odd:
        def __del__(self) -> None:
            fails()

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    Odd()
    try:
        fails()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    stopped = KeyboardInterrupt()
    sys.excepthook(KeyboardInterrupt, stopped, None)
    logs.close()
    written = text(DataDir(tmp_path))
    for said in ("nobody caught", "A thread ended", "none can be raised"):
        assert said in written
    assert written.count("ValueError") >= 3
    assert NAME not in written
    assert "KeyboardInterrupt" not in written
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


async def test_a_task_that_nobody_waited_for_tells_no_names(tmp_path: Path) -> None:
    logs.setup(DataDir(tmp_path), console=False)

    async def fails(name: str) -> None:
        raise ValueError(name)

    task = asyncio.create_task(fails(NAME), name="polling")
    await asyncio.wait([task])
    del task
    gc.collect()
    written = text(DataDir(tmp_path))
    assert "Task exception was never retrieved" in written
    assert NAME not in written


def test_a_text_of_a_server_cannot_forge_lines_and_is_cut_after_masking(tmp_path: Path) -> None:
    logs.setup(DataDir(tmp_path), console=False).hide("s3cret-value")
    log.error("%s", "a\nb\x1b[31m\u2028c" + "x" * 3_988 + "s3cret-value")
    written = text(DataDir(tmp_path))
    assert written.count("\n") == 1
    assert "a b [31m c" in written
    assert "s3cret" not in written
    assert len(written) < 4_100


def test_own_loggers_speak_from_info_and_libraries_from_warning(tmp_path: Path) -> None:
    logs.setup(DataDir(tmp_path), console=False)
    log.debug("no 1")
    log.info("yes 1")
    logging.getLogger("httpx").info("no 2")
    logging.getLogger("httpx").warning("yes 2")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("yes 3", stacklevel=1)
    written = text(DataDir(tmp_path))
    assert all(f"yes {n}" in written for n in (1, 2, 3))
    assert "no " not in written


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has permission bits")
def test_folder_and_file_are_private(tmp_path: Path) -> None:
    data_dir = DataDir(tmp_path)
    logs.setup(data_dir, console=False)
    assert data_dir.logs.stat().st_mode & 0o777 == 0o700
    assert (data_dir.logs / logs.FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_the_log_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 500)
    monkeypatch.setattr(logs, "BACKUPS", 2)
    data_dir = DataDir(tmp_path)
    logs.setup(data_dir, console=False)
    for n in range(100):
        log.info("line %s", n)
    files = sorted(file.name for file in data_dir.logs.iterdir())
    assert files == [logs.FILE_NAME, f"{logs.FILE_NAME}.1", f"{logs.FILE_NAME}.2"]
    assert all(file.stat().st_size <= 500 for file in data_dir.logs.iterdir())
    assert "line 99" in text(data_dir)


def test_the_console_gets_the_same_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.setup(DataDir(tmp_path), console=True)
    log.warning("to 966501234567")
    assert "WARNING app.example: to [number]" in capsys.readouterr().err
    assert "to [number]" in text(DataDir(tmp_path))


def test_set_up_twice_writes_once(tmp_path: Path) -> None:
    logs.setup(DataDir(tmp_path), console=False)
    logs.setup(DataDir(tmp_path), console=False)
    log.warning("once")
    assert text(DataDir(tmp_path)).count("once") == 1


def test_without_a_file_stderr_takes_its_place_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("in the way")
    logs.setup(DataDir(tmp_path), console=False)
    log.warning("went on")
    said = capsys.readouterr().err
    assert "no log file: File exists" in said
    assert "went on" in said


def test_without_file_and_stderr_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    logs.setup(DataDir(tmp_path / "none"), console=True)
    log.info("nobody hears this")
