"""A workspace's own indicators and breakdowns (indicators.yml), added to those of the package.

Scope: what only this country measures, such as a national programme. Reference: docs/reference/sources.md.
Errors: WorkspaceError with file, line and key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from mtm.codelists.indicators import IndicatorEntry, breakdown_names, indicator_entry, indicators, units
from mtm.kit.names import Names
from mtm.workspace.yamlfile import InvalidError, did_you_mean, validate


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _unit(value: str) -> str:
    if value not in units():
        raise InvalidError("names an unknown unit", did_you_mean(value, units()))
    return value


class IndicatorDeclared(_Part):
    """One indicator; see ``codelists/indicators.yml`` for the meaning of its keys."""

    name: dict[str, str]
    unit: Annotated[str, AfterValidator(_unit)]
    nature: Literal["flow", "stock", "rate", "unresolved"] = "flow"
    concept: str = ""
    overlaps: tuple[str, ...] = ()
    inflow: str = ""
    outflow: str = ""
    cumulates: str = ""
    change_of: str = ""
    share_of: str = ""
    enforcement: bool = False


class DimensionDeclared(_Part):
    """A breakdown dimension with its codes: code -> names per language, and labels as agencies write them."""

    name: dict[str, str] = {}
    codes: dict[str, dict[str, Any]]


class IndicatorsFile(_Part):
    """indicators.yml."""

    indicators: dict[str, IndicatorDeclared] = {}
    breakdowns: dict[str, DimensionDeclared] = {}


@dataclass(frozen=True)
class Codes:
    """The indicators of package and workspace, and the names of every breakdown's codes."""

    indicators: Mapping[str, IndicatorEntry]
    breakdowns: Mapping[str, Names]

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(self.breakdowns)


@cache
def package_codes() -> Codes:
    """The codelists of the package alone."""
    return Codes(indicators(), breakdown_names())


def load_codes(path: Path) -> Codes:
    """The codelists with a workspace's additions; a workspace without indicators.yml has those of the package."""
    declared = validate(IndicatorsFile, path) if path.exists() else IndicatorsFile()
    own = {code: indicator_entry(code, given.model_dump()) for code, given in declared.indicators.items()}
    more = {dimension: given.model_dump() for dimension, given in declared.breakdowns.items()}
    return Codes({**indicators(), **own}, breakdown_names(more))
