"""The command line against the sandbox: real HTTP, a real data directory, real processes."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from app.commands import deciding, instances, stopping
from app.commands import demo as demo_command
from app.core.errors import AppError
from app.engine import instance
from app.sandbox.server import Sandbox, SandboxAddress
from app.store import database
from tests.cli_kit import ROOT, Cli, Process, Row, until

#: The fields of design.md section 6, in its order.
ORDER_FIELDS = [
    "id",
    "reference",
    "number",
    "check_number",
    "branch",
    "state",
    "reasons",
    "amount",
    "amount_due",
    "currency",
    "oto_order_id",
    "oto_id",
    "oto_status",
    "stage",
    "attempts",
    "last_error",
    "first_seen_at",
    "ready_at",
    "accepted_at",
    "next_attempt_at",
]
BRANCH_FIELDS = [
    "reference",
    "id",
    "name",
    "active",
    "pickup",
    "city",
    "starts_at",
    "waiting",
    "sent_today",
]
STATUS_FIELDS = [
    "running",
    "paused",
    "problem",
    "currency",
    "foodics",
    "oto",
    "last_good_poll_at",
    "last_good_poll_age_seconds",
    "counts",
]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=3) as sandbox:
        yield sandbox


@pytest.fixture
def where(box: Sandbox) -> SandboxAddress:
    assert box.address is not None
    return box.address


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path, monkeypatch, capsys)


def add(where: SandboxAddress, **fields: Any) -> int:
    """A Ready delivery order in B01's till, cash on delivery; returns its reference."""
    request = urllib.request.Request(
        f"{where.control_url}/orders", json.dumps(fields).encode(), method="POST"
    )
    with urllib.request.urlopen(request) as reply:
        return int(json.load(reply)["reference"])


def an_order(run: Cli, reference: int) -> Row:
    said = run("order", str(reference), "--json")
    return said.rows[0] if said.code == 0 and said.out else {"state": "not seen", "reasons": []}


def files_of(run: Cli) -> dict[Path, bytes]:
    """Everything kept in the data directory."""
    return {path: path.read_bytes() for path in run.data.rglob("*") if path.is_file()}


# Setting up


def test_each_step_names_the_next_until_orders_go(run: Cli, where: SandboxAddress) -> None:
    assert "Next step: connect oto." in run.connect_foodics(where).out
    assert run("currency").refused("Next step: connect oto.")
    assert run("currency", "SAR").refused("Next step: connect oto.")
    assert run("branches", "activate", "B01").refused("Next step: connect oto.")
    assert [row["active"] for row in run("branches", "--json").rows] == [False] * 4

    assert "Next step: currency CODE" in run.connect_oto(where).out
    assert run("branches", "activate", "B01").refused("Next step: currency")
    assert run("run").refused("Next step: currency")
    unset = run("currency")
    assert (unset.code, unset.out) == (0, "")
    assert "Next step: currency SAR" in unset.err

    assert "Next step: branches activate" in run("currency", "sar").out
    assert run("currency").out == "SAR\n"
    done = run("branches", "activate", "B01")
    assert (done.code, done.err) == (0, "")
    assert done.out == "B01 فرع الياسمين: active, couriers collect at B01\n"


def test_the_currency_must_be_one_and_another_than_foodics_own_is_a_warning(
    run: Cli, where: SandboxAddress
) -> None:
    run.connect(where)
    assert run("currency", "riyal").refused("This currency is not known")
    said = run("currency", "USD", "--json")
    assert said.rows == [{"currency": "USD", "foodics": "SAR"}]
    assert said.err.startswith("warning: Foodics counts in SAR")


def test_a_wrong_pair_is_refused_and_the_earlier_one_stays(run: Cli, where: SandboxAddress) -> None:
    run.set_up(where, "B01")
    kept = run.keyring.read_text()
    wrong = ("connect", "oto", "--url", where.oto_url, "--retailer-id", "1", "--token-stdin")
    assert run(*wrong, stdin="nonsense").refused("OTO refused the Retailer ID and Token")
    for url, why in (
        (where.foodics_url, "Foodics refused the access token"),
        ("http://example.com", "The address for Foodics cannot be used"),
    ):
        words = ("connect", "foodics", "--url", url, "--token-stdin")
        assert run(*words, stdin="nonsense").refused(why)
    assert run.keyring.read_text() == kept
    assert run("doctor").code == 0


def test_without_a_usable_keyring_connecting_is_refused(
    run: Cli, where: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_KEYRING_LOCKED", "1")
    words = ("connect", "foodics", "--url", where.foodics_url, "--token-stdin")
    assert run(*words, stdin=where.foodics_token).refused("The keyring is locked")
    assert run("branches").out == ""


def test_tokens_are_in_the_keyring_and_nowhere_else(run: Cli, where: SandboxAddress) -> None:
    run.set_up(where, "B01")
    assert run("run", "--seconds", "0.3").code == 0
    for path, content in files_of(run).items():
        for token in (where.foodics_token, where.oto_token):
            assert token.encode() not in content, path
            assert path.stat().st_mode & 0o077 == 0, path
    kept = "".join(json.loads(run.keyring.read_text()).values())
    assert where.oto_token in kept


def test_branches_are_switched_on_all_or_none(run: Cli, where: SandboxAddress) -> None:
    run.set_up(where)
    assert run("branches", "activate", "B01", "B99").refused("B99")
    assert run("branches", "activate", "B01", "B02", "--pickup", "B01").refused("2 branches")
    assert run("branches", "activate", "B01", "--pickup", "nope").refused("Known codes: B01")
    assert run("branches", "activate", "B01", "--city", "Atlantis").refused("Atlantis")
    assert not any(row["active"] for row in run("branches", "--json").rows)

    said = run("branches", "activate", "b01", "B04", "--ready-since", "30")
    assert said.code == 0
    assert said.err.count("\n") == 1
    assert said.err.startswith("B04 فرع العارض: activated, but has no pickup location")
    assert "branches activate B04 --pickup CODE" in said.err
    rows = {row["reference"]: row for row in run("branches", "--json").rows}
    assert all(list(row) == BRANCH_FIELDS for row in rows.values())
    assert (rows["B01"]["pickup"], rows["B04"]["pickup"]) == ("B01", None)
    assert "inactive" in run("branches").out

    chosen = run("branches", "activate", "B04", "--pickup", "B03", "--city", "riyadh")
    assert (chosen.code, chosen.err) == (0, "")
    assert run("branches", "deactivate", "B01", "B04").code == 0
    assert not any(row["active"] for row in run("branches", "--json").rows)
    assert run("branches", "deactivate", "B99").refused("B99")


def test_v1_asks_for_a_city_and_says_who_chooses_the_door(
    run: Cli, box: Sandbox, where: SandboxAddress
) -> None:
    box.oto_switches.generation = "v1"
    run.set_up(where)
    said = run("branches", "activate", "B01", "B02")
    assert said.code == 0
    assert "--city NAME" in said.err
    assert "OTO chooses the door" in said.err
    assert run("branches", "activate", "B01", "--city", "Riyadh").code == 0
    wrong = {row["check"] for row in run("doctor", "--json").rows if not row["ok"]}
    assert wrong == {"where branch B02 is collected"}


def test_disconnecting_forgets_the_secret_and_keeps_the_ledger(
    run: Cli, where: SandboxAddress
) -> None:
    run.set_up(where, "B01")
    assert run("disconnect", "oto").code == 0
    assert run("run").refused("Next step: connect oto.")
    assert run("disconnect", "foodics").code == 0
    assert run("run").refused("Next step: connect foodics.")
    assert json.loads(run.keyring.read_text()) == {}
    assert run("currency").out == "SAR\n"
    rows = {row["check"]: row["ok"] for row in run("doctor", "--json").rows}
    assert not rows["Foodics token"]
    assert not rows["OTO Retailer ID and Token"]


# At work


@pytest.fixture
def at_work(run: Cli, where: SandboxAddress) -> Iterator[Process]:
    """An instance that runs, in a process of its own."""
    run.set_up(where, "B01")
    with run.process("run", "--json") as process:
        until(lambda: bool(run("status", "--json").rows[0]["running"]))
        yield process


def test_an_order_is_sent_and_shown_with_all_its_fields(
    run: Cli, where: SandboxAddress, at_work: Process
) -> None:
    reference = add(where)
    until(lambda: an_order(run, reference)["state"] == "sent")
    (row,) = run("orders", "--json").rows
    assert list(row) == ORDER_FIELDS
    assert (row["reference"], row["branch"], row["reasons"]) == (reference, "B01", [])
    assert (row["currency"], row["attempts"], row["last_error"]) == ("SAR", 1, None)
    assert row["oto_order_id"] == f"F922240-{reference}"
    assert isinstance(row["oto_id"], str)
    assert row["amount"] == row["amount_due"]
    assert row["amount"][-3] == "."
    assert row["accepted_at"].endswith("Z")

    details = an_order(run, reference)
    assert set(ORDER_FIELDS) < set(details)
    assert all(list(each) == ["code", "ok", "actor", "text"] for each in details["conditions"])
    assert all(each["ok"] for each in details["conditions"])
    assert all(list(each) == ["at", "kind", "data"] for each in details["events"])
    shown = run("order", str(reference)).out
    assert shown.startswith(f"Order {reference}")
    assert "✓ The branch is active." in shown
    assert f"{reference}" in run("orders", "--state", "sent", "--branch", "b01").out
    assert run("orders", "--state", "held").out == ""
    assert run("orders", "--branch", "B99").refused("no such branch")
    assert run("order", "999999").refused("no such order")

    status = run("status", "--json").rows[0]
    assert list(status)[: len(STATUS_FIELDS)] == STATUS_FIELDS
    assert status["running"] is True
    assert status["counts"]["sent"] == 1
    assert status["oto"]["generation"] == "v2"
    assert "Running" in run("status").out
    assert run("cancel-at-oto", str(reference)).out.endswith("OTO is asked to cancel it\n")
    until(lambda: run("order", f"{reference}", "--json").rows[0]["oto_status"] == "canceled")
    assert "stands at OTO as canceled" in run("send-again", str(reference)).out
    until(lambda: run("order", f"{reference}", "--json").rows[0]["state"] == "sent")

    said = at_work.end(signal.SIGTERM)
    assert said.code == 0
    assert [list(line) for line in said.rows] == [["at", "kind", "reference", "state"]] * len(
        said.rows
    )
    assert [line["state"] for line in said.rows if line["kind"] == "state"][-1] == "sent"
    assert run("status", "--json").rows[0]["running"] is False
    assert not (run.data / "control.json").exists()


def test_the_running_instance_carries_commands_out(
    run: Cli, where: SandboxAddress, at_work: Process
) -> None:
    assert run("run").refused("already running")
    assert run("pause").out == "Sending is paused until you resume.\n"
    assert run("status", "--json").rows[0]["paused"] is True
    assert "sending is paused" in run("status").out
    assert run("pause", "--branch", "B01", "--until", "23:00").out.endswith("until 23:00.\n")
    assert run("pause", "--until", "25:00").refused("not HH:MM")
    assert run("resume", "--branch", "B01").code == 0
    reference = add(where)
    until(lambda: an_order(run, reference)["state"] == "queued")
    assert run("hold", str(reference)).out == f"Order {reference}: held\n"
    assert run("hold", str(reference)).refused("held")
    assert run("mend", str(reference), "--address", "Gate 4").code == 0
    assert run("settings", "set", "too_old_minutes", "30").out == "too_old_minutes = 30\n"
    assert run("resume").code == 0
    released = run("release", str(reference)).out
    assert "queued" in released
    assert "the courier collects" in released
    until(lambda: an_order(run, reference)["state"] == "sent")
    assert run("release", str(reference)).refused("sent")
    assert at_work.end(signal.SIGINT).code == 0


def test_a_phone_mended_here_reaches_oto_as_a_number_that_can_be_called(
    run: Cli, box: Sandbox, where: SandboxAddress, at_work: Process
) -> None:
    reference = add(where, customer={"phone": "05123"})
    until(lambda: an_order(run, reference)["reasons"] == ["bad_phone"])
    assert run("mend", str(reference), "--phone", "12").refused("cannot be called")
    assert run("mend", str(reference), "--phone", "٠٥٠ ١٢٣ ٤٥٦٧").code == 0
    until(lambda: an_order(run, reference)["state"] == "sent")
    (order,) = box.oto.account.orders.values()
    assert order.bodies[0]["customer"]["mobile"] == "966501234567"


def test_what_is_asked_once_is_listed_and_answered(
    run: Cli, where: SandboxAddress, at_work: Process
) -> None:
    market = add(where, meta={"external_number": "Jahez: 512"})
    unclear = add(where, payments=[{"method": "Cash on delivery"}])
    until(lambda: an_order(run, unclear)["state"] == an_order(run, market)["state"] == "held")
    asked = {row["topic"]: row for row in run("questions", "--json").rows}
    assert asked["payment"]["orders"] == [unclear]
    assert asked["payment"]["answers"] == ["paid", "collect", "not_for_oto"]
    assert asked["payment"]["suggestion"] == "collect"
    assert asked["sender"]["orders"] == [market]
    assert "answer payment" in run("questions").out
    for topic, value in (("payment", "paid"), ("sender", "never")):
        assert run("answer", topic, asked[topic]["subject"], "perhaps").refused("perhaps")
        assert run("answer", topic, asked[topic]["subject"], value).code == 0
    until(lambda: an_order(run, unclear)["state"] == "sent")
    assert run("questions").out == ""
    assert an_order(run, unclear)["amount_due"] == "0.00"
    assert "✗" in run("order", str(market)).out


def test_events_for_people_and_a_problem_are_said(
    run: Cli, box: Sandbox, where: SandboxAddress
) -> None:
    run.set_up(where, "B01")
    box.oto_switches.auto_shipment = False
    account = box.oto.account
    account.refuse_orders = ("OTO1006", 400)
    reference = add(where)
    with run.process("run", "--seconds", "20") as process:
        until(lambda: an_order(run, reference)["state"] == "retrying")
        until(lambda: bool(run("status", "--json").rows[0]["problem"]))
        assert "Problem: OTO refuses new orders" in run("status").out
        assert "Next attempt" in run("order", str(reference)).out
        assert run("orders", "--json").rows[0]["last_error"]["code"] == "OTO1006"
        assert "OTO accepts no orders" in run("orders").out
        assert "OTO accepts no orders" in run("order", str(reference)).out
        said = process.end(signal.SIGTERM)
    assert said.code == 0
    assert f"{reference}  seen" in said.out
    assert "Problem: OTO refuses new orders" in said.out


def test_run_ends_by_itself_and_a_second_one_waits_for_small_commands(
    run: Cli, where: SandboxAddress
) -> None:
    run.set_up(where, "B01")
    small = FileLock(run.data / "instance.lock", thread_local=False)
    small.acquire()
    timer = threading.Timer(0.4, small.release)
    timer.start()
    said = run("run", "--seconds", "1.5", "--json")
    timer.join()
    assert (said.code, said.err) == (0, "")


def test_a_lock_without_an_answer_is_said_so(
    run: Cli, where: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.set_up(where, "B01")
    monkeypatch.setattr(instances, "PATIENCE", 0.2)
    monkeypatch.setattr(instance, "SMALL_COMMAND", 0.2)
    with FileLock(run.data / "instance.lock"):
        assert run("pause").refused("does not answer")
        assert run("run").refused("already running")


def test_a_port_left_behind_by_a_killed_instance_is_nobody(run: Cli, where: SandboxAddress) -> None:
    run.set_up(where, "B01")
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        left = {"port": stranger.getsockname()[1], "secret": "x"}
        (run.data / "control.json").write_text(json.dumps(left))
        assert run("pause").code == 0
    # Now nothing listens there at all.
    assert run("status", "--json").rows[0]["running"] is False


def test_an_instance_that_hangs_does_not_count_as_running(
    run: Cli, where: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(*_: object) -> None:
        raise AppError("no_answer_from_instance", seconds=5)

    run.set_up(where, "B01")
    (run.data / "control.json").write_text("{}")
    monkeypatch.setattr(instances, "ask", hangs)
    monkeypatch.setattr(instance, "ask", hangs)
    assert run("status", "--json").rows[0]["running"] is False
    with FileLock(run.data / "instance.lock"):
        assert run("run").refused("already running")


def test_the_doctor_names_what_does_not_answer(
    run: Cli, box: Sandbox, where: SandboxAddress
) -> None:
    run.set_up(where, "B01")
    assert run("doctor").code == 0
    box.clock.advance(3_600)
    box.oto.account.revoked = True
    box.oto.end_sessions()
    box.foodics.auth.set_scopes(box.foodics_token, ("general.read",))
    wrong = {row["check"]: row for row in run("doctor", "--json").rows if not row["ok"]}
    assert sorted(wrong) == [
        "Foodics permission orders.list",
        "OTO Retailer ID and Token",
        "clock of this PC",
    ]
    assert "Foodics is 3600 s ahead" in wrong["clock of this PC"]["detail"]
    box.stop()
    wrong = {row["check"]: row for row in run("doctor", "--json").rows if not row["ok"]}
    assert sorted(wrong) == ["connection to Foodics", "connection to OTO"]
    assert "cannot be reached" in wrong["connection to Foodics"]["detail"]


def test_the_doctor_finds_nothing_while_all_is_well(
    run: Cli, where: SandboxAddress, at_work: Process
) -> None:
    until(lambda: run("status", "--json").rows[0]["last_good_poll_at"] is not None)
    rows = {row["check"]: row for row in run("doctor", "--json").rows}
    assert [row for row in rows.values() if not row["ok"]] == []
    assert rows["running instance"]["detail"] == "it answers"
    assert rows["last look at Foodics"]["detail"].endswith(" s ago")


def test_a_city_that_is_not_clear_is_asked_for(
    run: Cli, where: SandboxAddress, at_work: Process
) -> None:
    address = {"description": "شارع التحلية، جدة", "latitude": None, "longitude": None}
    reference = add(where, address=address)
    until(lambda: an_order(run, reference)["state"] == "held")
    (asked,) = run("questions", "--json").rows
    assert (asked["topic"], asked["orders"], asked["answers"]) == ("city", [reference], [])
    assert "NAME" in run("questions").out
    assert run("answer", "city", asked["subject"], "Riyadh").code == 0
    until(lambda: an_order(run, reference)["state"] == "sent")


def test_what_was_done_is_done_even_if_it_cannot_be_read_back(
    run: Cli, where: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_path: Path) -> None:
        raise AppError("ledger_broken", path="x")

    run.set_up(where)
    monkeypatch.setattr(database, "open_reader", unreadable)
    assert run("branches", "activate", "B01").out == "B01 : active\n"
    assert run("currency", "SAR").out == "OTO collects in SAR.\n"
    monkeypatch.setattr(instances, "do_if_set_up", lambda *_: {"state": "queued"})
    monkeypatch.setattr(deciding, "do_if_set_up", lambda *_: {"state": "queued"})
    assert run("release", "5").out == "Order 5: queued\n"


def test_a_reader_who_has_seen_enough_is_no_fault(run: Cli, where: SandboxAddress) -> None:
    run.set_up(where, "B01")
    with run.process("settings") as process:
        assert process.popen.stdout is not None
        process.popen.stdout.close()
        process.popen.stdout = None
        assert process.end().err == ""
        assert process.popen.returncode == 0


# Demo and sandbox


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kitchen as fast as a test."""
    monkeypatch.setattr(demo_command, "_PACE", 20.0)
    monkeypatch.setattr(demo_command, "_UPLOAD", (0.1, 0.2))


def test_the_demo_sends_counts_and_leaves_nothing_behind(
    run: Cli, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = run("demo", "--headless", "--seconds", "8", "--orders-per-minute", "60")
    assert said.code == 0, said
    words = said.out.splitlines()[-1].split()
    assert words[0] == "summary:"
    assert words[1::2] == ["seen", "sent", "waiting", "needs-you", "lost", "doubled"]
    seen, sent, *_, lost, doubled = (int(word) for word in words[2::2])
    assert seen >= sent >= 1
    assert (lost, doubled) == (0, 0)
    assert "B04: no pickup location at OTO; its orders wait." in said.out
    assert not list(tmp_path.glob("oto-companion-demo-*"))
    assert not run.data.exists()


def test_the_demo_says_so_and_fails_when_the_books_do_not_agree(
    run: Cli, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = {"lost": [48210], "doubled": [48211, 48212]}
    monkeypatch.setattr(demo_command, "_account", lambda *_: books)
    monkeypatch.setattr(demo_command, "LAST_ORDERS", 0.3)
    said = run("demo", "--seconds", "0.5")
    assert said.code == 1
    assert said.out.splitlines()[-1].endswith("lost 1 doubled 2")
    assert "The demo goes on here." in said.err
    assert "lost: 48210\ndoubled: 48211, 48212" in said.err


def test_the_demo_ends_early_with_its_summary(run: Cli) -> None:
    with run.process("demo", "--headless", "--seconds", "60") as process:
        assert process.line().startswith("Demo:")
        said = process.end(signal.SIGINT)
    assert said.code == 0
    assert said.out.splitlines()[-1].startswith("summary: seen ")


def test_the_demo_in_a_window_gets_a_set_up_directory(
    run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.commands import window

    (tmp_path / "demo_window.py").write_text(
        "def main(data, credentials, seconds, practice):\n"
        "    seen = data.settings.read_text()\n"
        "    alike = 'language = \"ar\"' in seen and 'theme = \"dark\"' in seen\n"
        "    return 7 if practice and alike and data.ledger.exists() else 0"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(window, "_MODULE", "demo_window")
    monkeypatch.setenv("DISPLAY", ":0")
    run("settings", "set", "language", "ar")
    run("settings", "set", "theme", "dark")
    assert run("demo").code == 7


def test_other_troubles_of_the_demo_are_not_the_windows(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise AppError("port_unusable", why="in use")

    monkeypatch.setattr(demo_command, "_windowed", trouble)
    assert run("demo").refused("The sandbox cannot start")


def test_the_sandbox_says_where_it_is_and_ends_in_good_order(run: Cli) -> None:
    with run.process("sandbox", "--seed", "7") as process:
        first = json.loads(process.line())
        assert list(first) == [
            "foodics_url",
            "foodics_token",
            "oto_url",
            "retailer_id",
            "oto_token",
            "control_url",
        ]
        where = SandboxAddress(**first)
        assert add(where) > 0
        said = process.end(signal.SIGTERM)
    assert (said.code, said.out, said.err) == (0, "", "")


def test_being_told_to_end_again_and_again_changes_nothing(run: Cli) -> None:
    with run.process("sandbox") as process:
        process.line()
        while process.popen.poll() is None:
            process.popen.send_signal(signal.SIGTERM)
        assert process.end().code == 0


def test_a_port_in_use_is_said_so(run: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run("sandbox", "--foodics-port", port).refused("The sandbox cannot start")


def test_the_sandbox_stops_in_this_process_too(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)

    def stop() -> None:
        until(lambda: signal.getsignal(signal.SIGTERM) is not before)
        os.kill(os.getpid(), signal.SIGTERM)

    stopper = threading.Thread(target=stop)
    stopper.start()
    said = run("sandbox")
    stopper.join()
    assert said.code == 0
    assert next(iter(said.rows[0])) == "foodics_url"


@pytest.mark.parametrize("loop_helps", [True, False])
def test_signals_with_and_without_the_loops_help(
    monkeypatch: pytest.MonkeyPatch, loop_helps: bool
) -> None:
    """Without it as on Windows. Afterwards they do what they did before."""

    async def ends() -> bool:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()

        def none(*_: object) -> None:
            raise NotImplementedError

        if not loop_helps:
            monkeypatch.setattr(loop, "add_signal_handler", none)
        before = signal.getsignal(signal.SIGTERM)
        with stopping.stopping(stop, seconds=20):
            os.kill(os.getpid(), signal.SIGTERM)
            async with asyncio.timeout(10):
                await stop.wait()
        return signal.getsignal(signal.SIGTERM) is before

    known = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        assert asyncio.run(ends())
    finally:
        signal.signal(signal.SIGTERM, known)


STUCK = """
import sys
from app.commands import printing, running
printing._LAST_LINES = 0.3
from app.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_reader_that_never_reads_does_not_keep_run_from_ending(
    run: Cli, where: SandboxAddress, tmp_path: Path
) -> None:
    """Its pipe is full before the first event."""
    run.set_up(where, "B01")
    out, into = os.pipe()
    os.set_blocking(into, False)
    try:
        while True:
            os.write(into, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(into, True)
    add(where)
    words = ["--data-dir", str(run.data), "run", "--seconds", "3"]
    ended = subprocess.run(
        [sys.executable, "-c", STUCK, *words],
        cwd=ROOT,
        env={**os.environ, **run.environment},
        stdout=into,
        stderr=subprocess.PIPE,
        timeout=40,
        check=False,
    )
    os.close(into)
    os.close(out)
    assert (ended.returncode, ended.stderr) == (0, b"")
