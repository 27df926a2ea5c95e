"""The order panel through its real widgets."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.core.errors import AppError
from app.store.screens.types.card import AtOto, ItemRow, OrderCard, Question, Refusal
from app.store.screens.types.queue import Why
from app.ui import language
from app.ui.kit.button import Button
from app.ui.language import plain
from app.ui.order import OrderPanel
from app.ui.order.fields import Cities
from tests.ui.assistive import filled_in
from tests.ui.order import cards

REFERENCE = 48210


class Stage:
    """A panel on screen with its bridge."""

    def __init__(self) -> None:
        self.bridge = cards.FakeBridge()
        self.panel = OrderPanel(self.bridge)
        self.panel.resize(380, 900)
        self.panel.show()

    async def see(self, card: OrderCard) -> OrderPanel:
        self.bridge.cards[card.row.reference] = card
        self.panel.show(card.row.reference)
        await cards.until(lambda: self.panel.card == card)
        await self.rest()
        return self.panel

    async def rest(self) -> None:
        await cards.until(lambda: not any(map(self.panel._jobs.busy, ("read", "work", "cities"))))

    async def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await self.rest()


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    made = Stage()
    yield made
    made.panel.hide()
    # At once: a restyled application would polish the panels of all tests before.
    shiboken6.delete(made.panel)


def texts_of(widget: QWidget) -> list[str]:
    """What can be read."""
    found: list[QLabel | QPushButton] = [*widget.findChildren(QLabel)]
    found += widget.findChildren(QPushButton)
    return [plain(each.text()).replace("\u200b", "") for each in found if each.isVisible()]


def button(widget: QWidget, name: str) -> QPushButton:
    for each in widget.findChildren(QPushButton):
        if each.isVisible() and each.accessibleName() == name:
            return each
    names = [each.accessibleName() for each in widget.findChildren(QPushButton)]
    raise AssertionError(f"{name!r} is not among {names}")


def pressable(widget: QWidget, name: str) -> bool:
    return any(
        each.accessibleName() == name and each.isVisible()
        for each in widget.findChildren(QPushButton)
    )


def test_nothing_is_chosen_at_first(stage: Stage) -> None:
    assert texts_of(stage.panel) == ["Choose an order to see why it is where it is."]


async def test_what_holds_and_what_fails_is_listed(stage: Stage) -> None:
    panel = await stage.see(cards.card())
    said = texts_of(panel)
    assert "#27 · 103377" in said
    assert "Not sent yet, because:" in said
    assert "Not marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready." in said
    assert "Kitchen staff must act · for 18 minutes" in [t.replace("(s)", "s") for t in said]
    assert "The branch is active" in said
    assert "Another order, same phone, 9 minutes earlier" in [t.replace("(s)", "s") for t in said]
    assert "The courier collects 86.25 SAR." in said
    assert not panel.column.fix.isVisible()


class TestFixing:
    async def test_a_refused_phone_is_saved_and_sent(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        field = panel.column.fix.fields["phone"]
        assert field.line.text() == "+966500000123"
        assert not panel.column.fix.fields["address"].isVisible()
        field.line.selectAll()
        QTest.keyClicks(field.line, "0555000111")
        stage.bridge.answers["mend"] = {"state": "refused"}
        await stage.click(button(panel, "Save and send"))
        assert stage.bridge.done == [
            ("mend", {"reference": REFERENCE, "phone": "0555000111"}),
            ("order", {"action": "retry", "reference": REFERENCE}),
        ]
        assert "Saved for this order." in texts_of(panel)

    async def test_what_goes_by_itself_is_not_pushed(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        stage.bridge.answers["mend"] = {"state": "queued"}
        QTest.keyClicks(panel.column.fix.fields["phone"].line, "1")
        QTest.keyClick(panel.column.fix.fields["phone"].line, Qt.Key.Key_Return)
        await stage.rest()
        assert [verb for verb, _ in stage.bridge.done] == ["mend"]

    async def test_a_phone_filled_in_by_a_screen_reader_stays(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        filled_in(panel.column.fix.fields["phone"].line, "0555000111")
        panel.column.fix.render_card(cards.refused())
        stage.bridge.answers["mend"] = {"state": "queued"}
        await stage.click(button(panel, "Save and send"))
        assert stage.bridge.done == [
            ("mend", {"reference": REFERENCE, "phone": "0555000111"}),
        ]

    async def test_mended_in_foodics(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        await stage.click(button(panel, "I corrected it in Foodics"))
        assert stage.bridge.done == [("order", {"action": "retry", "reference": REFERENCE})]
        assert not pressable(panel, "Retry")

    async def test_a_number_that_cannot_be_called(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        field = panel.column.fix.fields["phone"]
        stage.bridge.refuses["mend"] = AppError("phone_unusable")
        field.line.selectAll()
        QTest.keyClicks(field.line, "12")
        await stage.click(button(panel, "Save and send"))
        assert "This phone number cannot be called" in texts_of(panel)
        assert field.line.text() == "12"
        assert field.editor.property("wrong") is True
        QTest.keyClicks(field.line, "3")
        assert field.editor.property("wrong") is False

    async def test_the_city_is_chosen_from_otos(self, stage: Stage) -> None:
        refusal = Refusal("OTO1022", "city", "order_data", "")
        panel = await stage.see(cards.refused(refusal=refusal))
        field = panel.column.fix.fields["city"]
        assert isinstance(field.editor, Cities)
        assert field.editor.count() == 3
        assert field.editor.currentText() == "Riyadh"
        field.line.selectAll()
        QTest.keyClicks(field.line, "Jeddah")
        await stage.click(button(panel, "Save and send"))
        assert stage.bridge.done[0] == ("mend", {"reference": REFERENCE, "city": "Jeddah"})

    async def test_the_door_is_chosen_at_the_branch(self, stage: Stage) -> None:
        asked: list[str] = []
        stage.panel.door_wanted.connect(asked.append)
        waiting = cards.card(
            conditions=cards.conditions("no_pickup", no_pickup={"branch": "B01"}),
            fixes=("pickup",),
        )
        panel = await stage.see(waiting)
        await stage.click(button(panel, "Choose the pickup location"))
        assert asked == ["B01"]
        assert not pressable(panel, "Save and send")

    async def test_a_waiting_order_without_a_phone(self, stage: Stage) -> None:
        waiting = cards.card(
            conditions=cards.conditions("no_phone"), fixes=("phone", "address"), phone=""
        )
        panel = await stage.see(waiting)
        assert not button(panel, "Save and send").isEnabled()
        QTest.keyClicks(panel.column.fix.fields["phone"].line, "0555000111")
        stage.bridge.answers["mend"] = {"state": "queued"}
        await stage.click(button(panel, "Save and send"))
        assert stage.bridge.done == [("mend", {"reference": REFERENCE, "phone": "0555000111"})]

    async def test_a_held_order_is_released(self, stage: Stage) -> None:
        panel = await stage.see(cards.too_old())
        release = button(panel, "Release")
        assert release.shortcut() == QKeySequence("Ctrl+Return")
        await stage.click(release)
        assert stage.bridge.done == [("order", {"action": "release", "reference": REFERENCE})]

    async def test_typed_text_and_place_survive_an_update(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        line = panel.column.fix.fields["phone"].line
        bar = panel.column.area.verticalScrollBar()
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "0555")
        bar.setValue(40)
        place = line.cursorPosition()
        stage.bridge.put(cards.refused(phone="+966500000999", attempts=2))
        await cards.until(lambda: panel.card is not None and panel.card.attempts == 2)
        assert line.text() == "0555"
        assert line.cursorPosition() == place
        assert bar.value() == 40
        assert "+966500000999" in texts_of(panel)

    async def test_another_order_begins_anew(self, stage: Stage) -> None:
        panel = await stage.see(cards.refused())
        QTest.keyClicks(panel.column.fix.fields["phone"].line, "99")
        other = cards.refused()
        other = replace(other, row=replace(other.row, reference=7), phone="+966511111111")
        await stage.see(other)
        assert panel.column.fix.fields["phone"].line.text() == "+966511111111"


class TestQuestions:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Already paid", "paid"),
            ("The courier collects", "collect"),
            ("Not for OTO", "not_for_oto"),
        ],
    )
    async def test_a_payment_method(self, stage: Stage, name: str, value: str) -> None:
        panel = await stage.see(cards.asking())
        said = " ".join(texts_of(panel)).replace("order(s) wait", "orders wait")
        assert "Your answer is remembered for this payment method." in said
        assert "3 orders wait for it." in said
        await stage.click(button(panel, name))
        assert stage.bridge.done == [
            ("answer", {"topic": "payment", "subject": "m7", "value": value})
        ]
        assert "Your answer is remembered." in texts_of(panel)

    @pytest.mark.parametrize(
        ("name", "value"), [("Send such orders to OTO", "send"), ("Never send them", "never")]
    )
    async def test_a_sender(self, stage: Stage, name: str, value: str) -> None:
        asked = Question(
            "sender",
            "app:x1",
            Why("aggregator", {"sender": "app:x1"}),
            ("send", "never"),
            None,
            (REFERENCE,),
        )
        panel = await stage.see(cards.asking(questions=(asked,)))
        await stage.click(button(panel, name))
        assert stage.bridge.done[0][1]["value"] == value

    async def test_a_city(self, stage: Stage) -> None:
        asked = Question(
            "city",
            "a17",
            Why("city_unclear", {"named": "Jeddah", "branch": "Riyadh"}),
            (),
            "Jeddah",
            (REFERENCE,),
        )
        panel = await stage.see(cards.asking(questions=(asked,)))
        assert "The address says Jeddah, the branch is in Riyadh. Which city?" in texts_of(panel)
        await stage.click(button(panel, "Use this city"))
        assert stage.bridge.done == [
            ("answer", {"topic": "city", "subject": "a17", "value": "Jeddah"})
        ]

    async def test_only_this_order_can_be_released(self, stage: Stage) -> None:
        panel = await stage.see(cards.asking())
        await stage.click(button(panel, "Release"))
        assert stage.bridge.done == [("order", {"action": "release", "reference": REFERENCE})]

    async def test_an_answered_question_goes(self, stage: Stage) -> None:
        panel = await stage.see(cards.asking())
        stage.bridge.put(cards.asking(questions=()))
        await cards.until(lambda: panel.card is not None and not panel.card.questions)
        assert not pressable(panel, "Already paid")


class TestButtons:
    @pytest.mark.parametrize(
        ("verb", "name", "key"),
        [
            ("hold", "Hold", "H"),
            ("skip", "Skip", "S"),
            ("unskip", "Undo skip", "U"),
            ("retry", "Retry", "R"),
            ("release", "Release", "Ctrl+Return"),
            ("acknowledge", "Seen", "E"),
        ],
    )
    async def test_each_asks_for_its_verb(
        self, stage: Stage, verb: str, name: str, key: str
    ) -> None:
        panel = await stage.see(cards.card(actions=(verb,)))
        found = button(panel, name)
        assert found.shortcut() == QKeySequence(key)
        await stage.click(found)
        assert stage.bridge.done == [("order", {"action": verb, "reference": REFERENCE})]

    @pytest.mark.parametrize("verb", ["send-anyway", "send-again", "cancel-at-oto"])
    async def test_what_costs_something_is_asked_twice(self, stage: Stage, verb: str) -> None:
        panel = await stage.see(cards.card(actions=(verb, "hold")))
        assert button(panel, "More").isVisible()
        panel.buttons.actions_[verb].trigger()
        assert stage.bridge.done == []
        assert panel.asked.isVisible()
        await stage.click(panel.asked.yes)
        assert stage.bridge.done == [("order", {"action": verb, "reference": REFERENCE})]
        assert not panel.asked.isVisible()

    @pytest.mark.parametrize("verb", ["own-driver", "another-way"])
    async def test_taking_it_from_oto_is_asked_twice_too(self, stage: Stage, verb: str) -> None:
        panel = await stage.see(cards.sent(actions=(verb,)))
        panel.buttons.actions_[verb].trigger()
        assert stage.bridge.done == []
        assert "outForDelivery" in plain(panel.asked.text.text())
        await stage.click(panel.asked.yes)
        assert stage.bridge.done == [("order", {"action": verb, "reference": REFERENCE})]

    async def test_it_can_be_left(self, stage: Stage) -> None:
        panel = await stage.see(cards.card())
        panel.buttons.actions_["send-anyway"].trigger()
        await stage.click(button(panel.asked, "Leave it"))
        assert stage.bridge.done == []
        assert not panel.asked.isVisible()

    async def test_a_question_that_fits_no_more_goes(self, stage: Stage) -> None:
        panel = await stage.see(cards.card())
        panel.buttons.actions_["send-anyway"].trigger()
        stage.bridge.put(cards.sent())
        await cards.until(lambda: panel.card is not None and panel.card.row.state == "sent")
        assert not panel.asked.isVisible()

    async def test_a_refusal_says_why(self, stage: Stage) -> None:
        panel = await stage.see(cards.card())
        stage.bridge.refuses["order"] = AppError(
            "wrong_state", action="skip", state="sent", reference=REFERENCE, why=""
        )
        await stage.click(button(panel, "Skip"))
        assert "This cannot be done now" in texts_of(panel)
        await stage.click(button(panel.banner, "Close"))
        assert not panel.banner.isVisible()

    @pytest.mark.parametrize(
        "card",
        [cards.card(), cards.refused(), cards.asking(), cards.too_old(), cards.sent()],
        ids=["waiting", "refused", "question", "old", "sent"],
    )
    async def test_every_button_is_named(self, stage: Stage, card: OrderCard) -> None:
        panel = await stage.see(card)
        for found in panel.findChildren(Button):
            if found.isVisible():
                assert found.accessibleName()
                assert found.focusPolicy() & Qt.FocusPolicy.TabFocus
        for action in panel.buttons.menu.actions():
            assert action.text()


class TestAtOto:
    async def test_driver_and_numbers(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
        panel = await stage.see(cards.sent())
        said = texts_of(panel)
        assert "On the way (outForDelivery)" in said
        assert "41877203" in said
        assert any("The driver is محمد الحربي, +966555000777." in each for each in said)
        await stage.click(button(panel, "Open the tracking page"))
        assert opened == ["https://track.example/41877203"]

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "file:///etc/passwd", "http://", "", "track.example/1", None]
    )
    async def test_no_other_address_is_opened(self, stage: Stage, url: str | None) -> None:
        oto: AtOto = replace(cards.sent().oto, tracking_url=url)
        panel = await stage.see(cards.sent(oto=oto))
        assert not pressable(panel, "Open the tracking page")

    async def test_a_flag_says_what_to_do(self, stage: Stage) -> None:
        panel = await stage.see(
            cards.sent([Why("no_driver"), Why("already_paid", {"amount": "9"})])
        )
        said = texts_of(panel)
        assert "At OTO for 12 min, no driver yet." in said
        assert any(each.startswith("9 SAR was paid after") for each in said)


class TestText:
    async def test_a_copy_has_no_marks(self, stage: Stage) -> None:
        panel = await stage.see(cards.sent(phone="\u2066+966500000123\u2069"))
        for name, value in (
            ("Copy: Phone", "+966500000123"),
            ("Copy: OTO's number", "41877203"),
            ("Copy: Our order number", "F922240-48210"),
        ):
            await stage.click(button(panel, name))
            assert QGuiApplication.clipboard().text() == value

    async def test_html_is_shown_as_it_came(self, stage: Stage) -> None:
        bad = "<b>Sara</b> & <img src=x>"
        panel = await stage.see(
            cards.card(customer=bad, address=bad, notes=bad, items=(ItemRow(bad, "1", "5.00"),))
        )
        said = texts_of(panel)
        assert bad in said
        assert f"1 × {bad}" in said
        for label in panel.findChildren(QLabel):
            if label.pixmap().isNull():
                assert label.textFormat() is Qt.TextFormat.PlainText

    @pytest.mark.parametrize("name", ["x" * 300, "🍔" * 150, "a\nb\r\nc", "\u202eevil", ""])
    async def test_odd_names_do_not_widen_the_panel(self, stage: Stage, name: str) -> None:
        row = cards.row(branch_name=name, amount="99999.99", amount_due="0.00", currency=None)
        items = tuple(ItemRow(name, "1", "99999.99") for _ in range(40))
        panel = await stage.see(cards.card(row, customer=name, address=name, items=items))
        assert panel.width() == 380
        assert panel.minimumSizeHint().width() <= 320
        assert "Paid. The courier collects nothing." in texts_of(panel)
        inner = panel.column.area.widget()
        assert inner is not None
        assert inner.width() <= panel.column.area.viewport().width()

    @pytest.mark.parametrize("code", ["en", "ar"])
    async def test_it_fits_the_smallest_panel(self, stage: Stage, code: str) -> None:
        language.apply(code)
        for card in (
            cards.card(actions=("hold", "skip", "own-driver", "another-way", "send-anyway")),
            cards.refused(),
            cards.asking(),
            cards.sent([Why("no_driver")]),
        ):
            panel = await stage.see(card)
            for verb in ("send-anyway", "send-again", "cancel-at-oto"):
                if verb in card.actions:
                    panel.buttons.actions_[verb].trigger()
            QApplication.processEvents()
            assert panel.minimumSizeHint().width() <= 320

    async def test_it_follows_the_language(self, stage: Stage) -> None:
        panel = await stage.see(cards.sent())
        language.apply("ar")
        await cards.until(lambda: panel.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        name = panel.column.head.number
        assert name.alignment() & Qt.AlignmentFlag.AlignRight
        language.apply("en")
        await cards.until(lambda: bool(name.alignment() & Qt.AlignmentFlag.AlignLeft))


class TestFollowing:
    async def test_only_its_own_changes_are_read(self, stage: Stage) -> None:
        panel = await stage.see(cards.card())
        reads = stage.bridge.reads
        stage.bridge.changed.emit([cards.row(reference=1)])
        await stage.rest()
        assert stage.bridge.reads == reads
        stage.bridge.put(cards.sent())
        await cards.until(lambda: panel.card is not None and panel.card.row.state == "sent")
        assert "On the way" in texts_of(panel)

    async def test_a_burst_of_changes_is_read_twice_at_most(self, stage: Stage) -> None:
        await stage.see(cards.card())
        reads = stage.bridge.reads
        for _ in range(50):
            stage.bridge.put(cards.sent())
        await stage.rest()
        assert stage.bridge.reads - reads <= 2

    async def test_an_order_that_is_not_there(self, stage: Stage) -> None:
        stage.panel.show(99)
        await cards.until(lambda: any("We don't have order 99" in t for t in texts_of(stage.panel)))

    async def test_it_is_closed_and_emptied(self, stage: Stage) -> None:
        closed: list[bool] = []
        stage.panel.closed.connect(lambda: closed.append(True))
        panel = await stage.see(cards.card())
        await stage.click(button(panel.column.head, "Close"))
        assert closed == [True]
        panel.show(None)
        assert texts_of(panel) == ["Choose an order to see why it is where it is."]

    async def test_a_neighbour_is_opened(self, stage: Stage) -> None:
        chosen: list[int] = []
        stage.panel.chosen.connect(chosen.append)
        other = cards.sent()
        stage.bridge.cards[48201] = replace(other, row=replace(other.row, reference=48201))
        panel = await stage.see(cards.card())
        await stage.click(button(panel, "#26 · 103376, At OTO"))
        await cards.until(lambda: panel.card is not None and panel.card.row.reference == 48201)
        assert chosen == [48201]

    async def test_a_long_history_shows_its_end_first(self, stage: Stage) -> None:
        events: list[Any] = [cards.at(200 - n, "lookup", absent=1) for n in range(100)]
        panel = await stage.see(cards.card(events=tuple(events)))
        assert sum(each.isVisible() for each in panel.column.timeline._lines._made) == 30
        panel.column.timeline.more.click()
        assert sum(not each.isHidden() for each in panel.column.timeline._lines._made) == 100

    async def test_the_clock_stands_still_when_nobody_looks(self, stage: Stage) -> None:
        panel = await stage.see(cards.card())
        assert panel._clock.isActive()
        panel.hide()
        assert not panel._clock.isActive()
