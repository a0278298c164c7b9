"""Draft the Russian forms of names that have none yet, for a person to review: python tools/draft_cases.py >> FILE.

Scope: a developer's tool; needs pymorphy3, which mtm itself does not. Every adjective and noun in the nominative is
inflected, a noun after a noun («Республика Корея») and everything after a genitive or a preposition is left alone.
Prepositions are drafted as «из», «в»; islands take «с», «на», which a person must put right. Reads the names of
codelists/areas.csv, or of a workspace's names.csv given as the argument.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pymorphy3

CASES = {"genitive": "gent", "dative": "datv", "accusative": "accs", "instrumental": "ablt", "prepositional": "loct"}
LISTS = Path(__file__).parents[1] / "src" / "mtm" / "codelists"
MORPH = pymorphy3.MorphAnalyzer()
WORD = re.compile(r"[А-Яа-яЁёҰұӘәІі’-]+")


def inflected(name: str, case: str) -> str:
    """The name in a case; words that stay as they are stand as they were."""
    parts, head = [], False
    for part in re.split(rf"({WORD.pattern})", name):
        if not WORD.fullmatch(part):
            head = head and "(" not in part
            parts.append(part)
            continue
        form = None if head and part != "и" else _form(part, case)
        parts.append(form or part)
        head = part != "и" and (head or _is_noun(part))
    return "".join(parts)


def _form(word: str, case: str) -> str | None:
    for parse in MORPH.parse(word):
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF") and "nomn" in parse.tag:
            found = parse.inflect(_wanted(parse, case))
            if found:
                text = found.word if "ё" in word else found.word.replace("ё", "е")
                return "-".join(_cased(*pair) for pair in zip(text.split("-"), word.split("-"), strict=True))
    return None


def _wanted(parse: pymorphy3.analyzer.Parse, case: str) -> set[str]:
    """Adjectives need their gender beside the case: «Российскую», «Российский» in the accusative."""
    if parse.tag.POS == "NOUN":
        return {case}
    gender = str(parse.tag.gender or "plur")
    return {case, gender} | ({"inan"} if case == "accs" and gender != "femn" else set())


def _is_noun(word: str) -> bool:
    return any(p.tag.POS == "NOUN" and "nomn" in p.tag for p in MORPH.parse(word)[:1])


def _cased(text: str, like: str) -> str:
    return text[0].upper() + text[1:] if like[0].isupper() else text


def rows(code: str, name: str) -> Iterator[tuple[str, str, str, str]]:
    forms = {case: inflected(name, grammeme) for case, grammeme in CASES.items()}
    drafted = {"from": ("из", "genitive"), "to": ("в", "accusative"), "in": ("в", "prepositional")}
    forms |= {form: f"{preposition} {forms[case]}" for form, (preposition, case) in drafted.items()}
    yield from ((code, "ru", case, text) for case, text in forms.items())


def _names(path: Path) -> Iterator[tuple[str, str]]:
    for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()):
        if "ru" in row:
            yield row["code"], row["ru"]
        elif row["language"] == "ru" and row["kind"] == "name":
            yield row["code"], row["name"]


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else LISTS / "areas.csv"
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for code, name in _names(source):
        writer.writerows(rows(code, name))


if __name__ == "__main__":
    main()
