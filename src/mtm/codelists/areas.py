"""Countries and areas: ISO codes, M49 numbers, names in English, Russian and Kazakh, and the names agencies use.

Scope: ``areas.csv`` holds one line per area with the name shown in reports; ``area_names.csv`` holds official names and
aliases. A name stands for one area or is not listed: "Корея" alone, or "Конго" for the Democratic Republic, is not.
Two codes are no areas: XXA stateless persons (as in travel documents, ICAO Doc 9303) and _X not specified (as in SDMX).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mtm.kit.cases import Cases, read_cases
from mtm.kit.names import ALIAS, DISPLAY, Name, Names

LANGUAGES = ("en", "ru", "kk")


@dataclass(frozen=True, slots=True)
class Area:
    """A country or area by its ISO 3166-1 alpha-3 ``code``; ``m49`` is "" for Kosovo, which has no number."""

    code: str
    iso2: str
    m49: str


_USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")


def is_user_assigned(code: str) -> bool:
    """Whether ISO 3166-1 leaves the code to its users: a fictitious country takes one, no real country ever has one."""
    return _USER_ASSIGNED.fullmatch(code) is not None


@cache
def areas() -> Mapping[str, Area]:
    """All areas by code, in the order of their codes."""
    return {row["code"]: Area(row["code"], row["iso2"], row["m49"]) for row in _rows("areas.csv")}


@cache
def area_names() -> Names:
    """Every name of every area: those shown in reports, official names and aliases."""
    shown = (Name(r["code"], r[lang], lang, DISPLAY) for r in _rows("areas.csv") for lang in LANGUAGES)
    other = (Name(r["code"], r["name"], r["language"], r["kind"] or ALIAS) for r in _rows("area_names.csv"))
    return Names.of((*shown, *other))


@cache
def area_cases() -> Cases:
    """The areas' names in cases and with prepositions («Узбекистана», «из Узбекистана»)."""
    text = (resources.files(__package__) / "area_cases.csv").read_text(encoding="utf-8")
    return read_cases(text, "codelists/area_cases.csv")


def _rows(file: str) -> list[dict[str, str]]:
    text = (resources.files(__package__) / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
