"""Two users of one PC: they see each other, and nothing but a name and the number of a business."""

import os
import stat
from pathlib import Path

import pytest

from app.paths import DataDir
from app.pc import neighbours as module
from app.pc.neighbours import BELIEVED, VARIABLE, Neighbours, folder

NOW = 1_763_900_000.0


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "all" / "running"))
    return tmp_path / "all" / "running"


def user(name: str, tmp_path: Path, now: float = NOW) -> Neighbours:
    return Neighbours(DataDir(tmp_path / name), user=name, wall=lambda: now)


def test_two_of_one_restaurant_see_each_other_until_one_leaves(place: Path, tmp_path: Path) -> None:
    noura, sara = user("noura", tmp_path), user("sara", tmp_path)
    assert noura.look("922240") == ()
    assert sara.look("922240") == ("noura",)
    assert noura.look("922240") == ("sara",)
    assert user("other", tmp_path).look("1") == ()
    sara.leave()
    sara.leave()
    assert noura.look("922240") == ()


def test_what_a_killed_one_left_is_not_believed_for_long(place: Path, tmp_path: Path) -> None:
    user("sara", tmp_path).look("922240")
    assert user("noura", tmp_path, NOW + BELIEVED - 1).look("922240") == ("sara",)
    assert user("noura", tmp_path, NOW + BELIEVED + 1).look("922240") == ()


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_all_may_read_it_and_only_its_owner_takes_it_away(place: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        user("noura", tmp_path).look("922240")
    finally:
        os.umask(before)
    (file,) = place.iterdir()
    assert stat.S_IMODE(place.stat().st_mode) == 0o1777
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert file.read_text() == '{"user": "noura", "business": "922240"}'


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("not json", ()),
        ("[]", ()),
        ('{"business": "922240"}', ("?",)),
        ('{"business": "922240", "user": "\\u202e\\u0007<b>x"}', ("<b>x",)),
        ('{"business": "922240", "user": "' + "x" * 900 + '"}', ("x" * 60,)),
        ('{"business": "922240", "user": "' + "x" * 2000 + '"}', ()),
    ],
)
def test_what_others_write_is_not_trusted(
    place: Path, tmp_path: Path, content: str, seen: tuple[str, ...]
) -> None:
    noura = user("noura", tmp_path)
    noura.look("922240")
    (place / "a.json").write_text(content)
    os.utime(place / "a.json", (NOW, NOW))
    (place / "b.json").symlink_to(place / "a.json")
    assert noura.look("922240") == seen


def test_a_folder_that_is_a_trap_or_cannot_be_made_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").touch()
    for place in ("link", "file/x"):
        monkeypatch.setenv(VARIABLE, str(tmp_path / place))
        noura = user("noura", tmp_path)
        assert noura.look("922240") == ()
        noura.leave()
    assert list((tmp_path / "real").iterdir()) == []


def test_a_file_that_cannot_take_its_place_is_not_left_behind(place: Path, tmp_path: Path) -> None:
    noura = user("noura", tmp_path)
    noura._file.mkdir(parents=True)
    assert noura.look("922240") == ()
    assert list(place.iterdir()) == [noura._file]


def test_each_system_has_a_folder_for_all_its_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PROGRAMDATA", "X:")
    assert len({folder(system) for system in ("win32", "darwin", "linux")}) == 3
    assert str(folder("win32")).startswith("X:")


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError

    assert module._user()
    monkeypatch.setattr("getpass.getuser", unknown)
    assert module._user() == "?"
