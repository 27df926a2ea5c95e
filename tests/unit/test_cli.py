"""The command line by itself: what can be typed, how it speaks, how it ends."""

import contextlib
import getpass
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unicodedata
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from app import cli
from app.commands import output, printing, reading, window
from app.commands.arguments import BUTTONS, parser
from app.commands.ground import Ground
from app.commands.printing import Printer, Readable, json_line
from app.core.errors import AppError
from app.core.events import Event, Notice
from app.doctor import pc
from app.engine import instance
from app.paths import DataDir
from tests.cli_kit import ROOT, Cli

READING = (
    ("branches",),
    ("orders", "--state", "sent", "--branch", "B01"),
    ("order", "48210"),
    ("status",),
    ("currency",),
    ("questions",),
)
AT = datetime(2026, 11, 23, 18, 2, 21, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path, monkeypatch, capsys)


# An empty directory


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_reading_an_empty_directory_says_nothing_and_makes_nothing(
    run: Cli, command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    said = run(*command, *form)
    assert (said.code, said.out, said.err) == (0, "", "")
    assert not run.data.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("run",),
        ("currency", "SAR"),
        ("branches", "activate", "B01"),
        ("branches", "deactivate", "B01"),
        ("pause",),
        ("resume",),
        ("mend", "5", "--city", "Riyadh"),
        ("answer", "sender", "marker:Jahez", "never"),
        *((button, "5") for button in BUTTONS),
    ],
)
def test_before_the_first_step_commands_name_it_and_make_nothing(
    run: Cli, command: tuple[str, ...]
) -> None:
    assert run(*command).refused("Next step: connect foodics")
    assert not run.data.exists()


def test_settings_are_there_without_any_file(run: Cli) -> None:
    rows = {row["key"]: row for row in run("settings", "--json").rows}
    assert rows["too_old_minutes"] == {
        "key": "too_old_minutes",
        "value": 60,
        "default": 60,
        "meaning": "An order Ready for longer waits for a person's yes",
        "allowed": "whole number from 1 to 1440 min",
        "locked": None,
    }
    assert "kitchen_done_is_ready" in run("settings").out
    assert not run.data.exists()


def test_a_setting_is_set_and_a_bad_one_leaves_the_file_untouched(run: Cli) -> None:
    assert run("settings", "set", "kitchen_done_is_ready", "yes").out == (
        "kitchen_done_is_ready = True\n"
    )
    before = (run.data / "settings.toml").read_bytes()
    assert run("settings", "set", "too_old_minutes", "0").refused("below 1")
    assert run("settings", "set", "nonsense", "1").refused("no such setting")
    assert (run.data / "settings.toml").read_bytes() == before


def test_a_wrong_value_in_the_settings_is_a_warning_and_no_obstacle(run: Cli) -> None:
    run.data.mkdir()
    (run.data / "settings.toml").write_text("too_old_minutes = 'soon'\n")
    said = run("settings", "--json")
    assert said.code == 0
    assert said.err.startswith("warning: The setting too_old_minutes is ignored")
    assert said.rows[0]["value"] == 60


def test_nothing_to_disconnect_is_no_fault(run: Cli) -> None:
    assert run("disconnect", "oto").code == 0
    assert not run.data.exists()


# What can be typed


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("connect",),
        ("connect", "foodics"),
        ("connect", "oto", "--token-stdin"),
        ("disconnect",),
        ("disconnect", "talabat"),
        ("branches", "activate"),
        ("branches", "activate", "B01", "--ready-since", "-1"),
        ("orders", "--state", "nonsense"),
        ("order",),
        ("order", "B01"),
        ("retry", "-5"),
        ("retry", str(2**63)),
        ("settings", "set", "theme"),
        ("answer", "weather", "x", "y"),
        ("demo", "--seconds", "0"),
        ("demo", "--orders-per-minute", "inf"),
        ("run", "--seconds", "nan"),
        ("sandbox", "--foodics-port", "70000"),
        ("status", "now"),
        ("mend", "5"),
    ],
)
def test_wrong_usage_is_2_and_makes_nothing(run: Cli, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert not run.data.exists()


def test_a_token_in_the_wrong_place_is_not_said_back(run: Cli) -> None:
    said = run("connect", "foodics", "--token-stdin", "--token", "s3cret", "--key=s3cret")
    assert said.code == 2
    assert "--token" in said.err
    assert "s3cret" not in said.err


def test_every_command_has_a_function_behind_it() -> None:
    found = set()

    def walk(words: list[str], one: Any) -> None:
        for action in one._actions:
            if isinstance(action.choices, dict):
                for name, child in action.choices.items():
                    walk([*words, name], child)
        does = one.get_default("does")
        if does:
            found.add(does)

    walk([], parser())
    assert len(found) > 20
    for does in found:
        assert callable(cli._command(does))


def test_help_and_version_end_well(run: Cli) -> None:
    assert "COMMAND" in run("--help").out
    assert run("--version").out.startswith("oto-companion ")


def test_an_order_may_be_named_as_people_write_it() -> None:
    assert parser().parse_args(["order", "#48210"]).reference == 48210


def test_without_data_dir_the_system_says_where() -> None:
    assert Ground.at(None).data == DataDir.default()


# Tokens


def test_no_token_is_said_so(run: Cli) -> None:
    for given_ in ("", " \n"):
        said = run("connect", "foodics", "--token-stdin", stdin=given_)
        assert said.refused("No token was given")
    assert not run.data.exists()


def test_a_token_typed_at_a_console_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.commands import connecting

    class Console(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Console("echoed"))
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: " hidden ")
    assert connecting.token() == "hidden"


def test_a_program_without_standard_input_has_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.commands import connecting

    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(AppError, match="No token"):
        connecting.token()


# How it ends


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def command(_ground: Ground, _arguments: Namespace) -> int:
        raise error

    monkeypatch.setattr(cli, "_command", lambda _name: command)
    monkeypatch.setattr(output, "leave_quietly", lambda: None)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (AppError("foodics_token_refused"), 1, "Foodics refused the access token"),
        (OSError(28, "No space left on device"), 1, "Failed: No space left on device"),
        (ValueError("secret text"), 1, "Something went wrong in this program: ValueError"),
        (BrokenPipeError(), 0, ""),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_every_ending_has_its_code_and_at_most_one_line(
    run: Cli, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, line: str
) -> None:
    failing(monkeypatch, error)
    said = run("status")
    assert said.code == code
    assert said.err.startswith(line)
    assert said.err.count("\n") == bool(line)
    assert "secret text" not in said.err


def test_what_nobody_foresaw_is_written_down(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    run.data.mkdir()
    failing(monkeypatch, ValueError("seen in the log"))
    assert run("status").refused("ValueError")
    (log,) = (run.data / "logs").iterdir()
    assert "Traceback" in log.read_text()


QUICK = """
import sys
from app.cli import main
code = main(sys.argv[1:])
slow = {"keyring", "httpx", "alembic", "phonenumbers", "starlette", "PySide6"} & set(sys.modules)
sys.exit(f"imported: {slow}" if slow else code)
"""


@pytest.mark.parametrize("command", [*READING, ("settings",)])
def test_quick_commands_import_nothing_slow(tmp_path: Path, command: tuple[str, ...]) -> None:
    words = ["--data-dir", str(tmp_path / "none"), *command]
    done = subprocess.run(
        [sys.executable, "-c", QUICK, *words], cwd=ROOT, stderr=subprocess.PIPE, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["run", "demo", "sandbox"])
def test_a_signal_before_the_start_is_a_good_end(
    run: Cli, monkeypatch: pytest.MonkeyPatch, command: str, number: int
) -> None:
    def signalled(_name: str) -> None:
        os.kill(os.getpid(), number)
        time.sleep(10)  # ended by the signal

    before = signal.getsignal(number)
    monkeypatch.setattr(cli, "_command", signalled)
    assert run(command).code == 0
    assert signal.getsignal(number) is before


def test_texts_of_a_server_stay_on_one_line(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, AppError("oto_refused", what="it", answer="a\nb\x1b[31m\u202ec"))
    assert run("status").refused("a b [31m c")


def test_what_is_made_belongs_to_the_user_alone(run: Cli) -> None:
    run("settings", "set", "theme", "dark")
    assert {path.stat().st_mode & 0o077 for path in [run.data, *run.data.iterdir()]} == {0}


@pytest.mark.parametrize("command", [("branches",), ("status",), ("currency", "SAR"), ("run",)])
def test_a_broken_ledger_is_said_so_and_left_alone(run: Cli, command: tuple[str, ...]) -> None:
    run.data.mkdir()
    ledger = run.data / "ledger.db"
    ledger.write_bytes(b"this is no database, it is a letter" * 40)
    before = ledger.read_bytes()
    assert run(*command).refused("The ledger cannot be read")
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("command", [("branches",), ("status",), ("currency", "SAR"), ("run",)])
def test_a_newer_ledger_is_refused_and_left_alone(run: Cli, command: tuple[str, ...]) -> None:
    run.data.mkdir()
    with sqlite3.connect(run.data / "ledger.db") as made:
        made.execute("CREATE TABLE alembic_version (version_num TEXT)")
        made.execute("INSERT INTO alembic_version VALUES ('9999')")
    made.close()
    assert run(*command).refused("newer version")


def test_a_ledger_that_lacks_a_table_cannot_be_read_now(run: Cli) -> None:
    from app.store.database import REVISION

    run.data.mkdir()
    with sqlite3.connect(run.data / "ledger.db") as made:
        made.execute("CREATE TABLE alembic_version (version_num TEXT)")
        made.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    made.close()
    assert run("branches").refused("The ledger cannot be read now")


def test_a_directory_that_cannot_be_made_is_said_so(run: Cli) -> None:
    run.data.parent.joinpath("file").write_text("in the way")
    run.data = run.data.parent / "file" / "data"
    assert run("settings", "set", "theme", "dark").refused("The data directory cannot be written")


# Output


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none() | st.booleans()))
def test_json_is_one_line_and_says_what_it_was_given(row: dict[str, object]) -> None:
    text = output.as_json(row)
    assert len(text.splitlines()) == 1
    assert json.loads(text) == row


@given(st.text())
def test_plain_text_can_do_nothing_to_a_terminal(text: str) -> None:
    shown = output.plain(text)
    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
    assert output.plain(shown) == shown


def test_arabic_stays_readable_in_json() -> None:
    assert output.as_json({"name": "فرع الياسمين"}) == '{"name": "فرع الياسمين"}'


def test_a_table_lines_up_marks_above_letters_too(capsys: pytest.CaptureFixture[str]) -> None:
    output.say_table(("a", "b"), [("x\u0301", True), ("long", None)])
    assert capsys.readouterr().out == "a     b\nx\u0301     yes\nlong  -\n"
    output.say_table(("a",), [])
    assert capsys.readouterr().out == ""


def test_what_a_console_cannot_show_does_not_end_a_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Console(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    console, pipe = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Console(console, encoding="cp1252"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(pipe, encoding="cp1252"))
    output.prepare()
    output.say("فرع")
    output.warn("فرع")
    assert console.getvalue().startswith(b"\\u0641")
    assert pipe.getvalue().decode() == f"فرع{os.linesep}"


def test_nobody_to_be_told_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    output.prepare()
    output.warn("lost")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    output.warn("lost")
    output.leave_quietly()  # no file behind it: nothing to do


# Events


def event(kind: str = "state", state: str | None = "sent", **data: object) -> Event:
    return Event(AT, kind, 1, 48210, state, data)


def test_events_as_json_have_four_fields_and_notices_are_left_out() -> None:
    line = json_line(event())
    assert line is not None
    assert json.loads(line) == {
        "at": "2026-11-23T18:02:21Z",
        "kind": "state",
        "reference": 48210,
        "state": "sent",
    }
    assert json_line(Notice(AT, "good_poll")) is None
    only_for_screens = Event(AT, "shown", 1, 48210, "sent")
    assert json_line(only_for_screens) is None
    assert Readable()(only_for_screens) is None


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (event(was="queued"), "2026-11-23T18:02:21Z  48210  state     sent  was queued"),
        (
            event("seen", "waiting", reasons=["not_ready", "no_customer"]),
            "2026-11-23T18:02:21Z  48210  seen      waiting  not_ready, no_customer",
        ),
        (event("fault", None), "2026-11-23T18:02:21Z  48210  fault"),
        (Notice(AT, "good_poll"), None),
        (Notice(AT, "health", {"problem": ""}), "2026-11-23T18:02:21Z  Foodics and OTO answer"),
        (
            Notice(AT, "health", {"problem": "oto_silent"}),
            "2026-11-23T18:02:21Z  Problem: OTO does not answer",
        ),
        (Notice(AT, "health", {"problem": "of a newer program"}), None),
        (Notice(AT, "pause", {"branch": "B01"}), "2026-11-23T18:02:21Z  pause B01"),
        (Notice(AT, "resume", {"branch": ""}), "2026-11-23T18:02:21Z  resume"),
        (
            Notice(AT, "branch_stopped", {"code": "OTO1016"}),
            "2026-11-23T18:02:21Z  A branch was stopped: OTO1016",
        ),
    ],
)
def test_events_for_people(told: Event | Notice, line: str | None) -> None:
    assert Readable()(told) == line


def test_the_same_notice_is_said_once() -> None:
    readable, notice = Readable(), Notice(AT, "health", {"problem": ""})
    assert readable(notice)
    assert readable(notice) is None


def test_the_printer_prints_in_order_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer(lambda each: each.what if isinstance(each, Notice) else None)
    printer.told([Notice(AT, "one"), event(), Notice(AT, "two")])
    assert printer.close()
    assert capsys.readouterr().out == "one\ntwo\n"


def test_the_printer_survives_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    printer = Printer(Readable())
    printer.told([event(), event()])
    assert printer.close()


def test_a_reader_that_does_not_read_costs_the_oldest_lines_and_no_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads, begun = threading.Event(), threading.Event()

    class Stuck(io.StringIO):
        def write(self, text: str) -> int:
            begun.set()
            reads.wait()
            return super().write(text)

    stuck = Stuck()
    monkeypatch.setattr(sys, "stdout", stuck)
    monkeypatch.setattr(printing, "_MOST", 3)
    monkeypatch.setattr(printing, "_LAST_LINES", 0.01)
    printer = Printer(lambda each: each.what if isinstance(each, Notice) else None)
    printer.put("first")
    begun.wait()
    printer.told([Notice(AT, str(n)) for n in range(5)])
    assert not printer.close()
    reads.set()
    printer._thread.join()
    assert stuck.getvalue().split() == ["first", "3", "4"]


def test_the_status_for_people_says_what_has_to_be_done() -> None:
    nothing = {"state": "ok", "generation": None, "checked_at": None}
    row = {
        "running": False,
        "paused": True,
        "problem": "oto_down",
        "currency": None,
        "foodics": nothing,
        "oto": nothing,
        "last_good_poll_age_seconds": 7,
        "counts": {"sent": 3, "held": 0},
        "needs_you": 2,
        "faults": 1,
        "credit": None,
    }
    assert reading.status_lines(row, "step_currency", {"status": "503"}) == [
        "Not running, sending is paused",
        "Foodics: ok",
        "OTO: ok",
        "Currency: not set",
        "Last good look at Foodics: 7 s ago",
        "Orders: sent 3",
        "Needs you: 2",
        "Orders that could not be read: 1",
        "Problem: OTO has trouble: HTTP 503. Nothing to do: it is tried again by itself.",
        "Next step: currency CODE, for example currency SAR.",
    ]


# The window


def test_without_a_display_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "_MODULE", "tests.cli_kit")
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AppError) as caught:
        window.window()
    assert caught.value.cause == "there is no display"
    monkeypatch.setenv("DISPLAY", ":0")
    assert window.window().__name__ == "tests.cli_kit"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("DISPLAY")
    assert window.window().__name__ == "tests.cli_kit"


def test_without_a_window_module_or_its_libraries_it_says_so(
    run: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(window, "_MODULE", "app.no_such_window")
    assert run().refused("The window cannot be shown: this build has no window")
    (tmp_path / "broken_window.py").write_text("raise ImportError('libEGL.so.1: cannot open')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(window, "_MODULE", "broken_window")
    monkeypatch.setenv("DISPLAY", ":0")
    assert run().refused("Qt cannot be loaded: libEGL.so.1.")


def test_the_window_gets_the_data_directory(
    run: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "some_window.py").write_text("def main(data): return 7 if data else 0")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(window, "_MODULE", "some_window")
    monkeypatch.setenv("DISPLAY", ":0")
    assert run().code == 7


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        ({"window": True}, 0, ""),
        ({"window": False}, 1, "already running"),
        ({"running": True}, 1, "already running"),
        (None, 7, ""),
    ],
)
def test_a_second_start_brings_the_open_window_forward(
    run: Cli,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answer: dict[str, bool] | None,
    code: int,
    said: str,
) -> None:
    asked: list[str] = []

    async def ask(_data: object, verb: str, _arguments: object) -> dict[str, bool] | None:
        asked.append(verb)
        return answer

    (tmp_path / "some_window.py").write_text("def main(data): return 7")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(window, "_MODULE", "some_window")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(instance, "ask", ask)
    run.data.mkdir()
    (run.data / "control.json").write_text("{}")
    # Without an answer it is what an instance that was killed has left: nobody has the lock.
    with FileLock(run.data / "instance.lock") if answer else contextlib.nullcontext():
        done = run()
    assert done.code == code
    assert said in done.err
    assert asked == (["show"] if answer else [])


# The doctor, as far as this PC goes


def test_the_doctor_on_an_empty_directory_names_the_first_step(run: Cli) -> None:
    said = run("doctor", "--json")
    assert said.code == 1
    assert all(list(row) == ["check", "ok", "detail", "remedy"] for row in said.rows)
    wrong = [row for row in said.rows if not row["ok"]]
    assert [row["check"] for row in wrong] == ["Foodics connected"]
    assert wrong[0]["remedy"] == "Next step: connect foodics."
    assert "NOT   Foodics connected" in run("doctor").out
    assert not run.data.exists()


def test_the_doctor_tells_what_is_wrong_with_this_pc(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.data.mkdir()
    (run.data / "settings.toml").write_text("theme = 5")
    (run.data / "ledger.db").write_text("x" * 5000)
    monkeypatch.setenv("TEST_KEYRING_LOCKED", "1")
    monkeypatch.setattr(pc, "LOW_DISK", 10**18)
    monkeypatch.setattr(pc, "_RESET_BUG", (0, 0, 0))
    wrong = {row["check"]: row["detail"] for row in run("doctor", "--json").rows if not row["ok"]}
    assert sorted(wrong) == ["disk space", "keyring", "ledger", "settings file"]
    assert "locked" in wrong["keyring"]


def test_the_doctor_tells_of_a_directory_that_cannot_be_written(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(_place: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(shutil, "disk_usage", no_disk)
    wrong = {row["check"]: row for row in run("doctor", "--json").rows if not row["ok"]}
    assert "no permission" in wrong["data directory"]["detail"]
    assert "Input/output error" in wrong["disk space"]["detail"]
    run.data.parent.joinpath("file").write_text("in the way")
    run.data = run.data.parent / "file"
    assert "data directory" in {
        row["check"] for row in run("doctor", "--json").rows if not row["ok"]
    }
