"""One way to check: a matrix and what is known in, the findings of one check out."""

from __future__ import annotations

from matrix_samples import known
from mtm.checks import CheckContext, checks
from mtm.model.finding import Finding
from mtm.model.observation import Observation
from mtm.model.period import Period
from mtm.model.reference import AgencyGroup, Group, Indicator, Member, Unit

INDICATORS = {
    i.code: i
    for i in (
        Indicator("x_in", "persons"),
        Indicator("x_out", "persons"),
        Indicator("x_balance", "persons", inflow="x_in", outflow="x_out"),
        Indicator("kandas", "persons"),
        Indicator("kandas_total", "persons", "stock", cumulates="kandas"),
        Indicator("kandas_share", "percent", "rate", share_of="kandas"),
        Indicator("unemployment", "percent", "rate"),
        Indicator("permits", "persons", "unresolved"),
    )
}
UNITS = {"persons": Unit("persons"), "crossings": Unit("crossings"), "percent": Unit("percent", count=False)}
UNITS |= {"usd_million": Unit("usd_million", count=False)}


def context(
    *rows: Observation | list[Observation], period: str = "2023-Q4", as_of: str = "2024-02-15", **more: object
) -> CheckContext:
    """A context for a report on a period at a cut-off."""
    return CheckContext(
        matrix=known(*rows, as_of=as_of),
        period=Period.parse(period),
        indicators=INDICATORS,
        units=UNITS,
        groups={"CIS": Group("CIS", (Member("RUS"), Member("UKR", contested=True)))},
        agency_groups={
            "statistics-bureau:CIS": AgencyGroup("statistics-bureau:CIS", inside="CIS"),
            "statistics-bureau:NON_CIS": AgencyGroup("statistics-bureau:NON_CIS", outside="CIS"),
        },
        sources={"agency": "The Agency", "other": "The Other Agency"},
        **more,  # type: ignore[arg-type]
    )


def findings(check: str, given: CheckContext) -> list[Finding]:
    """The findings of one check, the gravest first."""
    return sorted(checks()[check](given), key=lambda f: f.sort_key)
