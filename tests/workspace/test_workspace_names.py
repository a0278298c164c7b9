"""A workspace adds names and areas of its own; a name for two codes is refused with the line to look at."""

from pathlib import Path

import pytest

from mtm.model.errors import WorkspaceError
from mtm.workspace.indicators import load_codes
from mtm.workspace.names import load_names

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "kazakhstan"
HEAD = "code,language,kind,name,list,note\n"


def load(tmp_path, text):
    path = tmp_path / "names.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_names(path, load_codes(tmp_path / "indicators.yml"))


def test_an_alias_of_a_country_is_added_to_those_of_the_package(tmp_path):
    names, _ = load(tmp_path, "UZB,ru,alias,РУз,,\n")

    assert names.find("РУЗ").code == "UZB"
    assert names.find("Киргизия").code == "KGZ"


def test_regions_are_names_of_a_breakdown_and_not_of_countries(tmp_path):
    names, codes = load(tmp_path, "KZ61,ru,name,Туркестанская область,region,\nKZ61,ru,alias,Турк. обл.,region,\n")

    assert codes.breakdowns["region"].find("турк. обл.").code == "KZ61"
    assert names.find("Туркестанская область") is None


def test_the_example_names_every_region_of_kazakhstan_in_three_languages():
    _, codes = load_names(EXAMPLE / "names.csv", load_codes(EXAMPLE / "indicators.yml"))
    regions = codes.breakdowns["region"]

    assert len(regions.codes) == 20
    for code in regions.codes:
        assert all(regions.name(code, language) != code for language in ("en", "ru", "kk"))
    assert regions.find("ОБЛАСТЬ ЖЕТІСУ").code == "KZ33"
    assert regions.find("Г.АЛМАТЫ").code == "KZ75"


def test_a_workspace_without_names_has_those_of_the_package(tmp_path):
    names, _ = load_names(tmp_path / "names.csv", load_codes(tmp_path / "indicators.yml"))

    assert names.find("Қытай").code == "CHN"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("KGZ,ru,alias,Россия,,\n", 'one name to two codes (RUS and KGZ) "Россия"'),
        ("KGZ,ru,alies,Х,,\n", 'line 2: has an unknown kind "alies". Did you mean "alias"?'),
        ("KGZ,ru,alias,,,\n", "line 2: lacks a code or a name"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, text, complaint):
    with pytest.raises(WorkspaceError) as raised:
        load(tmp_path, text)

    assert complaint in str(raised.value)


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("code,name\nUZB,X\n", encoding="utf-8")

    with pytest.raises(WorkspaceError, match='lacks the column "language"'):
        load_names(path, load_codes(tmp_path / "indicators.yml"))


def test_an_indicator_of_the_workspace_in_an_unknown_unit_is_refused_with_the_nearest_known_one(tmp_path):
    (tmp_path / "indicators.yml").write_text(
        "indicators:\n  age: {name: {en: Age}, unit: yeers, nature: rate}\n", encoding="utf-8"
    )

    with pytest.raises(WorkspaceError, match=r'unknown unit "yeers".*Did you mean "years"'):
        load_codes(tmp_path / "indicators.yml")
