"""Every section on the shelf is complete: figures, labels, titles and alternative texts stand where they are needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.compose.declared import RowSpec, SectionSpec, declared
from mtm.compose.engine import Source, check, typed_numbers
from mtm.compose.functions import Functions
from mtm.compose.placing import Placing
from mtm.compose.shelf import open_sections, package_shelf, shelved
from mtm.figures import load_definitions

EXAMPLE = Path(__file__).parents[2] / "examples" / "kazakhstan" / "sections"
SHELVES = {"workspace": EXAMPLE, "sections": package_shelf()}
IDS = sorted({*shelved(package_shelf()), *shelved(EXAMPLE)})
FOLDERS = open_sections(IDS, SHELVES, "en")
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-section.md"


def defined(id: str) -> set[str]:
    folder = FOLDERS[id]
    found = load_definitions(folder.figures, id, f"{id}/figures.yml") if folder.figures else ()
    return {d.name for d in found}


def used(spec: SectionSpec) -> set[str]:
    names = {*spec.required, *spec.covers}
    names |= {n for t in spec.tiles for n in (t.figure, t.trend, *t.changes)}
    names |= {n for c in spec.charts for n in (c.per, *(n for s in c.series for n in (s.figures, s.rest)))}
    names |= {n for t in spec.tables for r in t.rows for n in of_row(r)}
    return {name.partition("[")[0] for name in names if name}


def of_row(row: RowSpec) -> set[str]:
    return {*row.cells, row.each, row.groups}.union(*(of_row(inner) for inner in row.rows))


def heads(row: RowSpec) -> set[str]:
    return {row.head}.union(*(heads(inner) for inner in row.rows))


@pytest.mark.parametrize("id", IDS)
def test_every_figure_that_a_section_shows_is_defined(id: str) -> None:
    assert used(declared(FOLDERS[id])) <= defined(id)


@pytest.mark.parametrize("id", IDS)
def test_every_figure_has_a_label_for_the_register(id: str) -> None:
    assert defined(id) <= set(FOLDERS[id].text.entries.get("labels") or {})


@pytest.mark.parametrize("id", IDS)
def test_every_table_has_title_subtitle_and_all_its_words(id: str) -> None:
    for table in declared(FOLDERS[id]).tables:
        words = FOLDERS[id].text.entries["tables"][table.id]

        assert words["title"] and words["subtitle"]
        assert {"head", *table.columns} <= set(words["columns"])
        assert set(table.spans) - {""} <= set(words.get("spans") or {})
        assert set().union(*(heads(row) for row in table.rows)) - {""} <= set(words.get("rows") or {})


@pytest.mark.parametrize("id", IDS)
def test_every_chart_has_title_subtitle_alternative_text_and_series_names(id: str) -> None:
    for chart in declared(FOLDERS[id]).charts:
        words = FOLDERS[id].text.entries["charts"][chart.id]

        assert words["title"] and words["subtitle"] and words["alt"]
        assert {s.id for s in chart.series} == set(words["series"])
        assert not any(s.rest for s in chart.series) or words["rest"]


@pytest.mark.parametrize("id", IDS)
def test_every_tile_has_a_label(id: str) -> None:
    for tile in declared(FOLDERS[id]).tiles:
        assert FOLDERS[id].text.entries["tiles"][tile.id]["label"]


def templates(entry: object) -> list[str]:
    if isinstance(entry, dict):
        return [t for value in entry.values() for t in templates(value)]
    if isinstance(entry, list):
        return [t for value in entry for t in templates(value)]
    return [entry] if isinstance(entry, str) else []


@pytest.mark.parametrize("id", IDS)
def test_no_template_of_a_section_has_a_typed_number_or_a_broken_tag(id: str) -> None:
    text = FOLDERS[id].text
    for source in (text.body, *templates(dict(text.entries))):
        check(Source(source, text.where))

        assert list(typed_numbers(Source(source, text.where))) == []


def test_the_package_knows_no_country() -> None:
    shelf = package_shelf()
    for id in shelved(shelf):
        for file in (shelf / id).iterdir():
            content = file.read_text(encoding="utf-8")

            assert not any(word in content for word in ("Kazakhstan", "KAZ", "border-service", "IOM")), (
                f"{id}/{file.name}"
            )


def test_every_section_of_the_package_is_documented() -> None:
    documented = HOW_TO.read_text(encoding="utf-8")

    assert [id for id in shelved(package_shelf()) if f"`{id}`" not in documented] == []


def test_every_function_of_the_templates_is_documented() -> None:
    functions = set(desk_functions())
    documented = HOW_TO.read_text(encoding="utf-8")

    assert [name for name in sorted(functions) if f"{name}(" not in documented] == []


def desk_functions() -> set[str]:
    """The functions that a section really gets, without figures, facts and other values."""
    methods = {n for n in vars(Functions) if not n.startswith("_") and n != "desk"}
    placed = {n.removeprefix("_") for n in vars(Placing) if n.startswith("_") and not n.startswith("__")}
    return methods | (placed - {"put", "revisions", "boxes"}) | {"open_questions"}
