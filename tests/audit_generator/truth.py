"""The named true quantities of a simulated world, and the formulas that tie them.

A quantity is ``who.what``: who is a row (g0, o2), a rest (grest, orest, rest), a group (g, o) or all; what is in, out,
before, bal, chg, sg (share of its group), sa (share of all), s0 (share a year before), d (points between the two).
Money rows are m0 … and mall with now, before, chg, sn, sb; ages are age1 … and ages with n, s.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tests.audit_generator.world import World


class Quantity(NamedTuple):
    """A true value, the decimals it is printed with, how it is written, and whether it carries its sign."""

    value: Fraction
    decimals: int = 0
    style: str = "count"
    signed: bool = False


class Formula(NamedTuple):
    """``kind`` is total, share, change or difference; ``names`` in the order of the relation's function."""

    kind: str
    names: tuple[str, ...]


def quantities(world: World) -> dict[str, Quantity]:
    """Every quantity by name."""
    found: dict[str, Quantity] = {}
    rows = _rows(world)
    for who, values in rows.items():
        _row(found, who, values, rows)
    for mark in "go":
        _points(found, mark, rows)
    _money(found, world)
    everyone = sum(world.ages)
    found["ages.n"] = Quantity(Fraction(everyone))
    for at, count in enumerate(world.ages, 1):
        found[f"age{at}.n"] = Quantity(Fraction(count))
        found[f"age{at}.s"] = _percent(Fraction(count, everyone))
    return found


def _percent(ratio: Fraction, signed: bool = False) -> Quantity:
    return Quantity(100 * ratio, 1, "percent", signed)


def _rows(world: World) -> dict[str, tuple[int, int, int]]:
    rows = {f"g{at}": row[1:] for at, row in enumerate(world.group)}
    rows |= {f"o{at}": row[1:] for at, row in enumerate(world.outside)}
    rows |= {"grest": world.rest_group, "orest": world.rest_outside}
    sums = {"g": world.sum_group, "o": world.sum_outside, "all": world.total}
    rows |= {who: (total(0), total(1), total(2)) for who, total in sums.items()}
    rows["rest"] = tuple(a + b for a, b in zip(world.rest_group, world.rest_outside, strict=True))  # type: ignore[assignment] # three of three
    return rows


def _row(
    found: dict[str, Quantity], who: str, values: tuple[int, int, int], rows: dict[str, tuple[int, int, int]]
) -> None:
    arrivals, departures, before = values
    for what, value in (("in", arrivals), ("out", departures), ("before", before)):
        found[f"{who}.{what}"] = Quantity(Fraction(value))
    found[f"{who}.bal"] = Quantity(Fraction(arrivals - departures), signed=True)
    found[f"{who}.chg"] = _percent(Fraction(arrivals - before, before), signed=True)
    found[f"{who}.sa"] = _percent(Fraction(arrivals, rows["all"][0]))
    if who[0] in "go" and who not in ("g", "o"):
        found[f"{who}.sg"] = _percent(Fraction(arrivals, rows[who[0]][0]))


def _points(found: dict[str, Quantity], who: str, rows: dict[str, tuple[int, int, int]]) -> None:
    before = Fraction(rows[who][2], rows["all"][2])
    now = Fraction(rows[who][0], rows["all"][0])
    found[f"{who}.s0"] = _percent(before)
    found[f"{who}.d"] = Quantity(100 * (now - before), 1, "points", signed=True)


def _money(found: dict[str, Quantity], world: World) -> None:
    every = {f"m{at}": row[1:] for at, row in enumerate(world.money)} | {"mall": world.money_total}
    extra = tuple(world.money_total[k] - sum(row[k + 1] for row in world.money) for k in (0, 1))
    for who, (now, before) in {**every, "mrest": extra}.items():
        found[f"{who}.now"] = Quantity(Fraction(now, 10), 1, "money")
        found[f"{who}.before"] = Quantity(Fraction(before, 10), 1, "money")
        found[f"{who}.chg"] = _percent(Fraction(now - before, before), signed=True)
        found[f"{who}.sn"] = _percent(Fraction(now, world.money_total[0]))
        found[f"{who}.sb"] = _percent(Fraction(before, world.money_total[1]))


def formulas(world: World) -> list[Formula]:
    """Every tie between the quantities."""
    g = [f"g{at}" for at in range(len(world.group))]
    o = [f"o{at}" for at in range(len(world.outside))]
    money = [f"m{at}" for at in range(len(world.money))]
    every = [*g, *o, "grest", "orest", "rest", "g", "o", "all"]
    ties = [tie for what in ("in", "out", "before", "bal") for tie in _sums(g, o, what)]
    ties += [Formula("difference", (f"{w}.in", f"{w}.out", f"{w}.bal")) for w in every]
    ties += [Formula("change", (f"{w}.in", f"{w}.before", f"{w}.chg")) for w in every]
    ties += [Formula("share", (f"{w}.in", "all.in", f"{w}.sa")) for w in every[:-1]]
    ties += [Formula("share", (f"{w}.in", f"{w[0]}.in", f"{w}.sg")) for w in every[: len(g) + len(o) + 2]]
    ties += [Formula("difference", (f"{w}.sa", f"{w}.s0", f"{w}.d")) for w in "go"]
    ties += [Formula("change", (f"{w}.now", f"{w}.before", f"{w}.chg")) for w in (*money, "mrest", "mall")]
    for value, share in (("now", "sn"), ("before", "sb")):
        ties.append(Formula("total", (*(f"{w}.{value}" for w in (*money, "mrest")), f"mall.{value}")))
        ties += [Formula("share", (f"{w}.{value}", f"mall.{value}", f"{w}.{share}")) for w in (*money, "mrest")]
    ties += [Formula("share", (f"age{at}.n", "ages.n", f"age{at}.s")) for at in (1, 2, 3)]
    ties.append(Formula("total", ("age1.n", "age2.n", "age3.n", "ages.n")))
    return ties


def _sums(g: list[str], o: list[str], what: str) -> list[Formula]:
    def total(parts: list[str], whole: str) -> Formula:
        return Formula("total", (*(f"{p}.{what}" for p in parts), f"{whole}.{what}"))

    return [
        total([*g, "grest"], "g"),
        total([*o, "orest"], "o"),
        total(["g", "o"], "all"),
        total([*g, *o, "rest"], "all"),
    ]
