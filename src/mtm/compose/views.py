"""What templates see of figures, families and periods: printable values with a few questions they answer.

Scope: read-only views bound to the desk they print on. Templates never see Decimals, so they can neither compute with a
number nor print one that is not a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mtm.compose import wording
from mtm.compose.desk import Desk
from mtm.compose.engine import Printable
from mtm.compose.input import Family
from mtm.model.errors import MtmError
from mtm.model.figure import Figure
from mtm.model.period import Period


@dataclass(frozen=True)
class FigureView(Printable):
    """One figure: prints as its number; ``key`` is its place in its family."""

    figure: Figure
    desk: Desk
    key: str = ""

    def __str__(self) -> str:
        return self.desk.number(self.figure)

    @property
    def available(self) -> bool:
        return self.figure.value is not None

    @property
    def established(self) -> bool:
        return self.figure.established

    @property
    def positive(self) -> bool:
        return (wording.printed(self.figure) or 0) > 0

    @property
    def negative(self) -> bool:
        return (wording.printed(self.figure) or 0) < 0

    @property
    def zero(self) -> bool:
        return wording.printed(self.figure) == 0

    @property
    def provisional(self) -> bool:
        return self.figure.status == "P"

    @property
    def published(self) -> bool:
        return bool(self.figure.published_by)

    @property
    def area(self) -> str:
        return self.figure.area

    @property
    def gap(self) -> str:
        return self.figure.gap

    @property
    def base(self) -> FigureView | None:
        return FigureView(self.figure.base, self.desk) if self.figure.base else None

    @property
    def period(self) -> PeriodView | None:
        return PeriodView(self.figure.period, self.desk) if self.figure.period else None

    @property
    def compared_with(self) -> PeriodView | None:
        return PeriodView(self.figure.compared_with, self.desk) if self.figure.compared_with else None

    @property
    def group(self) -> str:
        """The agency's own group under which the source lists this figure's row, or ""."""
        return next((g for o in self.figure.observations if (g := o.attribute("group"))), "")

    @property
    def describes(self) -> str:
        """Whom an estimate speaks of: "population", "respondents" alone, or "" for what is no estimate."""
        return next((d for o in self.figure.observations if (d := o.attribute("describes"))), "")

    @property
    def marked(self) -> bool:
        """Whether the rules of publication mark the estimate as less certain."""
        return any(o.attribute("reliability") == "marked" for o in self.figure.observations)

    @property
    def received(self) -> DateView | None:
        """The date on which the latest of its deliveries was received."""
        dates = [o.vintage for o in self.figure.observations]
        return DateView(max(dates), self.desk) if dates else None


@dataclass(frozen=True)
class FamilyView:
    """A family of figures by key, in its order; a key that is not there gives a gap."""

    family: Family
    desk: Desk
    name: str

    def __getitem__(self, key: object) -> FigureView:
        code = key.code if isinstance(key, PeriodView) else str(getattr(key, "key", key))
        return FigureView(self.family.get(code) or absent(self.name, self.family, code), self.desk, code)

    def __iter__(self) -> Iterator[FigureView]:
        return (FigureView(figure, self.desk, key) for key, figure in self.family.items())

    def __len__(self) -> int:
        return len(self.family)

    def __contains__(self, key: object) -> bool:
        return key in self.family


@dataclass(frozen=True)
class PeriodView(Printable):
    """A period: prints as the language writes it."""

    value: Period
    desk: Desk
    form: str = "text"

    def __str__(self) -> str:
        return self.desk.period(self.value, self.form)

    @property
    def code(self) -> str:
        return self.value.code

    @property
    def kind(self) -> str:
        return self.value.kind

    @property
    def previous(self) -> PeriodView:
        return replace(self, value=self.value.previous())

    @property
    def year_earlier(self) -> PeriodView:
        return replace(self, value=self.value.year_earlier())

    @property
    def end(self) -> DateView:
        return DateView(self.value.end, self.desk)

    def as_form(self, form: str) -> PeriodView:
        return replace(self, form=form)

    def within(self, other: PeriodView) -> bool:
        return other.value.contains(self.value)

    def before(self, other: PeriodView) -> bool:
        """Whether it ends before the other begins."""
        return self.value.end < other.value.start

    def ends_before(self, other: PeriodView) -> bool:
        return self.value.end < other.value.end


@dataclass(frozen=True)
class DateView(Printable):
    """A date: prints as the language writes it."""

    value: date
    desk: Desk
    form: str = "text"

    def __str__(self) -> str:
        return self.desk.date(self.value, self.form)


@dataclass(frozen=True)
class SectionView:
    """The figures of another section: ``flows.arrivals``."""

    name: str
    views: Mapping[str, FigureView | FamilyView]

    def __getattr__(self, figure: str) -> FigureView | FamilyView:
        views = object.__getattribute__(self, "views")
        if figure not in views:
            raise AttributeError(f"the section {object.__getattribute__(self, 'name')} has no figure {figure}")
        return views[figure]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class FactView(Printable):
    """A value of the workspace's front matter: text prints as words and references, mappings are asked by attribute."""

    value: Any
    desk: Desk
    path: str

    def __str__(self) -> str:
        if isinstance(self.value, date):
            return self.desk.date(self.value)
        if isinstance(self.value, Mapping | list | tuple):
            raise MtmError("this entry of the front matter is not a text", value=self.path)
        text = str(self.value if self.value is not None else "")
        return self.desk.words(text) if text else ""

    def __getattr__(self, name: str) -> FactView:
        if name.startswith("__"):
            raise AttributeError(name)
        inner = self.value.get(name) if isinstance(self.value, Mapping) else None
        return FactView(inner, self.desk, f"{self.path}.{name}")

    def __iter__(self) -> Iterator[FactView]:
        items = self.value if isinstance(self.value, list | tuple) else ()
        return (FactView(item, self.desk, f"{self.path}[{index}]") for index, item in enumerate(items))

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def link(self) -> str:
        """The text as a link to itself (an address, an e-mail)."""
        text = str(self.value or "")
        target = f"mailto:{text}" if "@" in text and "://" not in text else text
        return self.desk.reference(text, target) if text else ""


def absent(name: str, family: Family, key: str) -> Figure:
    """The gap for a key that a family does not have: the source does not list it."""
    section, _, own = name.partition(".")
    like = next(iter(family.values()), None)
    return Figure(
        id=f"{section}.{own}.{key}",
        section=section,
        kind=like.kind if like else "select",
        value=None,
        unit=like.unit if like else "",
        decimals=like.decimals if like else 0,
        period=_period(key) or (like.period if like else None),
        formula=f"{own}['{key}']",
        area=key,
        gap="not_listed",
        missing=like.missing if like else (),
    )


def _period(key: str) -> Period | None:
    try:
        return Period.parse(key)
    except (ValueError, TypeError):
        return None


def view(name: str, figure: Figure | Family, desk: Desk) -> FigureView | FamilyView:
    return FigureView(figure, desk) if isinstance(figure, Figure) else FamilyView(figure, desk, name)


def views(figures: Mapping[str, Figure | Family], desk: Desk) -> dict[str, dict[str, FigureView | FamilyView]]:
    """Views of all figures by section and name."""
    found: dict[str, dict[str, FigureView | FamilyView]] = {}
    for name, figure in figures.items():
        section, _, own = name.partition(".")
        found.setdefault(section, {})[own] = view(name, figure, desk)
    return found
