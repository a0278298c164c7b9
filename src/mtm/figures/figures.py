"""All figures of a report: by section and name, by id, and the findings that their gaps raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mtm.figures.errors import FigureError, unknown
from mtm.figures.family import Family
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Place, Severity
from mtm.model.period import Period

Entry = Figure | Family | Period | tuple[str, ...]
"""What a name stands for: a figure, a family of figures, a period, or a list of keys."""

UNFIT = ("periods_differ", "units_differ", "different_vintages", "different_series", "negative_base")
"""Gaps that arise although every operand has a value: the team should know."""


@dataclass(frozen=True)
class Figures:
    """Everything that was evaluated, in the order of the definitions.

    ``figures["flows.net"]`` is a Figure, a Family, a Period or a tuple of keys; ``figures["flows"]`` maps the names of
    the section to them.
    """

    entries: tuple[tuple[str, Entry], ...]
    _named: dict[str, Entry] = field(init=False, compare=False, repr=False)
    _by_id: dict[str, Figure] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", dict(self.entries))
        object.__setattr__(self, "_by_id", {f.id: f for f in self._walk()})

    def __getitem__(self, name: str) -> Entry | Mapping[str, Entry]:
        if name in self._named:
            return self._named[name]
        return self._by_id[name] if name in self._by_id else self.section(name)

    def __contains__(self, name: object) -> bool:
        return name in self._named or name in self._by_id

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def section(self, section: str) -> Mapping[str, Entry]:
        """The entries of one section by name; raises FigureError for a section that has none."""
        found = {id_.partition(".")[2]: e for id_, e in self.entries if id_.partition(".")[0] == section}
        if not found:
            raise unknown("section or figure", section, {*self._named, *(i.partition(".")[0] for i in self._named)})
        return found

    def figure(self, id_: str, key: object = None) -> Figure:
        """The figure with this id ("flows.net", "flows.share.UZB"), or a family's figure for a key; gaps included."""
        entry = self._named.get(id_, self._by_id.get(id_))
        if isinstance(entry, Family) and key is not None:
            return entry.ask(key)
        if isinstance(entry, Figure) and key is None:
            return entry
        if entry is None:
            raise unknown("figure", id_, (*self._named, *self._by_id))
        raise FigureError("this is not one figure", value=id_, remedy="Give the key of a family, and none otherwise.")

    @property
    def by_name(self) -> dict[str, Figure | Family]:
        """Figures and families by "section.name", in the order of the definitions; periods and lists left out."""
        return {id_: entry for id_, entry in self.entries if isinstance(entry, Figure | Family)}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for each figure that cannot be computed although all its operands have values."""
        return tuple(_unfit(f) for f in self if f.gap in UNFIT and all(o.value is not None for o in _operands(f)))

    def _walk(self) -> Iterator[Figure]:
        for _, entry in self.entries:
            if isinstance(entry, Figure):
                yield entry
            elif isinstance(entry, Family):
                yield from entry.figures


def _operands(figure: Figure) -> list[Figure]:
    return [o for o in figure.operands if isinstance(o, Figure)]


def _unfit(figure: Figure) -> Finding:
    periods = sorted({o.period.code for o in _operands(figure) if o.period})
    places = [Place.of(origin) for origin in figure.origins[:4]]
    return Finding.make(
        f"figure_{figure.gap}",
        Severity.WARNING,
        *places,
        period=figure.period.code if figure.period else "",
        figure=figure.id,
        formula=figure.formula,
        periods=", ".join(periods),
    )
