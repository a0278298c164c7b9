"""The names that the rows of a report's tables have, found in its sentences.

Scope: one sentence and the stems of all row names.
"""

from __future__ import annotations

from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Area, Labels, Sentence


def name_rows(sentence: Sentence, labels: Labels) -> None:
    """Adds the table rows that a sentence names; ``labels`` are the names of all rows."""
    found = sentence.found
    named = []
    index = 0
    while index < len(found):
        entry = found[index][2]
        match = (
            next((m for m in labels.get(entry.stem, ()) if _stems_follow(found, index, m[0])), None)
            if entry.stem
            else None
        )
        if match is None or entry.area or (not match[1].startswith("label:") and _no_people(sentence, index)):
            index += 1
            continue
        end = _stems_follow(found, index, match[0])
        named.append(Area(found[index][0], found[end - 1][1], match[1], ""))
        index = end
    if named:
        sentence.areas = sorted([*sentence.areas, *named])


def _no_people(sentence: Sentence, index: int) -> bool:
    """A word of a longer name ("Russian Federation"), or of a currency ("Russian roubles")."""
    start = sentence.found[index][0]
    if any(a.start <= start < a.end for a in sentence.areas):
        return True
    return any(token[2].currency for token in sentence.found[index + 1 : index + 3])


def _stems_follow(found: list[Token], index: int, stems: tuple[str, ...]) -> int:
    """The index after the last word when these stems follow here, small words apart; else 0."""
    position = index
    for stem in stems:
        while position < len(found) and found[position][2].stop and position > index:
            position += 1
        if position >= len(found) or found[position][2].stem != stem:
            return 0
        position += 1
    return position
