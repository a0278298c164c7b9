"""A report prints the same figures in every language, section by section; only the way of writing them differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from conftest import Known
from mtm.build.translations import figures_by_section, findings
from mtm.compose.report import Composed
from mtm.kit.formats import formats, locales_folder
from mtm.model.blocks import Report, Section

LANGUAGES = sorted(e.name for e in locales_folder().iterdir() if (e / "formats.yml").is_file() and e.name != "en")
PERIODS = ("2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2")
Knowing = Callable[[str], Known]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("period", PERIODS)
def test_every_section_prints_the_same_figures(known: Knowing, period: str, code: str) -> None:
    english, other = (figures_by_section(known(period).composed(c).report) for c in ("en", code))

    differing = {id: sorted(english[id] ^ other[id]) for id in english if english[id] != other[id]}

    assert differing == {}
    assert set(english) == set(other)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_figure_has_one_number_in_the_register_and_one_value_in_every_language(known: Knowing, code: str) -> None:
    english, other = (known("2023-Q4").composed(c) for c in ("en", code))

    assert [(e.figure.id, e.number) for e in english.report.register] == [
        (e.figure.id, e.number) for e in other.report.register
    ]
    assert len(english.printed) > 200
    for id, text in english.printed.items():
        assert plain(text, "en") == plain(other.printed[id], code), id


def plain(text: str, code: str) -> str:
    """A printed number as plain digits; words of a gap are as good as nothing."""
    if not re.search(r"\d", text):
        return ""
    numbers = formats(code).data["numbers"]
    text = text.replace(numbers["group"], "").replace(numbers["decimal"], ".").replace(numbers["minus"], "-")
    return text.replace(numbers["plus"], "+")


def without_paragraphs(report: Report, section: str) -> Report:
    """The report with one section reduced to its heading."""
    kept = tuple(replace(s, blocks=s.blocks[:1]) if s.id == section else s for s in report.sections)
    assert any(isinstance(s, Section) and s.id == section for s in kept)
    return replace(report, sections=kept)


def test_a_section_that_prints_less_in_one_language_is_a_finding(known: Knowing) -> None:
    here = known("2023-Q4")
    english, russian = here.composed("en"), here.composed("ru")
    cut = replace(russian, report=without_paragraphs(russian.report, "remittances"))
    composed: dict[str, Composed] = {"en": english, "ru": cut}

    found = list(findings(here.workspace, here.knowledge.period, {}, {}, composed))

    assert [(f.rule, f.param("section"), f.param("language")) for f in found] == [
        ("languages_disagree", "remittances", "ru")
    ]
    assert "remittances.sent" in found[0].param("less")
    assert list(findings(here.workspace, here.knowledge.period, {}, {}, {"en": english, "ru": russian})) == []
