"""All mutants of a file, each found again by its number."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from tests.long.mutation.operators import is_skipped, replacements

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way in which one file is broken.

    `first` to `last` are the lines whose tests may notice; `at_import` means that it is carried out
    when the module is imported, so that whoever uses the module may.
    """

    path: str
    number: int
    line: int
    first: int
    last: int
    at_import: bool
    what: str

    @property
    def module(self) -> str:
        """The name by which the program imports the file."""
        return self.path.removesuffix(".py").replace("/", ".")

    @property
    def name(self) -> str:
        """How it is called in the list of explained ones: without line numbers, which move."""
        return f"{self.path} {self.what}"


@dataclass(frozen=True, slots=True)
class _Site:
    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    broken: ast.AST
    scope: str
    first: int
    last: int
    at_import: bool

    def apply(self) -> None:
        if self.index is None:
            setattr(self.parent, self.field, self.broken)
        else:
            getattr(self.parent, self.field)[self.index] = self.broken


@dataclass(frozen=True, slots=True)
class _Around:
    """Where in the file a node stands."""

    scope: str = ""
    first: int = 1
    at_import: bool = True


def of_file(root: Path, path: str) -> list[Mutant]:
    """Every mutant of one file; `path` is relative to the checkout."""
    source = (root / path).read_text(encoding="utf-8")
    found = []
    for number, site in enumerate(_sites(ast.parse(source))):
        line = getattr(site.node, "lineno", site.first)
        what = f"{site.scope or 'module'}: {_change(site)}"
        found.append(Mutant(path, number, line, site.first, site.last, site.at_import, what))
    return found


def compiled(root: Path, mutant: Mutant) -> CodeType:
    """The broken file as code."""
    file = root / mutant.path
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for number, site in enumerate(_sites(tree)):
        if number == mutant.number:
            site.apply()
            break
    return compile(ast.fix_missing_locations(tree), str(file), "exec")


def _sites(tree: ast.Module) -> Iterator[_Site]:
    # As a list: applying one must not disturb the walk.
    yield from list(_walk(tree, _Around()))


def _walk(parent: ast.AST, around: _Around) -> Iterator[_Site]:
    for field, value in ast.iter_fields(parent):
        in_list = isinstance(value, list)
        for index, node in enumerate(value if in_list else [value]):
            if not isinstance(node, ast.AST) or is_skipped(parent, field, node):
                continue
            here = _around(parent, field, node, around)
            last = getattr(node, "end_lineno", None) or here.first
            for broken in replacements(node):
                yield _Site(
                    parent, field, index if in_list else None, node, broken,
                    here.scope, here.first, last, here.at_import,
                )  # fmt: skip
            yield from _walk(node, here)


def _around(parent: ast.AST, field: str, node: ast.AST, around: _Around) -> _Around:
    scope, first, at_import = around.scope, around.first, around.at_import
    if isinstance(parent, _FUNCTIONS) and field == "body":
        at_import = False
    if isinstance(node, _SCOPES):
        scope = f"{scope}.{node.name}" if scope else node.name
    if isinstance(node, ast.stmt):
        first = node.lineno
    return _Around(scope, first, at_import)


def _change(site: _Site) -> str:
    node, broken = site.node, site.broken
    if isinstance(node, ast.Call) and isinstance(broken, ast.Call):
        # By name: what is left of a long call looks the same whichever argument is gone.
        (gone,) = [word for word in node.keywords if word not in broken.keywords]
        return f"`{_text(node.func)}(…)` without `{gone.arg}={_text(gone.value)}`"
    if isinstance(node, ast.Match) and isinstance(broken, ast.Match):
        (lost,) = [case for case in node.cases if case not in broken.cases]
        return f"`match {_text(node.subject)}` without `case {_text(lost.pattern)}`"
    return f"`{_text(node)}` → `{_text(broken)}`"


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        text = " ".join(
            ["for", ast.unparse(node.target), *(f"if {ast.unparse(i)}" for i in node.ifs)]
        )
    else:
        text = ast.unparse(node)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
