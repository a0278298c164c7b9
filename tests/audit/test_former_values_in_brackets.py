"""A former value alone in brackets behind a change, in three languages: the word of direction must agree with it."""

from __future__ import annotations

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes

# 31,215 - 30,400 = 815; 4,215 - 3,600 = 615; 7,045 - 6,800 = 245
CHANGES = [
    ("Departures stood at 31,215 in 2024. They {} by 815 (they were 30,400).", "grew", "dropped"),
    ("Выдано 4 215 разрешений: число {} на 615 (было 3 600).", "выросло", "снизилось"),
    ("2024 жылы 7 045 адам кетті. Кеткендер 245 адамға {} (6 800 болған).", "көбейді", "кеміді"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), CHANGES)
def test_a_number_that_was_is_the_earlier_one(text: str, right: str, wrong: str) -> None:
    assert _words(text.format(right)) == []
    assert _words(text.format(wrong)) == [wrong]


def _words(text: str) -> list[str]:
    document = open_bytes("note.md", f"# Report\n\n{text}\n".encode())
    return [place.text for finding in audit_documents([document]).wrong for place in finding.places]
