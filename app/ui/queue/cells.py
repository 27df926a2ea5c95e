"""The plain texts of a row, cell by cell: what screen readers, tests and the clipboard get."""

from datetime import datetime
from enum import IntEnum

from app.store.screens.types.queue import Group, QueueRow
from app.ui.language import ago, amount, mark, one_line, plain, spoken, tr
from app.ui.queue.words import state_text


class Column(IntEnum):
    """The columns, in their order."""

    NUMBER = 0
    BRANCH = 1
    CUSTOMER = 2
    AMOUNT = 3
    TIME = 4
    STATE = 5


HEADERS = {
    Column.NUMBER: mark("Order"),
    Column.BRANCH: mark("Branch"),
    Column.CUSTOMER: mark("Customer"),
    Column.AMOUNT: mark("Amount"),
    Column.TIME: mark("Since"),
    Column.STATE: mark("State"),
}


def is_cod(row: QueueRow) -> bool:
    """Whether the courier collects something."""
    return row.amount_due.strip("0.") != ""


def money(row: QueueRow) -> tuple[str, str]:
    """The amount, and what is said of the collection ("COD", with its own amount if it is less)."""
    total = amount(row.amount, row.currency)
    if not is_cod(row):
        return total, ""
    if row.amount_due == row.amount:
        return total, tr("COD")
    return total, tr("COD {amount}", amount=amount(row.amount_due, None))


def text(row: QueueRow, group: Group, column: int, now: datetime) -> str:
    """What a cell says: plain, one line, without direction marks."""
    match column:
        case Column.NUMBER:
            return spoken(row.number, row.check_number)
        case Column.BRANCH:
            return one_line(row.branch_name)
        case Column.CUSTOMER:
            return one_line(row.customer)
        case Column.AMOUNT:
            total, cod = money(row)
            return plain(f"{total} · {cod}" if cod else total)
        case Column.TIME:
            return plain(ago(row.since, now))
        case _:
            return state_text(row, group)


def sentence(row: QueueRow, group: Group, now: datetime) -> str:
    """The whole row for a screen reader, beginning with the number people say."""
    parts = {column: text(row, group, column, now) for column in Column}
    total, _ = money(row)
    if is_cod(row):
        due = amount(row.amount_due, row.currency)
        total = tr("{amount}, cash on delivery {due}", amount=total, due=due)
    return plain(
        tr(
            "Order {number}, {branch}, {customer}, {amount}, {time}, {state}",
            number=parts[Column.NUMBER],
            branch=parts[Column.BRANCH],
            customer=parts[Column.CUSTOMER] or tr("no name"),
            amount=total,
            time=parts[Column.TIME],
            state=parts[Column.STATE],
        )
    )
