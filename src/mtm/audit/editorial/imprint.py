"""A report cannot be older than its sources or than the period that it reports on.

Rule imprint: "© 2023" on a report whose notes cite sources of 2024; "December 2023" in the imprint of a report on
October to December 2023. It cannot see imprints without a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.documents.piece import Block, Place
from mtm.audit.editorial.note import note, span
from mtm.audit.findings import Found
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.spans import reach
from mtm.audit.meaning.reading import Reading

RULE = "imprint"
MOST_SHOWN, LONGEST, _YEAR = 6, 400, len("2023")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)[^\d\n]{0,60}((?:19|20)\d\d)(?!\s*[-–])", re.I)
_CITED = re.compile(r",\s*((?:19|20)\d\d)\.?\s*$")
_MONTH = re.compile(r"\d{4}-M(\d\d)-\1")  # one month


def find(reading: Reading) -> Iterator[Found]:
    """At most one finding for the sources and one for the period."""
    rights = _rights(reading)
    if rights is not None:
        year, place = rights
        later = [p for cited, p in _cited(reading) if cited > year]
        if later:
            yield note(RULE, [place, *later[:MOST_SHOWN]], other=later[0].text)
    yield from _too_early(reading)


def _rights(reading: Reading) -> tuple[int, Place] | None:
    """The year beside the sign of copyright."""
    for block in reading.blocks:
        found = _RIGHTS.search(block.piece.text) if block.kind != "table" and _short(block) else None
        if found:
            return int(found[1]), span(reading, block.piece, found.start(1), found.end(1))
    return None


def _cited(reading: Reading) -> Iterator[tuple[int, Place]]:
    """The years with which notes end: "National Border Service, 2024"."""
    for block in reading.blocks:
        found = _CITED.search(block.piece.text) if block.kind == "note" else None
        if found:
            yield int(found[1]), span(reading, block.piece, found.start(1), found.end(1))


def _too_early(reading: Reading) -> Iterator[Found]:
    """A month beside the report's own period, in a line without numbers, that does not end after that period."""
    code = title_period(reading)
    own = reach(code)
    if own is None or len(code) == _YEAR:
        return
    for sentences in reading.by_block.values():
        block = reading.blocks[sentences[0].block]
        if block.kind != "paragraph" or not _short(block) or any(s.claims for s in sentences):
            continue
        named = [(s, p) for s in sentences for p in s.periods]
        months = [(s, p) for s, p in named if p.code != code and _MONTH.fullmatch(p.code)]
        if len(months) != 1 or not any(p.code == code for _, p in named):
            continue
        sentence, period = months[0]
        month = reach(period.code)
        if month is not None and own[0] <= month[0] <= own[1]:
            yield note(RULE, [span(reading, sentence.piece, period.start, period.end)], sentence="imprint_month")
            return


def _short(block: Block) -> bool:
    return len(block.piece.text) < LONGEST


__all__ = ["RULE", "find"]
