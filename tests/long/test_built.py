"""The program as build.spec makes it on Linux, run until an order is sent.

    pytest tests/long/test_built.py -s          three minutes; OTO_COMPANION_BUILT=FOLDER takes a build

Needs Debian's xvfb, xdotool, x11-apps, imagemagick, gnome-keyring, dbus, at-spi2-core and
python3-pyatspi. Prints size and start time.
"""

import os
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from app import __version__, licences
from app.store import migrations
from tests.accessibility import desk
from tests.built.kit import ROOT, Built, build, missing, painted, size, until

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="builds for the system it runs on"),
    pytest.mark.timeout(1_800),
]
#: Megabytes, unpacked.
LARGEST = 220
#: What the restaurant's manager may be called.
HOME = "بيت المدير"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("build"))


def _home(tmp_path: Path) -> Path:
    (tmp_path / HOME).mkdir()
    return tmp_path / HOME


def test_it_is_small_and_leaves_out_what_it_does_not_use(folder: Path) -> None:
    print(f"\n{size(folder):.0f} MB unpacked")  # noqa: T201
    assert size(folder) <= LARGEST
    names = {file.name for file in folder.rglob("*")}
    for unused in ("libQt6Qml.so.6", "libQt6Network.so.6", "libgtk-3.so.0", "libreadline.so.8"):
        assert unused not in names
    assert [link for link in folder.rglob("*") if link.is_symlink() and not link.exists()] == []


def test_every_resource_goes_along(folder: Path) -> None:
    kept = subprocess.run(
        ["git", "ls-files", "-z", "resources"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, kept):
        tool = name.endswith((".py", ".ts"))
        here = name.startswith(("resources/installers/", "resources/screenshots/"))
        assert (folder / "_internal" / name).exists() is not (tool or here), name


def test_everything_in_it_has_its_licence(folder: Path) -> None:
    inside = folder / "_internal"
    found = list(metadata.distributions(path=[str(inside)]))
    names = {licences.canonical(one.name) for one in found}
    required = {licences.canonical(one.name) for one in licences.required("oto-companion")}
    # pycparser is needed to build with cffi, not to run.
    assert required - names <= {"pycparser"}
    assert "pyinstaller" in names
    assert not names & {"setuptools", "pytest", "rich", "pygments"}
    assert licences.faults(licences.of_distribution(one) for one in found) == []
    listed = (inside / "resources" / "licences" / "build.toml").read_text("utf-8")
    texts = inside / "resources" / "licences"
    for library in (*inside.glob("libssl*"), *inside.glob("libsqlite3*"), *inside.glob("libxcb*")):
        name = library.name.partition(".so")[0]
        assert f'name = "{name}"' in listed
        assert (texts / f"{name}.txt").stat().st_size > 100
    assert 'name = "Python"' in listed


def test_the_console_twin_says_its_version_and_plays_an_evening(
    folder: Path, tmp_path: Path
) -> None:
    built = Built(folder, _home(tmp_path))
    assert built("--version") == f"oto-companion {__version__}\n"
    said = built("demo", "--headless", "--seconds", "15").splitlines()[-1]
    assert said.startswith("summary: ")
    assert said.endswith("lost 0 doubled 0")
    assert " sent 0 " not in said


def test_the_window_plays_until_an_order_is_sent(folder: Path, tmp_path: Path) -> None:
    if lacking := missing("xvfb-run", "xdotool", "xwd"):
        pytest.skip(f"not on this PC: {lacking}")
    built = Built(folder, _home(tmp_path))
    with _screen() as display:
        built.environment["DISPLAY"] = display
        window = built.open("demo")
        try:
            until(lambda: painted(built.environment), "a window", window)
            (data,) = until(
                lambda: list((built.home / "run").glob("oto-companion-demo-*")), "its data", window
            )
            until(
                lambda: built.rows("--data-dir", str(data), "orders", "--state", "sent"),
                "an order is sent",
                window,
            )
            built.no_exception(data)
        finally:
            window.send_signal(signal.SIGTERM)
        assert window.wait(60) == 0
        built.no_exception()


def test_set_up_by_command_line_with_a_real_keyring_and_tls(folder: Path, tmp_path: Path) -> None:
    needed = ("dbus-run-session", "gnome-keyring-daemon", "xvfb-run", "xdotool", "xwd", "import")
    if lacking := missing(*needed):
        pytest.skip(f"not on this PC: {lacking}")
    if not Path(desk.BUS).exists():
        pytest.skip(f"not on this PC: {desk.BUS}")
    home, picture = _home(tmp_path), tmp_path / "window.png"
    Built(folder, home)  # makes the folders of the keyring
    unlock = "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS_", "XDG_"))}
    environment |= {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PYTHONPATH": str(ROOT),
    }
    told = subprocess.run(
        [
            *("dbus-run-session", "--", "bash", "-c", f'{unlock}; exec "$@"', "bash"),
            *("xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            *(sys.executable, "-W", "ignore", "-m", "tests.built.story"),
            *(str(folder), str(home), str(picture)),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    print(told.stdout)  # noqa: T201
    assert told.returncode == 0, f"{told.stdout}\n{told.stderr[-6000:]}"
    print(f"the window: {picture}")  # noqa: T201


def test_an_older_ledger_is_brought_up_to_date_a_newer_one_refused(
    folder: Path, tmp_path: Path
) -> None:
    built = Built(folder, _home(tmp_path))
    data = built.data
    data.mkdir(parents=True, mode=0o700)
    _of_the_first_version(data / "ledger.db")
    assert "older" in built("status", code=1)
    # Without a keyring nothing can be connected; the ledger is opened before that is asked.
    built("pause")
    assert built.rows("status")[0]["running"] is False
    assert [file.name for file in (data / "backups").iterdir()] == ["ledger-0001.db"]
    built.no_exception()


def test_what_starts_at_sign_in_comes_again_after_a_crash(folder: Path, tmp_path: Path) -> None:
    built = Built(folder, _home(tmp_path), {"QT_QPA_PLATFORM": "offscreen"})
    stays = subprocess.Popen([str(built.window), "stay"], env=built.environment, cwd=built.home)
    control = built.data / "control.json"
    until(control.exists, "the window answers", stays)
    first, secret = _child(stays.pid), control.read_text()
    os.kill(first, signal.SIGKILL)
    until(lambda: control.exists() and control.read_text() not in ("", secret), "it is back", stays)
    assert _child(stays.pid) != first
    assert built("quit") == "Ended.\n"
    assert stays.wait(60) == 0


def _child(pid: int) -> int:
    (only,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(only)


def _of_the_first_version(path: Path) -> None:
    """A ledger as the first version of the program made it."""
    engine, settings = create_engine(f"sqlite:///{path}"), migrations.config()
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
    engine.dispose()


class _screen:  # noqa: N801 - used as a function
    """A virtual display; gives its name."""

    def __enter__(self) -> str:
        reads, writes = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writes],
            stderr=subprocess.DEVNULL,
        )
        os.close(writes)
        with os.fdopen(reads) as told:
            return f":{told.readline().strip()}"

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait(30)
