"""A translation that nobody has reviewed is never published in silence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLE, Known
from mtm.build.printing import report_input
from mtm.build.translations import findings, in_language, reviews
from mtm.compose.input import Text
from mtm.compose.language import language
from mtm.compose.report import compose
from mtm.compose.walk import spans
from mtm.kit.messages import sentence
from mtm.model.errors import WorkspaceError
from mtm.model.finding import Finding, Severity
from mtm.workspace.load import load

Knowing = Callable[[str], Known]


def states(here: Known, language: str) -> tuple[tuple[str, str], ...]:
    given = report_input(here.workspace, here.knowledge, language)
    found = reviews(here.workspace, given.folders, given.authored.values(), language)
    return tuple((r.where, r.state) for r in found)


def test_all_russian_texts_are_marked_as_drafts(known: Knowing) -> None:
    found = dict(states(known("2023-Q4"), "ru"))

    assert set(found.values()) == {"draft"}
    assert {"workspace.yml", "locales/ru/words", "mtm sections/flows/text.ru.md"} <= set(found)
    assert {"sections/kandas/text.ru.md", "text/2023-Q4/kandas.ru.md"} <= set(found)


def test_texts_in_the_language_they_were_written_in_are_no_drafts(known: Knowing) -> None:
    assert [where for where, state in states(known("2023-Q4"), "en") if state == "draft"] == []


def test_drafts_are_one_warning_per_language_with_their_number(known: Knowing) -> None:
    here = known("2023-Q4")
    given = {c: report_input(here.workspace, here.knowledge, c) for c in ("en", "ru")}
    known_states = {c: reviews(here.workspace, g.folders, g.authored.values(), c) for c, g in given.items()}
    names = {c: g.names for c, g in given.items()}

    found = [f for f in findings(here.workspace, here.knowledge.period, known_states, names, {}) if "draft" in f.rule]

    assert [(f.severity, f.param("language")) for f in found] == [(Severity.WARNING, "ru")]
    # 12 section texts, 3 authored texts, the workspace's YAML files, 4 parts of the locale
    assert found[0].param("count") == found[0].param("total") == "20"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ru", "Черновик перевода: русский текст еще не проверен редактором."),
        ("kk", "Аударманың нобайы: қазақша мәтінді редактор әлі тексерген жоқ."),
    ],
)
def test_a_draft_says_so_on_its_front_page(known: Knowing, code: str, said: str) -> None:
    banner = "".join(s.text for s in spans(known("2023-Q4").composed(code).report.banner))

    assert banner.replace("\N{NO-BREAK SPACE}", " ") == said


def reviewed(known: Knowing, **entries: object) -> list[str]:
    """The states of one authored text with this front matter."""
    here = known("2023-Q4")
    return [r.state for r in reviews(here.workspace, {}, [Text("text/x.ru.md", "", entries=entries)], "ru")][:1]


def test_a_text_that_somebody_has_read_is_no_draft(known: Knowing) -> None:
    assert reviewed(known, review={"state": "reviewed", "by": "A. B."}) == ["reviewed"]


def test_a_translation_that_says_nothing_is_a_draft(known: Knowing) -> None:
    assert reviewed(known) == ["draft"]


def test_a_state_that_nobody_knows_is_a_mistake_with_its_place(known: Knowing) -> None:
    with pytest.raises(WorkspaceError, match=r"text/x\.ru\.md"):
        reviewed(known, review={"state": "done"})


def test_a_missing_translation_in_a_yaml_file_is_named(tmp_path: Path, known: Knowing) -> None:
    root = shutil.copytree(EXAMPLE, tmp_path / "w", ignore=shutil.ignore_patterns("store", "releases", "inbox"))
    file = root / "workspace.yml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "ru: Демонстрация mtm" not in line]
    file.write_text("\n".join(kept), encoding="utf-8")
    here = known("2023-Q4")
    names = {"ru": report_input(here.workspace, here.knowledge, "ru").names}

    found = list(findings(load(root), here.knowledge.period, {"ru": ()}, names, {}))
    whole = list(findings(here.workspace, here.knowledge.period, {"ru": ()}, names, {}))

    assert [(f.rule, f.param("first"), f.param("count")) for f in found] == [
        ("translation_missing", "workspace.yml, publisher", "1")
    ]
    assert whole == []


def test_the_example_asks_for_no_form_that_it_does_not_have(known: Knowing) -> None:
    for period in ("2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"):
        here = known(period)
        given = report_input(here.workspace, here.knowledge, "ru")
        compose(given, language("ru"))

        assert given.names.lacking == set()  # type: ignore[attr-defined]
        assert given.names.area("UZB", "vocative") == "Узбекистан"
        assert given.names.lacking == {("UZB", "vocative")}  # type: ignore[attr-defined]


def test_a_question_of_the_team_is_told_in_the_reader_s_language(known: Knowing) -> None:
    here = known("2023-Q4")
    asked = next(f for f in here.knowledge.findings if f.rule == "known_question" and f.source == "national-bank")

    told = sentence(in_language(asked, here.workspace, "ru"), "ru", {"national-bank:genitive": "Национального банка"})

    assert "В таблице указано, что из Российской Федерации" in told.message
    assert told.remedy.startswith("Значение напечатано в том виде, в каком получено. Уточнить у Национального банка")
    assert told.remedy.endswith("questions.yml, строка 4.")


def test_names_numbers_and_periods_of_a_finding_stand_in_the_form_that_its_sentence_asks_for() -> None:
    names = {"statistics-bureau": "Бюро", "statistics-bureau:genitive": "Бюро", "x": "Выбывшие", "_T": "всего"}
    found = Finding.make(
        "parts_total", Severity.WARNING, source="statistics-bureau", indicator="x", period="2023-Q4",
        area="_T", total="25399", parts="25383", gap="16",
    )  # fmt: skip

    told = sentence(found, "ru", names).message.replace("\N{NO-BREAK SPACE}", " ")

    assert told == (
        "Выбывшие, IV квартал 2023 года: по строке «всего» указано 25 399, а ее части составляют в сумме 25 383; "
        "разница — 16."
    )
