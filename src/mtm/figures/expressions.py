"""An expression of a figures file, parsed, judged and compiled before anything is computed.

Scope: the language is a small part of Jinja's expressions: names, calls of the listed functions, lookups in families,
figures of other sections, lists, texts, whole numbers, conditions. Everything else is refused with its reason,
so that the cost of an expression is bounded by its length and by the data. No parser of our own:
Jinja parses, and its sandbox compiles (``SandboxedEnvironment.compile_expression``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from mtm.figures.errors import FigureError, unknown
from mtm.figures.family import Family

LONGEST = 2000
"""Characters of the longest expression."""

DEEPEST = 40
"""Levels of brackets in each other."""

ALLOWED = (
    *(nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Call, nodes.Keyword, nodes.Getattr, nodes.Getitem),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
)

Compiled = Callable[..., object]
N = TypeVar("N", bound=nodes.Node)


@dataclass(frozen=True)
class Expression:
    """A compiled expression: the names it uses, the figures of other sections it uses, and the function to run it."""

    text: str
    names: frozenset[str]
    elsewhere: frozenset[tuple[str, str]]
    calls: frozenset[str]
    run: Compiled = field(compare=False, repr=False)


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox without filters, tests and globals; a family asked for an unknown key gives a gap."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getitem(self, obj: object, argument: object) -> object:
        if isinstance(obj, Family):
            return obj.ask(argument)
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return _item(obj, argument)
        raise FigureError("only families and lists are asked with [ ]", value=str(argument))

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        raise FigureError("unknown figure of another section", value=attribute)


def compile_expression(text: str) -> Expression:
    """Parse, judge and compile; raises FigureError that says what is wrong."""
    if len(text) > LONGEST:
        raise FigureError(f"the expression is longer than {LONGEST} characters", value=f"{text[:40]}…")
    sandbox = Sandbox()
    tree = _parsed(sandbox, text)
    _judge(tree, 0)
    called, spaces = _targets(tree, nodes.Call), _targets(tree, nodes.Getattr)
    elsewhere = {(n.node.name, n.attr) for n in _all(tree, nodes.Getattr) if isinstance(n.node, nodes.Name)}
    names = {n.name for n in _all(tree, nodes.Name) if id(n) not in called.keys() | spaces.keys()}
    run = sandbox.compile_expression(text, undefined_to_none=False)
    return Expression(text, frozenset(names), frozenset(elsewhere), frozenset(called.values()), run)


def _parsed(sandbox: Sandbox, text: str) -> nodes.Expr:
    try:
        parser = Parser(sandbox, text, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError("something stands behind the end of the expression", 1)
    except TemplateSyntaxError as error:
        raise FigureError(f"the expression cannot be read: {error.message}", value=text) from error
    except RecursionError as error:
        raise FigureError("the expression has too many brackets in each other", value=f"{text[:40]}…") from error
    return tree


def _judge(node: nodes.Node, depth: int) -> None:
    if depth > DEEPEST:
        raise FigureError("the expression has too many brackets in each other")
    if isinstance(node, nodes.BinExpr) and not isinstance(node, nodes.And | nodes.Or):
        raise FigureError(
            f"arithmetic is written with functions, not with {node.operator}",
            remedy="Use total(), balance(), share(), change() …, which know units and keep the lineage.",
        )
    if not isinstance(node, ALLOWED):
        raise FigureError(f"an expression cannot hold this ({type(node).__name__.lower()})")
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        raise FigureError("only functions of the language can be called")
    if isinstance(node, nodes.Call) and (node.dyn_args or node.dyn_kwargs):
        raise FigureError("arguments are written out, not unpacked")
    if isinstance(node, nodes.Getattr) and not isinstance(node.node, nodes.Name):
        raise FigureError("a dot stands only between a section and its figure", value=node.attr)
    for child in node.iter_child_nodes():
        _judge(child, depth + 1)


def _targets(tree: nodes.Node, kind: type[nodes.Call] | type[nodes.Getattr]) -> dict[int, str]:
    """The names that are called, or that stand before a dot, by the identity of their node."""
    return {id(n.node): n.node.name for n in _all(tree, kind) if isinstance(n.node, nodes.Name)}


def _all(tree: nodes.Node, kind: type[N]) -> Iterator[N]:
    if isinstance(tree, kind):
        yield tree
    yield from tree.find_all(kind)


def _item(values: list[object] | tuple[object, ...], place: int) -> object:
    try:
        return values[place]
    except IndexError as error:
        raise FigureError(f"the list has only {len(values)} items", value=str(place)) from error


def require_known(expression: Expression, functions: Mapping[str, object], names: frozenset[str]) -> None:
    """Raises for a function or a name that does not exist, with the nearest ones that do."""
    for both in sorted(expression.calls & expression.names):
        raise FigureError("one expression cannot use a function and a figure of the same name", value=both)
    for called in sorted(expression.calls - frozenset(functions)):
        raise unknown("function", called, functions, "Functions are listed in docs/reference/figures.md.")
    for name in sorted(expression.names - names):
        raise unknown("name", name, names | frozenset(functions), "Figures of other sections are written section.name.")
