"""The shape of sources/<id>.yml: who an agency is, and how the tables and sentences of its files are laid out.

Scope: declaration and validation; nothing is read here. Every key is described with an example in
docs/reference/sources.md, and this file and that page are tested against each other.
Errors: WorkspaceError with file, line and key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from mtm.codelists.areas import areas, is_user_assigned
from mtm.codelists.groups import groups
from mtm.codelists.indicators import IndicatorEntry, indicators, units
from mtm.kit.patterns import pattern
from mtm.kit.phrases import phrase
from mtm.model.period import Period
from mtm.model.reference import AgencyGroup
from mtm.workspace.yamlfile import InvalidError, did_you_mean, validate

STATUSES: Mapping[str, str] = {"withheld": "Q", "not_collected": "L", "nil": "M", "blank": "O"}

PLAIN_DIMENSIONS = ("counterpart_area", "ref_area", "time_period", "indicator", "unit")
FLAGS: Mapping[str, str] = {"normal": "A", "provisional": "P", "estimated": "E", **STATUSES}

BESIDE = ("note", "published_by", "compared_with", "obs_status")
"""Columns whose text goes with every value of a row."""

PLAIN_USES = ("value", "skip", *BESIDE)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _pattern(value: str) -> str:
    pattern(value)
    return value


Text = Annotated[str, BeforeValidator(_as_text)]
PatternText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_pattern)]
Patterns = Annotated[tuple[PatternText, ...], BeforeValidator(_as_list)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Phrase = Annotated[str, AfterValidator(lambda value: _phrase(value))]
Words = dict[str, str]


def _indicator(value: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("indicators") or indicators()
    if value and value not in known:
        raise InvalidError("names an unknown indicator", did_you_mean(value, known))
    return value


def _unit(value: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("units") or units()
    if value and value not in known:
        raise InvalidError("names an unknown unit", did_you_mean(value, known))
    return value


def _area(value: str) -> str:
    if value not in areas() and not is_user_assigned(value):
        remedy = f"{did_you_mean(value, areas())} Areas are ISO 3166-1 alpha-3 codes."
        raise InvalidError("names an unknown area", remedy)
    return value


def _area_or_none(value: str) -> str:
    return _area(value) if value else value


def _scale(value: int) -> int:
    if value < 1 or str(value).strip("0") != "1":
        raise InvalidError("scale is a power of ten", "Write 1000 for values printed in thousands.")
    return value


def _phrase(value: str) -> str:
    try:
        phrase(value)
    except re.error as error:
        raise InvalidError(f"is not a regular expression ({error})") from error
    return value


def _known_codes(values: Mapping[str, str], info: ValidationInfo) -> None:
    for code in values.values():
        _indicator(code, info)


def _dimension(value: str, info: ValidationInfo) -> str:
    known = (*PLAIN_DIMENSIONS, *((info.context or {}).get("dimensions") or ("sex", "age", "education", "region")))
    if value and value not in known:
        raise InvalidError("names an unknown dimension", did_you_mean(value, known))
    return value


def _use(value: str, info: ValidationInfo) -> str:
    return value if value in PLAIN_USES else _dimension(value, info)


AreaCode = Annotated[str, AfterValidator(_area)]
IndicatorCode = Annotated[str, AfterValidator(_indicator)]
UnitCode = Annotated[str, AfterValidator(_unit)]
Dimension = Annotated[str, AfterValidator(_dimension)]
Dimensions = Annotated[tuple[Dimension, ...], BeforeValidator(_as_list)]
Use = Annotated[str, AfterValidator(_use)]


class Part(BaseModel):
    """A part of a source file; a key that is not declared is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _checked_period(text: str) -> None:
    try:
        Period.parse(text)
    except ValueError:
        remedy = "Write it like 2023-Q4, 2023, 2023-11 or 2023-01-01/2023-09-30; or say where it stands: title, sheet."
        raise InvalidError("is not a period", remedy) from None


class PeriodRule(Part):
    """Where a table's period stands and what its text means; see docs/reference/sources.md."""

    fixed: Text = ""
    where: Annotated[
        tuple[Literal["headings", "title", "sheet", "document", "file"], ...], BeforeValidator(_as_list)
    ] = (
        "headings",
        "title",
        "sheet",
        "document",
    )
    pattern: Phrase = ""
    cumulative: bool = False
    same_months: bool = False
    dates: Literal["", "stock", "day", "year_to_date", "january_to", "since"] = ""
    since: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """A bare word is where the period stands; a bare period is the period itself."""
        if not isinstance(value, str | int):
            return value
        text = str(value)
        return {"where": text} if text in ("headings", "title", "sheet", "document", "file") else {"fixed": text}

    @model_validator(mode="after")
    def _complete(self) -> PeriodRule:
        if self.fixed:
            _checked_period(self.fixed)
        if (self.dates == "since") != (self.since is not None):
            raise InvalidError("dates: since needs the first day, as in since: 1991-01-01, and the other way round")
        return self


class Labels(Part):
    """What is fixed for a table or column, and how labels that stand in its cells translate into codes."""

    indicator: IndicatorCode = ""
    unit: UnitCode = ""
    scale: Annotated[int, AfterValidator(_scale)] = 1
    breakdown: dict[Dimension, str] = {}
    counterpart_area: Annotated[str, AfterValidator(_area_or_none)] = ""
    period: PeriodRule | None = None
    decimal: Literal["", ",", "."] = ""


class Column(Labels):
    """A column recognised by its heading: what it holds, or which labels it gives to the rows."""

    heading: Patterns = ()
    uses: Use = Field("", alias="is")
    values: dict[str, str] = {}
    only: Patterns = ()
    optional: bool = False

    @model_validator(mode="after")
    def _codes(self, info: ValidationInfo) -> Column:
        if self.uses == "indicator":
            _known_codes(self.values, info)
        unknown = [v for v in self.values.values() if v not in FLAGS] if self.uses == "obs_status" else []
        if unknown:
            raise InvalidError("names an unknown status", did_you_mean(unknown[0], FLAGS))
        return self

    @property
    def role(self) -> str:
        """The dimension or use: an indicator makes it a column of values, a filter alone is skipped otherwise."""
        if self.uses:
            return self.uses
        return "skip" if self.only and not (self.indicator or self.breakdown) else "value"

    @property
    def holds_values(self) -> bool:
        return self.role == "value"

    @property
    def labels_rows(self) -> bool:
        return self.role not in PLAIN_USES


class Table(Labels):
    """One table of a source's files, found by the texts of its headings wherever it stands."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    files: Patterns = ()
    sheet: Patterns = ()
    title: Patterns = ()
    heading: Patterns = ()
    rows: Dimension = ""
    label: Patterns = ()
    columns: tuple[Column, ...] = ()
    across: Dimensions = ()
    values: dict[str, dict[str, str]] = {}
    headings: bool = True
    many: bool = False
    optional: bool = False
    form: Texts = ()

    @model_validator(mode="after")
    def _readable(self, info: ValidationInfo) -> Table:
        _known_codes(self.values.get("indicator", {}), info)
        held = [c for c in self.columns if c.holds_values]
        if not held and not self.across and (self.headings or not self.indicator):
            raise InvalidError("declares no column of values", "Add columns with an indicator, or across.")
        if not (self.rows or any(c.labels_rows for c in self.columns)):
            raise InvalidError("does not say what its rows are", "Add rows, for instance rows: counterpart_area.")
        if not self._indicator_known(held):
            raise InvalidError("names no indicator for its values", "Add indicator to the table, a column or a label.")
        if self.headings and not (self.label or self.across or any(c.heading for c in self.columns)):
            raise InvalidError("has no heading to be found by", "Add label, headings of columns, or headings: false.")
        return self

    def _indicator_known(self, held: list[Column]) -> bool:
        dimensions = {*self.across, self.rows, *(c.role for c in self.columns)}
        return bool(self.indicator) or "indicator" in dimensions or bool(held and all(c.indicator for c in held))

    @property
    def long(self) -> bool:
        """A tidy table: every row carries all its labels, and one column holds the values."""
        return any(c.uses == "value" for c in self.columns)

    @property
    def label_columns(self) -> tuple[Column, ...]:
        """The columns that label rows; ``rows`` with ``label`` is the short form of one."""
        own = tuple(c for c in self.columns if c.labels_rows)
        if not self.rows or any(c.role == self.rows for c in own):
            return own
        return (*own, Column(heading=self.label, **{"is": self.rows}))  # type: ignore[arg-type]


class Sentence(Labels):
    """A statement in running text, found by its words; {value}, {period} and names of dimensions mark what to take."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    files: Patterns = ()
    pattern: Phrase
    values: dict[str, dict[str, str]] = {}
    optional: bool = False

    @model_validator(mode="after")
    def _complete(self, info: ValidationInfo) -> Sentence:
        _known_codes(self.values.get("indicator", {}), info)
        if "{value}" not in self.pattern and "(?P<value>" not in self.pattern:
            raise InvalidError("has no {value} in its pattern")
        if not self.indicator and "{indicator}" not in self.pattern:
            raise InvalidError("names no indicator for its value")
        return self


class AgencyGroupDeclared(Part):
    """A group of countries as the agency uses it, with the texts of its heading or subtotal row and of its rest row."""

    name: Words = {}
    labels: Patterns
    rest: Patterns = ()
    inside: str = ""
    outside: str = ""
    members: tuple[AreaCode, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> AgencyGroupDeclared:
        for code in (self.inside, self.outside):
            if code and code not in groups():
                raise InvalidError(f'names an unknown group "{code}"', did_you_mean(code, groups()))
        return self


class SourceFile(Part):
    """sources/<id>.yml."""

    name: Words
    short: Words = {}
    about: Words = {}
    contact: Text = ""
    url: Text = ""
    ref_area: AreaCode
    derived: bool = False
    decimal: Literal["", ",", "."] = ""
    marks: dict[str, Literal["withheld", "not_collected", "nil", "blank"]] = {}
    provisional: Patterns = ()
    names: dict[str, str] = {}
    groups: dict[str, AgencyGroupDeclared] = {}
    totals: Patterns = ()
    tables: tuple[Table, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> SourceFile:
        ids = [t.id for t in self.tables] + [s.id for s in self.sentences]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            raise InvalidError(f'gives the id "{twice}" to two tables or sentences')
        if self.derived and ids:
            raise InvalidError("is derived and declares tables", "mtm writes its files itself: remove derived or them.")
        if not (ids or self.derived):
            raise InvalidError("declares neither tables nor sentences")
        return self


class Source(SourceFile):
    """A source with its id, which is the name of its file and of its folder in the inbox."""

    id: str

    @property
    def own_marks(self) -> dict[str, str]:
        """The source's own marks of absence, as SDMX statuses."""
        return {text: STATUSES[word] for text, word in self.marks.items()}

    @property
    def agency_groups(self) -> tuple[AgencyGroup, ...]:
        return tuple(AgencyGroup(f"{self.id}:{code}", g.inside, g.outside) for code, g in self.groups.items())

    def table(self, name: str) -> Table | Sentence:
        """The table or sentence of this id."""
        declared: tuple[Table | Sentence, ...] = (*self.tables, *self.sentences)
        return next(t for t in declared if t.id == name)


def load_source(
    path: Path,
    known: Mapping[str, IndicatorEntry] | None = None,
    dimensions: tuple[str, ...] = (),
) -> Source:
    """Load one source file; ``known`` are the indicators of package and workspace, ``dimensions`` the breakdowns.

    Where ``known`` is not given, indicators.yml beside the folder of sources is taken into account.
    """
    if known is None:
        from mtm.workspace.indicators import load_codes

        codes = load_codes(path.parent.parent / "indicators.yml")
        known, dimensions = codes.indicators, dimensions or codes.dimensions
    context = {"indicators": known, "dimensions": dimensions}
    declared = validate(SourceFile, path, context)
    return Source.model_construct(id=path.stem, **{name: getattr(declared, name) for name in SourceFile.model_fields})
