"""Switching branches on and off (design.md section 1, step 4; rules.md section 2)."""

import contextlib
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from app.commands import output
from app.commands.ground import Ground
from app.commands.instances import do_if_set_up
from app.commands.opening import reading
from app.core.errors import AppError
from app.store import facts, queries

_UNREAD: Mapping[str, Any] = {"name": "", "pickup": None, "city": None}


def activate(ground: Ground, arguments: Namespace) -> int:
    """Switches branches on, all or none; says which of them still lack their door."""
    answer = do_if_set_up(
        ground,
        "activate",
        {
            "references": arguments.references,
            "pickup": arguments.pickup,
            "city": arguments.city,
            "ready_since_minutes": arguments.ready_since,
        },
    )
    rows, generation = _read(ground)
    for reference in answer["references"]:
        row = rows.get(reference, _UNREAD)
        place = row["pickup"] if generation == "v2" else row["city"]
        output.say(
            f"{reference} {output.plain(row['name'])}: active"
            + (f", couriers collect at {output.plain(place)}" if place else "")
        )
    for reference in answer["without_pickup"]:
        lacking, option = (
            ("no pickup location", "--pickup CODE")
            if generation == "v2"
            else ("no city", "--city NAME")
        )
        name = rows.get(reference, _UNREAD)["name"]
        output.warn(
            f"{reference} {name}: activated, but has {lacking}; its orders wait "
            f"(no_pickup). Choose one: branches activate {reference} {option}"
        )
    if answer["oto_chooses_door"]:
        output.warn(
            "warning: this OTO account (v1) knows no pickup locations: with more than one active "
            "branch OTO chooses the door at which the courier collects."
        )
    return 0


def _read(ground: Ground) -> tuple[Mapping[str, queries.Row], str]:
    rows: Mapping[str, queries.Row] = {}
    oto = None
    with contextlib.suppress(AppError), reading(ground) as reader:  # it is done all the same
        if reader is not None:
            rows = {str(row["reference"]): row for row in queries.branch_rows(reader)}
            oto = facts.get(reader.connection, facts.OtoFact)
    return rows, oto.generation if oto else "v2"


def deactivate(ground: Ground, arguments: Namespace) -> int:
    """Switches branches off, at once."""
    answer = do_if_set_up(ground, "deactivate", {"references": arguments.references})
    for reference in answer["references"]:
        output.say(f"{reference}: inactive; its orders are not sent.")
    return 0
