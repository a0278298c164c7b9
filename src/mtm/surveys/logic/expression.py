"""A form's condition as a tree: ``${age} >= 18 and selected(${work}, 'farm')``.

Scope: parsing. Source: XPath 1.0 as XLSForm uses it (xlsform.org, "Formulas").
Errors: ExpressionError with the position of what is not understood. Depth and length are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LENGTH = 20_000
MAX_DEPTH = 40


class ExpressionError(ValueError):
    """An expression that is not one; ``at`` is the position of the first character not understood."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(f"{why} at character {at + 1}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: ``${name}``; "." in a constraint is the question's own."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    operator: str
    left: Node
    right: Node


Node = Text | Number | Answer | Call | Operation
OWN = "."

_TOKEN = re.compile(
    r"""\s*(?:(?P<answer>\$\{\s*(?:last-saved\#)?[^}\s]+\s*\})|(?P<text>'[^']*'|"[^"]*")|(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<operator>!=|<=|>=|[=<>+*(),-])|(?P<name>[A-Za-z_][\w.:-]*)|(?P<own>\.(?![./\w])))""",
    re.VERBOSE,
)
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Node:
    """The tree of a condition. Errors: ExpressionError."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("longer than a condition may be", MAX_LENGTH)
    parser = _Parser(list(_tokens(text)))
    node = parser.level(0, 0)
    parser.expect("end")
    return node


def answers(node: Node) -> frozenset[str]:
    """The names of all questions that a condition looks at."""
    if isinstance(node, Answer):
        return frozenset([node.name])
    if isinstance(node, Call):
        return frozenset().union(*(answers(argument) for argument in node.arguments))
    if isinstance(node, Operation):
        return answers(node.left) | answers(node.right)
    return frozenset()


def functions(node: Node) -> frozenset[str]:
    """The names of all functions that a condition calls."""
    if isinstance(node, Call):
        return frozenset([node.function]).union(*(functions(argument) for argument in node.arguments))
    if isinstance(node, Operation):
        return functions(node.left) | functions(node.right)
    return frozenset()


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise ExpressionError(f'"{text[at:].strip()[:12]}" is not understood', at)
        yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()
    yield _Token("end", "", len(text))


class _Parser:
    """Recursive descent over the levels of precedence."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at = tokens, 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._next
        self._at += token.kind != "end"
        return token

    def expect(self, kind: str, text: str = "") -> None:
        token = self._take()
        if token.kind != kind or (text and token.text != text):
            raise ExpressionError(f'"{token.text or "the end"}" is unexpected', token.at)

    def level(self, number: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise ExpressionError("nested too deeply", self._next.at)
        if number == len(_LEVELS):
            return self._unary(depth)
        node = self.level(number + 1, depth)
        while self._next.text in _LEVELS[number] and self._next.kind in ("operator", "name"):
            node = Operation(self._take().text, node, self.level(number + 1, depth))
        return node

    def _unary(self, depth: int) -> Node:
        token = self._take()
        if token.kind == "operator" and token.text == "-":
            return Operation("-", Number(0.0), self._unary(depth + 1))
        if token.kind == "operator" and token.text == "(":
            node = self.level(0, depth + 1)
            self.expect("operator", ")")
            return node
        return self._leaf(token, depth)

    def _leaf(self, token: _Token, depth: int) -> Node:
        if token.kind == "answer":
            return Answer(token.text[2:-1].strip().removeprefix("last-saved#"))
        if token.kind == "text":
            return Text(token.text[1:-1])
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "own":
            return Answer(OWN)
        if token.kind == "name" and self._next.text == "(":
            return self._call(token, depth)
        raise ExpressionError(f'"{token.text or "the end"}" is unexpected', token.at)

    def _call(self, token: _Token, depth: int) -> Call:
        self.expect("operator", "(")
        arguments: list[Node] = []
        while self._next.text != ")" or self._next.kind != "operator":
            arguments.append(self.level(0, depth + 1))
            if self._next.text != ",":
                break
            self._take()
        self.expect("operator", ")")
        return Call(token.text, tuple(arguments))
