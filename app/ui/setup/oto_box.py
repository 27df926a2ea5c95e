"""Connecting OTO: Retailer ID and Token."""

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.store.screens.types.standing import Standing
from app.ui.bridge import Bridge
from app.ui.kit.box import column
from app.ui.language import amount, mark, one_line, tr
from app.ui.setup.fields import AddressField, Field, SecretField
from app.ui.setup.folds import AddressFold, HowTo
from app.ui.setup.form import Form, Outcome

USUAL = "https://api.tryoto.com"
_EXPLANATION = mark(
    "OTO gives out the Token in its dashboard, under Settings, API Integrations, Connect. The Retailer "
    "ID comes from OTO, together with the pair for Foodics. If you have neither, send OTO this message:"
)
_MESSAGE = mark(
    "Hello OTO,\n"
    "please send us the Retailer ID and the Token of our account, as you give them out for the "
    "Foodics integration. We want to send our delivery orders to you with the program OTO Companion.\n"
    "Please also tell us the currency in which your couriers collect cash on delivery. Thank you."
)
_RETAILER, _TOKEN = ("oto_incomplete", "oto_swapped"), ("oto_token_refused", "oto_incomplete")


class OtoBox(Form):
    """`saved` once the pair was accepted and stored."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.retailer = Field(mark("Retailer ID"))
        self.token = SecretField(mark("Token"))
        self.address = AddressField(mark("OTO address"), USUAL)
        self._how = HowTo(_EXPLANATION, _MESSAGE)
        self._other = AddressFold(self.address)
        self.retailer.entered.connect(self.token.setFocus)
        self.token.entered.connect(self.submit)
        self.address.entered.connect(self.submit)
        self.setLayout(
            column(
                self.retailer,
                self.token,
                self.buttons(),
                self.banner,
                column(self._how, self._other, gap=4),
                gap=16,
            )
        )
        self.setFocusProxy(self.retailer)
        self.retranslate()

    def show_standing(self, standing: Standing) -> None:
        """The address in force, unless another was typed."""
        super().show_standing(standing)
        self.address.show_stored(standing.oto.url)

    def submit(self) -> None:
        """Checks the pair with OTO, then saves it."""
        if self._busy:
            return
        missing = [field for field in (self.retailer, self.token) if not field.text()]
        for field in (self.retailer, self.token):
            field.show_wrong(field in missing)
        if missing:
            missing[0].setFocus()
            self.tell(
                lambda: Outcome(
                    "warn",
                    tr("Retailer ID and Token are both needed."),
                    tr("Enter both as OTO gave them, then press Save."),
                )
            )
            return
        self.check("save", self._save)

    def set_busy(self, busy: bool) -> None:
        """The fields can be read, not changed meanwhile."""
        super().set_busy(busy)
        for field in (self.retailer, self.token, self.address):
            field.lock(busy)

    async def _save(self) -> None:
        answer = await self._bridge.do(
            "connect-oto",
            retailer_id=self.retailer.text(),
            token=self.token.text(),
            url=self.address.url(),
        )
        self.token.forget()
        self.retailer.empty()
        account, credit = answer.get("account"), answer.get("credit")
        newer = answer.get("generation") == "v2"
        self.settled(
            lambda: accepted(
                str(account or ""), None if credit is None else str(credit), newer=newer
            )
        )

    def point_at(self, error: AppError) -> None:
        """Retailer ID, Token or address."""
        self.retailer.show_wrong(error.code in _RETAILER)
        self.token.show_wrong(error.code in _TOKEN)
        self.address.show_wrong(error.code in ("bad_address", "dns"))

    def kept_words(self) -> str:
        """The earlier pair works on."""
        if self._standing.oto.state == "not_connected":
            return tr("Nothing was saved.")
        return tr("The earlier Retailer ID and Token stay in force.")


def accepted(account: str, credit: str | None, *, newer: bool) -> Outcome:
    """OTO accepted the pair. Only the older interface looks at the Retailer ID."""
    title = tr("Token accepted") if newer else tr("Retailer ID and Token accepted")
    name = one_line(account, 80)
    if name and credit is not None:
        told = tr(
            "Account: {account}. Credit at OTO: {credit}.",
            account=name,
            credit=amount(credit, None),
        )
    elif name:
        told = tr("Account: {account}.", account=name)
    elif credit is not None:
        told = tr("Credit at OTO: {credit}.", credit=amount(credit, None))
    else:
        told = ""
    return Outcome("good", title, told)
