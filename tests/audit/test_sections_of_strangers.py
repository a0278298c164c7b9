"""Sections of reports by strangers: the true ones raise nothing, and of the errors no fewer are found than before."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import LANGUAGES, SECTIONS, alarms, notes, verdicts

LEAST = {"en": 65, "ru": 63, "kk": 71}
ASKED = 94  # 18 sections with three errors, 20 with two


@pytest.mark.parametrize("language", LANGUAGES)
def test_true_sections_raise_nothing(language: str) -> None:
    raised = {note.name for note in notes(language, SECTIONS) if alarms(note.text)}

    assert raised == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_errors_of_sections_are_found_as_before(language: str) -> None:
    found = [good for note in notes(language, SECTIONS) for _, good in verdicts(note)]

    assert len(found) == ASKED
    assert sum(found) >= LEAST[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_of_a_section_alters_it_in_one_place(language: str) -> None:
    for note in notes(language, SECTIONS):
        assert all(slip.text != note.text for slip in note.slips), note.name
