"""Approving this program at Foodics in the browser: authorize, or cancel and nothing is changed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.ui.bridge import Bridge
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.language import mark, tr
from app.ui.setup.fields import Field, SecretField
from app.ui.setup.form import Form, Outcome


class Approve(Form):
    """`approved` once Foodics gave a token and it was stored. `url` gives the address of Foodics, None
    for the usual one."""

    #: The name of the business.
    approved = Signal(str)

    def __init__(
        self, bridge: Bridge, url: Callable[[], str | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, parent)
        self._url = url
        self.secret = SecretField(
            mark("Client secret"),
            hint=mark("Needed the first time only. Leave it empty if it was entered before."),
        )
        self.back = Field(
            mark("Redirected address"),
            hint=mark(
                "If the browser ends on a page that cannot be shown, copy that page's address here."
            ),
        )
        self.take = Button()
        self._again = Button(kind="link", icon_name="external-link")
        self._lead = Label(tone="muted")
        self._or = Label(tone="muted")
        self._address = ""
        self._waits = QWidget()
        self._waits.setLayout(
            column(row(self._again, None), self.back, row(self.take, None), gap=8)
        )
        self._waits.hide()
        self.save.set_icon("external-link")
        self.secret.entered.connect(self.submit)
        self.back.entered.connect(self._paste)
        self.take.clicked.connect(self._paste)
        self._again.clicked.connect(self._open)
        self.setLayout(
            column(
                self._lead, self.secret, self.buttons(), self._waits, self.banner, self._or, gap=16
            )
        )
        self.retranslate()

    def retranslate(self) -> None:
        """All texts; Save is called Authorize here."""
        super().retranslate()
        self.save.say(tr("Authorize"))
        self.doing.say(tr("Waiting for your approval in the browser…") if self._busy else "")
        self._lead.say(tr("Foodics opens in your browser. Sign in as the owner and approve."))
        self._or.say(tr("Or paste an access token:"))
        self._again.say(tr("Open the page again"))
        self.take.say(tr("Use this address"))

    def set_busy(self, busy: bool) -> None:
        """Waiting for the browser, or no longer."""
        super().set_busy(busy)
        self.secret.lock(busy)
        if not busy:
            self._waits.hide()
            self._address = ""
        self.retranslate()

    def submit(self) -> None:
        """Asks the engine for the address, opens it, and waits for the answer."""
        self.check("authorize", self._authorize)

    def stop(self) -> None:
        """Cancel: nothing is changed."""
        if not self._busy:
            return
        self._give_up()
        self._jobs.start("cancel", lambda: self._bridge.do("authorize-cancel"))
        self.back.empty()
        self.tell(lambda: Outcome("info", tr("The approval was cancelled. Nothing was changed.")))

    def kept_words(self) -> str:
        """Nothing changes before the very end."""
        return tr("Nothing was changed.")

    async def _authorize(self) -> None:
        answer = await self._bridge.do(
            "authorize", client_secret=self.secret.text() or None, url=self._url()
        )
        self._address = str(answer.get("address", ""))
        self._waits.show()
        self._open()
        self._approved(await self._bridge.do("authorized"))

    def _open(self) -> None:
        url = QUrl(self._address, QUrl.ParsingMode.StrictMode)
        # The engine makes the address; still nothing but a web page is ever opened.
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)

    def _paste(self) -> None:
        callback = self.back.text()
        self.back.show_wrong(not callback)
        if callback and self._busy:
            self._jobs.start("paste", lambda: self._hand_over(callback))

    async def _hand_over(self, callback: str) -> None:
        answer = await self._bridge.do("authorize-paste", callback=callback)
        if "business" in answer and self._busy:
            self._give_up()
            self._approved(answer)

    def _approved(self, answer: dict[str, Any]) -> None:
        self.secret.forget()
        self.back.empty()
        self.settled(None)
        self.approved.emit(str(answer.get("business", "")))
