"""The one sentence on top: the worst true thing first (window.md). Pure: no widgets, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.errors import AppError
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.header.facts import Facts
from app.ui.header.rules import RULES
from app.ui.language import mark, tr

#: help code -> text of the one button that helps.
HELP = {
    "try_again": mark("Try again"),
    "settings_foodics": mark("Foodics settings"),
    "settings_oto": mark("OTO settings"),
    "resume": mark("Resume"),
    "gap": mark("Choose…"),
    "branches": mark("Choose branches"),
    "open_branch": mark("Show the branch"),
    "settings_currency": mark("Set the currency"),
    "help": mark("Help"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """`kind` is good, warn, bad or info; `icon` a Lucide name; `help` a key of HELP or ""."""

    kind: str
    icon: str
    title: str
    detail: str = ""
    help: str = ""


def sentence(
    standing: Standing, *, trouble: AppError | None, now: datetime, age_seconds: float | None
) -> Sentence:
    """The worst true thing. `trouble` is the engine's own (ledger, keyring); `age_seconds` the age
    of the last good check, None while the first one since the start is awaited."""
    facts = Facts(standing, trouble, now, age_seconds)
    rule = next(rule for rule in RULES if rule.holds(facts))
    if (error := rule.error(facts)) is not None:
        title, detail = texts.error(error)
        return Sentence(rule.kind, rule.icon, title, detail, rule.help)
    count, filled = rule.count(facts), rule.fill(facts)
    title, detail = _say(rule.title, count, filled), _say(rule.detail, count, filled)
    return Sentence(rule.kind, rule.icon, title, detail, rule.help)


def _say(text: str, n: int | None, params: Mapping[str, Any]) -> str:
    return tr(text, n=n, **params) if "%n" in text else tr(text, **params)


def starting() -> Sentence:
    """Before the first news of the ledger."""
    return Sentence("info", "hourglass", tr("Starting"), tr("The ledger is being opened."))
