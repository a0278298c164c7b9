"""The expressions of a Data Analysis Plan: ``employed == 'yes' and has(problems, 'wages')``, over whole columns.

Scope: ``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``in``, ``not in``, ``and``, ``or``, ``not``, ``+ - * /``,
brackets, texts, numbers, lists of them, names of questions, and the functions ``has(question, 'choice')``,
``answered(question)``, ``asked(question)``, ``dont_know(question)``, ``refused(question)``, ``q('name-with-signs')``.
Python's own parser reads them; nothing is ever run, and whatever else it may read is refused.
Answers that are not known stay unknown: a question that was skipped is not a "no". As in Kleene's logic, ``and`` is
false where one side is known to be false, ``or`` true where one side is known to be true.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys.estimates.answers import Answer, Answers
from mtm.surveys.estimates.design import Floats
from mtm.surveys.states import State

Bools = NDArray[np.bool_]
MAX_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition: where it holds, and where that is known."""

    holds: Bools
    known: Bools


@dataclass(frozen=True, slots=True)
class Amount:
    """A number for every row; nan where it is not known."""

    values: Floats


Value = Truth | Amount | Answer | str | float | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What names stand for: the answers of a round and scores that were made of them."""

    answers: Answers
    scores: Mapping[str, Amount]
    where: str = "plan.yml"

    @property
    def size(self) -> int:
        return self.answers.size


def condition(text: str, known: Known) -> Truth:
    """Where a condition holds. Errors: MtmError for a text that is no condition, with what is wrong in it."""
    value = _evaluate(text, known)
    if isinstance(value, Truth):
        return value
    raise _wrong(known, text, "is not a condition", "Compare it with something: question == 'choice'.")


def amount(text: str, known: Known) -> Amount:
    """The number of every row; a condition counts 1 and 0."""
    value = _evaluate(text, known)
    if isinstance(value, Truth):
        return Amount(np.where(value.known, value.holds.astype(np.float64), np.nan))
    return _amount(value, known, text)


def names(text: str) -> tuple[str, ...]:
    """The questions that an expression asks for."""
    tree = _parsed(text, "plan.yml")
    named = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id not in _FUNCTIONS]
    called = [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "q"
    ]
    named += [a.value for n in called for a in n.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return tuple(dict.fromkeys(named))


def _evaluate(text: str, known: Known) -> Value:
    return _Reader(text, known).value(_parsed(text, known.where))


def _parsed(text: str, where: str) -> ast.expr:
    if len(text) > MAX_LENGTH:
        raise MtmError("an expression is too long", where=where, value=text[:40] + "…", remedy="Split the indicator.")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise MtmError("an expression cannot be read", where=where, value=text,
                       remedy="Write it so: question == 'choice' and other > 3.") from error  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    known: Known

    def value(self, node: ast.expr) -> Value:
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise _wrong(
                self.known, self.text, "has something that plans do not know", f"Leave out {ast.unparse(node)}."
            )
        return handler(self, node)

    def truth(self, node: ast.expr) -> Truth:
        value = self.value(node)
        if isinstance(value, Truth):
            return value
        raise _wrong(self.known, self.text, f"joins {ast.unparse(node)}, which is not a condition", "Compare it.")


def _constant(reader: _Reader, node: Any) -> Value:
    if isinstance(node.value, bool) or not isinstance(node.value, str | int | float):
        raise _wrong(reader.known, reader.text, f"uses {node.value!r}", "Use texts in quotes and numbers.")
    return node.value if isinstance(node.value, str) else float(node.value)


def _name(reader: _Reader, node: Any) -> Value:
    return _named(reader, node.id)


def _named(reader: _Reader, name: str) -> Value:
    if name in reader.known.scores:
        return reader.known.scores[name]
    found = reader.known.answers.find(name)
    if found is None:
        raise _wrong(reader.known, reader.text, f"asks for {name}, which the round does not have",
                     "Check the question's name in the form.")  # fmt: skip
    return found


def _list(reader: _Reader, node: Any) -> Value:
    values = tuple(reader.value(item) for item in node.elts)
    if not all(isinstance(value, str | float) for value in values):
        raise _wrong(reader.known, reader.text, "has a list of something else than texts and numbers", "List choices.")
    return values


def _bool(reader: _Reader, node: Any) -> Value:
    parts = [reader.truth(part) for part in node.values]
    holds = [part.holds & part.known for part in parts]
    fails = [~part.holds & part.known for part in parts]
    if isinstance(node.op, ast.And):
        return Truth(_every(holds), _every(holds) | _some(fails))
    return Truth(_some(holds), _some(holds) | _every(fails))


def _unary(reader: _Reader, node: Any) -> Value:
    if isinstance(node.op, ast.Not):
        part = reader.truth(node.operand)
        return Truth(~part.holds, part.known)
    if isinstance(node.op, ast.USub):
        inner = reader.value(node.operand)
        return -inner if isinstance(inner, float) else Amount(-_amount(inner, reader.known, reader.text).values)
    raise _wrong(reader.known, reader.text, "has a sign that plans do not know", f"Leave out {ast.unparse(node)}.")


def _arithmetic(reader: _Reader, node: Any) -> Value:
    operation = _ARITHMETIC.get(type(node.op))
    if operation is None:
        raise _wrong(reader.known, reader.text, "has a sign that plans do not know", f"Leave out {ast.unparse(node)}.")
    left, right = (_amount(reader.value(part), reader.known, reader.text).values for part in (node.left, node.right))
    with np.errstate(divide="ignore", invalid="ignore"):
        made = operation(left, right)
    return Amount(np.where(np.isfinite(made), made, np.nan))


def _compare(reader: _Reader, node: Any) -> Value:
    parts, left = [], reader.value(node.left)
    for operator, item in zip(node.ops, node.comparators, strict=True):
        right = reader.value(item)
        parts.append(_compared(reader, left, operator, right))
        left = right
    return Truth(_every([p.holds for p in parts]), _every([p.known for p in parts]))


def _every(columns: list[Bools]) -> Bools:
    found: Bools = np.logical_and.reduce(columns)
    return found


def _some(columns: list[Bools]) -> Bools:
    found: Bools = np.logical_or.reduce(columns)
    return found


def _compared(reader: _Reader, left: Value, operator: ast.cmpop, right: Value) -> Truth:
    if isinstance(operator, ast.In | ast.NotIn):
        wanted = right if isinstance(right, tuple) else (right,)
        held = _is_one_of(reader, left, wanted)
        return held if isinstance(operator, ast.In) else Truth(~held.holds, held.known)
    if isinstance(operator, ast.Eq | ast.NotEq) and isinstance(right, str):
        held = _is_one_of(reader, left, (right,))
        return held if isinstance(operator, ast.Eq) else Truth(~held.holds, held.known)
    compare = _COMPARE.get(type(operator))
    if compare is None or isinstance(left, str) or isinstance(right, str | tuple):
        raise _wrong(reader.known, reader.text, "compares what has no order", "Compare texts with ==, != or in.")
    a, b = (_amount(side, reader.known, reader.text).values for side in (left, right))
    return Truth(compare(a, b), ~np.isnan(a) & ~np.isnan(b))


def _is_one_of(reader: _Reader, left: Value, wanted: tuple[Any, ...]) -> Truth:
    """Choices are compared by name, numbers by value; "1" and 1 are one choice."""
    if not isinstance(left, Answer) or left.numbers is not None:
        values = _amount(left, reader.known, reader.text).values
        hits = np.isin(values, [float(w) for w in wanted if _is_number(w)])
        return Truth(hits, ~np.isnan(values))
    texts = {w if isinstance(w, str) else f"{w:g}" for w in wanted}
    hits = np.array([label in texts for label in left.labels] + [False])[left.codes]
    return Truth(hits, left.codes >= 0)


def _call(reader: _Reader, node: Any) -> Value:
    if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords:
        raise _wrong(reader.known, reader.text, f"calls {ast.unparse(node.func)}, which plans do not know",
                     f"Functions are: {', '.join(sorted(_FUNCTIONS))}.")  # fmt: skip
    told = [_word(reader, argument) for argument in node.args]
    wanted = 2 if node.func.id == "has" else 1
    if len(told) != wanted:
        raise _wrong(reader.known, reader.text, f"gives {node.func.id}() {len(told)} arguments", f"It takes {wanted}.")
    return _FUNCTIONS[node.func.id](reader, *told)


def _word(reader: _Reader, node: ast.expr) -> str:
    """An argument: the name of a question, bare or in quotes, or of a choice."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int) and not isinstance(node.value, bool):
        return str(node.value)
    raise _wrong(reader.known, reader.text, f"gives a function {ast.unparse(node)}", "Give it names.")


def _has(reader: _Reader, question: str, choice: str) -> Truth:
    holds, known = reader.known.answers.choice(question, choice)
    return Truth(holds, known)


def _state(*states: State) -> Callable[[_Reader, str], Truth]:
    def told(reader: _Reader, question: str) -> Truth:
        found = reader.known.answers.answer(question).states
        return Truth(np.isin(found, states), np.ones(len(found), dtype=bool))

    return told


def _amount(value: Value, known: Known, text: str) -> Amount:
    if isinstance(value, Amount):
        return value
    if isinstance(value, Answer):
        return Amount(value.as_numbers)
    if isinstance(value, float):
        return Amount(np.full(known.size, value))
    raise _wrong(known, text, "uses as a number what is none", "Use a number, or a question that is answered by one.")


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _wrong(known: Known, text: str, what: str, remedy: str) -> MtmError:
    return MtmError(f"an expression {what}", where=known.where, value=text, remedy=remedy)


_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "has": _has,
    "q": _named,
    "answered": _state(State.ANSWERED),
    "asked": _state(State.ANSWERED, State.DONT_KNOW, State.REFUSED, State.BLANK, State.STRIPPED),
    "dont_know": _state(State.DONT_KNOW),
    "refused": _state(State.REFUSED),
}
_HANDLERS: Mapping[type, Callable[[_Reader, Any], Value]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.List: _list,
    ast.Tuple: _list,
    ast.BoolOp: _bool,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.Compare: _compare,
    ast.Call: _call,
}
_COMPARE: Mapping[type, Callable[[Floats, Floats], Bools]] = {
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}
_ARITHMETIC: Mapping[type, Callable[[Floats, Floats], Floats]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
}
