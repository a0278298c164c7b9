"""Which value of a sentence is that of "a year earlier", «годом ранее», "бір жыл бұрын".

Scope: a sentence that opens with such a word, or that has two values of one unit, the nearer of which is the earlier.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning import earlier_words
from mtm.audit.meaning.prose import Cue, Sentence

_OPENED = re.compile(r"\s*[^\W\d]*\s*\(")
_OWN_BRACKET = re.compile(r"(?:(?! and | и | және | ал )[^\d.,;:()]){0,50}\(\s*(?:US)?[$€₸]?\s?", re.I)
_EARLY = 30
_ARTICLE = 8  # "below the", "выше "
_EXTREME = 18  # "the peak of almost 74,500"
_OF_TWO_TIMES = frozenset(("now", "current", "later", "up", "down", "change", "compare", "than", "then", "more_after"))
_OPENING = 12  # "In the second quarter of last year"


def settle(levels: list[Claim], sentence: Sentence) -> None:
    """The nearest of two values is the earlier: "1,044.5 million a year earlier", «годом ранее», "бір жыл бұрын"."""
    counts = [c for c in levels if c.unit not in (PERCENT, POINTS)]
    if (
        counts
        and not any(c.time for c in counts)
        and (len(counts) == 1 or sentence.tags().isdisjoint(_OF_TWO_TIMES))
        and any(
            _opens(c, sentence, len(counts)) and _tells_when(c, counts[0], sentence) for c in sentence.tagged("earlier")
        )
    ):
        for count in counts:
            count.time = "before"  # "A year earlier 21,987 people had come"
        return
    levels = counts if len(counts) == 2 else levels
    units = [c.unit for c in levels]
    levels = [c for c in levels if units.count(c.unit) == 2]
    if len(levels) == 2 and levels[0].axes.get("flow") != levels[1].axes.get("flow"):
        return
    if len(counts) == 1 and earlier_words.after_rate(counts[0], sentence):
        counts[0].time = "before"  # "up 2 per cent on last year's number of 13,220"
        return
    if len(levels) != 2 or any(c.time == "before" for c in levels):
        return
    if any(levels[0].after <= c.start < levels[1].start for c in sentence.tagged("ofwhich")):
        return  # "fell by 4 % on last year and came to 32,391, of whom 16,997 from abroad": a part, no other time
    levels = [c for c in levels if not c.time]
    if any(_is_extreme(c, sentence) for c in levels):
        return
    for cue in sentence.tagged("earlier"):
        able = [c for c in levels if not _of_another(sentence, c, cue, levels)] or levels
        near = min(able, key=lambda c: (_cut(sentence, cue, c), min(abs(cue.start - c.end), abs(c.start - cue.end))))
        if min(abs(cue.start - near.end), abs(near.start - cue.end)) < 60:
            near.time = "before" if not _compared_behind(cue, levels, sentence) else ""
            return


def _opens(cue: Cue, sentence: Sentence, counts: int) -> bool:
    """The sentence begins with the word or, where it is all of one time, with a quarter or half of that year."""
    if cue.start - sentence.start < 4 and counts == 1:
        return True
    own = [p for p in sentence.periods if p.start <= cue.start < p.end and p.start < cue.start]
    return bool(own) and own[0].start - sentence.start < _OPENING and all(p.code == "<" for p in sentence.periods)


def _compared_behind(cue: Cue, levels: list[Claim], sentence: Sentence) -> bool:
    """ "Last year 40,441 were issued, 3,514 more than in 2023 (36,927)": last year is the later of the two."""
    one, two = levels[0], levels[-1]
    return cue.end <= one.start < two.start and any(
        one.end <= p.start < two.start and (p.compared or _OPENED.fullmatch(sentence.piece.text, p.end, two.start))
        for p in sentence.periods
    )


def _tells_when(cue: Cue, claim: Claim, sentence: Sentence) -> bool:
    """ "A year earlier 21,987 came"; in «Ранее министр сообщал, что …» the word says when it was told."""
    words = sentence.piece.text[cue.start : cue.end].split()
    return len(words) > 1 or claim.start - cue.end < _EARLY


def _is_extreme(claim: Claim, sentence: Sentence) -> bool:
    """ "below the peak of almost 74,500": a record is compared with, but not as the value of a year earlier."""
    near = [c for tag in ("largest", "smallest") for c in sentence.tagged(tag) if 0 <= claim.start - c.end < _EXTREME]
    limits = [c.end for c in sentence.cues if c.tags & {"over", "under"}]
    return any(0 <= c.start - end < _ARTICLE for c in near for end in limits)


def _of_another(sentence: Sentence, claim: Claim, cue: Cue, levels: list[Claim]) -> bool:
    """ "more departures (38,204) than in the same period of last year (20,107)": what follows the word is before."""
    text = sentence.piece.text
    if claim.after > cue.start or not text[claim.after : cue.start].lstrip().startswith(")"):
        return False
    if any(_OWN_BRACKET.fullmatch(text, cue.end, c.start) for c in levels if c.start >= cue.end):
        between = [c for c in sentence.cues if cue.end <= c.start < levels[-1].start]
        return not any(c.tags & {"up", "down", "now", "current"} for c in between)
    return False


def _cut(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    """A comma, a semicolon or a colon stands between the word and the number."""
    start, end = (cue.end, claim.start) if cue.end <= claim.start else (claim.end, cue.start)
    return any(start <= c.start < end and c.mark in ",;:" for c in sentence.cuts)
