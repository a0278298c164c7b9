"""Causes become findings: places, formula, mechanism, repair, severity and sentences.

Scope: one reading. Sentences stand in ``locales/<language>/findings/audit.yml``; numbers are written as the document
prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from mtm.audit.causes.diagnosis import Cause
from mtm.audit.causes.repair import Mechanism, candidates, chance, mechanism
from mtm.audit.causes.slips import unit_word
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.documents.piece import Place
from mtm.audit.findings import EDITORIAL, ERROR, HIGH, LIKELY, LOW, MEDIUM, Found
from mtm.audit.gathered.wholes import document_totals
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, RATIO, SAME, SHARE, Relation, point
from mtm.kit.intervals import Interval

CERTAIN = 3  # kinds of arithmetic that agree on a repair
_SIGN_WORDS = ("positive", "negative", "up", "down")


class Writer:
    """Writes the findings of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tables = {table.block: table for table in reading.tables}
        self._totals: list[Claim] | None = None

    def findings(self, cause: Cause) -> list[Found]:
        """One finding, and a likely one beside it where an operand explains several."""
        relation = cause.relations[0]
        if cause.swapped:
            return [self._swapped(cause)]
        if relation.words:
            return [self._worded(cause, relation)]
        if self._mistyped(cause):
            return [replace(self._suspect(cause), kind=LIKELY if cause.assumed else ERROR)]
        if cause.suspect is not None and cause.targets[0] is not cause.suspect:
            main = self._finding(cause, relation, cause.targets)
            return [main, self._suspect(cause)]
        return [self._finding(cause, relation, cause.targets)]

    def _mistyped(self, cause: Cause) -> bool:
        """One slip of typing in one cell explains its share, its change and its sum: the cell is the error."""
        suspect, wanted = cause.suspect, cause.wanted
        if suspect is None or wanted is None or len({(r.rule, r.kind) for r in cause.relations}) < CERTAIN:
            return False
        return bool(candidates(suspect, wanted))

    def _finding(self, cause: Cause, relation: Relation, targets: Sequence[Claim]) -> Found:
        first = targets[0]
        if relation.target not in targets and cause.suspect is None:
            return self._operand(cause, relation, first)
        if cause.suspect is first:
            return replace(self._suspect(cause), kind=LIKELY if cause.assumed else ERROR)
        slip = mechanism(relation, self._others(relation))
        expected = _point(relation)
        words = self._words(relation, targets)
        places = [self._scaled(t) if slip.name == "scale" else self.place(t) for t in targets] + words
        operands = _unique([o for r in cause.relations for o in r.operands])
        target = relation.target
        return Found(
            kind=LIKELY if cause.assumed else ERROR,
            rule=relation.rule,
            severity=_severity(relation, bool(words)),
            places=tuple(places),
            printed=target.printed,
            expected=shown(expected, target),
            interval=_scaled(relation.expected, target),
            formula=formula(relation),
            operands=tuple(self.place(o) for o in operands if o not in targets),
            mechanism=slip.name,
            repair=shown(expected, target),
            confidence=_confidence(cause, relation),
            gap=relation.target.interval.gap(relation.expected),
            params=self._params(relation, slip, expected),
        )

    def _swapped(self, cause: Cause) -> Found:
        """Two rows exchanged in one column."""
        one, two = cause.targets
        operands = _unique([c for r in cause.relations for c in r.claims if c is not one and c is not two])
        formulas = "; ".join(formula(r) for r in cause.relations)
        return Found(
            kind=ERROR,
            rule=cause.relations[0].rule,
            severity=HIGH,
            places=(self.place(one), self.place(two)),
            printed=one.printed,
            expected=two.printed.strip(),
            formula=formulas,
            operands=tuple(self.place(o) for o in operands),
            mechanism="rows_exchanged",
            repair=two.printed.strip(),
            confidence=Decimal("0.95"),
            params={"sentence": "exchanged", "printed": one.printed, "other": two.printed, "formula": formulas},
        )

    def _worded(self, cause: Cause, relation: Relation) -> Found:
        """A word, a name or a period is wrong, not a number."""
        places = []
        for start, end, number in relation.words:
            sentence = self.reading.sentences[number]
            places.append(self.span(sentence.piece, start, end, relation.target.file))
        operands = _unique([c for r in cause.relations for c in r.claims])
        return Found(
            kind=LIKELY if cause.assumed else ERROR,
            rule=relation.rule,
            severity=HIGH,
            places=tuple(places),
            printed=places[0].text,
            expected=relation.params.get("expected", ""),
            operands=tuple(self.place(o) for o in operands),
            mechanism=relation.note,
            repair=relation.params.get("expected", ""),
            confidence=Decimal("0.7") if cause.assumed else Decimal("0.9"),
            params={"sentence": relation.note, "printed": places[0].text, **relation.params},
        )

    def _operand(self, cause: Cause, relation: Relation, suspect: Claim) -> Found:
        """The suspect is an operand of the one broken relation."""
        from mtm.audit.causes.repair import required

        wanted = required(relation, suspect) or suspect.interval
        return replace(self._suspect(replace_cause(cause, suspect, wanted)), kind=LIKELY if cause.assumed else ERROR)

    def _suspect(self, cause: Cause) -> Found:
        suspect, wanted = cause.suspect, cause.wanted
        assert suspect is not None and wanted is not None  # noqa: S101 - the caller has looked
        scaled = unit_word(suspect, wanted) if suspect.scale > 1 else None
        values = candidates(suspect, wanted)
        value = values[0] if values else (wanted.middle / suspect.scale)
        repair = shown(value * suspect.scale, suspect) if scaled is None else f"{scaled:,.0f}"
        others = _unique([c for r in cause.relations for c in r.claims if c is not suspect])
        relation = cause.relations[0]
        return Found(
            kind=LIKELY,
            rule=relation.rule,
            severity=HIGH if not suspect.area else MEDIUM,
            places=(self._scaled(suspect) if scaled is not None else self.place(suspect),),
            printed=suspect.printed,
            expected=repair,
            interval=_scaled(wanted, suspect),
            formula="; ".join(formula(r) for r in cause.relations[:4]),
            operands=tuple(self._scaled(o) if scaled is not None else self.place(o) for o in others),
            mechanism="scale" if scaled is not None else "digit" if values else "operand",
            repair=repair,
            confidence=Decimal("0.8") if values else Decimal("0.7"),
            params={
                "sentence": "suspect",
                "printed": suspect.printed,
                "expected": repair,
                "count": str(len(cause.relations)),
                "formula": "; ".join(formula(r) for r in cause.relations[:4]),
            },
        )

    def place(self, claim: Claim) -> Place:
        return place_of(self.reading, claim)

    def _scaled(self, claim: Claim) -> Place:
        """The number with its scale word, where that is what may be wrong."""
        after = claim.after if claim.table < 0 and claim.scale > 1 else claim.end
        return self.span(claim.piece, claim.start, max(after, claim.end), claim.file)

    def span(self, piece: object, start: int, end: int, file: int) -> Place:
        where, first, last = piece.locate(start, end)  # type: ignore[attr-defined]
        return Place(file, where, first, last, self.reading.documents[file].cut(where, first, last))

    def _others(self, relation: Relation) -> list[Claim]:
        """Numbers from which a wrong operand may have come: the table's, or the paragraph's and the totals."""
        target = relation.target
        table = self.tables.get(target.table)
        if table is not None:
            near = sorted(
                (c for line in table.columns if line.role == "level" for c in line.claims if c is not None),
                key=lambda c: (abs(c.row - target.row), abs(c.column - target.column)),
            )
            return near[:120]
        if self._totals is None:
            self._totals = document_totals(self.reading)[:60]
        block = [c for s in self.reading.by_block.get(target.block, ()) for c in s.claims]
        return [*block[:60], *self._totals]

    def _words(self, relation: Relation, targets: Sequence[Claim]) -> list[Place]:
        """Words such as "negative" beside a number whose sign the arithmetic turns round."""
        if relation.kind not in (DIFFERENCE, CHANGE) or relation.expected.low <= 0 <= relation.expected.high:
            return []
        positive = relation.expected.low > 0
        if relation.target.value == 0 or (relation.target.value > 0) == positive:
            return []
        wrong = "negative" if positive else "positive"
        found = []
        for target in targets:
            sentence = self._sentence(target)
            cue = _nearest_cue(sentence, target, wrong) if sentence is not None else None
            if cue is not None and sentence is not None:
                found.append(self.span(sentence.piece, cue.start, cue.end, target.file))
        return found

    def _sentence(self, claim: Claim) -> Sentence | None:
        if claim.table >= 0:
            return None
        return next((s for s in self.reading.by_block.get(claim.block, ()) if s.number == claim.sentence), None)

    def _params(self, relation: Relation, slip: Mechanism, expected: Decimal | None) -> dict[str, str]:
        target = relation.target
        rate = chance(target, relation.expected, slip.tries)
        return {
            "sentence": relation.note or relation.kind,
            "printed": target.printed,
            "expected": shown(expected, target),
            "formula": formula(relation),
            "mechanism": slip.name,
            "used": ", ".join(c.printed for c in slip.claims),
            "chance": f"{(rate * 100).normalize():f}",
            "tries": str(slip.tries),
            "operands": ", ".join(o.printed for o in relation.operands),
            **relation.params,
        }


def place_of(reading: Reading, claim: Claim) -> Place:
    """Where a claim stands, with the document's own text between the offsets."""
    where, first, last = claim.piece.locate(claim.start, claim.end)
    return Place(claim.file, where, first, last, reading.documents[claim.file].cut(where, first, last))


def replace_cause(cause: Cause, suspect: Claim, wanted: Interval) -> Cause:
    return Cause(cause.relations, cause.targets, suspect, wanted, cause.assumed)


def _nearest_cue(sentence: Sentence, target: Claim, tag: str) -> Cue | None:
    cues = [c for c in sentence.tagged(tag) if abs(c.start - target.start) < 60]
    return min(cues, key=lambda c: abs(c.start - target.start), default=None)


def _unique(claims: list[Claim]) -> list[Claim]:
    return list({id(c): c for c in claims}.values())[:40]


def _point(relation: Relation) -> Decimal | None:
    if relation.note in ("hundred", "whole") or relation.kind == RATIO:
        return relation.expected.middle
    value = point(relation.kind, [o.amount for o in relation.operands])
    return relation.expected.middle if value is None else value


def shown(value: Decimal | None, like: Claim) -> str:
    """A number in the scale and with the decimals of the claim that it would replace."""
    if value is None:
        return ""
    number = (value / like.scale).quantize(Decimal(1).scaleb(-like.decimals), ROUND_HALF_UP)
    sign = "+" if like.sign == "+" and number > 0 else ""
    unit = "%" if like.unit == PERCENT else ""
    return f"{sign}{number:,f}{unit}" if like.unit not in (PERCENT, POINTS) else f"{sign}{number:f}{unit}"


def _scaled(interval: Interval, like: Claim) -> Interval:
    if like.scale == 1:
        return interval
    return Interval(interval.low / like.scale, interval.high / like.scale)


def formula(relation: Relation) -> str:
    """The arithmetic with the printed numbers: "(12.6 - 6.5) / 6.5 = 93.8%"."""
    if "formula" in relation.params:
        return relation.params["formula"]
    names = [o.printed.strip() for o in relation.operands]
    expected = shown(_point(relation), relation.target)
    if relation.note == "hundred":
        return f"100 - {' - '.join(names)} = {expected}"
    if relation.kind in (SHARE, RATIO):
        return f"{names[0]} / {names[1]} = {expected}"
    if relation.kind == CHANGE:
        return f"({names[0]} - {names[1]}) / {names[1]} = {expected}"
    if relation.kind == DIFFERENCE:
        return f"{names[0]} - {_bracketed(names[1])} = {expected}"
    if relation.note == "whole":
        return f"{names[1]} / {names[0]} and others = {expected}"
    if relation.kind == SAME:
        return f"{names[0]} elsewhere"
    shortened = names if len(names) < 13 else [*names[:10], "…", names[-1]]
    return f"{' + '.join(shortened)} = {expected}"


def _bracketed(name: str) -> str:
    return f"({name})" if name[:1] in "+-−–" else name


def _severity(relation: Relation, turned: bool) -> str:
    target, expected = relation.target, relation.expected
    gap = target.interval.gap(expected)
    size = max(abs(expected.middle), Decimal("0.0001"))
    flips = target.value != 0 and expected.low * expected.high > 0 and (target.value > 0) != (expected.low > 0)
    if turned or flips or (not target.area and gap * 10 > size):
        return HIGH
    unit = Decimal(1).scaleb(-target.decimals)
    if target.unit in (PERCENT, POINTS) and gap <= 2 * unit and gap * 10 < size:
        return LOW
    return HIGH if gap * 4 > size else MEDIUM


def _confidence(cause: Cause, relation: Relation) -> Decimal:
    if cause.assumed:
        return Decimal("0.7")
    return Decimal("0.99") if relation.support > 2 else Decimal("0.95") if relation.support else Decimal("0.9")


__all__ = ["EDITORIAL", "Writer", "formula", "shown"]
