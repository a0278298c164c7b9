"""The names that the rows of a report's tables have, found in its sentences.

Scope: one sentence and the stems of all row names.
"""

from __future__ import annotations

import re

from mtm.audit.language.lexicon import Lexicon
from mtm.audit.language.sentences import Token, tokens
from mtm.audit.meaning.heads import LABEL, Head, label_of
from mtm.audit.meaning.prose import Area, Labels, Sentence

SHORT = 4
_LEAD = 40
_GROUP = re.compile(
    r"(?:sub)?groups?|categor(?:y|ies)|bloc|class|(?:под)?групп\w{1,3}|категори\w{1,3}|блока|топтың|санаттың"
)
_RATE_OF = re.compile(
    r"(?:%|per cent|percent|процент\w*)\s+(?:(?:of|от|из)\s+)?(?:(?:all|the|this|that|its|their|whole|entire"
    r"|всей|этой|той|данной|своей|её|ее|их)\s+)*$",
    re.I,
)
_RATE_BEHIND = re.compile(r"\s+\d+(?:[.,]\d+)?\s?-?(?:%|пайыз)", re.I)
_TOWN = re.compile(r"(?:город|г$|қала|city|town)", re.I)


def name_rows(sentence: Sentence, labels: Labels) -> None:
    """Adds the table rows that a sentence names; ``labels`` are the names of all rows."""
    found = sentence.found
    named = []
    index = 0
    while index < len(found):
        entry = found[index][2]
        rows = labels.get(entry.stem) if entry.stem else None
        match = next((m for m in rows if _stems_follow(found, index, m[0])), None) if rows else None
        if match is not None and ((_shortened(*match) and not entry.capital) or _points_back(sentence, found[index])):
            match = None
        if match is None or entry.area or (not match[1].startswith("label:") and _no_people(sentence, index)):
            index += 1
            continue
        end = _stems_follow(found, index, match[0])
        named.append(Area(found[index][0], found[end - 1][1], match[1], ""))
        index = end
    if named:
        kept = [a for a in sentence.areas if not any(n.start < a.start and a.end <= n.end for n in named)]
        sentence.areas = sorted([*kept, *named])


def _points_back(sentence: Sentence, token: Token) -> bool:
    """ "36.9 % of the group", «36,9 % группы», "топтың 36,9 %-ы": the whole of a share, no row named "Group"."""
    start, end, entry = token
    if not _GROUP.fullmatch(entry.lower):
        return False
    text = sentence.piece.text
    return bool(_RATE_OF.search(text, max(0, start - _LEAD), start) or _RATE_BEHIND.match(text, end))


def bare_names(heads: list[Head], lexicon: Lexicon) -> list[tuple[tuple[str, ...], str]]:
    """Rows such as "Астана қаласы" are met without the word for city or region too; a town goes before its region."""
    found: dict[tuple[str, ...], list[tuple[bool, str]]] = {}
    for head in heads:
        code = label_of(head) if "region" in head.tags else ""
        words = [entry for _, _, entry in tokens(head.text, lexicon)] if code else []
        stems = tuple(e.stem for e in words if e.stem and not e.stop and "region" not in e.tags)
        if stems and all(len(stem) >= SHORT for stem in stems) and tuple(code[len(LABEL) :].split()) != stems:
            town = any(_TOWN.match(e.lower) for e in words if "region" in e.tags)
            found.setdefault(stems, []).append((town, code))
    chosen = ((stems, _chosen(codes)) for stems, codes in found.items())
    return [(stems, code) for stems, code in chosen if code]


def _chosen(codes: list[tuple[bool, str]]) -> str:
    """The only one, or the only town."""
    towns = [code for town, code in codes if town]
    return codes[0][1] if len(codes) == 1 else towns[0] if len(towns) == 1 else ""


def _shortened(stems: tuple[str, ...], code: str) -> bool:
    return code.startswith(LABEL) and tuple(code[len(LABEL) :].split()) != stems


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
