"""Where things lie, and what is written when."""

import os
import stat
import sys
from pathlib import Path

import pytest

from app import paths
from app.core.errors import AppError, Kind
from app.paths import DataDir, resource

private = pytest.mark.skipif(os.name != "posix", reason="only POSIX has permission bits")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_in_a_checkout_resources_are_beside_the_package() -> None:
    assert resource("fonts", "x.ttf") == Path(paths.__file__).parents[1] / "resources/fonts/x.ttf"


def test_in_a_wheel_resources_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "app"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert resource("icons") == package / "resources" / "icons"


def test_frozen_resources_are_in_the_folder_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons", "a.svg") == tmp_path / "resources" / "icons" / "a.svg"


def test_the_default_directory_is_the_users_own() -> None:
    assert DataDir.default().path.name == "oto-companion"
    assert Path.home() in DataDir.default().path.parents


def test_a_relative_path_and_the_home_sign_are_resolved_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert DataDir("data") == DataDir(tmp_path / "data")
    assert DataDir("~/x").path == Path.home() / "x"
    assert len({DataDir("data"), DataDir(tmp_path / "data")}) == 1
    assert DataDir("data") != "data"
    assert repr(DataDir("/a")) == f"DataDir({os.path.abspath('/a')!r})"  # noqa: PTH100


def test_what_lies_in_a_data_directory(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    assert [
        path.relative_to(tmp_path).as_posix()
        for path in (
            data.ledger,
            data.settings,
            data.lock,
            data.control,
            data.logs,
            data.backups,
            data.installation_id_file,
        )
    ] == [
        "ledger.db",
        "settings.toml",
        "instance.lock",
        "control.json",
        "logs",
        "backups",
        "installation-id",
    ]


def test_looking_makes_nothing(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "none")
    assert not data.ledger.exists()
    assert data.read_installation_id() is None
    assert list(tmp_path.iterdir()) == []


@private
def test_prepare_makes_it_private_with_its_parents_and_leaves_no_probe(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "a" / "b")
    data.prepare()
    data.prepare()
    assert mode(data.path) == 0o700
    assert list(data.path.iterdir()) == []


@private
def test_an_empty_directory_is_made_private_and_a_used_one_left_alone(tmp_path: Path) -> None:
    for name, files, expected in (("empty", [], 0o700), ("used", ["x"], 0o755)):
        folder = tmp_path / name
        folder.mkdir()
        folder.chmod(0o755)
        for file in files:
            (folder / file).touch()
        DataDir(folder).prepare()
        assert mode(folder) == expected


def test_a_file_in_its_place_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(AppError) as caught:
            DataDir(path).prepare()
        assert caught.value.code == "data_dir_unwritable"
        assert caught.value.kind is Kind.STORAGE
        assert str(path) in str(caught.value)
        assert "--data-dir" in caught.value.remedy
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_is_found_by_the_probe_which_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    data = DataDir(tmp_path / "data")
    with pytest.raises(AppError, match="No space left on device"):
        data.prepare()
    assert list(data.path.iterdir()) == []
    with pytest.raises(AppError, match="No space left on device"):
        data.make_installation_id()


def test_the_installation_id_is_made_once_random_and_private(tmp_path: Path) -> None:
    one, other = DataDir(tmp_path / "one"), DataDir(tmp_path / "other")
    one.prepare()
    other.prepare()
    made = one.make_installation_id()
    assert len(made) == 32
    assert one.make_installation_id() == made == one.read_installation_id()
    assert other.make_installation_id() != made
    assert [file.name for file in one.path.iterdir()] == ["installation-id"]
    if os.name == "posix":
        assert mode(one.installation_id_file) == 0o600


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"../../x", b"G" * 32, b"a" * 31])
def test_a_damaged_installation_id_is_replaced(tmp_path: Path, damage: bytes) -> None:
    data = DataDir(tmp_path)
    data.installation_id_file.write_bytes(damage)
    assert data.read_installation_id() is None
    made = data.make_installation_id()
    assert data.read_installation_id() == made
    assert len(list(tmp_path.iterdir())) == 1


def test_of_two_processes_the_first_id_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = DataDir(tmp_path)
    link = os.link

    def late_link(source: Path, target: Path) -> None:
        target.write_text("a" * 32)  # the other process was quicker
        link(source, target)

    monkeypatch.setattr(os, "link", late_link)
    assert data.make_installation_id() == "a" * 32
    assert len(list(tmp_path.iterdir())) == 1


def test_without_links_the_id_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    data = DataDir(tmp_path)
    assert data.make_installation_id() == data.read_installation_id()


def test_an_id_that_does_not_read_back_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DataDir, "read_installation_id", lambda _self: None)
    with pytest.raises(AppError, match="does not read back"):
        DataDir(tmp_path).make_installation_id()
