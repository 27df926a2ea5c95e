"""Lost and late replies, and ids that OTO has already: at most one order at OTO, and the right words."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.core.dispatch import State
from app.oto import client, legacy
from app.oto.calls import Calls
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.store import queries, records
from app.store.ledger import Txn
from tests.flow_kit import Flow, set_up
from tests.keyrings import Store

#: The time-out where a test is about it, seconds: long enough for a busy PC.
SHORT = 1.5
LATE = "later than the time-out"
NOT_KNOWN = "It is not known whether OTO accepted it"


@dataclass(frozen=True)
class Lost:
    """A way in which a reply does not say what OTO did."""

    kind: Any
    details: dict[str, Any] = field(default_factory=dict)


LOST = {
    "dropped": Lost("drop_after"),
    "cut": Lost("cut"),
    LATE: Lost("hang", {"after": True}),
    "500": Lost("status", {"status": 500, "after": True}),
    "503 with a time": Lost(
        "status", {"status": 503, "after": True, "headers": {"Retry-After": "5"}}
    ),
    "HTML with 502": Lost("html", {"status": 502, "after": True}),
    "HTML with 200": Lost("html", {"status": 200, "after": True}),
    "nothing with 200": Lost("empty", {"after": True}),
    "no JSON with 200": Lost("not_json", {"after": True}),
    "OTO1009": Lost("oto_code", {"code": "OTO1009", "status": 500, "after": True}),
}


@pytest.fixture(params=["v2", "v1"])
def generation(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def sandbox(generation: Any) -> Iterator[Sandbox]:
    """Both services, without a limit that tests would have to wait for."""
    switches = OtoSwitches(generation=generation)
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=switches) as made:
        yield made


only_v2 = pytest.mark.parametrize("generation", ["v2"])
#: v1 is known to refuse an id that it has; v2 does, or updates the order (oto-api.md 12.1).
ways_to_say_it_exists = pytest.mark.parametrize(
    ("generation", "duplicate"), [("v2", "reject"), ("v2", "upsert"), ("v1", "reject")]
)


@pytest.fixture
def keyring() -> Store:
    return Store()


@pytest.fixture(autouse=True)
def short(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short time-outs, only where one is to be waited for."""
    if LATE not in request.node.name and "later_than" not in request.node.name:
        return
    monkeypatch.setattr(client, "CREATE_SECONDS", SHORT)
    monkeypatch.setattr(legacy, "CREATE_SECONDS", SHORT)
    if "refresh" in request.node.name:
        assert Calls.send.__kwdefaults__ is not None
        monkeypatch.setitem(Calls.send.__kwdefaults__, "seconds", SHORT)


def faulty(
    sandbox: Sandbox, call: str, lost: Lost, times: int | None = 1, *, about: str | None = None
) -> None:
    """OTO's next replies to a call, `about` this order only, are lost in this way."""
    prefix = "v1." if sandbox.oto_switches.generation == "v1" else ""
    sandbox.faults.add("oto", prefix + call, lost.kind, times, order_id=about, **lost.details)


def creates(flow: Flow) -> int:
    """How often createOrder came to OTO."""
    return flow.creates + flow.sandbox.calls.count("oto", "v1.createOrder")


def words(flow: Flow, order: CloudOrder) -> tuple[str | None, str | None]:
    """What is said of it: the title of its trouble, and what a person is needed for."""

    def look(txn: Txn) -> tuple[str | None, str | None]:
        reader = queries.Reader(txn.connection, txn.context, txn.settings, txn.now)
        row = queries.order_details(reader, order.reference)
        assert row is not None
        error, need = row["last_error"], row["needs_you"]
        return error and error["title"], need and need["code"]

    return flow.ledger.write_now(look)


def absences(flow: Flow, order: CloudOrder) -> int:
    found = flow.record(order)
    return -1 if found is None else int(found.row.absences)


def failed_looks(flow: Flow, order: CloudOrder) -> int:
    """How many look-ups of it could not be made, as its history says."""

    def look(txn: Txn) -> int:
        record = records.of_reference(txn.connection, order.reference)
        assert record is not None
        reader = queries.Reader(txn.connection, txn.context, txn.settings, txn.now)
        return sum("failed" in event["data"] for event in queries.history(reader, record.key))

    return flow.ledger.write_now(look)


async def comes_to(flow: Flow, order: CloudOrder, state: State) -> None:
    """Time passes until the order stands there."""
    for _ in range(12):
        if flow.state(order) is state:
            return
        before = len(flow.sandbox.calls.calls("oto"))
        flow.pass_time(16)
        await flow.until(
            lambda: flow.state(order) is state or len(flow.sandbox.calls.calls("oto")) > before  # noqa: B023
        )
    await flow.reaches(order, state)


@contextlib.asynccontextmanager
async def two_pcs(folder: Path, sandbox: Sandbox) -> AsyncIterator[tuple[Flow, Flow]]:
    """Two PCs of one shop, each with a ledger of its own; the first one is paused."""
    for name in ("one", "two"):
        (folder / name).mkdir()
    async with set_up(folder / "one", sandbox, Store()) as one:
        await one.engine.control.do("pause", {})
        async with set_up(folder / "two", sandbox, Store()) as two:
            yield one, two


@pytest.mark.parametrize(
    ("generation", "name"),
    [
        *(("v2", name) for name in LOST),
        *(("v1", name) for name in ("dropped", LATE, "500", "HTML with 200")),
    ],
)
async def test_accepted_and_the_reply_lost(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, name: str
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        faulty(sandbox, "createOrder", LOST[name])
        # It cannot be found out for now: it stays unknown, with words, and is not sent again.
        faulty(sandbox, "orderStatus", Lost("status", {"status": 503}), None)
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        assert words(flow, order) == (NOT_KNOWN, None)
        sandbox.faults.clear()
        await comes_to(flow, order, State.SENT)
        assert words(flow, order) == (None, None)
        assert flow.clean(order)
        assert creates(flow) == 1


@only_v2
async def test_carried_out_later_than_the_time_out_and_after_two_looks(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    """The request is still under way when it is given up, looked for twice and sent once more."""
    async with set_up(tmp_path, sandbox, keyring) as flow:
        faulty(sandbox, "createOrder", Lost("latency", {"seconds": 2 * SHORT}))
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        await flow.until(lambda: absences(flow, order) == 1)
        await comes_to(flow, order, State.SENT)
        await flow.until(lambda: creates(flow) == 2)
        assert flow.clean(order)


@only_v2
@pytest.mark.parametrize("name", list(LOST)[:7])
async def test_the_reply_of_refresh_token_lost(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, name: str
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        sandbox.oto.end_sessions()
        faulty(sandbox, "refreshToken", LOST[name], None)
        order = flow.add()
        await flow.reaches(order, State.RETRYING)
        assert words(flow, order) == ("OTO did not accept it", None)
        assert not sandbox.oto.account.orders
        sandbox.faults.clear()
        await comes_to(flow, order, State.SENT)
        assert flow.clean(order)
        assert flow.engine.connections.oto_trouble is None


@pytest.mark.parametrize(
    ("generation", "name"),
    [("v2", "500"), ("v2", "HTML with 200"), ("v2", "dropped"), ("v1", "nothing with 200")],
)
async def test_the_look_up_fails_for_a_while(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, name: str
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        faulty(sandbox, "createOrder", LOST["dropped"])
        faulty(sandbox, "orderStatus", LOST[name], None)
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        for _ in range(12):
            before = failed_looks(flow, order)
            flow.pass_time(16)
            await flow.until(lambda: failed_looks(flow, order) > before)  # noqa: B023
        # Three minutes: a person is told, and still nothing is sent a second time.
        await flow.until(lambda: words(flow, order) == (NOT_KNOWN, "unknown"))
        assert creates(flow) == 1
        sandbox.faults.clear()
        await comes_to(flow, order, State.SENT)
        assert flow.clean(order)
        assert creates(flow) == 1


@only_v2
@pytest.mark.parametrize("change", [{"status": 7}, {"total": 211.5}])
async def test_changed_in_foodics_while_nobody_knows(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, change: dict[str, Any]
) -> None:
    """Voided, or with another price: OTO is told as soon as it is known that it has the order."""
    async with set_up(tmp_path, sandbox, keyring) as flow:
        faulty(sandbox, "createOrder", LOST["dropped"])
        faulty(sandbox, "orderStatus", LOST["500"], None)
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        flow.change(order, **change)
        await flow.polled()
        assert flow.state(order) is State.UNKNOWN
        sandbox.faults.clear()
        await comes_to(flow, order, State.SENT)
        at_oto = sandbox.oto.account.orders[_id(order)]
        voided = "status" in change
        await flow.until(lambda: not at_oto.live if voided else bool(at_oto.updates))
        assert voided or at_oto.updates[-1]["amount"] == 211.5
        assert creates(flow) == at_oto.accepted == 1


@only_v2
async def test_only_the_details_of_the_look_up_fail(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        faulty(sandbox, "createOrder", LOST["dropped"])
        faulty(sandbox, "orderDetails", Lost("html", {"status": 502}))
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        await comes_to(flow, order, State.SENT)
        assert flow.clean(order)
        assert creates(flow) == 1


NOT_THERE = {
    "v2": Lost("oto_code", {"code": "OTO1002", "status": 404}),
    "v1": Lost("status", {"status": 200, "body": {"success": False, "errorCode": 5}}),
}


@ways_to_say_it_exists
@pytest.mark.parametrize("times", [1, 2])
async def test_the_look_up_does_not_see_it_yet(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, generation: str, times: int, duplicate: Any
) -> None:
    """Once is not believed; twice it is sent again, and OTO says that it has it, or updates it."""
    sandbox.oto_switches.duplicate = duplicate
    async with set_up(tmp_path, sandbox, keyring) as flow:
        order = sandbox.control.orders.add()
        assert isinstance(order, CloudOrder)
        faulty(sandbox, "createOrder", LOST["dropped"])
        faulty(sandbox, "orderStatus", NOT_THERE[generation], times, about=_id(order))
        if generation == "v2":
            faulty(sandbox, "orderDetails", NOT_THERE[generation], times)
        flow.poll()
        await flow.until(lambda: absences(flow, order) == 1)
        flow.pass_time(11)
        await comes_to(flow, order, State.SENT)
        assert flow.clean(order)
        assert creates(flow) == times
        # It was this PC.
        assert words(flow, order) == (None, None)


@ways_to_say_it_exists
async def test_another_pc_of_the_shop_was_first(
    tmp_path: Path, sandbox: Sandbox, generation: str, duplicate: Any
) -> None:
    sandbox.oto_switches.duplicate = duplicate
    async with two_pcs(tmp_path, sandbox) as (one, two):
        order = two.add()
        await two.reaches(order, State.SENT)
        one.poll()
        await one.reaches(order, State.QUEUED)
        await one.engine.control.do("resume", {})
        await one.reaches(order, State.SENT)
        assert two.clean(order)
        assert creates(one) == 2
        assert words(one, order) == (None, "another_pc")
        assert words(two, order) == (None, None)
        numbers = {getattr(pc.record(order), "row").oto_id for pc in (one, two)}  # noqa: B009
        # v1 tells OTO's number only to whoever made the order.
        assert len(numbers) == (2 if generation == "v1" else 1)


@pytest.mark.parametrize("status", [400, 409, 200])
@pytest.mark.parametrize("legacy_errors", [False, True])
@only_v2
async def test_each_form_of_already_there(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, status: int, legacy_errors: bool
) -> None:
    body: dict[str, Any] = {"success": False, "errorCode": 14, "errorMsg": "This order exists."}
    if not legacy_errors:
        body |= {"otoErrorCode": "OTO1063", "otoErrorMessage": "Order Id is already exist"}
    async with set_up(tmp_path, sandbox, keyring) as flow:
        faulty(
            sandbox, "createOrder", Lost("status", {"status": status, "body": body, "after": True})
        )
        order = flow.add()
        await comes_to(flow, order, State.SENT)
        assert flow.clean(order)
        assert creates(flow) == 1


@ways_to_say_it_exists
async def test_cancelled_at_oto_is_not_sent(
    tmp_path: Path, sandbox: Sandbox, duplicate: Any
) -> None:
    sandbox.oto_switches.duplicate = duplicate
    async with two_pcs(tmp_path, sandbox) as (one, two):
        order = two.add()
        await two.reaches(order, State.SENT)
        at_oto = sandbox.oto.account.orders[_id(order)]
        with sandbox.world.lock:
            sandbox.oto.lifecycle.set_status(at_oto, "canceled")
        one.poll()
        await one.reaches(order, State.QUEUED)
        await one.engine.control.do("resume", {})
        await one.reaches(order, State.REFUSED)
        assert words(one, order) == (
            "The order is at OTO, but cancelled there",
            "cancelled_at_oto",
        )
        assert list(sandbox.oto.account.orders) == [_id(order)]
        again = {"action": "send-again", "reference": order.reference}
        await one.engine.control.do("order", again)
        await one.reaches(order, State.SENT)
        made = sandbox.oto.account.orders[f"{_id(order)}-2"]
        assert made.live
        assert made.accepted == 1


@only_v2
async def test_a_stranger_has_our_id(tmp_path: Path, sandbox: Sandbox, keyring: Store) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.engine.control.do("pause", {})
        order = flow.add()
        await flow.reaches(order, State.QUEUED)
        stranger = {
            "orderId": _id(order),
            "amount": 12,
            "amount_due": 0,
            "currency": "SAR",
            "customer": {
                "name": "X", "mobile": "966511111111", "address": "A", "city": "Riyadh",
                "country": "SA",
            },
            "item_description": "shoes",
            "pickupLocationCode": "B01",
        }  # fmt: skip
        with sandbox.world.lock:
            status, _ = sandbox.oto.orders.create(sandbox.oto.account, stranger)
        assert status == 200
        await flow.engine.control.do("resume", {})
        await flow.reaches(order, State.REFUSED)
        assert words(flow, order) == (
            "OTO has another order under this id",
            "id_taken_at_oto",
        )
        assert creates(flow) == 1
        assert sandbox.oto.account.orders[_id(order)].bodies == [stranger]
        again = {"action": "send-again", "reference": order.reference}
        await flow.engine.control.do("order", again)
        await flow.reaches(order, State.SENT)
        assert sandbox.oto.account.orders[f"{_id(order)}-2"].accepted == 1


def _id(order: CloudOrder) -> str:
    return f"F922240-{order.reference}"
