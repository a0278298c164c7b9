"""What goes into the store and comes out of it: a delivery with everything that was read from it.

Scope: values only; nothing here knows the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mtm.model.finding import Finding
from mtm.model.labelled import SetAside, Shape
from mtm.model.observation import Delivery, Observation


@dataclass(frozen=True, slots=True)
class Take:
    """A delivery, its bytes, and what was read from it under a recipe.

    ``recipe`` names how it was read (a hash of the source's configuration and the package's version): the same file
    read by another recipe is another take of it.
    """

    delivery: Delivery
    data: bytes
    recipe: str
    observations: tuple[Observation, ...] = ()
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many observations a take brought, compared with what the store knew before up to the same vintage.

    ``new`` keys were unknown, ``changed`` ones had another value, unit or status, ``unchanged`` ones the same.
    ``files`` counts deliveries really taken: a file that was there already counts nowhere.
    """

    files: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    replaced: tuple[str, ...] = ()

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.files + other.files,
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.replaced + other.replaced,
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """One line of the store's history: a delivery as it was taken, and whether it still counts.

    ``state`` is current, superseded (taken again later, or other bytes under the same name), withdrawn, or
    duplicate (the same bytes from the same source on the same day under a name before this one).
    """

    number: int
    delivery: Delivery
    recipe: str
    state: str
    other: str = ""


def standing(history: list[tuple[int, Delivery, str, bool]], as_of: date | None) -> tuple[Taken, ...]:
    """Which takes count at a cut-off; ``history`` holds number, delivery, recipe and whether it was withdrawn.

    The last take of each path counts. Deliveries after the cut-off are left out altogether, so that a duplicate is
    judged by what had been received by then.
    """
    last = {delivery.path: number for number, delivery, _, _ in history}
    found: list[Taken] = []
    first: dict[tuple[str, date, str], str] = {}
    ordered = sorted(history, key=lambda h: (h[1].received, h[1].path, h[0]))
    for number, delivery, recipe, withdrawn in ordered:
        if as_of is not None and delivery.received > as_of:
            continue
        if number != last[delivery.path]:
            found.append(Taken(number, delivery, recipe, "superseded"))
        elif withdrawn:
            found.append(Taken(number, delivery, recipe, "withdrawn"))
        else:
            same = first.setdefault((delivery.source, delivery.received, delivery.sha256), delivery.path)
            state = "current" if same == delivery.path else "duplicate"
            found.append(Taken(number, delivery, recipe, state, "" if state == "current" else same))
    return tuple(found)
