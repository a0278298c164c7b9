"""The register has an entry for every printed figure, down to the cells."""

from __future__ import annotations

import json

from asking import ask
from kazakhstan import CIS, IN_CIS, arrivals, permanent_in, permanent_out

from matrix_samples import known, row
from mtm.figures.register import register
from mtm.figures.trace import plain_number, render, trace

MATRIX = known(arrivals(), permanent_in(), permanent_out())
FIGURES = ask(
    MATRIX,
    {
        "into": f"obs('permanent_residence_in', area='{IN_CIS}', period='2023')",
        "net": f"balance(into, obs('permanent_residence_out', area='{IN_CIS}', period='2023'))",
        "arrivals": "obs('border_arrivals')",
        "unused": f"obs('border_arrivals', area='{CIS}')",
    },
)
PRINTED = {"s.net": {"ru": "9\u00a0174", "en": "9,174"}, "s.arrivals": {"en": "3,405,102"}}


def test_what_a_value_was_made_from_names_only_what_is_known() -> None:
    entry = {e["id"]: e for e in register(FIGURES, PRINTED)}["s.arrivals"]
    made = {"dataset": "workers/2026-1", "dataset_sha256": "ab" * 32, "tabulation": "survey_estimate"}
    operand = {"observation": entry["operands"][0]["observation"] | {"made_from": made}}

    chain = render(trace([entry | {"operands": [operand]}], "s.arrivals"))

    assert "counted by survey_estimate from the data set workers/2026-1, sha256 abababababab" in chain


def test_an_entry_says_what_was_printed_how_it_was_computed_and_from_which_cells() -> None:
    entries = {e["id"]: e for e in register(FIGURES, PRINTED)}

    net = entries["s.net"]
    assert list(net) == [
        *("id", "section", "text", "value", "unit", "period", "status", "formula", "operands", "sources")
    ]
    assert net["text"] == {"en": "9,174", "ru": "9\u00a0174"}
    assert (net["value"], net["unit"], net["period"], net["status"]) == ("9174", "persons", "2023", "A")
    assert net["formula"] == "permanent_residence_in[CIS] − permanent_residence_out[CIS]"
    assert net["sources"][0] == {
        "source": "statistics-bureau",
        "file": "statistics-bureau/2024-02-12_statistics-bureau.xlsx",
        "sha256": "sha-statistics-bureau/2024-02-12_statistics-bureau.xlsx",
        "sheet": "Sheet",
        "cell": "B3",
        "raw": "21584",
    }
    assert [s["raw"] for s in net["sources"]] == ["21584", "12410"]


def test_operands_are_ids_of_figures_or_observations() -> None:
    (net,) = [e for e in register(FIGURES, PRINTED) if e["id"] == "s.net"]

    assert net["operands"][0] == "s.into"
    assert net["operands"][1]["observation"]["raw"] == "12410"


def test_a_figure_behind_a_printed_one_has_its_entry_and_an_unused_one_has_none() -> None:
    entries = {e["id"]: e for e in register(FIGURES, PRINTED)}

    assert list(entries) == ["s.arrivals", "s.into", "s.net"]
    assert entries["s.into"]["text"] == {}


def test_every_operand_of_the_register_leads_to_an_entry() -> None:
    entries = register(FIGURES, PRINTED)

    ids = {e["id"] for e in entries}
    assert {o for e in entries for o in e["operands"] if isinstance(o, str)} <= ids


def test_values_are_never_rounded_in_the_register() -> None:
    matrix = known(row("x", "2023-Q4", "1"), row("x", "2023-Q4", "3", "UZB"))
    figures = ask(matrix, {"third": "share(obs('x'), obs('x', area='UZB'))", "tenth": "obs('x', period='2022-Q4')"})

    entries = {e["id"]: e for e in register(figures, {"s.third": {"en": "33.3"}, "s.tenth": {"en": "[x]"}})}

    assert entries["s.third"]["value"].startswith("33.33333333")
    assert entries["s.tenth"]["value"] is None


def test_the_register_is_plain_json_and_always_the_same() -> None:
    first, second = (json.dumps(register(FIGURES, PRINTED), ensure_ascii=False) for _ in range(2))

    assert first == second


def test_a_printed_number_is_followed_to_its_cells() -> None:
    (net,) = trace(register(FIGURES, PRINTED), "9,174")

    assert net.title == "s.net = permanent_residence_in[CIS] − permanent_residence_out[CIS]"
    into, out = net.branches
    assert into.title == "s.into = permanent_residence_in[CIS]"
    assert into.branches[0].branches[0].title == (
        'statistics-bureau/2024-02-12_statistics-bureau.xlsx, sheet "Sheet", B3: "21584"'
    )
    assert out.title == "permanent_residence_out[statistics-bureau:CIS, 2023] = 12410"


def test_any_language_any_space_and_any_minus_finds_the_figure() -> None:
    entries = register(FIGURES, PRINTED)

    assert (
        trace(entries, "9 174") == trace(entries, "9\u202f174") == trace(entries, "+9,174") == trace(entries, "s.net")
    )
    assert trace(entries, "9.174") == ()
    assert plain_number("\u2212184") == plain_number("-184")


def test_a_negative_number_is_found_as_a_sentence_prints_it_without_its_sign() -> None:
    entries = register(FIGURES, {"s.net": {"en": "\u22129,174"}})

    assert trace(entries, "9,174") == trace(entries, "-9,174") != ()
    assert trace(register(FIGURES, PRINTED), "-9,174") == ()


def test_all_figures_that_print_the_same_text_are_shown() -> None:
    texts = {"s.net": {"en": "9,174"}, "s.arrivals": {"en": "9,174"}}

    found = trace(register(FIGURES, texts), "9,174")

    assert [b.title.partition(" =")[0] for b in found] == ["s.arrivals", "s.net"]


def test_the_chain_reads_as_a_tree() -> None:
    assert render(trace(register(FIGURES, PRINTED), "3,405,102")) == (
        "s.arrivals = border_arrivals\n"
        "│ 3,405,102 (en), 3405102 crossings, 2023-Q4, status P\n"
        "└─ border_arrivals[_T, 2023-Q4] = 3405102\n"
        "   │ border-service, received 2024-01-22, status P, sha256 sha-border-s\n"
        '   └─ border-service/2024-01-22_border-service.xlsx, sheet "Sheet", B2: "3405102"\n'
    )
    assert render(()) == ""


def test_the_gap_of_a_key_that_no_figure_has_stays_out_of_the_register() -> None:
    assert register(FIGURES, {"s.country.USA": {"en": "not available"}}) == []
