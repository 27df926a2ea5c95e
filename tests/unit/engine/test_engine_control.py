"""What people ask of the program, and how it reaches the instance that runs (design.md 3 and 6)."""

# ruff: noqa: ARG002 - fixtures that only have to be there

import asyncio
import json
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from app.core.dispatch import State
from app.core.errors import AppError
from app.engine import instance as module
from app.engine.control import Control
from app.engine.instance import Instance, ask, take, take_or_show
from app.engine.verbs.branches import next_time
from app.paths import DataDir
from app.store import facts, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import Rig
from tests.unit.store.box import REFERENCE


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path / "data")
    made.prepare()
    return made


@pytest.fixture
def control(rig: Rig, data: DataDir) -> Control:
    rig.clock.heard(samples.NOW, rig.monotonic)
    return Control(data, rig.box.ledger, rig.connections, rig.clock)


async def refused(control: Control, verb: str, **arguments: Any) -> str:
    with pytest.raises(AppError) as raised:
        await control.do(verb, arguments)
    return raised.value.code


class TestVerbs:
    async def test_ping(self, control: Control) -> None:
        assert await control.do("ping", {}) == {"running": True}

    async def test_a_window_is_brought_forward_where_there_is_one(self, control: Control) -> None:
        assert await control.do("show", {}) == {"window": False}
        shown: list[int] = []
        control.show = lambda: shown.append(1)
        assert await control.do("show", {}) == {"window": True}
        assert shown == [1]

    async def test_connecting_and_disconnecting(
        self, rig: Rig, control: Control, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[Any] = []

        async def foodics(*given: Any) -> str:
            asked.append(given)
            return "Nakhla"

        async def oto(*given: Any) -> facts.OtoFact:
            asked.append(given)
            return facts.OtoFact("v2", "55", None, "Account", "1.00")

        async def disconnect(service: str) -> None:
            asked.append(service)

        polled: list[int] = []
        control.poll_soon = lambda: polled.append(1)
        monkeypatch.setattr(rig.connections, "connect_foodics", foodics)
        monkeypatch.setattr(rig.connections, "connect_oto", oto)
        monkeypatch.setattr(rig.connections, "disconnect", disconnect)
        assert await control.do("connect-foodics", {"token": "t"}) == {"business": "Nakhla"}
        assert polled
        answer = await control.do("connect-oto", {"retailer_id": "55", "token": "t", "url": "u"})
        assert answer == {"generation": "v2", "account": "Account", "credit": "1.00"}
        assert await control.do("disconnect", {"service": "oto"}) == {}
        assert asked == [("t", None), ("55", "t", "u"), "oto"]

    @pytest.mark.parametrize(("code", "differs"), [("SAR", None), ("KWD", "SAR")])
    async def test_a_currency_and_whether_it_is_the_businesss(
        self, control: Control, code: str, differs: str | None
    ) -> None:
        assert await control.do("currency", {"code": code}) == {
            "currency": code,
            "differs": differs,
        }

    async def test_a_currency_without_a_business(self, rig: Rig, control: Control) -> None:
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.BusinessFact))
        assert (await control.do("currency", {"code": "SAR"}))["differs"] is None

    async def test_branches_on_and_off(self, rig: Rig, control: Control) -> None:
        polled: list[int] = []
        control.poll_soon = lambda: polled.append(1)
        answer = await control.do("activate", {"references": ["B02"], "ready_since_minutes": 30})
        assert answer == {"references": ["B02"], "without_pickup": [], "oto_chooses_door": False}
        assert polled
        assert await control.do("deactivate", {"references": ["B02"]}) == {"references": ["B02"]}

    async def test_a_branch_or_door_made_just_now_is_looked_for(
        self, rig: Rig, control: Control
    ) -> None:
        from dataclasses import replace

        rig.foodics.found.append(replace(samples.FOODICS_BRANCH, id="b9", reference="B09"))
        rig.oto.doors.append(replace(samples.PICKUP, code="D9"))
        arguments = {"references": ["B09"], "pickup": "D9"}
        assert await refused(control, "activate", **arguments, city="") != "unknown_branch"
        await control.do("activate", arguments)

    async def test_a_branch_nobody_knows(self, rig: Rig, control: Control) -> None:
        assert await refused(control, "activate", references=["B77"]) == "unknown_branch"
        rig.foodics.trouble = AppError("foodics_down", status=500)
        assert await refused(control, "activate", references=["B77"]) == "unknown_branch"
        assert await refused(control, "activate", references=["B01", "B02"], city="R") == (
            "one_branch_only"
        )

    async def test_a_branch_without_a_door_has_the_list_read_again(
        self, rig: Rig, control: Control
    ) -> None:
        rig.box.do(setup.save_pickups, [])
        answer = await control.do("activate", {"references": ["B02"]})
        assert answer["without_pickup"] == []

    async def test_a_start_line_is_drawn_on_foodics_clock(self, rig: Rig, data: DataDir) -> None:
        from app.engine.clock import ServerClock

        clock = ServerClock()
        control = Control(data, rig.box.ledger, rig.connections, clock)
        await control.do("activate", {"references": ["B02"]})
        rig.foodics.trouble = AppError("foodics_down", status=500)
        await control.do("activate", {"references": ["B02"]})
        rig.connections.foodics = rig.connections.oto = None
        await control.do("activate", {"references": ["B02"]})

    async def test_pause_until_a_time_of_the_business(self, rig: Rig, control: Control) -> None:
        answer = await control.do("pause", {"until": "23:00"})
        assert answer == {"until": "2026-11-23T20:00:00Z"}
        assert await control.do("resume", {}) == {}
        assert await control.do("pause", {"branch": "B01"}) == {"until": None}
        assert await refused(control, "pause", until="late") == "bad_time"
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.BusinessFact))
        assert (await control.do("pause", {"until": "23:00"}))["until"] == answer["until"]

    async def test_a_button_has_the_order_read_at_once(self, rig: Rig, control: Control) -> None:
        reads: list[int] = []
        control.read_soon = lambda: reads.append(1)
        rig.box.see(samples.order())
        answer = await control.do("order", {"action": "hold", "reference": REFERENCE})
        assert (answer, reads) == ({"state": "held"}, [1])

    async def test_mending(self, rig: Rig, control: Control) -> None:
        rig.box.see(samples.order(customer=samples.customer(phone="")))
        answer = await control.do("mend", {"reference": REFERENCE, "phone": "0500000777"})
        assert answer == {"state": "queued"}
        (send,) = rig.box.claim()
        assert send.request.customer.mobile == "966500000777"
        arguments = {"reference": REFERENCE, "phone": "12"}
        assert await refused(control, "mend", **arguments) == "phone_unusable"

    async def test_mending_the_city_alone(self, rig: Rig, control: Control) -> None:
        rig.box.see(samples.order(address=samples.textual("شارع الملك، جدة")))
        answer = await control.do("mend", {"reference": REFERENCE, "city": "Riyadh"})
        assert answer == {"state": "queued"}

    async def test_answers_and_settings_are_judged_at_once(
        self, rig: Rig, control: Control
    ) -> None:
        rig.box.see(samples.order(payments=(samples.payment(kind=7, method="j"),)))
        answer = {"topic": "payment", "subject": "j", "value": "paid"}
        assert await control.do("answer", answer) == {}
        assert rig.box.state() is State.QUEUED
        assert await control.do("set", {"key": "required_tag", "value": "oto"}) == {}
        assert rig.box.state() is State.SKIPPED
        assert await refused(control, "set", key="nothing", value="1") == "unknown_setting"


class TestNextTime:
    NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    OFFSET = timedelta(hours=3)

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("23:30", datetime(2026, 11, 23, 20, 30, tzinfo=UTC)),
            ("21:00", datetime(2026, 11, 24, 18, 0, tzinfo=UTC)),
            (" 2:05 ", datetime(2026, 11, 23, 23, 5, tzinfo=UTC)),
        ],
    )
    def test_the_next_time_clocks_show_it(self, text: str, moment: datetime) -> None:
        assert next_time(text, self.NOW, self.OFFSET) == moment

    @pytest.mark.parametrize("text", ["", "25:00", "12", "12:60", "1:2:3", "noon"])
    def test_what_is_no_time(self, text: str) -> None:
        with pytest.raises(AppError) as raised:
            next_time(text, self.NOW, self.OFFSET)
        assert raised.value.code == "bad_time"


class TestLock:
    def test_one_instance_a_directory(self, data: DataDir) -> None:
        first, second = Instance(data), Instance(data)
        first.take()
        with pytest.raises(AppError) as raised:
            second.take()
        assert raised.value.code == "already_running"
        asyncio.run(first.leave())
        second.take()
        asyncio.run(second.leave())


class TestLoopback:
    @pytest_asyncio.fixture
    async def running(self, data: DataDir, control: Control) -> AsyncIterator[Instance]:
        made = Instance(data)
        made.take()
        await made.listen(control)
        yield made
        await made.leave()

    async def raw(self, data: DataDir, line: bytes) -> Any:
        known = json.loads(data.control.read_text())
        reader, writer = await asyncio.open_connection("127.0.0.1", known["port"])
        writer.write(line + b"\n")
        answer = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
        return json.loads(answer) if answer else None

    async def test_carries_out_what_is_asked(
        self, rig: Rig, data: DataDir, running: Instance
    ) -> None:
        rig.box.see(samples.order())
        answer = await ask(data, "order", {"action": "skip", "reference": REFERENCE})
        assert answer == {"state": "skipped"}

    async def test_errors_cross_with_their_words(self, data: DataDir, running: Instance) -> None:
        with pytest.raises(AppError) as raised:
            await ask(data, "order", {"action": "skip", "reference": 7})
        assert raised.value.code == "unknown_order"
        assert raised.value.params == {"reference": "7"}

    @pytest.mark.parametrize(
        ("verb", "arguments"),
        [("dance", {}), ("ping", {"x": 1}), ("order", {"action": "x", "reference": 1})],
    )
    async def test_nonsense_is_our_fault_and_answered(
        self, data: DataDir, running: Instance, verb: str, arguments: dict[str, Any]
    ) -> None:
        with pytest.raises(AppError) as raised:
            await ask(data, verb, arguments)
        assert raised.value.code == "our_fault"

    async def test_an_unforeseen_failure_is_answered_too(
        self, data: DataDir, running: Instance, control: Control, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def odd(*_: Any) -> Any:
            raise ArithmeticError("odd")

        monkeypatch.setattr(control, "do", odd)
        with pytest.raises(AppError, match="ArithmeticError"):
            await ask(data, "ping", {})

    @pytest.mark.parametrize("secret", ["wrong", "", "سر", None])
    async def test_a_stranger_is_refused(
        self, data: DataDir, running: Instance, secret: str | None
    ) -> None:
        question: dict[str, Any] = {"secret": secret, "verb": "ping", "arguments": {}}
        answer = await self.raw(data, json.dumps(question).encode())
        assert answer["error"] == "our_fault"

    @pytest.mark.parametrize("line", [b"[1]", b"7", b'"x"'])
    async def test_no_object_is_a_stranger(
        self, data: DataDir, running: Instance, line: bytes
    ) -> None:
        assert (await self.raw(data, line))["error"] == "our_fault"

    async def test_no_json_gets_no_answer(self, data: DataDir, running: Instance) -> None:
        assert await self.raw(data, b"GET / HTTP/1.1") is None

    async def test_its_file_is_private_and_gone_afterwards(
        self, data: DataDir, control: Control
    ) -> None:
        data.control.with_suffix(".tmp").write_text("left over")
        made = Instance(data)
        made.take()
        await made.listen(control)
        if os.name == "posix":
            assert data.control.stat().st_mode & 0o077 == 0
        await made.leave()
        assert not data.control.exists()

    async def test_nobody_there_is_none(self, data: DataDir, running: Instance) -> None:
        content = data.control.read_text()
        await running.leave()
        assert await ask(data, "ping", {}) is None
        for stale in (content, "{", "[]", '{"port": "x"}', "{}"):
            data.control.write_text(stale)
            assert await ask(data, "ping", {}) is None

    async def test_no_answer_in_time(
        self, data: DataDir, running: Instance, control: Control, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        never = asyncio.Event()

        async def hang(*_: Any) -> Any:
            await never.wait()

        monkeypatch.setattr(control, "do", hang)
        monkeypatch.setattr(module, "PATIENCE", 0.05)
        with pytest.raises(AppError) as raised:
            await ask(data, "ping", {})
        assert raised.value.code == "no_answer_from_instance"
        never.set()

    async def test_those_who_say_nothing_do_not_keep_others_out(
        self, data: DataDir, running: Instance, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "PATIENCE", 0.2)
        port = json.loads(data.control.read_text())["port"]
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
        # Each is let go of, those beyond the bound at once.
        for reader, writer in silent:
            assert await asyncio.wait_for(reader.read(), 10) == b""
            writer.close()
        monkeypatch.setattr(module, "PATIENCE", 10.0)
        assert await ask(data, "ping", {}) == {"running": True}

    async def test_what_was_left_behind_goes_with_the_lock(self, data: DataDir) -> None:
        data.control.write_text(json.dumps({"port": 1, "secret": "s"}))
        made = Instance(data)
        made.take()
        assert not data.control.exists()
        await made.leave()

    async def test_broken_off_is_no_answer(self, data: DataDir) -> None:
        async def hang_up(_: Any, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        data.control.write_text(json.dumps({"port": port, "secret": "s"}))
        with pytest.raises(AppError) as raised:
            await ask(data, "connect-oto", {})
        assert raised.value.code == "no_answer_from_instance"
        server.close()


class TestTaking:
    @pytest.mark.parametrize("taking", [take, take_or_show])
    async def test_a_free_lock(self, data: DataDir, taking: Any) -> None:
        made = await taking(data)
        assert isinstance(made, Instance)
        await made.leave()

    async def test_an_open_window_is_brought_forward(self, data: DataDir, control: Control) -> None:
        shown: list[int] = []
        control.show = lambda: shown.append(1)
        made = await take(data)
        await made.listen(control)
        assert await take_or_show(data) is None
        assert shown == [1]
        control.show = None
        for taking in (take, take_or_show):
            with pytest.raises(AppError) as raised:
                await taking(data)
            assert raised.value.code == "already_running"
        await made.leave()

    async def test_an_instance_that_does_not_know_the_question_is_running(
        self, data: DataDir, control: Control, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(control, "_verbs", {})
        made = await take(data)
        await made.listen(control)
        with pytest.raises(AppError) as raised:
            await take_or_show(data)
        assert raised.value.code == "already_running"
        await made.leave()

    async def test_a_small_command_is_waited_for(self, data: DataDir) -> None:
        small = Instance(data)
        small.take()
        waiting = asyncio.create_task(take_or_show(data))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await small.leave()
        made = await waiting
        assert made is not None
        await made.leave()

    async def test_but_not_for_ever(self, data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
        small = Instance(data)
        small.take()
        monkeypatch.setattr(module, "SMALL_COMMAND", 0.0)
        with pytest.raises(AppError) as raised:
            await take_or_show(data)
        assert raised.value.code == "already_running"
        await small.leave()


def test_a_new_ledger_remembers_no_offset(rig: Rig) -> None:
    from app.engine.engine import _recover, _remembered_offset

    def put(txn: Txn) -> None:
        facts.put(txn.connection, facts.ClockFact(12.5))

    assert rig.box.do(_remembered_offset) == 0.0
    rig.box.do(put)
    assert rig.box.do(_remembered_offset) == 12.5
    assert rig.box.do(_recover) == 0
