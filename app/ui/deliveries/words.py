"""What the delivery list says of an order, on the screen and on paper. Pure: no widgets, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.store.screens.types.deliveries import DeliveryRow
from app.ui import texts
from app.ui.language import amount, digits, directed, is_rtl, isolated, ltr, one_line, spoken, tr

#: Of a list of numbers in a sentence so many are named.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Orders under one heading: a branch's, or those that OTO may have already (`doubtful`)."""

    name: str
    doubtful: bool
    rows: tuple[DeliveryRow, ...]


def parts(rows: Iterable[DeliveryRow]) -> list[Part]:
    """By branch as they come; at the end those that may be at OTO already."""
    by_branch: dict[str, list[DeliveryRow]] = {}
    doubtful: list[DeliveryRow] = []
    for row in rows:
        if row.maybe_at_oto:
            doubtful.append(row)
        else:
            by_branch.setdefault(row.branch, []).append(row)
    found = [Part(branch(group[0]), False, tuple(group)) for group in by_branch.values()]
    if doubtful:
        found.append(Part(tr("Perhaps at OTO already"), True, tuple(doubtful)))
    return found


def branch(row: DeliveryRow) -> str:
    """The branch's name; its reference where it has none."""
    return one_line(row.branch_name, 60) or one_line(row.branch, 40)


def number(row: DeliveryRow) -> str:
    """What people call it; with the branch where orders of all branches stand together."""
    said = ltr(spoken(row.number, row.check_number))
    return f"{said} · {isolated(branch(row))}" if row.maybe_at_oto else said


def customer(row: DeliveryRow) -> str:
    """The customer's name."""
    return isolated(one_line(row.customer, 100)) or tr("No name")


def phone(row: DeliveryRow) -> str:
    """The phone as it is dialled."""
    return ltr(digits(one_line(row.phone, 60)))


def address(row: DeliveryRow) -> str:
    """Address and city, as far as they are known."""
    where, city = one_line(row.address, 1_000), one_line(row.city, 80)
    if where and city:
        return tr("{address}, {city}", address=where, city=city)
    return isolated(where or city)


def collect(row: DeliveryRow) -> str:
    """What is to be collected, in words."""
    if not row.amount_due:
        return tr("Look at the till")
    if not row.amount_due.strip("0.,"):
        return tr("Paid, collect nothing")
    money = amount(row.amount_due, row.currency)
    if row.sure:
        return tr("Collect {amount}", amount=money)
    return tr("{amount} if unpaid", amount=money)


def waited(row: DeliveryRow, now: datetime) -> str:
    """How many minutes ago it became Ready; that OTO is being told of it at this moment."""
    if row.state == "sending":
        return texts.state(row.state)
    return tr("%n min", n=max(0, int((now - row.since).total_seconds())) // 60)


def title(count: int) -> str:
    """How many wait."""
    return tr("%n order(s) wait for OTO", n=count)


def advice(at_oto: Sequence[DeliveryRow], *, down: bool) -> str:
    """What to do with the list: OTO has some of it now, or is `down`, or answers."""
    if at_oto:
        return tr("OTO has these now, do not bring them: {numbers}", numbers=numbers(at_oto))
    if down:
        return tr(
            "Print it, bring the orders to the customers, and mark them as Delivered another "
            "way. What is not marked goes to OTO when it answers."
        )
    return tr("OTO answers. These orders go by themselves, unless you mark them.")


def done(count: int) -> str:
    """On the button that marks the ticked ones."""
    action = texts.action("another-way")
    return tr("{what} ({count})", what=action, count=count) if count else action


def to_print(count: int) -> str:
    """On the button that prints the ticked ones, or all."""
    return tr("Print the chosen ones (%n)…", n=count) if count else tr("Print…")


def numbers(rows: Sequence[DeliveryRow], why: Mapping[int, str] | None = None) -> str:
    """ "#27 · 103377, #31 · 103380": so many are named, each with its state if one is known."""
    said = []
    for row in rows[:_NAMED]:
        each = ltr(spoken(row.number, row.check_number))
        state = (why or {}).get(row.reference)
        said.append(f"{each} ({texts.state(state)})" if state else each)
    if len(rows) > _NAMED:
        said.append("…")
    return directed(("، " if is_rtl() else ", ").join(said))
