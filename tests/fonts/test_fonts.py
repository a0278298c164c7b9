"""What the shipped fonts can print, and how wide it is."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from mtm import fonts

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
SIGNS = "−→←↑↓±×≤≥≈≠…–—«»„“”№₸€%‰°\u00a0\u202f\u2009"


@pytest.mark.parametrize("face", fonts.faces())
def test_every_face_prints_kazakh_and_the_signs_of_a_report(face: bytes) -> None:
    covered = TTFont(io.BytesIO(face)).getBestCmap()

    assert [letter for letter in KAZAKH + SIGNS if ord(letter) not in covered] == []


def test_the_four_faces_cover_the_same_characters() -> None:
    covered = [set(TTFont(io.BytesIO(face)).getBestCmap()) for face in fonts.faces()]

    assert all(other == covered[0] for other in covered)


@pytest.mark.parametrize("face", fonts.faces())
def test_digits_share_one_width_and_the_minus_is_as_wide_as_the_plus(face: bytes) -> None:
    font = TTFont(io.BytesIO(face))
    names = font.getBestCmap()

    for letters in ("0123456789", "−+"):
        assert len({font["hmtx"][names[ord(letter)]][0] for letter in letters}) == 1


@pytest.mark.parametrize(("face", "bold"), [(0, False), (1, True)])
def test_metrics_say_what_the_font_files_say(face: int, bold: bool) -> None:
    font = TTFont(io.BytesIO(fonts.faces()[face]))

    for code, name in font.getBestCmap().items():
        assert fonts.measure(chr(code), 1000, bold) == font["hmtx"][name][0]


def test_the_licence_is_beside_the_fonts() -> None:
    licence = Path(fonts.__file__).with_name("OFL.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2015-2020 Google LLC" in licence


def test_a_width_is_the_sum_of_its_advances() -> None:
    # 572 units a digit, 1000 units to the em: three digits at 10 points are 3 * 5.72
    assert fonts.measure("198", 10) == pytest.approx(17.16)


def test_a_character_without_a_glyph_is_replaced_and_named() -> None:
    assert fonts.substitute("Қытай 東京 東") == ("Қытай \ufffd\ufffd \ufffd", ("東", "京"))


def test_a_sign_that_reverses_the_reading_direction_goes_and_is_named() -> None:
    assert fonts.substitute("\u202e198\u202c") == ("198", ("\u202e", "\u202c"))


def test_marks_without_ink_go_without_a_word() -> None:
    assert fonts.substitute("\ufeffa\u200e\u200db") == ("ab", ())


def test_a_decomposed_letter_is_composed() -> None:
    assert fonts.substitute("и\u0306") == ("й", ())


def test_a_control_character_is_replaced_and_a_line_break_becomes_a_space() -> None:
    assert fonts.substitute("a\x00b\nc") == ("a\ufffdb c", ("\x00",))


def test_lines_break_at_spaces_and_long_words_are_cut() -> None:
    wide = fonts.measure("Republic", 10)

    assert fonts.wrap("Republic of Korea", wide, 10) == ("Republic", "of Korea")
    assert "".join(fonts.wrap("Republic" * 3, wide, 10)) == "Republic" * 3


@given(st.text(), st.floats(20, 200))
def test_wrapping_loses_no_character_and_no_line_is_wider_than_asked(text: str, width: float) -> None:
    plain = fonts.substitute(text)[0]
    lines = fonts.wrap(plain, width, 9)

    assert "".join(lines).replace(" ", "") == plain.replace(" ", "")
    assert all(fonts.measure(line, 9) <= width + 1e-9 for line in lines)


@given(st.text())
def test_substituted_text_has_only_characters_of_the_font(text: str) -> None:
    plain, _ = fonts.substitute(text)

    assert fonts.substitute(plain) == (plain, ())
