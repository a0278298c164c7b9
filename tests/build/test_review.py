"""The review of a translation: words go out and come back, what is locked stays locked, and nothing is lost."""

import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from build.conftest import copied
from mtm.build.locking import lock, unlock
from mtm.build.pieces import pieces, replaced, reviewed
from mtm.build.review import review_file, take_review, write_review
from mtm.cli import main
from mtm.compose.shelf import package_shelf, read_text
from mtm.model.errors import MtmError

TEXTS = [p for folder in package_shelf().iterdir() if folder.is_dir() for p in folder.iterdir() if p.name[-3:] == ".md"]
CONTENTS = [p.read_text(encoding="utf-8") for p in TEXTS]


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    root = tmp_path_factory.mktemp("review") / "kazakhstan"
    copied(root)
    return root, write_review(root, "ru").read_bytes()


@pytest.fixture
def workspace(sent, tmp_path):
    root = copied(tmp_path / "kazakhstan")
    (tmp_path / "ru.docx").write_bytes(sent[1])
    return root


def edited(workspace, changes):
    """The file with the translation in these rows put through a function each."""
    path = workspace.parent / "ru.docx"
    document = docx.Document(path)
    left = dict(changes)
    for row in (row for table in document.tables for row in table.rows):
        id_ = row.cells[0].text.split(" #")[0]
        if id_ in left:
            cell = row.cells[2]
            cell.text = left.pop(id_)(cell.text)
    assert not left
    document.save(path)
    return path


def test_an_untouched_file_changes_nothing(workspace):
    taken = take_review(workspace, "ru", workspace.parent / "ru.docx")

    assert (taken.changed, taken.files, taken.refused) == (0, (), ())
    assert taken.rows > 300


def test_a_file_that_word_has_saved_again_changes_nothing(workspace):
    taken = take_review(workspace, "ru", edited(workspace, {}))

    assert (taken.changed, taken.files, taken.refused) == (0, (), ())


def test_a_changed_sentence_is_written_into_the_workspace_and_printed_from_there(workspace):
    file = edited(workspace, {"flows:title": lambda _: "Въезд и выезд"})

    taken = take_review(workspace, "ru", file)

    assert taken.changed == 1 and taken.refused == ()
    target = workspace / "sections" / "flows" / "text.ru.md"
    assert taken.files == (target,)
    shipped = package_shelf() / "flows" / "text.ru.md"
    before = read_text(shipped.read_text(encoding="utf-8"), "")
    after = read_text(target.read_text(encoding="utf-8"), "")
    assert after.entries["title"] == "Въезд и выезд"
    assert {**before.entries, "title": ""} == {**after.entries, "title": ""}
    assert after.body == before.body
    # the next file that goes out shows the new words: the workspace's text comes before the package's
    again = docx.Document(write_review(workspace, "ru"))
    assert "Въезд и выезд" in {row.cells[2].text for table in again.tables for row in table.rows}


def test_taking_the_same_file_twice_changes_nothing_the_second_time(workspace):
    file = edited(workspace, {"flows:title": lambda _: "Въезд и выезд"})
    take_review(workspace, "ru", file)

    taken = take_review(workspace, "ru", file)

    assert (taken.changed, taken.files, taken.refused) == (0, (), ())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text.replace("⟦1⟧", ""), "lost ⟦1⟧"),
        (lambda text: text + " ⟦1⟧", "doubled ⟦1⟧"),
        (lambda text: text + " ⟦77⟧", "not known here ⟦77⟧"),
        (lambda text: text + " 42", "a number typed in"),
        (lambda text: text + " {{ front.name }}", "template language"),
        (lambda text: text + " {% if", "template language"),
        (lambda _: " ", "empty"),
    ],
)
def test_a_sentence_whose_marks_are_damaged_is_reported_and_not_taken(workspace, change, reason):
    name = next(
        row.cells[0].text.split(" #")[0]
        for table in docx.Document(workspace.parent / "ru.docx").tables
        for row in table.rows
        if row.cells[2].text.count("⟦1⟧") == 1 and row.cells[0].text.startswith("flows:labels")
    )

    taken = take_review(workspace, "ru", edited(workspace, {name: change}))

    assert [r.id for r in taken.refused] == [name]
    assert reason in taken.refused[0].reason
    assert taken.changed == 0 and not (workspace / "sections" / "flows" / "text.ru.md").exists()


def test_a_row_whose_text_has_changed_since_is_reported(workspace):
    file = edited(workspace, {"flows:title": lambda _: "Въезд и выезд"})
    shipped = (package_shelf() / "flows" / "text.ru.md").read_text(encoding="utf-8")
    own = workspace / "sections" / "flows" / "text.ru.md"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(replaced(shipped, {"title": "Границы"}), encoding="utf-8")

    taken = take_review(workspace, "ru", file)

    assert [(r.id, r.reason) for r in taken.refused] == [
        ("flows:title", "the text has changed since the file was made")
    ]
    assert read_text(own.read_text(encoding="utf-8"), "").entries["title"] == "Границы"


def test_the_reviewers_name_is_written_where_nothing_was_refused(workspace):
    changes = {"flows:title": lambda text: text + " ⟦9⟧", "remittances:title": lambda text: text + " и еще"}
    file = edited(workspace, changes)

    take_review(workspace, "ru", file, by='А. "Б" Ким')

    state = read_text((workspace / "sections/remittances/text.ru.md").read_text(encoding="utf-8"), "").entries
    assert state["review"] == {"state": "reviewed", "by": 'А. "Б" Ким'}
    assert not (workspace / "sections" / "flows" / "text.ru.md").exists()


def test_the_command_writes_the_file_takes_it_back_and_reports_what_it_refused(workspace):
    assert CliRunner().invoke(main, ["review", str(workspace), "ru"]).exit_code == 0
    file = edited(workspace, {"flows:title": lambda text: text + " ⟦9⟧"})

    result = CliRunner().invoke(main, ["review", str(workspace), "ru", "--take", str(file)])

    assert result.exit_code == 1
    assert "flows:title: marks: not known here ⟦9⟧" in result.output


def test_a_translators_file_is_never_written_over(workspace):
    target = workspace / "review" / "ru.docx"
    write_review(workspace, "ru")
    target.write_bytes(b"a translator's work")

    with pytest.raises(MtmError, match="a different file"):
        write_review(workspace, "ru")
    assert target.read_bytes() == b"a translator's work"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\x00" * 40, b"%PDF-1.7", b"<html></html>", b"a,b\n1,2\n"])
def test_a_file_that_is_no_review_is_an_error_and_nothing_is_written(workspace, data):
    file = workspace.parent / "bad.docx"
    file.write_bytes(data)
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}

    with pytest.raises(MtmError):
        take_review(workspace, "ru", file)
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_a_zip_bomb_is_refused(workspace):
    file = workspace.parent / "bomb.docx"
    with zipfile.ZipFile(workspace.parent / "ru.docx") as good, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, b" " * 300_000_000 if name == "word/document.xml" else good.read(name))

    with pytest.raises(MtmError, match="cannot be read"):
        take_review(workspace, "ru", file)


def test_the_same_texts_give_the_same_file(sent):
    root, data = sent

    assert review_file(root, "ru") == data


def test_values_may_change_places_but_not_cross_a_condition():
    locked = lock("{{ a }} of {{ b }}{% if c %} and {{ d }}{% endif %}.")
    assert locked.text == "⟦1⟧ of ⟦2⟧⟦3⟧and ⟦4⟧⟦5⟧."

    assert unlock("⟦2⟧ has ⟦1⟧⟦3⟧with ⟦4⟧⟦5⟧.", locked) == "{{ b }} has {{ a }}{% if c %} with {{ d }}{% endif %}."
    assert unlock("⟦2⟧ has ⟦4⟧⟦3⟧with ⟦1⟧⟦5⟧.", locked) is None
    assert unlock("⟦1⟧ of ⟦2⟧⟦5⟧and ⟦4⟧⟦3⟧.", locked) is None


def test_words_inside_an_expression_stand_open_and_cannot_break_out_of_it():
    locked = lock("{{ 'more in than out' if net.positive else 'more out than in' }}")
    assert locked.text == "⟦1⟧more in than out⟦2⟧more out than in⟦3⟧"

    assert unlock("⟦1⟧выше⟦2⟧ниже⟦3⟧", locked) == "{{ 'выше' if net.positive else 'ниже' }}"
    assert unlock("⟦1⟧it's⟦2⟧ниже⟦3⟧", locked) is None
    assert unlock("⟦1⟧' ~ front.name ~ '⟦2⟧ниже⟦3⟧", locked) is None


def test_equal_parts_have_equal_marks_in_both_languages():
    source = lock("{{ a }} of {{ b }}")
    own = lock("{{ b }} {{ c }} {{ a }}", source)

    assert own.text == "⟦2⟧ ⟦3⟧ ⟦1⟧"


@pytest.mark.parametrize("content", CONTENTS, ids=[f"{Path(str(p)).parent.name}-{p.name}" for p in TEXTS])
def test_every_shipped_text_survives_being_taken_apart_and_put_together(content):
    found = pieces(content)
    again = replaced(content, {p.name: p.text for p in found})

    assert len({p.name for p in found}) == len(found)
    assert read_text(again, "").entries == read_text(content, "").entries
    assert read_text(again, "").body == read_text(content, "").body
    assert read_text(reviewed(content, "N"), "").body == read_text(content, "").body
    for piece in found:
        locked = lock(piece.text)
        assert not locked.has_words or unlock(locked.text, locked) is not None, piece


@given(st.text(alphabet="ab {}%'\"0⟦⟧\n-#>1я", max_size=40), st.text(alphabet="ab {}%'\"0⟦⟧12я", max_size=30))
def test_whatever_is_typed_the_parts_of_a_program_stay_the_same(template, typed):
    locked = lock(template)
    restored = unlock(typed, locked)

    if restored is not None:
        parts = sorted(" ".join(token.text.split()) for _, token in locked.tokens)
        assert sorted(" ".join(token.text.split()) for _, token in lock(restored).tokens) == parts
