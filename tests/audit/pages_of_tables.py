"""Tables whose cells are known, on pages of several makers.

Scope: four tables with what makes pages hard to read (names over several lines, headings over several columns,
thousands set apart by blanks, note marks, marks in place of numbers, empty cells, a table over three pages with running
heads); typst sets them when the tests run. ``pages/libreoffice.pdf`` holds the same tables, printed by LibreOffice 7.4
from the Word file that ``pages_in_word`` writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NBSP = "\u00a0"
Head = tuple[str, int, int]  # text, columns, rows


@dataclass(frozen=True)
class Table:
    caption: str
    heads: list[list[Head]]
    rows: list[list[str]]
    headings: list[str]  # of the columns, from top to bottom


def thousands(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def _number(row: int, column: int, most: int) -> int:
    return (row * 7919 + column * 104_729 + row * column * 1_299_709) % most + 1000


def crossings() -> Table:
    names = ["Uzbekistan", "Kyrgyzstan", "Russian Federation", "Tajikistan", "China", "Türkiye", "Other countries"]
    rows = []
    for at, name in enumerate(names, 1):
        came, left = _number(at, 1, 2_000_000), _number(at, 2, 2_000_000)
        balance = ("+" if came > left else "−") + thousands(abs(came - left), ",")
        rows.append([name, thousands(came, ","), f"{at * 3.7:.1f}", thousands(left, ","), f"{at * 2.9:.1f}", balance])
    columns = ["Citizenship", "Arrivals", "Share, %", "Departures", "Share, %", "Balance"]
    return Table("Table 1. Border crossings by citizenship", [[(c, 1, 1) for c in columns]], rows, columns)


def residents() -> Table:
    names = ["Узбекистан", "Российская Федерация", "Китай", "Прочие страны, не перечисленные ведомством отдельно"]
    rows = [
        [
            name,
            thousands(_number(at, 3, 3_000_000), NBSP),
            f"{at * 5.3:.1f}".replace(".", ","),
            thousands(_number(at, 4, 3_000_000), NBSP),
            f"{at * 4.1:.1f}".replace(".", ","),
        ]
        for at, name in enumerate(names, 1)
    ]
    total = "Всего по всем странам и территориям, включая лиц без гражданства"
    rows.append([total, f"9{NBSP}405{NBSP}102", "100,0", f"8{NBSP}554{NBSP}434", "100,0"])
    heads = [
        [("Страна гражданства", 1, 2), ("Прибыло", 2, 1), ("Выбыло", 2, 1)],
        [("человек", 1, 1), ("доля, %", 1, 1), ("человек", 1, 1), ("доля, %", 1, 1)],
    ]
    headings = ["Страна гражданства", "Прибыло человек", "Прибыло доля, %", "Выбыло человек", "Выбыло доля, %"]
    return Table("Таблица 2. Прибывшие и выбывшие по странам", heads, rows, headings)


def settled() -> Table:
    rows = [
        ["Өзбекстан", "50 177", "11,3", "3 272", "18"],
        ["Ресей Федерациясы^1", "14 155", "6,5", "8 847", "19"],
        ["Тәжікстан", "42 666", "12,6", "−6 167", ""],
        ["Қытай", "56 266", "8,6", "–", "29"],
        ["Түркия", "..", "9,9", "−7 867", "91"],
        ["Үндістан", "49 788", "7,7", "2 615^2", "77"],
        ["Агенттік жеке көрсетпеген басқа елдер", "62 522", "0,5", "7 275", "32"],
    ]
    columns = ["Ел", "Келгендер, адам", "Үлесі, %", "Айырымы", "Орны"]
    return Table("3-кесте. Тұрақты тұруға келгендер", [[(c, 1, 1) for c in columns]], rows, columns)


def districts() -> Table:
    rows = [
        [
            f"District {chr(65 + at // 5)}{chr(97 + at % 5)} of the region",
            thousands(_number(at, 5, 90_000), " "),
            thousands(_number(at, 6, 90_000), " "),
            f"{(at * 37) % 200 / 10 - 10:.1f}".replace("-", "−"),
        ]
        for at in range(60)
    ]
    columns = ["District", "2023", "2024", "Change, %"]
    return Table("Table 4. Registrations by district", [[(c, 1, 1) for c in columns]], rows, columns)


TABLES = [crossings(), residents(), settled(), districts()]
PROSE = [
    "The border service counted 9,405,102 arrivals and 8,554,434 departures in the fourth quarter of 2024, which "
    "leaves a balance of 850,668 crossings. Most arrivals were citizens of neighbouring countries.",
    "Пограничная служба учла 9 405 102 прибытия и 8 554 434 выбытия в IV квартале 2024 года.",
    "Шекара қызметі 2024 жылғы IV тоқсанда 9 405 102 келуді және 8 554 434 кетуді тіркеді.",
    "Registrations rose by 4.2 per cent on the year before. The numbers are provisional.",
]

# The lines between cells, the room within them, and how cells stand in their columns.
STYLES = {
    "ruled": ("0.5pt", "4pt", "center + horizon"),
    "plain": ("none", "3pt", "right"),
    "top and bottom": ("(x, y) => if y == 0 {(top: 1pt)} else {none}", "3pt", "right"),
    "tight": ("none", "(x: 3.5pt, y: 1.2pt)", "right"),
}


def typst_source(style: str) -> str:
    stroke, inset, align = STYLES[style]
    parts = [
        '#set page(paper: "a4", margin: 22mm, header: [Migration bulletin #h(1fr) 2024], '
        "footer: context [#h(1fr) #counter(page).display()])\n"
        '#set text(font: "Noto Sans", size: 9pt)\n#set par(justify: true)\n'
    ]
    for table, prose in zip(TABLES, PROSE, strict=True):
        first = "4cm" if len(table.heads) > 1 else "1fr"
        columns = f"({first}, {', '.join(['auto'] * (len(table.rows[0]) - 1))})"
        parts.append(f"{_typst(prose)}\n\n*{_typst(table.caption)}*\n\n")
        parts.append(f"#table(columns: {columns}, stroke: {stroke}, inset: {inset}, ")
        parts.append(f"align: (x, y) => if x == 0 {{left}} else {{{align}}}, table.header(")
        for head in table.heads:
            parts += [f"table.cell(colspan: {c}, rowspan: {r}, align: center)[*{_typst(t)}*], " for t, c, r in head]
        parts.append("),\n")
        parts += [", ".join(f"[{_typst(cell)}]" for cell in row) + ",\n" for row in table.rows]
        parts.append(")\n#text(size: 7pt)[#super[1] Note of the agency.]\n\n")
    return "".join(parts)


def _typst(text: str) -> str:
    return re.sub(r"\^(\d)", r"#super[\1]", re.sub(r"([#$*_@<>\[\]\\`~])", r"\\\1", text))


def plain(text: str) -> str:
    """A cell's text without note marks and without caring about blanks and dashes."""
    return re.sub(r"\s+", "", re.sub(r"\^\d", "", text)).replace("–", "-").replace("−", "-")
