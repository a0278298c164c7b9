"""A condition evaluated for all interviews at once.

Scope: operators and functions that depend on answers alone. XPath's rules: a blank is the empty text, a text compared
with a number is a number, NaN equals nothing.
Errors: UnevaluableError for functions that need the device or other rows (``pulldata``, ``count`` of a repeat).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mtm.surveys.logic.columns import Column
from mtm.surveys.logic.expression import Answer, Call, Node, Number, Operation, Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = Column | NDArray[np.float64] | NDArray[np.bool_]

MAX_PATTERN = 200


class UnevaluableError(ValueError):
    """The condition needs something that the answers do not hold; the text names it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers come from: a column by question name, None for one that is not there."""

    column: Callable[[str], Column | None]
    rows: int


def evaluate(node: Node, known: Answers) -> NDArray[np.bool_]:
    """Whether the condition holds, for every row. Errors: UnevaluableError."""
    with np.errstate(all="ignore"):
        return truth(_value(node, known))


def _value(node: Node, known: Answers) -> Vector:
    if isinstance(node, Text):
        return Column.constant(node.value, known.rows)
    if isinstance(node, Number):
        return np.full(known.rows, node.value)
    if isinstance(node, Answer):
        found = known.column(node.name)
        if found is None:
            raise UnevaluableError(f"${{{node.name}}}")
        return found
    if isinstance(node, Call):
        return _call(node, known)
    return _operation(node, known)


def _operation(node: Operation, known: Answers) -> Vector:
    left, right = _value(node.left, known), _value(node.right, known)
    if node.operator in ("and", "or"):
        both = np.logical_and if node.operator == "and" else np.logical_or
        return np.asarray(both(truth(left), truth(right)))
    if node.operator in ("=", "!="):
        same = _same(left, right)
        return same if node.operator == "=" else ~same  # in XPath a blank differs from every text
    return _NUMERIC[node.operator](number(left), number(right))


_NUMERIC: dict[str, Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64] | NDArray[np.bool_]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "div": np.divide,
    "mod": np.fmod,
}


def _same(left: Vector, right: Vector) -> NDArray[np.bool_]:
    if isinstance(left, Column) and isinstance(right, Column):
        if len(right.values) == 1:
            return left.truths(right.values[0].__eq__)
        if len(left.values) == 1:
            return right.truths(left.values[0].__eq__)
        return np.asarray(left.texts() == right.texts(), np.bool_)
    if _is_truth(left) or _is_truth(right):
        return np.equal(truth(left), truth(right))
    return np.equal(number(left), number(right))


def _is_truth(vector: Vector) -> bool:
    return not isinstance(vector, Column) and vector.dtype == np.bool_


def truth(vector: Vector) -> NDArray[np.bool_]:
    """XPath's boolean(): a text that is not empty, a number that is neither 0 nor NaN."""
    if isinstance(vector, Column):
        return ~vector.blank
    if vector.dtype == np.bool_:
        return vector.astype(np.bool_)
    return np.logical_and(np.not_equal(vector, 0), ~np.isnan(vector))


def number(vector: Vector) -> NDArray[np.float64]:
    """XPath's number()."""
    if isinstance(vector, Column):
        return vector.numbers
    return vector.astype(np.float64)


def _call(node: Call, known: Answers) -> Vector:
    made = _FUNCTIONS.get(node.function)
    if made is None:
        raise UnevaluableError(f"{node.function}()")
    return made(node, known)


def _arguments(node: Call, known: Answers, count: int) -> list[Vector]:
    if len(node.arguments) != count:
        raise UnevaluableError(f"{node.function}() with {len(node.arguments)} arguments")
    return [_value(argument, known) for argument in node.arguments]


def _column(vector: Vector, name: str) -> Column:
    if not isinstance(vector, Column):
        raise UnevaluableError(f"{name}() of a number")
    return vector


def _constant(node: Call, position: int) -> str:
    found = node.arguments[position] if position < len(node.arguments) else None
    if not isinstance(found, Text | Number):
        raise UnevaluableError(f"{node.function}() with a computed argument")
    return found.value if isinstance(found, Text) else f"{found.value:g}"


def _selected(node: Call, known: Answers) -> Vector:
    wanted = _constant(node, 1)
    return _column(_value(node.arguments[0], known), "selected").truths(lambda text: wanted in text.split())


def _count_selected(node: Call, known: Answers) -> Vector:
    [one] = _arguments(node, known, 1)
    column = _column(one, "count-selected")
    return np.array([float(len(value.split())) for value in column.values])[column.codes]


def _length(node: Call, known: Answers) -> Vector:
    [one] = _arguments(node, known, 1)
    column = _column(one, "string-length")
    return np.array([float(len(value)) for value in column.values])[column.codes]


def _regex(node: Call, known: Answers) -> Vector:
    pattern = _constant(node, 1)
    if len(pattern) > MAX_PATTERN or re.search(r"[+*}]\)*[+*{]", pattern):
        raise UnevaluableError("regex() that may take for ever")
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise UnevaluableError("regex() that is none") from error
    column = _column(_value(node.arguments[0], known), "regex")
    return column.truths(lambda text: compiled.fullmatch(text) is not None)


def _if(node: Call, known: Answers) -> Vector:
    condition, yes, no = _arguments(node, known, 3)
    if isinstance(yes, Column) and isinstance(no, Column):
        codes = np.where(truth(condition), yes.codes, no.codes + len(yes.values)).astype(np.int32)
        return Column(codes, (*yes.values, *no.values))
    return np.where(truth(condition), number(yes), number(no))


def _coalesce(node: Call, known: Answers) -> Vector:
    first, second = _arguments(node, known, 2)
    one, two = _column(first, "coalesce"), _column(second, "coalesce")
    codes = np.where(one.blank, two.codes + len(one.values), one.codes).astype(np.int32)
    return Column(codes, (*one.values, *two.values))


def _text_test(test: Callable[[str, str], bool]) -> Callable[[Call, Answers], Vector]:
    def made(node: Call, known: Answers) -> Vector:
        wanted = _constant(node, 1)
        return _column(_value(node.arguments[0], known), node.function).truths(lambda text: test(text, wanted))

    return made


def _one(make: Callable[[Vector], Vector]) -> Callable[[Call, Answers], Vector]:
    def made(node: Call, known: Answers) -> Vector:
        [argument] = _arguments(node, known, 1)
        return make(argument)

    return made


def _always(value: bool) -> Callable[[Call, Answers], Vector]:
    return lambda _node, known: np.full(known.rows, value, np.bool_)


_FUNCTIONS: dict[str, Callable[[Call, Answers], Vector]] = {
    "selected": _selected,
    "count-selected": _count_selected,
    "string-length": _length,
    "regex": _regex,
    "if": _if,
    "coalesce": _coalesce,
    "contains": _text_test(lambda text, wanted: wanted in text),
    "starts-with": _text_test(str.startswith),
    "ends-with": _text_test(str.endswith),
    "not": _one(lambda vector: ~truth(vector)),
    "boolean": _one(truth),
    "true": _always(True),
    "false": _always(False),
    "number": _one(number),
    "int": _one(lambda vector: np.trunc(number(vector))),
    "floor": _one(lambda vector: np.floor(number(vector))),
    "ceiling": _one(lambda vector: np.ceil(number(vector))),
    "round": _one(lambda vector: np.floor(number(vector) + 0.5)),
    "abs": _one(lambda vector: np.abs(number(vector))),
    "string": _one(lambda vector: vector),
    "once": _one(lambda vector: vector),
    "date": _one(number),
    "date-time": _one(number),
    "decimal-date-time": _one(number),
}
EVALUATED = frozenset(_FUNCTIONS)
"""The functions that can be evaluated from the answers alone."""
