"""An estimate is a number about a population, with its uncertainty and the ruling on whether it may be printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

Domain = tuple[tuple[str, str], ...]

PUBLISHED, MARKED, WITHHELD = "published", "marked", "withheld"
KINDS = ("total", "mean", "proportion", "ratio", "median")


@dataclass(frozen=True, slots=True)
class Estimate:
    """One indicator in one domain; ``domain`` holds (dimension, code) pairs, () is everybody.

    ``value`` None is a domain without answers. ``se``, ``lower``, ``upper``, ``deff`` and ``df`` are None where nothing
    can be said about a population: ``probability`` False describes the respondents only. ``n`` counts answers in the
    base. ``status`` is published, marked (print it with the reason) or withheld (print the reason alone).
    ``reason`` is a code of the rules of publication; ``method`` says how the interval was made.
    """

    indicator: str
    domain: Domain
    value: float | None
    se: float | None
    lower: float | None
    upper: float | None
    n: int
    deff: float | None
    df: int | None
    status: str
    reason: str
    probability: bool
    kind: str = "proportion"
    method: str = ""

    @property
    def cv(self) -> float | None:
        """The coefficient of variation: the standard error as a share of the estimate."""
        return None if self.se is None or not self.value else self.se / abs(self.value)

    def ruled(self, status: str, reason: str) -> Estimate:
        """The same estimate under a stricter ruling; a milder one changes nothing."""
        order = (PUBLISHED, MARKED, WITHHELD)
        return replace(self, status=status, reason=reason) if order.index(status) > order.index(self.status) else self
