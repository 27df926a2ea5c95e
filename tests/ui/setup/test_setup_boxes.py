"""The boxes of the set-up, through their widgets."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core.errors import TEXTS, AppError
from app.store.screens.types.standing import Standing
from app.ui import language, texts
from app.ui.language import plain
from app.ui.setup.currency_box import CurrencyBox
from app.ui.setup.foodics_box import FoodicsBox
from app.ui.setup.form import Form
from app.ui.setup.oto_box import OtoBox
from app.ui.setup.start_box import StartBox
from tests.ui.assistive import filled_in
from tests.ui.setup.standin import (
    HAS_BRANCH,
    HAS_CURRENCY,
    HAS_FOODICS,
    HAS_OTO,
    SlowBridge,
    quiet,
    until,
)

MEETS_FOODICS = (
    "foodics_token_refused",
    "foodics_other_environment",
    "foodics_scope",
    "foodics_other_business",
    "foodics_blocked",
    "foodics_down",
    "no_connection",
    "dns",
    "timeout",
    "proxy",
    "tls",
    "captive",
    "bad_address",
    "keyring_locked",
    "keyring_absent",
    "keyring_timeout",
    "our_fault",
)
MEETS_OTO = (
    "oto_token_refused",
    "oto_swapped",
    "oto_could_not_check",
    "oto_down",
    "no_connection",
    "proxy",
    "tls",
    "keyring_locked",
)


@pytest.fixture
def bridge() -> SlowBridge:
    return SlowBridge()


def shown(qtbot: QtBot, box: Form) -> Form:
    qtbot.addWidget(box)
    box.show()
    return box


def said(box: Form) -> str:
    """What the banner says."""
    assert box.banner.isVisible()
    return plain(f"{box.banner.title.text()}\n{box.banner.text.text()}")


def foodics(qtbot: QtBot, bridge: SlowBridge) -> FoodicsBox:
    box = FoodicsBox(bridge.as_bridge())
    shown(qtbot, box)
    return box


def oto(qtbot: QtBot, bridge: SlowBridge) -> OtoBox:
    box = OtoBox(bridge.as_bridge())
    shown(qtbot, box)
    return box


def opening(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses a browser would be given."""
    opened: list[str] = []

    def opens(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    return opened


def press(box: Form) -> None:
    box.save.click()


async def test_foodics_is_connected_with_the_token_that_was_typed(
    qtbot: QtBot, bridge: SlowBridge
) -> None:
    bridge.answers["connect-foodics"] = {"business": "Al <b>Baik</b>\n🍗"}
    box = foodics(qtbot, bridge)
    QTest.keyClicks(box.token.edit, "  abc.def ")
    with qtbot.waitSignal(box.saved, timeout=0, raising=False) as saved:
        press(box)
        await until(lambda: not box.busy)
    assert saved.signal_triggered
    assert bridge.asked == [("connect-foodics", {"token": "abc.def", "url": None})]
    assert "Al <b>Baik</b> 🍗" in said(box)
    assert box.token.edit.text() == "", "a stored secret does not stay on screen"


async def test_what_a_screen_reader_filled_in_stays(qtbot: QtBot, bridge: SlowBridge) -> None:
    box = foodics(qtbot, bridge)
    filled_in(box.address.edit, "http://127.0.0.1:5000")
    box.show_standing(HAS_CURRENCY)
    filled_in(box.token.edit, "a token")
    box.submit()
    await until(lambda: bool(bridge.verbs()))
    assert bridge.arguments("connect-foodics") == {
        "token": "a token",
        "url": "http://127.0.0.1:5000",
    }


async def test_enter_saves_and_the_other_address_is_used(qtbot: QtBot, bridge: SlowBridge) -> None:
    box = foodics(qtbot, bridge)
    QTest.keyClicks(box.token.edit, "t")
    assert not box.address.isVisible()
    box._other.button.click()
    assert box.address.isVisible()
    QTest.keyClicks(box.address.edit, "http://127.0.0.1:8080")
    QTest.keyClick(box.address.edit, Qt.Key.Key_Return)
    await until(lambda: not box.busy)
    assert bridge.arguments("connect-foodics")["url"] == "http://127.0.0.1:8080"
    box._other.button.click()
    assert "http://127.0.0.1:8080" in plain(box._other.button.text())


@pytest.mark.parametrize("code", MEETS_FOODICS)
async def test_each_error_of_foodics_is_said_and_what_was_typed_stays(
    qtbot: QtBot, bridge: SlowBridge, code: str
) -> None:
    error = AppError(code, service="Foodics", host="h", scope="orders.list", mine="A", other="B")
    bridge.answers["connect-foodics"] = error
    box = foodics(qtbot, bridge)
    box.show_standing(HAS_FOODICS)
    QTest.keyClicks(box.token.edit, "wrong-one")
    press(box)
    await until(lambda: not box.busy)
    assert plain(texts.error(error)[0]) in said(box)
    assert plain(texts.error(error)[1]) in said(box)
    assert "The earlier access token stays in force." in said(box)
    assert box.token.edit.text() == "wrong-one"
    assert box.save.isEnabled()
    if code == "foodics_scope":
        assert "orders.list" in said(box)


def test_the_errors_that_are_tried_exist() -> None:
    assert set(MEETS_FOODICS + MEETS_OTO) <= set(TEXTS)


@pytest.mark.parametrize("make", [foodics, oto])
async def test_cancel_gives_up_and_keeps_what_was_typed(
    qtbot: QtBot, bridge: SlowBridge, make: Callable[[QtBot, SlowBridge], FoodicsBox | OtoBox]
) -> None:
    bridge.slow = {"connect-foodics", "connect-oto"}
    box = make(qtbot, bridge)
    if isinstance(box, OtoBox):
        QTest.keyClicks(box.retailer.edit, "77")
    QTest.keyClicks(box.token.edit, "slow")
    assert not box.cancel.isVisible()
    press(box)
    await quiet()
    assert box.busy
    assert box.cancel.isVisible()
    assert not box.save.isEnabled()
    press(box)
    box.submit()
    await quiet()
    assert len(bridge.verbs()) == 1, "a second click does not check twice"
    box.cancel.click()
    assert not box.busy
    await until(lambda: bool(bridge.given_up))
    await quiet()
    assert box.token.edit.text() == "slow"
    assert box.save.isEnabled()
    assert "stopped" in said(box)
    bridge.slow = set()
    press(box)
    await until(lambda: not box.busy)
    assert box.banner.property("kind") == "good"


async def test_the_end_of_a_given_up_check_is_not_taken_for_the_next(
    qtbot: QtBot, bridge: SlowBridge
) -> None:
    bridge.slow = {"connect-foodics"}
    box = foodics(qtbot, bridge)
    QTest.keyClicks(box.token.edit, "t")
    press(box)
    box.cancel.click()
    press(box)
    await quiet()
    assert box.busy
    bridge.let_go("connect-foodics")
    await until(lambda: not box.busy)
    assert box.banner.property("kind") == "good"


async def test_nothing_is_asked_without_a_token(qtbot: QtBot, bridge: SlowBridge) -> None:
    box = foodics(qtbot, bridge)
    press(box)
    assert "missing" in said(box)
    assert bridge.asked == []


def test_secrets_are_masked_revealed_pasted_and_masked_again(
    qtbot: QtBot, bridge: SlowBridge
) -> None:
    box = foodics(qtbot, bridge)
    field = box.token
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    assert field.edit.text() == ""
    QGuiApplication.clipboard().setText("  " + "x" * 4096 + "\n")
    field._paste.click()
    assert field.edit.text() == "x" * 4096
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    field._reveal.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field._reveal.accessibleName() == "Hide what was typed"
    box.hide()
    box.show()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password


def test_names_for_screen_readers(qtbot: QtBot, bridge: SlowBridge) -> None:
    first, second = foodics(qtbot, bridge), oto(qtbot, bridge)
    currency = CurrencyBox(bridge.as_bridge())
    qtbot.addWidget(currency)
    assert first.token.edit.accessibleName() == "Access token"
    assert first.address.edit.accessibleName() == "Foodics address"
    assert first.approve.secret.edit.accessibleName() == "Client secret"
    assert first.approve.back.edit.accessibleName() == "Redirected address"
    assert second.retailer.edit.accessibleName() == "Retailer ID"
    assert second.token.edit.accessibleName() == "Token"
    assert second.address.edit.accessibleName() == "OTO address"
    assert currency.combo.accessibleName() == "Currency"
    assert first.save.accessibleName() == "Save"


def test_a_message_to_copy_names_the_scopes(qtbot: QtBot, bridge: SlowBridge) -> None:
    box = foodics(qtbot, bridge)
    assert not box._how.body.isVisible()
    box._how.button.click()
    assert box._how.body.isVisible()
    box._how._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert all(scope in copied for scope in ("general.read", "orders.list", "orders.get"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            {"generation": "v2", "account": "Al Baik Co", "credit": "412.50"},
            ["Token accepted", "Al Baik Co", "412.50"],
        ),
        ({"generation": "v1", "account": "", "credit": None}, ["Retailer ID and Token accepted"]),
        ({"generation": "v2", "account": None, "credit": "0"}, ["Token accepted", "0"]),
    ],
)
async def test_oto_is_connected(
    qtbot: QtBot, bridge: SlowBridge, answer: dict[str, object], words: list[str]
) -> None:
    bridge.answers["connect-oto"] = answer
    box = oto(qtbot, bridge)
    QTest.keyClicks(box.retailer.edit, "77")
    QTest.keyClicks(box.token.edit, "AMf-x")
    QTest.keyClick(box.token.edit, Qt.Key.Key_Return)
    await until(lambda: not box.busy)
    assert bridge.asked == [("connect-oto", {"retailer_id": "77", "token": "AMf-x", "url": None})]
    assert all(word in said(box) for word in words)
    assert box.token.edit.text() == ""


@pytest.mark.parametrize("code", MEETS_OTO)
async def test_each_error_of_oto_says_that_the_earlier_pair_stays(
    qtbot: QtBot, bridge: SlowBridge, code: str
) -> None:
    bridge.answers["connect-oto"] = AppError(code, service="OTO", cause="x", host="h", proxy="p")
    box = oto(qtbot, bridge)
    box.show_standing(HAS_OTO)
    QTest.keyClicks(box.retailer.edit, "78")
    QTest.keyClicks(box.token.edit, "new")
    press(box)
    await until(lambda: not box.busy)
    assert "The earlier Retailer ID and Token stay in force." in said(box)
    assert (box.retailer.edit.text(), box.token.edit.text()) == ("78", "new")


async def test_the_currency_is_prefilled_and_saved(qtbot: QtBot, bridge: SlowBridge) -> None:
    bridge.answers["currency"] = {"currency": "SAR", "differs": None}
    box = CurrencyBox(bridge.as_bridge(), before_start=True)
    shown(qtbot, box)
    box.show_standing(HAS_OTO)
    assert box.code == "SAR"
    press(box)
    await until(lambda: not box.busy)
    assert bridge.asked == [("currency", {"code": "SAR", "before_start": True})]


async def test_another_currency_needs_a_yes_and_stays_a_warning(
    qtbot: QtBot, bridge: SlowBridge
) -> None:
    bridge.answers["currency"] = {"currency": "AED", "differs": "SAR"}
    box = CurrencyBox(bridge.as_bridge())
    shown(qtbot, box)
    box.show_standing(HAS_OTO)
    box.combo.setCurrentText("aed")
    press(box)
    await quiet()
    assert bridge.asked == []
    assert "SAR" in said(box)
    keep, use = box._offered[1], box._offered[0]
    assert plain(use.text()) == "Use AED"
    use.click()
    await until(lambda: bool(bridge.asked) and not box.busy)
    assert bridge.asked == [("currency", {"code": "AED", "before_start": False})]
    assert "OTO collects in AED" in said(box)
    assert box.banner.property("kind") == "warn"
    assert keep is not use


async def test_a_currency_that_is_none(qtbot: QtBot, bridge: SlowBridge) -> None:
    bridge.answers["currency"] = AppError("unknown_currency", entered="XQZ")
    box = CurrencyBox(bridge.as_bridge())
    shown(qtbot, box)
    box.combo.setCurrentText("ريال")
    press(box)
    assert "three letters" in said(box)
    assert bridge.asked == []
    box.combo.setCurrentText("XQZ")
    press(box)
    await until(lambda: not box.busy)
    assert "XQZ" in said(box)
    assert box.combo.currentText() == "XQZ"


@pytest.mark.parametrize(
    ("standing", "ticked", "may"),
    [
        (HAS_CURRENCY, True, False),
        (HAS_BRANCH, False, False),
        (HAS_BRANCH, True, True),
    ],
)
async def test_starting_needs_the_tick_and_a_branch(
    qtbot: QtBot, bridge: SlowBridge, standing: Standing, ticked: bool, may: bool
) -> None:
    box = StartBox(bridge.as_bridge())
    shown(qtbot, box)
    box.show_standing(standing)
    if ticked:
        box.tick.click()
    assert box.save.isEnabled() is may
    assert box.save.accessibleName() == "Start sending"
    box.save.click()
    await quiet()
    assert bridge.verbs() == (["start", "set"] if may else [])


@pytest.mark.parametrize("wanted", [True, False])
async def test_starting_at_sign_in_is_a_choice_and_never_in_the_way(
    qtbot: QtBot, bridge: SlowBridge, wanted: bool
) -> None:
    box = StartBox(bridge.as_bridge())
    shown(qtbot, box)
    box.show_standing(HAS_BRANCH)
    box.tick.click()
    assert box.at_sign_in.isChecked()
    if not wanted:
        box.at_sign_in.click()
    bridge.answers["set"] = AppError("autostart_failed", why="not here")
    with (
        qtbot.waitSignal(box.started, timeout=0, raising=False) as started,
        qtbot.waitSignal(box.sign_in_failed, timeout=0, raising=False) as failed,
    ):
        box.save.click()
        await until(lambda: not box.busy)
    assert started.signal_triggered
    assert failed.signal_triggered is wanted
    assert bridge.verbs() == (["start", "set"] if wanted else ["start"])


async def test_approving_in_the_browser(
    qtbot: QtBot, bridge: SlowBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opening(monkeypatch)
    bridge.answers["authorize"] = {"address": "https://console.foodics.com/authorize?client_id=9"}
    bridge.answers["authorized"] = {"business": "Al Baik"}
    bridge.slow = {"authorized"}
    box = foodics(qtbot, bridge)
    assert not box.approve.isVisible()
    box.show_client_id("9")
    assert box.approve.isVisible()
    QTest.keyClicks(box.approve.secret.edit, "s3cret")
    box.approve.save.click()
    await until(lambda: bool(opened))
    assert opened == ["https://console.foodics.com/authorize?client_id=9"]
    assert bridge.arguments("authorize") == {"client_secret": "s3cret", "url": None}
    await quiet()
    # Cancelled: nothing is changed.
    box.approve.cancel.click()
    await until(lambda: "authorize-cancel" in bridge.verbs())
    assert "Nothing was changed" in said(box.approve)
    # Once more, pasted back by hand.
    box.approve.save.click()
    await until(lambda: len(opened) == 2)
    QTest.keyClicks(box.approve.back.edit, "https://x/cb?code=1&state=2")
    bridge.answers["authorize-paste"] = AppError("foodics_consent")
    box.approve.take.click()
    await until(lambda: "authorize-paste" in bridge.verbs())
    await quiet()
    assert box.approve.busy
    assert box.approve.back.text() != "", "what was typed stays"
    bridge.answers["authorize-paste"] = {}
    box.approve.take.click()
    bridge.let_go("authorized")
    await until(lambda: not box.approve.busy)
    assert "Al Baik" in said(box)
    assert box.approve.secret.edit.text() == ""


async def test_only_web_pages_are_opened(
    qtbot: QtBot, bridge: SlowBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opening(monkeypatch)
    bridge.answers["authorize"] = {"address": "file:///etc/passwd"}
    box = foodics(qtbot, bridge)
    box.show_client_id("9")
    box.approve.save.click()
    await until(lambda: not box.approve.busy)
    assert opened == []


async def test_another_language_keeps_what_was_typed_and_says_the_error_again(
    qtbot: QtBot, bridge: SlowBridge
) -> None:
    bridge.answers["connect-foodics"] = AppError("foodics_token_refused")
    box = foodics(qtbot, bridge)
    QTest.keyClicks(box.token.edit, "typed")
    press(box)
    await until(lambda: not box.busy)
    language.apply("ar")
    await quiet()
    assert box.token.edit.text() == "typed"
    assert box.banner.isVisible()
    assert box.token.edit.layoutDirection() == Qt.LayoutDirection.LeftToRight
    language.apply("en")
    await quiet()
    assert box.token.edit.text() == "typed"
