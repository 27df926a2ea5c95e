"""Filters, sorts, includes and pages of Foodics' lists (foodics-api 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_plus

from app.sandbox.reply import Reply
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.world import Json

PAGE_SIZE = 50
Match = Callable[[Json, str], bool]
FILTER = re.compile(r"filter\[([^\]]*)\]$")


class BadQueryError(Exception):
    """The query is refused with 400; the text is the reply's message."""


@dataclass(frozen=True)
class Grammar:
    """What one list understands."""

    filters: dict[str, Match]
    sorts: frozenset[str]
    includes: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    """Top-level keys that are left out unless included."""
    page_limit: bool = False
    short_meta: bool = False


@dataclass
class Query:
    """A list request, parsed."""

    filters: list[tuple[str, str]] = field(default_factory=list)
    sorts: list[str] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    page: int = 1
    per_page: int = PAGE_SIZE


def parse(raw: str, grammar: Grammar, switches: FoodicsSwitches) -> Query:
    """Reads the raw query string; `BadQueryError` for what Foodics refuses with 400."""
    low = raw.lower()
    if switches.encoded_brackets_rejected and ("%5b" in low or "%5d" in low):
        raise BadQueryError("Bad Request: encoded brackets in the query.")
    if switches.encoded_commas_rejected and "%2c" in low:
        raise BadQueryError("Bad Request: encoded commas in the query.")
    query = Query()
    for pair in filter(None, raw.split("&")):
        raw_key, _, raw_value = pair.partition("=")
        key, value = unquote_plus(raw_key), unquote_plus(raw_value)
        found = FILTER.match(key)
        if found:
            query.filters.append((found.group(1), value))
        elif key == "sort":
            query.sorts = [one for one in value.split(",") if one]
        elif key == "include":
            query.includes = [one for one in value.split(",") if one]
        elif key == "page":
            query.page = _number(key, value)
        elif key in ("per_page", "limit"):
            size = _number(key, value)
            query.per_page = min(size, PAGE_SIZE) if switches.per_page_honoured else PAGE_SIZE
    _check("filter", [name for name, _ in query.filters], grammar.filters)
    _check("sort", [name.lstrip("-") for name in query.sorts], grammar.sorts)
    _check("include", query.includes, grammar.includes)
    return query


def _number(key: str, value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise BadQueryError(f"The {key} must be a positive number.")
    return int(value)


def _check(kind: str, asked: list[str], known: Iterable[str]) -> None:
    unknown = [name for name in asked if name not in known]
    if unknown:
        listed = ", ".join(known)
        raise BadQueryError(
            f"Requested {kind}(s) `{', '.join(unknown)}` are not allowed. "
            f"Allowed {kind}(s) are `{listed}`."
        )


def select(
    rows: list[Json], query: Query, grammar: Grammar, switches: FoodicsSwitches
) -> list[Json]:
    """The rows that pass all filters, in the order asked for; by id when none is (3.1)."""
    for name, value in query.filters:
        if name == "id" and switches.filter_id_ignored:
            continue
        match = grammar.filters[name]
        wanted = [value]
        if name not in switches.comma_lists_unsupported:
            wanted = value.split(",")
        rows = [row for row in rows if any(match(row, one) for one in wanted)]
    for name in reversed(query.sorts or ["id"]):
        key = name.lstrip("-")

        def place(row: Json, key: str = key) -> tuple[bool, Any]:
            value = row.get(key)
            return (value is not None, value if value is not None else 0)

        rows = sorted(rows, key=place, reverse=name.startswith("-"))
    return rows


def prune(row: Json, includes: list[str], relations: frozenset[str], prefix: str = "") -> Json:
    """Leaves out every relation that was not asked for: the key is absent, not null (12.5).

    `relations` are dotted paths; a deeper include asks for the relations above it as well.
    """
    asked = {
        ".".join(path.split(".")[:depth])
        for path in includes
        for depth in range(1, path.count(".") + 2)
    }

    def walk(value: Any, prefix: str) -> Any:
        if isinstance(value, list):
            return [walk(one, prefix) for one in value]
        if not isinstance(value, dict):
            return value
        kept: Json = {}
        for key, one in value.items():
            path = f"{prefix}{key}"
            if path not in relations:
                kept[key] = one
            elif path in asked:
                kept[key] = walk(one, f"{path}.")
        return kept

    pruned: Json = walk(row, prefix)
    return pruned


def page_reply(
    rows: list[Json],
    query: Query,
    grammar: Grammar,
    switches: FoodicsSwitches,
    *,
    url: str,
    raw: str,
) -> Reply:
    """One page in Laravel's envelope (3.1); `rows` are all that were selected."""
    total, size = len(rows), query.per_page
    last = max(1, -(-total // size))
    start = (query.page - 1) * size
    shown = rows[start : start + size]
    if grammar.page_limit and query.page > switches.page_limit:
        shown = []
    shown = [prune(row, query.includes, grammar.relations) for row in shown]
    if switches.order_envelope and grammar.page_limit:
        shown = [{"order": row} for row in shown]
    kept = [one for one in raw.split("&") if one and not one.startswith("page=")]
    if not switches.links_carry_query:
        kept = []
    rest = "&".join(kept)
    if switches.links_encoded:
        rest = quote(rest, safe="=&%+")

    def link(page: int) -> str | None:
        if not 1 <= page <= last:
            return None
        return f"{url}?{rest}&page={page}" if rest else f"{url}?page={page}"

    meta: Json = {
        "current_page": query.page,
        "from": start + 1 if shown else None,
        "path": url,
        "per_page": size,
        "to": start + len(shown) if shown else None,
    }
    links = {"first": link(1), "last": link(last), "prev": link(query.page - 1)}
    links["next"] = link(query.page + 1)
    if grammar.short_meta:
        links["last"] = None
    else:
        meta |= {"last_page": last, "total": total}
        numbered = [
            {"url": link(page), "label": str(page), "active": page == query.page}
            for page in range(1, last + 1)
        ]
        before = {"url": links["prev"], "label": "&laquo; Previous", "active": False}
        after = {"url": links["next"], "label": "Next &raquo;", "active": False}
        meta["links"] = [before, *numbered, after]
    return Reply(200, {"data": shown, "links": links, "meta": meta})
