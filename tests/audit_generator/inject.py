"""Puts one error of a known kind into a report, and asks the oracle whether the text contradicts it.

The oracle knows the relations that the true numbers keep. An error that breaks none of them cannot be found by
anybody and is not counted. The auditor is never asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from tests.audit_generator import tokens as tk
from tests.audit_generator.report import Report
from tests.audit_generator.ties import PORTIONS
from tests.audit_generator.tokens import Token

WHOLES = ("tin", "gin", "oin", "tout", "all", "all.in", "g.in", "o.in", "all.out", "ages.n")
PERIODS = ("period_totals", "period_key", "period_table", "period:")


@dataclass(frozen=True)
class Injected:
    """The altered text, the altered tokens, where they stand, and the relations that they break."""

    kind: str
    text: str
    ids: tuple[str, ...]
    places: tuple[tuple[int, int, int], ...]
    broken: tuple[tk.Relation, ...]
    partners: tuple[tuple[int, int, int], ...]


def inject(report: Report, kind: str, random: Random) -> Injected | None:
    """One error of the kind, or None where the report offers no place for it or the text does not contradict it."""
    changed = {**KINDS, **WORDY}[kind](report, random)
    if not changed:
        return None
    tokens = {**report.tokens, **changed}
    present = report.positions(tokens)
    broken = tuple(
        r for r in report.relations if set(r.ids) <= set(present) and set(r.ids) & set(changed) and not r.holds(tokens)
    )
    same = all(report.printed(tokens[i]) == report.printed(report.tokens[i]) for i in changed)
    if not broken or same:
        return None
    partners = {place for r in broken for i in r.ids for place in present[i]}
    places = tuple(place for i in changed for place in present.get(i, ()))
    return Injected(kind, report.text(tokens), tuple(changed), places, broken, tuple(sorted(partners)))


def _numbers(report: Report, style: tuple[str, ...]) -> list[Token]:
    present = report.positions(report.tokens)
    return [t for i, t in report.tokens.items() if i in present and t.style in style]


def _digit(report: Report, random: Random) -> dict[str, Token]:
    """One digit typed wrong, anywhere but the sign."""
    token = random.choice(_numbers(report, ("count", "percent", "money")))
    scale = 10 ** max(token.decimals, 0)
    whole = str(int(abs(token.value) * scale))
    at = random.randrange(len(whole))
    other = random.choice([d for d in "0123456789" if d != whole[at] and not (at == 0 and d == "0")] or ["1"])
    value = Fraction(int(whole[:at] + other + whole[at + 1 :]), scale)
    return {token.id: tk.altered(token, value if token.value >= 0 else -value)}


def _sign(report: Report, random: Random) -> dict[str, Token]:
    signed = [t for t in _numbers(report, ("count", "percent", "points")) if t.signed and t.value]
    if not signed:
        return {}
    token = random.choice(signed)
    return {token.id: tk.altered(token, -token.value)}


def _base(report: Report, random: Random) -> dict[str, Token]:
    """A change divided by the later value, or a share taken of another whole."""
    changes = [r for r in report.relations if r.kind == "change"]
    shares = [r for r in report.relations if r.kind == "share"]
    relation = random.choice(random.choice([g for g in (changes, shares) if g]))
    if relation.kind == "change":
        now, before, change = (report.tokens[i] for i in relation.ids)
        wrong = 100 * (now.value - before.value) / now.value
        wrong = wrong if change.signed or wrong >= 0 else -wrong
    else:
        part, whole, change = (report.tokens[i] for i in relation.ids)
        others = [report.tokens[i] for i in WHOLES if i in report.tokens and i != whole.id]
        wrong = 100 * part.value / random.choice(others).value
    return {change.id: tk.altered(change, tk.rounded(wrong, change.decimals))}


def _total(report: Report, random: Random) -> dict[str, Token]:
    """A total that is a little off, as if one part had been forgotten or counted twice."""
    totals = [r for r in report.relations if r.kind == "total"]
    relation = random.choice(totals)
    *parts, whole = (report.tokens[i] for i in relation.ids)
    return {whole.id: tk.altered(whole, whole.value + random.choice((-1, 1)) * abs(random.choice(parts).value))}


def _unit(report: Report, random: Random) -> dict[str, Token]:
    """A count a thousand times too large or ten times too small, as when thousands and units are mixed."""
    token = random.choice(_numbers(report, ("count", "money")))
    factor = random.choice((Fraction(10), Fraction(1, 10)))
    return {token.id: tk.altered(token, tk.rounded(token.value * factor, max(token.decimals, 0)))}


def _trend(report: Report, random: Random) -> dict[str, Token]:
    words = [i for i in report.positions(report.tokens) if i.startswith("trend")]
    if not words:
        return {}
    token = report.tokens[random.choice(words)]
    return {token.id: tk.altered(token, -token.value)}


def _rank(report: Report, random: Random) -> dict[str, Token]:
    """Another country named as the largest."""
    tops = [i for i in report.positions(report.tokens) if "top_" in i]
    if not tops:
        return {}
    token = report.tokens[random.choice(tops)]
    mark = token.id[0]
    others = [report.tokens[f"{mark}{n}_source"].key for n in range(1, 9) if f"{mark}{n}_source" in report.tokens]
    return {token.id: replace(token, key=random.choice(others))} if others else {}


def _swap(report: Report, random: Random) -> dict[str, Token]:
    """Two rows of the table exchanged in one column."""
    column = random.choice(("in", "out", "bal"))
    rows = [i for i in report.positions(report.tokens) if i.startswith("t_") and i.endswith(f"_{column}")]
    if len(rows) < 2:
        return {}
    a, b = (report.tokens[i] for i in random.sample(rows, 2))
    return {a.id: tk.altered(a, b.value), b.id: tk.altered(b, a.value)}


def _label(report: Report, random: Random) -> dict[str, Token]:
    """Two countries exchanged in a list of the text."""
    mark = random.choice("go")
    labels = [
        i for i in report.positions(report.tokens) if i.startswith(mark) and i.endswith("_source") and "top" not in i
    ]
    if len(labels) < 2:
        return {}
    a, b = (report.tokens[i] for i in random.sample(labels, 2))
    return {a.id: replace(a, key=b.key), b.id: replace(b, key=a.key)}


def _period(report: Report, random: Random) -> dict[str, Token]:
    """The period of one statement is another year than the title's."""
    periods = [i for i in report.positions(report.tokens) if i.startswith(PERIODS)]
    if not periods:
        return {}
    token = report.tokens[random.choice(periods)]
    return {token.id: replace(token, key=str(int(token.key) + random.choice((-3, -2, 2, 3))))}


KINDS = {
    "digit": _digit,
    "sign": _sign,
    "base": _base,
    "total": _total,
    "unit": _unit,
    "trend": _trend,
    "rank": _rank,
    "swap": _swap,
    "label": _label,
    "period": _period,
}


def _transpose(report: Report, random: Random) -> dict[str, Token]:
    """Two neighbouring digits exchanged."""
    token = random.choice(_numbers(report, ("count", "percent", "money")))
    scale = 10 ** max(token.decimals, 0)
    digits = str(int(abs(token.value) * scale))
    spots = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
    if not spots:
        return {}
    at = random.choice(spots)
    value = Fraction(int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]), scale)
    return {token.id: tk.altered(token, value if token.value >= 0 else -value)}


def _exchange(report: Report, random: Random) -> dict[str, Token]:
    """The number of now and the number of a year before exchanged in one change."""
    changes = [r for r in report.relations if r.kind == "change"]
    if not changes:
        return {}
    now, before = (report.tokens[i] for i in random.choice(changes).ids[:2])
    return {now.id: tk.altered(now, before.value), before.id: tk.altered(before, now.value)}


def _portion(report: Report, random: Random) -> dict[str, Token]:
    """Another portion in words (a third for a half)."""
    words = [i for i in report.positions(report.tokens) if i.endswith("_portion")]
    if not words:
        return {}
    token = report.tokens[random.choice(words)]
    return {token.id: replace(token, key=random.choice([k for k in PORTIONS if k != token.key]))}


def _factor(report: Report, random: Random) -> dict[str, Token]:
    """A change in times that is another number of times."""
    factors = _numbers(report, ("factor",))
    if not factors:
        return {}
    token = random.choice(factors)
    return {token.id: tk.altered(token, token.value + random.choice((-1, 1)) * Fraction(random.randint(3, 9), 10))}


def _worded(report: Report, random: Random) -> dict[str, Token]:
    """A percentage in words that is another number."""
    worded = _numbers(report, ("words",))
    if not worded:
        return {}
    token = random.choice(worded)
    return {token.id: tk.altered(token, (token.value + random.choice((10, 20, 7, 30))) % 99)}


# Kinds that only scripts offer a place for.
WORDY = {"transpose": _transpose, "exchange": _exchange, "portion": _portion, "factor": _factor, "worded": _worded}
