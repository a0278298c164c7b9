"""Walking through blocks: every span and every figure of a report, and a report with spans exchanged.

Scope: any frozen value of ``model.blocks``; figures are leaves and never entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from mtm.model.blocks import FigureSpan, PeriodSpan, Quoted, Reference, Span, Spans, Tick, Words
from mtm.model.figure import Figure

SPAN = (Words, FigureSpan, PeriodSpan, Reference, Quoted, Tick)
T = TypeVar("T")


def spans(value: object) -> Iterator[Span]:
    """Every span in a block, a section or a report, in reading order."""
    if isinstance(value, SPAN):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, Figure):
        for f in fields(value):
            yield from spans(getattr(value, f.name))


def figures(value: object) -> Iterator[Figure]:
    """Every figure that is printed or drawn, in reading order, repeats included."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from figures(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from figures(getattr(value, f.name))


def exchanged(value: T, change: Callable[[Span], Spans]) -> T:
    """The same value with every span exchanged for the spans that ``change`` gives; fields of one span keep one."""
    if isinstance(value, tuple):
        return _tuple(value, change)
    if not is_dataclass(value) or isinstance(value, Figure):
        return value
    new = {f.name: _field(getattr(value, f.name), change) for f in fields(value) if f.init}
    if all(new[name] is getattr(value, name) for name in new):
        return value
    return replace(value, **new)  # type: ignore[type-var]


def _field(value: object, change: Callable[[Span], Spans]) -> object:
    if isinstance(value, SPAN):
        found = change(value)
        return found[0] if len(found) == 1 else value
    return exchanged(value, change)


def _tuple(value: T, change: Callable[[Span], Spans]) -> T:
    made: list[object] = []
    for item in value:  # type: ignore[attr-defined]
        made += change(item) if isinstance(item, SPAN) else [exchanged(item, change)]
    same = len(made) == len(value) and all(a is b for a, b in zip(made, value, strict=True))  # type: ignore[arg-type,call-overload]
    return value if same else tuple(made)  # type: ignore[return-value]
