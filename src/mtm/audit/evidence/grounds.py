"""What speaks for a number or a reading: arithmetic that holds, copies elsewhere, rows that keep it, slips.

Scope: indices over one reading and its relations, worked out once; what they prove is decided in ``evidence``.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from mtm.audit.causes.diagnosis import weigh
from mtm.audit.causes.repair import candidates, explained_alone, required
from mtm.audit.claims import BALANCE, PERCENT, Claim
from mtm.audit.gathered.copies import near_digits
from mtm.audit.gathered.lists import is_level, listings
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SAME, SHARE, SUM, Relation, expect

LEAST_DIGITS = 4
TELLING = 3
MOST = 20
MOST_PAIR = 2
MOST_CELL = 40  # characters of a cell that holds a number
CLOSE = 100  # a hundredth
BESIDE = 3  # characters between a number and the words that touch it


class Grounds:
    """The held relations by number, by family and by paragraph, and the places of every value."""

    def __init__(self, reading: Reading, relations: list[Relation]) -> None:
        self.reading, self.relations = reading, relations
        self.evidence = weigh(relations)
        self.families: dict[str, list[Relation]] = {}
        self.sums: dict[int, list[Relation]] = {}
        self.shared: dict[int, list[Relation]] = {}
        self.names: dict[int, list[Relation]] = {}
        self.values: dict[tuple[Decimal, str], list[Claim]] = {}
        for relation in relations:
            if relation.holds and relation.kind != SAME:
                self.families.setdefault(relation.family, []).append(relation)
            if relation.holds and relation.kind == SUM:
                for operand in relation.operands:
                    self.sums.setdefault(id(operand), []).append(relation)
            if relation.holds and relation.kind == SHARE and len(relation.operands) > 1:
                self.shared.setdefault(id(relation.operands[0]), []).append(relation)
            if relation.note == "name":
                self.names.setdefault(relation.target.block, []).append(relation)
        self.thousands = _columns_in_thousands(relations)
        self.rows: dict[tuple[int, int], list[Claim]] = {}
        self.blocks: dict[int, list[Claim]] = {}
        self.runs = _item_runs(reading)
        self.measures: dict[tuple[str, str], list[Claim]] = {}
        for claim in reading.claims:
            self.measures.setdefault((claim.area, claim.unit), []).append(claim)
            self.values.setdefault((abs(claim.amount), claim.unit), []).append(claim)
            if claim.table >= 0:
                self.rows.setdefault((claim.table, claim.row), []).append(claim)
            else:
                self.blocks.setdefault(claim.block, []).append(claim)

    def confirmed(self, claim: Claim) -> bool:
        """Arithmetic that holds fixes this number or a copy of it; as the whole of shares it is only roughly known."""
        root = self.evidence.of(claim)
        held = self.evidence.held.get(root, ())
        return any(r.kind in (SUM, DIFFERENCE) or (r.kind != SAME and self.evidence.of(r.target) == root) for r in held)

    def nested(self, relation: Relation) -> bool:
        """One part is said to be a share of another one: "819 had work. Among those, 287, or 35 per cent, …"."""
        parts = {id(o) for o in relation.operands}
        return any(id(r.operands[1]) in parts for o in relation.operands for r in self.shared.get(id(o), ()))

    def between_cells(self, one: Claim, other: Claim) -> bool:
        """A number of the text is how far the cell is from another one of its row: "Spain alone added 3,000"."""
        told, cell = (one, other) if one.table < 0 else (other, one)
        if told.table >= 0 or cell.table < 0:
            return False
        row = self.rows.get((cell.table, cell.row), ())
        return any(c.unit == told.unit and abs(c.amount - cell.amount) == abs(told.amount) for c in row)

    def copies(self, claim: Claim) -> list[Claim]:
        """The same value and unit in other blocks."""
        return [c for c in self.values[abs(claim.amount), claim.unit] if c.block != claim.block]

    def dated(self, claim: Claim, period: str) -> bool:
        """The same value stands elsewhere with this period, or without any where its measure is named as here."""
        for copy in (*self.copies(claim), *self.rounded_copies(claim)):
            alike = copy.area == claim.area and copy.time != "before" and not conflict(claim.axes, copy.axes)
            alike = alike and (significant(claim) >= LEAST_DIGITS or bool(claim.axes and claim.axes == copy.axes))
            if copy.period == period or (not copy.period and alike and in_words(copy)):
                return True
        return False

    def rounded_copies(self, claim: Claim) -> list[Claim]:
        """Numbers of the same measure and country that a rounded one ("0.31 million") may stand for."""
        if claim.unit == PERCENT:
            return []
        return [
            c
            for c in self.measures.get((claim.area, claim.unit), ())
            if c.block != claim.block
            and not (c.exact and claim.exact)
            and c.axes == claim.axes
            and c.interval.meets(claim.interval)
        ]

    def repeated(self, claim: Claim) -> bool:
        return bool(self.copies(claim))

    def both_stand(self, one: Claim, other: Claim) -> bool:
        """Arithmetic that holds speaks for each of them, or each stands in several places."""
        if (self.confirmed(one) or self._between(one)) and (self.confirmed(other) or self._between(other)):
            return True
        return self.repeated(one) and self.repeated(other)

    def _between(self, claim: Claim) -> bool:
        """ "Came 29,209. Left 24,367. Balance: +4,842": what lies exactly between the two numbers before it."""
        if claim.role != BALANCE or claim.table >= 0 or not claim.exact:
            return False
        two = [c for c in self.blocks[claim.block] if c.start < claim.start and c.unit == claim.unit][-2:]
        return (
            len(two) > 1 and abs(two[0].amount - two[1].amount) == abs(claim.amount) and significant(claim) >= TELLING
        )

    def solid(self, claim: Claim) -> bool:
        """Something else speaks for the number: arithmetic, a copy elsewhere, or two numbers of its sentence."""
        return self.confirmed(claim) or self.repeated(claim) or self._derived(claim)

    def _derived(self, claim: Claim) -> bool:
        """It is the sum or the difference of two other numbers of its sentence."""
        sentence = self.sentence(claim)
        if sentence is None or not claim.exact:
            return False
        amounts = [abs(c.amount) for c in sentence.claims if c is not claim and c.unit == claim.unit][:MOST]
        wanted = abs(claim.amount)
        return any(a + b == wanted or abs(a - b) == wanted for a, b in combinations(amounts, 2))

    def rivals(self, claim: Claim) -> bool:
        """Its sentence names other changes of the same unit: two values cannot yield all of them."""
        sentence = self.sentence(claim)
        found = sentence.claims if sentence is not None else ()
        return any(c.role == "change" and c.unit == claim.unit and abs(c.value) != abs(claim.value) for c in found)

    def amounts(self, claim: Claim) -> set[Decimal]:
        """The different counts that its section gives for the same country or group."""
        found = self.reading.by_section.get(claim.section, ())
        return {c.amount for c in found if is_level(c) and (c.area, c.unit) == (claim.area, claim.unit)}

    def sums_of(self, claim: Claim) -> list[Relation]:
        """Held sums of which the number is a part."""
        return self.sums.get(id(claim), [])

    def kept(self, relation: Relation) -> list[Relation]:
        """The held relations of the same column, row or list; round numbers and short ones keep any reading."""
        return [r for r in self.families.get(relation.family, ()) if r.kind == relation.kind and telling(r)]

    def items_like(self, relation: Relation) -> list[Relation]:
        """The held shares of the same list whose parts are groups where this one's is, or single items as it is."""
        group = relation.operands[0].area.startswith("group:")
        return [r for r in self.kept(relation) if r.operands[0].area.startswith("group:") == group]

    def broken(self, relation: Relation) -> list[Relation]:
        """The broken relations of the same column or list, this one among them."""
        return [r for r in self.relations if not r.holds and r.family == relation.family and r.kind == relation.kind]

    def sign_alone(self, relation: Relation) -> bool:
        """The size is right in every row of the column, and in this one only the sign is not."""
        held = [r for r in self.families.get(relation.family, ()) if r.kind == relation.kind and r.target.value]
        turned = relation.target.sign in ("+", "-") and relation.target.interval.meets(-relation.expected)
        return turned and len(held) > MOST_PAIR and len(self.broken(relation)) == 1

    def contrasted(self, claim: Claim) -> bool:
        """Its sentence sets it beside a number that is nearly the same: a revision, a gap, a doubt put in words."""
        sentence = self.sentence(claim)
        found = sentence.claims if sentence is not None and is_level(claim) else ()
        others = [c for c in found if is_level(c) and c.unit == claim.unit and c.amount != claim.amount]
        return any(abs(c.amount - claim.amount) * CLOSE < abs(claim.amount) for c in others)

    def named_whole(self, relation: Relation) -> bool:
        """The share itself says of what it is taken: "84.4% of 247,762"."""
        share, whole = relation.target, relation.operands[1]
        return any(one.explicit.get(id(share)) is whole for one in listings(self.reading))

    def said_of(self, relation: Relation) -> bool:
        """Words set the part inside the whole: "40,000 arrivals, of whom 8,500 (21.3%)", "Of these, 8,500 (21.3%)"."""
        share, (part, base) = relation.target, relation.operands
        sentence = self.sentence(share)
        if sentence is None or part.sentence != share.sentence or base.table >= 0:
            return False
        begin = min(share.start, part.start)
        touching = [c for c in sentence.tagged("ofwhich") if _of_it(sentence, c, share, part)]
        cues = [c for c in sentence.tagged("ofwhich") if c.start < begin]
        if base.sentence == share.sentence:
            if base.total and base.end <= begin:
                return True  # "Of the 6,500 shelters planned, 2,405 had been completed (37%)"
            if touching and base.end <= begin and not _between(sentence, base.after, begin):
                return True  # "12,410 people arrived; 7,446 of those, 60.0%, came from …"
            return any(base.end <= c.start and not _between(sentence, base.end, c.start) for c in cues)
        opens = bool(touching) or any(not sentence.piece.text[sentence.start : c.start].strip(" (") for c in cues)
        return opens and base.block == share.block and base.sentence + 1 == share.sentence and self._alone(base)

    def _alone(self, claim: Claim) -> bool:
        """No other count of its unit stands in its sentence."""
        sentence = self.sentence(claim)
        found = sentence.claims if sentence is not None else ()
        return all(c is claim or not is_level(c) or c.unit != claim.unit for c in found)

    def company(self, claim: Claim) -> list[Claim]:
        """The counts that stand with it: in its paragraph, its run of list items, or its row of a table."""
        if claim.table >= 0:
            return self.rows.get((claim.table, claim.row), [])
        return [c for block in self.runs.get(claim.block, (claim.block,)) for c in self.blocks.get(block, ())]

    def acquainted(self, one: Claim, other: Claim) -> bool:
        """Both stand in the company of one telling number: two statements of the same facts."""
        ours = [c for c in self.company(one) if _tells(c) and not one.interval.meets(c.interval)]
        theirs = [c for c in self.company(other) if _tells(c) and not other.interval.meets(c.interval)]
        return any(a is not b and a.unit == b.unit and a.area == b.area and _meet(a, b) for a in ours for b in theirs)

    def sentence(self, claim: Claim) -> Sentence | None:
        found = self.reading.by_block.get(claim.block, ())
        return next((s for s in found if s.number == claim.sentence), None)

    def levels(self, claim: Claim) -> list[Claim]:
        """Counts and amounts of the claim's unit in its paragraph, in order."""
        found = self.reading.by_block.get(claim.block, ())
        return [c for s in found for c in s.claims if is_level(c) and c.unit == claim.unit]

    def exchanged(self, block: int) -> list[Relation]:
        return self.names.get(block, [])

    def named_in_block(self, block: int) -> set[str]:
        """The countries and groups that a paragraph names, a name without numbers of its own too."""
        found = self.reading.by_block.get(block, ())
        return {a.code for s in found for a in s.areas} | {""}

    def right_beside(self, claim: Claim) -> bool:
        """The paragraph also gives the number that a table has for the claim's name: the name belongs to that one.

        Where that number has a mention of the name of its own, and the claim has the only name of its sentence, the
        name is no other number's.
        """
        right = [c for c in self.levels(claim) if any(o.table >= 0 and o.area == claim.area for o in self.copies(c))]
        if not right:
            return False
        sentence = self.sentence(claim)
        alone = sentence is not None and len({a.code for a in sentence.areas}) == 1
        apart = all(c.area == claim.area and c.sentence != claim.sentence and c.name is not None for c in right)
        return not (alone and apart)

    def agreeing(self, block: int) -> int:
        """How many names of a paragraph stand with a number that a table gives them too."""
        here = [c for s in self.reading.by_block.get(block, ()) for c in s.claims if c.area and is_level(c)]
        return sum(any(o.table >= 0 and o.area == c.area for o in self.copies(c)) for c in here)


def thousandfold(one: Claim, other: Claim) -> bool:
    """One number is a thousand times the other, within what both were rounded to."""
    return one.interval.times(1000).meets(other.interval) or other.interval.times(1000).meets(one.interval)


def _columns_in_thousands(relations: list[Relation]) -> set[tuple[int, int]]:
    """Columns of tables several cells of which are a thousandth of what the text says of their rows."""
    found: dict[tuple[int, int], int] = {}
    for relation in relations:
        if relation.holds or relation.kind != SAME or len(relation.operands) != 1:
            continue
        one, other = relation.target, relation.operands[0]
        if (one.table >= 0) != (other.table >= 0) and thousandfold(one, other):
            cell = one if one.table >= 0 else other
            found[cell.table, cell.column] = found.get((cell.table, cell.column), 0) + 1
    return {place for place, number in found.items() if number >= TELLING}


def in_words(claim: Claim) -> bool:
    """Neither a bare number that a chart leaves behind in the text, nor one quoted in a cell full of words."""
    if claim.table >= 0:
        return len(claim.piece.text) < MOST_CELL
    return any(c.isalpha() for c in claim.piece.text)


def _item_runs(reading: Reading) -> dict[int, tuple[int, ...]]:
    """Blocks that are items of one list, each with all of them."""
    found: dict[int, tuple[int, ...]] = {}
    run: list[int] = []
    for number in range(len(reading.blocks) + 1):
        if number < len(reading.blocks) and reading.blocks[number].kind == "item":
            run.append(number)
            continue
        found.update(dict.fromkeys(run, tuple(run)))
        run = []
    return found


def _of_it(sentence: Sentence, cue: Cue, *numbers: Claim) -> bool:
    """ "7,446 of those, 60.0%", "60.0% of them (7,446)": the words touch a number, and a mark or a number follows."""
    behind = sentence.piece.text[cue.end : cue.end + BESIDE].strip()
    return any(0 <= cue.start - n.after < BESIDE for n in numbers) and behind[:1] in (",", ";", "(", "–", "—", ":")


def _between(sentence: Sentence, start: int, end: int) -> bool:
    """Another count stands between."""
    return any(is_level(c) and start <= c.start < end for c in sentence.claims)


def _tells(claim: Claim) -> bool:
    """Exact with four digits, or a rounded count with two: enough to know a number again."""
    if claim.unit == PERCENT or claim.role not in ("level", "balance"):
        return False
    return significant(claim) >= (LEAST_DIGITS if claim.exact else TELLING)


def _meet(one: Claim, other: Claim) -> bool:
    a, b = one.interval, other.interval
    return a.meets(b) or (one.role == other.role == "balance" and a.meets(-b))


def significant(claim: Claim) -> int:
    """Digits without zeros at either end: 16,000 has two."""
    return len(claim.digits.strip("0"))


def telling(relation: Relation) -> bool:
    """One of its counts has enough digits that it does not fit by chance."""
    counts = relation.operands if relation.kind in (SHARE, RATIO, CHANGE) else relation.claims
    return max(map(significant, counts)) >= TELLING


def slip_between(one: Claim, other: Claim) -> bool:
    """The printed digits are one slip apart, and telling enough that this is no chance."""
    least = LEAST_DIGITS - 1 if one.area and one.told and other.told else LEAST_DIGITS
    least = least - 1 if one.unit == PERCENT and one.told and other.told else least
    return min(significant(one), significant(other)) >= least and near_digits(one, other)


def later_based(relation: Relation) -> bool:
    """Two values of different times, side by side, and their change divided by the later one, however round."""
    if relation.kind != CHANGE or not relation.target.direction:
        return False
    now, before = relation.operands
    near = all(0 <= relation.target.sentence - o.sentence < MOST_PAIR and o.table < 0 for o in relation.operands)
    apart = bool(now.period or now.time) and bool(before.period or before.time) and now.period != before.period
    return near and apart and _over_the_later(relation)


def _over_the_later(relation: Relation) -> bool:
    now, before = (o.interval for o in relation.operands)
    found = expect(SHARE, [now - before, now])
    own = relation.target.interval
    return found is not None and (own.meets(found) or own.meets(-found))


def slipped(relation: Relation) -> bool:
    """One slip of typing in one of its numbers, or a known slip of arithmetic, explains the break."""
    if not telling(relation):
        return False
    if explained_alone(relation):
        return True
    if candidates(relation.target, relation.expected):
        return True
    for operand in relation.operands:
        wanted = required(relation, operand)
        if wanted is not None and candidates(operand, wanted):
            return True
    return False
