"""A report with every kind of block, span and chart, in three scripts, with labels that try to break a writer.

Scope: input for the writers' tests, made by hand and without the rooms upstream. ``sample_report()`` is the readable
one, ``hostile_report()`` puts the same blocks around labels that are formulas, tags and markup.
The numbers are invented where they are not taken from a published table; nothing here is computed by mtm.
"""

from __future__ import annotations

from dataclasses import replace

from sample_charts import (
    ARRIVALS,
    BALANCE,
    CHANGE,
    COUNTRIES,
    DEPARTURES,
    GAP,
    KANDAS,
    PERMITS,
    REMITTANCES,
    SHARE,
    charts,
    figure,
    point,
    printed,
    quarterly_points,
    span,
    strip,
    words,
)

from mtm.model.blocks import (
    Block,
    Column,
    Definitions,
    Event,
    FigureSpan,
    Heading,
    ListBlock,
    Note,
    NoteBox,
    Notes,
    Paragraph,
    PeriodSpan,
    Quoted,
    Reference,
    Register,
    RegisterEntry,
    Report,
    Row,
    Section,
    Series,
    Span,
    Spans,
    Table,
    Tile,
    Tiles,
    Timeline,
    Words,
)
from mtm.model.figure import Figure

HOSTILE = (
    '=HYPERLINK("http://example.invalid";"x")',
    "<script>alert(document.title)</script>",
    "#let x = read(sys)",
    "{{7*7}} {% raw %} ${jndi}",
    "$sum_(i) x^i$ \\ @ref <label> *bold* _it_ `raw`",
    "\u202eabc\u202c \u200fשלום\u200e",
    "'; DROP TABLE observations; --",
    "&amp; &lt;b&gt; ]]> <!-- -->",
    "東京 🙂 \x00\x07 ﷽",
)

LABELS = {
    "contents": "Contents",
    "page": "Page",
    "of": "of",
    "source": "Source",
    "note": "Note",
    "notes": "Notes",
    "table": "Table",
    "chart": "Figure",
    "register": "Register of figures",
    "skip": "Skip to the text",
    "version": "Version",
    "language": "Language",
    "back_to_text": "Back to the text",
    "close": "Close",
    "data": "Data",
    "table_of_data": "Data of this chart",
}


def _tiles() -> Tiles:
    def change(made: Figure, against: str, code: str) -> Spans:
        unit = Words(" per cent against ")
        return (span(made), unit, PeriodSpan(against, code))

    none = (FigureSpan(GAP, "not available"), Words(" against "), PeriodSpan("Q4 2022", "2022-Q4"))
    trend = tuple(p.figure for p in quarterly_points(10))
    made = (
        (ARRIVALS, "Border crossings, arrivals", "crossings", trend),
        (DEPARTURES, "Border crossings, departures", "crossings", trend),
        (PERMITS, "Temporary residence permits", "permits", ()),
        (KANDAS, "Kandas status granted since the start of the year", "persons", ()),
        (REMITTANCES, "Personal remittances sent", "USD million", ()),
        (BALANCE, "Балансы: прибытия минус выезды / Көші-қон айырымы", "пересечений", trend),
    )
    return Tiles(
        tuple(
            Tile(
                words(label),
                span(value),
                words(unit),
                (none, change(CHANGE, "Q3 2023", "2023-Q3")),
                words("provisional"),
                trend,
                Reference("a", "note-a", note=True),
            )
            for value, label, unit, trend in made
        )
    )


def _table(id: str, rows: tuple[tuple[str, int, int], ...], title: str) -> Table:
    group = words("Crossings")
    columns = (
        Column((*words("Country of citizenship"), Reference("a", "note-a", note=True)), numeric=False),
        Column(words("Arrivals"), words("crossings"), group=group),
        Column(words("Departures"), words("crossings"), group=group),
        Column(words("Share of the group"), words("%")),
    )

    def cells(n: int, arrivals: int, departures: int) -> tuple[Spans, ...]:
        into = figure(f"flows.t_in.{id}-{n}", str(arrivals))
        out = figure(f"flows.t_out.{id}-{n}", str(departures)) if n % 7 != 3 else figure(f"flows.t_out.{id}-{n}", None)
        share = figure(f"flows.t_share.{id}-{n}", "12.3", "percent", 1)
        gone = (FigureSpan(out, "[x]"), Reference("a", "note-a", note=True)) if out.value is None else (span(out),)
        return ((span(into),), gone, (span(share),))

    made = [Row(words("Commonwealth of Independent States"), (), "group")]
    made += [Row(words(name), cells(n, a, d), "item", 1) for n, (name, a, d) in enumerate(rows)]
    made += [
        Row(words("Not listed"), cells(901, 858, 858), "rest", 1),
        Row(words("Subtotal"), cells(902, 9, 8), "subtotal"),
    ]
    made += [Row(words("Total"), cells(903, 3405102, 3429507), "total")]
    return Table(
        id,
        id,
        Reference("Table 2.1", id),
        words(title),
        (Words("Crossings, "), PeriodSpan("October–December 2023", "2023-Q4")),
        columns,
        tuple(made),
        (
            Words("Source: Border Service of the National Security Committee, received on "),
            PeriodSpan("22 January 2024"),
            Words("."),
        ),
        (Note("a", words("Not available: the agency has not delivered it."), "note-a"),),
    )


def _front() -> tuple[Block, ...]:
    return (
        _tiles(),
        Heading("key", 1, words("Key findings")),
        ListBlock(
            (
                (
                    Words("The Border Service registered "),
                    span(ARRIVALS, "strong"),
                    Words(" arrivals and "),
                    span(DEPARTURES, "strong"),
                    Words(" departures in the "),
                    PeriodSpan("fourth quarter of 2023", "2023-Q4"),
                    Words("; see "),
                    Reference("Table 2.1", "table-arrivals"),
                    Words("."),
                ),
                (Words("Uzbekistan accounts for "), span(SHARE), Words(" per cent of arrivals from the CIS.")),
                (Words("A crossing is not a person", "emphasis"), Words(": one person may cross many times.")),
            ),
            style="findings",
        ),
        NoteBox("caution", words("What this cannot tell you"), (words("How many people live in the country."),)),
    )


def _spans_paragraph() -> tuple[Span, ...]:
    return (
        Words("Arrivals fell by "),
        span(CHANGE),
        Words(" per cent as "),
        Quoted("published on 30 January 2024", "IOM, Kazakhstan quarterly compilation"),
        Words(" and the file "),
        Reference("2024-01-22_peresechenie-granicy_4kv2023.xlsx", style="code"),
        Words(" says; the method stands at "),
        Reference("https://stat.gov.kz/ru/method/12", "https://stat.gov.kz/ru/method/12"),
        Words(", the letter", "strong"),
        Reference("b", "note-b", note=True),
        Words("."),
    )


def _flows() -> Section:
    rows = tuple((name, a, d) for name, _, a, d in COUNTRIES)
    drawn = charts()
    return Section(
        "flows",
        (
            Heading("flows", 1, words("Inflow and outflow"), Reference("2", "flows")),
            Paragraph(
                words("Crossings of the state border by citizenship, as the Border Service counts them."), "lead"
            ),
            Heading("flows-totals", 2, words("Totals"), Reference("2.1", "flows-totals")),
            Paragraph(_spans_paragraph()),
            Paragraph(
                (
                    Words("Қазақстанға келгендер саны "),
                    span(ARRIVALS),
                    Words(" болды: Әлеумет, ғылым, қала, өңір, ұлт, үй, һәм, іс. Число пересечений за "),
                    PeriodSpan("IV квартал 2023 года", "2023-Q4"),
                    Words(" составило "),
                    FigureSpan(DEPARTURES, "3\u00a0429\u00a0507"),
                    Words("."),
                )
            ),
            _table("table-arrivals", rows, "Crossings by citizenship"),
            *drawn[:4],
            NoteBox("concept", words("A crossing is not a migrant"), (words("A permit holder is not a resident."),)),
            NoteBox(
                "question",
                words("Question to the agency"),
                (words("The total exceeds its parts."), words("Which rows are missing?")),
            ),
            Notes(
                (
                    Note("a", words("Border Service, quarterly table."), "note-a"),
                    Note("b", (Words("Letter of "), PeriodSpan("1 February 2024"), Words(".")), "note-b"),
                )
            ),
        ),
    )


def _policy() -> Section:
    event = Event(
        PeriodSpan("26 October 2023", "2023-10-26"),
        words("National Bank of Kazakhstan"),
        (Quoted("Draft amendments tighten the issue of cards within 30 days.", "National Bank, press release"),),
        (
            Words("Source: press release of "),
            PeriodSpan("26 October 2023"),
            Words(", "),
            Reference("nationalbank.kz", "https://nationalbank.kz"),
        ),
        words("Personal remittances"),
    )
    other = replace(
        event, date=PeriodSpan("2–9 November 2023", "2023-11-02/2023-11-09"), title=words("Saryagash checkpoint")
    )
    return Section(
        "policy",
        (
            Heading("policy", 1, words("Policy developments"), Reference("1", "policy")),
            Timeline((event, other)),
            ListBlock((words("An item of an ordered list."), words("And a second, longer one.")), ordered=True),
            ListBlock((words("A plain item."), words("Another plain item."))),
        ),
    )


def _rest() -> Section:
    drawn = charts()
    return Section(
        "residence",
        (
            Heading("residence", 1, words("Permanent residence, Kandas and remittances"), Reference("3", "residence")),
            Paragraph(words("Arrivals and departures as registered by the Bureau of National Statistics.")),
            *drawn[4:],
            NoteBox("correction", words("Corrected since the last issue"), (words("The year before was revised."),)),
            NoteBox("gap", words("Not delivered"), (words("The labour ministry has sent nothing for the quarter."),)),
            NoteBox("simulated", words("Simulated data"), (words("Do not quote."),)),
        ),
    )


def _annexes() -> tuple[Section, ...]:
    rows = tuple(
        (f"{name} {'abc'[k]}", a + k, d - k) for k in range(3) for name, _, a, d in COUNTRIES for _ in range(2)
    )
    glossary = Definitions(
        (
            (words("Crossing"), words("One passage of the state border by one person in one direction.")),
            (words("Қандас"), words("Тарихи отанына оралған этникалық қазақ.")),
        )
    )
    return (
        Section("method", (Heading("method", 1, words("Reference periods"), Reference("A", "method")), strip())),
        Section(
            "long",
            (
                Heading("long", 1, words("A long table"), Reference("B", "long")),
                _table("table-long", rows, "A table over pages"),
            ),
        ),
        Section("glossary", (Heading("glossary", 1, words("Glossary"), Reference("C", "glossary")), glossary)),
        Section(
            "register",
            (Heading("register-head", 1, words("Register of figures"), Reference("D", "register-head")), Register()),
        ),
    )


def _figures(value: object) -> list[Figure]:
    """Every figure in a tree of frozen values, each id once, in order of first appearance."""
    if isinstance(value, Figure):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in _figures(item)]
    fields = getattr(value, "__dataclass_fields__", None)
    return [found for name in fields for found in _figures(getattr(value, name))] if fields else []


def register_of(*trees: object) -> tuple[RegisterEntry, ...]:
    """A register entry for every figure found, numbered F1, F2, …"""
    met = {made.id: made for made in _figures(trees)}
    return tuple(
        RegisterEntry(
            made,
            f"F{n}",
            printed(made),
            words(made.unit),
            (PeriodSpan(made.period.code if made.period else "", made.period.code if made.period else ""),),
            (Words("taken over as delivered: "), Reference(made.formula, style="code")),
            tuple(
                (Reference(f"{o.file}, {o.sheet}, {o.cell}", style="code"), Words(" reads "), Quoted(o.raw, o.source))
                for o in made.origins
            ),
        )
        for n, made in enumerate(met.values(), 1)
    )


def sample_report() -> Report:
    """The readable sample: six tiles, a policy timeline, tables, every chart kind, the strip, glossary and register."""
    front = _front()
    sections = (_policy(), _flows(), _rest(), *_annexes())
    return Report(
        "en",
        words("Migration in Kazakhstan"),
        (PeriodSpan("October–December 2023", "2023-Q4"),),
        (
            (words("Period"), (PeriodSpan("October–December 2023", "2023-Q4"),)),
            (words("Data cut-off"), (PeriodSpan("15 February 2024", "2024-02-15"),)),
            (words("Version"), (Reference("1.0"),)),
            (words("Languages"), words("English, русский, қазақша")),
        ),
        front,
        sections,
        register_of(front, sections),
        (Words("Migration in Kazakhstan, "), PeriodSpan("Q4 2023", "2023-Q4"), Words(", version "), Reference("1.0")),
        tuple(LABELS.items()),
        "Country data team",
        "1.0",
        (
            Words("Superseded: a later version is at "),
            Reference("example.invalid/latest", "https://example.invalid/latest"),
        ),
    )


def hostile_report() -> Report:
    """The sample with hostile text in every place where a partner's label can arrive."""
    report = sample_report()
    chart = charts()[1]
    bad = tuple(point(text, figure(f"bad.p.N{n}", str(100 - 7 * n))) for n, text in enumerate(HOSTILE))
    drawn = replace(chart, id="chart-bad", title=words(HOSTILE[1]), series=(Series(HOSTILE[0], bad),), axis=HOSTILE[2])
    table = _table("table-bad", tuple((text, 1, 2) for text in HOSTILE), HOSTILE[4])
    blocks: tuple[Block, ...] = (
        Heading("bad", 1, words(HOSTILE[3])),
        *(Paragraph(words(text, style)) for text in HOSTILE for style in ("", "code")),
        Paragraph(tuple(Reference(text, text) for text in (*HOSTILE, "javascript:alert(1)", "no-such-block"))),
        Paragraph((Quoted(HOSTILE[5], HOSTILE[6]),)),
        ListBlock(tuple(words(text) for text in HOSTILE)),
        NoteBox("caution", words(HOSTILE[0]), tuple(words(text) for text in HOSTILE)),
        Definitions(tuple((words(text), words(text)) for text in HOSTILE)),
        drawn,
        table,
    )
    sections = (*report.sections[:-1], Section("bad", blocks), report.sections[-1])
    return replace(report, title=words(HOSTILE[1]), sections=sections, register=register_of(report.front, sections))
