"""Whether two printed words are forms of one word: referred and referral, сдали and сдавших, өтті and өткендердің.

Scope: words as they are printed, by their beginnings, once the endings that participles and pasts of verbs have in
their language are taken off. Kindred words are a hint, never a proof.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONG, _LEAST, _SHORT = 4, 2, 5
_MORE = 6  # letters that words with a common prefix must share
_PREFIXES = frozenset(
    {"inte", "cont", "coun", "over", "unde", "tran", "comp", "prov", "rece", "repo", "pres", "comm", "cons"}
    | {"пере", "пред", "проч", "межд", "посл", "обра", "прод", "разр", "пост", "подт", "отпр", "прив", "прин", "пров"}
    | {"бойы", "көрс", "азам", "қаты", "бары", "шетелд"}
)
_RU = re.compile(
    r"(?:(?:вш|ш|ющ|ущ|ящ|ащ|нн|енн|ённ|т)?"
    r"(?:иеся|ихся|имся|ийся|ие|их|им|ими|ий|ая|ые|ых|ым|ыми|ый|ой|ое|ого|ому|ую)"
    r"|(?:л|ла|ли|ло|на|ны|но|н|ено|ена|ены|ен)(?:ся|сь)?|ть|ться)$"
)
_KK = re.compile(
    r"(?:(?:ылған|ілген|ған|ген|қан|кен)?(?:дар|дер|тар|тер|лар|лер)?(?:ы|і|сы|сі)?"
    r"(?:дың|дің|тың|тің|ның|нің|дан|ден|тан|тен|нан|нен|ынан|інен|ға|ге|қа|ке|на|не|да|де|та|те)?"
    r"|(?:ылды|ілді|ды|ді|ты|ті|дық|дік|тық|тік))$"
)
_EN = re.compile(r"(?:ings?|ed|ees?|ers?|ors?|als?|e?s)$")
_ENDINGS = {"en": _EN, "ru": _RU, "kk": _KK}


@lru_cache(4096)
def root(word: str, language: str) -> str:
    """The word in small letters without its ending; never shorter than two letters."""
    low = word.lower().replace("ё", "е")
    found = _ENDINGS[language].search(low, _LEAST)
    return low[: found.start()] if found is not None else low


def kindred(one: str, other: str, language: str) -> bool:
    """Both have one root, or begin with the same four letters (three of short words), which are no common prefix."""
    a, b = root(one, language), root(other, language)
    if a == b:
        return True
    low, high = one.lower(), other.lower()
    shared = _MORE if low[:_LONG] in _PREFIXES else _LONG
    if max(len(low), len(high)) <= _SHORT:
        shared = _SHORT - _LEAST
    return len(low) >= shared <= len(high) and low[:shared] == high[:shared]


__all__ = ["kindred", "root"]
