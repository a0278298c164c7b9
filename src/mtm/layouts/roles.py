"""What the rows of a table are: items, headings of groups, subtotals, totals, rests; so that nothing is counted twice.

Scope: a sequence of labels (the rows of a table from top to bottom, or its columns from left to right), each with or
without values. Groups are those the source declares. A total that may be a group's or the whole table's is settled by
the other totals of the table, or called unclear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mtm.codelists.row_words import after_word, begins_with, is_word
from mtm.kit.names import key
from mtm.kit.patterns import matches_any
from mtm.workspace.source import AgencyGroupDeclared

_COUNTRIES = re.compile(r"^(?:страны|странам|стран|государства|государствам|countries of the|countries of) ")
_TRAILING = re.compile(
    r"[\s,:–-]+(?:в том числе|в т\.? ?ч\.?|из них|всего|итого|of which|including|total)[:\s]*$", re.IGNORECASE
)
_OF_WHICH = re.compile(
    r"^(?:в т\.? ?ч\.?|в том числе|из них|of which|including|оның ішінде)[:,]? +(\S.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A label of a table. ``role``: item, heading, intro, subtotal, total, rest, memo, unclear; ``group`` is a code."""

    text: str
    has_values: bool = True
    role: str = "item"
    group: str = ""


@dataclass(frozen=True)
class Words:
    """A source's own words for its rows: its groups, and further words for its totals."""

    groups: Mapping[str, AgencyGroupDeclared]
    totals: tuple[str, ...] = ()
    knows: Callable[[str], bool] = lambda _: True  # whether a label names an item, so that it is no heading

    def group_of(self, text: str) -> str:
        """The group whose heading or subtotal row this is, or ""."""
        return self._named(text) or self._named(after_word("subtotal_before", text))

    def _named(self, text: str) -> str:
        """The group that a text names by one of its labels, with or without the word for countries."""
        plain = _COUNTRIES.sub("", key(text))
        for code, group in self.groups.items():
            if plain and (matches_any(group.labels, text) or plain in _bare(group.labels)):
                return code
        return ""

    def rest_of(self, text: str) -> str | None:
        """The group whose rest this is, "" for a rest that names no group, None for no rest."""
        named = next((code for code, g in self.groups.items() if matches_any(g.rest, text)), None)
        if named is not None or is_word("rest", text):
            return named or ""
        return self._named(after_word("rest", text)) or None

    def is_total(self, text: str) -> bool:
        return matches_any(self.totals, text) or is_word("total", text)

    def opens_with_total(self, text: str) -> bool:
        """Whether a group's label begins with a word for totals ("Итого СНГ"): such a row closes, it opens nothing."""
        return begins_with("subtotal_before", text)


def trimmed(text: str) -> str:
    """A label without what only introduces the rows under it: "Всего, в том числе:", "СНГ - всего"."""
    return _TRAILING.sub("", text).strip() or text


def _bare(labels: tuple[str, ...]) -> set[str]:
    """The labels of a group without the word for countries, so that "Итого по странам СНГ" is known by "Страны СНГ"."""
    plain = (key(label) for label in labels if not label.startswith("/") and "*" not in label)
    return {_COUNTRIES.sub("", label) for label in plain}


def classify(lines: Sequence[Line], words: Words) -> list[Line]:
    """Give every label its role and group. ``has_values`` of the lines says which rows hold values."""
    named = [
        _named(line if words.is_total(line.text) else replace(line, text=trimmed(line.text)), words) for line in lines
    ]
    below = _subtotals_stand_below(named, words)
    found: list[Line] = []
    state = _State()
    for index, line in enumerate(named):
        settled = _settled(line, named, index, state, words, below)
        found.append(settled)
        state = state.after(settled, words, below)
    return _grouped_from_below(found) if below else found


@dataclass(frozen=True, slots=True)
class _State:
    """The open group and whether it had its subtotal, whether earlier groups had theirs, whether a total was seen.

    ``unknown`` says that the rows stand under a heading that nobody declared.
    """

    group: str = ""
    closed: bool = False
    earlier_subtotals: bool = False
    earlier_groups: bool = False
    total: bool = False
    unknown: bool = False

    def after(self, line: Line, words: Words, below: bool) -> _State:
        if line.role == "total":
            return replace(self, total=True, group="", closed=False, unknown=False)
        if line.role == "unclear":
            return replace(self, unknown=False)
        if line.role == "heading" or (line.role == "subtotal" and not below and self._opens(line, words)):
            earlier = bool(self.group) or self.earlier_groups
            subtotals = self.earlier_subtotals or (bool(self.group) and self.closed)
            return _State(line.group, line.role == "subtotal", subtotals, earlier, self.total, not line.group)
        if line.role == "subtotal":
            return replace(self, group="", closed=False, earlier_subtotals=True, earlier_groups=True, unknown=False)
        return self

    def _opens(self, line: Line, words: Words) -> bool:
        return line.group != self.group and not words.opens_with_total(line.text)


def _named(line: Line, words: Words) -> Line:
    """The role that a label has by its words alone."""
    memo = _OF_WHICH.match(line.text)
    if not line.has_values and is_word("intro", line.text):
        return replace(line, role="intro")
    group = words.group_of(line.text)
    if group:
        return replace(line, role="subtotal" if line.has_values else "heading", group=group)
    rest = words.rest_of(line.text)
    if rest is not None:
        return replace(line, role="rest", group=rest)
    if words.is_total(line.text):
        return replace(line, role="total")
    if not line.has_values and not words.knows(line.text):
        return replace(line, role="heading")
    return replace(line, text=memo[1], role="memo") if memo and line.has_values else line


def _settled(line: Line, lines: Sequence[Line], index: int, state: _State, words: Words, below: bool) -> Line:
    """The role of a label at its place: in an open group, a bare total may be the group's."""
    if line.role in ("item", "memo"):
        return replace(line, group=state.group)
    if line.role == "rest":
        return replace(line, group=line.group or state.group)
    if line.role == "total" and state.group and not state.closed and not below and not _grand(line, words):
        return _total_in_group(line, lines, index, state)
    if line.role == "total" and state.unknown and not _grand(line, words):
        later = any(other.role == "total" for other in lines[index + 1 :])
        return replace(line, role="unclear") if later else line
    return line


def _grand(line: Line, words: Words) -> bool:
    return matches_any(words.totals, line.text)


def _total_in_group(line: Line, lines: Sequence[Line], index: int, state: _State) -> Line:
    if state.total or any(other.role == "total" for other in lines[index + 1 :]):
        return replace(line, role="subtotal", group=state.group)
    if state.earlier_groups and not state.earlier_subtotals:
        return line
    return replace(line, role="unclear", group=state.group)


def _subtotals_stand_below(lines: Sequence[Line], words: Words) -> bool:
    """Whether groups are named only by subtotals under their rows: an item comes before the first group's name."""
    for line in lines:
        if line.role == "heading":
            return False
        if line.role == "subtotal":
            return words.opens_with_total(line.text)
        if line.role == "item" and line.has_values:
            return any(other.role == "subtotal" for other in lines) and not any(o.role == "heading" for o in lines)
    return False


def _grouped_from_below(lines: Sequence[Line]) -> list[Line]:
    """Items take the group of the next subtotal under them."""
    found: list[Line] = []
    group = ""
    for line in reversed(lines):
        if line.role == "subtotal":
            group = line.group
        elif line.role == "total":
            group = ""
        elif not line.group:
            line = replace(line, group=group)
        found.append(line)
    return found[::-1]
