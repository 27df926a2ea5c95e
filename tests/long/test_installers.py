"""The Linux packages: built, installed for a user with a home of his own, upgraded while the program
runs, removed. OTO_COMPANION_BUILT=FOLDER takes a build that is there."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from app import __version__
from resources.installers.linux import build as packing
from tests.built.kit import Built, build, missing, until

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux"),
    pytest.mark.skipif(bool(missing("dpkg-deb", "dpkg-query")), reason="needs Debian's dpkg"),
    pytest.mark.timeout(1_800),
]
NOBODY = 65_534


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("packages")
    return packing.build(build(folder), folder, level=0)


class User:
    """A home folder with Arabic letters and a space, and the unpacked archive."""

    def __init__(self, folder: Path, archive: Path) -> None:
        self.home = folder / "بيت المدير"
        self.home.mkdir(parents=True)
        with tarfile.open(archive) as opened:
            opened.extractall(folder / "download", filter="data")
        (self.unpacked,) = (folder / "download").iterdir()
        self.program = self.home / ".local" / "lib" / "oto-companion"
        self.built = Built(self.program, self.home, {"QT_QPA_PLATFORM": "offscreen"})

    def run(self, *command: str, answer: str = "", code: int = 0) -> str:
        done = subprocess.run(
            command,
            input=answer,
            env=self.built.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def install(self) -> str:
        return self.run(str(self.unpacked / "install.sh"))

    def uninstall(self, *words: str, answer: str = "") -> str:
        return self.run(str(self.program / "uninstall.sh"), *words, answer=answer)

    def open(self) -> "subprocess.Popen[bytes]":
        """The window, at work."""
        window = self.built.open()
        until((self.built.data / "control.json").exists, "it answers", window)
        return window

    def left(self) -> list[str]:
        """Files that are not the user's own data."""
        files = (each for each in self.home.rglob("*") if each.is_file() or each.is_symlink())
        names = [str(each.relative_to(self.home)) for each in files]
        ours = re.compile(r"oto-companion")
        return [each for each in names if ours.search(each) and "share/oto-companion/" not in each]


@pytest.fixture
def user(packages: tuple[Path, Path], tmp_path: Path) -> User:
    return User(tmp_path, packages[0])


def test_installed_started_upgraded_while_it_runs_and_removed(user: User) -> None:
    assert f"oto-companion {__version__}" in user.install()
    applications = user.home / ".local" / "share" / "applications"
    entry = (applications / "oto-companion.desktop").read_text("utf-8")
    assert f'Exec="{user.program}/OTO Companion"' in entry
    assert "@PROGRAM@" not in entry
    if shutil.which("desktop-file-validate"):
        user.run("desktop-file-validate", str(applications / "oto-companion.desktop"))
    assert list((user.home / ".local/share/icons").rglob("oto-companion.svg"))
    command = user.home / ".local" / "bin" / "oto-companion"
    assert user.run(str(command), "--version") == f"oto-companion {__version__}\n"

    window = user.open()
    (user.program / "_internal" / "of-the-version-before").write_text("x")
    user.install()
    # It was ended in good order, and nothing of the version before is left among the new files.
    assert window.wait(60) == 0
    assert not (user.program / "_internal" / "of-the-version-before").exists()
    assert [each.name for each in user.program.parent.iterdir()] == ["oto-companion"]

    window = user.open()
    assert "The data stays" in user.uninstall("--keep-data")
    assert window.wait(60) == 0
    assert user.left() == []
    assert (user.built.data / "ledger.db").exists()
    user.built.no_exception()


def test_removing_asks_what_becomes_of_the_data(user: User) -> None:
    user.install()
    window = user.open()
    window.terminate()
    assert window.wait(60) == 0
    autostart = user.home / ".config" / "autostart" / "oto-companion.desktop"
    autostart.parent.mkdir(parents=True)
    autostart.write_text("[Desktop Entry]\n")
    assert "Erase?" in user.uninstall(answer="\n")
    assert (user.built.data / "ledger.db").exists()
    assert not autostart.exists()
    user.install()
    assert "with all data" in user.uninstall(answer="y\n")
    assert not user.built.data.exists()
    assert user.left() == []


def test_an_upgrade_that_is_killed_leaves_the_old_one_working(user: User) -> None:
    user.install()
    process = subprocess.Popen(
        [str(user.unpacked / "install.sh")],
        env=user.built.environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    parent = user.program.parent
    until(
        lambda: list(parent.glob("oto-companion.new.*/_internal")), "half of it is copied", process
    )
    os.killpg(process.pid, 9)
    process.wait(30)
    assert user.built("--version") == f"oto-companion {__version__}\n"
    user.install()
    assert [each.name for each in parent.iterdir()] == ["oto-companion"]
    assert user.built("--version") == f"oto-companion {__version__}\n"


def test_what_does_not_run_here_replaces_nothing(user: User) -> None:
    user.install()
    (user.unpacked / "oto-companion" / "oto-companion").write_text("#!/bin/false\n")
    user.run(str(user.unpacked / "install.sh"), code=1)
    assert user.built("--version") == f"oto-companion {__version__}\n"


def test_a_damaged_one_is_mended_by_installing_again(user: User) -> None:
    user.install()
    (user.program / "_internal" / "base_library.zip").unlink()
    user.run(str(user.program / "oto-companion"), "--version", code=1)
    user.install()
    assert user.built("--version") == f"oto-companion {__version__}\n"


def test_the_package_for_debian_is_complete(packages: tuple[Path, Path], tmp_path: Path) -> None:
    package, tree = packages[1], tmp_path / "tree"
    info = _said("dpkg-deb", "--info", str(package))
    assert f"Version: {__version__}" in info
    subprocess.run(["dpkg-deb", "-x", str(package), str(tree)], check=True)
    place = tree / "opt" / "oto-companion"
    # Without CUPS there is no printing, and nothing else is missing: it is recommended.
    depends = {*re.findall(r"lib[\w.+-]+", packing.DEPENDS), "libcups2"}
    inside = {file.name for file in place.rglob("*.so*")}
    for name in sorted(_needed(place) - inside):
        assert _packages_of(name) & depends, f"{name} is in no package of Depends"
    assert (tree / "usr/bin/oto-companion").readlink() == Path("/opt/oto-companion/oto-companion")
    assert (tree / "usr/share/doc/oto-companion/copyright").read_text().startswith("MIT")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_two_users_of_a_folder_they_cannot_write(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    tree = Path("/tmp") / f"oto-companion-{os.getpid()}"
    subprocess.run(["dpkg-deb", "-x", str(packages[1]), str(tree)], check=True)
    place = tree / "opt" / "oto-companion"
    try:
        for user in (NOBODY, NOBODY - 1):
            home = tree / f"home of {user}"
            built = Built(place, home, {"QT_QPA_PLATFORM": "offscreen"})
            for each in (home, *home.rglob("*")):
                os.chown(each, user, user)
            said = subprocess.run(
                [str(built.console), "demo", "--headless", "--seconds", "12"],
                env=built.environment,
                user=user,
                group=user,
                cwd=home,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert said.returncode == 0, said.stderr
            assert said.stdout.splitlines()[-1].endswith("lost 0 doubled 0")
    finally:
        shutil.rmtree(tree)


def _needed(place: Path) -> set[str]:
    """The names that the libraries and programs ask the system for."""
    files = [str(file) for file in place.rglob("*") if ".so" in file.name or file.parent == place]
    told = _said("readelf", "-d", *(file for file in files if Path(file).is_file()))
    return set(re.findall(r"\(NEEDED\).*\[([^\]]+)\]", told))


def _packages_of(library: str) -> set[str]:
    told = _said("dpkg-query", "-S", f"*/{library}")
    return {line.partition(":")[0] for line in told.splitlines()}


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
