"""The mapping file: how a partner's extract is laid out, and what its codes mean.

Scope: reading and checking the file, and turning one raw code into ours. docs/how-to/crossings.md explains every key.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from mtm.codelists.areas import area_names, areas, is_user_assigned
from mtm.kit.names import key
from mtm.microdata.codes import AGE_BANDS, CodeBook
from mtm.microdata.records import DIRECTIONS, DOCUMENTS, FIELDS, PURPOSES, REQUIRED, SEXES, TRANSPORTS, UNKNOWN
from mtm.microdata.zones import zone_of
from mtm.workspace.yamlfile import validate

ANY = "any"
CODED = ("direction", "citizenship", "crossing_point", "transport", "sex", "purpose", "document_type")
OURS = {
    "direction": DIRECTIONS,
    "transport": TRANSPORTS,
    "sex": SEXES,
    "purpose": PURPOSES,
    "document_type": DOCUMENTS,
}
FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")
STATELESS = ("XXA", "XXB", "XXC", "XXX")  # ICAO Doc 9303: stateless, refugees, unspecified; they stand in passports

Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
Columns = Annotated[tuple[Text, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]


class Part(BaseModel):
    """Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CsvPart(Part):
    """How the text file is written."""

    delimiter: str = Field(default=",", min_length=1, max_length=1)
    quote: str = Field(default='"', min_length=1, max_length=1)
    encoding: str = "utf-8"

    @field_validator("encoding")
    @classmethod
    def _one_byte_or_utf8(cls, value: str) -> str:
        try:
            name = codecs.lookup(value).name
        except LookupError:
            raise ValueError(f'unknown encoding "{value}"') from None
        if name.startswith(("utf-16", "utf-32", "utf-7")):
            raise ValueError("convert the file to utf-8 first: lines cannot be told apart in this encoding")
        return name


class TimePart(Part):
    """What the texts of the time column mean; ``clock`` is the zone they are written in, default the border's."""

    formats: tuple[str, ...] = FORMATS
    clock: str = ""
    repeated_hour: Literal["first", "second"] = "first"
    earliest: date = date(1990, 1, 1)


class Extract(Part):
    """One partner's extract."""

    source: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    country: str = Field(pattern=r"^[A-Z]{3}$")
    zone: str
    columns: dict[str, Columns]
    time: TimePart = TimePart()
    csv: CsvPart = CsvPart()
    codes: dict[str, Literal["any"] | dict[Text, Text]] = {}
    age_bands: tuple[int, ...] = AGE_BANDS

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        zone_of(value)
        return value

    @field_validator("age_bands")
    @classmethod
    def _rising(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        return CodeBook(age_bands=value).age_bands

    @model_validator(mode="after")
    def _known_fields(self) -> Extract:
        for name in (*self.columns, *self.codes):
            if name not in FIELDS:
                raise ValueError(f'"{name}" is no field of a crossing; known are {", ".join(FIELDS)}')
        for name in REQUIRED:
            if not self.columns.get(name):
                raise ValueError(f'the column of "{name}" is missing')
        for name, codes in self.codes.items():
            self._check_codes(name, codes)
        return self

    def _check_codes(self, name: str, codes: str | Mapping[str, str]) -> None:
        if name not in CODED:
            raise ValueError(f'"{name}" has no codes')
        if codes == ANY and name != "crossing_point":
            raise ValueError(f'"any" can be said of crossing_point only, not of {name}')
        known = OURS.get(name)
        for code in codes.values() if isinstance(codes, Mapping) and known else ():
            if code not in (known or ()):
                raise ValueError(f'{name}: "{code}" is none of {", ".join(known or ())}')
        for code in codes.values() if isinstance(codes, Mapping) and name == "citizenship" else ():
            if not _is_citizenship(code):
                raise ValueError(f'citizenship: "{code}" is no ISO 3166-1 alpha-3 code')

    @property
    def listed(self) -> tuple[str, ...]:
        """All columns that the mapping reads, each once."""
        return tuple(dict.fromkeys(column for columns in self.columns.values() for column in columns))

    def code(self, field: str, raw: str) -> str | None:
        """Our code for a partner's, or None where neither the mapping nor our lists know it."""
        own = self.codes.get(field, {})
        if own == ANY:
            return raw
        told = {key(text): code for text, code in own.items()} if isinstance(own, dict) else {}
        found = told.get(key(raw))
        if found is not None:
            return found
        if field == "citizenship":
            return _area(raw)
        return next((code for code in OURS.get(field, ()) if key(code) == key(raw)), None)


def load_mapping(path: Path) -> Extract:
    """The mapping in a file; errors name the file, the line and the key."""
    return validate(Extract, path)


def _is_citizenship(code: str) -> bool:
    """Codes that ISO leaves to its users are allowed where a mapping says them: a fictitious country has one."""
    return code in areas() or code in STATELESS or code == UNKNOWN or is_user_assigned(code)


@cache
def _area(raw: str) -> str | None:
    """ISO 3166-1 alpha-3 for a code or a name in any of the languages of the code list."""
    code = raw.strip().upper()
    if code in areas() or code in STATELESS or code == UNKNOWN:
        return code
    by_two = {area.iso2: area.code for area in areas().values() if area.iso2}
    if code in by_two:
        return by_two[code]
    found = area_names().find(raw)
    return found.code if found else None
