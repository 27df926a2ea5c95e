"""The program as somebody outside sees it: commands, exit codes and lines."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.judge.catalog import world
from tests.judge.foodics import FoodicsStandIn
from tests.judge.orders import Made, Maker, Spec
from tests.judge.oto import OtoStandIn

ROOT = Path(__file__).resolve().parents[2]
Line = dict[str, Any]


class Program:
    """`python -m app` on one data directory, with a keyring in a file."""

    def __init__(self, directory: Path) -> None:
        self.data = directory / "data"
        self._home = directory
        self._env = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "PYTHON_KEYRING_BACKEND": "tests.keyrings_file.FileKeyring",
            "TEST_KEYRING": str(directory / "keyring.json"),
            "PYTHONPATH": str(ROOT),
        }
        self.engine: subprocess.Popen[str] | None = None
        self.lines = directory / "run.jsonl"

    def call(
        self, *words: object, typed: str | None = None, code: int | None = 0
    ) -> subprocess.CompletedProcess[str]:
        """One command. `code` is the exit code it must have, None for any."""
        done = subprocess.run(
            self._command(words),
            input=typed or "",
            capture_output=True,
            text=True,
            timeout=60,
            env=self._env,
            cwd=self._home,
            check=False,
        )
        said = f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        assert code is None or done.returncode == code, said
        assert "Traceback" not in done.stderr, said
        return done

    def rows(self, *words: object) -> list[Line]:
        """The lines of a command with --json."""
        return [json.loads(line) for line in self.call(*words, "--json").stdout.splitlines()]

    def orders(self) -> dict[int, Line]:
        """`orders --json` by reference."""
        return {row["reference"]: row for row in self.rows("orders")}

    def order(self, reference: int) -> Line:
        """`order REFERENCE --json`."""
        return self.rows("order", reference)[0]

    def status(self) -> Line:
        """`status --json`."""
        return self.rows("status")[0]

    def start(self) -> None:
        """`run --json` in the background; its lines go to `lines`."""
        with self.lines.open("a") as out, (self._home / "run.err").open("a") as err:
            self.engine = subprocess.Popen(
                self._command(["run", "--json"]),
                stdout=out,
                stderr=err,
                text=True,
                env=self._env,
                cwd=self._home,
            )

    def kill(self) -> None:
        """A power cut."""
        assert self.engine is not None
        self.engine.kill()
        self.engine.wait(10)

    def stop(self) -> None:
        """SIGTERM, which must end it in good order."""
        assert self.engine is not None
        if self.engine.poll() is None:
            self.engine.send_signal(signal.SIGTERM)
        code = self.engine.wait(20)
        words = (self._home / "run.err").read_text()
        assert code == 0, f"run ended with {code}: {words}"
        assert "Traceback" not in words, words

    def told(self) -> list[Line]:
        """What `run --json` has printed until now."""
        return [json.loads(line) for line in self.lines.read_text().splitlines()]

    def _command(self, words: Sequence[object]) -> list[str]:
        return [sys.executable, "-m", "app", "--data-dir", str(self.data), *map(str, words)]


class Town:
    """Both services and the program, set up by its own commands."""

    def __init__(
        self,
        directory: Path,
        *,
        inclusive: bool = True,
        skew: timedelta = timedelta(0),
        oto_seconds: float = 0.05,
    ) -> None:
        self.foodics = FoodicsStandIn(inclusive=inclusive, skew=skew)
        self.oto = OtoStandIn(seconds=oto_seconds)
        self.foodics.branches, points, self.oto.pickups = world()
        by_reference = {row["reference"]: row for row in self.foodics.branches}
        self.maker = Maker(by_reference, points)
        self.program = Program(directory)
        self.made: dict[str, Made] = {}

    def set_up(self, *, wrong_first: bool = True) -> None:
        """The manager's way of design.md section 1, by commands."""
        program, foodics, oto = self.program, self.foodics, self.oto
        retailer = ("connect", "oto", "--retailer-id", oto.retailer_id, "--url", oto.url)
        program.call(
            "connect", "foodics", "--url", foodics.url, "--token-stdin", typed=foodics.token + "\n"
        )
        if wrong_first:
            program.call("currency", "SAR", code=1)
            program.call(*retailer, "--token-stdin", typed="AMf-" + "x" * 240, code=1)
            program.call("currency", "SAR", code=1)
        program.call(*retailer, "--token-stdin", typed=oto.token)
        if wrong_first:
            program.call("branches", "activate", "B01", code=1)
        program.call("currency", "SAR")
        program.call("branches", "activate", "B01", "B02", "B05")
        program.call("branches", "activate", "B04", "--pickup", "OLAYA-1", "--ready-since", 120)

    def make(self, spec: Spec) -> Made:
        """An order that is not uploaded yet."""
        made = self.maker.make(spec, self.foodics.now())
        self.made[made.row["id"]] = made
        return made

    def upload(self, *made: Made) -> None:
        """Foodics shows these orders from now on."""
        for one in made:
            self.foodics.put(one.row)
            one.put_at = time.monotonic()

    def order(self, spec: Spec) -> Made:
        """A new order, uploaded at once."""
        made = self.make(spec)
        self.upload(made)
        return made

    def edit(self, made: Made, **fields: Any) -> None:
        """The till uploads a change."""
        self.foodics.change(made.row["id"], lambda row: row.update(fields))
        made.put_at = time.monotonic()

    def oto_id(self, made: Made) -> str:
        """Our id of an order at OTO."""
        return f"F{self.foodics.business['reference']}-{made.reference}"

    def at_oto(self, made: Made) -> bool:
        """Whether OTO has accepted it."""
        return self.oto_id(made) in self.oto.accepted

    def sends(self, made: Made) -> int:
        """How many createOrder calls there were for it."""
        return sum(body.get("orderId") == self.oto_id(made) for body in self.oto.creates)

    def latencies(self) -> list[float]:
        """Seconds from Ready in Foodics' API to accepted by OTO, ascending."""
        kept = self.oto.accepted
        return sorted(
            kept[self.oto_id(made)].at - made.put_at
            for made in self.made.values()
            if self.oto_id(made) in kept
        )

    def figures(self) -> Line:
        """What is worth printing after a run."""
        times = self.latencies()
        foodics = self.foodics
        return {
            "orders": len(foodics.orders),
            "sent": len(self.oto.accepted),
            "p50": round(share(times, 0.5), 2),
            "p95": round(share(times, 0.95), 2),
            "longest": round(share(times, 1), 2),
            "foodics_calls": len(foodics.asked),
            "foodics_most_a_minute": foodics.most_a_minute,
            "foodics_statuses": dict(foodics.statuses),
            "oto_calls": len(self.oto.asked),
            "oto_statuses": dict(self.oto.statuses),
            "oto_in_flight_most": self.oto.in_flight_most,
        }


def report(town: Town) -> None:
    """Prints the figures of a run, also when pytest swallows what tests print."""
    assert sys.__stderr__ is not None
    sys.__stderr__.write(f"\njudged: {json.dumps(town.figures())}\n")


def share(ascending: Sequence[float], part: float) -> float:
    """A percentile; 0 of nothing."""
    if not ascending:
        return 0.0
    return ascending[min(len(ascending) - 1, int(len(ascending) * part))]


def until(true: Callable[[], object], seconds: float, what: str) -> None:
    """Waits for a condition, never for a time."""
    over = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < over, f"not within {seconds} s: {what}"
        time.sleep(0.05)


@contextlib.contextmanager
def town(directory: Path, **kind: Any) -> Iterator[Town]:
    """A town that is torn down, whatever happens."""
    found = Town(directory, **kind)
    found.foodics.start()
    found.oto.start()
    try:
        yield found
    finally:
        engine = found.program.engine
        if engine is not None and engine.poll() is None:
            engine.kill()
            engine.wait(10)
        found.oto.stop()
        found.foodics.stop()
