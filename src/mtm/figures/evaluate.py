"""Evaluation computes every declared figure once, in the order in which they need each other.

Scope: definitions of all sections, one matrix, one scope; the same inputs give the same figures.
Errors name file, line, figure and what is unknown. Problems that the data cause are gaps and findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mtm.figures.definitions import Definition
from mtm.figures.errors import FigureError, unknown
from mtm.figures.evidence import doubts
from mtm.figures.expressions import Expression, require_known
from mtm.figures.family import Family, key_of
from mtm.figures.figures import Entry, Figures
from mtm.figures.functions import Function, functions
from mtm.figures.holdings import Holdings
from mtm.figures.scope import Scope
from mtm.model.figure import Figure
from mtm.model.observation import Matrix
from mtm.model.period import Period

MOST = 50_000
"""Figures in one report; a family over more keys than this is a mistake."""


def evaluate(definitions: Iterable[Definition], matrix: Matrix, scope: Scope) -> Figures:
    """All figures of all sections; a family's figures carry the key in their id."""
    declared = {d.id: d for d in definitions}
    holdings = Holdings.of(matrix, scope)
    evaluation = _Evaluation(declared, holdings, functions(holdings))
    for definition in _in_order(declared, evaluation.functions):
        try:
            evaluation.add(definition)
        except FigureError as error:
            raise error.at(definition.where) from error
    return Figures(tuple((id_, evaluation.done[id_]) for id_ in declared))


class _Evaluation:
    """The figures computed so far."""

    def __init__(self, declared: Mapping[str, Definition], holdings: Holdings, known: Mapping[str, Function]) -> None:
        self.declared, self.holdings, self.functions = declared, holdings, known
        self.done: dict[str, Entry] = {}
        self.count = 0

    def add(self, definition: Definition) -> None:
        if definition.each is None:
            result = self._run(definition, definition.value, {})
            self.done[definition.id] = self._named(definition, result)
            return
        keys = self._run(definition, definition.each, {})
        if not isinstance(keys, list | tuple | Family):
            raise FigureError("each goes over a list", value=definition.each.text)
        members = [(key_of(key), self._member(definition, key)) for key in keys]
        self.done[definition.id] = self._family(definition, members)

    def _member(self, definition: Definition, key: object) -> Figure:
        result = self._run(definition, definition.value, {definition.variable: key})
        if not isinstance(result, Figure):
            raise FigureError("the value of a family must be one figure for each key", value=definition.value.text)
        return result

    def _named(self, definition: Definition, result: object) -> Entry:
        if isinstance(result, Figure):
            return self._finished(definition, result, definition.id)
        if isinstance(result, Family):
            return self._family(definition, list(result.items()))
        if isinstance(result, Period):
            return result
        if isinstance(result, list | tuple):
            return tuple(key_of(item) for item in result)
        raise FigureError("the expression gives no figure", value=definition.value.text)

    def _family(self, definition: Definition, members: list[tuple[str, Figure]]) -> Family:
        named = [(key, self._finished(definition, f, f"{definition.id}.{key}")) for key, f in members]
        return Family(tuple(named), definition.id)

    def _finished(self, definition: Definition, figure: Figure, id_: str) -> Figure:
        self.count += 1
        if self.count > MOST:
            raise FigureError(f"more than {MOST} figures")
        named = replace(
            figure,
            id=id_,
            section=definition.section,
            decimals=figure.decimals if definition.decimals is None else definition.decimals,
            signed=figure.signed if definition.signed is None else definition.signed,
            tags=tuple(sorted({**dict(figure.tags), **dict(definition.tags)}.items())),
        )
        return replace(named, doubts=doubts(named, self.holdings))

    def _run(self, definition: Definition, expression: Expression, variables: Mapping[str, object]) -> object:
        context: dict[str, object] = {name: self.functions[name] for name in expression.calls}
        for section, name in expression.elsewhere:
            space = context.setdefault(section, {})
            if isinstance(space, dict):
                space[name] = self._entry(self.done[f"{section}.{name}"])
        for name in expression.names - frozenset(variables) - {"period"}:
            context[name] = self._entry(self.done[f"{definition.section}.{name}"])
        context.update(variables, period=self.holdings.scope.period)
        try:
            return expression.run(context)
        except (TypeError, AttributeError, ValueError) as error:
            raise FigureError(f"the expression cannot be computed: {error}", value=expression.text) from error

    def _entry(self, entry: Entry) -> object:
        return list(entry) if isinstance(entry, tuple) else entry


@dataclass(frozen=True)
class _Order:
    """Walks definitions so that each comes after those it needs."""

    declared: Mapping[str, Definition]
    functions: Mapping[str, Function]
    done: dict[str, None]

    def visit(self, id_: str, path: tuple[str, ...] = ()) -> Iterator[Definition]:
        if id_ in self.done:
            return
        definition = self.declared[id_]
        if id_ in path:
            circle = " -> ".join((*path[path.index(id_) :], id_))
            raise FigureError("figures need each other in a circle", where=definition.where, value=circle)
        for needed in self._needs(definition):
            yield from self.visit(needed, (*path, id_))
        self.done[id_] = None
        yield definition

    def _needs(self, definition: Definition) -> list[str]:
        try:
            return sorted({id_ for e in definition.expressions for id_ in self._uses(definition, e)})
        except FigureError as error:
            raise error.at(definition.where) from error

    def _uses(self, definition: Definition, expression: Expression) -> Iterator[str]:
        own = {d.name for d in self.declared.values() if d.section == definition.section}
        variable = {definition.variable} if expression is definition.value and definition.variable else set()
        require_known(expression, self.functions, frozenset(own | variable | {"period"}))
        yield from (f"{definition.section}.{name}" for name in expression.names & own - variable)
        sections = {d.section for d in self.declared.values()}
        for section, name in sorted(expression.elsewhere):
            if section not in sections:
                raise unknown("section", section, sections)
            if f"{section}.{name}" not in self.declared:
                names = {d.name for d in self.declared.values() if d.section == section}
                raise unknown(f"figure of section {section}", name, names)
            yield f"{section}.{name}"


def _in_order(declared: Mapping[str, Definition], known: Mapping[str, Function]) -> Iterator[Definition]:
    order = _Order(declared, known, {})
    for id_ in declared:
        yield from order.visit(id_)
