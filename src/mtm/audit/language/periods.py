"""Periods named in a sentence, as short codes that can be compared.

Scope: years, quarters, halves, months, runs of months and dates, in the three languages. Codes: "2023", "2023-Q4",
"2023-H1", "2023-M01-09", "2023-09-01"; a missing year is "?": "?-Q4"; rounds of a survey
are "?-R7". "<" stands for an earlier period that is named only
by its relation to another ("the previous quarter", "a year earlier").
"""

from __future__ import annotations

from typing import NamedTuple

from mtm.audit.language.chunks import NUMBER
from mtm.audit.language.lexicon import Word
from mtm.audit.language.period_atoms import Atom, atoms
from mtm.audit.language.sentences import Token

_COMPARING = frozenset(("compare", "than"))
_LABELS, _BRACKETS = frozenset((":", "–", "—", "-")), frozenset("()")
_MEASURED_FROM = frozenset(("on", "over", "from", "against", "vs", "versus", "к", "против"))
_LABELLED = 6
_ONTO = frozenset(("on", "from", "to", "к", "от", "с", "со"))
_LEVELS = ("level", "figure", "value", "значени", "уровн", "показател", "итог", "объем", "объём")
_LINKS = frozenset(("of", "for", "in", "the", "за", "в", "на"))
_OF = frozenset(("of", "in", "the", "за", "в", "that"))
_TERMS = frozenset(("quarterword", "half_year", "half"))
_UNTIL = frozenset(("–", "—", "-", "to", "through", "until", "till", "по", "до", "мен", "пен", "бен"))


class Named(NamedTuple):
    """A period named between two offsets; ``compared`` where the words name it as what is compared with."""

    start: int
    end: int
    code: str
    compared: bool = False


def named(found: list[Token], language: str = "en") -> tuple[list[Named], set[int]]:
    """The periods of a sentence in order, and the indices of the tokens that belong to them."""
    pieces = atoms(found)
    if not pieces:
        return [], set()
    used: set[int] = set()
    periods: list[Named] = []
    for group in _groups(pieces, found):
        indices = [a.at for a in group]
        used.update(indices)
        first, last = min(indices), max(indices)
        start, end = found[first][0], found[last][1]
        compared = _compared(found, first, last, language)
        periods += [Named(start, end, code, compared) for code in _codes(group, found)]
    return periods, used


def _compared(found: list[Token], first: int, last: int, language: str) -> bool:
    """ "compared with the third quarter", «по сравнению с 2022 годом», "2022 жылмен салыстырғанда"."""
    if first and found[first - 1][2].lower == "with":
        return True  # "down on 2017 and by half with 2015"
    if language == "kk" and found[last][2].lower.endswith(("бұрынғыдан", "былтырғыдан", "бұрынғысынан")):
        return True  # "бір жыл бұрынғыдан 8,0%-ға көп"
    if _labels_an_aside(found, first, last) or _behind_rate(found, first):
        return True
    if _of_a_level(found, first):
        return True
    for position in range(max(0, first - 6), first) if language != "kk" else ():  # Kazakh compares behind the time
        entry = found[position][2]
        if entry.compares and (not _COMPARING.isdisjoint(entry.tags) or _phrase_compares(found, position)):
            return not any(found[i][2].kind == NUMBER for i in range(position, first))
    return language == "kk" and any("compare" in found[i][2].tags for i in range(last + 1, min(last + 4, len(found))))


def _behind_rate(found: list[Token], first: int) -> bool:
    """ "20,734 arrivals (–8.1% on Q4 2021)", «(–8,1% к IV кв. 2021 г.)»: what a rate is measured from."""
    if first < 3 or found[first - 1][2].lower not in _MEASURED_FROM:
        return False
    return found[first - 2][2].lower == "%" and found[first - 3][2].kind == NUMBER


def _of_a_level(found: list[Token], first: int) -> bool:
    """ "(–22.9 % on the level of Q1 2025)", «спад на 22,9% к значению за I кв. 2025 г.»: what is measured from."""
    words = [entry.lower for _, _, entry in found[max(0, first - 4) : first]]
    for at, word in enumerate(words[1:], 1):
        led = words[at - 1] in _ONTO or (words[at - 1] == "the" and at > 1 and words[at - 2] in _ONTO)
        if led and word.startswith(_LEVELS) and all(w in _LINKS for w in words[at + 1 :]):
            return True
    return False


def _labels_an_aside(found: list[Token], first: int, last: int) -> bool:
    """ "34.7 thousand (Q3 2020: 38.6 thousand)", «120 (+3 %; I кв. 2021 г. – 116)»: the period of that number only."""
    after = next((i for i in range(last + 1, min(last + _LABELLED, len(found))) if found[i][2].kind == NUMBER), -1)
    if after < 0 or not any(found[i][2].lower in _LABELS for i in range(last + 1, after)):
        return False
    opened = next((i for i in range(first - 1, -1, -1) if found[i][2].lower in _BRACKETS), -1)
    if opened < 0 or found[opened][2].lower != "(":
        return False
    return any(found[i][2].kind == NUMBER for i in range(max(0, opened - _LABELLED), opened))


def _phrase_compares(found: list[Token], position: int) -> bool:
    for phrase in found[position][2].phrases:
        if "compare" in phrase.tags and position + 1 < len(found):
            head, exact = phrase.rest[0]
            following = found[position + 1][2].lower
            if following == head or (not exact and following.startswith(head)):
                return True
    return False


def _groups(pieces: list[Atom], found: list[Token]) -> list[list[Atom]]:
    """Atoms that belong together: at most three tokens apart, in an order that languages use."""
    groups: list[list[Atom]] = []
    for number, atom in enumerate(pieces):
        last = groups[-1] if groups else None
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if last is not None and _joins(last, atom, found) and not _own_year(atom, following, last):
            last.append(atom)
        else:
            groups.append([atom])
    return groups


def _own_year(atom: Atom, following: Atom | None, group: list[Atom]) -> bool:
    """ "2022, Q4 2023": the quarter's own year follows it."""
    if atom.kind == "Y" or following is None or following.kind != "Y" or following.at == atom.at:
        return False
    return any(a.kind == "Y" for a in group) and following.at - atom.at < 4


def _joins(group: list[Atom], atom: Atom, found: list[Token]) -> bool:
    last = group[-1]
    kinds = {a.kind for a in group}
    between = [found[i][2] for i in range(last.at + 1, atom.at)]
    if atom.kind == "P":
        return _of_earlier_year(kinds, between)
    if atom.at - last.at > 4 or last.kind == "P":
        return False
    if _glossed(kinds, atom, between):
        return True
    if any(e.kind == NUMBER or e.lower in ");" for e in between):
        return False
    if atom.kind == "Y":
        return "Y" not in kinds or atom.at == last.at
    if "Y" in kinds:
        return _after_year(kinds, last, atom, between)
    if any(e.lower == "(" for e in between):
        return False
    return atom.kind in ("M", "D") or atom.kind in kinds


def _of_earlier_year(kinds: set[str], between: list[Word]) -> bool:
    """ "the second quarter of last year", «в апреле–июне прошлого года»: no quarter of this year."""
    return kinds <= {"Q", "H", "M"} and all(e.lower in _OF or not _TERMS.isdisjoint(e.tags) for e in between)


def _glossed(kinds: set[str], atom: Atom, between: list[Word]) -> bool:
    """ "Q3 (July–September) 2024": the months of the quarter in parentheses."""
    marks = "".join(e.lower for e in between)
    return (atom.kind == "M" and kinds == {"Q"} and marks == "(") or (
        atom.kind == "Y" and kinds == {"Q", "M"} and marks == ")"
    )


def _after_year(kinds: set[str], last: Atom, atom: Atom, between: list[Word]) -> bool:
    """Kazakh and tables put the year first: "2023 жылғы қазан–желтоқсан", "2023, Q4", "2023 (Q4)"."""
    if last.kind == "Y" or kinds == {"Y", "D"}:
        return not any("and" in e.tags for e in between) and atom.kind not in kinds
    if last.kind == "M" == atom.kind and last.at == atom.at:
        return True
    return (
        last.kind == "M" == atom.kind and len(between) < 3 and all(e.lower in _UNTIL or e.lower == "." for e in between)
    )


def _codes(group: list[Atom], found: list[Token]) -> list[str]:
    if len(group) == 1 and group[0].kind == "Y":
        return [str(group[0].value)]
    if group[-1].kind == "P":
        return ["<"]
    years = [a.value for a in group if a.kind == "Y"]
    year = str(years[-1]) if years else "?"
    for kind in "QHR":
        if values := [a.value for a in group if a.kind == kind]:
            return [f"{year}-{kind}{v}" for v in values]
    months = [a.value for a in group if a.kind == "M"]
    days = [a.value for a in group if a.kind == "D"]
    counts = [a.value for a in group if a.kind == "N"]
    if months and (length := counts[0] if counts else 3 if _quarter_to(group, found) else 0):
        return [months_code(year, max(1, months[-1] - length + 1), months[-1])]
    if months and days and len(months) == 1:
        return [f"{year}-{months[0]:02d}-{days[0]:02d}"]
    if months:
        return [months_code(year, months[0], months[-1])]
    if counts and years:
        return [months_code(year, 1, counts[0])]
    if years:
        return [str(y) for y in years]
    return []


def _quarter_to(group: list[Atom], found: list[Token]) -> bool:
    """ "the quarter ending 31 December 2023"."""
    first = min(a.at for a in group)
    near = [found[i][2] for i in range(max(0, first - 3), first)]
    return any("quarterword" in e.tags for e in near) and any(
        e.lower in ("ending", "ended", "to", "until") for e in near
    )


def months_code(year: str, first: int, last: int) -> str:
    """January to March is a quarter, January to June a half, January to December a year, one month is a month."""
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{(first + 2) // 3}"
    if last - first == 5 and first in (1, 7):
        return f"{year}-H{last // 6}"
    if (first, last) == (1, 12) and year != "?":
        return year
    return f"{year}-M{first:02d}-{last:02d}"


def compatible(one: str, other: str) -> bool:
    """Whether two codes may name one period; an unknown code or year, and "<", fit everything."""
    if not one or not other or one == other:
        return True
    if "<" in (one, other):
        return True
    year, _, rest = one.partition("-")
    year2, _, rest2 = other.partition("-")
    return (year == year2 or "?" in (year, year2)) and (rest == rest2)


def same_kind(one: str, other: str) -> bool:
    """Two quarters, two half-years, two whole years, or the same month of two years."""
    rest, rest2 = one.partition("-")[2], other.partition("-")[2]
    return rest[:1] == rest2[:1] if rest[:1] in ("Q", "H", "R", "") else rest == rest2


def of_one_length(one: str, other: str) -> bool:
    """Two months, two quarters, two half-years, two years, two days: not a quarter and a month."""
    letters = [code.partition("-")[2][:1] for code in (one, other)]
    return letters[0] == letters[1] or all(letter.isdigit() for letter in letters)


def order(code: str) -> tuple[int, int]:
    """A key by which later periods come later; unknown years come first."""
    year, _, rest = code.partition("-")
    number = int(year) if year.isdigit() else 0
    if not rest:
        return (number, 0)
    if rest[0] == "R":
        return (number, int(rest[1:]))
    if rest[0] == "Q":
        return (number, int(rest[1:]) * 3)
    if rest[0] == "H":
        return (number, int(rest[1:]) * 6)
    if rest[0] == "M":
        return (number, int(rest[-2:]))
    return (number, int(rest[:2]))
