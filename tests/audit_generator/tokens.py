"""Printed tokens and the relations that must hold between them.

A token is a number or a word that stands in the text; a relation says which values of its tokens can be true together,
given that every printed number stands for the interval it was rounded from. The oracle asks relations, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Token:
    """A printed number: its value as printed, its decimals (-3 prints thousands), how it is written.

    ``style``: count, percent (the sign belongs to the phrase), money, points. ``signed`` prints a plus or a minus.
    ``word`` tokens (trend, rank, portion, unit, label, period) carry their meaning in ``value`` or ``key``.
    """

    id: str
    value: Fraction
    decimals: int = 0
    style: str = "count"
    signed: bool = False
    key: str = ""

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        if self.style == "count" and self.decimals >= 0:
            return self.value, self.value
        half = Fraction(1, 2) * Fraction(10) ** (-self.decimals)
        return self.value - half, self.value + half


Check = Callable[[dict[str, Token]], bool]


@dataclass(frozen=True)
class Relation:
    """``holds`` is asked with the tokens as printed; ``ids`` are the tokens it speaks of."""

    kind: str
    ids: tuple[str, ...]
    holds: Check


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half away from zero."""
    scale = Fraction(10) ** decimals
    scaled = abs(value) * scale
    whole = (scaled + Fraction(1, 2)).__floor__()
    return (1 if value >= 0 else -1) * Fraction(whole) / scale


def overlap(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def total_of(parts: tuple[str, ...], whole: str) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        low = sum((t[p].interval[0] for p in parts), Fraction(0))
        high = sum((t[p].interval[1] for p in parts), Fraction(0))
        return overlap((low, high), t[whole].interval)

    return Relation("total", (*parts, whole), holds)


def share_of(part: str, whole: str, share: str) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        (pl, ph), (wl, wh) = t[part].interval, t[whole].interval
        if wl <= 0:
            return False
        return overlap((100 * pl / wh, 100 * ph / wl), t[share].interval)

    return Relation("share", (part, whole, share), holds)


def change_of(now: str, before: str, change: str) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        (nl, nh), (bl, bh) = t[now].interval, t[before].interval
        if bl <= 0:
            return False
        return overlap((100 * (nl - bh) / bh, 100 * (nh - bl) / bl), t[change].interval)

    return Relation("change", (now, before, change), holds)


def difference_of(a: str, b: str, result: str) -> Relation:
    def holds(t: dict[str, Token]) -> bool:
        (al, ah), (bl, bh) = t[a].interval, t[b].interval
        return overlap((al - bh, ah - bl), t[result].interval)

    return Relation("difference", (a, b, result), holds)


def same(a: str, b: str) -> Relation:
    return Relation("same", (a, b), lambda t: overlap(t[a].interval, t[b].interval))


def magnitude(a: str, b: str) -> Relation:
    """The same number, once with its sign and once in words that carry it."""

    def holds(t: dict[str, Token]) -> bool:
        (al, ah), (bl, bh) = t[a].interval, t[b].interval
        return overlap((al, ah), (bl, bh)) or overlap((-ah, -al), (bl, bh))

    return Relation("same", (a, b), holds)


def word_sign(word: str, number: str) -> Relation:
    """A trend word agrees with the sign of a number (both carry it in their value)."""
    return Relation("trend", (word, number), lambda t: (t[word].value > 0) == (t[number].value > 0))


def trend_between(word: str, now: str, before: str) -> Relation:
    return Relation("trend", (word, now, before), lambda t: (t[word].value > 0) == (t[now].value > t[before].value))


def greatest(label: str, among: dict[str, str]) -> Relation:
    """The country named as the largest has the largest of the listed numbers."""

    def holds(t: dict[str, Token]) -> bool:
        named = among.get(t[label].key)
        return named is not None and all(t[named].value >= t[o].value for o in among.values())

    return Relation("rank", (label, *among.values()), holds)


def same_key(a: str, b: str) -> Relation:
    return Relation("label", (a, b), lambda t: t[a].key == t[b].key)


def labelled(label: str, number: str, rows: dict[str, str]) -> Relation:
    """A country's number in the text is the number in that country's row of the table."""

    def holds(t: dict[str, Token]) -> bool:
        row = rows.get(t[label].key)
        return row is None or t[row].value == t[number].value

    return Relation("label", (label, number, *rows.values()), holds)


def printed(id: str, value: Fraction, decimals: int, style: str, signed: bool = False) -> Token:
    """A token rounded once, as a correct report prints it."""
    return Token(id, rounded(value, decimals), decimals, style, signed)


def altered(token: Token, value: Fraction) -> Token:
    return replace(token, value=value)
