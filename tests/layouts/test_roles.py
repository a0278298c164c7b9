"""Rows say what they are by their words and their place, so that nothing is counted twice."""

import pytest

from mtm.layouts.roles import Line, Words, classify
from mtm.workspace.source import AgencyGroupDeclared

WORDS = Words(
    {
        "CIS": AgencyGroupDeclared(labels=("Страны СНГ", "СНГ"), rest=("Прочие страны СНГ",)),
        "FAR": AgencyGroupDeclared(labels=("Дальнее зарубежье",)),
    },
    totals=("Всего по республике",),
    knows=lambda text: text in {"A", "B", "C", "D"},
)


def roles(*labels):
    """Labels with values; a label ending in ! has none."""
    lines = [Line(label.rstrip("!"), not label.endswith("!")) for label in labels]
    return [f"{line.role}:{line.group}" if line.group else line.role for line in classify(lines, WORDS)]


def test_groups_with_empty_headings_and_totals_at_their_foot():
    assert roles(
        "СНГ!", "A", "Прочие страны СНГ", "Итого СНГ", "Дальнее зарубежье!", "B", "Прочие", "Итого", "ВСЕГО"
    ) == [
        *("heading:CIS", "item:CIS", "rest:CIS", "subtotal:CIS"),
        *("heading:FAR", "item:FAR", "rest:FAR", "subtotal:FAR", "total"),
    ]


def test_groups_whose_heading_carries_the_subtotal():
    assert roles("Всего", "Страны СНГ", "A", "B", "Дальнее зарубежье", "C", "Прочие") == [
        *("total", "subtotal:CIS", "item:CIS", "item:CIS", "subtotal:FAR", "item:FAR", "rest:FAR"),
    ]


def test_groups_named_only_by_the_subtotal_under_them():
    assert roles("A", "B", "Итого СНГ", "C", "D", "Дальнее зарубежье", "Всего") == [
        *("item:CIS", "item:CIS", "subtotal:CIS", "item:FAR", "item:FAR", "subtotal:FAR", "total"),
    ]


def test_a_bare_total_after_groups_that_have_their_subtotals_in_their_headings_is_the_grand_total():
    assert roles("Страны СНГ", "A", "Дальнее зарубежье", "B", "Итого")[-1] == "total"


def test_a_bare_total_after_several_groups_without_subtotals_is_the_grand_total():
    assert roles("Страны СНГ!", "A", "Дальнее зарубежье!", "B", "Итого")[-1] == "total"


def test_a_bare_total_at_the_end_of_a_group_is_its_subtotal_where_the_grand_total_stands_on_top():
    assert roles("Всего", "Страны СНГ!", "A", "Итого", "Дальнее зарубежье!", "B", "Итого") == [
        *("total", "heading:CIS", "item:CIS", "subtotal:CIS", "heading:FAR", "item:FAR", "subtotal:FAR"),
    ]


@pytest.mark.parametrize(
    "labels", [("СНГ!", "A", "Итого"), ("СНГ!", "A", "Итого СНГ", "Дальнее зарубежье!", "B", "Итого")]
)
def test_a_bare_total_that_nothing_settles_is_unclear(labels):
    assert roles(*labels)[-1].startswith("unclear")


def test_a_declared_total_is_the_grand_total_wherever_it_stands():
    assert roles("СНГ!", "A", "Всего по республике")[-1] == "total"


def test_of_which_rows_are_no_items():
    assert roles("A", "в том числе: B", "в том числе:!", "C") == ["item", "memo", "intro", "item"]


def test_a_rest_without_a_group_is_the_rest_of_all():
    assert roles("A", "Прочие страны", "Всего") == ["item", "rest", "total"]


def test_an_item_without_values_is_no_heading_where_its_name_is_known():
    assert roles("A!", "Неизвестный раздел!", "B") == ["item", "heading", "item"]


def test_the_total_of_a_group_that_nobody_declared_is_not_taken_for_the_grand_total():
    assert roles("Раздел!", "A", "Итого", "Дальнее зарубежье!", "B", "Итого", "ВСЕГО") == [
        *("heading", "item", "unclear", "heading:FAR", "item:FAR", "subtotal:FAR", "total"),
    ]


def test_a_total_of_two_words_is_not_shortened_to_its_first():
    assert classify([Line("Россия"), Line("Grand Total")], Words({}))[1] == Line("Grand Total", True, "total")
