"""A share whose count stands in the sentence before must be taken of what its words say.

Rule share_of_phrase: "712 left voluntarily, 1,164 under escort. Escorted removals make up 62.0 per cent of all
returns", «обжалованы 527 … Доля обжалованных отказов составила 40,0 %», "мәжбүрлеп шығарылғандардың орындалған
шешімдердегі үлесі 62,5%". The count is the one whose words are kin to the part, the whole the count that its words
name, or what the two counts of the sentence make together. It is wrong where the share is of neither and fits another
number of the text that its words do not name. It cannot see parts that are called otherwise than where their count
stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.said_wholes_of import earlier_counts, named_by, telling, words_of
from mtm.audit.language.kin import kindred
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.share_phrases import Phrase, share_phrase
from mtm.audit.relations import SHARE, Relation
from mtm.kit.intervals import HUNDRED, share

RULE = "share_of_phrase"
LAST = True
BACK, TWO = 2, 2
_NOUNS = re.compile(r"(?:-\w+)?\s+([^\W\d]+)(?:\s+([^\W\d]+))?(?:\s+([^\W\d]+))?")
_SHARES = {
    "en": re.compile(r"\b(?:make|account|represent|constitut|compris|form|share|proportion|percentage)", re.I),
    "ru": re.compile(r"\b(?:дол[яю]|удельн|приход|пришл|составл)", re.I),
    "kk": re.compile(r"үлесі", re.I),
}


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every such share whose count one sentence nearby gives."""
    judged = {id(r.target) for r in reading.relations if not r.holds}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        own = [c for c in sentence.claims if _may_be(c) and id(c) not in judged]
        if len(own) != 1 or _SHARES[sentence.language].search(sentence.text) is None:
            continue
        phrase = share_phrase(sentence, own[0])
        part = _part(reading, sentence, own[0], phrase) if phrase is not None else None
        relation = _relation(reading, sentence, own[0], part, phrase) if phrase and part else None
        if relation is not None:
            yield relation


def _may_be(claim: Claim) -> bool:
    if claim.unit != PERCENT or claim.role == CHANGE or claim.hedge or claim.sign in ("+", "-"):
        return False
    return claim.time != "before" and 0 < claim.value < HUNDRED and not claim.area


def _part(reading: Reading, sentence: Sentence, own: Claim, phrase: Phrase) -> Claim | None:
    """The one count whose own words are kin to those of the part, in the nearest sentence that has one."""
    words = telling(phrase.part)
    for number in range(sentence.number, max(-1, sentence.number - BACK - 1), -1):
        other = reading.sentences[number]
        if sentence.block - other.block > 1:
            return None
        counts = [c for c in other.claims if is_level(c) and c.exact and not c.hedge and c.order < own.order]
        akin = [(sum(_kin([w], words_of(reading, c)[0], sentence.language) for w in words), c) for c in counts]
        best = max((points for points, _ in akin), default=0)
        named = [c for points, c in akin if points == best > 0]
        if counts and (named or number != sentence.number):
            return named[0] if len(named) == 1 and named[0].time != "before" else None
    return None


def _kin(words: list[str], others: list[str], language: str) -> bool:
    return any(kindred(w, o, language) for w in words for o in others)


def _relation(reading: Reading, sentence: Sentence, own: Claim, part: Claim, phrase: Phrase) -> Relation | None:
    earlier = [c for c in earlier_counts(reading, part, sentence.number) if c.exact]
    both = _both(reading, part, earlier)
    named, sure = named_by(reading, phrase.whole, part, earlier)
    if any(share(part.interval, c.interval).meets(own.interval) for c in (*both, *named)):
        return None
    meant = both or (named if len({c.amount for c in named}) == 1 else [])
    other = next((c for c in earlier if share(part.interval, c.interval).meets(own.interval)), None)
    if not meant or other is None or _names(reading, phrase, other, meant[0]):
        return None
    expected = share(part.interval, meant[0].interval)
    relation = Relation(RULE, SHARE, own, (part, meant[0]), expected, False, note="derived", support=1 + sure)
    relation.family, relation.params = f"phrase{own.block}.{own.start}", {"sentence": "share"}
    return relation


def _both(reading: Reading, part: Claim, earlier: list[Claim]) -> list[Claim]:
    """What the part and one other count of its sentence make together, where the text gives that number."""
    counts = [c for c in reading.sentences[part.sentence].claims if is_level(c) and c.unit == part.unit]
    sums = {c.amount + part.amount for c in counts if c is not part} if len(counts) <= TWO + 1 else set()
    found = [c for c in earlier if c.amount in sums]
    return found if len({c.amount for c in found}) == 1 else []


def _names(reading: Reading, phrase: Phrase, other: Claim, meant: Claim) -> bool:
    """The words of the whole may be those of what the share fits: none tells the other apart, and its noun is theirs.

    "All returns" are not the 5,210 return decisions; "the sample" may be any number.
    """
    sentence = reading.sentences[other.sentence]
    words = telling(phrase.whole)
    found = _NOUNS.match(sentence.piece.text, other.end)
    nouns = [w for w in found.groups() if w] if found is not None else []
    nouns = telling(" ".join(nouns))
    heads = nouns[-1:] if sentence.language == "en" else nouns[:TWO]
    own, others = words_of(reading, meant)[0], words_of(reading, other)[0]
    if any(_kin([w], own, sentence.language) and not _kin([w], others, sentence.language) for w in words):
        return False
    return _kin(words, heads, sentence.language) or not _kin(words, others, sentence.language)


__all__ = ["RULE", "find"]
