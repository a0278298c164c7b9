"""Plain statements of ordinary reports: right as they stand, and wrong with one word or number in another's place.

The files in ``plain`` hold one statement each between lines of dashes; "{12.5|11.5}" is what is right and what is not.
All figures are invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes

SLOT = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
FILES = sorted((Path(__file__).parent / "plain").glob("*.txt"))
STATEMENTS = [text.strip() for path in FILES for text in path.read_text(encoding="utf-8").split("\n---\n")]


def _wrong(text: str) -> list[str]:
    return [p.text for f in audit_documents([open_bytes("note.md", text.encode())]).wrong for p in f.places]


def _with(text: str, slot: int) -> str:
    """The statement with the wrong word or number in that slot alone."""
    number = -1

    def filled(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return found[2] if number == slot else found[1]

    return SLOT.sub(filled, text)


@pytest.mark.parametrize("text", STATEMENTS, ids=lambda text: text[:40])
def test_a_plain_statement_is_right_as_it_stands(text: str) -> None:
    assert _wrong(_with(text, -1)) == []


@pytest.mark.parametrize(
    ("text", "slot"),
    [(text, slot) for text in STATEMENTS for slot in range(len(SLOT.findall(text)))],
    ids=lambda value: value[:40] if isinstance(value, str) else str(value),
)
def test_one_wrong_word_or_number_in_it_is_found(text: str, slot: int) -> None:
    assert _wrong(_with(text, slot)) != []
