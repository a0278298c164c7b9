"""Names that a ranking only leans on: "second after Ukraine", «третий вслед за Сирией», "Сириядан кейін үшінші".

Scope: the tokens of one clause. What stands behind such a word is not what has the place.
"""

from __future__ import annotations

from mtm.audit.language.chunks import MARK, WORD
from mtm.audit.language.endings import ABLATIVE
from mtm.audit.language.sentences import Token

_BEHIND = frozenset(
    ("after", "behind", "following", "trailing", "вслед", "после", "следом", "позади", "уступая", "уступив")
)
_BEHIND_KK = ("кейін", "соң", "артынан", "ізінше")
_MOST = 3  # words of a name


def leans_on(word: str) -> bool:
    """The word sets its name before the one that is ranked."""
    return word in _BEHIND


def without_leaned(tokens: list[Token]) -> list[Token]:
    """Without the names behind such words; in Kazakh without the ablatives before them."""
    if not any(t[2].lower in _BEHIND or t[2].lower.startswith(_BEHIND_KK) for t in tokens):
        return tokens
    found: list[Token] = []
    left = 0
    for token in tokens:
        word = token[2]
        if word.lower in _BEHIND:
            left = _MOST
        elif word.lower.startswith(_BEHIND_KK):
            while found and found[-1][2].kind == WORD and found[-1][2].lower.endswith(ABLATIVE):
                found.pop()
        elif left and word.kind != MARK and not word.digits:
            left -= not word.stop
        else:
            left = 0
            found.append(token)
    return found


__all__ = ["leans_on", "without_leaned"]
