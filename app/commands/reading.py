"""Reading commands: beside a running instance, without any service (design.md section 6)."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from app.commands import output
from app.commands.ground import Ground
from app.commands.opening import missing_step, reading
from app.core.errors import AppError
from app.store import facts, queries
from app.store import status as standing

Row = Mapping[str, Any]


def branches(ground: Ground, arguments: Namespace) -> int:
    """Lists the branches, by reference."""
    with reading(ground) as reader:
        rows = queries.branch_rows(reader) if reader else []
    if arguments.json:
        output.say_rows(rows)
        return 0
    output.say_table(
        ("branch", "name", "active", "pickup", "city", "sends from", "waiting", "sent today"),
        [
            (
                row["reference"],
                row["name"],
                "active" if row["active"] else "inactive",
                row["pickup"],
                row["city"],
                row["starts_at"],
                row["waiting"],
                row["sent_today"],
            )
            for row in rows
        ],
    )
    return 0


def orders(ground: Ground, arguments: Namespace) -> int:
    """Lists the orders, newest first. AppError `unknown_branch`."""
    with reading(ground) as reader:
        rows = []
        if reader is not None:
            _known_branch(reader, arguments.branch)
            rows = list(queries.order_rows(reader, state=arguments.state, branch=arguments.branch))
    if arguments.json:
        output.say_rows(rows)
        return 0
    output.say_table(
        ("order", "number", "branch", "state", "amount", "to collect", "OTO", "why"),
        [
            (
                row["reference"],
                f"#{row['number']} · {row['check_number']}",
                row["branch"],
                row["state"],
                money(row["amount"], row["currency"]),
                money(row["amount_due"], row["currency"]),
                row["oto_id"],
                why(row),
            )
            for row in rows
        ],
    )
    return 0


def _known_branch(reader: queries.Reader, reference: str | None) -> None:
    known = {branch.rule.foodics.reference.casefold() for branch in reader.context.by_key.values()}
    if reference is not None and reference.casefold() not in known:
        raise AppError("unknown_branch", reference=reference)


def money(amount: str | None, currency: str | None) -> str | None:
    """An amount with its currency, if it has one."""
    return f"{amount} {currency}" if amount and currency else amount


def why(row: Row) -> str:
    """Why an order stands where it stands, in one cell."""
    error = row["last_error"]
    if error is not None:
        return str(error["title"])
    return ", ".join(row["reasons"]) or str(row["oto_status"] or "")


def order(ground: Ground, arguments: Namespace) -> int:
    """Shows one order with its conditions and history. AppError `unknown_order`."""
    with reading(ground) as reader:
        if reader is None:
            return 0
        row = queries.order_details(reader, arguments.reference)
    if row is None:
        raise AppError("unknown_order", reference=arguments.reference)
    if arguments.json:
        output.say_rows([row])
        return 0
    for line in order_lines(row):
        output.say(output.plain(line) if not line.startswith(" ") else f"  {output.plain(line)}")
    return 0


def order_lines(row: Row) -> list[str]:
    """One order for people; lines of a list begin with a space."""
    lines = [
        f"Order {row['reference']}  (#{row['number']} · {row['check_number']})",
        f"Branch {row['branch']}, {row['state']}, amount {money(row['amount'], row['currency'])}, "
        f"to collect {money(row['amount_due'], row['currency'])}",
        f"First seen {row['first_seen_at']}, Ready {row['ready_at'] or 'not yet'}",
        f"OTO: order {row['oto_order_id']}, id {row['oto_id'] or '-'}, "
        f"status {row['oto_status'] or '-'}, {row['attempts']} attempt(s), "
        f"accepted {row['accepted_at'] or '-'}",
    ]
    if row["next_attempt_at"]:
        lines.append(f"Next attempt {row['next_attempt_at']}")
    if row["last_error"]:
        lines.append(f"{row['last_error']['title']}: {row['last_error']['remedy']}")
    lines.append("Conditions:")
    lines += [f" {'✓' if each['ok'] else '✗'} {each['text']}" for each in row["conditions"]]
    lines.append("History:")
    lines += [f" {each['at']} {each['kind']}{_data(each['data'])}" for each in row["events"]]
    return lines


def _data(data: Mapping[str, Any]) -> str:
    # The state leads: it is what most lines are about.
    parts = [str(data["state"])] if data.get("state") else []
    for key, value in data.items():
        if key != "state" and value not in (None, "", []):
            listed = ", ".join(str(each) for each in value) if isinstance(value, list) else value
            parts.append(f"{key} {listed}")
    return f": {', '.join(parts)}" if parts else ""


def status(ground: Ground, arguments: Namespace) -> int:
    """Shows how things stand."""
    with reading(ground) as reader:
        said = _running(ground) if reader is not None else {}
        row = standing.status_row(reader, running=bool(said)) if reader else None
        health = facts.get(reader.connection, facts.HealthFact) if reader else None
        step = missing_step(reader)
    if row is None:
        return 0
    params: Mapping[str, str] = (health.problem_params if health else None) or {}
    if said.get("problem"):
        # What cannot be written down is in no ledger, and worse than all that is.
        params = said["params"]
        row |= {"problem": said["problem"], "fault": "us"}
    if arguments.json:
        output.say_rows([row])
        return 0
    for line in status_lines(row, step, params):
        output.say(output.plain(line))
    return 0


def _running(ground: Ground) -> Mapping[str, Any]:
    if not ground.data.control.exists():
        return {}
    from app.commands.instances import running  # noqa: PLC0415 - imports the engine

    return running(ground.data)


def status_lines(row: Row, step: str | None, params: Mapping[str, str]) -> list[str]:
    """The status for people."""
    age = row["last_good_poll_age_seconds"]
    lines = [
        ("Running" if row["running"] else "Not running")
        + (", sending is paused" if row["paused"] else ""),
        f"Foodics: {row['foodics']['state']}",
        f"OTO: {row['oto']['state']}"
        + (f" ({row['oto']['generation']})" if row["oto"]["generation"] else ""),
        f"Currency: {row['currency'] or 'not set'}",
        "Foodics never read yet" if age is None else f"Last good look at Foodics: {age} s ago",
        "Orders: "
        + (", ".join(f"{state} {n}" for state, n in row["counts"].items() if n) or "none"),
    ]
    if row["credit"] is not None:
        low = ", low: charge the wallet at OTO" if row["credit_low"] else ""
        lines.append(f"Credit at OTO: {row['credit']}{low}")
    if row["needs_you"]:
        lines.append(f"Needs you: {row['needs_you']}")
    if row["faults"]:
        lines.append(f"Orders that could not be read: {row['faults']}")
    if row["problem"]:
        known: Mapping[str, Any] = params
        lines.append(f"Problem: {AppError(row['problem'], **known)}")
    if (row.get("newer") or {}).get("version"):
        lines.append("Newer version {version}: {text} Get it from {url}".format_map(row["newer"]))
    if step:
        lines.append(AppError(step).remedy)
    return lines


def settings(ground: Ground, arguments: Namespace) -> int:
    """Lists the settings with meaning and default."""
    from app.settings import rows as setting_rows  # noqa: PLC0415 - this command alone

    rows = setting_rows(ground.settings)
    if arguments.json:
        output.say_rows(rows)
        return 0
    output.say_table(
        ("setting", "value", "default", "allowed", "meaning"),
        [
            (
                row["key"],
                _shown(row["value"])
                if row["locked"] is None
                else f"{_shown(row['value'])} (locked)",
                _shown(row["default"]),
                row["allowed"],
                row["meaning"],
            )
            for row in rows
        ],
    )
    by = {row["locked"] for row in rows if row["locked"] is not None}
    if by:
        output.say(f"Locked by {by.pop()}")
    return 0


def _shown(value: object) -> object:
    """As it would be typed."""
    return str(value).lower() if isinstance(value, bool) else value


def currency(ground: Ground, arguments: Namespace) -> int:
    """Shows the currency; before OTO is connected AppError naming the next step."""
    with reading(ground) as reader:
        if reader is None:
            return 0
        step = missing_step(reader)
        if step in ("step_foodics", "step_oto"):
            raise AppError(step)
        kept = facts.get(reader.connection, facts.CurrencyFact)
        business = facts.get(reader.connection, facts.BusinessFact)
    own = business.currency if business else None
    if arguments.json:
        output.say_rows([{"currency": kept.code if kept else None, "foodics": own}])
    elif kept is None:
        output.warn(f"The currency is not set. Next step: currency {own or 'CODE'}")
    else:
        output.say(kept.code)
    return 0
