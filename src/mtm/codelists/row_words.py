"""Words by which agencies' tables say what a row or column is: total, rest, "of which", not specified.

Scope: the words that ship with mtm, in Russian, Kazakh and English; a source adds its own. A label is such a word as a
whole, never in part: "Прочие" is a rest, "Прочие страны Европы" is not.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from mtm.kit import yaml_text
from mtm.kit.names import key


def is_word(kind: str, text: str) -> bool:
    """Whether a label is a word of this kind: total, rest, intro, unspecified."""
    return key(text) in _words()[kind]


def begins_with(kind: str, text: str) -> bool:
    """Whether a label begins with a word of this kind and goes on ("Итого СНГ")."""
    return bool(after_word(kind, text))


def after_word(kind: str, text: str) -> str:
    """What follows a word of this kind at the beginning of a label, as a key; "" where none stands there."""
    plain = key(text)
    words = sorted(_words()[kind], key=len, reverse=True)
    return next((plain.removeprefix(word).strip() for word in words if plain.startswith(f"{word} ")), "")


def words_of(kind: str) -> tuple[str, ...]:
    """The words of a kind as keys, for texts that hold them somewhere: provisional."""
    return _words()[kind]


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = (resources.files(__package__) / "row_words.yml").read_text(encoding="utf-8")
    return {kind: tuple(key(word) for word in words) for kind, words in yaml_text.load(text).items()}
