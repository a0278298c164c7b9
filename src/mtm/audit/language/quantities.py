"""Numbers in running text: value, unit, scale, sign and hedge, read from the tokens around the digits.

Scope: one sentence's tokens. What is no quantity is passed over: years and dates (they become periods elsewhere),
numbers of tables, notes, articles and pages, ages and durations, ranges, enumeration marks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mtm.audit.claims import COUNT, PERCENT, POINTS, TIMES, Claim
from mtm.audit.documents.piece import Piece
from mtm.audit.language.chunks import CODE, MARK, NUMBER, ORDINAL, RANGE, WORD
from mtm.audit.language.hedges import phrase_at
from mtm.audit.language.lexicon import Word
from mtm.audit.language.numerals import BLANKS, WRAPPED, Numeral
from mtm.audit.language.sentences import Token

_SIGNS = "-−–—‑+"
_SPOKEN = 3  # words after a number that make a line more than a cell with its unit
_APART = BLANKS + "\n"  # a line may begin with the dash that stands between two words
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
Read = Callable[[str], Numeral | None]


@dataclass(slots=True)
class Suffix:
    """What follows the digits: unit, power of ten, and the index of the first token after it."""

    unit: str
    power: int
    after: int
    end: int  # offset where a per cent sign ends, 0 without one


def read_number(found: list[Token], index: int, text: str, read: Read) -> tuple[Numeral | None, int, int, int]:
    """The number at this token: numeral, start, end, index of the next token; groups set apart by blanks are joined."""
    start, end, entry = found[index]
    digits = entry.digits
    if entry.attached is not None and entry.currency == "":
        offset = text.find(digits, start, end)
        return read(digits), offset, offset + len(digits), index + 1
    following = index + 1
    if len(digits) < 4 and digits.isdigit():
        while following < len(found) and _continues(found, following, text, end):
            last = found[following][2]
            end = start_of(found, following) + len(last.digits) if last.attached is not None else found[following][1]
            following += 1
            if last.attached is not None:
                break
    return (read(text[start:end]) if following > index + 1 else read(digits)), start, end, following


def start_of(found: list[Token], index: int) -> int:
    return found[index][0]


def _continues(found: list[Token], following: int, text: str, end: int) -> bool:
    start, _, entry = found[following]
    if entry.kind != NUMBER or start != end + 1 or text[end] not in WRAPPED:
        return False
    if entry.attached is not None and not entry.hyphen:
        return False
    head = entry.digits[:3]
    rest = entry.digits[3:]
    return (
        len(head) == 3 and head.isdigit() and (not rest or (rest[0] in ",." and rest[1:].isdigit() and len(rest) < 4))
    )


def suffix(found: list[Token], index: int, language: str, attached: Word | None = None) -> Suffix:
    """Unit and scale after a number: "%", "per cent", "п.п.", "млн долл. США", "thousand"."""
    result = Suffix(COUNT, 0, index, 0)
    if attached is not None:
        _apply(result, attached.tags, attached.currency)
    for _ in range(5):
        if result.after >= len(found) or not found[result.after][2].unit:
            break
        step = _mark(found, result) if found[result.after][2].kind == MARK else _unit_word(found, result, language)
        if not step:
            break
        result.after += step
    return result


def joined_unit(entry: Word) -> Word | None:
    """ "160мың", "12-percent", «12-процентный»: behind a hyphen only a word of percent is a unit."""
    if entry.attached is None or (entry.hyphen and not entry.attached.tags & {"percent", "points"}):
        return None
    return entry.attached


LABEL_REACH = 14


def labelled(found: list[Token], index: int, result: Suffix, language: str) -> None:
    """ "Transfers (USD million, 2026): 367.3", «Изменение доли, п. п.: 1,1»: the label has the unit.

    A unit in a label follows a comma or a bracket, never a number.
    """
    if index < 3 or found[index - 1][2].lower != ":":
        return
    for at in range(index - 2, max(index - LABEL_REACH, 0), -1):
        entry, before = found[at][2], found[at - 1][2]
        if entry.unit and before.kind == MARK and before.lower in ",(":
            own = suffix(found, at, language)
            if own.unit:
                result.unit, result.power = own.unit, own.power
                return


def _mark(found: list[Token], result: Suffix) -> int:
    """Takes a sign of a unit into the suffix; the number of tokens taken."""
    start, end, entry = found[result.after]
    if entry.lower == "%" and not result.unit:
        result.unit, result.end = PERCENT, end
        return 1
    if entry.currency and not result.unit:
        result.unit = entry.currency
        return 1
    dotted = entry.lower == "." and result.power and start == found[result.after - 1][1]
    return 1 if dotted and result.after + 1 < len(found) else 0


def _unit_word(found: list[Token], result: Suffix, language: str) -> int:
    """Takes a word of unit or scale into the suffix; "US dollars", «долл. США» are one unit."""
    entry = found[result.after][2]
    if entry.area == "USA" and _dotted(found, result.after):
        return 2  # "U.S. dollars"
    phrase, length = phrase_at(found, result.after, language) if entry.phrases else (None, 1)
    if entry.area == "USA" or (phrase is not None and phrase.area == "USA"):
        following = result.after + length
        before_currency = following < len(found) and bool(found[following][2].currency)
        return length if before_currency or result.unit == "USD" else 0
    if phrase is not None and _apply(result, phrase.tags, ""):
        return length
    return 1 if _apply(result, entry.tags, entry.currency) else 0


def _dotted(found: list[Token], index: int) -> bool:
    """A point right after the word and a currency behind it."""
    if index + 2 >= len(found) or found[index + 1][2].lower != ".":
        return False
    return found[index + 1][0] == found[index][1] and bool(found[index + 2][2].currency)


def _apply(result: Suffix, tags: frozenset[str], currency: str) -> bool:
    """Takes the meaning of one word into the suffix; False when the word is no unit."""
    if "points" in tags and result.unit in (COUNT, PERCENT):
        result.unit = POINTS
    elif "percent" in tags and not result.unit:
        result.unit = PERCENT
    elif currency and (not result.unit or result.unit == currency or currency == "USD"):
        result.unit = result.unit or currency
    elif not result.power and result.unit not in (PERCENT, POINTS) and (found := power(tags)):
        result.power = found  # "USD 677.3 million" and "677.3 USD million"
    else:
        return False
    return True


def power(tags: frozenset[str]) -> int:
    for tag, power in _SCALES.items():
        if tag in tags:
            return power
    return 0


def sign_before(text: str, start: int, floor: int) -> tuple[str, int]:
    """The sign before the digits and where it begins: "-", "+", "~" for a dash that stands apart, or "".

    A dash apart that opens a paragraph of words is the mark of a line of a list or of what someone says.
    """
    position = start - 1
    apart = position >= floor and text[position] in BLANKS
    while position >= floor and text[position] in BLANKS:
        position -= 1
    if position < floor or text[position] not in _SIGNS or start - position > 3:
        return "", start
    before = position - 1
    touching = before >= 0 and (text[before].isalnum() or text[before] in ")%")
    if touching and (apart or text[position] != "+"):
        return "", start
    mark = "+" if text[position] == "+" else "-"
    if not apart:
        return mark, position
    while before >= 0 and text[before] in _APART:
        before -= 1
    if mark == "-" and before < 0 and sum(w[0].isalpha() for w in text[start:].split()) >= _SPOKEN:
        return "", start
    if mark == "-" and before >= 0 and text[before] not in "(|[:":
        return "~", position
    return mark, position


def _touches(found: list[Token], index: int) -> bool:
    """No blank stands around the mark before this number."""
    return found[index - 2][1] == found[index - 1][0] and found[index - 1][1] == found[index][0]


def is_reference(found: list[Token], index: int) -> bool:
    """The number of a table, note, article, page, law: named just before (Table 2) or just after (2-кесте)."""
    entry = found[index][2]
    if (entry.attached is not None and "ref" in entry.attached.tags) or _is_file_number(found, index):
        return True
    if index > 1 and found[index - 1][2].lower == "/" and _touches(found, index):
        return True  # "04-17/2811"
    for back in (1, 2):
        if index < back:
            return False
        before = found[index - back][2]
        if before.kind == MARK and before.lower in ".№#" and (back == 1):
            if before.lower != ".":
                return True
            continue
        return "ref" in before.tags
    return False


def _is_file_number(found: list[Token], index: int) -> bool:
    """ "Ref. 04-17/2811", "No. 12/3456": joined by a stroke to a run of digits, a nought or another such number."""
    for near, mark in ((index - 2, index - 1), (index + 2, index + 1)):
        if not 0 <= near < len(found) or found[mark][2].lower != "/":
            continue
        first, last = min(near, index), max(near, index)
        if found[first][1] != found[mark][0] or found[mark][1] != found[last][0]:
            continue
        both = (found[first][2], found[last][2])
        if any(e.kind in (RANGE, CODE) or (e.digits[:1] == "0" and e.digits[1:2].isdigit()) for e in both):
            return True
        if near < index and is_reference(found, near):
            return True
    return False


def is_margin(found: list[Token], index: int) -> bool:
    """ "53,200 (± 900)": an uncertainty is no claim."""
    return index > 0 and found[index - 1][2].lower == "±"


def is_decade(found: list[Token], index: int) -> bool:
    """ "in the 1990s", «в 1990-х»: years, no number of people."""
    entry = found[index][2]
    tail = entry.attached.lower if entry.attached is not None else ""
    return tail in ("s", "х", "ых", "е") and len(entry.digits) == 4 and entry.digits[:2] in ("18", "19", "20")


def is_clock(found: list[Token], index: int) -> bool:
    """ "09:29", "6:55 PM": hours and minutes."""
    for one, two in ((index - 2, index), (index, index + 2)):
        if one < 0 or two >= len(found) or found[one + 1][2].lower != ":" or found[one][2].kind != NUMBER:
            continue
        digits = found[two][2].digits
        touching = found[one][1] == found[one + 1][0] and found[one + 1][1] == found[two][0]
        if touching and found[two][2].kind == NUMBER and len(digits) == 2 and len(found[one][2].digits) < 3:
            return True
    return False


def is_duration(found: list[Token], after: int, numeral: Numeral, entry: Word) -> bool:
    """18 years, 30 days, 15-летние: ages and durations are no claims of this kind."""
    if entry.attached is not None and "time" in entry.attached.tags:
        return True
    if after + 2 < len(found) and not numeral.decimals and found[after][2].lower in _UP_TO:
        after = _behind_upper_end(found, after)
    if after < len(found) and numeral.value < 1000 and found[after][2].kind == WORD:
        tags = found[after][2].tags
        return bool(tags & {"time"}) or (bool(tags & {"yearword"}) and numeral.value < 130 and not numeral.grouped)
    return False


_UP_TO = frozenset(("to", "or", "до", "по", "или"))


def _behind_upper_end(found: list[Token], after: int) -> int:
    """ "from 6 to 12 months", «от 1 до 3 лет»: the unit of both stands behind the second."""
    upper = found[after + 1][2]
    told = upper.kind == NUMBER and len(upper.digits) <= 3
    lasting = told and found[after + 2][2].tags & {"time", "yearword"}
    return after + 2 if lasting else after


_AND_OVER = frozenset(("over", "older", "above", "up", "старше", "более", "выше", "одан", "жоғары"))


def is_age(found: list[Token], index: int, after: int, numeral: Numeral) -> bool:
    """ "aged 60", "60 and above", "65+", «60 и старше», "60 жастағылар": an age is no count."""
    if numeral.decimals or numeral.grouped or numeral.value > 120:
        return False
    before = [found[i][2] for i in range(max(0, index - 4), index)]
    if _after_age(before) or (before and before[-1].lower in _LIMITS and any("age" in t[2].tags for t in found)):
        return True
    following = [found[i][2] for i in range(after, min(after + 3, len(found)))]
    if not following:
        return False
    if following[0].lower == "+" and found[after][0] == found[after - 1][1]:
        return True
    if "age" in following[0].tags or _kazakh_age(following):
        return True
    return len(following) > 1 and "and" in following[0].tags and following[1].lower in _AND_OVER


def _kazakh_age(following: list[Word]) -> bool:
    """ "35-ке толмаған", "55-тен асқан", "18-ге дейінгі": the number with its case ending, then such a word."""
    words = [e.lower for e in following if e.kind == WORD]
    return any(w.startswith(_AGED_KK) for w in words[:2])


_AGED_KK = ("толмаған", "толған", "асқан", "дейінгі")
_LIMITS = frozenset(("under", "over", "below", "above", "older", "younger", "до", "старше", "моложе", "младше"))


def _after_age(before: list[Word]) -> bool:
    """ "aged 60", "aged 18 to 62", «в возрасте от 18 до 62»: small words and ages stand between."""
    at = next((i for i, e in enumerate(before) if "age" in e.tags), None)
    if at is None:
        return False
    return all(e.kind == WORD or (e.kind == NUMBER and len(e.digits) < 3) or e.lower in "–-" for e in before[at:])


def word_number(found: list[Token], index: int) -> tuple[int, int]:
    """The value of number words from here ("двадцать пять") and the index after them."""
    value = found[index][2].number or 0
    after = index + 1
    while after < len(found) and found[after][2].kind == WORD:
        following = found[after][2].number
        if following is None:
            break
        if following == 100 and 0 < value < 10:
            value *= 100
        elif (value % 100 == 0 and value and following < 100) or (value % 10 == 0 and value and 0 < following < 10):
            value += following
        else:
            break
        after += 1
    return value, after


def make(piece: Piece, numeral: Numeral, span: tuple[int, int], found: Suffix, sign: tuple[str, int]) -> Claim:
    """The claim for a number with its suffix and sign."""
    mark, begin = sign
    start, end = span
    value = -numeral.value if mark == "-" else numeral.value
    claim = Claim(piece, begin if mark in ("-", "+") else start, max(end, found.end), value, numeral.decimals)
    claim.sign, claim.unit = mark, found.unit
    if found.power:
        claim.scale = 10**found.power
    elif not numeral.decimals:
        claim.exact = found.unit in (COUNT, TIMES)
    return claim


def _goes_on(one: Claim, two: Claim, text: str) -> bool:
    """ "2 million 422 thousand", «3 млн 486,5 тыс.», «1 млн 74,3 мың»: one number in two scales."""
    whole = two.exact and not two.unit and two.scale == 1 and text[one.end : one.end + 1] == " "  # «5 тыс. 569 человек»
    least = 1000 if whole or any(c.isalpha() for c in one.printed) else 1_000_000  # "19 млн 944 мың 726"
    if one.scale < least or one.decimals or two.sign or not 0 < two.scale * 1000 <= one.scale:
        return False
    gap = text[one.after : two.start].strip(" .$€₸" + "\u00a0")
    return not gap and two.value < 1000 * (one.scale // two.scale // 1000) and two.unit not in (PERCENT, POINTS, TIMES)


def joined(before: list[Claim], two: Claim, text: str) -> Claim:
    """The claim, or with the one before it that it goes on with, both as one in the smaller scale."""
    if not before or not _goes_on(before[-1], two, text):
        return two
    one = before.pop()
    claim = Claim(one.piece, one.start, two.end, one.value * (one.scale // two.scale) + two.value, two.decimals)
    claim.scale, claim.unit, claim.sign, claim.hedge = two.scale, two.unit or one.unit, one.sign, one.hedge or two.hedge
    claim.after, claim.exact = two.after, two.exact
    return claim


def is_ordinal(entry: Word) -> bool:
    return entry.kind == ORDINAL
