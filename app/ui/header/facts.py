"""What the sentence on top is chosen by, and the shape of one rule of its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.errors import TEXTS, AppError
from app.store.screens.types.standing import Standing

#: Seconds after the last good check from which on nothing new is sent (rules.md section 1).
SILENT = 60
#: Rules of their own say these better.
_TOLD_BY_OTHERS = ("foodics_silent", "branch_stopped", "second_sender")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule looks at. `age` None: no good check since the program started."""

    standing: Standing
    trouble: AppError | None
    now: datetime
    age: float | None

    @property
    def problem(self) -> AppError | None:
        """What health wrote down, as an error with words."""
        code = self.standing.problem
        if code is None or code in _TOLD_BY_OTHERS or code.startswith("step_"):
            return None
        params: dict[str, Any] = dict(self.standing.problem_params)
        return AppError(code if code in TEXTS else "our_fault", **params)

    @property
    def paused(self) -> bool:
        """A pause whose end has come is over, also before the ledger says so."""
        until = self.standing.paused_until
        return self.standing.paused and (until is None or until > self.now)


@dataclass(frozen=True, slots=True)
class Rule:
    """When it holds, and what is said then. `error`: the words of that error instead."""

    holds: Callable[[Facts], object]
    kind: str
    icon: str
    title: str = ""
    detail: str = ""
    help: str = ""
    fill: Callable[[Facts], Mapping[str, str]] = lambda _: {}
    count: Callable[[Facts], int | None] = lambda _: None
    error: Callable[[Facts], AppError | None] = lambda _: None
