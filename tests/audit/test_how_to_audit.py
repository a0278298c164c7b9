"""The walked examples of the how-to page are true: what the page says is found is what the command finds."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from mtm.cli import main
from tests.audit.test_languages_compared import TEXTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "audit.md"


def example(number: int) -> str:
    """The text of the page's blocks in their order."""
    blocks: list[str] = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return blocks[number]


def audited(*paths: Path) -> str:
    return CliRunner().invoke(main, ["audit", *map(str, paths)]).output


def test_the_exchanged_digits_of_the_bulletin_are_found(tmp_path: Path) -> None:
    bulletin = tmp_path / "bulletin.md"
    bulletin.write_text(example(0), encoding="utf-8")

    output = audited(bulletin)

    assert '"15,980"' in output
    assert "probably 15,890" in output
    assert "exchanged" in output


def test_the_turned_word_of_the_translation_is_found(tmp_path: Path) -> None:
    english, russian = example(1).strip(), example(2).strip()
    texts = dict(TEXTS)
    assert english in texts["en"]
    right = "По сравнению со II кварталом 2024 года число въездов выросло на 6,4 %."
    assert right in texts["ru"]
    texts["ru"] = texts["ru"].replace(right, russian)
    paths = []
    for language in ("en", "ru", "kk"):
        paths.append(tmp_path / f"bulletin.{language}.md")
        paths[-1].write_text(texts[language], encoding="utf-8")

    output = audited(*paths)

    assert 'bulletin.ru.md, line 5 "сократилось"' in output
    assert "rose" in output


def test_drafts_are_compared_with_both_places(tmp_path: Path) -> None:
    one, two = tmp_path / "draft1.md", tmp_path / "draft2.md"
    one.write_text(TEXTS["en"], encoding="utf-8")
    two.write_text(TEXTS["en"].replace("402,118", "402,181"), encoding="utf-8")

    output = audited(one, two)

    assert 'draft1.md, line 5 "402,118"; draft2.md, line 5 "402,181"' in output


def test_a_finding_is_shown_with_the_words_around_it_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.md"
    path.write_text("# Обзор\n\nПрибыло 40 000 человек, из них 8 500 (31,3%) – женщины.\n", encoding="utf-8")
    text = CliRunner().invoke(main, ["audit", str(path), "--language", "ru"]).output
    assert 'line 3 "31,3%", in "…40 000 человек, из них 8 500 (31,3%) – женщины."' in text
    assert "Напечатано 31,3%" in text
