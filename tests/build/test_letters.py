"""Letters to the agencies: each agency is asked what only it can answer, by file, cell and value, in its language."""

import io
import re
import zipfile

import docx
import pytest
from click.testing import CliRunner

from build.conftest import copied
from mtm.build.letters import check, write_letters
from mtm.cli import main
from mtm.kit import yaml_text
from mtm.kit.formats import locales_folder
from mtm.kit.messages import templates
from mtm.model.errors import MtmError
from mtm.workspace.scaffold import FIRST, scaffold
from mtm.writers.letter import text

LANGUAGES = ("en", "ru", "kk")
FIELD = re.compile(r"\{(\w+)")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("letters") / "kazakhstan")


@pytest.fixture(scope="module")
def letters(workspace):
    return {language: check(workspace, "2023-Q4", language=language) for language in LANGUAGES}


@pytest.fixture
def country(tmp_path):
    scaffold(tmp_path / "country")
    return tmp_path / "country"


def told(found, source):
    return " ".join(text(next(x.report for x in found.letters if x.source == source)).split())


def words(language):
    return yaml_text.load((locales_folder() / language / "letters.yml").read_text(encoding="utf-8"))


def leaves(data, path=()):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, data


def test_a_letter_names_the_file_the_cell_the_value_and_what_is_expected(letters):
    letter = told(letters["en"], "statistics-bureau")

    assert "2024-02-12_vneshnyaya-migraciya-2023-po-stranam.xlsx, received on 12 February 2024" in letter
    assert 'sheet "Внешняя миграция", B5 “25399”; B6 “21584”; B15 “3799”' in letter
    # 21,584 + 3,799 = 25,383, and 25,399 - 25,383 = 16
    assert "The total is given as 25,399, but its parts sum to 25,383; the difference is 16." in letter
    assert "Please tell us what the difference is made of" in letter


def test_a_letter_in_russian_writes_names_numbers_periods_and_places_as_russian_does(letters):
    letter = told(letters["ru"], "statistics-bureau")

    assert "Уважаемые коллеги!" in letter
    assert "Вопросы по данным за IV квартал 2023 года" in letter
    assert "лист «Внешняя миграция», B5 «25399»" in letter
    assert "указано 25 399, а сумма частей равна 25 383; разность составляет 16." in letter
    assert "возникли 3 вопроса" in letter


def test_a_letter_in_kazakh_gives_the_teams_own_question_in_kazakh(letters):
    letter = told(letters["kk"], "migration-service")

    assert "Құрметті әріптестер!" in letter
    assert "рұқсаттар саны ма" in letter
    assert "Does the table count" not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_agency_gets_the_same_points_in_every_language(letters, language):
    points = [(x.source, x.points) for x in letters[language].letters]

    assert points == [(x.source, x.points) for x in letters["en"].letters]
    for letter in letters[language].letters:
        numbers = re.findall(r"\n\n(\d+)\. [^\n]+\n(?:[^\n]+\n)?\n - ", text(letter.report))
        assert numbers == [str(n) for n in range(1, letter.points + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_shows_a_code_a_template_or_a_file_of_the_workspace(letters, language):
    for letter in letters[language].letters:
        said = text(letter.report)
        assert not re.search(r"[{}]|_T\b|_O\b|\b[a-z]+_[a-z]+_|\.yml|names\.csv|border-service:", said), said


def test_an_open_question_of_the_team_is_asked_once(letters):
    # the check flow_or_stock asks the same, in its own words
    assert next(x.points for x in letters["en"].letters if x.source == "migration-service") == 1


def test_an_unknown_name_is_asked_with_its_cell_and_the_nearest_names(country):
    sheet = next((country / "inbox" / "border-service").glob("*.csv"))
    lines = sheet.read_text(encoding="utf-8").splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("Uzbekistan"))
    lines[place] = lines[place].replace("Uzbekistan", "Uzbekystan")
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")

    letter = told(check(country, FIRST), "border-service")

    assert f"line {place + 1}" in letter
    assert "“Uzbekystan”" in letter
    assert "Nearest names that we know: Uzbekistan" in letter


def test_a_file_that_cannot_be_read_is_asked_for_again(country):
    (country / "inbox" / "border-service" / "2026-04-21_cut.xlsx").write_bytes(b"PK\x03\x04" + b"\x00" * 40)

    letter = told(check(country, FIRST), "border-service")

    assert "Your file 2026-04-21_cut.xlsx, received on 21 April 2026" in letter
    assert "The file as a whole" in letter
    assert "Please send it again." in letter


def test_what_the_team_settles_itself_is_in_no_letter(country):
    (country / "inbox" / "border-service" / "no-date.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    assert "no-date" not in "".join(text(x.report) for x in check(country, FIRST).letters)


def test_the_command_shows_the_letters_writes_them_and_makes_no_release(country):
    (country / "inbox" / "border-service" / "2026-04-21_empty.xlsx").write_bytes(b"")

    result = CliRunner().invoke(main, ["check", str(country), FIRST, "--language", "ru"])

    assert result.exit_code == 0, result.output
    assert "Файл пуст." in result.output
    written = sorted(p.name for p in (country / "letters" / FIRST).iterdir())
    assert written == ["border-service.ru.docx", "border-service.ru.txt"]
    assert not (country / "releases").exists()


def test_a_letter_without_a_question_left_goes_away_and_other_files_stay(country, tmp_path):
    out = tmp_path / "letters"
    bad = country / "inbox" / "border-service" / "2026-04-21_empty.xlsx"
    bad.write_bytes(b"")
    write_letters(check(country, FIRST), out)
    (out / "notes.en.txt").write_text("ours", encoding="utf-8")
    assert (out / "border-service.en.docx").is_file()

    bad.unlink()
    found = check(country, FIRST)
    left = [x for x in found.letters if "2026-04-21" in text(x.report)]
    write_letters(found, out)

    assert [text(x.report) for x in left if "The file is empty" in text(x.report)] == []
    assert (out / "notes.en.txt").read_text(encoding="utf-8") == "ours"


def test_the_same_check_gives_the_same_bytes(workspace, letters, tmp_path):
    first = write_letters(letters["ru"], tmp_path / "one")
    second = write_letters(check(workspace, "2023-Q4", language="ru"), tmp_path / "two")

    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_says_what_the_text_says_and_in_which_language(letters, language, tmp_path):
    write_letters(letters[language], tmp_path)
    path = tmp_path / f"national-bank.{language}.docx"
    said = " ".join(" ".join(p.text for p in docx.Document(path).paragraphs).split())
    styles = zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("word/styles.xml").decode()

    assert "55,8" in said
    assert words(language)["words"]["salutation"] in said
    assert f'w:val="{ {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}[language] }"' in styles


def test_a_language_without_letters_is_an_error_that_names_the_file(country):
    with pytest.raises(MtmError, match=r"locales/xx/letters\.yml"):
        check(country, FIRST, language="xx")


def test_a_draft_of_the_words_says_so(letters):
    assert not letters["en"].draft
    assert letters["ru"].draft and letters["kk"].draft


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_translation_of_the_letters_has_every_word_and_every_parameter(language):
    english, own = words("en"), words(language)

    assert set(own["words"]) == set(english["words"])
    assert set(own["rules"]) == set(english["rules"])
    for path, value in leaves(own["rules"]):
        asked = english["rules"][path[0]].get(path[1], str(templates("en")[path[0]]))
        assert set(FIELD.findall(value)) <= set(FIELD.findall(asked)) | {"area", "indicator", "period"}, path


def test_every_rule_of_the_letters_exists_and_takes_only_what_its_finding_carries():
    given = words("en")

    for rule, entry in given["rules"].items():
        carried = set(FIELD.findall(str(templates("en")[rule]))) | {"text"}
        assert set(FIELD.findall(str(entry.get("says", "")) + str(entry.get("asks", "")))) <= carried, rule
    assert [rule for rule in given["not_asked"] if rule not in templates("en") or rule in given["rules"]] == []
