"""Observations written by hand for tests of figures and checks.

``row`` writes one observation in one line; ``table`` writes what one delivery says about one indicator.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mtm.model.observation import Delivery, Matrix, Observation, Origin, Status
from mtm.model.period import Period

CODES = {"…": Status.NOT_COLLECTED, "x": Status.WITHHELD, "-": Status.NIL, "": Status.BLANK}


def row(
    indicator: str,
    period: str,
    raw: str,
    area: str = "_T",
    *,
    source: str = "agency",
    group: str = "",
    received: str = "2024-01-22",
    unit: str = "persons",
    status: str = "A",
    cell: str = "B2",
    file: str = "",
    attributes: tuple[tuple[str, str], ...] = (),
    **breakdown: str,
) -> Observation:
    """One observation; "…", "x", "-" and "" are the four ways in which a cell has no number."""
    text = raw.replace(" ", "").replace(",", "")
    value = None if raw in CODES else Decimal(text)
    decimals = len(text.partition(".")[2])
    name = file or f"{source}/{received}_{source}.xlsx"
    pairs = (*attributes, *((("group", group),) if group else ()))
    return Observation(
        indicator=indicator,
        time_period=Period.parse(period),
        ref_area="KAZ",
        counterpart_area=area,
        breakdown=tuple(sorted(breakdown.items())),
        value=value,
        unit_measure=unit,
        obs_status=CODES.get(raw, status),
        decimals=decimals,
        vintage=date.fromisoformat(received),
        origin=Origin(source, name, f"sha-{name}", "Sheet", cell, raw),
        attributes=tuple(sorted(pairs)),
    )


def table(indicator: str, period: str, values: dict[str, str], **common: str) -> list[Observation]:
    """What one delivery says about one indicator: raw values by area; "UZB < agency:CIS" stands under a group."""
    rows = []
    for number, (label, raw) in enumerate(values.items(), start=2):
        area, _, group = label.partition(" < ")
        rows.append(row(indicator, period, raw, area, group=group, cell=f"B{number}", **common))
    return rows


def known(*rows: Observation | list[Observation], as_of: str = "2024-02-15") -> Matrix:
    """The matrix of these observations at a cut-off."""
    flat = [o for entry in rows for o in (entry if isinstance(entry, list) else [entry])]
    return Matrix.known(flat, date.fromisoformat(as_of))


def deliveries(matrix: Matrix) -> tuple[Delivery, ...]:
    """The deliveries behind a matrix."""
    found = {o.origin.sha256: o for o in matrix.observations}
    return tuple(Delivery(o.origin.source, o.vintage, o.origin.file, sha, 1) for sha, o in sorted(found.items()))
