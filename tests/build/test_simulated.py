"""The example of a country that does not exist: it builds in three languages, and nothing of it passes for a fact."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from mtm.build import build
from mtm.build.knowing import know
from mtm.build.letters import check
from mtm.build.progress import silent
from mtm.build.taking import take
from mtm.figures.trace import render, trace
from mtm.model.finding import Severity
from mtm.model.period import Period
from mtm.workspace.load import load
from mtm.writers.letter import text as letter_text

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tarvia"
LANGUAGES = ("en", "ru", "kk")
SAID = {"en": "Simulated data", "ru": "Имитационные данные", "kk": "Модельденген деректер"}


def copied(target: Path) -> Path:
    return shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("store", "releases", "letters", "surveys"))


@dataclass(frozen=True)
class Release:
    folder: Path

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def files(self, suffix: str) -> Iterator[Path]:
        return (p for p in sorted(self.folder.rglob(f"*{suffix}")))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    outcome = build(copied(tmp_path_factory.mktemp("fictitious") / "tarvia"), "2024-Q4", languages=LANGUAGES)
    assert outcome.release is not None
    assert [f.rule for f in outcome.findings if f.severity == Severity.BLOCKING] == []
    assert not any(f.rule.startswith("derived_") for f in outcome.findings)
    return Release(outcome.release)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")


def spoken(path: Path) -> str:
    """The words by which a file of this language says that it is simulated."""
    return next(SAID[lang] for lang in LANGUAGES if f".{lang}." in path.name or path.parent.name == lang)


# One test for the whole release: the fixture is a build of ten seconds, which every worker would repeat.
def test_the_release_is_labelled_everywhere_traced_to_its_lines_and_says_what_is_open(release: Release) -> None:
    every_page_table_chart_sheet_row_and_entry_says_that_it_is_simulated(release)
    a_printed_number_is_traced_to_its_line_and_to_what_it_was_counted_from(release)
    the_report_shows_match_rates_and_what_is_not_decided_yet(release)


def every_page_table_chart_sheet_row_and_entry_says_that_it_is_simulated(release: Release) -> None:
    for path in release.files(".pdf"):
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
        assert len(pages) > 5
        assert all(spoken(path) in page for page in pages), path.name
    for path in release.files(".docx"):
        assert spoken(path) in part(path, "word/header1.xml"), path.name
        assert 'w:type="default"' in part(path, "word/document.xml").partition("headerReference")[2][:200]
    for path in release.files(".html"):
        page = path.read_text(encoding="utf-8")
        assert f'class="banner" role="note">{spoken(path)}' in page.replace("<span>", "")
        assert f'@top-left {{ content: "{spoken(path)}' in page  # on every page that is printed
        assert f'class="standing" aria-hidden="true">{spoken(path)}' in page  # stays in view on a screen
        assert page.count(spoken(path)) >= 3 + page.count("<figure") + page.count("<table class")
    for path in release.files(".xlsx"):
        with zipfile.ZipFile(path) as archive:
            sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
            assert len(sheets) > 8
            assert all(f"<oddHeader>&amp;C&amp;B{spoken(path)}" in archive.read(n).decode() for n in sheets), path.name
    for path in release.files(".svg"):
        words = " ".join(re.findall(r">([^<>]+)</t", path.read_text(encoding="utf-8")))  # every word stands apart
        assert spoken(path) in " ".join(words.split()), path.name
    for path in release.files(".csv"):
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        assert header[-1].lower() == "simulated", path.name
        assert rows and {row[-1] for row in rows} == {"yes"}
        assert {len(row) for row in rows} == {len(header)}
    for path in release.files(".json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = content if isinstance(content, list) else [content]
        assert entries and all(entry["simulated"] is True for entry in entries), path.name


def a_printed_number_is_traced_to_its_line_and_to_what_it_was_counted_from(release: Release) -> None:
    register = json.loads((release / "figures.json").read_text(encoding="utf-8"))
    chain = render(trace(register, "crossings.persons"))

    assert "border-records/2025-01-15_crossings.csv, line " in chain
    assert "column value" in chain
    assert "counted by persons version 1 (as_of=2024-12-31) from the data set " in chain
    line = int(chain.partition("csv, line ")[2].partition(",")[0])
    text = (EXAMPLE / "inbox" / "border-records" / "2025-01-15_crossings.csv").read_text(encoding="utf-8")
    assert text.splitlines()[line - 1].startswith("persons_entering,2024-Q4,XTA,_T,,")


def the_report_shows_match_rates_and_what_is_not_decided_yet(release: Release) -> None:
    page = (release / "report.en.html").read_text(encoding="utf-8")

    for words in ("An exit was found for", "Not decided yet", "Why the three numbers differ", "Provisional figures"):
        assert words in page
    assert "beyond the permitted" not in page  # enforcement is off


def test_a_letter_about_simulated_data_says_so(tmp_path: Path) -> None:
    letters = check(copied(tmp_path / "tarvia"), "2024-Q4", language="ru").letters

    assert letters
    assert all(letter_text(letter.report).startswith(SAID["ru"]) for letter in letters)
    assert all(letter.report.banner for letter in letters)


def test_without_simulated_true_the_same_workspace_has_no_release(tmp_path: Path) -> None:
    root = copied(tmp_path / "tarvia")
    file = root / "workspace.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("simulated: true", "simulated: false"), encoding="utf-8")
    workspace, period = load(root), Period.parse("2024-Q4")
    taken = take(workspace, workspace.setup(period).cutoff, silent)
    found = know(workspace, period, taken, silent).findings

    blocking = {f.rule for f in found if f.severity == Severity.BLOCKING}
    assert blocking == {"simulated_data"}


def test_the_package_knows_nothing_of_the_fictitious_country() -> None:
    source = EXAMPLE.parents[1] / "src"
    names = ("Tarvia", "Тарвия", "XTA")
    texts = {p: p.read_text(encoding="utf-8") for p in source.rglob("*") if p.suffix in (".py", ".yml", ".md", ".csv")}

    assert [p.name for p, text in texts.items() if any(name in text for name in names)] == []


def test_the_deliveries_are_what_the_readme_s_commands_make(tmp_path: Path) -> None:
    """The same records, tabulated again on DuckDB alone, give the committed file byte for byte."""
    from mtm.build.handing import Order, tabulate_into
    from mtm.microdata.simulate import simulate
    from mtm.microdata.totals import read_totals

    root = copied(tmp_path / "tarvia")
    shutil.rmtree(root / "inbox" / "border-records")
    totals = read_totals(EXAMPLE / "simulation" / "totals.csv")
    records = simulate(tmp_path / "records", 200_000, 1, totals, first=20221, last=20244, home="XTA").root
    wanted = ("crossings", "persons", "stays", "stock", "migrants", "match_rates")
    order = Order(wanted, "duckdb", received=date(2025, 1, 15), since=date(2023, 1, 1), source="border-records")
    made = tabulate_into(records, root, order).path

    assert made is not None
    assert made.read_bytes() == (EXAMPLE / made.relative_to(root)).read_bytes()
