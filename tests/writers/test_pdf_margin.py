"""Remarks beside the text: where there is room, in reading order, and never lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtm.model.blocks import Block, Heading, NoteBox, Paragraph, Words
from mtm.writers.pdf.margin import beside


def paragraph(words: int) -> Paragraph:
    return Paragraph((Words("word " * words),))


def remark(words: int) -> NoteBox:
    return NoteBox("concept", (Words("Title"),), ((Words("word " * words),),))


HEADING = Heading("h", 1, (Words("Heading"),))
BLOCKS = st.lists(st.one_of(st.just(HEADING), st.integers(1, 200).map(paragraph), st.integers(1, 200).map(remark)))


def test_a_remark_stands_beside_text_that_is_as_tall() -> None:
    text, box = paragraph(60), remark(10)

    assert beside([HEADING, text, box]) == [HEADING, ([text], [box])]


def test_a_remark_much_taller_than_its_text_stands_below() -> None:
    text, box = paragraph(5), remark(150)

    assert beside([text, box]) == [text, box]


def test_a_remark_without_text_before_it_keeps_its_place() -> None:
    assert beside([remark(5), HEADING]) == [remark(5), HEADING]


def test_of_several_remarks_those_that_fit_stand_beside() -> None:
    text, first, second = paragraph(60), remark(12), remark(120)

    assert beside([text, first, second]) == [([text], [first]), second]


@given(BLOCKS)
def test_no_block_is_lost_and_the_order_is_kept(blocks: list[Block]) -> None:
    flat: list[Block] = []
    for group in beside(blocks):
        flat += [*group[0], *group[1]] if isinstance(group, tuple) else [group]

    assert flat == blocks
