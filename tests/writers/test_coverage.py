"""Characters that the fonts lack are named, each once."""

from dataclasses import replace

from sample_report import sample_report

from mtm.model.blocks import Paragraph, Section, Words
from mtm.writers.coverage import replaced


def test_a_report_in_latin_cyrillic_and_kazakh_has_nothing_replaced() -> None:
    assert replaced(sample_report()) == ()


def test_each_missing_character_is_named_with_its_count_and_an_example() -> None:
    texts = ("東京 A", "東", "plain")
    section = Section("s", tuple(Paragraph((Words(text),)) for text in texts))

    found = replaced(replace(sample_report(), sections=(section,)))

    assert [(f.rule, f.param("character"), f.param("count")) for f in found] == [
        ("character_replaced", "U+4EAC (cjk unified ideograph-4eac)", "1"),
        ("character_replaced", "U+6771 (cjk unified ideograph-6771)", "2"),
    ]
    assert found[1].places[0].value == "\ufffd\ufffd A"
