"""The words of one language: units, trend words, hedges, reasons, fixed labels, from the locale's ``words.yml``.

Scope: looking words up; which word a number deserves is decided in ``wording``. Nothing here knows English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from mtm.kit import yaml_text
from mtm.kit.formats import Formats, load_formats, locale_folder, locales_folder
from mtm.kit.messages import templates
from mtm.model.errors import MtmError


@dataclass(frozen=True)
class Language:
    """One language as compose needs it: its formats and its words."""

    code: str
    formats: Formats
    words: Mapping[str, Any]
    where: str
    findings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def get(self, *keys: str) -> Any:
        """The entry under these keys. Errors: MtmError names the file and the key that is missing."""
        found: Any = self.words
        for key in keys:
            if not isinstance(found, Mapping) or key not in found:
                raise MtmError("the language has no words for this", where=self.where, value=".".join(keys))
            found = found[key]
        return found

    def unit_phrase(self, unit: str, plural: str, form: str = "phrase") -> str:
        """The pattern of a number with its unit ("{n} crossings"); a unit without words prints the number alone."""
        units = self.get("units").get(unit, {})
        forms: Mapping[str, str] = units.get(form) or units.get("phrase") or {}
        return str(forms.get(plural) or forms.get("other") or "{n}")

    def unit_head(self, unit: str) -> str:
        """The unit as it stands beneath a column heading or an axis."""
        return str(self.get("units").get(unit, {}).get("head", unit.replace("_", " ")))

    def direction(self, words: str, sign: str, noun: str = "") -> str:
        """The word of a set ("trend") for a sign ("up"), agreeing with the noun."""
        forms: Mapping[str, str] = self.get("directions", words, sign)
        return str(forms.get(self.agreement(noun)) or forms["other"])

    def agreement(self, noun: str) -> str:
        """The agreement key of a noun; a key itself may be given instead of a noun."""
        return str(self.words.get("nouns", {}).get(noun, noun)) or "other"

    def gap(self, reason: str) -> Mapping[str, str]:
        gaps: Mapping[str, Mapping[str, str]] = self.get("gaps")
        return gaps.get(reason) or gaps["unknown"]

    def area(self, code: str, name: str, form: str) -> str:
        """A name in a form that the locale builds by pattern ("the Russian Federation"), where it lists the area."""
        entry: Mapping[str, Any] = self.words.get("area_forms", {}).get(form, {})
        areas: Sequence[str] = entry.get("areas", ())
        return str(entry["pattern"]).format(name=name) if code in areas else name

    def source(self, name: str, form: str) -> str:
        """An agency's name in a form that the locale builds by pattern ("the Border Service"), by the words in it."""
        entry: Mapping[str, Any] = self.words.get("source_forms", {}).get(form, {})
        known: Sequence[str] = entry.get("words", ())
        return str(entry["pattern"]).format(name=name) if set(name.split()) & set(known) else name

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((str(k), str(v)) for k, v in self.get("labels").items()))


def inflected(entry: str | Mapping[str, str], form: str) -> str:
    """A word of the locale, or one of its forms: the form asked for, else the form "text"."""
    return entry if isinstance(entry, str) else str(entry.get(form) or entry["text"])


def language(code: str, own: Traversable | None = None) -> Language:
    """A language of the package, or of a workspace's own folder of locales."""
    folder = locale_folder(code, own)
    return load_language(code, folder) if folder is own else _shipped(code)


@cache
def _shipped(code: str) -> Language:
    return load_language(code, locales_folder())


def load_language(code: str, folder: Traversable) -> Language:
    """A language from any folder of locales. Errors: MtmError when its words are missing."""
    file, where = folder / code / "words.yml", f"locales/{code}/words.yml"
    if not file.is_file():
        raise MtmError("this language has no words", where=where, value=code, remedy="Add the locale's folder.")
    words = yaml_text.load(file.read_text(encoding="utf-8"))
    if not isinstance(words, dict):
        raise MtmError("the words of a language are a mapping", where=where)
    return Language(code, load_formats(code, folder), words, where, templates(code, folder))
