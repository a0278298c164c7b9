"""Which relations the printed tokens of a script keep: copies of one quantity, formulas, words and names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from typing import TYPE_CHECKING

from tests.audit_generator import tokens as tk
from tests.audit_generator.tokens import Relation, Token
from tests.audit_generator.truth import formulas

if TYPE_CHECKING:
    from tests.audit_generator.script import Script

Check = Callable[[dict[str, Token]], bool]
_EXACT = {
    "quarter": Fraction(25),
    "third": Fraction(100, 3),
    "half": Fraction(50),
    "thirds": Fraction(200, 3),
    "quarters": Fraction(75),
}
# How far above or below the portion its word still serves; a word is contradicted only beyond the wider reach.
_REACH, _WIDE = Fraction(4), Fraction(9)
PORTIONS = {f"{side}_{key}": (side, value) for key, value in _EXACT.items() for side in ("over", "almost")}
MAKE: dict[str, Callable[..., Relation]] = {
    "total": lambda *names: tk.total_of(names[:-1], names[-1]),
    "share": tk.share_of,
    "change": tk.change_of,
    "difference": tk.difference_of,
}


def nearest_portion(value: Fraction) -> str:
    """The portion that a percentage may be called, or nothing where none is near."""
    for key, (side, exact) in PORTIONS.items():
        apart = value - exact if side == "over" else exact - value
        if Fraction(1, 5) < apart < _REACH:
            return key
    return ""


def bind(report: Script) -> None:
    """Add every relation that the printed tokens keep."""
    best = {what: _narrowest(report, ids) for what, ids in report.instances.items() if " " not in what}
    for what, ids in report.instances.items():
        if " " not in what:
            report.relations += [_copies(report, a, best[what]) for a in ids if a != best[what]]
    for formula in formulas(report.world):
        if all(n in best for n in formula.names):
            relation = MAKE[formula.kind](*(best[n] for n in formula.names))
            report.relations.append(_unsigned(relation, report.unsigned))
    _words(report, best)
    _names(report, best)
    for of in ("period:", "past:"):
        periods = [i for i in report.tokens if i.startswith(of)]
        report.relations += [tk.same_key(a, b) for a, b in pairwise(periods)]


def _narrowest(report: Script, ids: list[str]) -> str:
    return min(ids, key=lambda i: (report.tokens[i].interval[1] - report.tokens[i].interval[0], i in report.unsigned))


def _copies(report: Script, a: str, b: str) -> Relation:
    return tk.magnitude(a, b) if {a, b} & report.unsigned else tk.same(a, b)


def _unsigned(relation: Relation, unsigned: set[str]) -> Relation:
    """The relation with the signs of unsigned tokens left open, each on its own."""
    free = [i for i in relation.ids if i in unsigned]
    if not free:
        return relation

    def holds(t: dict[str, Token]) -> bool:
        choices = product(*((t[i], tk.altered(t[i], -t[i].value)) for i in free))
        return any(relation.holds({**t, **dict(zip(free, chosen, strict=True))}) for chosen in choices)

    return replace(relation, holds=holds)


def _words(report: Script, best: dict[str, str]) -> None:
    for key, ids in report.instances.items():
        kind, _, what = key.partition(" ")
        who = what.partition(".")[0]
        if kind == "trend":
            _trends(report, best, ids, what)
        if kind == "portion" and what in best:
            report.relations += [_portion(i, best[what]) for i in ids]
        if kind == "factor":
            now = "now" if f"{who}.now" in best else "in"
            if f"{who}.{now}" in best and f"{who}.before" in best:
                report.relations += [_factor(best[f"{who}.{now}"], best[f"{who}.before"], i) for i in ids]


def _trends(report: Script, best: dict[str, str], ids: list[str], what: str) -> None:
    who, _, column = what.partition(".")
    report.relations += [_agree(a, b) for a, b in pairwise(ids)]
    pair = {"chg": ("now" if who[0] == "m" else "in", "before"), "bal": ("in", "out"), "d": ("sa", "s0")}[column]
    a, b = (best.get(f"{who}.{p}") for p in pair)
    if a and b:
        report.relations += [tk.trend_between(i, a, b) for i in ids]
    elif what in best and best[what] not in report.unsigned:
        report.relations += [tk.word_sign(i, best[what]) for i in ids]


def _agree(a: str, b: str) -> Relation:
    return Relation("trend", (a, b), lambda t: t[a].value == t[b].value)


def _portion(word: str, share: str) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        side, exact = PORTIONS[t[word].key]
        apart = t[share].value - exact if side == "over" else exact - t[share].value
        return -1 < apart < _WIDE

    return Relation("portion", (word, share), holds)


def _factor(now: str, before: str, factor: str) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        (nl, nh), (bl, bh) = t[now].interval, t[before].interval
        return bl > 0 and tk.overlap((nl / bh, nh / bl), t[factor].interval)

    return Relation("factor", (now, before, factor), holds)


def _names(report: Script, best: dict[str, str]) -> None:
    """A name in a list belongs to the number that the table gives that name; the largest is the largest listed."""
    for mark in "go":
        rows = report.rows(mark)
        cells = {report.code(row): f"t_{row}_in" for row in rows if f"t_{row}_in" in report.tokens}
        numbers = {report.code(row): best[f"{row}.in"] for row in rows if f"{row}.in" in best}
        if len(numbers) == len(rows):
            report.relations += [tk.greatest(i, numbers) for i in report.instances.get(f"top {mark}", [])]
        for row in rows:
            for id in (f"{row}_source", f"{row}_label"):
                number = next((i for i in report.instances.get(f"{row}.in", []) if not i.startswith("t_")), "")
                if cells and number and id in report.tokens:
                    report.relations.append(_belongs(id, number, cells))


def _belongs(label: str, number: str, cells: dict[str, str]) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        cell = cells.get(t[label].key)
        return cell is None or tk.overlap(t[cell].interval, t[number].interval)

    return Relation("label", (label, number, *cells.values()), holds)
