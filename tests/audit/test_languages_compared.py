"""Three languages of one bulletin differ in nothing, whoever laid them out; what is altered in one is found there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.findings import Found

# The same facts, not the same layout: paragraphs split and joined, a paragraph more in Kazakh, other thousands and
# decimal marks, dates in digits and in words, quarters in Roman numerals, numbers in words.
HERE = Path(__file__).parent / "bulletin"
TEXTS = {k: (HERE / f"bulletin.{k}.md").read_text(encoding="utf-8") for k in ("en", "ru", "kk")}
ORDERS = [("en", "ru", "kk"), ("ru", "kk", "en"), ("kk", "en"), ("ru", "en")]


def compared(folder: Path, texts: dict[str, str], order: tuple[str, ...] = ("en", "ru", "kk")) -> list[Found]:
    paths = []
    for language in order:
        paths.append(folder / f"bulletin.{language}.md")
        paths[-1].write_text(texts[language], encoding="utf-8")
    return [f for f in audit(paths).findings if f.rule == "versions"]


def altered(language: str, right: str, wrong: str) -> dict[str, str]:
    assert TEXTS[language].count(right) == 1, right
    return {**TEXTS, language: TEXTS[language].replace(right, wrong)}


@pytest.mark.parametrize("order", ORDERS)
def test_the_languages_of_one_bulletin_do_not_differ(tmp_path: Path, order: tuple[str, ...]) -> None:
    assert compared(tmp_path, TEXTS, order) == []


def test_nearly_all_numbers_are_compared(tmp_path: Path) -> None:
    # 29 quantities in each language: 2 + 1, 1 + 3, 3 in prose; 4 + 2 of permits; 12 cells; the share of the young
    paths = []
    for language, text in TEXTS.items():
        paths.append(tmp_path / f"{language}.md")
        paths[-1].write_text(text, encoding="utf-8")
    coverage = audit(paths).coverage
    assert coverage.claims == 3 * 29
    assert coverage.checked == coverage.claims


CAUGHT = [
    ("en", "1,482,306 entries", "1,482,806 entries", "1,482,806"),
    ("ru", "1 397 115 выездов", "1 397 151 выездов", "1 397 151"),
    ("kk", "| 4 310 |", "| 4 810 |", "4 810"),
    ("ru", "приходится 58,2 %", "приходится 52,8 %", "52,8 %"),
    ("kk", "6,4 пайызға", "6,4 пайыздық тармаққа", "6,4 пайыздық тармаққа"),
    ("en", "fell by 3.2 percentage points", "fell by 3.2 per cent", "3.2 per cent"),
    ("ru", "составил 1,36 млрд", "составил 1,36 млн", "1,36 млн долл. США"),
    ("kk", "1,36 млрд АҚШ долларын", "1,36 млрд еуроны", "1,36 млрд еуроны"),
    ("en", "Entries rose", "Entries fell", "fell"),
    ("ru", "сократилась", "увеличилась", "увеличилась"),
    ("kk", "азайып", "артып", "артып"),
    ("ru", "на 4,1 % меньше", "на 4,1 % больше", "больше"),
    ("en", "citizens of China, 4,310", "citizens of India, 4,310", "India"),
    ("kk", "Түркия азаматтарына", "Үндістан азаматтарына", "Үндістан"),
    ("ru", "По сравнению со II кварталом", "По сравнению с III кварталом", "III кварталом 2024"),
    ("en", "as of 15 July 2025", "as of 15 June 2025", "June"),
    ("kk", "18–29", "18–39", "39"),
    ("ru", "| −2,8 |", "| 2,8 |", "2,8"),
]


@pytest.mark.parametrize(("language", "right", "wrong", "named"), CAUGHT)
def test_what_is_altered_in_one_language_is_found_there(
    tmp_path: Path, language: str, right: str, wrong: str, named: str
) -> None:
    found = compared(tmp_path, altered(language, right, wrong))

    assert len(found) == 1
    # the two others agree, so that the altered file alone is named, beside one that is right
    here = ("en", "ru", "kk").index(language)
    assert {p.file for p in found[0].places} == {here}
    assert {p.file for p in found[0].operands} - {here} == {p.file for p in found[0].operands} != set()
    assert _plain(found[0].places[0].text) == named


def _plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def test_with_two_languages_both_places_are_named(tmp_path: Path) -> None:
    found = compared(tmp_path, altered("ru", "291 870", "291 780"), ("en", "ru"))

    assert [[p.text for p in f.places] for f in found] == [["291,870", "291 780"]]


def test_a_sentence_with_numbers_that_one_language_lacks_is_editorial(tmp_path: Path) -> None:
    more = altered("en", "## Permits", "Another 3,127 entries were refused.\n\n## Permits")

    found = compared(tmp_path, more)

    assert [(f.kind, f.mechanism, [p.text for p in f.places]) for f in found] == [
        ("editorial", "version_missing", ["3,127"])
    ]


def test_a_table_sorted_by_the_names_of_its_language_is_the_same_table(tmp_path: Path) -> None:
    rows = ["| Қытай | 11 205 | 60,7 | +12,5 |\n", "| Түркия | 4 310 | 23,4 | −2,8 |\n"]
    turned = {**TEXTS, "kk": TEXTS["kk"].replace("".join(rows), "".join(rows[::-1]))}
    assert turned["kk"] != TEXTS["kk"]

    assert compared(tmp_path, turned) == []


def test_a_number_written_with_another_scale_is_the_same_number(tmp_path: Path) -> None:
    # 1.36 billion is 1,360 million
    assert compared(tmp_path, altered("ru", "составил 1,36 млрд", "составил 1 360 млн")) == []
