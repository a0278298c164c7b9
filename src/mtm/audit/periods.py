"""Periods named in a sentence, as short codes that can be compared.

Scope: years, quarters, halves, months, runs of months and dates, in the three languages. Codes: "2023", "2023-Q4",
"2023-H1", "2023-M01-09", "2023-09-01"; a missing year is "?": "?-Q4". "<" stands for an earlier period that is named
only by its relation to another ("the previous quarter", "a year earlier").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.chunks import CODE, DATE, MARK, NUMBER, RANGE, WORD
from mtm.audit.lexicon import ROMAN, Word
from mtm.audit.sentences import Token

_QUARTER = re.compile(r"(?:[QqКкT]([1-4])|([1-4])[QqКк]в?|[Тт]([1-4]))$")
_HALF = re.compile(r"H([12])$")
FIRST_YEAR, LAST_YEAR = 1950, 2059


class Named(NamedTuple):
    """A period named between two offsets; ``compared`` where the words name it as what is compared with."""

    start: int
    end: int
    code: str
    compared: bool = False


class _Atom(NamedTuple):
    at: int  # token
    kind: str  # Y, Q, H, M, D (day of month), P (earlier)
    value: int


def is_year(entry: Word) -> int:
    """The year that these digits write, or 0."""
    digits = entry.digits
    if len(digits) == 4 and digits.isdigit() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return int(digits)
    return 0


def named(found: list[Token], language: str = "en") -> tuple[list[Named], set[int]]:
    """The periods of a sentence in order, and the indices of the tokens that belong to them."""
    atoms = _atoms(found)
    if not atoms:
        return [], set()
    used: set[int] = set()
    periods: list[Named] = []
    for group in _groups(atoms, found):
        codes = _codes([a for a in group])
        indices = [a.at for a in group]
        used.update(i for i in indices)
        start, end = found[min(indices)][0], found[max(indices)][1]
        periods += [Named(start, end, code, _compared(found, min(indices), max(indices), language)) for code in codes]
    return periods, used


def _compared(found: list[Token], first: int, last: int, language: str) -> bool:
    """ "compared with the third quarter", «по сравнению с 2022 годом», "2022 жылмен салыстырғанда"."""
    for position in range(max(0, first - 6), first):
        entry = found[position][2]
        if "compare" in entry.tags or _phrase_compares(found, position):
            return not any(found[i][2].kind == NUMBER for i in range(position, first))
    return language == "kk" and any("compare" in found[i][2].tags for i in range(last + 1, min(last + 4, len(found))))


def _phrase_compares(found: list[Token], position: int) -> bool:
    for phrase in found[position][2].phrases:
        if "compare" in phrase.tags and position + 1 < len(found):
            head, exact = phrase.rest[0]
            following = found[position + 1][2].lower
            if following == head or (not exact and following.startswith(head)):
                return True
    return False


def _atoms(found: list[Token]) -> list[_Atom]:
    atoms: list[_Atom] = []
    for index, (_, _, entry) in enumerate(found):
        if not (entry.timed or entry.ordinal) or entry.kind == MARK:
            continue
        if entry.kind == WORD:
            atoms += _word_atoms(found, index, entry)
        elif entry.kind == NUMBER:
            atoms += _number_atoms(found, index, entry)
        elif entry.kind == CODE:
            if quarter := _QUARTER.match(entry.lower):
                atoms.append(_Atom(index, "Q", int(quarter[1] or quarter[2] or quarter[3])))
            elif half := _HALF.match(entry.lower.upper()):
                atoms.append(_Atom(index, "H", int(half[1])))
        elif entry.kind == DATE:
            atoms += _date_atoms(index, entry.digits)
        elif entry.kind == RANGE and len(entry.digits) == 9:
            atoms += [
                _Atom(index, "Y", int(p))
                for p in re.split(r"[-‑]", entry.digits)
                if p.isdigit() and 1949 < int(p) < 2060
            ]
    return atoms


def _date_atoms(index: int, digits: str) -> list[_Atom]:
    parts = [int(p) for p in re.split(r"[-./]", digits)]
    day, month, year = parts if parts[2] > 1000 else parts[::-1]
    if not 0 < month < 13 or not 0 < day < 32:
        return []
    return [_Atom(index, "D", day), _Atom(index, "M", month), _Atom(index, "Y", year)]


def _word_atoms(found: list[Token], index: int, entry: Word) -> list[_Atom]:
    following = found[index + 1][2] if index + 1 < len(found) else None
    if entry.lower in ROMAN and following is not None and _has(following, "quarterword"):
        return [_Atom(index, "Q", ROMAN[entry.lower])]
    if entry.lower in ROMAN and following is not None and _has(following, "half_year"):
        return [_Atom(index, "H", ROMAN[entry.lower])]
    if entry.ordinal and following is not None:
        return _ordinal_atoms(found, index, entry.ordinal)
    if entry.month and (entry.capital or not entry.lower.isascii()):
        return [_Atom(index, "M", entry.month)]
    if "earlier" in entry.tags and _near_time(found, index):
        return [_Atom(index, "P", 0)]
    return []


def _ordinal_atoms(found: list[Token], index: int, value: int) -> list[_Atom]:
    following = found[index + 1][2]
    if _has(following, "quarterword") and value < 5:
        return [_Atom(index, "Q", value)]
    if _has(following, "half_year") or (following.lower == "half" and value < 3):
        return [_Atom(index, "H", value)]
    return []


def _number_atoms(found: list[Token], index: int, entry: Word) -> list[_Atom]:
    following = found[index + 1][2] if index + 1 < len(found) else None
    if entry.attached is not None:
        return _attached_atoms(index, entry)
    if len(entry.digits) == 1 and following is not None and entry.digits in "1234" and _has(following, "quarterword"):
        return [_Atom(index, "Q", int(entry.digits))]
    if year := is_year(entry):
        return [_Atom(index, "Y", year)] if _is_year_here(found, index, following) else []
    if len(entry.digits) < 3 and entry.digits.isdigit() and 0 < int(entry.digits) < 32:
        return _day_atoms(found, index, int(entry.digits), following)
    return []


def _attached_atoms(index: int, entry: Word) -> list[_Atom]:
    tags = entry.attached.tags if entry.attached is not None else frozenset()
    if "quarterword" in tags and entry.digits in "1234":
        return [_Atom(index, "Q", int(entry.digits))]
    if "yearword" in tags and is_year(entry):
        return [_Atom(index, "Y", is_year(entry))]
    return []


def _is_year_here(found: list[Token], index: int, following: Word | None) -> bool:
    """Four digits are a year unless a unit follows at once: "2012 migrants", "2020 per cent"."""
    if following is None or following.kind == MARK:
        return following is None or following.lower not in "%"
    if following.tags & {"yearword", "quarterword"}:
        return True
    counted = following.tags & {"person", "percent", "thousand", "million", "billion"}
    before = found[index - 1][2] if index else None
    led = before is not None and (
        before.month > 0 or before.kind != WORD or bool(before.tags & {"quarterword", "from", "to", "cumulative"})
    )
    return not counted or (led and "person" in following.tags and before is not None and before.month > 0)


def _day_atoms(found: list[Token], index: int, day: int, following: Word | None) -> list[_Atom]:
    if (
        following is not None
        and following.kind == WORD
        and following.month
        and (following.capital or not following.lower.isascii())
    ):
        return [_Atom(index, "D", day)]
    before = found[index - 1][2] if index else None
    if before is not None and before.month and before.capital and before.lower.isascii():
        return [_Atom(index, "D", day)]
    return []


def _has(entry: Word, tag: str) -> bool:
    return tag in entry.tags


def _near_time(found: list[Token], index: int) -> bool:
    """ "the previous quarter", "a year earlier", "прошлого года": a word of time beside it."""
    for position in (index - 1, index + 1, index + 2):
        if 0 <= position < len(found) and found[position][2].tags & {"quarterword", "yearword", "time"}:
            return True
    return False


def _groups(atoms: list[_Atom], found: list[Token]) -> list[list[_Atom]]:
    """Atoms that belong together: at most three tokens apart, no second year after months or quarters closed."""
    groups: list[list[_Atom]] = []
    for atom in atoms:
        last = groups[-1] if groups else None
        if last is not None and _joins(last, atom, found):
            last.append(atom)
        else:
            groups.append([atom])
    return groups


def _joins(group: list[_Atom], atom: _Atom, found: list[Token]) -> bool:
    gap = atom.at - group[-1].at
    if gap > 3 or atom.kind == "P" or group[-1].kind == "P":
        return False
    kinds = {a.kind for a in group}
    between = [found[i][2] for i in range(group[-1].at + 1, atom.at)]
    if any(e.kind == NUMBER or e.lower in "();" for e in between):
        return False
    if atom.kind == "Y":
        return "Y" not in kinds or (atom.at == group[-1].at)
    if "Y" in kinds:
        return (
            atom.kind not in kinds
            and not any("and" in e.tags or e.lower == "," for e in between)
            and kinds == {"Y"} | (kinds & {"D"})
        )
    return atom.kind in ("M", "D") or atom.kind in kinds


def _codes(group: list[_Atom]) -> list[str]:
    years = [a.value for a in group if a.kind == "Y"]
    year = str(years[-1]) if years else "?"
    quarters = [a.value for a in group if a.kind == "Q"]
    if quarters:
        return [f"{year}-Q{q}" for q in quarters]
    if halves := [a.value for a in group if a.kind == "H"]:
        return [f"{year}-H{h}" for h in halves]
    months = [a.value for a in group if a.kind == "M"]
    days = [a.value for a in group if a.kind == "D"]
    if months and days and len(months) == 1:
        return [f"{year}-{months[0]:02d}-{days[0]:02d}"]
    if months:
        return [months_code(year, months[0], months[-1])]
    if years:
        return [str(y) for y in years]
    return ["<"] if any(a.kind == "P" for a in group) else []


def months_code(year: str, first: int, last: int) -> str:
    """January to March is a quarter, January to December a year, one month is a month."""
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{(first + 2) // 3}"
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


def order(code: str) -> tuple[int, int]:
    """A key by which later periods come later; unknown years come first."""
    year, _, rest = code.partition("-")
    number = int(year) if year.isdigit() else 0
    if not rest:
        return (number, 0)
    if rest[0] == "Q":
        return (number, int(rest[1:]) * 3)
    if rest[0] == "H":
        return (number, int(rest[1:]) * 6)
    if rest[0] == "M":
        return (number, int(rest[-2:]))
    return (number, int(rest[:2]))
