"""What IT sets for a PC: values to begin with, and values that nobody changes."""

import logging
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app import logs, policy, proxies, proxy_choice, settings
from app.core.errors import AppError
from app.engine.verbs import desk
from app.paths import DataDir
from app.settings import Settings
from tests.cli_kit import Cli

RULES = """
[set]
retention_days = 14
too_old_minutes = 45
[lock]
proxy = "http://proxy.example:3128"
credit_warning = 100
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(RULES)
    monkeypatch.setenv(policy.VARIABLE, str(path))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_what_it_sets_holds_until_somebody_chooses(rules: Path, file: Path) -> None:
    found, troubles = settings.load(file)
    assert (found.retention_days, found.too_old_minutes, troubles) == (14, 45, [])
    settings.set_value(file, "retention_days", "20")
    assert settings.load(file)[0].retention_days == 20
    assert settings.load(file)[0].too_old_minutes == 45


def test_what_it_locks_holds_whatever_was_chosen(rules: Path, file: Path) -> None:
    file.write_text('proxy = "none"\ncredit_warning = 5\n')
    found, _ = settings.load(file)
    assert (found.proxy, found.credit_warning) == ("http://proxy.example:3128", Decimal(100))
    before = file.read_bytes()
    with pytest.raises(AppError) as refused:
        settings.set_value(file, "proxy", "system")
    assert (refused.value.code, file.read_bytes()) == ("setting_locked", before)
    assert settings.locked() == (frozenset({"proxy", "credit_warning"}), rules)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[lock", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
        (b"lock = 1\n", "not a table"),
        (b"#" * 200_000, "too long"),
    ],
)
def test_one_that_cannot_be_read_is_said_and_stops_nothing(
    rules: Path, file: Path, content: bytes, why: str
) -> None:
    rules.write_bytes(content)
    found, troubles = settings.load(file)
    assert found == Settings()
    assert [trouble.code for trouble in troubles] == ["policy_unreadable"]
    assert why in str(troubles[0])
    assert settings.set_value(file, "proxy", "none").proxy == "none"


def test_a_wrong_value_in_it_is_said_and_the_next_best_holds(rules: Path, file: Path) -> None:
    rules.write_text(
        '[set]\nretention_days = 14\n[lock]\nretention_days = "long"\nproxy = "ftp://x"\n'
    )
    found, troubles = settings.load(file)
    assert (found.retention_days, found.proxy) == (14, "system")
    assert [trouble.params["key"] for trouble in troubles] == ["retention_days", "proxy"]


def test_a_folder_in_its_place_is_said(rules: Path, file: Path) -> None:
    rules.unlink()
    rules.mkdir()
    assert [trouble.code for trouble in settings.load(file)[1]] == ["policy_unreadable"]


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("win32", Path(r"C:\ProgramData", "OTO Companion", "policy.toml")),
        ("darwin", Path("/Library/Application Support/OTO Companion/policy.toml")),
        ("linux", Path("/etc/oto-companion/policy.toml")),
    ],
)
def test_it_is_a_file_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, system: str, place: Path
) -> None:
    monkeypatch.delenv(policy.VARIABLE, raising=False)
    monkeypatch.delenv("PROGRAMDATA", raising=False)
    monkeypatch.setattr("sys.platform", system)
    assert policy.path() == place


def test_on_the_command_line(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Cli(tmp_path, monkeypatch, capsys)
    locked = {row["key"]: row["locked"] for row in run("settings", "--json").rows}
    assert (locked["proxy"], locked["language"]) == (str(rules), None)
    listed = run("settings").out
    assert "http://proxy.example:3128 (locked)" in listed
    assert f"Locked by {rules}" in listed
    assert run("settings", "set", "proxy", "none").refused("IT has locked it", str(rules))


class TestProxy:
    @pytest.fixture(autouse=True)
    def _as_before(self) -> Iterator[None]:
        yield
        proxy_choice.use(proxy_choice.SYSTEM)

    @pytest.mark.parametrize(
        "text",
        ["system", "none", "http://proxy:3128", "socks5://127.0.0.1:1080", "http://[::1]:3128/"],
    )
    def test_can_be(self, text: str) -> None:
        proxy_choice.check(text)

    @pytest.mark.parametrize(
        "text",
        ["", "proxy", "ftp://proxy", "http://", "http://a b", "http://proxy:port", "http://p/path",
         "http://me:secret@proxy:3128", "http://proxy?x=1"],
    )  # fmt: skip
    def test_cannot_be(self, file: Path, text: str) -> None:
        with pytest.raises(AppError) as refused:
            settings.set_value(file, "proxy", text)
        assert refused.value.code == "bad_setting"

    def test_it_decides_the_way_but_never_to_this_pc(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://of-the-system:1")
        url = "https://api.foodics.example"
        assert proxies.proxy_for(url) == "http://of-the-system:1"
        proxy_choice.use("none")
        assert proxies.proxy_for(url) is None
        proxy_choice.use("http://chosen:2")
        assert proxies.proxy_for(url) == "http://chosen:2"
        assert proxies.proxy_for("http://127.0.0.1:8000") is None


def test_preferences_of_the_whole_process_hold_at_once() -> None:
    try:
        desk.use(Settings(proxy="none", log_level="debug"))
        assert proxy_choice.chosen() == "none"
        assert logging.getLogger("app").level == logging.DEBUG
    finally:
        desk.use(Settings())
    assert logging.getLogger("app").level == logging.INFO


def test_the_log_says_as_much_as_is_wanted(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    logs.setup(data, console=False)
    try:
        for level in ("warning", "debug"):
            logs.set_level(level)
            logging.getLogger("app.test").debug("details %s", level)
        written = (data.logs / logs.FILE_NAME).read_text()
    finally:
        logs.set_level("info")
        logs.close()
    assert "details debug" in written
    assert "details warning" not in written
