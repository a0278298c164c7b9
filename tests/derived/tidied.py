"""Observations and tidy files for the tests of this folder."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from mtm.codelists.areas import area_names
from mtm.derived import read
from mtm.kit.names import Name
from mtm.model.labelled import Harmonised
from mtm.model.observation import Delivery, Observation, Origin
from mtm.model.period import Period
from mtm.workspace.indicators import package_codes
from mtm.workspace.source import AgencyGroupDeclared, Source

DAY = date(2025, 1, 15)
SOURCE = Source.model_construct(
    id="records", name={"en": "Records"}, ref_area="XAA",
    derived=True, groups={"CIS": AgencyGroupDeclared(labels="CIS")},
)  # fmt: skip
NAMES = area_names().with_names([Name("XAA", "Examplia", "en", "name")])


def observed(**changes: object) -> Observation:
    """4,321 border crossings in the fourth quarter of 2024, unless told otherwise."""
    told: dict[str, object] = {
        "indicator": "border_arrivals",
        "time_period": Period.quarter(2024, 4),
        "ref_area": "XAA",
        "counterpart_area": "UZB",
        "breakdown": (),
        "value": Decimal(4321),
        "unit_measure": "crossings",
        "obs_status": "A",
        "decimals": 0,
        "vintage": DAY,
        "origin": Origin("records", "dataset/crossings.v1", "ab" * 32, "as_of=2024-12-31", "", "4321"),
        "attributes": (("dataset", "d1"),),
    }
    return Observation(**{**told, **changes})  # type: ignore[arg-type]


def taken(data: bytes) -> Harmonised:
    """What is read from a tidy file that lies in the inbox."""
    delivery = Delivery("records", DAY, "records/2025-01-15_crossings.csv", hashlib.sha256(data).hexdigest(), len(data))
    return read(data, SOURCE, delivery, NAMES, package_codes())


def rules(found: Harmonised) -> list[str]:
    return [finding.rule for finding in found.findings]
