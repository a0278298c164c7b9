"""What was planned for a round: round.yml with its dates, sites and targets, sampling design and known totals.

Scope: the file as read and checked. What a design means for an estimate is the business of ``surveys.estimates``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from mtm.workspace.yamlfile import InvalidError

DESIGNS = ("probability", "snowball", "transit", "key_informants")


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _decimal(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) and _number(value) else value


def _number(value: str | int) -> bool:
    return str(value).strip().lstrip("+-").replace(".", "", 1).isdecimal()


Code = Annotated[str, BeforeValidator(_text)]
Amount = Annotated[Decimal, BeforeValidator(_decimal)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Dates(_Part):
    """First and last day of the field work."""

    start: Annotated[date, Field(alias="from")]
    end: Annotated[date, Field(alias="to")]

    @model_validator(mode="after")
    def _in_order(self) -> Dates:
        if self.end < self.start:
            raise InvalidError("ends before it begins", "Exchange the two dates.")
        return self


class Site(_Part):
    """A place of interviews: its code as in the form, the interviews wanted there, and what else the design needs."""

    id: Code
    name: Mapping[str, str] = Field(default_factory=dict)
    region: Code = ""
    stratum: Code = ""
    target: int | None = Field(default=None, ge=0)


class Stratum(_Part):
    """A stratum of the design: how many units and clusters it has in the frame."""

    id: Code
    population: Amount | None = None
    clusters: int | None = Field(default=None, ge=1)
    target: int | None = Field(default=None, ge=0)


class Design(_Part):
    """How respondents were chosen: the questions that hold stratum, cluster and weight, and the frame's sizes."""

    kind: Literal["probability", "snowball", "transit", "key_informants"]
    strata: tuple[str, ...] = ()
    clusters: str = ""
    weight: str = ""
    frame: tuple[Stratum, ...] = ()
    settings: Mapping[str, Any] = Field(default_factory=dict)


class Calibration(_Part):
    """Known totals of one classification; an estimated total carries its standard error, or is refused."""

    by: tuple[str, ...]
    totals: Mapping[str, Amount]
    source: str
    estimated: bool = False
    standard_errors: Mapping[str, Amount] = Field(default_factory=dict)


class RoundFile(_Part):
    """One round as it was planned."""

    title: Mapping[str, str] = Field(default_factory=dict)
    dates: Dates
    design: Design
    population: str = ""
    simulated: bool = False
    sites: tuple[Site, ...] = ()
    calibration: tuple[Calibration, ...] = ()
    zone: str = "UTC"
    hours: tuple[str, ...] = Field(default=(), max_length=2)
    quality: Mapping[str, Any] = Field(default_factory=dict)
    estimates: Mapping[str, Any] = Field(default_factory=dict)
