"""Which small ways there are to break a piece of the program."""

import ast
import copy
from collections.abc import Iterator

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
#: Names that are only told, to people who look for a fault of ours, or to the type checker.
_ONLY_TOLD = ("log", "logging", "warnings")


def replacements(node: ast.AST) -> Iterator[ast.AST]:  # noqa: PLR0912 - a table, read from above
    """Every broken version of this one node; its children are left as they are."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARE:
            broken = copy.copy(node)
            broken.ops = [_COMPARE[type(operator)]()]
            yield broken
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.UnaryOp(op=ast.USub()):
            yield node.operand
        case ast.BinOp() if type(node.op) in _ARITHMETIC:
            yield ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
        case ast.AugAssign() if type(node.op) in _ARITHMETIC:
            yield ast.AugAssign(node.target, _ARITHMETIC[type(node.op)](), node.value)
        case ast.Constant():
            yield from _constants(node)
        case ast.If() | ast.While() | ast.IfExp():
            if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                broken_test = copy.copy(node)
                broken_test.test = ast.UnaryOp(ast.Not(), node.test)
                yield broken_test
        case ast.comprehension():
            for number in range(len(node.ifs)):
                fewer = copy.copy(node)
                fewer.ifs = node.ifs[:number] + node.ifs[number + 1 :]
                yield fewer
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Await() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]) | ast.Delete():
            yield ast.Pass()
        case ast.Match():
            for number in range(len(node.cases)):
                fewer_cases = copy.copy(node)
                fewer_cases.cases = node.cases[:number] + node.cases[number + 1 :]
                if fewer_cases.cases:
                    yield fewer_cases
        case ast.Call():
            for number, word in enumerate(node.keywords):
                if word.arg is not None:
                    without = copy.copy(node)
                    without.keywords = node.keywords[:number] + node.keywords[number + 1 :]
                    yield without


def _constants(node: ast.Constant) -> Iterator[ast.Constant]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(value + "X" if value else "X")


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def is_skipped(  # noqa: PLR0911 - a table, read from above
    parent: ast.AST, field: str, node: ast.AST
) -> bool:
    """What is not broken: docstrings, types, decorators, logs, asserts, lists of names."""
    if field in ("annotation", "returns", "decorator_list", "type_params", "bases", "names"):
        return True
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
            return name in _ONLY_TOLD
        case ast.Assert() | ast.Import() | ast.ImportFrom() | ast.JoinedStr():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__" | "log")]):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar" | "ParamSpec"))):
            return True
        case ast.Subscript() if field == "func" or _is_type(parent, field):
            return True
    return False


def _is_type(parent: ast.AST, field: str) -> bool:
    """`cast("type", …)` and its like: the first argument is a type."""
    return isinstance(parent, ast.Call) and field == "args" and _called(parent) == "cast"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""
