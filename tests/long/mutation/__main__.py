"""`python -m tests.long.mutation`: breaks, tests, counts (see the package)."""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.long.mutation import mutants, running
from tests.long.mutation.mutants import Mutant

ROOT = Path(__file__).resolve().parents[3]
EXPLAINED = ROOT / "tests/long/mutants.md"
#: Words for people are looked at by people; a test that repeats them shows nothing.
_WORDS = ("error_texts", "wording")
_STORE = (
    "claims",
    "outcomes",
    "looked",
    "late",
    "moving",
    "judging",
    "observing",
    "afterwards",
    "sent",
)
_ENGINE = ("dispatcher", "steps", "lookup", "breaker", "signs")
TO_REACH = 0.9


def _files() -> list[str]:
    core = [
        path
        for path in sorted((ROOT / "app/core").glob("*.py"))
        if not path.name.startswith(_WORDS)
    ]
    return [
        *(f"app/core/{path.name}" for path in core),
        *(f"app/store/{name}.py" for name in _STORE),
        *(f"app/engine/{name}.py" for name in _ENGINE),
    ]


def _run(
    chosen: Sequence[Mutant], covered: running.Covered, jobs: int, ended: dict[Mutant, str]
) -> None:
    """Fills `ended` with how every mutant ended; `jobs` of them are at work at a time."""
    waiting = [(mutant, covered.tests_of(mutant)) for mutant in reversed(chosen)]
    at_work: dict[int, tuple[Mutant, float, list[str]]] = {}

    def over(mutant: Mutant, how: str) -> None:
        ended[mutant] = how
        if how != running.KILLED:
            _say(f"{how} {mutant.path}:{mutant.line} {mutant.what}")
        if len(ended) % 100 == 0:
            _say(f"-- {len(ended)} of {len(chosen)}, {time.strftime('%H:%M:%S')}")

    def begin(mutant: Mutant, tests: list[str], others: list[str]) -> None:
        tests, others = (tests, others) if tests else (others, [])
        if not tests:
            over(mutant, running.SURVIVED)
            return
        pid, deadline = running.start(ROOT, mutant, tests, covered)
        at_work[pid] = (mutant, deadline, others)

    while waiting or at_work:
        while waiting and len(at_work) < jobs:
            mutant, tests = waiting.pop()
            begin(mutant, *tests)
        for pid, (mutant, deadline, others) in list(at_work.items()):
            how = running.judge(pid, deadline)
            if how is None:
                continue
            del at_work[pid]
            if how == running.SURVIVED and others:
                begin(mutant, others, [])
            else:
                over(mutant, how)
        time.sleep(0.01)


def _report(ended: dict[Mutant, str]) -> bool:
    """Prints the table; True if enough was noticed and every survivor is explained."""
    explained = EXPLAINED.read_text(encoding="utf-8") if EXPLAINED.exists() else ""
    by_file: dict[str, Counter[str]] = {}
    for mutant, how in ended.items():
        by_file.setdefault(mutant.path, Counter())[how] += 1
    total: Counter[str] = Counter()
    _say("\n| file | mutants | killed | hung | survived | noticed |\n|---|---|---|---|---|---|")
    for path, counts in sorted(by_file.items()):
        _say(_row(path, counts))
        total += counts
    _say(_row("all", total))
    survivors = [mutant for mutant, how in ended.items() if how == running.SURVIVED]
    new = [mutant for mutant in survivors if mutant.name not in explained]
    _say(f"\n{len(survivors)} survived, {len(survivors) - len(new)} of them are explained")
    for mutant in new:
        _say(f"- {mutant.name}")
    return _noticed(total) >= TO_REACH and not new


def _row(name: str, counts: Counter[str]) -> str:
    how = [counts[word] for word in (running.KILLED, running.HUNG, running.SURVIVED)]
    return (
        f"| {name} | {counts.total()} | {how[0]} | {how[1]} | {how[2]} | {_noticed(counts):.1%} |"
    )


def _noticed(counts: Counter[str]) -> float:
    return 1 - counts[running.SURVIVED] / counts.total() if counts else 1.0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _covered(again: bool) -> running.Covered:
    kept = Path(tempfile.gettempdir()) / f"oto-mutation-{os.getuid()}.covered"
    return running.known(kept) if again else running.learn(ROOT, _files(), kept)


def main() -> int:
    """0 if at least nine of ten are noticed and the rest is explained in tests/long/mutants.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.long.mutation")
    parser.add_argument("--sample", type=int, help="so many, chosen at random (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="these files only")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="who covers what is as last time")
    asked = parser.parse_args()
    os.nice(19)
    os.chdir(ROOT)
    paths = asked.only or _files()
    every = [mutant for path in paths for mutant in mutants.of_file(ROOT, path)]
    chosen = every
    if asked.sample is not None and asked.sample < len(every):
        chosen = random.Random(asked.seed).sample(every, asked.sample)
    _say(f"{len(chosen)} of {len(every)} mutants, seed {asked.seed}")
    began = time.monotonic()
    running.prepare()
    covered = _covered(asked.again)
    _say(f"{len(covered.seconds)} tests, who covers what: {time.monotonic() - began:.0f} s")
    ended: dict[Mutant, str] = {}
    try:
        _run(chosen, covered, asked.jobs, ended)
    except KeyboardInterrupt:
        _say(f"stopped after {len(ended)} of {len(chosen)}")
    _say(f"{time.monotonic() - began:.0f} s in all")
    return 0 if _report(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
