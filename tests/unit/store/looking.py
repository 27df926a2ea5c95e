"""What the window would read of a box's ledger."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.store.ledger import Txn
from app.store.queries import Reader
from tests.unit.store.box import Box

P = ParamSpec("P")
T = TypeVar("T")


def look(
    box: Box, question: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """The answer as things stand now."""

    def ask(txn: Txn) -> T:
        reader = Reader.of(txn.connection, txn.settings, txn.now)
        return question(reader, *args, **kwargs)

    return box.do(ask)


def write(box: Box, statement: Any) -> None:
    """Changes the ledger behind everybody's back."""

    def change(txn: Txn) -> None:
        txn.connection.execute(statement)

    box.do(change)
