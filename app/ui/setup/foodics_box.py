"""Connecting Foodics: paste the access token, or approve in the browser where an app id is set."""

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError, Kind
from app.store.screens.types.standing import Standing
from app.ui.bridge import Bridge
from app.ui.kit.box import column
from app.ui.language import mark, one_line, tr
from app.ui.setup.approve import Approve
from app.ui.setup.fields import AddressField, SecretField
from app.ui.setup.folds import AddressFold, HowTo
from app.ui.setup.form import Form, Outcome

USUAL = "https://api.foodics.com"
_EXPLANATION = mark(
    "Foodics e-mails the access token to the owner of the account, once the owner has allowed this "
    "program. Ask the owner whether it is already there. If not, send Foodics support this message:"
)
_MESSAGE = mark(
    "Hello Foodics support,\n"
    "please issue an API access token for our business, for all its branches. It is for the program "
    "OTO Companion on our own PC, which sends our delivery orders to OTO.\n"
    "Scopes needed: general.read, orders.list\n"
    "Scopes wanted: orders.get, tokens.limited.revoke\n"
    "Please e-mail the token to the owner of the account. Thank you."
)


class FoodicsBox(Form):
    """`saved` once the token was accepted and stored."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.token = SecretField(mark("Access token"))
        self.address = AddressField(mark("Foodics address"), USUAL)
        self.approve = Approve(bridge, self.address.url)
        self.approve.hide()
        self.approve.approved.connect(self._approved)
        self._how = HowTo(_EXPLANATION, _MESSAGE)
        self._other = AddressFold(self.address)
        self.token.entered.connect(self.submit)
        self.address.entered.connect(self.submit)
        self.setLayout(
            column(
                self.approve,
                self.token,
                self.buttons(),
                self.banner,
                column(self._how, self._other, gap=4),
                gap=16,
            )
        )
        self.setFocusProxy(self.token)
        self.retranslate()

    def show_standing(self, standing: Standing) -> None:
        """The address in force, unless another was typed."""
        super().show_standing(standing)
        self.address.show_stored(standing.foodics.url)

    def show_client_id(self, client_id: str) -> None:
        """With an app id of Foodics the approval in the browser is offered as well."""
        offered = bool(client_id.strip())
        self.approve.setVisible(offered)
        # One way is the first one.
        self.save.set_kind("normal" if offered else "primary")

    def submit(self) -> None:
        """Checks the token with Foodics, then saves it."""
        if self._busy:
            return
        if not self.token.text():
            self.token.show_wrong(True)
            self.token.setFocus()
            self.tell(
                lambda: Outcome(
                    "warn",
                    tr("The access token is missing."),
                    tr("Paste it into the field above, then press Save."),
                )
            )
            return
        self.check("save", self._save)

    def set_busy(self, busy: bool) -> None:
        """The fields can be read, not changed meanwhile."""
        super().set_busy(busy)
        self.token.lock(busy)
        self.address.lock(busy)

    async def _save(self) -> None:
        answer = await self._bridge.do(
            "connect-foodics", token=self.token.text(), url=self.address.url()
        )
        self.token.forget()
        self.settled(lambda: connected(str(answer.get("business", ""))))

    def _approved(self, business: str) -> None:
        self.settled(lambda: connected(business))

    def point_at(self, error: AppError) -> None:
        """Token or address."""
        self.token.show_wrong(error.code != "bad_address" and error.kind in _TOKEN)
        self.address.show_wrong(error.code in ("bad_address", "dns"))

    def kept_words(self) -> str:
        """The earlier token works on."""
        if self._standing.foodics.state == "not_connected":
            return tr("Nothing was saved.")
        return tr("The earlier access token stays in force.")


_TOKEN = (Kind.SIGN_IN, Kind.PERMISSION, Kind.INPUT)


def connected(business: str) -> Outcome:
    """Foodics accepted the token."""
    name = one_line(business, 80)
    return Outcome("good", tr("Connected to Foodics: {business}", business=name))
