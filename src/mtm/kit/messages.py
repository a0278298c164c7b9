"""Sentences of findings: a rule's template in the reader's language, filled with the finding's parameters.

Scope: text for people at the doors (console, letters, findings.json). Findings themselves carry no sentences.
The templates stand in ``locales/<language>/findings/*.yml``; a rule without a template in the language falls back
to English, and a rule without any template is a mistake in the code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mtm.kit import yaml_text
from mtm.model.finding import Finding

CODED = (
    "indicator",
    "indicators",
    "form",
    "flow",
    "missing",
    "area",
    "group",
    "agency_group",
    "rows",
    "without",
    "lost",
    "listed",
    "section",
)
"""Parameters that hold codes (indicators, areas, groups, sections), alone or as a list with commas."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong, and what to do about it."""

    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


def sentence(finding: Finding, language: str = "en", names: Mapping[str, str] | None = None) -> Sentence:
    """The finding in words; ``names`` turns ids and codes (sources, areas, indicators) into names.

    Errors: KeyError when no locale has a template for the rule.
    """
    template = templates(language).get(finding.rule) or templates("en")[finding.rule]
    values = _Values(_values(finding, names or {}))
    return Sentence(*(_plain(str(template.get(part, "")).format_map(values)) for part in ("message", "remedy")))


@cache
def templates(language: str) -> dict[str, dict[str, str]]:
    """All templates of one language, by rule; empty for a language without findings."""
    folder = resources.files("mtm") / "locales" / language / "findings"
    found: dict[str, dict[str, str]] = {}
    if not folder.is_dir():
        return found
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yml"):
            found.update(yaml_text.load(entry.read_text(encoding="utf-8")) or {})
    return found


def _values(finding: Finding, names: Mapping[str, str]) -> dict[str, str]:
    place = finding.places[0] if finding.places else None
    values = {
        "file": place.file if place else "",
        "sheet": place.sheet if place else "",
        "cell": place.cell if place else "",
        "value": place.value if place else "",
        "place": "; ".join(str(p) for p in finding.places),
        "source": names.get(finding.source, finding.source),
        "indicator": finding.indicator,
        "period": finding.period,
    }
    values |= dict(finding.params)
    return values | {key: _named(values[key], names) for key in CODED if key in values}


def _named(codes: str, names: Mapping[str, str]) -> str:
    """A list of codes with the names that are known in their place."""
    return ", ".join(names.get(code, code) for code in codes.split(", "))


class _Values(dict[str, str]):
    """A parameter that the finding does not carry shows as its name instead of stopping the report."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _plain(text: str) -> str:
    """No control characters or direction marks reach a console, a letter or a log."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf") else "\ufffd" for c in text)
