"""Numbers told for the report's own period must not stand under a period that nothing else in the report names.

Rule lone_period: the same quarter, half or run of months of another year, named once only, in a sentence, before a
list, in a caption or in a heading of a table. It is wrong where numbers that it governs stand elsewhere under the
report's own period; or, in a year that the report names nowhere else, where they stand elsewhere without a period,
where the sentence compares with the year before, or where the report tells that total here alone. It cannot see the
year before named for the report's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.evidence.grounds import in_words, significant
from mtm.audit.gathered.copies import groups_of_meaning, measured
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.audit.rules.times import named_period
from mtm.audit.rules.times.stray_period import Mention, ahead, mentions_of, own_of, stray_relation

RULE = "lone_period"
LAST = True
LEAST, CLEAR, DIGITS, ENOUGH = 3, 4, 3, 2
_LISTS = ("item", "table")
_UNTOLD = ("head", "heading", "note")
_BACK = frozenset(("largest", "smallest", "utmost", "lowermost", "average", "formerly", "cumulative", "not", "then"))


def find(reading: Reading) -> Iterator[Relation]:
    """One relation for every lone period whose numbers are those of the report's own."""
    mentions = list(mentions_of(reading))
    own = _own(reading, mentions)
    if not own or len(mentions) < LEAST:  # of a title and one more period neither is the report's for sure
        return
    counts = Counter(m.period.code for m in mentions)
    judge: _Judge | None = None
    for mention in mentions:
        if counts[mention.period.code] > 1 or not _is_lone(mention, own):
            continue
        judge = judge if judge is not None else _Judge(reading, own)
        claim = judge.told_elsewhere(mention, _governed(reading, mention))
        if claim is not None:
            yield stray_relation(RULE, claim, mention, own)


def _own(reading: Reading, mentions: list[Mention]) -> str:
    """What the most mentions speak for; nothing where the title contradicts it."""
    voted = own_of(mentions)
    code = f"{voted[0]}{voted[1]}" if voted is not None else named_period.report_period(reading)
    title = title_period(reading)
    if title and named_period.kind(title) == named_period.kind(code) and title != code:
        return ""
    return code if code[:4].isdigit() else ""


def _former(own: str) -> str:
    """The same part of the year before."""
    return f"{int(own[:4]) - 1}{own[4:]}"


def _is_lone(mention: Mention, own: str) -> bool:
    """The same part of a year that is neither the report's nor the one before, and no look ahead."""
    code = mention.period.code
    if mention.former or code in (own, _former(own)) or code[4:] != own[4:]:
        return False
    return code < own or not ahead(mention)


def _governed(reading: Reading, mention: Mention) -> list[Claim]:
    """The numbers of the sentence behind the period; of the list or table that a line without numbers leads."""
    sentence, period = mention.sentence, mention.period
    if sentence.kind == "head":
        return [c for c in reading.claims if c.table == sentence.block and c.period == period.code]
    if sentence.claims:
        return [c for c in sentence.claims if c.time != "before" and _is_of(c, sentence, mention)]
    block, found = sentence.block + 1, list[Claim]()
    while block < len(reading.blocks) and reading.blocks[block].kind in _LISTS:
        found += [c for s in reading.by_block.get(block, ()) for c in s.claims if not c.dated]
        if reading.blocks[block].kind == "table":
            return [c for c in reading.claims if c.table == block and c.period in ("", period.code)]
        block += 1
    return found


def _is_of(claim: Claim, sentence: Sentence, mention: Mention) -> bool:
    """Its own period is the one meant, or that is the last named before it."""
    before = [p for p in sentence.periods if p.end <= claim.start]
    return claim.period == mention.period.code or (bool(before) and before[-1] == mention.period)


class _Judge:
    """The numbers of the report by size and unit, and the years that it names."""

    def __init__(self, reading: Reading, own: str) -> None:
        self.reading, self.own, self.former = reading, own, _former(own)
        self.years = Counter(p.code[:4] for s in reading.sentences for p in s.periods)
        self.copies: dict[object, list[Claim]] = {}
        for claim in reading.claims:
            if claim.role != "other" and not claim.word and significant(claim) >= DIGITS:
                self.copies.setdefault((abs(claim.amount), claim.unit), []).append(claim)

    def told_elsewhere(self, mention: Mention, claims: list[Claim]) -> Claim | None:
        """The first number that the report tells for its own period; None where one is told for another."""
        weights: dict[object, int] = {}
        found: list[Claim] = []
        dated = False
        for claim in claims:
            others = self._others(claim)
            mine = [o for o in others if self._is_own(o)]
            if any(o.period == mention.period.code for o in others):
                return None
            if len(mine) < len(others) and not any(o.period == self.own for o in mine):
                return None
            if mine:
                found.append(claim)
                weights[abs(claim.amount), claim.unit] = 2 if significant(claim) >= CLEAR else 1
                dated = dated or any(o.period == self.own for o in mine)
        unseen = self.years[mention.period.code[:4]] == 1
        paired = {p.code for p in mention.sentence.periods} == {self.former, mention.period.code}
        if found and sum(weights.values()) + paired >= ENOUGH and (dated or unseen):
            return found[0]
        alone = unseen and mention.sentence.kind not in _UNTOLD and bool(claims)
        return claims[0] if alone and (paired or self._main(mention, claims)) else None

    def _others(self, claim: Claim) -> list[Claim]:
        """The same number in other blocks."""
        if claim.hedge:
            return []
        same = self.copies.get((abs(claim.amount), claim.unit), ())
        return [o for o in same if o.block != claim.block and in_words(o) and not conflict(o.axes, claim.axes)]

    def _is_own(self, claim: Claim) -> bool:
        return claim.time != "before" and claim.period != "<" and compatible(claim.period, self.own)

    def _main(self, mention: Mention, claims: list[Claim]) -> bool:
        """What is said of the whole is said here alone: the report tells no other total of that measure."""
        if not mention.sentence.claims or not _BACK.isdisjoint(mention.sentence.tags()):
            return False
        told = [c for c in claims if c.role in ("level", "balance") and not c.area and significant(c) >= DIGITS]
        told = [c for c in told if c.axes.get("topic") == "money" or c.axes.get("flow")]
        keys = [measured(self.reading, c) for c in told]
        if not keys or None in keys:
            return False
        meanings = groups_of_meaning(self.reading)
        rivals = [o for key in keys if key is not None for o in meanings[key] if o not in told]
        return not any(self._is_own(o) for o in rivals)


__all__ = ["RULE", "find"]
