"""A raised mark of a note is no part of the word or number before it; a raised ordinal and a unit are."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes

SEEN = [
    ("25,399<sup>2</sup> arrivals", "25,399 arrivals"),
    ("all arrivals<sup>a</sup>.", "all arrivals ."),
    ("въезды<sup>б</sup> и выезды<sup>a, c</sup>", "въезды и выезды"),
    ("91.6<sup>a</sup> per cent", "91.6 per cent"),
    ("on the 20<sup>th</sup> of May", "on the 20th of May"),
    ("2<sup>й</sup> квартал", "2й квартал"),
]


@pytest.mark.parametrize(("written", "read"), SEEN)
def test_marks_of_notes_are_left_out_and_ordinals_kept(written: str, read: str) -> None:
    document = open_bytes("report.html", f"<p>{written}</p>".encode())

    assert " ".join(document.blocks[0].piece.text.split()) == read
