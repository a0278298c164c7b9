"""An instrument put into a workspace: form.xlsx, plan.yml and README.md, the same bytes every time.

Scope: writing. Nothing that exists is touched.
Errors: MtmError for a folder that is in use or cannot be written, and for a list of regions that cannot be read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from mtm.model.errors import MtmError
from mtm.surveys.instruments.catalogue import LANGUAGES, Instrument, Module, instrument, place_of
from mtm.surveys.instruments.sheets import Regions, Table, limits, questions_of, sheets
from mtm.surveys.rounds import SURVEYS

MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a spreadsheet's time has no zone
_WIDTHS = {"type": 26, "name": 24, "label": 60, "hint": 34, "relevant": 40, "constraint": 40}


def make(name: str, workspace: Path, regions: Path | None = None) -> tuple[str, ...]:
    """Put the instrument into ``workspace/surveys/name``; returns what was made and what to do next."""
    told = instrument(name)
    listed = read_regions(regions) if regions else ()
    folder = workspace / SURVEYS / name
    if folder.exists() and any(folder.iterdir()):
        remedy = "Rename it, or put the instrument into another workspace."
        raise MtmError("this instrument is there already", where=folder.as_posix(), remedy=remedy)
    try:
        (folder / "rounds").mkdir(parents=True, exist_ok=True)
        (folder / "form.xlsx").write_bytes(workbook(told, listed))
        (folder / "plan.yml").write_text(plan_text(told), encoding="utf-8", newline="\n")
        (folder / "README.md").write_text(notes(told), encoding="utf-8", newline="\n")
    except OSError as error:
        raise MtmError("cannot be written", where=folder.as_posix(), value=error.strerror or "") from error
    place = folder.as_posix()
    hints = [] if listed else [f"Fill the list of regions on the choices sheet of {place}/form.xlsx."]
    return (
        f"Made {place}/form.xlsx, plan.yml and README.md.",
        *hints,
        f"Check it:  mtm survey check {place}/form.xlsx",
    )


def read_regions(path: Path) -> Regions:
    """Regions from a CSV file with the columns code, en, ru, kk."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise MtmError("cannot be read", where=path.as_posix(), remedy="Give a CSV file in UTF-8.") from error
    lacking = [column for column in ("code", *LANGUAGES) if not rows or not rows[0].get(column)]
    if lacking:
        remedy = "Its first row must read code,en,ru,kk and every row must be filled."
        raise MtmError("lacks a column", where=path.as_posix(), value=lacking[0], remedy=remedy)
    return [(row["code"], {lang: row[lang] or row["en"] for lang in LANGUAGES}) for row in rows]


def workbook(told: Instrument, regions: Regions = ()) -> bytes:
    """The form as the bytes of an XLSForm workbook."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": told.title["en"], "author": "mtm", "created": MADE})
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF4"})
    for table in sheets(told, regions):
        _write(book, table, bold)
    book.close()
    return buffer.getvalue()


def _write(book: Any, table: Table, bold: Any) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 2)
    for at, column in enumerate(table.header):
        sheet.set_column(at, at, _WIDTHS.get(column.partition("::")[0], 16))
        sheet.write_string(0, at, column, bold)
    for row, values in enumerate(table.rows, start=1):
        for at, value in enumerate(values):
            if value:
                sheet.write_string(row, at, value)


def plan_text(told: Instrument) -> str:
    """The Data Analysis Plan of an instrument as YAML."""
    plan: dict[str, Any] = {
        "instrument": told.id,
        "title": dict(told.title),
        "population": told.population,
        "roles": {
            "consent": {"question": "consent", "yes": ["yes"]},
            "outcome": {
                "question": "contact",
                "noncontact": ["nobody"],
                "ineligible": ["ineligible"],
            },
            "ending": {"question": "closing", "partial": ["broken_off"]},
            "interviewer": "interviewer",
            "site": "site",
        },
        "codes": {"dont_know": ["dk"], "refused": ["refused"]},
        "questions": _questions(told),
        "indicators": [_indicator(one, part, told) for part in told.modules for one in part.indicators],
    }
    head = (
        f"# Data Analysis Plan: {told.title['en']}.\n"
        "# Every question and indicator has its place: determinant of vulnerability, dissemination category, window.\n"
        "# Without determinant and dissemination category nothing leaves. Keys: docs/reference/instruments.md.\n"
    )
    return head + yaml.safe_dump(plan, sort_keys=False, allow_unicode=True, width=110)


def _questions(told: Instrument) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in told.parts:
        for question in questions_of(part):
            if "en" in question:
                found[question["ask"]] = _entry(question, part)
    return found


def _entry(question: Mapping[str, Any], part: Module) -> dict[str, Any]:
    determinant, dissemination, window = place_of(question, part)
    entry: dict[str, Any] = {"determinant": determinant, "dissemination": dissemination}
    if window:
        entry["window"] = window
    if question["type"] == "text":
        entry["personal"] = True
    if question["type"] == "code":
        entry["personal"] = False
    if limits(question):
        entry |= {"dont_know": ["-98"], "refused": ["-99"]}
    return entry


def _indicator(one: Mapping[str, Any], part: Module, told: Instrument) -> dict[str, Any]:
    determinant, dissemination, window = place_of(one, part)
    found = {key: value for key, value in one.items() if key not in ("at", "domains", "title")}
    asked = {q["ask"] for p in told.parts for q in questions_of(p)}
    domains = [[d] if isinstance(d, str) else list(d) for d in one.get("domains", [])]
    found["domains"] = [domain for domain in domains if asked.issuperset(domain)]
    place = {"determinant": determinant, "dissemination": dissemination, "window": window}
    return {"id": one["id"], "title": dict(one["title"]), **found, **{k: v for k, v in place.items() if v}}


def notes(told: Instrument) -> str:
    """How to field an instrument, for the people who do it."""
    sources = [f"- {part.title['en']}: {part.source}" for part in told.modules if part.source]
    lines = [
        f"# {told.title['en']}",
        "",
        f"Respondents: {told.respondent}. About {told.minutes} minutes. English, Russian and Kazakh in one form.",
        "",
        "## Before the round",
        "",
        "- Fill the list `region` on the choices sheet, and read every translation aloud with interviewers: the",
        "  Russian and Kazakh wording is ours and has to be pretested.",
        "- Upload `form.xlsx` to KoboToolbox or ODK Central. When you change the form, give it a new version on the",
        "  settings sheet and keep the old file in `versions/`, named after its version.",
        "- Make a key for the vault outside this workspace: `mtm survey key FILE`. Without it names, notes and device",
        "  data cannot be taken in, and nobody can open them later.",
        "- Make `rounds/ROUND/round.yml`:",
        "",
        "      dates: {from: 2026-03-01, to: 2026-03-20}",
        f"      design: {{kind: {told.design}}}",
        "      sites:",
        "        - {id: A-1, name: {en: First site}, region: region_1, target: 30}",
        "",
        "## In the field",
        "",
        *(f"- {line}" for line in told.fielding),
        "- Consent comes first. After a refusal the form ends and nothing that was said is kept; the contact still",
        "  counts in the response rate, so write down every contact.",
        "- Don't know and prefers not to answer are answers of their own (for numbers -98 and -99). Never write 0",
        "  or no instead.",
        "",
        "## After the round",
        "",
        "- Export with XML values and headers (KoboToolbox) or as a zip with repeats (ODK Central), then",
        f"  `mtm survey intake WORKSPACE {told.id}/ROUND EXPORT --key-file FILE`.",
        "- Then `mtm survey quality` and `mtm survey estimate`.",
        "",
    ]
    if sources:
        lines += ["## Published methods used", "", *sources, ""]
    return "\n".join(lines)
