"""Values that wait inside a text, and outside text made safe."""

from hypothesis import given
from hypothesis import strategies as st

from mtm.compose.spool import Spool, clean, has_digits, holds_values, plain
from mtm.model.blocks import Reference, Words


def test_a_value_stands_in_the_text_as_one_character_and_comes_back() -> None:
    spool = Spool()

    held = spool.put(Words("a")) + spool.put(Reference("b"))

    assert len(held) == 2
    assert [spool.take(c) for c in held] == [Words("a"), Reference("b")]


def test_outside_text_cannot_smuggle_in_a_waiting_value() -> None:
    assert not holds_values(clean("Uzbekistan\U000f0000"))
    assert clean("a\U000f0000b") == "a\ufffdb"


def test_outside_text_keeps_no_control_characters_or_direction_marks() -> None:
    assert clean("a\x00b\u202ec") == "a\ufffdb\ufffdc"


def test_parts_with_digits_become_references_and_the_rest_words() -> None:
    assert plain("14, Example Street.") == (Reference("14"), Words(", Example Street."))
    assert plain("never as 0. Ask") == (Words("never as "), Reference("0"), Words(". Ask"))


def test_digits_of_every_script_count_as_digits() -> None:
    assert has_digits("٣") and has_digits("Ⅳ") and has_digits("m²")
    assert not has_digits("IV тоқсан")


@given(st.text())
def test_outside_text_is_never_lost_and_its_words_never_hold_digits(text: str) -> None:
    spans = plain(text)

    assert "".join(s.text for s in spans) == clean(text)
    assert not any(has_digits(s.text) for s in spans if isinstance(s, Words))
