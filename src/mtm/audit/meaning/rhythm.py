"""Lists in running text keep a rhythm: name, count, share; name, count, share.

Scope: one sentence at a time, after its words have been read. Languages order the members of an item differently and
separate them differently; the order that the whole list keeps, and under which its shares fit one whole or its counts
are those that a table gives, says which number belongs to which name. Where nothing speaks for an order, the reading
by words stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise, permutations
from typing import NamedTuple

from mtm.audit.claims import CHANGE, PERCENT, POINTS, TIMES, Claim
from mtm.audit.meaning.hosts import may_name
from mtm.audit.meaning.prose import REST, Area, Sentence
from mtm.audit.meaning.tables import Table
from mtm.kit.intervals import HUNDRED, Interval, total

NAME, LEVEL, SHARE, OTHER = "N", "L", "P", "X"
ORDERS = tuple("".join(p) for members in ("NLP", "LP", "NL", "NP") for p in permutations(members))
LOOSE = ("NLP", "LP")  # lists whose items change their order half-way
_SHUFFLED = {order: frozenset("".join(p) for p in permutations(order)) for order in LOOSE}
TELLING = 3  # digits by which a count is recognised in a table
LEAST_ITEMS = 2
PLAIN_ITEMS = 3  # a list that nothing confirms needs so many, each set apart by commas
MOST_MEMBERS = 60
_PAUSES = ",;&"
REACH, _JOINS = 32, (",", "(", "–", "—")

Cells = dict[str, set[tuple[Decimal, str]]]  # what tables give for a country: amounts with their units


class Member(NamedTuple):
    """One name or number of a sentence, in order."""

    kind: str
    start: int
    end: int
    claim: Claim | None
    area: Area | None


@dataclass(slots=True)
class Run:
    """Items in a row that keep one order; ``fits`` are those that arithmetic or a table confirms."""

    order: str
    first: int
    count: int
    loose: bool
    items: list[tuple[Member, ...]] = field(default_factory=list)
    fits: int = 0
    pauses: int = 0

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        return (self.fits + self.pauses, self.count * len(self.order), not self.loose, -self.first)

    @property
    def most(self) -> int:
        """How many fits it can have: a share with its part and a name with its number for every item."""
        return self.count * ((SHARE in self.order and LEVEL in self.order) + (NAME in self.order))

    def cut(self, members: list[Member]) -> list[tuple[Member, ...]]:
        step = len(self.order)
        return [tuple(members[at : at + step]) for at in range(self.first, self.first + self.count * step, step)]


@dataclass(slots=True)
class Beat:
    """What a list was found to say: shares with their counts."""

    pairs: list[tuple[Claim, Claim]]


def cells_of(tables: Sequence[Table]) -> Cells:
    """The numbers that tables give for each country or group."""
    found: Cells = {}
    for table in tables:
        for line in table.rows:
            for claim in line.claims:
                if claim is not None and claim.area:
                    found.setdefault(claim.area, set()).add((claim.amount, claim.unit))
    return found


def settle(sentence: Sentence, host: str, cells: Cells, wholes: Sequence[Interval]) -> Beat | None:
    """Gives the numbers of a list their names by its rhythm; None where the sentence holds no such list."""
    members = _members(sentence, host)
    if not 2 * LEAST_ITEMS <= len(members) <= MOST_MEMBERS:
        return None
    own = [m.claim.interval for m in members if m.claim is not None and m.kind in (LEVEL, OTHER)]
    best = _heaviest(members, _Scales(sentence, members, cells, [*own, *wholes]))
    if best is None or not _convinces(best):
        return None
    return _apply(best, members, sentence)


def _heaviest(members: list[Member], scales: _Scales) -> Run | None:
    """The first run of the highest rank; whether its items fit is asked only where that may bring it to the top."""
    best: Run | None = None
    for run in _runs("".join(m.kind for m in members)):
        scales.count_pauses(run)
        if best is not None and run.pauses + run.most < best.pauses + best.fits:
            continue
        run.items = run.cut(members)
        scales.weigh(run)
        if best is None or run.rank > best.rank:
            best = run
    return best


def _members(sentence: Sentence, host: str) -> list[Member]:
    found = [Member(_kind(c), c.start, c.end, c, None) for c in sentence.claims if not c.total]
    found += [Member(NAME, a.start, a.end, None, a) for a in sentence.areas if may_name(a, sentence, host)]
    return sorted(found, key=lambda m: m.start)


def _kind(claim: Claim) -> str:
    if claim.unit == PERCENT:
        return OTHER if claim.sign in ("+", "-") or claim.moving else SHARE
    if claim.unit in (POINTS, TIMES) or claim.total or claim.time or claim.sign in ("+", "-"):
        return OTHER
    return LEVEL


def _runs(kinds: str) -> Iterator[Run]:
    """Every longest run of every order, then those whose items hold the same members in changing order."""
    for order in ORDERS:
        if order in kinds:
            yield from _repeated(kinds, order, (order,), loose=False)
    for order in LOOSE:
        yield from _repeated(kinds, order, _SHUFFLED[order], loose=True)


def _repeated(kinds: str, order: str, items: Collection[str], loose: bool) -> Iterator[Run]:
    """Runs of items that begin wherever one fits."""
    step = len(order)
    counts = [0] * (len(kinds) + step)
    for at in range(len(kinds) - step, -1, -1):
        if kinds[at : at + step] in items:
            counts[at] = counts[at + step] + 1
    for at, count in enumerate(counts):
        if count >= LEAST_ITEMS:
            yield Run(order, at, count, loose)


class _Scales:
    """Weighs the runs of one sentence; what several runs share is worked out once."""

    def __init__(self, sentence: Sentence, members: list[Member], cells: Cells, wholes: list[Interval]) -> None:
        self.cells, self.wholes = cells, wholes
        self.met: dict[tuple[int, int], list[int]] = {}  # by first member and length of an item
        self.known: dict[tuple[int, int], bool] = {}
        pauses = _pauses(sentence)
        self.gaps = [_pause(pauses, one.end, two.start) for one, two in pairwise(members)]

    def count_pauses(self, run: Run) -> None:
        """Pauses between its items speak for a run, pauses inside of them against it."""
        step, last = len(run.order), run.first + len(run.order) * run.count - 1
        between = sum(self.gaps[run.first + step - 1 : last : step])
        run.pauses = 2 * between - sum(self.gaps[run.first : last])

    def weigh(self, run: Run) -> None:
        """Counts the items that arithmetic or a table confirms."""
        at = range(run.first, run.first + len(run.order) * run.count, len(run.order))
        known = sum(map(self._known, run.items, at)) if NAME in run.order else 0
        run.fits = self._shares_fit(run) + (known if known >= LEAST_ITEMS else 0)

    def _known(self, item: tuple[Member, ...], at: int) -> bool:
        key = at, len(item)
        if key not in self.known:
            self.known[key] = _in_table(item, self.cells)
        return self.known[key]

    def _shares_fit(self, run: Run) -> int:
        """The most shares that fit one whole; fewer than two prove nothing."""
        if SHARE not in run.order or LEVEL not in run.order:
            return 0
        met: dict[int, int] = {}
        for number, item in enumerate(run.items):
            for whole in self._wholes(item, run.first + number * len(run.order)):
                met[whole] = met.get(whole, 0) + 1
        best = max(met.values(), default=0)
        return best if best >= LEAST_ITEMS else 0

    def _wholes(self, item: tuple[Member, ...], at: int) -> list[int]:
        """Which wholes the share and the part of an item fit, by number."""
        key = at, len(item)
        if key not in self.met:
            implied = _implied(_of(item, SHARE), _of(item, LEVEL))
            self.met[key] = [] if implied is None else self._meeting(implied)
        return self.met[key]

    def _meeting(self, implied: Interval) -> list[int]:
        low, high = implied.low, implied.high
        return [at for at, whole in enumerate(self.wholes) if low <= whole.high and whole.low <= high]


def _pause(pauses: list[int], start: int, end: int) -> bool:
    """A comma, a semicolon or "and" outside parentheses stands between."""
    at = bisect_left(pauses, start)
    return at < len(pauses) and pauses[at] < end


def _implied(share: Claim, part: Claim) -> Interval | None:
    """The whole of which the part would be this share."""
    if share.turned or share.interval.low <= 0:
        return None
    return part.interval.times(HUNDRED) / share.interval


def _of(item: tuple[Member, ...], kind: str) -> Claim:
    return next(m.claim for m in item if m.kind == kind and m.claim is not None)


def _in_table(item: tuple[Member, ...], cells: Cells) -> bool:
    """A table gives the item's count for the item's name."""
    name = next((m.area for m in item if m.area is not None), None)
    if name is None or name.code not in cells:
        return False
    claims = [m.claim for m in item if m.claim is not None]
    return any((c.amount, c.unit) in cells[name.code] and len(str(abs(c.value))) >= TELLING for c in claims)


def _pauses(sentence: Sentence) -> list[int]:
    """Where commas, semicolons and "and" stand outside parentheses."""
    found: list[int] = []
    depth = 0
    for cut in sentence.cuts:
        depth += (cut.mark == "(") - (cut.mark == ")")
        if cut.mark in _PAUSES and depth <= 0:
            found.append(cut.start)
    return found


def _convinces(run: Run) -> bool:
    if run.fits >= LEAST_ITEMS and run.fits * 2 >= len(run.items):
        return True
    if NAME not in run.order and _hundred(run) and run.pauses >= len(run.items) - 1:
        return True
    return NAME in run.order and len(run.items) >= PLAIN_ITEMS and run.pauses == len(run.items) - 1


def _hundred(run: Run) -> bool:
    """The shares of the items make 100: they are all of one thing."""
    shares = [_of(item, SHARE) for item in run.items]
    return len(shares) > LEAST_ITEMS - 1 and HUNDRED in total(s.interval for s in shares)


def _apply(run: Run, members: list[Member], sentence: Sentence) -> Beat:
    pairs = []
    for item in run.items:
        name = next((m.area for m in item if m.area is not None), None)
        for member in item:
            if member.claim is not None and name is not None:
                _give(member.claim, name)
            if member.claim is not None and member.claim.role == CHANGE and not member.claim.turned:
                member.claim.role, member.claim.direction = "level", 0
        if SHARE in run.order and LEVEL in run.order and not _of(item, SHARE).turned:
            pairs.append((_of(item, SHARE), _of(item, LEVEL)))
    pairs += _tail(run, members[run.first + len(run.items) * len(run.order) :], sentence)
    return Beat(pairs)


def _give(claim: Claim, name: Area) -> None:
    claim.area, claim.via, claim.cued = name.code, name.way, True
    claim.name = (name.start, name.end)


def _tail(run: Run, after: list[Member], sentence: Sentence) -> list[tuple[Claim, Claim]]:
    """What follows the last item without a country's name is the rest of the list, with or without its share."""
    numbers = [m.claim for m in after if m.claim is not None]
    named = [m.area.code for m in after if m.area is not None]
    if not numbers or len(numbers) > 2 or any(not c.startswith(("group:", REST)) for c in named):
        return []
    levels = [c for c in numbers if _kind(c) == LEVEL]
    if len(levels) != 1 or LEVEL not in run.order or _sums_up(levels[0], run, sentence):
        return []
    rest = levels[0]
    if not rest.area.startswith(REST):
        rest.area = REST
    shares = [c for c in numbers if _kind(c) == SHARE and not c.turned]
    for share in shares:
        share.area = rest.area
    return [(shares[0], rest)] if shares else []


def name_changes(sentence: Sentence) -> None:
    """ "81,348 from Kyrgyzstan, 44.2 per cent fewer than a year earlier": the change is that of the number before."""
    for one, two in pairwise(sentence.claims):
        if not two.turned or two.area or not one.area or one.unit in (PERCENT, POINTS, TIMES) or one.name is None:
            continue
        between = sentence.piece.text[max(one.after, one.name[1]) : two.start]
        if len(between) < REACH and between.lstrip()[:1] in _JOINS and not any(m in between for m in ";:."):
            two.area, two.via, two.name = one.area, one.via, one.name


def _sums_up(claim: Claim, run: Run, sentence: Sentence) -> bool:
    """ "… together 20,000": a total after its items, or a number of another kind."""
    items = [_of(item, LEVEL) for item in run.items]
    if claim.unit != items[0].unit:
        return True
    if claim.area.startswith(REST):
        return False
    last = run.items[-1][-1].end
    said = any("total" in cue.tags and last <= cue.start < claim.start for cue in sentence.cues)
    return said or claim.amount * 10 >= sum(i.amount for i in items) * 9
