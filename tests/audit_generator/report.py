"""A simulated report: lines of text with tokens in them, and the relations that its true numbers keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.audit_generator import tokens as tk
from tests.audit_generator.tokens import Relation, Token
from tests.audit_generator.world import World

HERE = Path(__file__).parent
NAMES: dict[str, Any] = yaml.safe_load((HERE / "names.yml").read_text(encoding="utf-8"))
SLOT = re.compile(r"\{(\w+)\}")
SEPARATORS = {"en": (",", "."), "ru": ("\u00a0", ","), "kk": ("\u00a0", ",")}


def phrases(language: str, folder: Path = HERE / "phrases") -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((folder / f"{language}.yml").read_text(encoding="utf-8"))
    return loaded


@dataclass
class Report:
    """``lines`` hold strings and tokens; ``tokens`` are those that may be printed, ``relations`` what they keep."""

    language: str
    world: World
    random: Random
    phrases: dict[str, Any]
    lines: list[list[str | Token]] = field(default_factory=list)
    tokens: dict[str, Token] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def pick(self, kind: str) -> Any:
        return self.random.choice(self.phrases[kind])

    def number(
        self, id: str, value: Fraction | int, decimals: int = 0, style: str = "count", signed: bool = False
    ) -> str:
        self.tokens[id] = tk.printed(id, Fraction(value), decimals, style, signed)
        return id

    def word(self, id: str, value: int = 0, key: str = "") -> str:
        self.tokens[id] = Token(id, Fraction(value), style="word", key=key)
        return id

    def say(self, template: str, **slots: Any) -> None:
        """Add one line; a slot that names a token prints it, any other slot is text or a list of pieces."""
        self.lines.append(self.pieces(template, slots))

    def pieces(self, template: str, slots: dict[str, Any]) -> list[str | Token]:
        found: list[str | Token] = []
        at = 0
        for match in SLOT.finditer(template):
            found.append(template[at : match.start()])
            value = slots[match[1]]
            if isinstance(value, list):
                found.extend(value)
            elif value in self.tokens:
                found.append(self.tokens[value])
            else:
                found.append(str(value))
            at = match.end()
        return [*found, template[at:]]

    def head(self, columns: list[str]) -> None:
        """The head of a table, in the report's one style: cells between tabs or between pipes."""
        piped = self.world.year % 2 == 0
        self.say("| " + " | ".join(columns) + " |" if piped else "\t".join(columns))
        if piped:
            self.say("|" + " --- |" * len(columns))

    def row(self, label: str, *ids: str) -> None:
        cells = [label, *("{" + i + "}" for i in ids)]
        piped = self.world.year % 2 == 0
        line = "| " + " | ".join(cells) + " |" if piped else "\t".join(cells)
        self.say(line, **{i: i for i in ids})

    def period(self, year: int) -> str:
        quarter = self.phrases["quarters"][self.world.quarter - 1]
        return str(self.pick("periods")).format(q=quarter, year=year)

    def text(self, tokens: dict[str, Token] | None = None) -> str:
        """The report as text, with the tokens given in place of its own."""
        return "\n".join(self.line_text(line, tokens or self.tokens) for line in self.lines) + "\n"

    def line_text(self, line: list[str | Token], tokens: dict[str, Token]) -> str:
        return "".join(p if isinstance(p, str) else self.printed(tokens[p.id]) for p in line)

    def printed(self, token: Token) -> str:
        if token.style == "word":
            return self.word_text(token)
        return number_text(token, self.language)

    def word_text(self, token: Token) -> str:
        if token.id.startswith("trend"):
            choices = self.phrases["trend"]["up" if token.value > 0 else "down"]
            return str(choices[len(token.id) % len(choices)])
        if token.key in NAMES:
            return name(token.key, self.language, "source" if "source" in token.id else "name")
        if token.key.isdigit():
            return self.period(int(token.key))
        return token.key

    def positions(self, tokens: dict[str, Token]) -> dict[str, list[tuple[int, int, int]]]:
        """Where each token stands: (line from 1, start, end), several times if it is printed several times."""
        places: dict[str, list[tuple[int, int, int]]] = {}
        for at, line in enumerate(self.lines, 1):
            column = 0
            for piece in line:
                text = piece if isinstance(piece, str) else self.printed(tokens[piece.id])
                if not isinstance(piece, str):
                    places.setdefault(piece.id, []).append((at, column, column + len(text)))
                column += len(text)
        return places


def name(code: str, language: str, form: str = "name") -> str:
    entry = NAMES[code][language]
    if isinstance(entry, str):
        return entry
    return str(entry[1] if form == "source" else entry[0])


def number_text(token: Token, language: str, group: str = "", mark: str = "", minus: str = "\u2212") -> str:
    """The number as the language writes it, or with the marks given; counts grouped from four digits on."""
    group, mark = (group, mark) if mark else SEPARATORS[language]
    value = tk.rounded(token.value, max(token.decimals, 0))
    digits = f"{abs(value) * 10 ** max(token.decimals, 0)}"
    shift = max(token.decimals, 0)
    digits = digits.rjust(shift + 1, "0")
    whole, part = (digits[:-shift], digits[-shift:]) if shift else (digits, "")
    grouped = f"{int(whole):,}".replace(",", group)
    plus = "+" if token.signed and token.key != "plain" else ""
    sign = minus if value < 0 else plus if value > 0 else ""
    if token.style in ("million", "thousand"):
        return f"{sign}{scaled(token, group, mark)}"
    return f"{sign}{grouped}{mark + part if part else ''}"


def scaled(token: Token, group: str, mark: str) -> str:
    """A count printed in thousands or millions with the decimals that its rounding leaves (-5 of millions: one)."""
    power = 6 if token.style == "million" else 3
    places = power + token.decimals
    value = tk.rounded(abs(token.value) / 10**power, places) * 10**places
    digits = str(value).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{int(whole):,}".replace(",", group) + (mark + part if part else "")
