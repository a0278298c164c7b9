"""A translation speaks where the English speaks: the same conditions, however its sentences are built."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import EXAMPLE

CONDITION = re.compile(r"\{%-?\s*((?:if|elif|for|set leaders)\b.*?)\s*-?%\}", re.S)
SECTIONS = (EXAMPLE.parents[1] / "src/mtm/sections", EXAMPLE / "sections")
TRANSLATIONS = sorted(
    text for shelf in SECTIONS for text in shelf.glob("*/text.*.md") if not text.name.endswith(".en.md")
)
ONLY_TRANSLATED = {"if draft"}  # the English is nobody's translation


def conditions(text: Path) -> Counter[str]:
    found = Counter(" ".join(c.split()) for c in CONDITION.findall(text.read_text(encoding="utf-8")))
    return Counter({c: n for c, n in found.items() if c not in ONLY_TRANSLATED})


@pytest.mark.parametrize("text", TRANSLATIONS, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_a_translation_asks_what_the_english_asks(text: Path) -> None:
    assert conditions(text) == conditions(text.with_name("text.en.md"))


def test_the_reading_of_conditions_sees_them() -> None:
    assert len(TRANSLATIONS) >= 24
    assert sum(conditions(SECTIONS[0] / "flows/text.en.md").values()) > 20
