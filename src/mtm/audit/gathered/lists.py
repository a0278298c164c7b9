"""Lists in running text: shares with their counts, one name after another, under one whole.

Scope: from attached claims to pairs (per cent and count of one item) and lists (the pairs of one paragraph), and the
levels that may be the whole of such a list. Whether anything fits is decided by the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading, is_count
from mtm.audit.meaning.segments import Segment

_JOINED = 60
_TWO, _FOUR, _NEAR, _TOUCHING = 2, 4, 16, 3
_KINDS = ("sex", "place", "age")
_SHARES_ASIDE = re.compile(  # "Boys account for 1,008 and girls for 735 (57.8% and 42.2%)"
    r"[^\d()]{0,25}\((?:\d{1,3}(?:[.,]\d+)?\s?%(?:,\s|;\s|\s?/\s?|\s(?:and|и|және|мен|пен)\s|\)))+(?<=\))"
)
_FORMER = re.compile(
    r",?\s*(?:a year (?:earlier|ago|before)|(?:one|a) year (?:earlier|ago)|last year|годом ранее|год назад"
    r"|в прошлом году|годом раньше|бір жыл бұрын|былтыр)",
    re.I,
)
_FORMERLY = Seldom(r"(?:year (?:before|earlier|ago)|last year|годом ранее|год назад|бір жыл бұрын|былтыр)[:,]?\s*$")
_THREE, _LETTERS = 3, 4
_OUT_OF = re.compile(r"\b(?:out of|of|из)\s+(?:the\s+)?$", re.I)
_THEM = frozenset(("them", "these", "those", "них", "этих"))
_OF_THOSE = re.compile(r"(?:\bof (?:them|these|those)|\bиз (?:них|этого числа)|\bолардың (?:ішінде|ішінен))\Z", re.I)
_THIS_IS = re.compile(
    r"[\s,;–—]*(?:(?:а |и )?это|т\.\s?е\.|(?:this|that|it) (?:is|was|makes|equals)|which (?:is|was|makes|equals)"
    r"|бұл(?: (?:барлық|жалпы|бүкіл|осы))?(?: [^\W\d]+){0,2})\s+"
    r"(?:about |roughly |около |примерно |порядка |шамамен )?",
    re.I,
)
_OPENED = re.compile(r"\((?:[nN]\s*=\s*)?$")


class Pair(NamedTuple):
    """A share and the count that it goes with."""

    share: Claim
    part: Claim


@dataclass(slots=True)
class Listing:
    """The pairs and single counts of one paragraph, and the sentences that hold them."""

    block: int
    section: int
    pairs: list[Pair] = field(default_factory=list)
    levels: list[Claim] = field(default_factory=list)
    explicit: dict[int, Claim] = field(default_factory=dict)  # id of a share to the whole that it names itself


def listings(reading: Reading) -> list[Listing]:
    """One listing per block with claims, in order; worked out once per reading."""
    if reading.listings is None:
        reading.listings = _listings(reading)
    return reading.listings


def listing_of(reading: Reading, block: int) -> Listing | None:
    """The listing of one paragraph."""
    if reading.listed is None:
        reading.listed = {listing.block: listing for listing in listings(reading)}
    return reading.listed.get(block)


def opening_rest(listing: Listing) -> Claim | None:
    """ "Entries by nationals of other states totalled 51,502: …": the rest that heads a list of its own."""
    first = listing.levels[0] if listing.levels else None
    if first is None or first.area != "rest:":
        return None
    return first if any(c.area and ":" not in c.area for c in listing.levels[1:]) else None


def _listings(reading: Reading) -> list[Listing]:
    found: dict[int, Listing] = {}
    for sentence, parts in zip(reading.sentences, reading.parts, strict=True):
        if not sentence.claims or sentence.kind == "note":
            continue
        listing = found.setdefault(sentence.block, Listing(sentence.block, sentence.section))
        beat = reading.beats.get(sentence.number)
        for share, part in beat.pairs if beat is not None else ():
            if share.role != CHANGE or not (share.direction or share.sign):  # "7,855 (down 40.2%)"
                _pair(share, part, listing)
        _pairs(sentence, parts, listing, {id(c) for p in listing.pairs for c in p})
        _of_line(sentence, listing)
        _of_before_it(sentence, listing)
        _of_told(sentence, parts, listing)
        listing.levels += [c for c in sentence.claims if is_level(c)]
    return list(found.values())


is_level = is_count


def _pairs(sentence: Sentence, parts: list[Segment], listing: Listing, taken: set[int]) -> None:
    """Pairs by words and neighbourhood; what the list's rhythm has paired is left as it is."""
    text = sentence.piece.text
    taken |= _respective(sentence, listing, taken)
    waiting: Claim | None = None  # a level of the segment before, for ", or 43 per cent"
    whole: Claim | None = None  # and what it is said to be a part of
    asking: Claim | None = None  # a share of the segment before, for "43 per cent, or 1,334,101"
    for part in parts:
        claims, shares, levels = _of_part(part, taken, listing, text)
        for share in shares if levels else ():
            if (named := _whole_of(share, levels, text)) is not None:
                listing.explicit[id(share)] = named
                whole = named if share is shares[-1] else whole
                claims, levels = [c for c in claims if c is not named], [c for c in levels if c is not named]
        if len(shares) == 1 and len(levels) == 1:
            _pair(shares[0], levels[0], listing)
        elif shares and levels:
            _adjacent(claims, text, listing)
        elif (
            len(shares) == 1
            and waiting is not None
            and (id(shares[0]) in listing.explicit or _goes_on(part, shares[0], text, bool(levels), whole is not None))
        ):
            _pair(shares[0], _of_its_side(shares[0], waiting, sentence), listing)
            if whole is not None:
                listing.explicit.setdefault(id(shares[0]), whole)
        elif len(levels) == 1 and not shares and asking is not None and _goes_on(part, levels[0], text, False):
            _pair(asking, levels[0], listing)
        asking = shares[0] if len(shares) == 1 and not levels else None
        current = [c for c in levels if c.time != "before"]
        if levels and not current and waiting is not None and waiting.time != "before" and not shares:
            continue  # "167,105, a change of −14.5% on the 195,530 of a year earlier, and accounted for 85.9%"
        waiting, whole = _waiting(current or levels) if not shares else (None, None)


def _of_before_it(sentence: Sentence, listing: Listing) -> None:
    """ "The CIS accounted for 7,446 arrivals. This is 60.0% of the total of 12,410.": the share of the count before."""
    shares = [c for c in sentence.claims if c.unit == PERCENT]
    counts = [c for c in sentence.claims if c.unit != PERCENT]
    before = [c for c in listing.levels if c.sentence == sentence.number - 1 and c.time != "before" and not c.total]
    if len(shares) != 1 or len(counts) != 1 or len(before) != 1 or not sentence.continues:
        return
    share, whole, text = shares[0], counts[0], sentence.piece.text
    if share.role == CHANGE or share.sign in ("+", "-") or any(p.share is share for p in listing.pairs):
        return
    if is_level(whole) and (whole.total or _whole_of(share, [whole], text) is whole) and whole.unit == before[0].unit:
        _pair(share, before[0], listing)
        listing.explicit[id(share)] = whole


def _of_told(sentence: Sentence, parts: list[Segment], listing: Listing) -> None:
    """ "Classes opened for 2,268 pupils, who …; that is 30 per cent of 7,560": the share of the one count before."""
    claims = sentence.claims
    if len(claims) != 3 or id(claims[1]) not in listing.explicit or any(p.share is claims[1] for p in listing.pairs):
        return
    part = next(p for p in parts if claims[1] in p.claims)
    level = claims[0] if is_level(claims[0]) and claims[0].time != "before" else None
    if level is not None and _THIS_IS.fullmatch(sentence.piece.text, part.start, claims[1].start):
        _pair(claims[1], level, listing)


def _of_line(sentence: Sentence, listing: Listing) -> None:
    """ "- Uzbekistan – 53.7 billion, 25.0 %": the count and the share of a short line are of its one name."""
    if sentence.kind != "item" or listing.pairs or len(sentence.claims) != 2:
        return
    level, share = sentence.claims
    between = sentence.piece.text[level.after : share.start]
    plain = share.unit == PERCENT and share.role != CHANGE and not (share.direction or share.time or share.sign)
    if plain and is_level(level) and not level.time and between.strip(" –—") in (",", ";", ""):
        _pair(share, level, listing)


def _of_part(
    part: Segment, taken: set[int], listing: Listing, text: str
) -> tuple[list[Claim], list[Claim], list[Claim]]:
    """The numbers of a stretch that wait for a pair, the shares and the counts among them; wholes are noted apart."""
    claims = [c for c in part.claims if id(c) not in taken]
    shares = [c for c in claims if c.unit == PERCENT and c.role != CHANGE]
    levels = [c for c in claims if is_level(c)]
    if len(levels) > 1 and shares:
        levels = [c for c in levels if not _of_before(c, shares, text)]
    if len([c for c in levels if not c.total]) == len(shares) == 1:
        for level in [c for c in levels if c.total]:
            listing.explicit.setdefault(id(shares[0]), level)
        levels = [c for c in levels if not c.total]
    return claims, shares, levels


def _of_before(level: Claim, shares: list[Claim], text: str) -> bool:
    """ "196,643 arrivals (a year before 223,966), that is 80 per cent": the brackets close before any share."""
    if level.time != "before" or any(s.time == "before" for s in shares):
        return False
    closed = text.find(")", level.after)
    opened = text.rfind("(", 0, level.start) > text.rfind(")", 0, level.start)
    return opened and closed >= 0 and not any(level.start < s.start < closed for s in shares)


def _whole_of(share: Claim, levels: list[Claim], text: str) -> Claim | None:
    """The level that the share names as its whole: "92 per cent of all 3,118,045", "3 118 045 келудің 92 пайызы"."""
    for level in levels:
        if level.time == "before" and share.time != "before" and "(" in text[share.after : level.start]:
            continue  # "20.7% of all transfers (175.3 million a year earlier)"
        if share.after <= level.start and _names_whole(between := text[share.after : level.start]):
            if "(" in between and text[level.after : level.after + 1] != ")":
                continue  # "11.8% of those interviewed (1,650 and 1,027 out of 8,678)"
            return level
        if level.end <= share.start and _names_whole_before(text[level.end : share.start]):
            return level
    return None


def _restates(part: Segment, claim: Claim) -> bool:
    """ ", or 43 per cent", ", accounting for 43 per cent": begins with such a word."""
    return any(cue.tags & {"orword", "share"} and cue.start < claim.start for cue in part.cues)


def _former(claim: Claim) -> bool:
    """Words of an earlier year stand right behind it, or right before it with a colon."""
    text = claim.piece.text
    if _FORMER.match(text, claim.after):
        return True
    return bool(_FORMERLY.search(text, max(0, claim.start - _JOINED), claim.start))


def _respective(sentence: Sentence, listing: Listing, taken: set[int]) -> set[int]:
    """ "2,448 minors and 973 older persons, with shares of 20.7% and 8.2% respectively": paired in their order."""
    claims = [c for c in sentence.claims if id(c) not in taken]
    cues = sentence.tagged("respectively") or _that_is(sentence, claims)
    if len(claims) > _FOUR and (found := _with_whole(claims, listing)):
        return found
    if len(claims) < _FOUR or not (cues or _SHARES_ASIDE.search(sentence.piece.text, sentence.start, sentence.end)):
        return set()
    runs: list[list[Claim]] = []
    for claim in claims:
        kind = claim.unit == PERCENT
        if runs and (runs[-1][0].unit == PERCENT) == kind:
            runs[-1].append(claim)
        else:
            runs.append([claim])
    for counts, shares in pairwise(runs):
        near = any(abs(shares[-1].after - c.start) < _NEAR or abs(shares[0].start - c.end) < _NEAR for c in cues[-1:])
        near = near or bool(
            _SHARES_ASIDE.match(sentence.piece.text, max(counts[-1].after, shares[0].start - _TOUCHING))
        )
        plain = shares[0].unit == PERCENT and not any(c.role == CHANGE for c in shares)
        if plain and near and 1 < len(shares) <= len(counts) and all(is_level(c) for c in counts[-len(shares) :]):
            pairs = list(zip(shares, counts[-len(shares) :], strict=True))
            for share, count in pairs:
                share.axes = {**share.axes, **{k: v for k, v in count.axes.items() if k in _KINDS}}
                listing.pairs.append(Pair(share, count))
            return {id(c) for pair in pairs for c in pair}
    return set()


def _that_is(sentence: Sentence, claims: list[Claim]) -> list[Cue]:
    """ "8,967 named work, 2,594 family and 1,331 study, that is 69.6%, 20.1% and 10.3%": as many shares as counts."""
    shares = [c for c in claims if c.unit == PERCENT]
    counts = claims[: len(claims) - len(shares)]
    if len(shares) < _TWO or claims[len(counts) :] != shares or len(counts) - len(shares) not in (0, 1):
        return []
    return [c for c in sentence.tagged("orword") if 0 <= shares[0].start - c.end <= _TOUCHING]


def _with_whole(claims: list[Claim], listing: Listing) -> set[int]:
    """ "19.8% were minors and 11.2% aged (2,268 and 1,284 out of 11,464)": shares, then their counts in brackets."""
    text = claims[0].piece.text
    first = next((i for i, c in enumerate(claims) if text[: c.start].endswith("(")), 0)
    closed = text.find(")", claims[first].after) if first > 1 else -1
    inside = [c for c in claims[first:] if c.start < closed]
    shares = claims[max(first - len(inside) + 1, 0) : first]
    if len(inside) < _THREE or len(shares) != len(inside) - 1 or not all(is_level(c) for c in inside):
        return set()
    if any(c.unit != PERCENT or c.role == CHANGE for c in shares):
        return set()
    whole = max(inside, key=lambda c: c.amount)
    parts = [c for c in inside if c is not whole]
    if whole not in (inside[0], inside[-1]) or not (
        whole.total or _OUT_OF.search(text[max(0, whole.start - 12) : whole.start])
    ):
        return set()
    for share, part in zip(shares, parts, strict=True):
        listing.pairs.append(Pair(share, part))
        listing.explicit[id(share)] = whole
    return {id(c) for c in (*shares, *inside)}


def _waiting(levels: list[Claim]) -> tuple[Claim | None, Claim | None]:
    """The count that a share may follow, and the whole that it names: "671 of 6,025, i.e. 11.1%"."""
    if len(levels) == 2 and levels[0].total != levels[1].total and levels[0].unit == levels[1].unit:
        return (levels[0], levels[1]) if levels[1].total else (levels[1], levels[0])
    current = [c for c in levels if c.time != "before" and not _former(c)]
    last = current[-1] if current else levels[-1] if levels else None
    return (last if last is not None and not last.total else None), None


def _goes_on(part: Segment, claim: Claim, text: str, mixed: bool, named: bool = False) -> bool:
    """The stretch restates the number of the one before, or glosses it where it has no other of its own."""
    bare = part.mark == "," and not text[part.start : claim.start].strip(" ,")
    if bare and named and not mixed and not text[claim.after : part.end].strip(" .,;:)"):
        return True  # "171 of the 1,368 handed them back, 13 per cent."
    if bare and not mixed and _OF_THOSE.search(text, 0, part.start):
        return True  # "7,446 of those, 60.0%, came from …"
    if not mixed and part.mark in (",", "–") and _THIS_IS.fullmatch(text, part.start, claim.start):
        return True  # «257 038, это 87,8% всех въездов»
    return _restates(part, claim) or (not mixed and _glosses(part, claim, text))


def _glosses(part: Segment, claim: Claim, text: str) -> bool:
    """ "46.8% – aged 18 to 59 (n = 3,405)", "24.6 % of the guests: 214.6 thousand persons"."""
    if part.mark not in ("–", ":") or claim.time == "before":
        return False
    before = text[part.start : claim.start]
    return len(before.strip()) < 2 or _OPENED.search(before) is not None


def _of_its_side(share: Claim, level: Claim, sentence: Sentence) -> Claim:
    """ "34,780 men and 3,860 women, that is a share of men of 90%": the count of the share's own side."""
    for axis in _KINDS:
        side = share.axes.get(axis)
        if side and level.axes.get(axis, side) != side:
            own = [c for c in sentence.claims if is_level(c) and c.axes.get(axis) == side and not c.total]
            own = [c for c in own if c.end <= share.start]
            if len(own) == 1:
                return own[0]
    return level


# a bracket that closes, and the next name with its own number in brackets and no percentage
_LISTED = re.compile(
    r"[^\d%()]{0,12}\)\s*(?:,|;|и|and|және|мен|пен|бен)\s[^\d%.;()]{1,60}\(\s*\d[\d\s,.]*[^\d%()]{0,12}\)", re.I
)


_BASE = re.compile(r"\((?:число|количество|number of|всего|total|base|база|жауап|сұралған)[^\d()%]{3,40}$", re.I)


def _pair(share: Claim, level: Claim, listing: Listing) -> None:
    """One item, unless words say that the share is of the other side: "3,860 women, that is a share of men of 90%"."""
    if any(share.axes.get(axis, side) != side for axis, side in level.axes.items() if axis in _KINDS):
        return
    if share.after <= level.start and _LISTED.match(level.piece.text, level.after):
        return  # "54% were in three areas: Aden (28,605), Lahj (16,019) and Taiz (15,298)": the share of all of them
    if share.after <= level.start and _BASE.search(level.piece.text, share.after, level.start):
        return  # «доля составила 11,2% (число респондентов – 1 666)»: of so many
    listing.pairs.append(Pair(share, level))
    if not share.area and level.area:
        share.area = level.area
    elif share.area and not level.area and ":" not in share.area and level.axes.get("flow") == share.axes.get("flow"):
        level.area, level.name = share.area, share.name  # "Моңғолиядан 9 533 (топтың 30,5%-ы)"


def _names_whole(between: str) -> bool:
    """Only "of", "of all", "от всех", "of the quota (" stand between, in small letters."""
    words = between.split()
    if len(words) > 2 and words[1] in _THEM and "(" in words[-1]:
        return False  # "60.0% of them (7,446)": the brackets hold the part
    if not words or len(words) > 4 or "(" in between.rstrip()[:-1] or ";" in between:
        return False
    if any(w != w.lower() and not (w.isupper() and len(w) <= _LETTERS) for w in words):
        return False  # "10.0% of GDP ($15.86 billion)" names its whole, "10.0% of Poles (1,200)" a part
    return words[0] in ("of", "от", "из") or (len(words) > 1 and words[1] in ("от", "из"))


def _names_whole_before(between: str) -> bool:
    """Kazakh puts the whole first: "3 118 045 адамның 43 %"."""
    words = between.lower().split()
    return 0 < len(words) < 4 and "(" not in between and words[-1].endswith(("ның", "нің", "дың", "дің", "тың", "тің"))


def _adjacent(claims: list[Claim], text: str, listing: Listing) -> None:
    """Several numbers in one segment: a share and a count that stand side by side, parentheses first."""
    taken: set[int] = set()
    for strict in (True, False):
        for one, two in pairwise(claims):
            if id(one) in taken or id(two) in taken:
                continue
            share, level = (one, two) if one.unit == PERCENT else (two, one)
            if share.unit != PERCENT or share.role == CHANGE or not is_level(level):
                continue
            between = text[one.end : two.start]
            if len(between) > _JOINED or (strict and "(" not in between):
                continue
            taken |= {id(one), id(two)}
            _pair(share, level, listing)
