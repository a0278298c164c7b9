"""Patterns for the texts of tables match what a data officer means by them."""

import pytest

from mtm.kit.patterns import pattern


def test_a_sign_in_a_pattern_is_looked_for():
    skipped = pattern("в % *")

    assert skipped.matches("в % к соответствующему периоду")
    assert skipped.matches("В  %  к итогу")
    assert not skipped.matches("в т.ч. март 2026 г.")


def test_a_sign_that_the_pattern_does_not_have_does_not_matter():
    assert pattern("Доля*").matches("Доля, %")
    assert pattern("Доля, %").matches("доля (%)")
    assert pattern("Сумма $").matches("сумма, $")
    assert not pattern("Сумма $").matches("сумма, €")


def test_quotes_dashes_and_brackets_never_matter():
    assert pattern("Прибыло (чел.)").matches("«прибыло» – чел")
    assert pattern("№*").matches("№ п/п")


@pytest.mark.parametrize("source", ["(*", "- *", "«*»"])
def test_a_pattern_that_would_match_everything_by_accident_is_refused(source):
    with pytest.raises(ValueError, match="write a word beside"):
        pattern(source)


def test_a_lone_star_matches_everything_on_purpose():
    assert pattern("*").matches("Прибыло")
