"""What the order panel says about an order as a whole, from its card."""

from datetime import datetime

from PySide6.QtCore import QUrl

from app.store.screens.types.card import OrderCard
from app.store.screens.types.queue import QueueRow, Why
from app.ui import texts
from app.ui.language import amount, clock, ltr, mark, one_line, spoken, tr
from app.ui.language import minutes as in_minutes

_DRIVERLESS = ("at_oto", "finding_driver", "needs_you", None)
_STATUS = {
    "pending": mark("Pending in Foodics"),
    "active": mark("Active in Foodics"),
    "declined": mark("Declined in Foodics"),
    "closed": mark("Closed in Foodics"),
    "returned": mark("Returned in Foodics"),
    "joined": mark("Joined in Foodics"),
    "void": mark("Void in Foodics"),
    "draft": mark("Draft in Foodics"),
}
_KITCHEN = {
    "sent_to_kitchen": mark("in the kitchen"),
    "ready": mark("marked Ready"),
    "assigned": mark("driver assigned in Foodics"),
    "en_route": mark("on its way in Foodics"),
    "delivered": mark("delivered in Foodics"),
    "cancelled": mark("cancelled in Foodics"),
}


_STANDING = {
    "waiting": mark("Not sent yet, because:"),
    "queued": mark("Ready, goes next"),
    "sending": mark("Being sent to OTO"),
    "unknown": mark("Not known whether OTO has it; it is being looked up"),
    "refused": mark("OTO refused it"),
    "held": mark("Waits for your decision"),
    "skipped": mark("Skipped, not sent to OTO, because:"),
    "cancelled": mark("Over before it was sent, because:"),
}


def standing(card: OrderCard) -> str:
    """The big sentence: where the order is."""
    state = card.row.state
    if state in _STANDING:
        return tr(_STANDING[state])
    return _retrying(card) if state == "retrying" else texts.stage(card.row.stage or "at_oto")


def _retrying(card: OrderCard) -> str:
    if card.next_attempt_at is None:
        return tr("OTO did not take it yet; it is tried again by itself")
    at = clock(card.next_attempt_at, seconds=True)
    return tr("OTO did not take it yet; next try at {time}", time=at)


def tone(card: OrderCard, now: datetime) -> tuple[str, str]:
    """Icon and colour of the big sentence."""
    row = card.row
    if row.group_at(now) == "needs_you":
        grave = row.state == "refused" or (row.state == "sent" and bool(card.flags))
        return ("circle-alert", "bad") if grave else ("triangle-alert", "warn")
    if row.state == "sent":
        return ("package-check", "good") if row.stage == "delivered" else ("bike", "accent")
    if row.state in ("queued", "sending"):
        return "send", "accent"
    if row.state in ("unknown", "retrying"):
        return "refresh-cw", "warn"
    return (
        ("circle-slash", "muted") if row.state in ("skipped", "cancelled") else ("clock", "muted")
    )


def waited(row: QueueRow, now: datetime) -> str:
    """How long it has waited, in words; "" for less than a minute."""
    count = max(0, int((now - row.since).total_seconds()) // 60)
    return in_minutes(count) if count else ""


def flag(found: Why, row: QueueRow, now: datetime) -> str:
    """A flag's sentence with what the card knows besides."""
    params = dict(found.params)
    if found.code == "ended_after_pickup":
        params["number"] = spoken(row.number, 0)
    if found.code == "no_driver" and row.accepted_at is not None:
        minutes = max(0, int((now - row.accepted_at).total_seconds()) // 60)
        params["minutes"] = str(minutes)
    if "amount" in params and row.currency and "→" not in params["amount"]:
        params["amount"] = f"{params['amount']} {row.currency}"
    return texts.flag(Why(found.code, params))


def money(row: QueueRow) -> str:
    """What the courier collects."""
    if _is_nothing(row.amount_due):
        return tr("Paid. The courier collects nothing.")
    return tr("The courier collects {amount}.", amount=amount(row.amount_due, row.currency))


def _is_nothing(text: str) -> bool:
    return not text.strip("0.,٠ ")


def for_customer(card: OrderCard) -> str:  # noqa: PLR0911 - a table, read from above
    """One sentence to say to a customer who calls."""
    row = card.row
    match row.state:
        case "waiting":
            return tr("Your order is being prepared.")
        case "queued" | "sending" | "unknown" | "retrying":
            return tr("Your order is ready, and we are calling a driver.")
        case "skipped" | "sent" if _off_oto(card) and _brought_by_us(card):
            return tr("Your order is ready, and our own driver brings it to you.")
        case "refused" | "held" | "skipped":
            return tr("We are looking into your order and will call you back in a few minutes.")
        case "cancelled":
            return tr("Your order was cancelled.")
    match row.stage:
        case "delivered":
            return tr("Your order was delivered.")
        case "returned" | "cancelled" | "lost":
            return tr("We are looking into your order and will call you back in a few minutes.")
        case "driver_coming":
            said = tr("Your order is ready, and a driver is coming to collect it.")
        case "on_the_way":
            said = tr("Your order is on the way to you.")
        case _:
            said = tr("Your order is ready, and we are finding a driver.")
    return _with_driver_or_link(said, card)


def _with_driver_or_link(said: str, card: OrderCard) -> str:
    oto = card.oto
    if card.row.stage in _DRIVERLESS or not oto.driver_phone:
        link = web_address(oto.tracking_url)
        if link is None:
            return said
        shown = ltr(one_line(link.toString(), 300))
        return tr("{sentence} You can follow it here: {link}", sentence=said, link=shown)
    phone = ltr(one_line(oto.driver_phone, 40))
    name = one_line(oto.driver_name or "", 80)
    if not name:
        return tr("{sentence} The driver's phone is {phone}.", sentence=said, phone=phone)
    return tr("{sentence} The driver is {name}, {phone}.", sentence=said, name=name, phone=phone)


def _off_oto(card: OrderCard) -> bool:
    """Nobody of OTO's brings it, or soon nobody will."""
    over = card.row.stage in ("cancelled", "returned", "lost")
    return card.row.state == "skipped" or card.wish == "cancel" or over


def _brought_by_us(card: OrderCard) -> bool:
    """Whether a person said so, here or in Foodics; the last word counts."""
    if card.row.why is not None and card.row.why.code == "own_driver":
        return True
    deeds = [row.data.get("action") for row in card.events if row.kind == "person"]
    return bool(deeds) and deeds[-1] in ("own-driver", "another-way")


def web_address(text: str | None) -> QUrl | None:
    """An address that a browser may open: nothing but http and https comes out of here."""
    url = QUrl((text or "").strip(), QUrl.ParsingMode.StrictMode)
    return url if url.isValid() and url.scheme() in ("http", "https") and url.host() else None


def foodics(card: OrderCard) -> str:
    """What the till shows, in one line."""
    status = _STATUS.get(card.foodics_status)
    kitchen = _KITCHEN.get(card.kitchen or "")
    said = tr(status) if status else one_line(card.foodics_status)
    return tr("{status} · {kitchen}", status=said, kitchen=tr(kitchen)) if kitchen else said


def neighbour(minutes: int) -> str:
    """Another order of the same phone."""
    if minutes > 0:
        return tr("Another order, same phone, {time} earlier", time=in_minutes(minutes))
    if minutes < 0:
        return tr("Another order, same phone, {time} later", time=in_minutes(-minutes))
    return tr("Another order, same phone, at the same time")
