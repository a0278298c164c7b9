"""Tokens and sentences of running text, and what an audit leaves behind in the process."""

import gc
from random import Random

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes
from mtm.audit.language.chunks import CHUNK
from mtm.audit.language.lexicon import lexicon
from mtm.audit.language.sentences import sentences, tokens

PARTS = ("arrivals", "12,345", "(4.5%)", "долл.", "Q4", "т.е.", "млн-мен", "—", "«two»", "2023.", "", "U.S.", "x" * 70)
BLANKS = (" ", "  ", "\n", "\t", "\u00a0", "\u2009", " \n ")


def test_tokens_are_the_chunks_of_the_text_whatever_blanks_stand_between() -> None:
    random = Random(3)
    words = lexicon("en")
    for _ in range(300):
        text = "".join(random.choice(PARTS) + random.choice(BLANKS) for _ in range(random.randint(0, 12)))

        found = [(start, end, words.word(text[start:end])) for start, end, _ in tokens(text, words)]

        assert tokens(text, words) == found
        assert [(start, end) for start, end, _ in found] == [m.span() for m in CHUNK.finditer(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("It rose by 3.5 per cent. 12 came.", ["It rose by 3.5 per cent.", "12 came."]),
        ("See U.S. Census data. Next.", ["See U.S. Census data.", "Next."]),
        ("It rose (by half.) Then fell", ["It rose (by half.", ") Then fell"]),
        ("Really?! Yes", ["Really?!", "Yes"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    words = lexicon("en")
    parts = [part.tokens for part in sentences(tokens(text, words), text, words)]

    assert [text[part[0][0] : part[-1][1]] for part in parts] == expected


def test_a_sentence_knows_whether_it_may_hold_a_claim_or_a_period() -> None:
    words = lexicon("en")
    text = "Nothing here. 5,120 people arrived. They arrived in March."
    parts = sentences(tokens(text, words), text, words)

    assert [(part.live, part.timed) for part in parts] == [(False, False), (True, False), (False, True)]


@pytest.mark.parametrize("collecting", [True, False])
def test_an_audit_leaves_the_search_for_circles_as_it_found_it(collecting: bool) -> None:
    searched = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        audit_documents([open_bytes("a.md", b"In 2023 there were 100 arrivals and 40 departures.")])
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if searched else gc.disable)()
