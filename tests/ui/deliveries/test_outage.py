"""The whole way: OTO goes down, the list is opened, orders are marked, OTO comes back. The real engine
behind the real window parts, over real HTTP."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.ui.deliveries.dialog import DeliveryDialog
from app.ui.deliveries.offer import DeliveryOffer
from app.ui.kit.button import Button
from app.ui.language import plain
from tests.ui.shop import shop_in, until


def press(dialog: DeliveryDialog, name: str) -> None:
    (found,) = [
        each
        for each in dialog.asking.findChildren(Button)
        if each.isVisible() and each.accessibleName() == name
    ]
    found.click()


async def test_what_was_delivered_another_way_is_not_sent_when_oto_comes_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    switches = FoodicsSwitches(rate_limit=100_000)
    with Sandbox(foodics=switches, oto=OtoSwitches()) as sandbox:
        async with shop_in(tmp_path, sandbox) as shop:
            offer = DeliveryOffer(shop.bridge)
            qtbot.addWidget(offer)
            sandbox.faults.add("oto", "createOrder", "status", None, status=429)
            orders = [shop.order() for _ in range(6)]
            await shop.look()
            await until(lambda: set(orders) <= shop.states.keys())
            await until(lambda: offer._standing and offer._standing.oto_since)
            await until(lambda: offer._standing and offer._standing.undelivered == 6)

            offer.open_list()
            dialog = offer.list
            assert isinstance(dialog, DeliveryDialog)
            # A probe may be on its way: an order that is being told to OTO has no box meanwhile.
            await until(lambda: sorted(dialog.tree.can_be_ticked()) == sorted(orders))
            marked, kept = orders[:4], orders[4:]
            for reference in marked:
                dialog.tree._items[reference].setCheckState(0, Qt.CheckState.Checked)
            await until(dialog.done_button.isEnabled)
            dialog.done_button.click()
            press(dialog, "Delivered another way")
            await until(lambda: "are marked" in dialog.asking.banner.title.text())
            await until(lambda: all(shop.states[each] == "skipped" for each in marked))
            assert plain(dialog.asking.banner.title.text()).startswith("4 orders")

            sandbox.faults.clear()
            await shop.look()
            await until(lambda: all(shop.states[each] == "sent" for each in kept))
            await until(lambda: "do not bring them" in dialog.text.text())
            await until(lambda: offer._standing and offer._standing.oto_since is None)
            accepted = set(sandbox.oto.account.orders)
            assert {each.rpartition("-")[2] for each in accepted} == {str(ref) for ref in kept}

            press(dialog, "Undo")
            await until(lambda: all(shop.states[each] == "sent" for each in marked))
            books = sandbox.truth.account({"B01"}, grace=3600.0)
            assert (books["doubled"], books["lost"]) == ([], [])
            dialog.close()
