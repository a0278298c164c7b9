"""A number of several joined names is that of none alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents import open_bytes
from mtm.audit.meaning.reading import read

JOINT = {
    "en": "In 2019, 305,070 persons returned from Chile and Peru.",
    "en, three": "In 2019, 305,070 persons were displaced in Chile, Peru and Cuba.",
    "ru": "В 2019 году из Чили и Перу вернулись 305 070 человек.",
    "kk": "2019 жылы Чили мен Перуден барлығы 305 070 адам елге қайтып оралған.",
}
OWN = {
    "one name": "In 2019, 290,881 persons returned from Chile.",
    "each its own": "In 2019, 290,881 persons returned from Chile and 14,189 from Peru.",
}


@pytest.mark.parametrize("text", JOINT.values(), ids=list(JOINT))
def test_a_count_of_joined_names_has_none_of_them(text: str) -> None:
    claims = read(open_bytes("joint.md", text.encode()), None, 0).claims
    assert [c.area for c in claims if c.value > 1000] == [""]


@pytest.mark.parametrize("text", OWN.values(), ids=list(OWN))
def test_a_count_with_a_name_of_its_own_keeps_it(text: str) -> None:
    claims = read(open_bytes("own.md", text.encode()), None, 0).claims
    assert "CHL" in [c.area for c in claims]


def test_the_number_of_two_is_not_held_against_that_of_one(tmp_path: Path) -> None:
    """290,881 + 14,189 = 305,070."""
    path = tmp_path / "joint.md"
    path.write_text(
        "In 2019, 305,070 returned persons arrived from Chile and Peru.\n\n"
        "In 2019, 290,881 returned persons arrived from Chile.\n\n"
        "In 2019, 14,189 returned persons arrived from Peru.\n",
        encoding="utf-8",
    )
    assert not audit([path]).wrong
