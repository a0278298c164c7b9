"""The true numbers behind a simulated report, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

GROUP = ("UZB", "KGZ", "RUS", "TJK", "AZE", "ARM", "BLR", "TKM")
OUTSIDE = ("CHN", "TUR", "IND", "DEU", "MNG", "KOR", "GEO", "USA", "POL", "ARE")


@dataclass(frozen=True)
class World:
    """Counts of one report: for each country (now in, now out, before in), for the rests of both groups likewise.

    ``group`` and ``outside`` are in descending order of arrivals. ``rest_group`` and ``rest_outside`` hold what is not
    listed. ``money`` are (country, now, before) in tenths of a million. ``ages`` are three counts.
    """

    year: int
    quarter: int
    group: tuple[tuple[str, int, int, int], ...]
    outside: tuple[tuple[str, int, int, int], ...]
    rest_group: tuple[int, int, int]
    rest_outside: tuple[int, int, int]
    money: tuple[tuple[str, int, int], ...]
    money_total: tuple[int, int]
    ages: tuple[int, int, int]

    def total(self, column: int) -> int:
        return self.sum_group(column) + self.sum_outside(column)

    def sum_group(self, column: int) -> int:
        return sum(row[column + 1] for row in self.group) + self.rest_group[column]

    def sum_outside(self, column: int) -> int:
        return sum(row[column + 1] for row in self.outside) + self.rest_outside[column]


def draw(random: Random) -> World:
    """A plausible world: sizes over three orders of magnitude, no two neighbours equal, changes from -60 to +80 %."""
    scale = random.choice((1, 10, 100))
    return World(
        year=random.randint(2017, 2026),
        quarter=random.randint(1, 4),
        group=_rows(random, GROUP, random.randint(3, 6), 9_000 * scale),
        outside=_rows(random, OUTSIDE, random.randint(3, 6), 1_500 * scale),
        rest_group=_triple(random, 700 * scale),
        rest_outside=_triple(random, 900 * scale),
        money=(money := _money(random)),
        money_total=_money_total(random, money),
        ages=(random.randint(3000, 9000), random.randint(1500, 2900), random.randint(200, 1400)),
    )


def _rows(random: Random, names: tuple[str, ...], count: int, largest: int) -> tuple[tuple[str, int, int, int], ...]:
    chosen = random.sample(names, count)
    rows, size = [], float(largest) * random.uniform(0.6, 1.4)
    for name in chosen:
        now = max(40, round(size))
        rows.append((name, now, _near(random, now), _near(random, now)))
        size *= random.uniform(0.35, 0.85)
    return tuple(rows)


def _near(random: Random, now: int) -> int:
    factor = random.choice((random.uniform(0.45, 0.93), random.uniform(1.07, 1.8)))
    return max(20, round(now * factor))


def _triple(random: Random, size: int) -> tuple[int, int, int]:
    now = random.randint(size // 4, size)
    return now, _near(random, now), _near(random, now)


def _money(random: Random) -> tuple[tuple[str, int, int], ...]:
    names = random.sample(("RUS", "TUR", "UZB", "KGZ", "CHN", "USA", "DEU", "KOR", "ARE", "GEO"), random.randint(4, 7))
    size, rows = random.uniform(1500, 2600), []
    for name in names:
        now = max(31, round(size))
        rows.append((name, now, _near(random, now)))
        size *= random.uniform(0.45, 0.85)
    return tuple(rows)


def _money_total(random: Random, money: tuple[tuple[str, int, int], ...]) -> tuple[int, int]:
    extra = random.randint(200, 1500)
    return sum(m[1] for m in money) + extra, sum(m[2] for m in money) + _near(random, extra)
