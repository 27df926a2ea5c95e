"""What this PC does at sign-in, and what is said of what happened while nobody looked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.core.happenings import Happening, What
from app.ui import language
from app.ui.kit.button import Button
from app.ui.language import plain
from app.ui.main_window import MainWindow
from app.ui.this_pc.sign_in import STATES, WAYS, SignIn
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import settle
from tests.ui.setup.standin import SlowBridge, until
from tests.ui.stage import Stage

SLEPT = Happening(What.SLEPT, NOW - timedelta(minutes=35), NOW - timedelta(minutes=1))
CRASHED = Happening(What.CRASHED, NOW - timedelta(hours=3), NOW - timedelta(hours=3))


async def sign_in(qtbot: QtBot, bridge: SlowBridge, state: str, system: str) -> SignIn:
    bridge.answers["pc"] = {"sign_in": state, "system": system, "awake": False}
    made = SignIn(bridge.as_bridge())
    qtbot.addWidget(made)
    made.show()
    await until(made.state.isVisible)
    return made


@pytest.mark.parametrize("system", sorted(WAYS))
@pytest.mark.parametrize("state", sorted(STATES))
async def test_what_happens_at_sign_in_and_how_it_is_made_automatic(
    qtbot: QtBot, state: str, system: str
) -> None:
    made = await sign_in(qtbot, SlowBridge(), state, system)
    assert plain(made.state.text()) == STATES[state]
    assert plain(made.way.text()) == WAYS[system]


async def test_it_follows_what_is_chosen_beside_it(qtbot: QtBot) -> None:
    bridge = SlowBridge()
    made = await sign_in(qtbot, bridge, "off", "linux")
    bridge.answers["pc"] = {"sign_in": "on", "system": "linux", "awake": False}
    bridge.preferences.emit(object())
    await until(lambda: plain(made.state.text()) == STATES["on"])
    bridge.answers["pc"] = AppError("our_fault", what="x")
    bridge.preferences.emit(object())
    await until(lambda: plain(made.state.text()) not in STATES.values())


def said(window: MainWindow) -> tuple[str, str]:
    banner = window.happened.banner
    return plain(banner.title.text()), plain(banner.text.text())


def test_what_happened_is_said_calmly_until_somebody_has_read_it(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        assert not window.happened.isVisible()
        bridge.standing.emit(replace(here.GOOD, happenings=(SLEPT, CRASHED)))
        assert window.happened.isVisible()
        assert said(window)[0] == "This PC slept from 20:27 to 21:01"
        assert "more" not in said(window)[1]
        (close,) = window.happened.findChildren(Button)
        close.click()
        await settle()
        assert ("told", {"until": SLEPT.ended.isoformat()}) in bridge.asked
        assert not window.happened.isVisible()
        bridge.standing.emit(here.GOOD)
        bridge.standing.emit(replace(here.GOOD, happenings=(CRASHED,)))
        assert said(window)[0] == "OTO Companion ended unexpectedly at 18:02 and was started again"

    stage.play(story)


def test_each_kind_has_words_in_both_languages_and_many_are_counted(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        told = set()
        for code in ("en", "ar"):
            language.apply(code)
            for what in What:
                three = tuple(replace(SLEPT, what=what, began=SLEPT.began - timedelta(minutes=n))
                              for n in range(3))  # fmt: skip
                bridge.standing.emit(replace(here.GOOD, happenings=three))
                title, detail = said(window)
                told.add(title)
                assert ("2 more times" if code == "en" else "ومرتين") in detail
        assert len(told) == 2 * len(What)

    stage.play(story)


def test_another_user_of_this_pc_comes_first_until_somebody_has_read_it(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        def close() -> None:
            buttons = [b for b in window.happened.findChildren(Button) if b.isVisible()]
            buttons[0].click()

        both = replace(here.GOOD, happenings=(SLEPT,), beside=("sara", "<b>noura"))
        bridge.standing.emit(both)
        assert said(window)[0].startswith("sara, <b>noura also has OTO Companion open on this PC")
        close()
        await settle()
        assert said(window)[0].startswith("This PC slept")
        bridge.standing.emit(replace(both, happenings=()))
        assert not window.happened.isVisible()
        bridge.standing.emit(here.GOOD)
        bridge.standing.emit(replace(both, happenings=()))
        assert window.happened.isVisible()

    stage.play(story)
