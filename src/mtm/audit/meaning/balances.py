"""Which number of a sentence is a balance, and on which side it lies: net inflow or outflow, surplus or deficit.

Scope: one sentence whose numbers have their names, stretches, and sides in or out.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.meaning.glosses import glossed_side
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.segments import Segment

_REACH, _LEADS, _LINKED, _TOUCHING, _THREE = 90, 70, 45, 3, 3
_OPENS, _SIDES_OF_ONE = 24, 2
_LABELLED = re.compile(r"[^\d.;:,()%]{0,40}?(?::|\s[–—])\s*[-–−+]?")
# what may stand between "net inflow" and its number
_LEAD = re.compile(
    r"(?:[^\d,;()%]{0,60}?\b(?:of|was|is|were|at|reached|totall?ed|equall?ed|equals|=|на уровне"
    r"|в (?:размере|объеме|сумме)|(?:c[ao]me|amount(?:ed|s)|r[au]n) to|составил[оаи]?|составляе?ю?т|равн\w+"
    r"|достиг\w*|исчисля\w+|насчитыва\w+)|:|(?: размером)? во?(?: (?:размере|объ[её]ме|количестве|сумме|пользу))?)?"
    r"(?: about| around| over| nearly| just| some| около| почти| свыше)? ?[-–—+−]? ?"
)
_UP, _DOWN = {"positive", "net_gain"}, {"negative", "net_loss"}
_SAID = _UP | _DOWN


def balance_cues(sentence: Sentence) -> list[Cue]:
    """The words that make the sentence speak of a balance; none where it speaks of none."""
    return sentence.tagged("balance") or _unspoken_balance(sentence) or _gap(sentence) or _surplus(sentence)


def is_balance(claim: Claim, sentence: Sentence, part: Segment) -> bool:
    """The signed number of the sentence; else the last one after in and out, or the first one after the word."""
    if claim.sign in ("+", "-") or glossed_side(claim):
        return True
    if claim.axes.get("vital") in ("born", "died"):
        return False  # "58,300 births and 31,200 deaths, resulting in a natural increase of 27,100"
    levels = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    if any(c.sign in ("+", "-") for c in levels):
        return _beside_balances(claim, levels, sentence)
    if _said_side(claim, sentence):
        return True
    if is_aside(claim, sentence):
        return False
    if any(named_balance(c, sentence) or _before_sides(c, levels, sentence) for c in levels):
        return (
            named_balance(claim, sentence)
            or _before_sides(claim, levels, sentence)
            or _beside_balances(claim, levels, sentence)
        )
    if len(levels) == 3 and (made := _difference_of_sides(levels)) is not None:
        return claim is made
    if len(levels) > 2:
        both = {"in", "out"} <= sentence.tags()
        return both and claim is levels[-1] and _follows_word(claim, sentence)
    return (len(levels) == 1 and (claim.sign == "~" or _follows_word(claim, sentence))) or _right_after(claim, part)


def _difference_of_sides(levels: list[Claim]) -> Claim | None:
    """The one of three that words name neither in nor out, where it is what lies between the other two."""
    sides = [c for c in levels if c.told and c.axes.get("flow") in ("in", "out")]
    rest = [c for c in levels if not any(c is s for s in sides)]
    if len(sides) != 2 or len(rest) != 1 or sides[0].axes.get("flow") == sides[1].axes.get("flow"):
        return None
    between = sides[0].interval - sides[1].interval
    return rest[0] if rest[0].interval.meets(between) or rest[0].interval.meets(-between) else None


def _beside_balances(claim: Claim, levels: list[Claim], sentence: Sentence) -> bool:
    """ "The balance with the CIS (−581) and that with others (213) make −368": what adds up with balances is one."""
    if sentence.tagged("in") or sentence.tagged("out") or len(levels) != _THREE:
        return False
    before = [c for c in sentence.tagged("balance") if 0 <= claim.start - c.end < _LINKED]
    if before and not any(before[-1].end <= c.start < claim.start for c in levels):
        return True
    small, middle, large = sorted((c.amount for c in levels), key=abs)
    return abs(small + middle) == abs(large) or large == small + middle or large + small + middle == 0


def is_aside(claim: Claim, sentence: Sentence) -> bool:
    """ "2,315 out (2,110)": a bare number in brackets right after another one is an earlier value of it."""
    text = sentence.piece.text
    if not text[: claim.start].endswith("(") or text[claim.after : claim.after + 1] != ")":
        return False
    before = next((c for c in reversed(sentence.claims) if c.end <= claim.start), None)
    return before is not None and claim.start - before.after < 16


def named_balance(claim: Claim, sentence: Sentence) -> bool:
    """ "a net inflow of 469", "the balance was 1,200": the word, a small word or two, the number."""
    near = [c for c in sentence.cues if 0 <= claim.start - c.end < _LEADS and "balance" in c.tags]
    if sentence.language == "kk":
        return bool(near) and not _undated(sentence, near[-1].end, claim.start).strip(" –—:")
    if not near or any(near[-1].end <= c.start < claim.start for c in sentence.cues if c.tags & {"in", "out"}):
        return False
    return bool(_LEAD.fullmatch(_undated(sentence, near[-1].end, claim.start).lower()))


def _undated(sentence: Sentence, start: int, end: int) -> str:
    """The words between, without the periods among them: "the balance in 2016 was"."""
    found = "".join(
        " " if any(p.start <= at < p.end for p in sentence.periods) else sentence.piece.text[at]
        for at in range(start, end)
    )
    return found if found.isspace() else " " * found.startswith(" ") + " ".join(found.split()) + " "


def _follows_word(claim: Claim, sentence: Sentence) -> bool:
    """No semicolon between: "…, and the largest net gain; the fourth had the fewest arrivals, 7,615"."""
    ends = max((c.start for c in sentence.cuts if c.mark == ";" and c.start < claim.start), default=sentence.start)
    return any(c.tags & {"balance", "gap", *_SAID} and ends <= c.start < claim.start for c in sentence.cues)


def _right_after(claim: Claim, part: Segment) -> bool:
    """The first number after the word "balance" in its own stretch of the sentence."""
    if claim is not part.claims[0]:
        return False
    if any(
        {"in", "out"} & c.tags and 0 <= c.start - claim.end < 20 for c in part.cues
    ):  # "the balance of 48,194 arrivals"
        return False
    return any("balance" in c.tags and 0 <= claim.start - c.end < _REACH for c in part.cues)


def _unspoken_balance(sentence: Sentence) -> list[Cue]:
    """An inflow, an outflow and one signed number: the sign says what no word says."""
    if len(sentence.claims) < 3:
        return []
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    signed = [c for c in counts if c.sign in ("+", "-")]
    sides = [c.axes.get("flow") for c in counts if c not in signed]
    if len(signed) != 1 or sorted(map(str, sides)) != ["in", "out"]:
        return []
    return sentence.tagged("in")


def _surplus(sentence: Sentence) -> list[Cue]:
    """ "Migration deficit: 42,511", «Профицит – 12 400 чел.»: the only number of a line, led by such a word."""
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    if len(counts) != 1 or counts[0].unit or counts[0].time:
        return []
    text, start = sentence.piece.text, counts[0].start
    cues = [c for c in sentence.cues if c.tags & _SAID and c.end <= start and c.start - sentence.start < _LEADS]
    return [c for c in cues if _LABELLED.fullmatch(text, c.end, start)]


def _gap(sentence: Sentence) -> list[Cue]:
    """ "The difference between entries and exits was 1,200": a balance by another name."""
    if not {"gap", "in", "out"} <= sentence.tags():
        return []
    counts = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    return sentence.tagged("gap") if len(counts) == 1 else []


def side(sentence: Sentence, part: Segment, claim: Claim) -> int:
    """Net inflow or outflow, surplus or deficit, for a balance printed without a sign."""
    if glossed := glossed_side(claim):
        return glossed
    tags = {t for cue in part.cues for t in cue.tags if cue.start < claim.start}
    after = {t for cue in sentence.cues for t in cue.tags if cue.start > claim.start}
    before = {t for cue in sentence.cues for t in cue.tags if cue.start < claim.start}
    for found in (tags & _SAID, after & _SAID, before & _SAID, tags, after):
        if side := _sided(found):
            return side
    return 0


def _sided(tags: set[str]) -> int:
    """Which side the words name; both sides name none."""
    up, down = bool(tags & {*_UP, "in"}), bool(tags & {*_DOWN, "out"})
    return up - down


def _said_side(claim: Claim, sentence: Sentence) -> bool:
    """ "The CIS balance is negative (5,515), that with others negative (491)": the word opens them."""
    text = sentence.piece.text
    if not text[: claim.start].endswith("(") or text[claim.after : claim.after + 1] != ")":
        return False
    return any(c.tags & {"positive", "negative"} and 0 < claim.start - c.end <= _TOUCHING for c in sentence.cues)


def _before_sides(claim: Claim, levels: list[Claim], sentence: Sentence) -> bool:
    """ "The balance was negative – 91,126 people (in 202,180, out 293,306)": two numbers in brackets behind it."""
    text = sentence.piece.text
    opened = text.find("(", claim.after, claim.after + _OPENS)
    closed = text.find(")", opened)
    if opened < 0 or closed < 0 or any(claim.after <= c.start < opened for c in levels):
        return False
    cue = next((c for c in reversed(sentence.cues) if c.end <= claim.start and "balance" in c.tags), None)
    if cue is None or any(cue.end <= c.start < claim.start for c in levels):
        return False
    return sum(opened < c.start < closed for c in levels) == _SIDES_OF_ONE


__all__ = ["balance_cues", "is_aside", "is_balance", "named_balance", "side"]
