"""Labels become codes: countries, regions, indicators and breakdowns, by curated names and exact match only.

Scope: one label at a time. An unknown name is a finding with the nearest curated names as candidates for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mtm.codelists.row_words import after_word, is_word
from mtm.harmonise.problems import UnreadError
from mtm.kit.ages import read_age
from mtm.kit.names import Match, Names, key
from mtm.kit.patterns import matches_any
from mtm.model.labelled import Labelled
from mtm.model.observation import OTHER, TOTAL
from mtm.workspace.indicators import Codes
from mtm.workspace.source import Sentence, Source, Table

NOT_SPECIFIED = "_X"
NONE = "–"  # where a finding has nothing to offer
AREAS = ("counterpart_area", "ref_area")
PLAIN = (*AREAS, "time_period", "indicator", "unit", "published_by", "compared_with", "obs_status")


@dataclass(frozen=True)
class Labels:
    """What a source's labels may be: its own names and translations, the areas' names, the breakdowns' codes."""

    source: Source
    names: Names
    codes: Codes

    def indicator(self, row: Labelled, part: Table | Sentence) -> str:
        """The indicator of a value. Errors: UnreadError indicator_unknown."""
        fixed = dict(row.settings).get("indicator") or part.indicator
        text = row.text("indicator")
        code = fixed or self._translated(part, "indicator", text) or text
        if code not in self.codes.indicators:
            known = ", ".join(_translations(part, "indicator"))
            raise UnreadError("indicator_unknown", text=text, known=known)
        return code

    def counterpart(self, row: Labelled, part: Table | Sentence) -> tuple[str, str]:
        """The counterpart area of a value, and what was put right in its name. Errors: UnreadError name_unknown."""
        fixed = dict(row.settings).get("counterpart_area") or part.counterpart_area
        text = row.text("counterpart_area")
        if not text:
            return fixed or TOTAL, ""
        group = f"{self.source.id}:{row.group}" if row.group else ""
        if row.role == "total":
            return TOTAL, ""
        if row.role == "subtotal":
            return group, ""
        if row.role == "rest":
            return (f"{group}/{OTHER}" if group else OTHER), ""
        return self._area(text, part, "counterpart_area")

    def ref_area(self, row: Labelled, part: Table | Sentence) -> tuple[str, str]:
        """The area that a value is about: the source's country unless a label says otherwise."""
        text = row.text("ref_area")
        if not text:
            return self.source.ref_area, ""
        if self._is_total(text):
            return TOTAL, ""
        return self._area(text, part, "ref_area")

    def breakdown(self, row: Labelled, part: Table | Sentence) -> tuple[tuple[str, str], ...]:
        """The breakdown of a value, without dimensions for which it is a total. Errors: UnreadError code_unknown."""
        found = dict(part.breakdown)
        found |= {d: c for d, c in row.settings if d not in (*PLAIN, "column")}
        for dimension, text in row.labels:
            if dimension not in PLAIN and text:
                found[dimension] = self._code(dimension, text, part)
        return tuple(sorted((d, c) for d, c in found.items() if c != TOTAL))

    def _area(self, text: str, part: Table | Sentence, dimension: str) -> tuple[str, str]:
        own = _lookup(self.source.names, text) or self._translated(part, dimension, text)
        if own:
            return own, ""
        found = self.names.find(text)
        if found is None:
            if is_word("unspecified", text):
                return NOT_SPECIFIED, ""
            raise UnreadError("name_unknown", text=text, candidates=_candidates(self.names, text))
        return found.code, _mended(found)

    def _code(self, dimension: str, text: str, part: Table | Sentence) -> str:
        own = self._translated(part, dimension, text)
        if own:
            return own
        if self._is_total(text):
            return TOTAL
        if is_word("rest", text):
            return OTHER
        if is_word("unspecified", text):
            return NOT_SPECIFIED
        names = self.codes.breakdowns.get(dimension)
        subtotal = after_word("subtotal_before", text)  # "Итого по: Северная область"
        if subtotal and (of_part := self._translated(part, dimension, subtotal)):
            return of_part
        found = (names.find(text) or (names.find(subtotal) if subtotal else None)) if names else None
        banded = read_age(text) if dimension == "age" and found is None else None
        if banded:
            return banded
        if found is None:
            candidates = _candidates(names, text) if names else NONE
            raise UnreadError("code_unknown", text=text, dimension=dimension, candidates=candidates)
        return found.code

    def _is_total(self, text: str) -> bool:
        return is_word("total", text) or matches_any(self.source.totals, text)

    def _translated(self, part: Table | Sentence, dimension: str, text: str) -> str:
        return _lookup(_translations(part, dimension), text) if text else ""


def _translations(part: Table | Sentence, dimension: str) -> dict[str, str]:
    """What the YAML says the labels of a dimension mean in this table."""
    found = dict(part.values.get(dimension, {}))
    if isinstance(part, Table):
        for column in part.columns:
            if column.role == dimension:
                found |= column.values
    return found


def _lookup(values: Mapping[str, str], text: str) -> str:
    wanted = key(text)
    return next((code for label, code in values.items() if key(label) == wanted), "")


def _candidates(names: Names, text: str) -> str:
    return ", ".join(f"{c.name} ({c.code})" for c in names.suggest(text)) or NONE


def _mended(match: Match) -> str:
    return match.note if match.note == "mixed_letters" else ""
