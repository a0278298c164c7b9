"""Indicators, units and breakdowns as data: what is measured, in what, and along which further dimensions.

Scope: the lists in the package, and the shape in which a workspace adds its own. Values of ``model.reference`` are made
from them for figures and checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from mtm.kit import yaml_text
from mtm.kit.names import ALIAS, DISPLAY, Name, Names
from mtm.model.reference import Indicator, Unit

Texts = Mapping[str, str]

_POWERS = {"тыс": 3, "мың": 3, "thousand": 3, "thsd": 3, "млн": 6, "million": 6, "mln": 6, "mn": 6}
_POWERS |= {"млрд": 9, "billion": 9, "bn": 9, "миллион": 6, "миллиард": 9, "тысяч": 3, "тысячах": 3, "миллионах": 6}
_SCALE = re.compile(rf"(?<!\w)(?:{'|'.join(_POWERS)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator, its names and its concept (whose movement or state it is); ``change_of`` on published changes."""

    indicator: Indicator
    name: Texts = field(default_factory=dict)
    concept: str = ""
    change_of: str = ""

    @property
    def code(self) -> str:
        return self.indicator.code


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit and its names; ``base`` and ``power`` convert between units of one kind, ``printed`` are its spellings."""

    unit: Unit
    name: Texts
    base: str
    power: int = 0
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as a table prints it: "тыс. человек" is persons with the power 3; "тыс." alone has the base ""."""

    base: str
    power: int


@cache
def indicators() -> Mapping[str, IndicatorEntry]:
    """The indicators of the package by code."""
    return {code: indicator_entry(code, given) for code, given in _load("indicators.yml").items()}


def indicator_entry(code: str, given: Mapping[str, Any]) -> IndicatorEntry:
    """One indicator from its declaration, in the package or in a workspace's indicators.yml."""
    indicator = Indicator(
        code=code,
        unit=given["unit"],
        nature=given.get("nature", "flow"),
        overlaps=tuple(given.get("overlaps", ())),
        inflow=given.get("inflow", ""),
        outflow=given.get("outflow", ""),
        cumulates=given.get("cumulates", ""),
        concept=given.get("concept", ""),
        share_of=given.get("share_of", ""),
        enforcement=bool(given.get("enforcement")),
    )
    return IndicatorEntry(indicator, given.get("name", {}), given.get("concept", ""), given.get("change_of", ""))


@cache
def units() -> Mapping[str, UnitEntry]:
    """The units of the package by code."""
    return {code: _unit(code, given) for code, given in _load("units.yml").items()}


def read_unit(text: str) -> PrintedUnit | None:
    """The unit that a text as a whole names ("млн. долл. США", "(человек)"), or None."""
    words = re.sub(r"[().\s]+", " ", text).casefold().split()
    words = words[1:] if words[:1] in (["в"], ["in"]) and len(words) > 1 else words
    if len(words) == 1 and words[0] in _POWERS:
        return PrintedUnit("", _POWERS[words[0]])
    for rest, scale in ((words, ""), (words[1:], words[0]), (words[:-1], words[-1])) if words else ():
        base = _spellings().get(" ".join(rest))
        if base and (not scale or scale in _POWERS):
            return PrintedUnit(base, _POWERS.get(scale, 0))
    return None


def find_units(text: str) -> tuple[PrintedUnit, ...]:
    """The units named in a heading or title: the whole text, a part in brackets, or what follows its last sign."""
    found = (read_unit(part) for part in _unit_places(text))
    return tuple(dict.fromkeys(unit for unit in found if unit))


def names_a_scale(text: str) -> bool:
    """Whether a text speaks of thousands or millions at all."""
    return _SCALE.search(text) is not None


def breakdown_names(more: Mapping[str, Mapping[str, Any]] | None = None) -> Mapping[str, Names]:
    """The names of each breakdown's codes, with a workspace's own dimensions and codes added."""
    lists = {dimension: dict(given["codes"]) for dimension, given in _load("breakdowns.yml").items()}
    for dimension, given in (more or {}).items():
        lists.setdefault(dimension, {}).update(given.get("codes", {}))
    return {dimension: Names.of(_code_names(codes)) for dimension, codes in lists.items()}


def _unit_places(text: str) -> Iterator[str]:
    yield text
    yield from re.findall(r"\(([^()]*)\)", text)
    for sign in (",", ":", " - ", " – "):
        yield text.rpartition(sign)[2]
    words = text.split()
    yield from (" ".join(words[-n:]) for n in (2, 3, 4) if names_a_scale(" ".join(words[-n:])))


def _code_names(codes: Mapping[str, Mapping[str, Any]]) -> Iterator[Name]:
    for code, given in codes.items():
        for language, text in given.items():
            if language != "labels":
                yield Name(code, text, language, DISPLAY)
        yield from (Name(code, text, "", ALIAS) for text in given.get("labels", ()))


def _unit(code: str, given: Mapping[str, Any]) -> UnitEntry:
    printed = tuple(given.get("printed", ()))
    unit = Unit(code, bool(given.get("count", False)))
    return UnitEntry(unit, given["name"], given.get("base", code), given.get("power", 0), printed)


@cache
def _spellings() -> Mapping[str, str]:
    return {text.casefold(): entry.base for entry in units().values() for text in entry.printed}


@cache
def _load(file: str) -> dict[str, Any]:
    text = (resources.files(__package__) / file).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml_text.load(text)
    return data
