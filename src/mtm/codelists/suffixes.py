"""Names in further forms by rule, for languages that form them so: Kazakh joins suffixes to any name.

Scope: which language has rules, and the words that go another way. A table of forms always comes before a rule.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from mtm.kit import kazakh
from mtm.model.errors import MtmError


def forms(language: str) -> tuple[str, ...]:
    """The forms that a language makes by rule; none for a language without rules."""
    return tuple(kazakh.FORMS) if language == "kk" else ()


def inflected(language: str, name: str, form: str) -> str | None:
    """The name in a form, or None where the language has no rule for it."""
    return kazakh.inflected(name, form, kazakh_words()) if language == "kk" else None


@cache
def kazakh_words() -> Mapping[str, kazakh.Word]:
    """Kazakh words that do not follow the rules of the suffixes, by the word in small letters."""
    text = (resources.files(__package__) / "kazakh_words.csv").read_text(encoding="utf-8")
    return {row["word"]: _word(row) for row in csv.DictReader(text.splitlines())}


def _word(row: Mapping[str, str]) -> kazakh.Word:
    vowels, sound = row["vowels"], row["sound"]
    if vowels not in ("", "back", "front") or sound not in ("", *kazakh.SOUNDS):
        raise MtmError("an exception is back or front, and a sound", where="kazakh_words.csv", value=row["word"])
    return kazakh.Word(vowels, sound)
