"""The instruments that ship with mtm, read from their text files.

Scope: loading. An instrument is a list of modules; a module is a group of questions with its lists and indicators.
Errors: MtmError for an instrument that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mtm.model.errors import MtmError
from mtm.workspace.yamlfile import did_you_mean, load_yaml

LANGUAGES = ("en", "ru", "kk")
FRONT, CONSENT, CLOSE = "front", "consent", "close"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Module:
    """A group of questions. ``at`` is where its questions stand in the plan unless they say otherwise."""

    name: str
    title: Words
    at: tuple[str, str, str]
    condition: str
    intro: Words
    questions: tuple[Mapping[str, Any], ...]
    lists: Mapping[str, Mapping[str, Words]]
    indicators: tuple[Mapping[str, Any], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire: what it is for, its modules in order, and how it is fielded."""

    id: str
    title: Words
    version: str
    minutes: int
    respondent: str
    population: str
    design: str
    modules: tuple[Module, ...]
    fielding: tuple[str, ...]

    @property
    def parts(self) -> tuple[Module, ...]:
        """All modules, the ones before consent and at the end included."""
        return (module(FRONT), module(CONSENT), *self.modules, module(CLOSE))


@cache
def instruments() -> tuple[str, ...]:
    """The ids of all instruments."""
    found = (entry.name for entry in resources.files(__package__).iterdir())
    return tuple(sorted(n.removesuffix(".yml") for n in found if n.endswith(".yml") and n != "shared.yml"))


@cache
def instrument(name: str) -> Instrument:
    """One instrument."""
    if name not in instruments():
        remedy = did_you_mean(name, instruments())
        raise MtmError("there is no such instrument", value=name, remedy=remedy)
    told = dict(_loaded(f"{name}.yml"))
    modules = tuple(module(one) for one in told.pop("modules"))
    return Instrument(**told | {"modules": modules, "fielding": tuple(told["fielding"])})


@cache
def module(name: str) -> Module:
    """One module."""
    told = _loaded(f"modules/{name}.yml")
    return Module(
        name=name,
        title=told.get("title", {}),
        at=_at(told["at"]),
        condition=told.get("if", ""),
        intro=told.get("intro", {}),
        questions=tuple(told["questions"]),
        lists=told.get("lists", {}),
        indicators=tuple(told.get("indicators", ())),
        source=told.get("source", ""),
    )


@cache
def shared() -> Mapping[str, Any]:
    """Words and lists that all instruments share."""
    return _loaded("shared.yml")


def place_of(question: Mapping[str, Any], within: Module) -> tuple[str, str, str]:
    """Determinant, dissemination category and window of a question or an indicator."""
    return _at(question["at"]) if "at" in question else within.at


def _at(told: list[str]) -> tuple[str, str, str]:
    determinant, dissemination, window = (str(part or "") for part in told)
    return determinant, dissemination, window


def _loaded(name: str) -> Mapping[str, Any]:
    with resources.as_file(resources.files(__package__) / name) as path:
        data, _ = load_yaml(path)
    found: Mapping[str, Any] = data
    return found
