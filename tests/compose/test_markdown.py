"""The Markdown of sections, read into blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.compose.markdown import blocks, spans
from mtm.compose.spool import Spool
from mtm.model.blocks import (
    Definitions,
    Heading,
    ListBlock,
    NoteBox,
    Paragraph,
    PeriodSpan,
    Quoted,
    Reference,
    Register,
    Words,
)


def read(text: str, spool: Spool | None = None):
    return blocks(text, spool or Spool(), "s-")


def test_lines_of_a_paragraph_are_joined_and_blank_lines_part_paragraphs() -> None:
    assert read("one\ntwo\n\nthree") == (Paragraph((Words("one two"),)), Paragraph((Words("three"),)))


def test_a_paragraph_of_blanks_leaves_nothing() -> None:
    assert read("  \n \n\n") == ()


def test_headings_keep_their_level() -> None:
    assert read("## Arrivals\nText") == (Heading("s-0", 2, (Words("Arrivals"),)), Paragraph((Words("Text"),)))


def test_a_style_in_front_of_a_paragraph_is_taken_off() -> None:
    assert read("{.lead} Text") == (Paragraph((Words("Text"),), "lead"),)


def test_list_items_may_run_over_lines() -> None:
    assert read("- one\n  more\n- two") == (ListBlock(((Words("one more"),), (Words("two"),))),)


def test_a_definition_runs_until_the_next_term() -> None:
    found = read("Share\n: a part\nof its base\nChange\n: later less earlier")

    assert found == (
        Definitions(
            (((Words("Share"),), (Words("a part of its base"),)), ((Words("Change"),), (Words("later less earlier"),)))
        ),
    )


def test_a_box_has_a_kind_a_title_and_paragraphs() -> None:
    assert read("> [!caution] Mind\n> one\n>\n> two") == (
        NoteBox("caution", (Words("Mind"),), ((Words("one"),), (Words("two"),))),
    )


def test_html_stays_the_text_that_it_is() -> None:
    assert read("<script>alert()</script>") == (Paragraph((Words("<script>alert()</script>"),)),)


def test_emphasis_code_and_links_are_styles_and_references() -> None:
    found = spans("a **b** *c* `d` [e](https://x.org/2023)", Spool())

    assert found == (
        Words("a "),
        Words("b", "strong"),
        Words(" "),
        Words("c", "emphasis"),
        Words(" "),
        Words("d", "code"),
        Words(" "),
        Reference("e", "https://x.org/2023"),
    )


def test_a_waiting_value_takes_the_style_around_it_and_cannot_be_taken_apart() -> None:
    spool = Spool()
    value = spool.put(Quoted("**5** <b>", "source"))

    assert spans(f"**{value}**", spool) == (Quoted("**5** <b>", "source", "strong"),)


def test_a_block_on_its_own_line_becomes_that_block() -> None:
    spool = Spool()

    assert read(f"a\n{spool.put(Register())}\nb", spool) == (
        Paragraph((Words("a"),)),
        Register(),
        Paragraph((Words("b"),)),
    )


def test_a_block_inside_a_sentence_is_an_error() -> None:
    spool = Spool()

    with pytest.raises(ValueError, match="on a line of its own"):
        read(f"see {spool.put(Register())}.", spool)


def test_no_blank_is_left_before_closing_punctuation() -> None:
    spool = Spool()
    period = spool.put(PeriodSpan("2023"))

    assert spans(f"in  {period} , then .", spool) == (Words("in "), PeriodSpan("2023"), Words(", then."))


@given(st.text(alphabet="ab *_`[]()#>-\n:{}.!", max_size=60))
def test_no_text_stops_the_reader(text: str) -> None:
    read(text)
