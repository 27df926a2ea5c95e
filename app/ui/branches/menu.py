"""What else can be done with a branch: pause, resume, its door, its rules."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.ui.branches.item import BranchItem
from app.ui.branches.note import is_paused
from app.ui.header.menus import PauseMenu
from app.ui.kit.menu import open_below
from app.ui.language import plain, tr

if TYPE_CHECKING:
    from app.ui.branches.flow import Flow

#: Minutes for which one branch can be paused.
PAUSES = (30, 60)


def popup(flow: "Flow", item: BranchItem) -> None:
    """Opens the menu at its button."""
    open_below(lambda: made(flow, item), item.more)


def made(flow: "Flow", item: BranchItem) -> QMenu:
    """The menu as it fits the branch now."""
    found, reference = item.row, item.row.reference
    menu = QMenu(item)
    if found.stopped is not None or is_paused(found, flow.bridge.now()):
        menu.addAction(plain(tr("Resume this branch"))).triggered.connect(
            lambda: flow.ask(item, "resume", branch=reference)
        )
    else:
        pauses = PauseMenu(
            flow.bridge.now,
            lambda: flow.standing.day_ends_at,
            menu,
            lengths=PAUSES,
            until_time=False,
        )
        pauses.setTitle(plain(tr("Pause this branch")))
        pauses.chosen.connect(lambda until: flow.ask(item, "pause", branch=reference, **until))
        menu.addMenu(pauses)
    door = tr("Enter the city…") if flow.v1 else tr("Choose pickup location…")
    menu.addAction(plain(door)).triggered.connect(lambda: flow.choose_door(item))
    menu.addSeparator()
    ask = menu.addAction(plain(tr("Ask me for each order")))
    ask.setCheckable(True)
    ask.setChecked(found.ask_each)
    ask.triggered.connect(
        lambda on: flow.ask(item, "branch-rule", reference=reference, ask_each=on)
    )
    menu.addAction(plain(tr("Waiting time and tags…"))).triggered.connect(
        lambda: flow.open_rules(item)
    )
    return menu
