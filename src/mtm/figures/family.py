"""A family is one figure per key (country, group, quarter); a lookup outside it gives a gap, not an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mtm.figures.errors import FigureError
from mtm.model.figure import Figure
from mtm.model.period import Period


@dataclass(frozen=True)
class Family(Mapping[str, Figure]):
    """Figures by key, in a fixed order; ``name`` is "section.name" once the family is named.

    Which keys there are depends on the data, so a key that is not there gives a gap "not_listed".
    """

    items_: tuple[tuple[str, Figure], ...]
    name: str = ""
    _by_key: dict[str, Figure] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", dict(self.items_))

    def __getitem__(self, key: str | Period) -> Figure:
        return self._by_key[key_of(key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self._by_key.values())

    def ask(self, key: object) -> Figure:
        """The figure of a key, or the gap where it would stand."""
        code = key_of(key)
        return self._by_key.get(code) or self._gap(code)

    def _gap(self, code: str) -> Figure:
        any_ = self.figures[0] if self.figures else None
        missing = () if any_ is None else any_.missing
        template = Figure("", "", "select", None, "", 0, None, f"{self.name.partition('.')[2]}[{code}]")
        if any_ is None:
            return replace(template, area=code, gap="not_listed")
        return replace(
            template,
            unit=any_.unit,
            decimals=any_.decimals,
            period=any_.period,
            area=code,
            gap="not_listed",
            missing=missing,
        )


def key_of(key: object) -> str:
    """The text of a key: a period by its code, anything else as it is written."""
    if isinstance(key, Period):
        return key.code
    if isinstance(key, bool) or not isinstance(key, str | int | Decimal):
        raise FigureError("a family is asked by an area, a code or a period", value=str(key))
    return str(key)


def figures_in(value: object, verb: str) -> tuple[Figure, ...]:
    """All figures in a family, a list, or lists of these; raises for anything else."""
    if isinstance(value, Figure):
        return (value,)
    if isinstance(value, Family):
        return value.figures
    if isinstance(value, list | tuple):
        return tuple(f for item in value for f in figures_in(item, verb))
    raise FigureError(f"{verb} takes figures", value=str(value)[:60], remedy="Give figures, families or lists of them.")
