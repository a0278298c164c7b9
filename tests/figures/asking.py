"""One way to ask: expressions in, figures out."""

from __future__ import annotations

from collections.abc import Mapping

from mtm.figures import Figures, Scope, evaluate, load_definitions
from mtm.model.figure import Figure
from mtm.model.observation import Matrix
from mtm.model.period import Period
from mtm.model.reference import AgencyGroup, Group, Indicator, Member

CIS_MEMBERS = ("ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "UZB")

SCOPE = Scope(
    period=Period.parse("2023-Q4"),
    sources={"border-service": "Border Service", "statistics-bureau": "Bureau of National Statistics"},
    supplies={"border_arrivals": ("border-service",)},
    indicators={
        "border_arrivals": Indicator("border_arrivals", "crossings"),
        "border_departures": Indicator("border_departures", "crossings"),
        "residents": Indicator("residents", "persons", "stock"),
        "kandas": Indicator("kandas", "persons", overlaps=("permanent_residence_in",)),
    },
    groups={"CIS": Group("CIS", (*map(Member, CIS_MEMBERS), Member("UKR", contested=True)), "cis.minsk.by")},
    agency_groups={
        f"{agency}:{code}": AgencyGroup(f"{agency}:{code}", **side)
        for agency in ("border-service", "statistics-bureau")
        for code, side in (("CIS", {"inside": "CIS"}), ("NON_CIS", {"outside": "CIS"}))
    },
)


def ask(matrix: Matrix, figures: Mapping[str, object], scope: Scope = SCOPE) -> Figures:
    """Evaluate the figures of one section called "s"."""
    return evaluate(load_definitions({"figures": figures}, "s"), matrix, scope)


def one(matrix: Matrix, expression: str, scope: Scope = SCOPE) -> Figure:
    """Evaluate one expression."""
    return ask(matrix, {"it": expression}, scope).figure("s.it")
