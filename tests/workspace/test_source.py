"""A source's YAML is checked before any file is read: unknown keys, indicators, dimensions and patterns are named."""

import re
from pathlib import Path

import pytest

from mtm.codelists.indicators import indicators
from mtm.model.errors import WorkspaceError
from mtm.workspace.source import Column, PeriodRule, Sentence, SourceFile, Table, load_source

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "kazakhstan"
REFERENCE = ROOT / "docs" / "reference" / "sources.md"
HEAD = "name: {en: Agency}\nref_area: KAZ\n"
TABLE = """tables:
  - id: t
    rows: counterpart_area
    label: Страна
    columns:
      - {heading: въезд, indicator: border_arrivals}
"""


def load(tmp_path, text):
    path = tmp_path / "sources" / "agency.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_source(path)


def test_the_id_is_the_name_of_the_file(tmp_path):
    assert load(tmp_path, HEAD + TABLE).id == "agency"


@pytest.mark.parametrize("path", sorted((EXAMPLE / "sources").glob("*.yml")), ids=lambda p: p.stem)
def test_every_source_of_the_example_is_valid(path):
    assert load_source(path).tables or load_source(path).sentences


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("border_arrivals", "border_arivals", "line 8, key tables[0].columns[0].indicator: names an unknown indicator"),
        ("border_arrivals", "border_arivals", 'Did you mean "border_arrivals"?'),
        ("label:", "lable:", 'key tables[0].lable: is not a key that mtm knows here "Страна". Did you mean "label"?'),
        ("counterpart_area", "country", 'key tables[0].rows: names an unknown dimension "country"'),
        ("въезд", "/въ(езд/", "is not a regular expression"),
        ("rows:", "unit: kg\n    rows:", 'key tables[0].unit: names an unknown unit "kg"'),
        ("KAZ", "KZ", 'key ref_area: names an unknown area "KZ"'),
        ("tables:", "groups: {CIS: {labels: СНГ, inside: SNG}}\ntables:", 'names an unknown group "SNG"'),
        ("    rows: counterpart_area\n", "", "does not say what its rows are"),
        ("indicator: border_arrivals", "unit: persons", "names no indicator"),
        ("rows:", "period: {dates: since}\n    rows:", "dates: since needs the first day"),
        ("rows:", "period: 2023-Q9\n    rows:", "key tables[0].period: is not a period"),
        ("rows:", "scale: 12\n    rows:", "scale is a power of ten"),
        ("rows:", "values: {indicator: {въезд: arrivals}}\n    rows:", "unknown indicator"),
        ("rows:", "counterpart_area: RUSSIA\n    rows:", 'names an unknown area "RUSSIA"'),
        ("rows:", "breakdown: {gender: M}\n    rows:", 'names an unknown dimension "gender"'),
    ],
)
def test_a_mistake_in_a_table_is_named_with_line_and_key(tmp_path, old, new, complaint):
    with pytest.raises(WorkspaceError) as raised:
        load(tmp_path, (HEAD + TABLE).replace(old, new, 1))

    assert complaint in str(raised.value)
    assert "agency.yml, line" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "declares neither tables nor sentences"),
        ("tables:\n  - {id: t, rows: age, label: A}\n", "declares no column of values"),
        ("tables:\n  - {id: t, rows: age, columns: [{indicator: border_arrivals}]}\n", "has no heading to be found by"),
        ("sentences:\n  - {id: s, pattern: въехали, indicator: border_arrivals}\n", "has no {value} in its pattern"),
        ("sentences:\n  - {id: s, pattern: '/(?P<value>x/', indicator: border_arrivals}\n", "not a regular expression"),
        (TABLE + TABLE.removeprefix("tables:\n"), 'gives the id "t" to two tables'),
    ],
)
def test_mistakes_are_named_with_line_and_key(tmp_path, text, complaint):
    with pytest.raises(WorkspaceError) as raised:
        load(tmp_path, HEAD + text)

    assert complaint in str(raised.value)


def test_an_indicator_of_the_workspace_may_be_used(tmp_path):
    (tmp_path / "indicators.yml").write_text(
        "indicators: {own: {name: {en: Own}, unit: persons, nature: stock}}\n", encoding="utf-8"
    )

    assert load(tmp_path, HEAD + TABLE.replace("border_arrivals", "own")).tables[0].columns[0].indicator == "own"
    assert "own" not in indicators()


@pytest.mark.parametrize("model", [SourceFile, Table, Column, Sentence, PeriodRule])
def test_every_key_is_described_in_the_reference(model):
    text = REFERENCE.read_text(encoding="utf-8")
    keys = [field.alias or name for name, field in model.model_fields.items()]

    assert [key for key in keys if not re.search(rf"`{key}`", text)] == []


def _examples() -> list[str]:
    text = REFERENCE.read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("number", range(len(_examples())))
def test_every_example_of_the_reference_loads(tmp_path, number):
    text = _examples()[number]

    assert load(tmp_path, text if text.startswith("name:") else HEAD + text)
