"""One number of several names: "305,070 came back from Chile and Peru", «из Чили и Перу вернулись 305 070 человек».

Scope: one sentence whose numbers have their names. Where names are joined and the sentence gives one count, the count
is that of all of them and of none alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mtm.audit.claims import COUNT, Claim
from mtm.audit.meaning.prose import Area, Sentence

_JOINED = re.compile(
    r"\s*(?:,|,?\s*(?:and|as well as|и|а также|және|мен|бен|пен))\s+"
    r"(?:(?:from|in|to|of|из|в|во|с|со)\s+)?(?:the\s+)?(?:\([^()]*\)\s*)?",
    re.I,
)
_APART = frozenset(("respectively", "rest", "largest", "smallest", "than", "compare"))


def of_all(sentence: Sentence) -> None:
    """Takes the name from the one count that several joined names have."""
    if len(sentence.areas) < 2 or sentence.tags() & _APART:
        return
    counts = [c for c in sentence.claims if c.unit == COUNT and c.area and not c.total]
    if len(counts) != 1 or sum(c.unit == COUNT for c in sentence.claims) != 1:
        return
    if _is_joint(counts[0], sentence):
        counts[0].area, counts[0].via, counts[0].name = "", "", None


def _is_joint(claim: Claim, sentence: Sentence) -> bool:
    """The name that it took stands in a run of names, and the number is not within the run."""
    for run in _runs(sentence):
        if claim.name in [(a.start, a.end) for a in run]:
            return not run[0].start < claim.start < run[-1].end
    return False


def _runs(sentence: Sentence) -> list[list[Area]]:
    """Names that follow each other with nothing but a comma or "and" between them, the last two joined by "and"."""
    text = sentence.piece.text
    areas = [a for a in sentence.areas if ":" not in a.code]
    runs: list[list[Area]] = [areas[:1]]
    for one, two in pairwise(areas):
        if _JOINED.fullmatch(text, one.end, two.start):
            runs[-1].append(two)
        else:
            runs.append([two])
    return [r for r in runs if len({a.code for a in r}) > 1 and text[r[-2].end : r[-1].start].strip() != ","]


__all__ = ["of_all"]
