"""What OTO has of the order: numbers, status, courier, driver, tracking."""

from datetime import datetime

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.store.screens.types.card import OrderCard
from app.ui import texts
from app.ui.kit.box import row
from app.ui.kit.button import Button
from app.ui.language import ago, clock, ltr, one_line, tr
from app.ui.order import sentences
from app.ui.order.parts import Box, CopyLine, Pool, Section, Text
from app.ui.theme import GRID


class AtOtoPart(Section):
    """Shown once OTO was told of the order, or is about to be."""

    def __init__(self) -> None:
        self.order_id = CopyLine()
        self.oto_id = CopyLine()
        self.status = CopyLine(copies=False)
        self.courier = CopyLine(copies=False)
        self.driver = CopyLine(copies=False)
        self.phone = CopyLine()
        self.door = CopyLine(copies=False)
        self.wish = Text(tone="warn")
        self.looked = Text(size="small", tone="muted")
        self.link = Button(kind="link", icon_name="external-link")
        self.link.clicked.connect(self._open)
        self._url: QUrl | None = None
        super().__init__(
            self.wish,
            self.status,
            self.courier,
            self.driver,
            self.phone,
            self.door,
            self.order_id,
            self.oto_id,
            row(self.link, None),
            self.looked,
            gap=GRID,
        )

    def render_card(self, card: OrderCard, now: datetime) -> None:
        """Shows what OTO showed."""
        oto = card.oto
        # Before OTO has it, or may have it, there is a number of ours only.
        there = card.row.state in ("sent", "unknown")
        self.setVisible(bool(there or oto.oto_id or oto.status))
        self.name(tr("At OTO"))
        self.wish.say(self._wish(card))
        self.wish.setVisible(bool(card.wish))
        self.order_id.say(tr("Our order number"), ltr(one_line(oto.order_id, 80)))
        self.oto_id.say(tr("OTO's number"), ltr(one_line(oto.oto_id or "", 80)))
        self.status.say(tr("Status"), self._status(oto.status, oto.stage))
        self.courier.say(tr("Courier"), one_line(oto.courier or "", 120))
        self.driver.say(tr("Driver"), one_line(oto.driver_name or "", 120))
        self.phone.say(tr("Driver's phone"), ltr(one_line(oto.driver_phone or "", 60)))
        self.door.say(tr("Collected at"), one_line(oto.warehouse or "", 120))
        self._url = sentences.web_address(oto.tracking_url)
        self.link.setVisible(self._url is not None)
        self.link.say(tr("Open the tracking page"))
        looked = ""
        if oto.tracked_at is not None:
            at, passed = clock(oto.tracked_at), ago(oto.tracked_at, now)
            looked = tr("OTO was last asked at {time} ({ago})", time=at, ago=passed)
        self.looked.say(looked)
        self.looked.setVisible(bool(looked))

    def _wish(self, card: OrderCard) -> str:
        if card.wish == "cancel":
            return tr("OTO is being asked to cancel it.")
        return tr("OTO is being told of a change.") if card.wish else ""

    def _status(self, status: str | None, stage: str | None) -> str:
        shown = one_line(status or "", 80)
        known = texts.stage(stage) if stage else ""
        if shown and known:
            return tr("{stage} ({status})", stage=known, status=ltr(shown))
        return known or ltr(shown)

    def _open(self) -> None:
        if self._url is not None:
            QDesktopServices.openUrl(self._url)


class Flags(Section):
    """What needs a look although OTO has the order."""

    def __init__(self) -> None:
        self._boxes: Pool[Box] = Pool(lambda: Box("bad"))
        super().__init__(self._boxes.layout)
        self.title.hide()

    def render_card(self, card: OrderCard, now: datetime) -> None:
        """Shows each flag with what to do."""
        self.setVisible(bool(card.flags))
        for box, found in zip(self._boxes.fit(len(card.flags)), card.flags, strict=True):
            text = sentences.flag(found, card.row, now)
            box.say(texts.short(found.code) or one_line(found.code), text, "bad")
