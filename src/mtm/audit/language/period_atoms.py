"""The pieces of periods in a sentence: years, quarters, halves, months, days, runs of months.

Scope: one sentence's tokens to atoms; what they make together is decided in ``periods``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtm.audit.language.chunks import CODE, DATE, MARK, NUMBER, ORDINAL, RANGE, WORD
from mtm.audit.language.lexicon import FIRST_YEAR, LAST_YEAR, ROMAN, Word
from mtm.audit.language.sentences import Token

_CODE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)[-‑]?)?(?P<letter>[qhкt])в?[-‑]?(?P<number>[1-4])(?:[-‑/'’]?(?P<later>(?:19|20)\d\d)|['’/](?P<late>\d\d))?$"
    r"|(?P<first>[1-4])(?P<mark>[qhк])в?[-‑]?(?P<after>(?:19|20)?\d\d)?$"
)
_RUN = re.compile(r"(?P<months>1[0-2]|[1-9])[mм][-‑]?(?P<year>(?:19|20)\d\d)$")
_THREE = ("three", "3", "три", "трех", "үш")
_MONTHS = ("month", "месяц", "мес", "ай")
_MONTH_MARKS, _HALF_MARKS = frozenset(("m", "м")), frozenset(("h", "п", "ж"))
_ROUND, _MOST_ROUNDS = "раунд", 100
_ROUNDS = frozenset(("round", "rounds", "раунд", "раунда", "раунде", "раунду", "раундом", "раунды", "раундов"))
_JOINED = frozenset(("and", "to", "–", "-", "и", "до"))
_YEAR_ENDINGS = frozenset(("го", "й", "м", "му", "ом", "ші", "шы", "ж"))
_LEADING = frozenset(("в", "во", "за", "in", "the", "for", "и", "and", "а"))
_WHEN = frozenset(("in", "since", "during", "until", "after", "before", "than", "в", "с"))


class Atom(NamedTuple):
    """A piece of a period: Y year, Q quarter, H half, M month, D day, N so many months, P an earlier one, R round."""

    at: int  # token
    kind: str
    value: int


def is_year(entry: Word) -> int:
    """The year that these digits write, or 0."""
    return entry.year


def atoms(found: list[Token]) -> list[Atom]:
    """All pieces of periods, in order."""
    result: list[Atom] = []
    for index, (_, _, entry) in enumerate(found):
        if not entry.atomic:
            continue
        reader = _READERS.get(entry.kind)
        if reader is not None:
            result += reader(found, index, entry)
    if any(a.kind in "QH" for a in result):
        result += _unsaid(found, result)
        result.sort(key=lambda a: a.at)
    return result


def _unsaid(found: list[Token], known: list[Atom]) -> list[Atom]:
    """ "in the first quarter 571.3, in the second 702.6", «во II – 702,6»: the word for a quarter is said once."""
    taken = {a.at for a in known}
    said = [a for a in known if a.kind in "QH"]
    result: list[Atom] = []
    for index in range(said[0].at + 1, len(found)):
        entry = found[index][2]
        value = ROMAN.get(entry.lower, 0) if entry.capital else entry.ordinal
        if not value or index in taken or not _stands_alone(found, index):
            continue
        kind = next(a.kind for a in reversed(said) if a.at < index)
        if value < (5 if kind == "Q" else 3):
            result.append(Atom(index, kind, value))
    return result


def _stands_alone(found: list[Token], index: int) -> bool:
    """A small word leads to it, and a number or a mark follows: no noun that it would belong to."""
    following = _following(found, index)
    if following is not None and following.kind not in (MARK, NUMBER):
        return False
    before, entry = found[index - 1][2], found[index][2]
    return before.lower in _LEADING or (before.kind == MARK and entry.lower.endswith(("де", "да")))


def _following(found: list[Token], index: int) -> Word | None:
    return found[index + 1][2] if index + 1 < len(found) else None


def _tagged(entry: Word | None, tag: str) -> bool:
    return entry is not None and tag in entry.tags


def _code(_found: list[Token], index: int, entry: Word) -> list[Atom]:
    """Q4, 2023-Q4, 4Q2023, H1, 9M2023."""
    if run := _RUN.match(entry.lower.lower()):
        return [Atom(index, "N", int(run["months"])), Atom(index, "Y", int(run["year"]))]
    match = _CODE.match(entry.lower.lower())
    if match is None:
        return []
    letter, number = match["letter"] or match["mark"], int(match["number"] or match["first"])
    year = match["year"] or match["later"] or match["late"] or match["after"]
    year = "20" + year if year and len(year) == 2 else year
    kind = "H" if letter == "h" else "Q"
    result = [] if kind == "H" and number > 2 else [Atom(index, kind, number)]
    return [*result, Atom(index, "Y", int(year))] if year and result else result


def _date(_found: list[Token], index: int, entry: Word) -> list[Atom]:
    parts = [int(p) for p in re.split(r"[-./]", entry.digits)]
    day, month, year = parts if parts[2] > 1000 else parts[::-1]
    if not 0 < month < 13 or not 0 < day < 32:
        return []
    return [Atom(index, "D", day), Atom(index, "M", month), Atom(index, "Y", year)]


def _range(_found: list[Token], index: int, entry: Word) -> list[Atom]:
    parts = [int(p) for p in re.split(r"[-‑]", entry.digits) if len(p) == 4 and p.isdigit()]
    years = [p for p in parts if FIRST_YEAR <= p <= LAST_YEAR]
    return [Atom(index, "Y", p) for p in years] if len(years) == 2 else []


def _word(found: list[Token], index: int, entry: Word) -> list[Atom]:
    following = _following(found, index)
    if entry.compound[0]:
        return [Atom(index, *entry.compound)]
    roman = entry.lower.partition("-")[0]
    if roman in ROMAN:
        return _numbered(found, index, ROMAN[roman])
    if entry.month and (entry.capital or not entry.lower.isascii()):
        last = entry.month_end
        return [Atom(index, "M", entry.month)] + ([Atom(index, "M", last)] if last else [])
    if _tagged(entry, "final") and _tagged(following, "quarterword") and _year_after(found, index + 2):
        return [Atom(index, "Q", 4)]
    if _tagged(entry, "initial") and _tagged(following, "quarterword") and _year_after(found, index + 2):
        return [Atom(index, "Q", 1)]
    if quarter := _three_months(found, index, entry):
        return [Atom(index, "Q", quarter)]
    if entry.number and (counted := _counted(found, index, entry.number)):
        return counted
    if entry.ordinal:
        return _numbered(found, index, entry.ordinal)
    if "earlier" in entry.tags and _near_time(found, index):
        return [Atom(index, "P", 0)]
    return []


def _three_months(found: list[Token], index: int, entry: Word) -> int:
    """ "the final three months of 2026", "second three months of 2020", "үшінші үш ай": a quarter's number, or 0."""
    if index + 2 >= len(found) or found[index + 1][2].lower not in _THREE:
        return 0
    months = found[index + 2][2]
    if not months.lower.startswith(_MONTHS) or "time" not in months.tags or not _year_near(found, index):
        return 0
    return (
        4 if _tagged(entry, "final") else 1 if _tagged(entry, "initial") else entry.ordinal if entry.ordinal < 5 else 0
    )


def _year_near(found: list[Token], index: int) -> bool:
    return any(is_year(entry) for _, _, entry in found[max(0, index - 2) : index] + found[index + 3 : index + 6])


def _ordinal(found: list[Token], index: int, entry: Word) -> list[Atom]:
    return _numbered(found, index, entry.ordinal)


def _numbered(found: list[Token], index: int, value: int) -> list[Atom]:
    """ "fourth quarter", "IV квартал", "quarter four", "first half"."""
    following = _following(found, index)
    before = found[index - 1][2] if index else None
    if following is not None and following.lower.startswith(_ROUND) and value < _MOST_ROUNDS:
        return [Atom(index, "R", value)]  # «в 7-м раунде»: how field surveys count their times
    if value < 5 and (_tagged(following, "quarterword") or _tagged(before, "quarterword")):
        return [Atom(index, "Q", value)]
    if value < 3 and following is not None and (_tagged(following, "half_year") or _is_half(found, index, following)):
        return [Atom(index, "H", value)]
    return []


def _is_half(found: list[Token], index: int, following: Word) -> bool:
    """ "first half", «первая половина 2019 года», "2019 жылдың бірінші жартысы": in Russian and Kazakh of a year."""
    if following.lower == "half":
        return True
    near = found[max(0, index - 3) : index + 4]
    return "half" in following.tags and any(is_year(entry) for _, _, entry in near)


def _counted(found: list[Token], index: int, value: int) -> list[Atom]:
    """ "nine months", "три квартала" (as so many months), "quarter four"."""
    following = _following(found, index)
    if following is not None and following.kind == WORD:
        if following.lower.startswith(_MONTHS) and "time" in following.tags and value < 13:
            if index and _three_months(found, index - 1, found[index - 1][2]):
                return []  # "the final three months" are one quarter
            return [Atom(index, "N", value)]
        if following.lower in ("quarters", "квартала") and value < 5:
            return [Atom(index, "N", 3 * value)]
    return _numbered(found, index, value) if index and _tagged(found[index - 1][2], "quarterword") else []


def _number(found: list[Token], index: int, entry: Word) -> list[Atom]:
    following = _following(found, index)
    if entry.attached is not None:
        return _attached(index, entry, entry.attached) or _run(found, index, entry, entry.attached)
    if year := is_year(entry):
        return [Atom(index, "Y", year)] if _is_year_here(found, index, following) else []
    if len(entry.digits) > 2 or not entry.digits.isdigit() or _grouped(found, index):
        return []
    value = int(entry.digits)
    if value and _after_round(found, index):
        return [Atom(index, "R", value)]
    named = _numbered(found, index, value) or _counted(found, index, value)
    return named or (_day(found, index, value, following) if 0 < value < 32 else [])


def _after_round(found: list[Token], index: int) -> bool:
    """ "Round 7", "Rounds 6 and 7", «раунд 7»."""
    words = [entry.lower for _, _, entry in found[max(0, index - 3) : index]]
    if words and words[-1] in _ROUNDS:
        return True
    return len(words) == 3 and words[0] in _ROUNDS and words[1].isdigit() and words[2] in _JOINED


def _grouped(found: list[Token], index: int) -> bool:
    """ "1 188.2": the first digits of a number whose thousands are set apart."""
    if index + 1 == len(found):
        return False
    start, _, entry = found[index + 1]
    return (
        entry.kind == NUMBER and start == found[index][1] + 1 and entry.digits[:3].isdigit() and len(entry.digits) > 2
    )


def _run(found: list[Token], index: int, entry: Word, attached: Word) -> list[Atom]:
    """ "9M 2023", "2023 6M", "1H 2023", «1П 2023»: with a year beside it no number of millions."""
    near = [found[at][2] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    if not entry.digits.isdigit() or not any(is_year(e) or "yearword" in e.tags for e in near):
        return []
    value, letter = int(entry.digits), attached.lower
    if letter in _MONTH_MARKS and value < 13:
        return [Atom(index, "N", value)]
    return [Atom(index, "H", value)] if letter in _HALF_MARKS and value < 3 else []


def _attached(index: int, entry: Word, attached: Word) -> list[Atom]:
    """4-тоқсаны, 4кв, 4Q, 2023ж, 1-жартыжылдық, 15-раундта."""
    if attached.lower.startswith(_ROUND) and len(entry.digits) < len(str(_MOST_ROUNDS)) and entry.digits.isdigit():
        return [Atom(index, "R", int(entry.digits))]
    if is_year(entry):
        yearly = "yearword" in attached.tags or (entry.hyphen and attached.lower in _YEAR_ENDINGS)
        return [Atom(index, "Y", is_year(entry))] if yearly else []
    if entry.digits in ("1", "2", "3", "4"):
        if "quarterword" in attached.tags or attached.lower in ("q", "к"):
            return [Atom(index, "Q", int(entry.digits))]
        if "half_year" in attached.tags and entry.digits in "12":
            return [Atom(index, "H", int(entry.digits))]
    return []


def _is_year_here(found: list[Token], index: int, following: Word | None) -> bool:
    """Digits are a year unless a unit follows at once: "2012 migrants", "2020 per cent"; not "in 2024 arrivals"."""
    if following is None or following.kind == MARK:
        return following is None or following.lower not in "%"
    if following.tags & {"yearword", "quarterword"}:
        return True
    counted = following.tags & {"person", "percent", "thousand", "million", "billion"}
    before = found[index - 1][2] if index else None
    if not counted or before is None or "person" not in following.tags:
        return not counted
    if before.month > 0 or before.lower in _WHEN or (index > 1 and found[index - 2][2].lower == "compared"):
        return True
    return index > 1 and before.lower == "of" and bool(found[index - 2][2].tags & {"quarterword", "half_year", "half"})


def _day(found: list[Token], index: int, day: int, following: Word | None) -> list[Atom]:
    """ "1 September", "September 1"."""
    for neighbour in (following, found[index - 1][2] if index else None):
        if neighbour is None or not neighbour.month or neighbour.kind != WORD:
            continue
        ascii_word = neighbour.lower.isascii()
        if neighbour is following and (neighbour.capital or not ascii_word):
            return [Atom(index, "D", day)]
        if neighbour is not following and neighbour.capital and ascii_word:
            return [Atom(index, "D", day)]
    return []


def _year_after(found: list[Token], start: int) -> bool:
    return any(is_year(found[i][2]) for i in range(start, min(start + 3, len(found))))


def _near_time(found: list[Token], index: int) -> bool:
    """ "the previous quarter", "a year earlier", "прошлого года": a word of time beside it."""
    for position in (index - 1, index + 1, index + 2):
        if 0 <= position < len(found) and found[position][2].tags & {"quarterword", "yearword", "time"}:
            return True
    return False


_READERS = {WORD: _word, NUMBER: _number, CODE: _code, DATE: _date, RANGE: _range, ORDINAL: _ordinal}
