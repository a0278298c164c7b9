"""Which number belongs to which name: lists, parentheses, "respectively".

Scope: one sentence, by its segments: numbers and names of one segment belong together.
"""

from __future__ import annotations

from itertools import pairwise

from mtm.audit.claims import COUNT, PERCENT, POINTS, Claim
from mtm.audit.meaning import joint_names
from mtm.audit.meaning.axes import settled, sides
from mtm.audit.meaning.hosts import is_item
from mtm.audit.meaning.named_groups import names, one_name, under_label, with_its_rest
from mtm.audit.meaning.prose import REST, Area, Cue, Sentence
from mtm.audit.meaning.respective import respective_sides
from mtm.audit.meaning.said_wholes import mark_wholes
from mtm.audit.meaning.segments import LINE, Segment, segments

_PEOPLE = ("age", "sex", "place")
_OPENING = frozenset(("with", "at", "numbering", "totalling", "totaling", "при", "насчитывая", "имея", "составив"))
_SUBJECT_NEAR = 12  # characters between the comma and the name
_CLOSE = 45  # characters between a name and its number


def attach(sentence: Sentence, host: str) -> list[Segment]:
    """Gives every claim of the sentence its country or group, axes and direction; returns the segments."""
    parts = segments(sentence)
    way = ""
    for part in parts:
        if host:
            way = next((a.way for a in part.areas if a.code == host and a.way), way)
            part.areas = [a for a in part.areas if a.code != host or is_item(a, sentence)]
    mark_wholes(sentence)
    _rests(parts)
    if not _respectively(sentence, parts):
        _by_segment(parts)
        with_its_rest(sentence)
        under_label(sentence)
        joint_names.of_all(sentence)
    _axes(sentence, parts)
    _parallel(parts)
    moved = way and sentence.tagged("moved") and not sentence.tagged("in") and not sentence.tagged("out")
    for claim in sentence.claims:
        if side := _side(way, claim):
            claim.axes = {**claim.axes, "way": side}
        if moved and claim.unit == COUNT and "flow" not in claim.axes:
            claim.axes, claim.told = {**claim.axes, "flow": "in" if way == "to" else "out"}, True
    return parts


def _side(way: str, claim: Claim) -> str:
    """in or out, seen from the country that the report is about: "to Kazakhstan" is in, "to Kyrgyzstan" is out."""
    if way:
        return "in" if way == "to" else "out"
    if claim.via:
        return "out" if claim.via == "to" else "in"
    return ""


def _respectively(sentence: Sentence, parts: list[Segment]) -> bool:
    """ "A, B and C accounted for 1, 2 and 3 respectively": names and numbers in equal count, in order."""
    areas = [a for p in parts for a in p.areas]
    claims = sentence.claims
    if len(areas) < 2 or not sentence.tagged("respectively"):
        return False
    units = {c.unit for c in claims}
    if len(units) != 1 or len(claims) != len(areas):
        return False
    for claim, area in zip(claims, areas, strict=True):
        _give([claim], area)
    return True


def _by_segment(parts: list[Segment]) -> None:
    for index, part in enumerate(parts):
        claims = [c for c in part.claims if not c.total]
        if not claims:
            continue
        areas = names(part)
        if len(areas) == 1:
            _give(claims, areas[0])
        elif areas:
            _nearest(part, areas)
        elif any("rest" in cue.tags for cue in part.cues) or (
            part.mark == "&" and index and _opens_with_rest(parts[index - 1])
        ):
            _rest(claims)
        elif area := _neighbour(parts, index):
            _give(claims, area)


def _give(claims: list[Claim], area: Area) -> None:
    for claim in claims:
        claim.area, claim.via = area.code, area.way
        claim.name = (area.start, area.end)
        claim.cued = min(abs(area.start - claim.end), abs(claim.start - area.end)) < _CLOSE


def _nearest(part: Segment, areas: list[Area]) -> None:
    """Several names in one segment: a number in parentheses belongs to the name before it, others to the nearest."""
    for claim in part.claims:
        if claim.total:
            continue
        before = [a for a in areas if a.end <= claim.start]
        after = [a for a in areas if a.start >= claim.end]
        gap = claim.piece.text[before[-1].end : claim.start] if before else ""
        if before and ("(" in gap or not after) and ")" not in gap:
            chosen = before[-1]
        elif after and (not before or after[0].start - claim.end < claim.start - before[-1].end):
            chosen = after[0]
        else:
            chosen = before[-1]
        _give([claim], chosen)


def _rest(claims: list[Claim]) -> None:
    for claim in claims:
        claim.area = REST


def _opens_with_rest(part: Segment) -> bool:
    """ "Other countries accounted for 1,862 inflows and …"."""
    claims = [c for c in part.claims if not c.total]
    if not claims or not all(c.area == REST for c in claims):
        return False
    return any("rest" in cue.tags and cue.start < claims[0].start for cue in part.cues)


def _names_first(parts: list[Segment]) -> bool:
    """Whether names in segments of their own stand before their numbers ("Uzbekistan – 43 %, Russia – 22 %") or after.

    Names and numbers alternate in a list: what follows what more often decides, and in a draw how the list ends.
    """
    kinds: list[bool] = []
    for part in parts:
        claims = [c for c in part.claims if not c.total]
        names = [a for a in part.areas if not a.code.startswith(REST)]
        if part.areas and not names and not claims:  # "2.5 % – from other states": the last number is the rest's
            kinds = kinds[:-1] if kinds and not kinds[-1] else kinds
        elif bool(names) != bool(claims) and not (claims and _continues(part)):
            kinds.append(bool(names))
    first = sum(1 for one, two in pairwise(kinds) if one and not two)
    after = sum(1 for one, two in pairwise(kinds) if two and not one)
    return first > after or (first == after and bool(kinds) and not kinds[-1])


def _rests(parts: list[Segment]) -> None:
    """ "the others – 5,000": a stretch that only says "the others" names what follows its dash or colon."""
    for part, following in pairwise(parts):
        if part.areas or part.claims or following.mark not in "–:" or not following.claims or following.areas:
            continue
        cue = next((c for c in part.cues if "rest" in c.tags), None)
        if cue is not None:
            part.areas.append(Area(cue.start, cue.end, REST, ""))
    for before, part in pairwise(parts):  # "3.6 % – from other countries"
        if part.areas or part.claims or part.mark != "–" or not before.claims or before.areas:
            continue
        cue = next((c for c in part.cues if "rest" in c.tags), None)
        if cue is not None:
            part.areas.append(Area(cue.start, cue.end, REST, ""))


def _neighbour(parts: list[Segment], index: int) -> Area | None:
    """A number without a name takes that of a neighbouring segment without numbers, or goes on with the one before."""
    before = parts[index - 1] if index else None
    after = parts[index + 1] if index + 1 < len(parts) else None
    part = parts[index]
    if not index and after is not None and (subject := _subject_behind(part, after)) is not None:
        return subject
    if before is not None and before.claims and _continues(part):
        last = before.claims[-1]
        return (
            before.areas[-1]
            if before.areas
            else Area(*(last.name or (0, 0)), last.area, last.via)
            if last.area
            else None
        )
    if after is not None and len(after.areas) == 1 and names(after) and _continues(after):
        return after.areas[0]
    lone_before = one_name(before.areas) if before is not None and not before.claims else None
    lone_after = after is not None and len(after.areas) == 1 and not after.claims and after.mark != LINE
    lone_after = lone_after and not _of_a_part(after) and not _opens_list(parts, index + 1)
    if lone_before is not None and (not lone_after or _names_first(parts)):
        return lone_before
    if lone_after:
        return after.areas[0] if after is not None else None
    return _subject(parts, index)


def _subject_behind(part: Segment, after: Segment) -> Area | None:
    """ "With 25,829 arrivals, CIS citizens represent 86%": a phrase that opens the sentence speaks of its subject."""
    text = part.claims[0].piece.text
    opening = text[part.start : part.claims[0].start].lower().split()
    if not 0 < len(opening) <= 2 or opening[0] not in _OPENING or after.mark != "," or len(after.areas) != 1:
        return None
    return after.areas[0] if after.areas[0].start - after.start < _SUBJECT_NEAR else None


def _opens_list(parts: list[Segment], index: int) -> bool:
    """ "up from 25,562 in 2025: Georgia – 18,172; …": the name behind the colon is that of the list's first number."""
    if parts[index].mark != ":" or index + 1 >= len(parts):
        return False
    following = parts[index + 1]
    return following.mark == "–" and bool(following.claims) and not following.areas


def _of_a_part(part: Segment | None) -> bool:
    """ "34.5 thousand departures, of them CIS citizens – …": the name is that of a part, which follows."""
    return part is not None and any("ofwhich" in c.tags and c.start < part.areas[0].start for c in part.cues)


def _subject(parts: list[Segment], index: int) -> Area | None:
    """ "Uzbekistan led with 4,364 inflows and 4,332 outflows": a name before its numbers goes on after "and"."""
    if parts[index].mark != "&" or not index or any("total" in c.tags for c in parts[index].cues):
        return None
    before = parts[index - 1]
    claims = [c for c in before.claims if not c.total]
    if len(before.areas) == 1 and claims and before.areas[0].end <= claims[0].start:
        return before.areas[0]
    led = before.mark in ("–", ":") and not before.areas and len(claims) == 1
    if led and claims[0].name is not None and any("respectively" in c.tags for c in (*before.cues, *parts[index].cues)):
        return Area(*claims[0].name, claims[0].area, claims[0].via)  # "CIS citizens – 36,059 and 31,061 respectively"
    return None


def _continues(part: Segment) -> bool:
    """ ", or 43 per cent", ", that is, …": the segment restates the one before."""
    return any("orword" in cue.tags and cue.start - part.start < 8 for cue in part.cues)


def _parallel(parts: list[Segment]) -> None:
    """ "X had 5 inflows and 6 outflows; Y 7 and 8": names with as many numbers repeat the pattern of the first."""
    groups: dict[str, list[tuple[Claim, bool]]] = {}
    for part in parts:
        told = any(axis == "flow" for cue in part.cues for axis, _ in sides(cue.tags))
        for claim in part.claims:
            if claim.area and claim.unit not in (PERCENT, POINTS):
                groups.setdefault(claim.area, []).append((claim, told))
    model = next((g for g in groups.values() if len(g) > 1 and all(t for _, t in g)), None)
    if model is None or len({c.axes.get("flow") for c, _ in model}) < 2:
        return
    for group in groups.values():
        if any(told for _, told in group):
            continue
        for index, (claim, _) in enumerate(group):
            rest = {k: v for k, v in claim.axes.items() if k != "flow"}
            same = len(group) == len(model)
            claim.axes = {**rest, "flow": model[index][0].axes.get("flow", "")} if same else rest


def _axes(sentence: Sentence, parts: list[Segment]) -> None:
    """Axes from the segment's words, then those that earlier segments and the whole sentence agree on."""
    whole = settled((axis, side) for cue in sentence.cues for axis, side in sides(cue.tags))
    paired = respective_sides(sentence) if sentence.tagged("respectively") else {}
    last: dict[str, str] = {}
    before: dict[str, str] = {}  # of a stretch without numbers just before: "Arrivals: 233,059"
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        named = [(cue, axis, side) for cue in part.cues for axis, side in sides(cue.tags)]
        own = settled((axis, side) for _, axis, side in named) if named else {}
        found = {**whole, **last, **own}
        torn = {axis for _, axis, _ in named} - own.keys() if named else set()
        ordered = _in_order(part, named, torn) if torn else {}
        if not named and part.claims and (said := _said_after(part, following)):
            own = said
            found = {**found, **own}
        led = part.mark in ("–", ":") and "flow" in before
        for claim in part.claims:
            claim.told = "flow" in own or led
            if id(claim) in paired:
                claim.axes, claim.told = {**found, **paired[id(claim)]}, True
                continue
            if id(claim) in ordered:
                claim.axes = {**found, **ordered[id(claim)]}
                claim.told = "flow" in ordered[id(claim)]
                continue
            near = {axis: _nearest_side(claim, part, [n for n in named if n[1] == axis]) for axis in torn}
            near = {axis: side for axis, side in near.items() if side}
            claim.told = claim.told or "flow" in near
            claim.axes = {**found, **near} if near else found
        last = {**last, **own}
        before = own if not part.claims else {}


def _said_after(part: Segment, following: Segment | None) -> dict[str, str]:
    """ "and 13.7 % – pensioners": a stretch that holds nothing but a number is told by what its dash leads to."""
    if following is None or following.mark != "–" or following.claims or len(part.claims) != 1 or part.areas:
        return {}
    return settled((axis, side) for cue in following.cues for axis, side in sides(cue.tags) if axis in _PEOPLE)


def _in_order(part: Segment, named: list[tuple[Cue, str, str]], torn: set[str]) -> dict[int, dict[str, str]]:
    """ "Entries less exits (26,513 against 33,384)": both sides, then as many numbers, in the same order."""
    levels = [c for c in part.claims if c.unit not in (PERCENT, POINTS) and c.sign not in ("+", "-")]
    found: dict[int, dict[str, str]] = {}
    for axis in torn:
        sides_named = [(cue, side) for cue, name, side in named if name == axis]
        if len(sides_named) == len(levels) > 1 and _leads_each(sides_named, levels):
            for claim, (_, side) in zip(levels, sides_named, strict=True):
                found.setdefault(id(claim), {})[axis] = side
            continue
        before = [side for cue, side in sides_named if levels and cue.end <= levels[0].start]
        if len(before) == len(levels) > 1 and len(set(before)) == len(before):
            for claim, side in zip(levels, before, strict=True):
                found.setdefault(id(claim), {})[axis] = side
    return found


def _leads_each(named: list[tuple[Cue, str]], levels: list[Claim]) -> bool:
    """ "arrived 219,871, left 281,609": every number has its own word before it."""
    floors = [0, *(c.end for c in levels)]
    return all(floor <= cue.start < c.start for (cue, _), c, floor in zip(named, levels, floors, strict=False))


def _nearest_side(claim: Claim, part: Segment, named: list[tuple[Cue, str, str]]) -> str:
    """Both sides are named: the word after the number decides if no other number comes first, else the one before."""
    following = next((c for c in part.claims if c.start > claim.start), None)
    text = claim.piece.text
    for cue, _, side in named:  # "(прибыло 2 967, выбыло 2 221)": what touches the number
        if 0 < claim.start - cue.end < 4 and not text[cue.end : claim.start].strip(" –—:="):
            return side
    leading = [side for cue, _, side in named if cue.end <= claim.start]
    if leading and text[: claim.start].rstrip().endswith("("):
        return leading[-1]
    for cue, _, side in named:
        if claim.end <= cue.start <= claim.end + 40 and (following is None or cue.start < following.start):
            touches = following is not None and not text[cue.end : following.start].strip(" :")
            # "91,126 persons (arrivals 202,180, …)": the word opens the brackets of the next number
            return "" if touches and "(" in text[claim.end : cue.start] else side
    return next((side for cue, _, side in reversed(named) if cue.start < claim.start), named[0][2])
