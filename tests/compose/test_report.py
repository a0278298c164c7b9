"""The report as a whole: numbering, references, authored text, missing sections, the register."""

from dataclasses import replace
from datetime import date

import pytest

from matrix_samples import row
from mtm.compose.input import Outline, PolicyEvent
from mtm.compose.report import compose
from mtm.compose.shelf import read_text
from mtm.compose.walk import spans
from mtm.model.blocks import FigureSpan, Heading, NoteBox, Paragraph, PeriodSpan, Quoted, Reference, Timeline, Words
from mtm.model.errors import MtmError, WorkspaceError
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Matrix
from mtm.model.reference import Question
from report_samples.toys import FRONT, blocks, composed, figure, folder, seen, toy

A = seen("a", "3405102")
TABLES = "tables: {t: {columns: [a], rows: [{role: total, head: total, cells: [a]}]}}"
TABLE_TEXT = "---\ntitle: S\ntables: {t: {title: T, columns: {head: H, a: A}, rows: {total: All}}}\n---\n"


def text(found: tuple[object, ...]) -> str:
    return "".join(s.text for s in found)  # type: ignore[attr-defined]


def authored(body: str, **more: object):
    return composed("Text.", {"a": A}, authored={"s": read_text(body, "text/2023-Q4/s.en.md")}, **more)


def test_sections_parts_and_tables_are_numbered_in_reading_order() -> None:
    sections = composed(
        TABLE_TEXT + "## One\n\n{{ table('t') }}\n\n## Two\n\n### Detail", {"a": A}, TABLES
    ).report.sections
    headings = [b for b in sections[0].blocks if isinstance(b, Heading)]

    assert [h.number.text if h.number else None for h in headings] == ["1", "1.1", "1.2", None]
    assert next(b for b in sections[0].blocks if not isinstance(b, Heading)).number.text == "Table 1.1"


def test_a_reference_may_stand_before_what_it_names() -> None:
    found = blocks(
        TABLE_TEXT + "See {{ ref('table:t') }} in {{ ref('section:s') }}.\n\n{{ table('t') }}", {"a": A}, TABLES
    )
    references = [s for s in found[0].spans if isinstance(s, Reference)]

    assert [(r.text, r.target) for r in references] == [("Table 1.1", "table-s-t"), ("section 1", "s")]


def test_closing_sections_have_letters_and_opening_ones_none() -> None:
    given = toy("Text.")
    folders = {**given.folders, "o": folder("o"), "c": folder("c"), "d": folder("d")}
    report = compose(replace(given, folders=folders, outline=Outline("front", ("o",), ("s",), ("c", "d")))).report

    assert [s.blocks[0].number.text if s.blocks[0].number else "" for s in report.sections] == ["", "1", "A", "B"]


def test_authored_text_may_refer_to_live_figures() -> None:
    found = authored("## Comment\n\nIn all {{ count(a) }}{{ note(a) }}.")
    heading, paragraph, notes = found.report.sections[0].blocks[2:]

    assert text(heading.spans) == "Comment"
    assert paragraph.spans[1] == FigureSpan(A, "3,405,102")
    assert notes.items[0].mark == "a"
    assert found.findings == ()


def test_a_number_typed_by_hand_is_a_blocking_finding_with_file_and_line() -> None:
    found = authored("Text.\n\nIn all 3,405,102 and 7.")

    assert [(f.rule, f.severity, f.places[0].file, f.places[0].cell, f.places[0].value) for f in found.findings] == [
        ("hand_typed_number", Severity.BLOCKING, "text/2023-Q4/s.en.md", "line 3", "3,405,102"),
        ("hand_typed_number", Severity.BLOCKING, "text/2023-Q4/s.en.md", "line 3", "7."),
    ]
    assert isinstance(found.report.sections[0].blocks[2], NoteBox)  # a box says that the text is left out


def test_a_number_inside_a_printed_text_is_a_finding_too() -> None:
    (finding,) = authored("Text.\n{{ 'grew by 30 per cent' }}").findings

    assert (finding.rule, finding.places[0].cell) == ("hand_typed_number", "line 2")


def test_a_quoted_fact_with_its_source_may_hold_digits() -> None:
    found = authored("It grew by {{ quote('30 per cent', source='IOM') }}.")

    assert found.findings == ()
    assert Quoted("30 per cent", "IOM") in found.report.sections[0].blocks[2].spans


def test_hostile_authored_text_stays_text() -> None:
    found = authored("<img src=x onerror=alert()> =HYPERLINK() \u202e")
    (paragraph,) = found.report.sections[0].blocks[2:]

    assert text(paragraph.spans).startswith("<img src=x onerror=alert()> =HYPERLINK()")
    assert all(isinstance(s, Words) for s in paragraph.spans)


def test_an_authored_text_that_cannot_be_rendered_names_file_and_line() -> None:
    with pytest.raises(WorkspaceError, match=r"text/2023-Q4/s\.en\.md, line 2"):
        authored("Text.\n{{ arivals }}")


def test_a_section_without_data_says_what_is_missing_and_from_whom() -> None:
    earlier = row("arrivals", "2023-Q3", "5", received="2023-10-20")
    found = composed(
        "Text.",
        {"a": figure("a", None, gap="not_delivered")},
        "needs: [arrivals]\nrequired: [a]",
        matrix=Matrix.known([earlier], date(2024, 2, 15)),
        suppliers={"arrivals": ("agency",)},
    )
    _, box = found.report.sections[0].blocks

    assert (box.kind, text(box.title)) == ("gap", "No data for this period")
    assert text(box.paragraphs[0]) == (
        "arrivals: nothing for this period was received from the Border Service by 15 February 2024. "
        "The latest data held are for the third quarter of 2023."
    )
    assert [(f.rule, f.source, f.param("section")) for f in found.findings] == [("section_without_data", "agency", "s")]


def test_data_that_are_too_old_count_as_missing() -> None:
    old = seen("a", "5", period=replace(A).period.previous().previous())
    section = "required: [a]\nlag_days: 60"  # Q2 ends 93 days before Q4 begins

    assert isinstance(blocks("Text.", {"a": old}, section)[0], NoteBox)
    assert isinstance(blocks("Text.", {"a": old}, "required: [a]")[0], Paragraph)


def test_every_printed_figure_and_its_named_operands_are_in_the_register() -> None:
    share = figure("share", "43.1", unit="percent", decimals=1, kind="share", operands=(A, seen("b", "5")), base=A)
    report = composed("{{ share }}", {"a": A, "share": share}).report

    assert [(e.number, e.figure.id, e.text) for e in report.register] == [
        ("F1", "s.a", "3,405,102"),
        ("F2", "s.share", "43.1"),
        ("F3", "s.b", "5"),
    ]
    assert text(report.register[0].sources[0]) == "agency/2024-01-22_agency.xlsx, sheet “Sheet”: B2 “3405102”"


def test_no_digit_of_a_label_is_printed_as_plain_words() -> None:
    labelled = "---\ntitle: S\nlabels: {a: '{{ front.name }}'}\n---\n{{ label(a) }}"
    (paragraph,) = blocks(labelled, {"a": A}, front={"name": "Region 5"})

    assert paragraph.spans == (Words("Region "), Reference("5"))


def test_a_digit_in_the_front_matter_of_a_section_is_an_error_with_its_line() -> None:
    with pytest.raises(MtmError, match=r"s/text\.en\.md, line 2"):
        composed("---\ntitle: Section 5\n---\nText.")


def test_policy_entries_are_quoted_facts_with_dates_and_sources() -> None:
    event = PolicyEvent(
        date(2023, 11, 2), date(2023, 11, 9), "Ministry", "Queue of 200", "9 courts <b>.", "press", "https://a.b/1"
    )
    (timeline,) = blocks("{{ timeline() }}", events=(event,))

    assert isinstance(timeline, Timeline)
    (made,) = timeline.events
    assert made.date == PeriodSpan("2–9 November 2023", "2023-11-02/2023-11-09")
    assert made.title == (Quoted("Queue of 200", "Ministry, press"),)
    assert made.body == (Quoted("9 courts <b>.", "Ministry, press"),)
    assert text(made.source) == "Source: press, https://a.b/1."


def test_an_open_question_stands_as_a_box_in_the_section_that_needs_its_value() -> None:
    question = Question("q", "agency", "arrivals", raw="55.8", text=(("en", "Is 55.8 right? 65.8 would fit."),))
    matrix = Matrix.known([row("arrivals", "2023-Q4", "55.8", received="2024-01-22")], date(2024, 2, 15))
    (_, box) = blocks("Text.", section="needs: [arrivals]", questions=(question,), matrix=matrix)

    assert (box.kind, text(box.title)) == ("question", "Question to the Border Service")
    assert [s.text for s in box.paragraphs[0] if isinstance(s, Quoted)] == ["55.8", "65.8"]


def test_a_settled_question_has_no_box() -> None:
    question = Question("q", "agency", "arrivals", raw="55.8", text=(("en", "Right?"),))
    matrix = Matrix.known([row("arrivals", "2023-Q4", "65.8", received="2024-01-22")], date(2024, 2, 15))

    assert len(blocks("Text.", section="needs: [arrivals]", questions=(question,), matrix=matrix)) == 1


def test_findings_are_listed_by_agency_with_numbers_quoted_from_their_cells() -> None:
    finding = Finding.make(
        "parts_total", Severity.QUESTION, Place("a/b.xlsx", "S", "B2", "25399"), source="agency", indicator="arrivals",
        period="2023", total="25399", parts="25383", gap="16", area="_T",
    )  # fmt: skip
    name, listed = blocks("{{ questions() }}", findings=(finding,))
    (item,) = listed.items

    assert text(name.spans) == "Border Service"
    assert text(item).startswith("Arrivals, 2023: the total is given as 25,399, but its parts sum to")
    assert [s.text for s in item if isinstance(s, Quoted)] == ["25,399", "25,383", "16"]


def test_what_was_revised_since_the_last_issue_is_counted_and_listed() -> None:
    rows = [
        row("arrivals", "2022", "17293", received="2023-02-10"),
        row("arrivals", "2022", "17425", received="2024-01-10"),
    ]
    given = {"matrix": Matrix.known(rows, date(2024, 2, 15)), "previous_cutoff": date(2023, 11, 15)}
    said, table = blocks(
        "{{ revised() }}: {{ revised('list') }}\n\n{{ revised('table') }}", section="needs: [arrivals]", **given
    )

    assert text(said.spans) == "1 figure: arrivals, 2022: from 17,293 to 17,425 (+132)."
    assert [[text(c) for c in r.cells] for r in table.rows] == [["17,293", "17,425", "+132", "2024-01-10_agency.xlsx"]]


def test_the_same_input_gives_the_same_report() -> None:
    given = toy(TABLE_TEXT + "{{ table('t') }} {{ a }}".replace("}} {{", "}}\n\n{{"), {"a": A}, TABLES)

    assert compose(given) == compose(given)


def test_the_front_page_is_not_a_section() -> None:
    given = toy("Text.")
    front = folder("front", text=FRONT + "{{ period }}")
    report = compose(replace(given, folders={**given.folders, "front": front})).report

    assert [s.id for s in report.sections] == ["s"]
    assert [s.text for s in spans(report.front)] == ["the fourth quarter of 2023"]


def test_a_later_delivery_that_repeats_the_value_is_no_revision() -> None:
    rows = [row("arrivals", "2022", "17425", received=day) for day in ("2023-08-11", "2024-01-10")]
    rows.append(row("arrivals", "2023", "25399", received="2024-01-10"))  # a new period is no revision either
    given = {"matrix": Matrix.known(rows, date(2024, 2, 15)), "previous_cutoff": date(2023, 11, 15)}
    (said,) = blocks("{{ revised() }}{{ revised('table') }}", section="needs: [arrivals]", **given)

    assert text(said.spans) == "0 figures"
