"""What a team knows beside the numbers: indicators, units, dated groups, open questions, corrections, due dates.

Scope: the nouns. Codelists and workspaces hold the data; figures and checks receive these values from the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mtm.model.observation import Observation
from mtm.model.period import Period

Breakdown = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; ``count`` units are whole things counted one by one, so their printed values are exact."""

    code: str
    count: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator measures, and with what it must never be added.

    ``nature``: flow (has a period), stock (has a date), unresolved (the source does not say), rate (never summed).
    ``overlaps`` names indicators that count partly the same persons. ``concept`` says whose movement or state it is
    (crossing, permit holder, resident); quantities of two concepts are never added.
    ``inflow`` and ``outflow`` are set on a balance that the source publishes: it is their difference.
    ``cumulates`` is set on a running total: the flow that makes it grow. ``share_of`` is set on percentages that split
    a whole: over the areas, or over one breakdown, they sum to 100. ``enforcement``: by citizenship it points at
    persons who broke a rule, and is kept out of reports unless a workspace asks for it.
    """

    code: str
    unit: str
    nature: str = "flow"
    overlaps: tuple[str, ...] = ()
    inflow: str = ""
    outflow: str = ""
    cumulates: str = ""
    concept: str = ""
    share_of: str = ""
    enforcement: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """An area's membership in a group, first and last day included; None is an open end.

    ``contested`` marks a membership on which sources differ (associates, signatories that never ratified):
    an agency may count the area either way.
    """

    area: str
    start: date | None = None
    end: date | None = None
    contested: bool = False

    def on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of areas with dated membership ("CIS") and the source it is taken from.

    ``contested`` areas are those whose membership is disputed on a day, whether or not we count them as members.
    """

    code: str
    members: tuple[Member, ...]
    source: str = ""

    def at(self, day: date) -> tuple[str, ...]:
        return tuple(sorted({m.area for m in self.members if m.on(day) and not m.contested}))

    def contested(self, day: date) -> tuple[str, ...]:
        return tuple(sorted({m.area for m in self.members if m.on(day) and m.contested}))


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """A group as an agency uses it ("statistics-bureau:CIS"), and how it stands to our dated group.

    ``inside`` names the dated group it resembles, ``outside`` the dated group whose complement it resembles.
    """

    code: str
    inside: str = ""
    outside: str = ""

    @property
    def source(self) -> str:
        return self.code.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Question:
    """An open question about delivered values, kept until the source answers it.

    Empty fields match anything. ``raw`` guards the question: it is the printed value that is in doubt.
    ``low`` and ``high`` bound the values that would settle it, when they are known.
    ``text`` are (language, sentence) pairs; ``place`` says where the question is kept ("questions.yml, line 4").
    """

    id: str
    source: str
    indicator: str = ""
    period: str = ""
    area: str = ""
    breakdown: Breakdown | None = None
    raw: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    text: tuple[tuple[str, str], ...] = ()
    open: bool = True
    place: str = ""

    def about(self, observation: Observation) -> bool:
        """Whether the question concerns this observation; the guard is not asked here."""
        return _matches(self, observation)

    def holds(self, observation: Observation) -> bool:
        """Whether the printed value that is in doubt still stands there; a question without a guard always holds."""
        return not self.raw or _alike(self.raw, observation.origin.raw)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of one delivered value, with its reason, author, status and guard.

    ``raw`` is the printed value that the correction expects to find; once the source sends another, it must go.
    """

    id: str
    source: str
    indicator: str
    period: str
    area: str
    raw: str
    value: Decimal | None
    reason: str = ""
    author: str = ""
    status: str = "active"
    breakdown: Breakdown | None = None
    place: str = ""

    def about(self, observation: Observation) -> bool:
        """Whether the correction is meant for this observation; the guard is not asked here."""
        return _matches(self, observation)

    def holds(self, observation: Observation) -> bool:
        """Whether the printed value that the correction was written for still stands there."""
        return _alike(self.raw, observation.origin.raw)


@dataclass(frozen=True, slots=True)
class Expected:
    """A delivery that a source owes for every period: what, covering which span, and by when.

    ``covers``: quarter, month, year, ytd (from 1 January to the period's end). ``due_days`` count from its end.
    ``indicators`` are those the delivery must bring; () accepts any of the source.
    """

    source: str
    form: str
    covers: str
    due_days: int
    indicators: tuple[str, ...] = ()
    place: str = ""

    def period(self, report: Period) -> Period:
        """The period that this delivery must cover for a report on ``report``."""
        year, last = report.end.year, report.end.month
        spans = {
            "month": (last, last),
            "quarter": ((last - 1) // 3 * 3 + 1, (last - 1) // 3 * 3 + 3),
            "year": (1, 12),
            "ytd": (1, last),
        }
        return Period.months(year, *spans[self.covers])


def _alike(guard: str, printed: str) -> bool:
    """Whether two printed numbers are written alike, spaces and the kind of decimal sign apart: 55.8 and 55,8."""
    first, second = ("".join(text.split()).replace(",", ".") for text in (guard, printed))
    return first == second


def _matches(asked: Question | Correction, o: Observation) -> bool:
    pairs = (
        (asked.source, o.origin.source),
        (asked.indicator, o.indicator),
        (asked.period, o.time_period.code),
        (asked.area, o.counterpart_area),
    )
    return all(want in ("", have) for want, have in pairs) and asked.breakdown in (None, o.breakdown)
