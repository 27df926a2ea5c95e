"""The currency in which OTO collects."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from app.core.errors import AppError
from app.store.screens.types.standing import Standing
from app.ui.bridge import Bridge
from app.ui.kit.box import column, row
from app.ui.kit.combo import Combo
from app.ui.kit.label import Label
from app.ui.kit.line import Line
from app.ui.language import tr
from app.ui.setup.form import Form, Outcome

CODES = ("SAR", "AED", "KWD", "BHD", "QAR", "OMR", "EGP", "JOD", "USD", "EUR", "GBP")


class CurrencyBox(Form):
    """`saved` once it is stored. With `before_start` nothing is sent until Start sending."""

    def __init__(
        self, bridge: Bridge, *, before_start: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, parent)
        self._before_start = before_start
        self._label = Label(bold=True)
        self._hint = Label(size="small", tone="muted")
        self.combo = Combo()
        self._edit = Line()
        self.combo.setLineEdit(self._edit)
        self.combo.addItems(CODES)
        self.combo.setCurrentIndex(-1)
        self._edit.show_text("")
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._label.setBuddy(self.combo)
        self._edit.setMaxLength(20)
        self._edit.typed.connect(lambda: self.show_wrong(False))
        self._edit.returnPressed.connect(self.submit)
        self.setLayout(
            column(
                column(self._label, row(self.combo, None), self._hint, gap=4),
                self.buttons(),
                self.banner,
                gap=16,
            )
        )
        self.setFocusProxy(self.combo)
        self.retranslate()

    @property
    def code(self) -> str:
        """What was typed, in capital letters."""
        return self.combo.currentText().strip().upper()

    def retranslate(self) -> None:
        """All texts."""
        super().retranslate()
        self._label.say(tr("Currency"))
        self.combo.setAccessibleName(tr("Currency"))
        self._edit.setAccessibleName(tr("Currency"))
        self._hint.say(
            tr("The three letters of the currency in which OTO collects from your customers.")
        )

    def show_standing(self, standing: Standing) -> None:
        """What is stored or, before, what Foodics counts in; what was typed stays."""
        before = self._standing
        super().show_standing(standing)
        self._edit.prefill(standing.currency or standing.business_currency or "")
        if self._say is None and not self._busy and self._differs(standing.currency):
            code, own = standing.currency or "", standing.business_currency or ""
            self.tell(lambda: _differing(code, own))
        elif before.currency != standing.currency and standing.currency is None:
            self.tell(None)

    def submit(self) -> None:
        """Saves; another code than Foodics' own needs a yes first."""
        if self._busy:
            return
        code = self.code
        if not re.fullmatch("[A-Z]{3}", code):
            self.show_wrong(True)
            self.combo.setFocus()
            self.tell(
                lambda: Outcome(
                    "warn",
                    tr("A currency has three letters."),
                    tr("Choose one from the list, or type its code, such as SAR."),
                )
            )
            return
        if self._differs(code) and code != self._standing.currency:
            self._ask(code, self._standing.business_currency or "")
        else:
            self._go()

    def show_wrong(self, wrong: bool) -> None:
        """Marks the field."""
        self.combo.setProperty("wrong", wrong)
        self.combo.style().unpolish(self.combo)
        self.combo.style().polish(self.combo)

    async def _save(self, code: str) -> None:
        answer = await self._bridge.do("currency", code=code, before_start=self._before_start)
        kept, own = str(answer.get("currency") or code), answer.get("differs")
        self._edit.show_text(kept)
        self.settled(
            lambda: (
                _differing(kept, str(own))
                if own
                else Outcome("good", tr("OTO collects in {currency}.", currency=kept))
            )
        )

    def set_busy(self, busy: bool) -> None:
        """The code stays as it is meanwhile."""
        super().set_busy(busy)
        self.combo.setEnabled(not busy)

    def point_at(self, error: AppError) -> None:
        """The code, unless something else went wrong."""
        self.show_wrong(error.code == "unknown_currency")

    def kept_words(self) -> str:
        """The earlier currency goes on."""
        if self._standing.currency is None:
            return ""
        return tr("{currency} stays in force.", currency=self._standing.currency)

    def _differs(self, code: str | None) -> bool:
        own = self._standing.business_currency
        return bool(code and own and code != own)

    def _go(self) -> None:
        code = self.code
        self.check("save", lambda: self._save(code))

    def _ask(self, code: str, own: str) -> None:
        """The code is another one than Foodics counts in: only a person may want that."""

        def question() -> Outcome:
            return Outcome(
                "warn",
                tr("Foodics counts in {own}, not in {code}.", own=own, code=code),
                tr(
                    "Amounts are never converted. An order of 50.00 {own} would be collected as "
                    "50.00 {code}.",
                    own=own,
                    code=code,
                ),
                (
                    (tr("Use {code}", code=code), "danger", self._go),
                    (tr("Keep {own}", own=own), "normal", lambda: self._keep(own)),
                ),
            )

        self.tell(question)

    def _keep(self, own: str) -> None:
        self.combo.setCurrentText(own)
        self.tell(None)
        self.combo.setFocus()


def _differing(code: str, own: str) -> Outcome:
    return Outcome(
        "warn",
        tr("OTO collects in {code}, Foodics counts in {own}.", code=code, own=own),
        tr("Amounts are never converted. Change the currency here if this is not wanted."),
    )
