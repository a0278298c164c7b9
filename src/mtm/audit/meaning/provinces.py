"""Regions, provinces, districts and towns that a sentence names: "Turkistan region", «Алматы облысы», «город Алматы».

Scope: one sentence after its table rows are named. A name is made of words with a capital beside a word for a part of
a country; its code is that of a table row of the same words.
"""

from __future__ import annotations

from mtm.audit.language.chunks import NUMBER, WORD
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.heads import LABEL
from mtm.audit.meaning.prose import Area, Sentence

TAG = "region"
MOST = 4  # words of a name
_OF = frozenset(("of", "de", "del"))


def name_provinces(sentence: Sentence) -> None:
    """Adds the parts of a country that a sentence names; a word such as "city" inside a name is no cue."""
    found = sentence.found
    named: list[Area] = []
    words: set[int] = set()  # where "city" and the like begin
    for index, (_, _, entry) in enumerate(found):
        if TAG in entry.tags:
            span = _before(found, index) or _after(found, index)
            if span is not None:
                named.append(_area(found, *span))
                words.add(found[index][0])
    if not named:
        return
    kept = [a for a in sentence.areas if not any(_inside(a, n) for n in named if n.end - n.start > a.end - a.start)]
    named = [n for n in named if not any(a.start < n.end and n.start < a.end for a in kept)]
    sentence.areas = sorted([*kept, *named])
    sentence.cues = [
        c for c in sentence.cues if c.start not in words and not any(n.start <= c.start < n.end for n in named)
    ]


def _inside(area: Area, name: Area) -> bool:
    """The country of "East Kazakhstan region" is a part of that name; a table's row of that name stays."""
    return name.start <= area.start and area.end <= name.end and not area.code.startswith(LABEL)


def _before(found: list[Token], index: int) -> tuple[int, int] | None:
    """The words with a capital right before the word for the region."""
    first = index
    while (
        first > 0 and index - first < MOST and _names(found, first - 1) and found[first - 1][1] + 1 == found[first][0]
    ):
        first -= 1
    if first == index or (index - first == 1 and found[first][2].area):
        return None
    return first, index + 1


def _after(found: list[Token], index: int) -> tuple[int, int] | None:
    """ "city of Almaty", «город Алматы», «г. Астана»; not «2023 г. Алматы»."""
    if index and found[index - 1][2].kind == NUMBER:
        return None
    at = index + 1
    while at < len(found) and (
        found[at][2].lower in _OF or (found[at][2].lower == "." and len(found[index][2].lower) < 3)
    ):
        at += 1
    of = at > index + 1 or found[index][2].lower[:1] > "z"
    after = at
    while of and after < len(found) and after - at < MOST and _names(found, after):
        after += 1
    if after == at or (after - at == 1 and found[at][2].area):
        return None
    return at, after


def _names(found: list[Token], index: int) -> bool:
    """A word with a capital that means nothing else, or stands before a country's name: «Шығыс Қазақстан»."""
    entry = found[index][2]
    if entry.kind != WORD or not entry.capital or entry.stop or entry.month or TAG in entry.tags:
        return False
    return not entry.cue or (index + 1 < len(found) and bool(found[index + 1][2].area))


def _area(found: list[Token], first: int, after: int) -> Area:
    stems = [entry.stem for _, _, entry in found[first:after] if entry.stem and not entry.stop]
    return Area(found[first][0], found[after - 1][1], LABEL + " ".join(stems), "")
