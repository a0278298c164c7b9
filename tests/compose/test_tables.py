"""Tables as section.yml declares them."""

from mtm.model.blocks import Table
from mtm.model.figure import Doubt
from mtm.model.reference import Question
from report_samples.toys import blocks, composed, figure, seen

SECTION = """
tables:
  t:
    columns: [arrivals, share]
    rows:
      - groups: group
        rows:
          - {role: group, head: group}
          - {each: country, within: true, order: down, cells: [country, share]}
          - {role: rest, head: rest, cells: [rest, ""]}
          - {role: subtotal, head: sum, cells: [group, ""]}
      - {each: country, outside: true, order: down, cells: [country, share]}
      - {role: total, head: total, cells: [arrivals, ""]}
"""
TEXT = """---
title: Section
tables:
  t:
    title: "Arrivals were {{ arrivals }}"
    subtitle: Crossings
    columns: {head: Citizenship, arrivals: Arrivals, share: Share of group}
    rows: {group: "{{ name(group) }}", rest: Other, sum: Together, total: All}
    notes: {columns: {share: Of its group.}, rows: {total: As delivered.}}
---
{{ table('t') }}
"""
CIS = "agency:CIS"


def figures(**more: object) -> dict[str, object]:
    country = {
        "KGZ": seen("country", "7", "KGZ", CIS),
        "UZB": seen("country", "9", "UZB", CIS),
        "TJK": seen("country", "…", "TJK", CIS),
        "DEU": seen("country", "3", "DEU"),
    }
    share = {
        k: figure(f"share.{k}", v, unit="percent", decimals=1, kind="share")
        for k, v in (("UZB", "50"), ("KGZ", "38.9"))
    }
    given = {"arrivals": seen("arrivals", "21"), "group": {CIS: seen("group", "18", CIS)}, "rest": {}}
    return {**given, "country": country, "share": share, **more}


def made(**more: object) -> Table:
    (table, *_) = (b for b in blocks(TEXT, figures(**more), SECTION) if isinstance(b, Table))
    return table


def text(spans: tuple[object, ...]) -> str:
    return "".join(s.text for s in spans)  # type: ignore[attr-defined]


def test_rows_stand_under_their_group_largest_first_with_gaps_last() -> None:
    assert [(r.role, text(r.head), r.level) for r in made().rows] == [
        ("group", "CIS countries", 0),
        ("item", "Uzbekistan", 1),
        ("item", "KGZ", 1),
        ("item", "TJK", 1),
        ("subtotal", "Together", 0),
        ("item", "DEU", 0),
        ("total", "Allb", 0),  # the note's mark, a letter, stands at its head
    ]


def test_cells_hold_figures_and_gaps_are_symbols_with_a_key() -> None:
    table = made()

    assert [[text(c) for c in r.cells] for r in table.rows[1:4]] == [["9", "50.0"], ["7", "38.9"], ["[..]", "[z]"]]
    assert "[..] not yet supplied by the source" in text(table.notes[-1].spans)
    assert table.notes[-1].mark == ""


def test_titles_are_templates_and_units_come_from_the_figures() -> None:
    table = made()

    assert text(table.title) == "Arrivals were 21"
    assert [(text(c.head), text(c.unit), c.numeric) for c in table.columns] == [
        ("Citizenship", "", False),
        ("Arrivals", "crossings", True),
        ("Share of groupa", "%", True),
    ]


def test_a_rest_that_the_source_lists_has_a_row() -> None:
    table = made(rest={CIS: seen("rest", "2", f"{CIS}/_O")})

    assert [text(r.head) for r in table.rows if r.role == "rest"] == ["Other"]


def test_the_source_line_names_agency_file_and_date() -> None:
    assert text(made().source) == "Source: Border Service (2024-01-22_agency.xlsx, received 22 January 2024)."


def test_a_column_without_any_figure_is_left_out() -> None:
    section = SECTION.replace("cells: [country, share]", 'cells: [country, ""]')
    (table, *_) = blocks(TEXT, figures(), section)

    assert [text(c.head) for c in table.columns] == ["Citizenship", "Arrivals"]


def test_a_table_without_any_delivery_leaves_no_block_and_no_reference_to_it() -> None:
    nothing = figure("arrivals", None, gap="not_delivered")
    given = {"arrivals": nothing, "group": {}, "country": {}, "share": {}, "rest": {}}
    found = composed(TEXT + "\nSee {{ ref('table:t') }}.", given, SECTION)
    (paragraph,) = found.report.sections[0].blocks[1:]

    assert text(paragraph.spans) == "See a table that this issue does not have."


def test_a_doubted_number_carries_a_note_that_says_why() -> None:
    observed = seen("arrivals", "21").operands
    net = figure("net", "209", signed=True, kind="balance", operands=observed, doubts=(Doubt("question"),))
    section = "tables: {t: {columns: [net], rows: [{role: total, head: total, cells: [net]}]}}"
    (table, *_) = blocks(TEXT.replace("{{ arrivals }}", "few"), {"net": net}, section)

    assert [s.text for s in table.rows[0].cells[0]] == ["+209", "b"]
    assert text(table.notes[1].spans).startswith("The direction is not established. An open question")


def test_a_value_with_an_open_question_carries_a_note() -> None:
    question = Question("q", "agency", "arrivals", raw="21")
    (table, *_) = blocks(TEXT, figures(), SECTION, questions=(question,))
    total = table.rows[-1]

    assert [s.text for s in total.cells[0]] == ["21", "c"]
    assert any("open question" in text(n.spans) for n in table.notes)


def test_a_heading_that_heads_nothing_is_left_out() -> None:
    section = """
tables:
  t:
    columns: [arrivals, share]
    rows:
      - {role: group, head: group}
      - {each: none, cells: [none, ""]}
      - {role: group, head: rest}
      - {each: country, cells: [country, share]}
      - {role: group, head: sum}
"""
    (table,) = (b for b in blocks(TEXT, figures(none={}), section) if isinstance(b, Table))

    assert [text(row.head) for row in table.rows if row.role == "group"] == ["Other"]
