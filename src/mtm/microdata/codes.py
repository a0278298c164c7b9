"""The code book of a dataset: what each small integer in its files stands for.

Scope: code lists, age bands, and the two precomputed crosses. ``cell`` crosses citizenship, direction, sex and age
band; ``route`` crosses crossing point, direction and transport. One integer column then holds all that a count needs.
Lists only ever grow at their end, and the growing list is the leading factor of its cross: files written earlier stay
right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mtm.microdata.records import DOCUMENTS, OLDEST, PURPOSES, SEXES, TRANSPORTS, UNKNOWN

AGE_BANDS = (
    0,
    15,
    25,
    45,
    65,
)  # lower bounds; UN age groups for migrants: children, youth, younger and older working age, old
MOST_BANDS = 15
SEX_RADIX, BAND_RADIX, TRANSPORT_RADIX = 4, 16, 8


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Code lists in the order of their integers, and the lower bounds of the age bands."""

    citizenships: tuple[str, ...] = (UNKNOWN,)
    points: tuple[str, ...] = (UNKNOWN,)
    age_bands: tuple[int, ...] = AGE_BANDS

    def __post_init__(self) -> None:
        ordered = sorted(set(self.age_bands)) == list(self.age_bands)
        if not ordered or not self.age_bands or self.age_bands[0] != 0 or len(self.age_bands) > MOST_BANDS:
            raise ValueError(f"age bands need rising lower bounds from 0, at most {MOST_BANDS}: {self.age_bands}")

    def grown(self, citizenships: Iterable[str] = (), points: Iterable[str] = ()) -> CodeBook:
        """The same book with new codes added at the end of their lists."""
        return replace(self, citizenships=_grown(self.citizenships, citizenships), points=_grown(self.points, points))

    def list_of(self, dimension: str) -> tuple[str, ...]:
        """The codes of a coded field, in the order of their integers."""
        lists = {
            "citizenship": self.citizenships,
            "crossing_point": self.points,
            "sex": SEXES,
            "transport": TRANSPORTS,
            "purpose": PURPOSES,
            "document_type": DOCUMENTS,
            "age_band": self.band_codes,
        }
        return lists[dimension]

    @property
    def band_codes(self) -> tuple[str, ...]:
        """Age bands as SDMX writes them: Y0T14, …, Y_GE65; 0 is unknown."""
        closed = [f"Y{low}T{high - 1}" for low, high in zip(self.age_bands, self.age_bands[1:], strict=False)]
        return (UNKNOWN, *closed, f"Y_GE{self.age_bands[-1]}")

    def band_of(self, age: int | None) -> int:
        """The band of an age in years; 0 for an unknown or impossible age."""
        if age is None or not 0 <= age <= OLDEST:
            return 0
        return sum(1 for low in self.age_bands if low <= age)


def _grown(known: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    return (*known, *sorted(set(new) - set(known)))


def cell_of(citizenship: int, direction: int, sex: int, band: int) -> int:
    """One integer for the cross of the counted dimensions."""
    return ((citizenship * 2 + direction) * SEX_RADIX + sex) * BAND_RADIX + band


def cell_parts(cell: int) -> tuple[int, int, int, int]:
    """Citizenship, direction, sex and age band of a cell."""
    rest, band = divmod(cell, BAND_RADIX)
    rest, sex = divmod(rest, SEX_RADIX)
    citizenship, direction = divmod(rest, 2)
    return citizenship, direction, sex, band


def route_of(point: int, direction: int, transport: int) -> int:
    """One integer for the cross of crossing point, direction and transport."""
    return (point * 2 + direction) * TRANSPORT_RADIX + transport


def route_parts(route: int) -> tuple[int, int, int]:
    """Crossing point, direction and transport of a route."""
    rest, transport = divmod(route, TRANSPORT_RADIX)
    point, direction = divmod(rest, 2)
    return point, direction, transport


CELL_SQL = f"((citizenship * 2 + direction) * {SEX_RADIX} + sex) * {BAND_RADIX} + age_band"
ROUTE_SQL = f"(point * 2 + direction) * {TRANSPORT_RADIX} + transport"


def band_sql(book: CodeBook, age: str) -> str:
    """SQL for the band of an age expression; unknown and impossible ages give 0."""
    steps = " + ".join(f"CASE WHEN {age} >= {low} THEN 1 ELSE 0 END" for low in book.age_bands)
    return f"CASE WHEN {age} BETWEEN 0 AND {OLDEST} THEN {steps} ELSE 0 END"
