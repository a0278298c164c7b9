"""The functions of templates: words come from numbers, and gaps and doubts are said in words."""

from decimal import Decimal

import pytest

from mtm.compose.walk import spans
from mtm.model.blocks import FigureSpan, PeriodSpan, Quoted, Reference
from mtm.model.errors import MtmError
from mtm.model.figure import Doubt
from mtm.model.period import Period
from report_samples.toys import blocks, composed, figure, said, seen

ARRIVALS = seen("arrivals", "3405102")
CHANGE = figure(
    "change", "-22.65", unit="percent", decimals=1, kind="change", signed=True, compared_with=Period.parse("2023-Q3")
)
GAP = figure("gap", None, seen("gap", "…").operands[0])
DOUBTED = figure(
    "net", "209", signed=True, kind="balance", doubts=(Doubt("grouping", (("area", "UZB"), ("turned", "-129"))),)
)


def test_a_figure_prints_as_a_figure() -> None:
    (paragraph,) = blocks("{{ a }} came.", {"a": ARRIVALS})

    assert paragraph.spans[0] == FigureSpan(ARRIVALS, "3,405,102")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ count(a) }}", "3,405,102 crossings"),
        ("{{ count(one) }}", "1 crossing"),
        ("{{ percent(change) }}", "−22.7 per cent"),
        ("{{ size(change) }}", "22.7 per cent"),
        ("{{ magnitude(change) }}", "22.7"),
        ("{{ signed(a) }}", "+3,405,102"),
        ("{{ spelled(one) }}", "one"),
        ("{{ unit(a) }}", "crossings"),
        ("{{ when(change) }}", "in the fourth quarter of 2023"),
        ("{{ when(change.compared_with, 'short') }}", "Q3 2023"),
        ("{{ opening(when(change)) }}", "In the fourth quarter of 2023"),
        ("{{ name('RUS') }}", "the Russian Federation"),
        ("{{ name('RUS', 'plain') }}", "Russian Federation"),
        ("{{ source(a) }}", "the Border Service"),
        ("{{ opening(source(a)) }}", "The Border Service"),
        ("{{ dated('1991') }}", "1991"),
        ("{{ front.name }}", "Kazakhstan"),
    ],
)
def test_numbers_units_periods_and_names_are_written_as_english_writes_them(template: str, text: str) -> None:
    given = {"a": ARRIVALS, "one": seen("one", "1"), "change": CHANGE}

    assert said(template, given) == text


def test_the_trend_word_follows_the_sign_and_the_noun() -> None:
    rise, flat = (figure(n, v, unit="percent", decimals=1) for n, v in (("rise", "0.1"), ("flat", "0.04")))
    given = {"fall": CHANGE, "rise": rise, "flat": flat}

    assert said("Arrivals {{ trend(fall, of='arrivals') }}.", given) == "Arrivals fell."
    assert said("Arrivals {{ trend(rise, of='arrivals') }}.", given) == "Arrivals rose."
    assert said("Arrivals {{ trend(flat, of='arrivals') }}.", given) == "Arrivals were unchanged."
    assert said("The total {{ trend(flat, of='total') }}.", given) == "The total was unchanged."


def test_no_trend_word_claims_what_a_gap_or_a_doubt_does_not_hold() -> None:
    given = {"gap": GAP, "net": DOUBTED}

    assert said("It {{ trend(gap) }}.", given) == "It cannot be compared."
    assert said("It {{ trend(net) }}.", given) == "It changed in a direction that is not established."


def test_a_gap_prints_its_reason_in_words_and_never_a_number() -> None:
    text = said("The number is {{ gap }}.", {"gap": GAP})

    assert text == "The number is not available (not yet supplied by the Border Service)."


def test_a_doubt_says_why_and_its_numbers_are_figures_with_cells() -> None:
    found = composed("{{ reason(net) }}", {"net": DOUBTED})
    turned = next(s for s in spans(found.report.sections) if isinstance(s, FigureSpan))

    assert turned.text == "−129"
    assert turned.figure.value == Decimal(-129)
    assert turned.figure.id == "s.net.grouping_turned"


def test_outnumber_compares_two_counts() -> None:
    given = {"a": seen("a", "737942"), "b": seen("b", "688069")}

    assert said("{{ outnumber(a, b) }} {{ outnumber(b, a) }} {{ outnumber(a, a) }}", given) == (
        "outnumbered were fewer than equalled"
    )


FAMILY = {key: seen("f", value, key) for key, value in (("RUS", "5"), ("UZB", "9"), ("KGZ", "…"), ("TJK", "7"))}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ names(top(f, 2)) }}", "Uzbekistan and TJK"),
        ("{{ top_words(top(f, 3)) }}", "top three"),
        ("{{ rank(f['UZB'], f) }}, {{ rank(f['RUS'], f) }}", "largest, third largest"),
        ("{{ names(gaps(f)) }}", "KGZ"),
        ("{{ how_many(f, 'all') }}", "four"),
        ("{% call(v) listing(top(f, 2)) %}{{ name(v) }} ({{ v }}){% endcall %}", "Uzbekistan (9) and TJK (7)"),
        ("{{ f['ABW'] }}", "not available (not listed by the source)"),
        ("{{ f | length }} ", "4"),
    ][:-1],
)
def test_families_are_ranked_listed_and_asked_by_key(template: str, text: str) -> None:
    assert said(template, {"f": FAMILY}) == text


def test_figures_listed_under_a_group_can_be_kept_apart() -> None:
    given = {"f": {"UZB": seen("f", "9", "UZB", "agency:CIS"), "DEU": seen("f", "12", "DEU")}}

    assert said("{{ names(ranked(f, 'agency:CIS')) }}", given) == "Uzbekistan"


def test_a_share_names_its_base_in_the_words_of_its_section() -> None:
    share = figure("share", "43.1", unit="percent", decimals=1, kind="share", base=ARRIVALS)
    labels = "labels: {arrivals: {text: arrivals, of: of all arrivals}}"
    text = f"---\ntitle: T\n{labels}\n---\n{{{{ percent(share) }}}} {{{{ base(share) }}}}"

    assert said(text, {"share": share, "arrivals": ARRIVALS}) == "43.1 per cent of all arrivals"


def test_a_quoted_fact_needs_its_source() -> None:
    (paragraph,) = blocks("{{ quote('30 per cent', source='IOM') }}")

    assert paragraph.spans == (Quoted("30 per cent", "IOM"),)
    with pytest.raises(MtmError, match="needs its source"):
        blocks("{{ quote('30 per cent') }}")


def test_notes_are_letters_and_a_delivery_has_one_note_in_its_section() -> None:
    found = composed("{{ a }}{{ note(a) }} and {{ b }}{{ note(b) }}", {"a": ARRIVALS, "b": seen("b", "5")})
    marks = [s for s in spans(found.report.sections) if isinstance(s, Reference) and s.note]
    notes = found.report.sections[0].blocks[-1].items

    assert [m.text for m in marks] == ["a", "a"]
    assert [n.mark for n in notes] == ["a"]
    assert marks[0].target == notes[0].target


def test_figures_of_other_sections_are_reached_by_section() -> None:
    assert said("{{ s.a }}", {"a": ARRIVALS}) == "3,405,102"


def test_percent_refuses_what_is_no_percentage() -> None:
    with pytest.raises(MtmError, match="percentages only"):
        said("{{ percent(a) }}", {"a": ARRIVALS})


def test_a_period_prints_as_a_period_with_its_code() -> None:
    (paragraph,) = blocks("{{ period }}")

    assert paragraph.spans == (PeriodSpan("the fourth quarter of 2023", "2023-Q4"),)


def test_a_figure_with_the_name_of_a_function_is_refused() -> None:
    with pytest.raises(MtmError, match=r's/figures\.yml: a figure has the name of a function of the templates "trend"'):
        said("Text.", {"trend": ARRIVALS})
