"""What the headings of columns and the names of rows say.

Scope: the text of one heading to its tags, country or group, periods, unit and stems; and the frozen shape of a table
made of lines under headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.documents.piece import Piece
from mtm.audit.language import hedges, quantities
from mtm.audit.language.chunks import MARK
from mtm.audit.language.lexicon import Lexicon
from mtm.audit.language.periods import named
from mtm.audit.language.sentences import Token, tokens
from mtm.audit.meaning.prose import kk_way

LABEL = "label:"
_ALL = re.compile(
    r"\W*(?:all\b(?! other| the other)|(?:the )?(?:whole|entire)\b|nationwide\b|country-?wide\b"
    r"|(?:все|весь|вся|всё|всех)\b(?! остальн| проч| друг| ины)|(?:по|в) (?:стране|республике|целом)\b"
    r"|(?:барлық|бүкіл|бәрі)\b(?! басқа| өзге)|(?:ел|республика|өңір) бойынша\W*$)",
    re.I,
)
# what makes "arrivals less departures" a balance
LESS = re.compile(r"\b(?:less|minus|net of|минус|за вычетом|шегер\w+|алып тастағанда)\b", re.I)
_DASH = re.compile(r"\s[−–-]\s")
_DIRECTION = re.compile(
    r"(?:(?:north|south)(?:-?(?:east|west))?(?:ern)?|(?:east|west|central)(?:ern)?|(?:северн|южн|восточн|западн|центральн)\w{2,3}"
    r"|солтүстік|оңтүстік|шығыс|батыс|орталық)"
)
_TOWN = re.compile(r"г\. ?[А-ЯЁӘҒҚҢӨҰҮІ]")  # no year
_SHORT_CELL = 40  # characters of a cell that holds nothing but a period
_NO_NOTION = frozenset(("from", "to", "and", "by", "region"))


@dataclass(slots=True)
class Head:
    """The heading of a column or the name of a row: its text, tags, country or group, period and unit."""

    text: str = ""
    tags: frozenset[str] = frozenset()
    area: str = ""
    period: str = ""
    periods: tuple[str, ...] = ()
    unit: str = ""
    scale: int = 1
    stems: tuple[str, ...] = ()
    way: str = ""
    ways: tuple[tuple[str, str], ...] = ()  # (area, from or to) for every area named


@dataclass(slots=True)
class Line:
    """A column or a row of numbers under one heading; None where a cell holds no number."""

    head: Head
    claims: list[Claim | None]
    index: int
    role: str = ""  # level, percent, points, rank, year
    period: str = ""  # of a row, where a cell of it beside its name is nothing but a period


@dataclass(slots=True)
class Table:
    """A table with its columns and rows as lines over the same claims."""

    block: int
    section: int
    caption: Head
    columns: list[Line]
    rows: list[Line]
    roles: list[str] = field(default_factory=list)  # of rows: item, total, group, rest, part
    indents: list[int] = field(default_factory=list)
    label_piece: list[Piece] = field(default_factory=list)
    problem: str = ""


def is_all(text: str) -> bool:
    """ "All decisions", «Весь поток», "Ел бойынша": the name of the row or column of all the others."""
    return _ALL.match(text) is not None


def label_of(head: Head) -> str:
    """A code for a row that is no country and no notion of the auditor's: a sector, a region, a kind of permit."""
    if head.area or not head.stems or head.periods or is_all(head.text):
        return ""
    several = len(head.stems) > 1 and not any(c.isdigit() for c in head.text)  # "foreign workers", «Жібек жолы»
    if head.tags - _NO_NOTION - ({"ref", "person"} if several else set()):
        return ""
    if len(head.stems) > 6 or max(len(s) for s in head.stems) < 4:
        return ""
    return LABEL + " ".join(head.stems)


def period_of(cells: Iterable[str], lexicon: Lexicon) -> str:
    """ "Turkmenistan | Q1 2020 | 18.3": the one cell beside the name of a row that is a period and no number."""
    heads = [read_head(text, lexicon) for text in cells if text.strip() and len(text) < _SHORT_CELL]
    periods = [h.period for h in heads if h.period and len(h.periods) == 1]
    return periods[0] if len(periods) == 1 else ""


@lru_cache(maxsize=4096)
def read_head(text: str, lexicon: Lexicon) -> Head:
    """What a heading says; heads are never changed, so equal headings share one."""
    found = tokens(text, lexicon)
    head = Head(text.strip())
    tags: set[str] = {head.text.lower()} & {"in", "out"}
    stems: list[str] = []
    index = 0
    while index < len(found):
        index += _take(found, index, lexicon, head, tags, stems)
    if "region" in tags and len(stems) > 1:
        tags -= {"urban"}  # the town of «Астана қаласы» is a name
        tags -= {"yearword"} if _TOWN.match(head.text) else set()
    if {"in", "out"} <= tags and (LESS.search(head.text) or _DASH.search(head.text)):
        tags = (tags - {"down", "less_after"}) | {"balance"}
    periods, _ = named(found, lexicon.language)
    head.tags, head.stems = frozenset(tags), tuple(stems)
    head.periods = tuple(p.code for p in periods)
    head.period = head.periods[-1] if head.periods else ""
    head.scale = 10 ** quantities.power(head.tags) if not head.area or head.unit else 1
    if "points" in tags:
        head.unit = POINTS
    elif "percent" in tags and head.unit == "":
        head.unit = PERCENT
    return head


def _take(found: list[Token], index: int, lexicon: Lexicon, head: Head, tags: set[str], stems: list[str]) -> int:
    """Takes one word or phrase into the heading; the number of tokens taken."""
    entry = found[index][2]
    phrase, length = hedges.phrase_at(found, index, lexicon.language) if entry.phrases else (None, 1)
    tags |= entry.tags
    if phrase is not None:
        tags |= phrase.tags
    area = phrase.area if phrase is not None and phrase.area else entry.area
    following = found[index + length][2] if index + length < len(found) else None
    if area and index and length == 1 and _DIRECTION.fullmatch(found[index - 1][2].lower):
        area = ""  # "East Kazakhstan" is no country
    if area == "USA" and following is not None and following.currency:
        area = ""  # "US dollars"
    if area:
        kazakh = kk_way(found[index + length - 1][2].lower) if lexicon.language == "kk" else ""
        way = _way(found, index) or entry.case or kazakh
        head.ways += ((area, way),)
        head.area, head.way = (head.area, head.way) if head.area else (area, way)
    if entry.kind == MARK and entry.lower == "%":
        tags.add("percent")
    if entry.currency:
        head.unit = entry.currency
    stems += [part.stem for _, _, part in found[index : index + length] if part.stem and not part.stop]
    return length


def _way(found: list[Token], index: int) -> str:
    for back in (1, 2, 3):
        if index >= back:
            tags = found[index - back][2].tags
            if "from" in tags:
                return "from"
            if "to" in tags:
                return "to"
    return ""
