"""Two sides, then two numbers: "those who came and those who left numbered 1,866 and 1,877 respectively".

Scope: the sides of a flow in one sentence with such a word; numbers for names in equal count are read in ``attach``.
"""

from __future__ import annotations

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.meaning.axes import sides
from mtm.audit.meaning.prose import Cue, Sentence

CLOSE = 45
_BESIDE = 15  # characters between the word and the numbers that it speaks of


def respective_sides(sentence: Sentence) -> dict[int, dict[str, str]]:
    """ "Those who came and those who left numbered 1,866 and 1,877 respectively": the sides, then the numbers."""
    levels = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS) and c.sign not in ("+", "-")]
    pair = _respective_pair(levels, sentence.tagged("respectively")[0])
    if len(pair) != 2 or pair[0].unit != pair[1].unit:
        return {}
    named = [(axis, side) for cue in sentence.cues if cue.end <= pair[0].start for axis, side in sides(cue.tags)]
    flows = [side for axis, side in named if axis == "flow"]
    if len(flows) != 2 or flows[0] == flows[1]:
        return {}
    between = sentence.piece.text[pair[0].after : pair[1].start]
    if len(between) > CLOSE or any(mark in between for mark in ";:("):
        return {}
    return {id(claim): {"flow": side} for claim, side in zip(pair, flows, strict=True)}


def _respective_pair(levels: list[Claim], cue: Cue) -> list[Claim]:
    """The two numbers right behind the word or right before it, else the first two of the sentence."""
    behind = [c for c in levels if c.start >= cue.end][:2]
    if len(behind) == 2 and behind[0].start - cue.end < _BESIDE:
        return behind
    before = [c for c in levels if c.after <= cue.start][-2:]
    return before if len(before) == 2 and cue.start - before[1].after < _BESIDE else levels[:2]


__all__ = ["respective_sides"]
