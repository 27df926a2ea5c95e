"""A small Foodics list for tests of paging: sorts, filters, ten pages, rows that move meanwhile.

It shares no code with the client: times are whole seconds, rows are (reference, second).
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import httpx

from tests.unit.foodics.samples import row

START = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def written(second: int) -> str:
    return (START + timedelta(seconds=second)).strftime("%Y-%m-%d %H:%M:%S")


class Cloud:
    """`seconds` holds the `updated_at` of each reference. `between` runs after each reply."""

    def __init__(self, seconds: dict[int, int], *, size: int = 50) -> None:
        self.seconds = dict(seconds)
        self.size = size
        self.inclusive = True
        self.sorts = True
        self.short = False
        self.now = max(seconds.values(), default=0)
        self.asked: list[str] = []
        self.between: Callable[[], None] = lambda: None
        self.types: dict[int, int] = {}

    def change(self, reference: int) -> None:
        """One second passes and an order changes, or comes."""
        self.now += 1
        self.seconds[reference] = self.now

    def answer(self, request: httpx.Request) -> httpx.Response:
        target = request.url.raw_path.decode()
        self.asked.append(target)
        query = dict(part.split("=", 1) for part in target.partition("?")[2].split("&"))
        rows = self._chosen(query)
        number = int(query.get("page", 1))
        shown = rows[(number - 1) * self.size :][: self.size] if number <= 10 else []
        more = number * self.size < len(rows)
        body = {
            "data": [self._row(reference, second) for reference, second in shown],
            "links": {"next": f"http://x/v5/orders?page={number + 1}" if more else None},
            "meta": {"per_page": self.size, "total": str(len(rows))},
        }
        if self.short:
            del body["links"]
        date = (START + timedelta(seconds=self.now)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        reply = httpx.Response(200, json=body, headers={"Date": date})
        self.between()
        return reply

    def _chosen(self, query: dict[str, str]) -> list[tuple[int, int]]:
        rows = list(self.seconds.items())
        if after := query.get("filter[updated_after]"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d%20\d\d:\d\d:\d\d", after)
            moment = unquote(after)
            rows = [
                one
                for one in rows
                if written(one[1]) > moment or (self.inclusive and written(one[1]) == moment)
            ]
        if "filter[reference_after]" in query:
            rows = [one for one in rows if one[0] > int(query["filter[reference_after]"])]
        if "filter[reference]" in query:
            rows = [one for one in rows if one[0] == int(query["filter[reference]"])]
        if not self.sorts:
            return sorted(rows, key=lambda one: hash(str(one[0])[::-1]) % 997)
        by_time = query.get("sort") == "updated_at"
        return sorted(rows, key=lambda one: (one[1], -one[0]) if by_time else (one[0], 0))

    def _row(self, reference: int, second: int) -> dict[str, object]:
        return row(
            id=f"id{reference}",
            reference=reference,
            updated_at=written(second),
            type=self.types.get(reference, 3),
        )
