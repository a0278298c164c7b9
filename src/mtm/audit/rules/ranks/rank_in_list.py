"""What a text calls the largest must be the largest of what it lists.

Rule rank_in_list: superlatives, ordinals and "top N" with a country or group, against the numbers that the same
paragraph, its neighbours, or else any list of the text gives for it and its companions. It cannot see ranks over
numbers that are printed nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.ranked import is_left
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.first_places import above_all
from mtm.audit.meaning.prose import REST, Area, Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "rank_in_list"
LEAST = 3
MOST_PLACES = 10
_MORE = frozenset(("up", "over", "more_after", "largest"))
_CIS = frozenset(("ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UZB"))
_UNCLEAR = frozenset(("UKR",))  # reports of some years count them in
_MEMBERS: dict[str, Callable[[str], bool]] = {
    "group:cis": lambda code: code in _CIS,
    "group:non_cis": lambda code: code not in _CIS and code not in _UNCLEAR,
}
FAR = 80  # "the decline on the fourth quarter of 2014 was strongest"
NEXT = 25  # characters between a superlative and the rise or fall that it ranks


@dataclass(slots=True)
class _Said:
    """Names in the order in which the text ranks them; ``first`` is the rank of the first, negative from the bottom."""

    areas: list[Area]
    first: int
    cue: Cue
    top: int = 0


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every ranked name that has a number in a list nearby."""
    for sentence in reading.sentences:
        if not sentence.areas or sentence.kind == "note" or sentence.tagged("relative"):
            continue  # "the most relative to the population"
        said = _said(sentence, reading.host)
        if said is not None:
            yield from _against(reading, sentence, said)


def _said(sentence: Sentence, host: str) -> _Said | None:
    cues = [c for c in sentence.cues if c.tags & {"largest", "smallest"} and not _than(sentence, c)]
    areas = [a for a in sentence.areas if a.code != host and not a.code.startswith(("rest:", "group:"))]
    if len({a.code for a in areas}) == 1 and above_all(sentence, areas[0]):
        first = sentence.cues[0] if sentence.cues else Cue(areas[0].start, areas[0].end, frozenset(), 0)
        return _Said(areas[:1], 1, first)
    if any("not" in c.tags for c in sentence.cues):
        return _unsurpassed(sentence, areas)
    if not cues and len(areas) == 1 and (placed := _placed(sentence)) is not None:
        return _Said(areas, placed.ordinal, placed)
    if not cues or not areas:
        return None
    if len({"largest" in c.tags for c in cues}) > 1:
        return None
    cue = min(cues, key=lambda c: abs(c.start - areas[0].start))
    if "majority" in cue.tags or len(areas) > 1 or _of_change(sentence, cue):
        return None
    if (
        sentence.tagged("average")
        or sentence.tagged("formerly")
        or (sentence.tagged("earlier") and not sentence.claims)
    ):
        return None  # "per capita", "lost its place as the main destination", "two years ago China still led"
    beside = (c.ordinal for c in sentence.cues if c.ordinal and 0 <= cue.start - c.end < 12)
    ordinal = next(beside, max(1, cue.ordinal))  # "the second largest", "the second-largest"
    return _Said(areas[:1], ordinal if "largest" in cue.tags else -ordinal, cue)


def _than(sentence: Sentence, cue: Cue) -> bool:
    """«на 4 891 больше, чем в январе»: more than in another time, not the most."""
    return any(c.tags & {"than", "compare"} and 0 <= c.start - cue.end < len(", чем") for c in sentence.cues)


def _placed(sentence: Sentence) -> Cue | None:
    """ "ranked second", «на втором месте»: an ordinal with the word place beside it, no change and no other time."""
    if sentence.claims or any(c.tags & {"up", "down", "earlier", "average", "formerly"} for c in sentence.cues):
        return None
    ordinals = [c for c in sentence.cues if 0 < c.ordinal < MOST_PLACES and not is_left(sentence, c)]
    near = [c for c in ordinals if any(abs(c.start - p.start) < NEXT for p in sentence.tagged("place"))]
    return near[0] if len(near) == 1 else None


def _unsurpassed(sentence: Sentence, areas: list[Area]) -> _Said | None:
    """ "No country sent more people than Uzbekistan": nobody is above the name that "than" leads to."""
    than = sentence.tagged("than")
    if len(than) != 1 or _of_time(sentence):
        return None
    more = [c for c in sentence.cues if c.tags & _MORE and c.start < than[0].start and not c.tags & {"less_after"}]
    named = [a for a in areas if 0 <= a.start - than[0].end < NEXT * 2]
    return _Said(named, 1, more[-1]) if more and len(named) == 1 else None


def _of_time(sentence: Sentence) -> bool:
    """ "No more than in the year before" compares times."""
    return bool(sentence.tagged("earlier") or sentence.claims)


def _of_change(sentence: Sentence, cue: Cue) -> bool:
    """ "The largest fall", «сильнее всего сократились»: changes are ranked, which no list of levels gives."""
    moves = [c for c in sentence.cues if c.tags & {"up", "down"} and c is not cue]
    return any(0 <= c.start - cue.end < NEXT or 0 <= cue.start - c.end < FAR for c in moves)


def _against(reading: Reading, sentence: Sentence, said: _Said) -> Iterator[Relation]:
    """The list that holds the name: in this sentence, before it in the paragraph, or in the block before."""
    code = said.areas[0].code
    items = _list(reading, sentence, code)
    if len(items) < LEAST:
        items = _elsewhere(reading, sentence, said)
    if len(items) < LEAST:
        return
    own = next(i for i in items if i.area == code)
    if _of_another_measure(sentence, own):
        return
    ordered = sorted(items, key=lambda c: c.amount, reverse=said.first > 0)
    rank = abs(said.first)
    if rank > len(ordered):
        return
    right = ordered[rank - 1]
    holds = right.amount == own.amount
    relation = Relation(
        RULE, "rank", own, tuple(i for i in items if i is not own), Interval.exact(right.amount), holds, note="rank"
    )
    area = said.areas[0]
    relation.words = ((area.start, area.end, sentence.number),)
    relation.params = {"name": sentence.piece.text[area.start : area.end], "top": right.printed}
    relation.family = f"rank{sentence.number}"
    yield relation


def _of_another_measure(sentence: Sentence, own: Claim) -> bool:
    """The sentence gives the ranked name a number of its own, and it is not the list's: something else is ranked."""
    here = [c for c in sentence.claims if is_level(c) and c.area == own.area]
    return bool(here) and not any(c is own or c.interval.meets(own.interval) for c in here)


def _list(reading: Reading, sentence: Sentence, code: str) -> list[Claim]:
    """Levels of different countries in one run that holds the name, nearest before the sentence."""
    for number in (sentence.block, sentence.block - 1, sentence.block + 1):
        claims = [
            c
            for s in reading.by_block.get(number, ())
            if number != sentence.block or s.number <= sentence.number
            for c in s.claims
            if is_level(c) and c.area and (":" in c.area) == (":" in code) and c.time != "before"
        ]
        runs = _runs(claims)
        for run in reversed(runs):
            if any(c.area == code for c in run):
                return run
    return []


def _elsewhere(reading: Reading, sentence: Sentence, said: _Said) -> list[Claim]:
    """The list anywhere in the text that holds the name; one in which the rank is right goes before all others."""
    code = said.areas[0].code
    flows = {c.axes.get("flow") for c in sentence.claims} | {side for side in ("in", "out") if sentence.tagged(side)}
    if reading.runs is None:
        reading.runs = _runs_by_name(reading)
    found = reading.runs.get(code) or _among(reading, sentence, code, _in_tables(reading, code))
    found = found or _of_group(reading, sentence, code)
    if "in" in flows or "out" in flows:
        found = [run for run in found if run[0].axes.get("flow", "") in {*flows, ""}]
    fitting = [run for run in found if _ranked(run, said).area == code]
    return (fitting or found or [[]])[0]


def _runs_by_name(reading: Reading) -> dict[str, list[list[Claim]]]:
    """The runs of the whole text under every country that they hold."""
    found: dict[str, list[list[Claim]]] = {}
    for sentences in reading.by_block.values():
        named = [c for s in sentences for c in s.claims if c.area and ":" not in c.area and c.time != "before"]
        for run in _runs([c for c in named if is_level(c)]) if len(named) >= LEAST else ():
            for code in {c.area for c in run} if len(run) >= LEAST else ():
                found.setdefault(code, []).append(run)
    return found


def _among(reading: Reading, sentence: Sentence, code: str, runs: list[list[Claim]]) -> list[list[Claim]]:
    """Of the rows of tables those that the text just before names, where it names several: "the largest of these"."""
    for block in (sentence.block, sentence.block - 1):
        before = (s for s in reading.by_block.get(block, ()) if s.number <= sentence.number)
        named = {a.code for s in before for a in s.areas if ":" not in a.code}
        if len(named) >= LEAST:
            return [[c for c in run if c.area in named | {code}] for run in runs]
    return runs


def _in_tables(reading: Reading, code: str) -> list[list[Claim]]:
    """The rows of tables between two group or total rows, in every column of counts."""
    found: list[list[Claim]] = []
    for table in (t for t in reading.tables if "subtotal" in t.roles):  # only groups say among whom
        for line in table.columns:
            if line.role != "level" or line.head.tags & {"balance", "change"}:
                continue
            run: list[Claim] = []
            for claim, role in zip(line.claims, table.roles, strict=True):
                if role in ("total", "subtotal", "group"):
                    found.append(run)
                    run = []
                elif claim is not None and claim.area and ":" not in claim.area:
                    run.append(claim)
            found.append(run)
    return [run for run in found if len(run) >= LEAST and any(c.area == code for c in run)]


def _of_group(reading: Reading, sentence: Sentence, code: str) -> list[list[Claim]]:
    """The rows of tables, or their columns, that bear names of the one group of states that the sentence names."""
    groups = {a.code.removeprefix(REST) for a in sentence.areas if "group:" in a.code}
    member = _MEMBERS.get(groups.pop()) if len(groups) == 1 else None
    if member is None or not member(code):
        return []
    found: list[list[Claim]] = []
    for table in reading.tables:
        for line in (*table.columns, *table.rows):
            cells = [c for c in line.claims if c is not None and is_level(c) and c.area and ":" not in c.area]
            cells = [c for c in cells if not c.total and c.time != "before" and member(c.area)]
            single = len({c.area for c in cells}) == len(cells) and len({(c.unit, c.period) for c in cells}) == 1
            if single and len(cells) >= LEAST and any(c.area == code for c in cells):
                found.append(cells)
    return found


def _ranked(items: list[Claim], said: _Said) -> Claim:
    ordered = sorted(items, key=lambda c: c.amount, reverse=said.first > 0)
    return ordered[min(abs(said.first), len(ordered)) - 1]


def _runs(claims: list[Claim]) -> list[list[Claim]]:
    runs: list[list[Claim]] = []
    for claim in claims:
        if not runs or claim.area in {c.area for c in runs[-1]} or not _of_one_list(runs[-1][-1], claim):
            runs.append([])
        runs[-1].append(claim)
    return runs


def _of_one_list(one: Claim, other: Claim) -> bool:
    """The next item: of the same unit and side, in the same sentence or a list of its own lines."""
    if one.unit != other.unit or conflict(one.axes, other.axes):
        return False
    return one.sentence == other.sentence or one.block != other.block


__all__ = ["PERCENT", "RULE", "find"]
