"""A complaint about a workspace's YAML names file, line and key, and offers what was probably meant."""

import pytest
from pydantic import BaseModel, ConfigDict

from mtm.model.errors import WorkspaceError
from mtm.workspace.yamlfile import load_yaml, validate

TABLE = "tables:\n  - unit: a\n"


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    unit: str
    scale: int = 1


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: dict[str, str] = {}
    tables: list[Inner] = []


def write(tmp_path, text):
    path = tmp_path / "file.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def complaint(tmp_path, text):
    with pytest.raises(WorkspaceError) as raised:
        validate(Outer, write(tmp_path, text))
    return str(raised.value).replace((tmp_path / "file.yml").as_posix(), "file.yml")


def test_texts_stay_as_they_were_typed(tmp_path):
    data, lines = load_yaml(
        write(tmp_path, "a: 55.80\nb: no\nc: 2023-09-01\nd: 007\ne: 12\nf: true\ng:\nh: 1_000\ni: '12'\n")
    )

    assert data == {
        "a": "55.80",
        "b": "no",
        "c": "2023-09-01",
        "d": "007",
        "e": 12,
        "f": True,
        "g": None,
        "h": "1_000",
        "i": "12",
    }
    assert lines[("c",)] == 3


def test_positions_reach_into_lists_and_mappings(tmp_path):
    _, lines = load_yaml(write(tmp_path, "tables:\n  - unit: a\n  - unit: b\n    scale: 2\n"))

    assert lines[("tables", 1)] == 3
    assert lines[("tables", 1, "scale")] == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            TABLE + "    scael: 2\n",
            'line 3, key tables[0].scael: is not a key that mtm knows here "2". Did you mean "scale"?',
        ),
        ("tables:\n  - scale: 2\n", 'line 2, key tables[0].unit: lacks the key "unit"'),
        (TABLE + "    scale: big\n", "line 3, key tables[0].scale: input should be a valid integer"),
        ("name: {en: a}\nname: {en: b}\n", 'line 2, key name: gives a key twice "name". It stands on line 1 already'),
        ("name: [a\n", "line 2, column 1: is not valid YAML"),
        ("name:\n\ten: a\n", "line 2, column 1: is not valid YAML"),
        ("name: &x {en: a}\ntables: *x\n", "line 1, column 7: is not valid YAML: anchors (&) and aliases (*)"),
        ("- a\n", "line 1: must hold keys and values"),
        (b"name: {en: \xff}\n", "line 1: is not UTF-8 text"),
        ("name: " + "[" * 3000, "file.yml"),
        (TABLE + "    extra: 1\n    more: 2\n", "(1 more problems in this file.)"),
    ],
)
def test_mistakes_are_named_with_file_line_and_key(tmp_path, text, words):
    assert words in complaint(tmp_path, text)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path):
    with pytest.raises(WorkspaceError, match="cannot be read"):
        load_yaml(tmp_path / "none.yml")


def test_an_empty_file_is_an_empty_mapping(tmp_path):
    assert validate(Outer, write(tmp_path, "")) == Outer()
