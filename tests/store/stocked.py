"""Deliveries and observations for the store's tests, made by hand or by number."""

import hashlib
from datetime import date
from decimal import Decimal

from mtm.model.cell import Cell
from mtm.model.finding import Finding, Place
from mtm.model.labelled import Heading, SetAside, Shape
from mtm.model.observation import Delivery, Observation, Origin
from mtm.model.period import Period
from mtm.store import Take

RECIPE = "recipe-1"


def delivery(path: str, data: bytes, day: str = "2024-01-22") -> Delivery:
    return Delivery(path.split("/")[0], date.fromisoformat(day), path, hashlib.sha256(data).hexdigest(), len(data))


def observation(d: Delivery, value: str | None, area: str = "UZB", **changes: object) -> Observation:
    given: dict[str, object] = {
        "indicator": "border_arrivals",
        "time_period": Period.quarter(2023, 4),
        "ref_area": "KAZ",
        "counterpart_area": area,
        "breakdown": (),
        "value": None if value is None else Decimal(value),
        "unit_measure": "crossings",
        "obs_status": "A" if value is not None else "L",
        "decimals": 0,
        "vintage": d.received,
        "origin": Origin(d.source, d.path, d.sha256, "IV кв. 2023", "C8", value or "…", "Узбекистан"),
    }
    return Observation(**{**given, **changes})  # type: ignore[arg-type]


def take(
    path: str, values: dict[str, str | None], day: str = "2024-01-22", *, recipe: str = RECIPE, data: bytes = b""
) -> Take:
    """A delivery with one observation per area, one finding, one cell set aside and one shape."""
    content = data or repr((path, values)).encode()
    d = delivery(path, content, day)
    aside = SetAside("s", Cell(9, 1, "A9", "Атлантида", "Атлантида"), "unknown_name", "t", "Атлантида")
    shape = Shape("t", "s", 5, (Heading(1, "Страна", "A5", "area", False), Heading(2, "въезд", "B5", "arrivals")))
    finding = Finding.make("unknown_name", "warning", Place(d.path, "s", "A9", "Атлантида"), source=d.source, name="x")
    found = tuple(observation(d, value, area) for area, value in values.items())
    return Take(d, content, recipe, found, (finding,), (aside,), (shape,))


def many(number: int, count: int) -> Take:
    """A delivery of ``count`` observations, the same for the same number."""
    path = f"border-service/2024-01-{number % 28 + 1:02d}_{number}.csv"
    values = {f"A{i:05d}": str(number * 1000 + i) for i in range(count)}
    return take(path, values, f"2024-01-{number % 28 + 1:02d}", data=f"{number}\n".encode() * 500)
