"""Another language is a locale folder and a text: words agree, names have cases, plurals follow its rules; no code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mtm.compose.language import Language, load_language
from mtm.compose.report import compose
from mtm.compose.shelf import read_text
from mtm.kit.formats import locales_folder
from mtm.model.errors import MtmError
from mtm.model.figure import Figure
from mtm.model.period import Period
from report_samples.toys import figure, seen, toy

FORMATS = """
name: Проба
babel: ru
numbers: {group: "\u00a0", decimal: ",", minus: "−", plus: "+", group_from: 4}
dates: {text: "{day} {month_of} {year} года"}
periods:
  quarter: {text: "{roman} квартал {year} года", in: "в {roman} квартале {year} года", short: "{roman} кв. {year}"}
  instant: {text: "{end}"}
lists: {pair: "{0} и {1}", middle: "{0}, {1}", end: "{0} и {1}"}
"""
OWN = {
    "units": {
        "crossings": {
            "phrase": {"one": "{n} пересечение", "few": "{n} пересечения", "many": "{n} пересечений"},
            "head": "пересечений",
        },
        "percent": {
            "phrase": {"one": "{n} процент", "few": "{n} процента", "many": "{n} процентов", "other": "{n} процента"}
        },
    },
    "nouns": {"въезд": "masculine", "доля": "feminine", "число": "neuter", "выезды": "plural"},
    "directions": {
        "trend": {
            "up": {
                "masculine": "вырос",
                "feminine": "выросла",
                "neuter": "выросло",
                "plural": "выросли",
                "other": "рост",
            },
            "down": {"masculine": "снизился", "feminine": "снизилась", "plural": "снизились", "other": "снижение"},
            "same": {"other": "без изменений"},
            "unclear": {"other": "направление не установлено"},
            "absent": {"other": "сравнить нельзя"},
        }
    },
    "portions": {"majority": {"text": "большинство", "genitive": "большинства"}},
}
CHANGE = figure("change", "2", unit="percent", kind="change", signed=True, compared_with=Period.parse("2023-Q3"))


class Cases:
    """Names with two cases."""

    forms = (("UZB", "plain", "Узбекистан"), ("UZB", "genitive", "Узбекистана"))

    def area(self, code: str, form: str = "plain") -> str:
        return next((text for c, f, text in self.forms if (c, f) == (code, form)), code)

    def indicator(self, code: str, form: str = "plain") -> str:
        return code

    def source(self, code: str, form: str = "plain") -> str:
        return {"plain": "Пограничная служба", "genitive": "Пограничной службы"}[form]


@pytest.fixture
def toy_language(tmp_path: Path) -> Language:
    """A language with its own formats and a few words of its own; the rest of the words are borrowed."""
    words = (locales_folder() / "en" / "words.yml").read_text(encoding="utf-8")
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "words.yml").write_text(words, encoding="utf-8")
    (tmp_path / "xx" / "formats.yml").write_text(FORMATS, encoding="utf-8")
    made = load_language("xx", tmp_path)
    return replace(made, words={**made.words, **OWN})


def said(text: str, language: Language, **figures: Figure) -> str:
    given = toy("Text.", figures)
    folders = {**given.folders, "s": replace(given.folders["s"], text=read_text(text, "s/text.xx.md"))}
    made = compose(replace(given, language="xx", names=Cases(), folders=folders), language)
    return "".join(span.text for span in made.report.sections[0].blocks[1].spans)


@pytest.mark.parametrize(
    ("number", "text"),
    [("1", "1 пересечение"), ("22", "22 пересечения"), ("3405105", "3\u00a0405\u00a0105 пересечений")],
)
def test_plural_forms_follow_the_rules_of_the_language(number: str, text: str, toy_language: Language) -> None:
    assert said("{{ count(a) }}", toy_language, a=seen("a", number)) == text


@pytest.mark.parametrize(
    ("noun", "word"),
    [("въезд", "вырос"), ("доля", "выросла"), ("число", "выросло"), ("выезды", "выросли"), ("", "рост")],
)
def test_trend_words_agree_with_the_gender_and_number_of_the_noun(noun: str, word: str, toy_language: Language) -> None:
    assert said(f"{{{{ trend(change, of='{noun}') }}}}", toy_language, change=CHANGE) == word


def test_names_periods_and_agencies_stand_in_their_case(toy_language: Language) -> None:
    whence = "{{ opening(when(period)) }} въезд из {{ name('UZB', 'genitive') }}"
    text = whence + " {{ trend(change, of='въезд') }} на {{ size(change) }}."

    assert (
        said(text, toy_language, change=CHANGE) == "В IV квартале 2023 года въезд из Узбекистана вырос на 2 процента."
    )


def test_hedges_have_cases_where_the_language_gives_them(toy_language: Language) -> None:
    share = figure("share", "60", unit="percent")

    assert (
        said("{{ portion(share, 'genitive') }}, {{ portion(share) }}", toy_language, share=share)
        == "большинства, большинство"
    )


def test_a_language_without_words_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MtmError, match=r"locales/zz/words\.yml"):
        load_language("zz", tmp_path)


def test_a_missing_word_is_named_with_its_key(toy_language: Language) -> None:
    with pytest.raises(MtmError, match=r'locales/xx/words\.yml: .*"labels\.nothing"'):
        toy_language.get("labels", "nothing")
