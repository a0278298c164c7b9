"""Points without the word percentage: "down by 8 points", «доля упала на 12 пунктов», "5,6 тармаққа өсті".

Scope: the tokens of one sentence. A number with decimals, or one that a small word of change leads to, in a sentence
that speaks of a percentage, a share or a change; border points, points of sale and marks of an examination are others.
"""

from __future__ import annotations

import re

from mtm.audit.claims import POINTS
from mtm.audit.language.chunks import MARK, WORD
from mtm.audit.language.lexicon import Word
from mtm.audit.language.quantities import Suffix
from mtm.audit.language.sentences import Token

_WORDS = {
    "en": frozenset(("point", "points")),
    "ru": frozenset(("пункт", "пункта", "пунктов", "пункту", "пунктам", "пунктами")),
    "kk": frozenset(("тармақ", "тармаққа", "тармағына", "пункт", "пунктке", "тармақты", "тармақтан", "пункттен")),
}
_LEADS = {"en": frozenset(("by", "of", "to")), "ru": frozenset(("на", "в", "до")), "kk": frozenset[str]()}
_PLACES = frozenset(
    ("of", "where", "at", "пропуска", "пересечения", "временного", "размещения", "назначения", "обогрева")
)
_SCORED = re.compile(r"marks?$|scores?$|index|grades?$|балл|индекс|оцен|рейтинг|ұпай|баға")
_RATED = frozenset(("rated", "percent", "share", "up", "down"))


def take(found: list[Token], index: int, result: Suffix, language: str) -> None:
    """The unit of the number at ``index`` is points, where its words leave no doubt."""
    at = result.after
    if at >= len(found) or found[at][2].lower not in _WORDS[language]:
        return
    following = found[at + 1][2] if at + 1 < len(found) else None
    if following is not None and following.kind == WORD and following.lower in _PLACES:
        return
    digits = found[index:at]
    broken = any(entry.kind == MARK and entry.lower in ".," for _, _, entry in digits)
    led = index > 0 and found[index - 1][2].lower in _LEADS[language]
    if language == "kk":
        led = found[at][2].lower.endswith(("қа", "ке", "на"))
    marks = any(_SCORED.match(entry.lower) for _, _, entry in found)
    if (broken or led) and not marks and any(_rates(entry) for _, _, entry in found):
        result.unit, result.after = POINTS, at + 1


def _rates(entry: Word) -> bool:
    return entry.lower == "%" or not _RATED.isdisjoint(entry.tags)


__all__ = ["take"]
