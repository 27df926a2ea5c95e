"""Credentials against a real Secret Service (gnome-keyring), each in a session bus of its own.

How, and what it answers: dependencies.md section 4, traps 14 and 18.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon", "bash")
MISSING = [name for name in NEEDED if not shutil.which(name)]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="Secret Service is Linux' keyring"),
    # In CI a missing keyring is a failure of the set-up, not a reason to look away.
    pytest.mark.skipif(
        bool(MISSING) and "CI" not in os.environ, reason=f"not installed: {', '.join(MISSING)}"
    ),
]

ROOT = Path(__file__).parents[2]
TIMEOUT = 10.0  # of one call, in seconds

UNLOCK = "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
START_LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null"

CHILD = """
import json, sys, time
from app.core.errors import AppError
from app.credentials import Credentials
secrets = Credentials(sys.argv[1], timeout=float(sys.argv[2]))
for method, *arguments in json.loads(sys.stdin.read()):
    began = time.monotonic()
    try:
        answer = getattr(secrets, method)(*arguments)
    except AppError as error:
        answer = {"error": error.code, "in_time": time.monotonic() - began < secrets._timeout + 1}
    print(json.dumps(answer), flush=True)
"""

Calls = list[list[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in (".local/share/keyrings", ".cache", "run"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "run").chmod(0o700)
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    """This one's, without its keyring, its bus and its screen."""
    dropped = ("DBUS_", "XDG_", "PYTHON_KEYRING_", "GNOME_KEYRING_", "DISPLAY", "WAYLAND_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
    return {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PYTHONPATH": str(ROOT),
    }


def ask(home: Path, calls: Calls, *session: str, timeout: float = TIMEOUT) -> list[object]:
    """Carry out the calls in a child process, `session` in front; an answer for each."""
    command = [*session, sys.executable, "-c", CHILD, "test-id", str(timeout)]
    done = subprocess.run(
        command,
        input=json.dumps(calls),
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def session(start: str) -> tuple[str, ...]:
    """The front of a command that runs in a session bus with a keyring started by `start`."""
    return ("dbus-run-session", "--", "bash", "-c", f'{start}; exec "$@"', "bash")


def test_unlocked_a_long_token_is_kept_over_sessions_replaced_and_forgotten(home: Path) -> None:
    token, other = "t" * 1_700, "o" * 2_100
    assert ask(
        home,
        [
            ["state"],
            ["get", "oto-token"],
            ["set", "oto-token", token],
            ["get", "oto-token"],
            ["set", "foodics-token", "short"],
        ],
        *session(UNLOCK),
    ) == ["ok", None, None, token, None]
    assert ask(
        home,
        [
            ["get", "oto-token"],
            ["get", "foodics-token"],
            ["set", "oto-token", other],
            ["get", "oto-token"],
            ["delete", "oto-token"],
            ["get", "oto-token"],
            ["delete", "oto-token"],
            ["get", "foodics-token"],
        ],
        *session(UNLOCK),
    ) == [token, "short", None, other, None, None, None, "short"]


def test_locked_is_said_as_locked_in_time(home: Path) -> None:
    ask(home, [["set", "oto-token", "x"]], *session(UNLOCK))
    answers = ask(
        home,
        [["get", "oto-token"], ["set", "oto-token", "y"], ["delete", "oto-token"], ["state"]],
        *session(START_LOCKED),
    )
    locked = {"error": "keyring_locked", "in_time": True}
    assert answers == [locked, locked, locked, "locked"]
    assert ask(home, [["get", "oto-token"]], *session(UNLOCK)) == ["x"]


def test_without_a_bus_the_keyring_is_absent(home: Path) -> None:
    absent = {"error": "keyring_absent", "in_time": True}
    answers = ask(home, [["get", "oto-token"], ["set", "oto-token", "x"], ["state"]])
    assert answers == [absent, absent, "absent"]


def test_on_a_bus_without_a_keyring_service_it_is_absent(home: Path) -> None:
    """A bus that may start nothing: as on a desktop without any Secret Service."""
    config = home / "bus.conf"
    config.write_text(
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
        '<allow eavesdrop="true"/>'
        '<allow own="*"/></policy></busconfig>'
    )
    answers = ask(
        home, [["get", "oto-token"], ["state"]], "dbus-run-session", f"--config-file={config}", "--"
    )
    assert answers == [{"error": "keyring_absent", "in_time": True}, "absent"]
