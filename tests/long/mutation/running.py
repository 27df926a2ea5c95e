"""Runs tests in forked processes: once with coverage to learn who covers what, once per mutant."""

import functools
import gc
import importlib
import importlib.machinery
import importlib.util
import os
import pickle
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from types import CodeType, ModuleType

import coverage
import hypothesis
import pytest

from tests.long.mutation.mutants import Mutant, compiled

TESTS = ("tests/unit/core", "tests/unit/store", "tests/unit/engine", "tests/unit/model")
#: A mutant that makes its tests take so much longer than they did hangs: that is noticed too.
HANGS = (120.0, 20.0)
#: What the tests of so many seconds do not notice counts as survived, though a later one might.
PATIENCE = 15.0
#: A test that takes longer comes last: most mutants are noticed by a quick one.
SLOW = 0.5
#: So many test files are tried first.
FEW = 2
#: What all forked processes need and no mutant is in: loaded once.
_SHARED = ("sqlalchemy", "sqlite3", "alembic", "httpx", "msgspec", "phonenumbers", "keyring",
           "pytest_asyncio", "pytest_timeout", "hypothesis.stateful", "asyncio")  # fmt: skip
KILLED, SURVIVED, HUNG = "killed", "survived", "hung"
#: No test failed, or none was run: where a mutant changes what a table of cases is called by, its
#: cases are not found again, and that is no noticing.
_NOBODY_NOTICED = (
    pytest.ExitCode.OK,
    pytest.ExitCode.USAGE_ERROR,
    pytest.ExitCode.NO_TESTS_COLLECTED,
)


@dataclass(frozen=True, slots=True)
class Covered:
    """`lines`: file → line → tests that run it; `seconds`: of the processor, for each test."""

    lines: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]

    def tests_of(self, mutant: Mutant) -> tuple[list[str], list[str]]:
        """The tests that may notice a mutant, in two goes: the quick ones in the few files that most
        likely do, and all others. The quick ones first."""
        lines = self.lines.get(mutant.path, {})
        here = lines if mutant.at_import else range(mutant.first, mutant.last + 1)
        found = set().union(*(lines.get(line, ()) for line in here))
        own = Path(mutant.path).stem
        # A function that remembers its answers is run by whoever asks first, so its own tests too.
        found |= {test for test in self.seconds if _file(test).endswith(f"test_{own}.py")}
        weights = Counter(_file(test) for test in found)
        named = [file for file in weights if own in Path(file).stem]
        few = {*named, *(file for file, _ in weights.most_common(FEW - len(named)))}
        quick = sorted(found, key=self.seconds.__getitem__)
        first = [test for test in quick if _file(test) in few and self.seconds[test] < SLOW]
        if mutant.at_import or not any(lines.get(line) for line in here):
            # What the import alone runs is run by no test, and any may notice it.
            found |= self.seconds.keys()
        others = sorted(found.difference(first), key=self.seconds.__getitem__)
        spent = accumulate(self.seconds[test] for test in others)
        return first, [
            test
            for test, sum_ in zip(others, spent, strict=True)
            if sum_ < PATIENCE or _file(test) in few
        ]


def _file(test: str) -> str:
    return test.split("::", 1)[0]


class _Watch:
    """A pytest plugin: which test runs what, and how much it takes. One that fails is left out."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        _forget()
        self.measured.switch_context(item.nodeid)
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - began
            self.measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)


def _forget() -> None:
    """Empties the caches of the program: what is kept there was made by the first test alone, and
    all others hang on it as much."""
    for name, module in list(sys.modules.items()):
        if name.startswith("app."):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


class _Choose:
    """A pytest plugin: only these tests, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.place = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.place]
        items.sort(key=lambda item: self.place[item.nodeid])


class _Broken(importlib.machinery.SourceFileLoader):
    """Gives one module as the mutant has it."""

    def __init__(self, module: str, path: str, code: CodeType) -> None:
        super().__init__(module, path)
        self.code = code

    def get_code(self, _fullname: str) -> CodeType:
        return self.code


class _Finder:
    def __init__(self, loader: _Broken) -> None:
        self.loader = loader

    def find_spec(
        self, fullname: str, _path: object = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.loader.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self.loader.path, loader=self.loader
        )


def prepare() -> None:
    """Loads in this process what every forked one needs."""
    for name in _SHARED:
        importlib.import_module(name)
    gc.freeze()
    sys.dont_write_bytecode = False


def learn(root: Path, paths: Collection[str], kept: Path) -> Covered:
    """Runs all tests once with coverage, and keeps what was learnt in a file. A test that fails as
    things are is left out: it would notice everything."""

    def measure() -> int:
        measured = coverage.Coverage(data_file=None, branch=False, source=["app"])
        watch = _Watch(measured)
        measured.start()
        _pytest(_there(root, TESTS), watch, quiet=False)
        measured.stop()
        data = measured.get_data()
        lines = {}
        for path in paths:
            found = data.contexts_by_lineno(str(root / path))
            lines[path] = {
                line: frozenset(filter(None, tests)) - watch.failed for line, tests in found.items()
            }
        seconds = {test: took for test, took in watch.seconds.items() if test not in watch.failed}
        kept.write_bytes(pickle.dumps(Covered(lines, seconds)))
        return 0

    if _wait(_fork(measure, silent=False), None) != 0:
        raise RuntimeError("the tests cannot be run")
    return known(kept)


def known(kept: Path) -> Covered:
    """What an earlier run learnt."""
    covered = pickle.loads(kept.read_bytes())
    assert isinstance(covered, Covered)
    return covered


def start(root: Path, mutant: Mutant, tests: Sequence[str], covered: Covered) -> tuple[int, float]:
    """Starts a process that runs these tests on a mutant; returns its id and when it hangs."""
    seconds = sum(covered.seconds[test] for test in tests)

    def attempt() -> int:
        code = compiled(root, mutant)
        sys.meta_path.insert(0, _Finder(_Broken(mutant.module, str(root / mutant.path), code)))
        return _pytest(sorted({_file(test) for test in tests}), _Choose(tests))

    deadline = time.monotonic() + HANGS[0] + HANGS[1] * seconds
    return _fork(attempt), deadline


def judge(pid: int, deadline: float) -> str | None:
    """How a mutant ended, None while its tests run. Whatever lives past its deadline is killed."""
    code = _wait(pid, deadline)
    if code is None:
        return None
    if code < 0:
        return HUNG
    return SURVIVED if code in _NOBODY_NOTICED else KILLED


def _pytest(files: Sequence[str], mine: object, *, quiet: bool = True) -> int:
    # The same examples for every mutant, none remembered, none made small: noticing is enough.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutation", database=None, derandomize=True, phases=phases, deadline=None
    )
    hypothesis.settings.load_profile("mutation")
    options = ["-q", "--assert=plain", *(["-x", "--tb=no"] if quiet else ["--tb=line"])]
    for plugin in ("cacheprovider", "unraisableexception", "threadexception"):
        options += ["-p", f"no:{plugin}"]
    return int(pytest.main([*options, *files], plugins=[mine]))


def _there(root: Path, tests: Sequence[str]) -> list[str]:
    return [test for test in tests if (root / test).exists()]


def _fork(work: Callable[[], int], *, silent: bool = True) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    if silent:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    code = 99
    try:
        code = work()
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


def _wait(pid: int, deadline: float | None) -> int | None:
    """The exit code of a process of ours; negative if it was killed for hanging; None: not yet."""
    if deadline is None:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    ended, status = os.waitpid(pid, os.WNOHANG)
    if ended:
        return abs(os.waitstatus_to_exitcode(status))
    if time.monotonic() < deadline:
        return None
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return -1
