"""Templates in their sandbox: what they may print, and where their errors point."""

import pytest

from mtm.compose.engine import Source, TypedNumberError, render, typed_numbers
from mtm.compose.spool import Spool
from mtm.model.blocks import Words
from mtm.model.errors import MtmError, WorkspaceError


def printed(text: str, **values: object) -> str:
    """The rendered text, with each waiting value shown as the text of its span in brackets."""
    spool = Spool()
    result = render(Source(text, "flows/text.en.md", 10), values, spool)
    return "".join(f"[{spool.take(c).text}]" if ord(c) >= 0xF0000 else c for c in result)


def test_words_of_the_template_stay_text_and_printed_words_wait() -> None:
    assert printed("{{ word }} rose", word="Arrivals") == "[Arrivals] rose"


def test_a_digit_in_a_template_is_an_error_that_names_file_and_line() -> None:
    with pytest.raises(TypedNumberError, match=r'flows/text\.en\.md, line 12: a number is typed by hand "2023\."'):
        printed("a\nb\nin 2023.")


def test_digits_inside_expressions_are_no_text() -> None:
    assert printed("{% if things | length > 2 %}many{% else %}few{% endif %}", things=[1]) == "few"


def test_a_printed_number_is_an_error_that_names_file_and_line() -> None:
    with pytest.raises(TypedNumberError, match=r"line 11"):
        printed("a\n{{ number }}", number=5)


def test_a_printed_text_with_digits_is_an_error() -> None:
    with pytest.raises(TypedNumberError, match="5 per cent"):
        printed("{{ '5 per cent' }}")


def test_an_unknown_name_is_an_error_that_names_file_line_and_name() -> None:
    with pytest.raises(WorkspaceError, match=r"line 11: .*arivals"):
        printed("a\n{{ arivals }}")


def test_a_broken_tag_is_an_error_that_names_file_and_line() -> None:
    with pytest.raises(WorkspaceError, match=r"line 11"):
        printed("a\n{% if %}")


def test_an_error_of_a_function_gets_the_place_of_its_call() -> None:
    def fails() -> str:
        raise MtmError("no such table", value="x")

    with pytest.raises(MtmError, match=r'text\.en\.md, line 12: no such table "x"'):
        printed("a\n\n{{ fails() }}", fails=fails)


@pytest.mark.parametrize("attack", ["{{ ''.__class__.__mro__ }}", "{{ f.__globals__ }}", "{{ f.__init__ }}"])
def test_the_sandbox_keeps_templates_from_the_inside_of_objects(attack: str) -> None:
    with pytest.raises(WorkspaceError):
        printed(attack, f=len)


def test_a_tag_at_the_end_of_a_line_of_words_keeps_the_line_apart_from_the_next() -> None:
    assert printed("a{% if true %} b{% endif %}\nc").split() == ["a", "b", "c"]


def test_a_tag_alone_on_its_line_leaves_nothing_behind() -> None:
    assert printed("{% if true %}\na\n{% endif %}\nb") == "a\nb"


def test_nothing_is_printed_for_none() -> None:
    assert printed("a{{ none }}b") == "ab"


def test_every_typed_number_is_found_but_not_the_targets_of_links() -> None:
    found = list(typed_numbers(Source("one 1\n[x](https://a.b/2)\n{{ quote('3') }} and 4,5", "t.md", 7)))

    assert [(e.where, e.value) for e in found] == [("t.md, line 7", "1"), ("t.md, line 9", "4,5")]


def test_the_same_source_renders_anew_with_other_values() -> None:
    source = Source("{{ word }}", "t.md")
    one, other = Spool(), Spool()

    render(source, {"word": "a"}, one)
    render(source, {"word": "b"}, other)

    assert other.take("\U000f0000") == Words("b")
