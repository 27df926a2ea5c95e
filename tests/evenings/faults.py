"""The faults: how each begins and ends, what is said of it, and how much may be called meanwhile.

It reads like rules.md sections 5 and 7. `problem` is the code of `status --json` within 40 s,
`blame` the party at fault; None and "" mean that nobody has to be told anything.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.evenings.bounds import Bound, at_most, one_more, probes, quiet
from tests.evenings.evening import Evening

Step = Callable[[Evening], Awaitable[None] | None]
TEXT = {"Content-Type": "text/plain"}
HTML = {"Content-Type": "text/html"}
PAGE = "<!doctype html><title>Attention Required! | Cloudflare</title>"
SCOPES = ("general.read", "orders.list", "orders.get", "orders.limited.deliver")


@dataclass(frozen=True)
class Fault:
    """`lasts`: seconds. `recovers`: seconds from its end until all is well and every order sent.
    `waited`: so much of that time is taken as over at once on the engine's own clock."""

    name: str
    begin: Step
    problem: str | None = None
    blame: str = ""
    bounds: tuple[Bound, ...] = ()
    end: Step | None = None
    lasts: float = 45.0
    recovers: float = 60.0
    waited: float = 0.0
    way: str = "plain"
    generation: str = "v2"
    limit: int = 30


def clear(evening: Evening) -> None:
    """The sandbox answers again as it should."""
    evening.sandbox.faults.clear()


def meets(service: str, kind: str, endpoint: str = "*", **details: Any) -> Step:
    """Every call meets this fault of the sandbox."""
    return lambda evening: evening.fault(service, kind, endpoint, **details)


def line(service: str, state: str) -> Step:
    """The way to a service is disturbed; "both" are two services."""

    async def step(evening: Evening) -> None:
        for one in ("foodics", "oto") if service == "both" else (service,):
            await evening.turn(one, state)

    return step


def name(service: str, *, known: bool) -> Step:
    """The name of a host is not resolved any more, or again."""

    async def step(evening: Evening) -> None:
        for one in ("foodics", "oto") if service == "both" else (service,):
            host = evening.host(one)
            (evening.net.unknown.discard if known else evening.net.unknown.add)(host)
            # Who is connected would never ask for a name again.
            await evening.turn(one, "open")

    return step


def proxy(service: str, answer: int | None) -> Step:
    """The proxy answers for a host instead of leading there; None: it leads there again."""

    async def step(evening: Evening) -> None:
        for one in ("foodics", "oto") if service == "both" else (service,):
            if answer is None:
                evening.net.proxied.pop(evening.host(one), None)
            else:
                evening.net.proxied[evening.host(one)] = answer
            await evening.turn(one, "open")

    return step


def revoked(evening: Evening) -> None:
    """The owner took Foodics' token back."""
    evening.sandbox.foodics.auth.revoke(evening.sandbox.foodics_token)


async def new_token(evening: Evening) -> None:
    """A person pastes a new one."""
    await evening.connect_foodics(evening.sandbox.foodics.auth.issue())


def scopes(*kept: str) -> Step:
    """What Foodics' token may do."""
    own = kept
    return lambda evening: evening.sandbox.foodics.auth.set_scopes(
        evening.sandbox.foodics_token, own
    )


def pair(*, revoked: bool) -> Step:
    """OTO takes the pair back, or gives it again."""

    def step(evening: Evening) -> None:
        evening.sandbox.oto.account.revoked = revoked
        if revoked:
            evening.sandbox.oto.end_sessions()

    return step


def account(code: str | None) -> Step:
    """createOrder is refused for the account."""

    def step(evening: Evening) -> None:
        evening.sandbox.oto.account.refuse_orders = None if code is None else (code, 400)

    return step


#: Statuses and bodies of Foodics itself.
FOODICS = (
    Fault(
        "429-foodics-names-20s",
        meets("foodics", "status", status=429, headers={"Retry-After": "20"}),
        "foodics_limit",
        "foodics",
        (quiet("foodics", 20),),
        recovers=50,
    ),
    Fault(
        "429-foodics-names-no-time",
        meets("foodics", "status", status=429),
        "foodics_limit",
        "foodics",
        (quiet("foodics", 60),),
        lasts=70,
        recovers=80,
    ),
    Fault(
        "401-foodics-once",
        meets("foodics", "status", status=401, count=1),
        "foodics_token_refused",
        "foodics",
        lasts=10,
    ),
    Fault(
        "401-foodics-for-good",
        revoked,
        "foodics_token_refused",
        "foodics",
        (one_more("foodics"),),
        new_token,
        lasts=60,
    ),
    Fault(
        "403-foodics-scope",
        scopes("general.read", "orders.get"),
        "foodics_scope",
        "foodics",
        (at_most("foodics", 2),),
        scopes(*SCOPES),
        waited=300,
    ),
    Fault(
        "403-foodics-cloudflare",
        meets("foodics", "status", status=403, body="error code: 1010", headers=TEXT),
        "foodics_blocked",
        "foodics",
        (at_most("foodics", 0),),
        waited=3600,
    ),
    Fault(
        "403-foodics-page",
        meets("foodics", "status", status=403, body=PAGE, headers=HTML),
        "foodics_blocked",
        "foodics",
        (at_most("foodics", 0),),
        waited=3600,
    ),
    Fault("403-foodics-one-order", scopes("general.read", "orders.list"), end=scopes(*SCOPES)),
    Fault(
        "404-foodics",
        meets("foodics", "status", status=404, body={"message": "Not Found"}),
        "foodics_not_found",
        "foodics",
    ),
    Fault(
        "404-foodics-business",
        meets("foodics", "status", status=404, body={"message": "Business not found"}),
        "foodics_other_environment",
        "foodics",
        (at_most("foodics", 2),),
        waited=300,
    ),
    Fault(
        "400-foodics", meets("foodics", "status", status=400, body={"message": "x"}),
        "foodics_query", "us",
    ),
    Fault("500-foodics", meets("foodics", "status", status=500), "foodics_down", "foodics"),
    Fault("503-foodics-page", meets("foodics", "html", status=503), "foodics_down", "foodics"),
    Fault(
        "503-foodics-names-25s",
        meets("foodics", "status", status=503, headers={"Retry-After": "25"}),
        "foodics_down",
        "foodics",
        (quiet("foodics", 25),),
        recovers=50,
    ),
    Fault("slow-foodics", meets("foodics", "slow", seconds=6.0), recovers=20),
    Fault("late-foodics", meets("foodics", "latency", seconds=6.0), recovers=20),
    Fault("hang-foodics", meets("foodics", "hang"), "timeout", "foodics"),
    Fault("cut-foodics", meets("foodics", "cut"), "cut", "foodics"),
    Fault("dropped-foodics", meets("foodics", "drop_before"), "cut", "foodics"),
    Fault("html-foodics", meets("foodics", "html", status=200), "captive", "foodics"),
    Fault("empty-foodics", meets("foodics", "empty"), "foodics_unreadable", "foodics"),
    Fault("no-json-foodics", meets("foodics", "not_json"), "foodics_unreadable", "foodics"),
    Fault("wrong-types-foodics", meets("foodics", "wrong_types", "orders"), lasts=20),
    Fault("bad-row-foodics", meets("foodics", "bad_row", "orders"), lasts=20, recovers=90),
    Fault(
        "row-without-foodics", meets("foodics", "row_without", "orders", key="payments"),
        lasts=20, recovers=90,
    ),
)  # fmt: skip
#: OTO's own, by its present interface.
OTO = (
    Fault(
        "429-oto-names-25s",
        meets("oto", "status", status=429, headers={"Retry-After": "25"}),
        "oto_limit",
        "oto",
        (quiet("oto", 25),),
        lasts=60,
    ),
    Fault(
        "429-oto-names-no-time",
        meets("oto", "status", status=429),
        "oto_limit",
        "oto",
        (probes("oto"),),
        lasts=60,
    ),
    Fault("401-oto-expired", lambda evening: evening.sandbox.oto.end_sessions()),
    Fault(
        "401-oto-for-good",
        pair(revoked=True),
        "oto_token_refused",
        "oto",
        (at_most("oto", 1),),
        pair(revoked=False),
        lasts=75,
        waited=300,
    ),
    Fault(
        "500-oto", meets("oto", "status", status=500), "oto_down", "oto", (probes("oto"),), lasts=75
    ),
    Fault(
        "503-oto-page", meets("oto", "html", status=503), "oto_down", "oto", (probes("oto"),),
        lasts=75,
    ),
    Fault(
        "500-oto-new-orders",
        meets("oto", "status", "createOrder", status=500),
        "oto_down",
        "oto",
        (probes("oto", endpoint="createOrder"),),
        lasts=75,
        recovers=60,
    ),
    Fault("slow-oto", meets("oto", "slow", seconds=8.0)),
    Fault("late-oto", meets("oto", "latency", seconds=8.0)),
    Fault("hang-oto", meets("oto", "hang"), "timeout", "oto", (probes("oto"),), lasts=100),
    Fault("cut-oto", meets("oto", "cut"), "cut", "oto", (probes("oto"),), lasts=60),
    Fault("dropped-oto", meets("oto", "drop_before"), "cut", "oto", (probes("oto"),), lasts=60),
    Fault("lost-replies-oto", meets("oto", "drop_after", "createOrder"), "cut", "oto", lasts=60,
          recovers=60),
    Fault("html-oto", meets("oto", "html", status=200), "captive", "oto", (probes("oto"),)),
    Fault("empty-oto", meets("oto", "empty"), "oto_unreadable", "oto", (probes("oto"),)),
    Fault("no-json-oto", meets("oto", "not_json"), "oto_unreadable", "oto", (probes("oto"),)),
    Fault("wrong-types-oto", meets("oto", "wrong_types"), recovers=60),
    Fault(
        "no-credit-oto", account("OTO1006"), "oto_account", "oto",
        (at_most("oto", 0, "createOrder"),), account(None), waited=300,
    ),
    Fault(
        "plan-oto", account("OTO1150"), "oto_account", "oto",
        (at_most("oto", 0, "createOrder"),), account(None), waited=300,
    ),
    Fault(
        "403-oto-empty", meets("oto", "empty", "createOrder", status=403), "oto_denied", "oto",
        (at_most("oto", 0, "createOrder"),), waited=300,
    ),
    Fault(
        "403-oto-page", meets("oto", "html", status=403), "captive", "oto", (probes("oto"),),
    ),
    Fault(
        "403-oto-plan", meets("oto", "oto_code", "createOrder", code="OTO1150", status=403),
        "oto_account", "oto", (at_most("oto", 0, "createOrder"),), waited=300,
    ),
    Fault(
        "404-oto-page", meets("oto", "html", status=404), "captive", "oto", (probes("oto"),),
    ),
    Fault(
        "OTO1143", meets("oto", "oto_code", code="OTO1143"), "oto_limit", "oto",
        (probes("oto"),), lasts=60,
    ),
    Fault(
        "OTO1105", meets("oto", "oto_code", code="OTO1105"), "oto_limit", "oto",
        (probes("oto", 60),), lasts=75, recovers=70,
    ),
    Fault(
        "OTO1211", meets("oto", "oto_code", code="OTO1211"), "oto_down", "oto",
        (probes("oto"),), lasts=60,
    ),
    Fault(
        "OTO1015", meets("oto", "oto_code", code="OTO1015"), "oto_down", "oto",
        (probes("oto"),), lasts=60,
    ),
)  # fmt: skip
#: OTO's older interface, where it differs: no sign-in of its own, no health call, codes 1 to 5.
V1 = (
    Fault("500-v1", meets("oto", "status", status=500), "oto_down", "oto", (probes("oto"),),
          lasts=75, generation="v1"),
    Fault("429-v1", meets("oto", "status", status=429, headers={"Retry-After": "25"}),
          "oto_limit", "oto", (quiet("oto", 25),), lasts=60, generation="v1"),
    Fault("pair-refused-v1", pair(revoked=True), "oto_token_refused", "oto", (at_most("oto", 1),),
          pair(revoked=False), lasts=75, waited=300, generation="v1"),
    Fault("hang-v1", meets("oto", "hang"), "timeout", "oto", (probes("oto"),), lasts=100,
          generation="v1"),
    Fault("html-v1", meets("oto", "html", status=200), "captive", "oto", (probes("oto"),),
          generation="v1"),
    Fault("lost-replies-v1", meets("oto", "drop_after", "v1.createOrder"), "cut", "oto", lasts=60,
          recovers=60, generation="v1"),
    Fault("empty-v1", meets("oto", "empty"), "oto_unreadable", "oto", (probes("oto"),),
          generation="v1"),
)  # fmt: skip
#: The net between.
NET = (
    Fault("refused-foodics", line("foodics", "refused"), "no_connection", "foodics",
          end=line("foodics", "open")),
    Fault("refused-oto", line("oto", "refused"), "no_connection", "oto", (probes("oto"),),
          line("oto", "open"), lasts=60),
    Fault("refused-both", line("both", "refused"), "no_connection", "internet",
          end=line("both", "open")),
    Fault("silent-foodics", line("foodics", "silent"), "timeout", "foodics",
          end=line("foodics", "open")),
    Fault("silent-oto", line("oto", "silent"), "timeout", "oto", (probes("oto"),),
          line("oto", "open"), lasts=90),
    Fault("full-foodics", line("foodics", "full"), "timeout", "foodics",
          end=line("foodics", "open")),
    Fault("full-oto", line("oto", "full"), "timeout", "oto", (probes("oto"),), line("oto", "open"),
          lasts=60),
    Fault("full-both", line("both", "full"), "timeout", "internet", end=line("both", "open")),
    Fault("reset-foodics", line("foodics", "reset"), "cut", "foodics",
          end=line("foodics", "open")),
    Fault("reset-oto", line("oto", "reset"), "cut", "oto", (probes("oto"),), line("oto", "open"),
          lasts=60),
    Fault("name-foodics", name("foodics", known=False), "dns", "foodics",
          end=name("foodics", known=True), way="direct"),
    Fault("name-oto", name("oto", known=False), "dns", "oto", (probes("oto"),),
          name("oto", known=True), way="direct", lasts=60),
    Fault("name-both", name("both", known=False), "dns", "internet",
          end=name("both", known=True), way="direct"),
    Fault("certificate-foodics", line("foodics", "wrong_certificate"), "tls", "foodics",
          end=line("foodics", "open"), way="direct"),
    Fault("certificate-oto", line("oto", "wrong_certificate"), "tls", "oto", (probes("oto"),),
          line("oto", "open"), way="direct", lasts=60),
    Fault("certificate-both", line("both", "wrong_certificate"), "tls", "internet",
          end=line("both", "open"), way="direct"),
    Fault("portal-both", line("both", "portal"), "captive", "internet", end=line("both", "open")),
    Fault("redirect-both", line("both", "redirect"), "captive", "internet",
          end=line("both", "open")),
    Fault("proxy-407-both", proxy("both", 407), "proxy", "internet", end=proxy("both", None),
          way="proxied"),
    Fault("proxy-502-foodics", proxy("foodics", 502), "proxy", "foodics",
          end=proxy("foodics", None), way="proxied"),
    Fault("proxy-502-oto", proxy("oto", 502), "proxy", "oto", end=proxy("oto", None),
          way="proxied", lasts=60),
)  # fmt: skip
ALL = (*FOODICS, *OTO, *V1, *NET)
