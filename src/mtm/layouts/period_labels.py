"""Labels of periods that only their neighbours complete: a year above, a year beside, a series of short months.

Scope: texts of one table's rows or headings. What is added stands elsewhere in the table; what a neighbour does not
settle stays as it is printed, and is refused when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from mtm.kit.names import key
from mtm.kit.period_texts import Parts, period_parts
from mtm.kit.period_words import MONTH, month_of
from mtm.workspace.source import Table

_SHORT = re.compile(rf"(?P<month>{MONTH})\.?[ .'’-]{{0,2}}(?P<year>\d\d)(?: ?г\.?| ?ж\.?)?")
_ROMAN = {"i": "I", "ii": "II", "iii": "III", "iv": "IV"}
_BEYOND = frozenset(("v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))
_QUARTERS = re.compile(r"\b(?:квартал|кв\b|тоқсан|quarter|qtr)")
_MONTHS = re.compile(r"(?:номер )?(?:месяц[а-я]*|ай|айы|month)")
_YEARS = frozenset(("год", "за год", "весь год", "year", "full year", "жыл", "жыл бойы"))


def declared_periods(table: Table, texts: Iterable[str]) -> dict[str, str]:
    """What the source says that labels of periods mean ({I: I квартал}), for those of these texts that it names."""
    own = dict(table.values.get("time_period", {}))
    for column in table.columns:
        own |= column.values if column.role == "time_period" else {}
    meaning = {key(label): period for label, period in own.items()}
    return {text: meaning[key(text)] for text in texts if key(text) in meaning}


def written_out(texts: Iterable[str]) -> dict[str, str]:
    """Months with two digits beside them, written with their years where their order settles what the digits are.

    "янв.26, фев.26, мар.26" follow each other as months of 2026, as days they would not; "мар.26" alone may be a day.
    """
    found = {text: month for text in dict.fromkeys(texts) if (month := _short_month(text))}
    order = [12 * year + month for year, month in found.values()]
    if len(order) < 2 or any(later - earlier != 1 for earlier, later in pairwise(order)):
        return {}
    return {text: f"{year}-{month:02d}" for text, (year, month) in found.items()}


def _short_month(text: str) -> tuple[int, int] | None:
    plain = " ".join(text.casefold().replace("і", "i").split())
    found = _SHORT.fullmatch(plain)
    return (2000 + int(found["year"]), month_of(found["month"])) if found else None


def under_years(labels: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Quarters and months under a row that names their year, with that year; and which rows are only such headings.

    ``labels`` are the texts from top to bottom with whether values stand beside them. A year with values of its own may
    be the sum of what stands above it; it is taken for a heading only where the table begins with one and ends with no
    year.
    """
    parts = [period_parts(text) for text, _ in labels]
    kinds = [_kind(part) for part in parts]
    told = [kind for kind in kinds if kind]
    above = bool(told) and told[0] == "year" and told[-1] == "part"
    found: list[tuple[str, bool]] = []
    year, last = 0, 0
    for (text, valued), part, kind, following in zip(labels, parts, kinds, [*kinds, ""][1:], strict=True):
        heading = kind == "year" and not valued and following == "part"
        if kind == "year":
            year, last = (part.years[0] if heading or (valued and above) else 0), 0
        elif kind == "part":
            year, last = (0 if _end(part) < last else year), _end(part)
        found.append((f"{text} {year}" if kind == "part" and year else text, heading))
    return found


def _kind(part: Parts) -> str:
    """ "year" for a year alone, "part" for months or a day that lack their year, "" for anything else."""
    if part.whole or part.reason or part.loose:
        return ""
    if len(part.years) == 1 and not part.months and not part.days:
        return "year"
    return "part" if len(part.months) + len(part.days) == 1 and not part.years else ""


def _end(part: Parts) -> int:
    return part.months[0][1] if part.months else part.days[0][0]


def beside(labels: Sequence[tuple[str, str]]) -> str:
    """The period of a row whose year, quarter or month stand in columns of their own; pairs of (heading, text)."""
    said = [(key(heading), text) for heading, text in labels if text]
    years = [text for _, text in said if re.fullmatch(r"(?:19|20)\d\d", text)]
    months = [text for heading, text in said if _MONTHS.fullmatch(heading) and re.fullmatch(r"0?[1-9]|1[0-2]", text)]
    if len(said) == 2 and len(years) == len(months) == 1:
        return f"{years[0]}-{int(months[0]):02d}"
    return " ".join(_of_quarter(text) if _QUARTERS.search(heading) else text for heading, text in said)


def _of_quarter(text: str) -> str:
    """A bare number under the heading "Квартал", as a quarter."""
    number = _roman(text) or (text if re.fullmatch("[1-4]", text) else "")
    return f"{number} кв." if number else text


def _roman(text: str) -> str:
    """A Roman numeral from I to IV, typed in either alphabet, or ""."""
    return _ROMAN.get(text.strip(" .").casefold().replace("і", "i"), "")


def roman_quarters(paths: Iterable[Sequence[str]], titles: Iterable[str]) -> Mapping[str, str]:
    """What bare Roman numerals in headings under a year mean, where something says that they are quarters.

    The titles speak of quarters, or the numerals stand beside a column for the year; I, II and III may be months else.
    """
    texts = {text for path in paths for text in path}
    plain = {key(text) for text in texts}
    if plain & _BEYOND or not (plain & _YEARS or any(_QUARTERS.search(key(text)) for text in (*titles, *texts))):
        return {}
    return {text: f"{_roman(text)} кв." for text in texts if _roman(text)}
