"""The oracle: clean reports keep every relation; an injected error breaks one and stands where it is said."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.audit_generator.compose import write
from tests.audit_generator.inject import KINDS, WORDY, inject
from tests.audit_generator.number_words import in_words
from tests.audit_generator.report import HERE
from tests.audit_generator.ties import nearest_portion

HELDOUT = HERE.parents[1] / "benchmarks" / "audit_heldout"
SETS = [*sorted(HERE.glob("phrases*")), *([HELDOUT] if (HELDOUT / "en.yml").exists() else [])]
LANGUAGES = ("en", "ru", "kk")


@pytest.mark.parametrize("folder", SETS, ids=lambda f: f.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_report_keeps_every_relation(folder: Path, language: str) -> None:
    for seed in range(3):
        report = write(seed, language, folder)
        assert [
            r.ids for r in report.relations if set(r.ids) <= set(report.tokens) and not r.holds(report.tokens)
        ] == []


@pytest.mark.parametrize("folder", SETS, ids=lambda f: f.name)
def test_an_injected_error_breaks_a_relation_and_changes_the_text_in_its_place(folder: Path) -> None:
    for number, kind in enumerate((*KINDS, *WORDY)):
        for seed in range(3):
            report = write(seed, LANGUAGES[number % 3], folder)
            if kind in WORDY and "sections" not in report.phrases:
                continue
            injected = inject(report, kind, Random(seed))
            if injected is None:
                continue
            assert injected.broken
            before, after = report.text().split("\n"), injected.text.split("\n")
            assert {at for at, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b} <= {
                place[0] for place in injected.places
            }


def test_the_same_seed_gives_the_same_report() -> None:
    assert write(5, "ru", SETS[-1]).text() == write(5, "ru", SETS[-1]).text()


def test_percentages_are_written_in_words() -> None:
    assert in_words(56, "en") == "fifty-six"
    assert in_words(42, "ru") == "сорок два"
    assert in_words(80, "kk") == "сексен"


def test_a_percentage_is_called_a_portion_only_near_it() -> None:
    from fractions import Fraction

    assert nearest_portion(Fraction(355, 10)) == "over_third"
    assert nearest_portion(Fraction(49)) == "almost_half"
    assert nearest_portion(Fraction(60)) == ""
