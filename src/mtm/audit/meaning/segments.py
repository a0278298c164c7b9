"""A sentence cut into stretches whose numbers and names belong together.

Scope: one sentence, cut at commas, semicolons, dashes and "and" outside parentheses, in whichever order the language
puts what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from mtm.audit.claims import Claim
from mtm.audit.meaning.heads import LABEL
from mtm.audit.meaning.prose import Area, Cue, Sentence

LINE = "\n"
_SPLITS = re.compile(
    r"\b(?:(?:split|splits|divide[ds]?|break|breaks|broke|broken|fall|falls|fell|separate[ds]?|subdivided?)\s+"
    r"(?:down\s+|up\s+)?(?:into|as)"
    r"|consist(?:s|ed|ing)?\s+of|(?:is|are|was|were|being)?\s*(?:composed|made\s+up)\s+of|compris(?:e|es|ed|ing)"
    r"|(?:раз)?дел(?:ится|ятся|ился|илось|ились|ились)\s+на|разбива(?:ется|ются)\s+на|распада(?:ется|ются)\s+на"
    r"|(?:складыва|составля)(?:ется|ются|лось|лись|лся)\s+из|сложил(?:ось|ись|ся|ась)\s+из"
    r"|состо(?:ит|ят|яло|яли|ял|яла)\s+из)(?=\s)",
    re.I,
)  # "the 20,747 entries split into …": what stands before it is the whole of what follows
Item = TypeVar("Item", Claim, Area, Cue)


@dataclass(slots=True)
class Segment:
    """A stretch of a sentence with its numbers, names and cue words; ``mark`` is the separator that begins it."""

    start: int
    end: int
    mark: str
    claims: list[Claim] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)


def segments(sentence: Sentence) -> list[Segment]:
    """The sentence cut at its separators; commas inside parentheses cut nothing."""
    bounds: list[tuple[int, str]] = [(sentence.start, "")]
    depth = 0
    text = sentence.piece.text
    names = [(a.start, a.end) for a in sentence.areas if a.code.startswith(LABEL)]
    for cut in sentence.cuts:
        if any(start < cut.start < end for start, end in names):
            continue  # the "and" of a row "Holiday and leisure" separates nothing
        if cut.mark == "(":
            depth += 1
        elif cut.mark == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and _separates(cut.start, cut.mark, text):
            if not text[bounds[-1][0] : cut.start].strip(" ,;\n") and len(bounds) > 1:
                bounds[-1] = (bounds[-1][0], cut.mark)
            else:
                bounds.append((cut.start, cut.mark))
    splits = _splits(sentence)
    if splits is not None and all(abs(splits - start) > 2 for start, _ in bounds):
        bounds = sorted([*bounds, (splits, ":")])
    if sentence.kind == "caption":
        bounds = sorted([*bounds, *_lines(sentence)])
    parts = [Segment(start, 0, mark) for start, mark in bounds]
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        part.end = following.start if following else sentence.end + 1
    _fill(parts, sentence)
    return parts


def _splits(sentence: Sentence) -> int | None:
    """Where the verb ends that leads from one number to the several that it is made of."""
    claims = sentence.claims
    if len(claims) < 3 or sentence.language == "kk":
        return None
    found = _SPLITS.search(sentence.piece.text, claims[0].end, claims[1].start)
    if found is None or claims[1].unit != claims[0].unit or claims[0].amount < claims[1].amount:
        return None
    return found.end()


def _lines(sentence: Sentence) -> list[tuple[int, str]]:
    """Where the second line of a caption begins: what a table shows, then the country and the period."""
    text = sentence.piece.text
    ends = [i for i in range(sentence.start, min(sentence.end, len(text) - 1)) if text[i] == "\n"]
    return [(i, LINE) for i in ends if text[i + 1].isupper()]


def _separates(start: int, mark: str, text: str) -> bool:
    """A dash separates only where blanks stand on both sides."""
    if mark != "–":
        return True
    return 0 < start < len(text) - 1 and text[start - 1].isspace() and text[start + 1].isspace()


def _fill(parts: list[Segment], sentence: Sentence) -> None:
    if len(parts) == 1:
        part = parts[0]
        part.claims, part.areas, part.cues = [*sentence.claims], [*sentence.areas], [*sentence.cues]
        return
    ends = [part.end for part in parts[:-1]]
    for at, claim in _placed(sentence.claims, ends):
        parts[at].claims.append(claim)
    for at, area in _placed(sentence.areas, ends):
        parts[at].areas.append(area)
    for at, cue in _placed(sentence.cues, ends):
        parts[at].cues.append(cue)


def _placed(items: list[Item], ends: list[int]) -> Iterator[tuple[int, Item]]:
    """Every item with the number of its segment; what stands out of order goes where the one before it went."""
    position, last = 0, len(ends)
    for item in items:
        while position < last and item.start >= ends[position]:
            position += 1
        yield position, item
