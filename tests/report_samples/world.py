"""Evaluates the sections' figures over the hand-written tables and composes a report from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from mtm.checks import CheckContext, run
from mtm.codelists.areas import area_names
from mtm.codelists.groups import groups
from mtm.codelists.indicators import indicators, units
from mtm.compose.input import Outline, PolicyEvent, ReportInput, Text
from mtm.compose.report import Composed, compose
from mtm.compose.shelf import open_sections, package_shelf, read_outline, read_text
from mtm.figures import Scope, evaluate, load_definitions
from mtm.model.observation import Matrix, Observation
from mtm.model.period import Period
from mtm.model.reference import AgencyGroup, Indicator, Question
from report_samples.kazakhstan import NINE_2023, observations

EXAMPLE = Path(__file__).parents[2] / "examples" / "kazakhstan"
CUTOFF = date(2024, 2, 15)

SOURCES = {
    "border-service": "Border Service of the National Security Committee",
    "migration-service": "Migration Service Committee of the Ministry of Internal Affairs",
    "statistics-bureau": "Bureau of National Statistics",
    "labour-ministry": "Ministry of Labour and Social Protection of the Population",
    "national-bank": "National Bank of Kazakhstan",
    "iom-published": "IOM Kazakhstan",
}
SUPPLIES = {
    "border_arrivals": ("border-service",),
    "border_departures": ("border-service",),
    "temporary_residence_permits": ("migration-service",),
    "permanent_residence_in": ("statistics-bureau",),
    "permanent_residence_out": ("statistics-bureau",),
    "kandas_status": ("labour-ministry",),
    "personal_remittances_in": ("national-bank",),
    "personal_remittances_out": ("national-bank",),
}
OWN = {
    "kandas_status": Indicator("kandas_status", "persons", overlaps=("permanent_residence_in",)),
    "kandas_status_cumulative": Indicator("kandas_status_cumulative", "persons", cumulates="kandas_status"),
    "kandas_share": Indicator("kandas_share", "percent", "rate"),
}
AGENCY_GROUPS = {
    f"{agency}:{code}": AgencyGroup(f"{agency}:{code}", **side)
    for agency in ("border-service", "statistics-bureau", "iom-published")
    for code, side in (("CIS", {"inside": "CIS"}), ("NON_CIS", {"outside": "CIS"}))
}
QUESTIONS = (
    Question(
        "remittances-russia",
        "national-bank",
        "personal_remittances_in",
        NINE_2023,
        "RUS",
        raw="55.8",
        low=Decimal("65.53"),
        high=Decimal("65.80"),
        text=(("en", "The table reads 55.8; the share and the change published with it contradict it."),),
    ),
)
FRONT = {
    "country": "KAZ",
    "name": "Kazakhstan",
    "title": "Migration situation in Kazakhstan",
    "subtitle": "Quarterly compilation report",
    "publisher": "Country data team (demonstration)",
    "contact": {"name": "Data team", "email": "data@example.org", "address": "14 Example Street"},
    "funding": "Funded for demonstration only.",
    "disclaimer": "Opinions are the authors’.",
    "notice": "This example reproduces published figures for demonstration.",
    "licence": "CC BY 4.0",
    "citation": "Country data team, Migration situation in Kazakhstan.",
}
EVENTS = (
    PolicyEvent(
        date(2023, 11, 2),
        date(2023, 11, 9),
        "Ministry of Labour and Social Protection",
        "Queue at the Saryagash checkpoint",
        "Hundreds of migrant workers were held back at the border; 1 court could not keep up.",
        "press release",
        "https://example.org/2023/11",
    ),
)
GROUP_NAMES = {"CIS": "CIS countries", "NON_CIS": "non-CIS countries"}


KANDAS_NAMES = {
    "kandas_status": "Kandas status granted",
    "kandas_status_cumulative": "Returned since 1991",
    "kandas_share": "Share of Kandas",
}


class EnglishNames:
    """Names for the tests: codelists and the few groups and sources of the example."""

    def area(self, code: str, form: str = "plain") -> str:
        group = code.partition(":")[2]
        return GROUP_NAMES.get(group.removesuffix("/_O")) or area_names().name(code, "en")

    def indicator(self, code: str, form: str = "plain") -> str:
        known = indicators().get(code)
        return (
            known.name["en"]
            if known
            else {"kandas_since_1991": "Kandas since 1991", "kandas": "Kandas", "kandas_share": "Kandas, shares"}.get(
                code, code
            )
        )

    def source(self, code: str, form: str = "plain") -> str:
        return SOURCES.get(code, code)


def scope(period: Period) -> Scope:
    return Scope(
        period=period,
        indicators={code: entry.indicator for code, entry in indicators().items()} | OWN,
        units={code: entry.unit for code, entry in units().items()},
        groups={code: entry.group for code, entry in groups().items()},
        agency_groups=AGENCY_GROUPS,
        sources=SOURCES,
        supplies=SUPPLIES,
        questions=QUESTIONS,
        ref_area="KAZ",
    )


def outline() -> Outline:
    return read_outline((EXAMPLE / "outline.yml").read_text(encoding="utf-8"), "outline.yml")


def authored(period: str) -> dict[str, Text]:
    """The example's own authored texts of a period, by section."""
    folder = EXAMPLE / "text" / period
    files = sorted(folder.glob("*.en.md"))
    return {f.name.split(".")[0]: read_text(f.read_text(encoding="utf-8"), f"text/{period}/{f.name}") for f in files}


def report_input(
    period: str = "2023-Q4",
    as_of: date = CUTOFF,
    cutoff: date = CUTOFF,
    plan: Outline | None = None,
    rows: list[Observation] | None = None,
    **more: object,
) -> ReportInput:
    """The input of one report over the hand-written tables."""
    plan = plan or outline()
    shelves = {"workspace": EXAMPLE / "sections", "sections": package_shelf()}
    folders = open_sections(plan.all, shelves, "en")
    known, at = Matrix.known(rows if rows is not None else observations(), as_of), Period.parse(period)
    definitions = [
        d for id, f in folders.items() if f.figures for d in load_definitions(f.figures, id, f"{f.where}/figures.yml")
    ]
    evaluated = evaluate(definitions, known, scope(at))
    checked = run(
        CheckContext(
            known,
            at,
            figures=tuple(evaluated),
            questions=QUESTIONS,
            indicators=scope(at).indicators,
            units=scope(at).units,
            groups=scope(at).groups,
            agency_groups=AGENCY_GROUPS,
            sources=SOURCES,
        )
    )
    given = ReportInput(
        language="en",
        period=at,
        cutoff=cutoff,
        as_of=as_of,
        outline=plan,
        folders=folders,
        figures=evaluated.by_name,
        matrix=known,
        names=EnglishNames(),
        front=FRONT,
        findings=checked,
        questions=QUESTIONS,
        events=EVENTS,
        authored=authored(period),
        suppliers=SUPPLIES,
        previous_cutoff=date(2023, 11, 15),
        next_release="31 May 2024",
        version="1.0",
        published=date(2024, 2, 29),
    )
    return replace(given, **more)  # type: ignore[arg-type]


def composed(period: str = "2023-Q4", **more: object) -> Composed:
    return compose(report_input(period, **more))  # type: ignore[arg-type]


def text_of(spans: tuple[object, ...]) -> str:
    return "".join(span.text for span in spans)  # type: ignore[attr-defined]


def sections_of(found: Composed) -> Mapping[str, object]:
    return {section.id: section for section in found.report.sections}
