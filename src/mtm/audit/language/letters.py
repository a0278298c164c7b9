"""Which language a text is in, by its letters.

Scope: English, Russian and Kazakh; a sample of a document, or one block of a document whose language is known.
"""

from __future__ import annotations

import re

_CYRILLIC = re.compile("[а-яА-ЯёЁ]+")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]+")
_LATIN = re.compile("[a-zA-Z]+")
SAMPLE, LONG = 20_000, 150  # characters


def language_of(text: str) -> str:
    """en, ru or kk, from the letters of a sample."""
    sample = text[:SAMPLE]
    russian, latin, kazakh = (_letters(kind, sample) for kind in (_CYRILLIC, _LATIN, _KAZAKH))
    if russian + kazakh <= latin:
        return "en"
    return "kk" if kazakh * 25 > russian else "ru"


def language_beside(text: str, own: str) -> str:
    """The language of a block with Cyrillic letters in a document of another or the same language."""
    if own == "kk":
        return "ru" if len(text) > LONG and not _KAZAKH.search(text) else "kk"
    if own == "ru":
        return "kk" if _letters(_KAZAKH, text) * 25 > len(text) else "ru"
    return language_of(text)


def cyrillic(text: str) -> bool:
    return _CYRILLIC.search(text) is not None


def _letters(kind: re.Pattern[str], text: str) -> int:
    return sum(map(len, kind.findall(text)))
