"""Rankings in running text: "drivers were most sought after, with 1,930, welders came next with 1,415, cooks (870) …".

Scope: the counts of a sentence that ranks, and of the next one where it goes on with the list, each with the marks of
its name and without the words of rank. Whether the ranking is right is decided by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.gathered.behind import without_leaned
from mtm.audit.gathered.items import LEAST, is_code, marks_of
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.chunks import MARK, WORD
from mtm.audit.language.lexicon import Word
from mtm.audit.language.seldom import Seldom
from mtm.audit.language.sentences import Token
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

_GOES_ON = re.compile(
    r"\W*(?:(?:it|this|that|they|these|the first|the leader)? ?(?:is|was|are|were)? ?"
    r"(?:followed|next|then|after|behind)|second|third"
    r"|за н|далее|затем|следом|вслед|потом|вторы|втор[ао]|на втор|одан|содан"
    r"|онан|кейін|екінші|оның артын)",
    re.I,
)
_RANKING = re.compile(
    r"(?:clos|list|rank|follow|head|lead|led|lists?|plac|spot|posi|come|came|next|then|last|bott|top|rest|behin|ahead"
    r"|brou|brin|rear|ним|ней|олар|онан|оны"
    r"|замык|спис|переч|иду|идё|идет|след|стои|стоя|распол|зани|далее|затем|мест|посл|строч|возгл|лиди|оста|вслед"
    r"|тізім|орын|орн|кейін|соңын|соңғ|жаб|баста|тұр|келе|алд)",
    re.I,
)
_SUCCESSION = Seldom(
    r"\b(?:follow(?:ed by|s|ed)?\b|head(?:s|ed)? (?:it|the)|(?:brings?|brought) up the rear"
    r"|(?:came|comes|come) next|next (?:came|comes|come)|then c[ao]me|за (?:ним|ней|ними)\b"
    r"|далее (?:ид|след)\w+|затем ид\w+|следом|вслед за|одан (?:кейін|соң)|содан (?:кейін|соң)|олардан кейін)",
)
_OTHERS = frozenset(("earlier", "formerly", "compare", "born", "died"))
MOST = 12


class Ranked(NamedTuple):
    """One number of a ranking: its marks, the tokens that bear them, and whether a superlative leads to it."""

    claim: Claim
    marks: frozenset[str]
    tokens: list[Token]
    first: bool

    def place(self, marks: list[str]) -> tuple[int, int]:
        """Where the name stands."""
        spans = [(t[0], t[1]) for t in self.tokens if not marks_of([t]).isdisjoint(marks)]
        return (spans[0][0], spans[-1][1]) if spans else (self.claim.start, self.claim.end)


def rankings(reading: Reading) -> Iterator[list[Ranked]]:
    """The counts of every sentence that ranks, with their names."""
    taken = -1
    for number, sentence in enumerate(reading.sentences):
        if not sentence.claims or number == taken or sentence.kind in ("note", "head", "heading"):
            continue
        after = reading.sentences[number + 1] if number + 1 < len(reading.sentences) else None
        goes_on = after is not None and after.block == sentence.block and _GOES_ON.match(after.text)
        if not (goes_on or _ranks(sentence)):
            continue
        found = _members(sentence, bool(goes_on))
        if goes_on and after is not None:
            found, taken = found + _members(after), number + 1
        if LEAST <= len(found) <= MOST and len({c.claim.unit for c in found}) == 1 and _of_one_time(found):
            yield found


def _ranks(sentence: Sentence) -> bool:
    tags = sentence.tags()
    ranking = not tags.isdisjoint(("utmost", "place")) or _SUCCESSION.search(sentence.text)
    inside = any(c.start > sentence.claims[0].start for c in sentence.tagged("ofwhich"))
    return bool(ranking) and tags.isdisjoint(_OTHERS) and not inside


def _of_one_time(found: list[Ranked]) -> bool:
    dated = {item.claim.period for item in found if item.claim.period[:1] not in ("<", "?")}
    return len(dated) == 1  # "then roofers (990)" is no former time, «Қазан» a city


def _members(sentence: Sentence, leads: bool = False) -> list[Ranked]:
    levels = [c for c in sentence.claims if is_level(c) and not c.total]
    found, last = [], sentence.start
    follows = _SUCCESSION.search(sentence.piece.text, levels[0].end, sentence.end) if levels else None
    for claim in levels:
        tokens = _name(sentence, claim, last)
        marks = marks_of(t for t in tokens if not _RANKING.match(t[2].lower))
        marks = {m for m in marks if not m.startswith("place ")}
        first = any("utmost" in c.tags and last <= c.start < claim.start for c in sentence.cues)
        first = first or (claim is levels[0] and (leads or follows is not None))
        if marks:
            codes = {m for m in marks if is_code(m)}
            found.append(Ranked(claim, frozenset(codes or marks), tokens, first))
        last = claim.after
    return found


def _name(sentence: Sentence, claim: Claim, last: int) -> list[Token]:
    """The words before the number, back to the comma; back to the superlative where it stands before a comma."""
    before: list[Token] = []
    kept: list[Token] = []  # before a comma right before the number
    utmost = [c.start for c in sentence.tagged("utmost") if last <= c.start < claim.start]
    for start, end, entry in sentence.found:
        if last <= start and end <= claim.start:
            if _cuts(entry) and not (utmost and start > utmost[0]):
                kept, before = before, []
            else:
                before.append((start, end, entry))
    return [t for t in without_leaned(before or kept) if t[2].kind == WORD]


def _cuts(entry: Word) -> bool:
    return (entry.kind == MARK and entry.lower in ",;:)") or "and" in entry.tags
