"""The words of the queue's empty states."""

from datetime import datetime, timedelta

from app.ui.language import ago, tr
from app.ui.queue.empty import Empty


def loading(page: Empty) -> None:
    """The first moments, until the ledger was read."""
    page.say("inbox", tr("The orders are being read."), busy=True)


def not_found(page: Empty, silent_tills: str) -> None:
    """A search without a result: why that may be."""
    page.say(
        "search",
        tr("No order found"),
        tr(
            "We don't have this order from Foodics. It may be open on a cashier's screen: close it "
            "by full payment or move to another order. If it does not appear within a minute, "
            "check the tablet's internet."
        ),
        more=silent_tills,
        button=tr("Clear the search"),
    )


def no_orders(page: Empty, last: str) -> None:
    """Nothing open and nothing today."""
    page.say("inbox", tr("No orders yet"), last)


def all_sent(page: Empty, last: str) -> None:
    """Nothing is left to do."""
    title, button = tr("Everything is sent."), tr("Show all orders")
    page.say("circle-check", title, last, button=button, tone="good")


def no_trouble(page: Empty) -> None:
    """Some wait, but nobody is needed."""
    title, button = tr("Nothing needs you."), tr("Show all orders")
    page.say("circle-check", title, button=button, tone="good")


def none_here(page: Empty) -> None:
    """The filter leaves nothing."""
    page.say("inbox", tr("No orders here"), button=tr("Show all orders"))


def last_order(latest: datetime | None, now: datetime) -> str:
    """When the last order came, as a sentence; empty if there was none."""
    if latest is None:
        return ""
    if now - latest < timedelta(minutes=1):
        return tr("The last order came just now.")
    return tr("The last order came {time} ago.", time=ago(latest, now))
