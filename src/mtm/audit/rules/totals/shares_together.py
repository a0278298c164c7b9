"""A share that several shares of a sentence make together must be their sum.

Rule shares_together: "Uzbekistan (34.2%), Kyrgyzstan (21.7%) and Russia (18.4%) together account for 74.3%", "Women and
children together make up 53.7 per cent: 21.4 and 32.3": two and more shares and one beside a word for a whole, in one
sentence or the one behind it. It is wrong where the sum is another and one slip in one of them explains it, or one of
them was left out. It cannot see shares with other percentages between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.kit.intervals import HUNDRED, total

RULE = "shares_together"
LAST = True
LEAST, MOST, REACH = 2, 8, 60
_TOGETHER = re.compile(
    r"\b(?:together|combined|jointly|between them|taken together)\b"
    r"|\b(?:вместе|совместно|в сумме|суммарно|совокупно|в совокупности|в общей сложности)\b"
    r"|\bсовокупн\w+ дол\w|\bсуммарн\w+"
    r"|\b(?:бірге|жиынтығында|қосқанда|бірлесіп|қосып алғанда)\b",
    re.I,
)
_NO = frozenset(("up", "down", "change", "earlier", "then", "compare"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every such share."""
    settled = {id(c) for r in reading.relations if not r.holds for c in r.claims}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not _TOGETHER.search(sentence.text):
            continue
        made = _of(reading, sentence)
        if made is None or any(id(c) in settled for c in (made[0], *made[1])):
            continue
        whole, parts = made
        holds = whole.interval.meets(total(c.interval for c in parts))
        if holds or _slipped(whole, parts):
            yield _made(whole, parts, holds)


def _of(reading: Reading, sentence: Sentence) -> tuple[Claim, list[Claim]] | None:
    """The share beside the word, and the others of its sentence, or all of the sentence before."""
    shares = _shares(sentence)
    if len(shares) == 1:
        before = reading.sentences[sentence.number - 1] if sentence.number else None
        if before is None or before.block != sentence.block or (not sentence.continues and not _pointing(sentence)):
            return None
        parts = _shares(before)
        return (shares[0], parts) if LEAST <= len(parts) <= MOST else None
    if not LEAST < len(shares) <= MOST + 1:
        return None
    found = list(_TOGETHER.finditer(sentence.piece.text, sentence.start, sentence.end))
    wholes = [c for c in (shares[0], shares[-1]) if any(_beside(sentence, m, c) for m in found)]
    if len(wholes) != 1:
        return None
    return wholes[0], [c for c in shares if c is not wholes[0]]


def _shares(sentence: Sentence) -> list[Claim]:
    """The percentages of a sentence; none where one of them is a change, of another time, or no plain share."""
    shares = [c for c in sentence.claims if c.unit == PERCENT]
    if any(c.role != "level" or c.time == "before" or c.hedge or c.sign in ("+", "-") for c in shares):
        return []
    return shares if sentence.tags().isdisjoint(_NO) and all(0 < c.value < HUNDRED for c in shares) else []


def _pointing(sentence: Sentence) -> bool:
    """It begins with the word, or with "they", "these", "all three"."""
    return _TOGETHER.search(sentence.piece.text, sentence.start, sentence.start + REACH // 2) is not None


def _beside(sentence: Sentence, found: re.Match[str], claim: Claim) -> bool:
    """The word stands before the share, with no other number between, or right behind it."""
    between = (found.end(), claim.start) if found.end() <= claim.start else (claim.after, found.start())
    if not 0 <= between[1] - between[0] <= REACH:
        return False
    return not any(between[0] <= c.start < between[1] for c in sentence.claims)


def _slipped(whole: Claim, parts: list[Claim]) -> bool:
    """One digit or two exchanged ones, in the sum or in a part; a part left out."""
    rest = [(c, total(o.interval for o in parts if o is not c)) for c in parts]
    if len(parts) > LEAST and any(whole.interval.meets(others) for _, others in rest):
        return True
    wanted = [(whole, total(c.interval for c in parts)), *((c, whole.interval - others) for c, others in rest)]
    return any(digit(c, w) or exchange(c, w) for c, w in wanted)


def _made(whole: Claim, parts: list[Claim], holds: bool) -> Relation:
    expected = total(c.interval for c in parts)
    relation = Relation(RULE, SUM, whole, tuple(parts), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"joint{whole.block}.{whole.start}", {"sentence": "sum"}
    return relation


__all__ = ["RULE", "find"]
