"""Over, under, about: words beside a number that leave its value open, and phrases of several words.

Scope: the tokens right before and behind one number.
"""

from __future__ import annotations

from mtm.audit.language.chunks import MARK, NUMBER, WORD
from mtm.audit.language.lexicon import HEDGES, Phrase, lexicon
from mtm.audit.language.sentences import Token

_DASHES = ("-", "–")
_CASES = ("ға", "ге", "қа", "ке", "ы", "і", "ына", "іне", "дан", "ден", "тан", "тен", "нан", "нен", "ынан", "інен")


def phrase_at(found: list[Token], index: int, language: str) -> tuple[Phrase | None, int]:
    """The longest phrase that begins at this token and how many tokens it takes."""
    follow = found[index][2].follow
    if follow is None or index + 1 >= len(found):
        return None, 1
    for phrase in follow.get(found[index + 1][2].lower[:2], ()):
        if _follows(found, index + 1, phrase, language):
            return phrase, len(phrase.rest) + 1
    return None, 1


def hedge_before(found: list[Token], index: int, language: str) -> str:
    """over, under or about, from up to three tokens before the number (the nearest wins)."""
    for position in range(index - 1, max(index - 4, -1), -1):
        entry = found[position][2]
        if entry.kind == MARK and entry.lower not in "$€₸~≈":
            break
        phrase, length = phrase_at(found, position, language) if entry.phrases else (None, 1)
        if phrase is not None and position + length <= index:
            if _compares(found, position):
                return ""  # "10,842 (5%) fewer than the 227,117 of Round 16"
            if hedge := next((tag for tag in HEDGES if tag in phrase.tags), ""):
                return hedge
        elif entry.hedge:
            return entry.hedge
        if entry.kind == NUMBER:
            break
    return ""


def _compares(found: list[Token], index: int) -> bool:
    """A number, its percentage or its bracket stands right before "more than"."""
    last = found[index - 1][2] if index else None
    return last is not None and (last.kind == NUMBER or last.lower in ("%", ")") or "percent" in last.tags)


def hedge_after(found: list[Token], index: int, last: int) -> str:
    """Kazakh and Russian say it afterwards: "160 мыңнан астам", "3,4 миллионға жуық", "40 %-ға жуық"."""
    if index + 1 < len(found) and found[index][2].lower in _DASHES and found[index + 1][2].lower in _CASES:
        index, last = index + 2, last + 2
    for position in range(index, min(last, index + 2, len(found))):
        entry = found[position][2]
        if entry.kind != WORD or entry.hedge:
            return entry.hedge if entry.kind == WORD else ""
    return ""


def _follows(found: list[Token], index: int, phrase: Phrase, language: str) -> bool:
    if index + len(phrase.rest) > len(found):
        return False
    for position, (head, exact) in enumerate(phrase.rest):
        lower = found[index + position][2].lower
        if exact:
            if lower != head:
                return False
        elif not lower.startswith(head) or (
            phrase.ending and len(lower) - len(head) > 4 and not lexicon(language).ending_fits(lower[len(head) :])
        ):
            return False
    return True
