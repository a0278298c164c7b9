"""Writes a report from a script: sections of alternative paragraphs and tables over named true quantities.

Slots: ``{all.in}`` a number; ``{all.in:th}`` in thousands, ``m`` in millions, ``abs`` without its sign, ``0`` without
decimals, ``words`` in words, ``by`` as per cent or times, ``portion`` in words; ``{all.chg?rose|fell}`` a word
that carries the sign; ``{list.g}`` a list of rows; ``{top.g}`` the largest; ``{period:form}`` and ``{past:form}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.audit_generator.number_words import in_words
from tests.audit_generator.report import Report, number_text
from tests.audit_generator.ties import PORTIONS, bind, nearest_portion
from tests.audit_generator.tokens import Token
from tests.audit_generator.truth import Quantity, quantities
from tests.audit_generator.world import draw

SLOT = re.compile(r"\{([\w.]+)(?::(\w+))?(?:\?([^|{}]*)\|([^|{}]*))?\}")
ROUNDED = {"th": ("thousand", -2), "th0": ("thousand", -3), "m": ("million", -4), "m1": ("million", -5)}
Pieces = list[Any]


@dataclass
class Script(Report):
    """``instances`` are the printed tokens of each quantity, ``unsigned`` those whose sign stands in a word."""

    facts: dict[str, Quantity] = field(default_factory=dict)
    instances: dict[str, list[str]] = field(default_factory=dict)
    unsigned: set[str] = field(default_factory=set)
    alternatives: dict[str, tuple[str, str]] = field(default_factory=dict)
    style: dict[str, Any] = field(default_factory=dict)
    suffix: str = "md"

    def printed(self, token: Token) -> str:
        if token.id in self.alternatives:
            return self.alternatives[token.id][token.value < 0]
        if token.key in PORTIONS:
            return str(self.phrases["portions"][token.key])
        if token.style == "word":
            return self.word_text(token)
        if token.style == "words":
            return in_words(int(token.value), self.language)
        group, mark = self.style["marks"]
        return number_text(token, self.language, group, mark, self.style["minus"])

    def word_text(self, token: Token) -> str:
        if token.key.isdigit():
            form = token.id.partition(":")[2].partition("#")[0]
            quarter = self.phrases["quarters"][form][self.world.quarter - 1]
            return str(self.phrases["periods"][form]).format(q=quarter, year=token.key, roman=self.roman)
        return super().word_text(token)

    @property
    def roman(self) -> str:
        return ("I", "II", "III", "IV")[self.world.quarter - 1]

    def fresh(self, id: str) -> str:
        """The id itself where it is new, else the id with a number behind it."""
        taken = sum(1 for i in self.tokens if i.partition("#")[0] == id)
        return f"{id}#{taken + 1}" if taken else id

    def pieces(self, template: str, slots: dict[str, Any]) -> Pieces:
        found: Pieces = []
        at = 0
        for match in SLOT.finditer(template):
            found.append(template[at : match.start()])
            at = match.end()
            found += self.slot(match, slots)
        return [*found, template[at:]]

    def slot(self, match: re.Match[str], slots: dict[str, Any]) -> Pieces:
        what, form, up, down = match.groups()
        if what in slots:
            return list(slots[what]) if isinstance(slots[what], list) else [slots[what]]
        if what == "blank":
            return []
        if what in ("year", "year0"):
            return [str(self.world.year - (what == "year0"))]
        if what in ("period", "past"):
            id = self.fresh(f"{what}:{form}")
            return [self.tokens[self.word(id, key=str(self.world.year - (what == "past")))]]
        if what.startswith("list."):
            return self.listed(what[-1])
        if what.startswith("top."):
            return self.top(what[-1], form)
        if up is not None:
            id = self.fresh(f"trend_{what}")
            self.alternatives[id] = (up, down)
            self.instances.setdefault(f"trend {what}", []).append(id)
            return [self.tokens[self.word(id, 1 if self.facts[what].value >= 0 else -1)]]
        return self.fact(what, form or "")

    def fact(self, what: str, form: str, id: str = "") -> Pieces:
        if form == "by":
            return self.manner(what)
        quantity = self.facts[what]
        if form == "portion":
            return self.portion(what)
        value, decimals, style, signed = quantity
        if form == "abs":
            value, signed = abs(value), False
        elif form in ("0", "words"):
            value, decimals, signed = abs(value), 0, False
            style = "words" if form == "words" and value < 99 else style
        elif form:
            style, decimals = ROUNDED[form]
            decimals += form == "m" and value < 1_000_000
        id = self.fresh(id or what)
        self.number(id, value, decimals, style, signed and self.style["plus"])
        if signed and not self.style["plus"]:
            self.tokens[id] = replace(self.tokens[id], signed=True, key="plain")
        if form in ("abs", "0", "words"):
            self.unsigned.add(id)
        self.instances.setdefault(what, []).append(id)
        return [self.tokens[id]]

    def portion(self, what: str) -> Pieces:
        key = nearest_portion(self.facts[what].value)
        if not key:
            return self.pieces(str(self.phrases["portions"]["other"]), {"s": self.fact(what, "0")})
        id = self.fresh(f"{what}_portion")
        self.instances.setdefault(f"portion {what}", []).append(id)
        return [self.tokens[self.word(id, key=key)]]

    def manner(self, what: str) -> Pieces:
        """A change as times where it is large, else in per cent without its sign."""
        change = self.facts[what].value
        if change < 50:
            return self.pieces(str(self.phrases["by"]["percent"]), {"x": self.fact(what, "abs")})
        id = self.fresh(f"{what}_factor")
        self.number(id, 1 + change / 100, 1, "factor")
        self.instances.setdefault(f"factor {what}", []).append(id)
        return self.pieces(str(self.phrases["by"]["times"]), {"x": [self.tokens[id]]})

    def rows(self, mark: str) -> list[str]:
        count = len(self.world.group if mark == "g" else self.world.outside)
        return [f"{mark}{at}" for at in range(count)]

    def code(self, row: str) -> str:
        return (self.world.group if row[0] == "g" else self.world.outside)[int(row[1:])][0]

    def listed(self, mark: str) -> Pieces:
        item, (comma, last) = self.pick("item"), self.pick("joins")
        found: Pieces = []
        rows = self.rows(mark)
        for at, row in enumerate(rows):
            source = "_source" if "{source}" in item else "_label"
            label = self.tokens[self.word(self.fresh(row + source), key=self.code(row))]
            own = item.replace("{source}", "{name}").replace("{n}", f"{{{row}.in}}")
            for what in ("sg", "sa", "before", "chg"):
                own = own.replace("{" + what, "{" + f"{row}.{what}")
            found += [last if at == len(rows) - 1 else comma] if at else []
            found += self.pieces(own, {"name": label})
        return found

    def top(self, mark: str, form: str | None) -> Pieces:
        id = self.fresh(f"{mark}_top_" + ("source" if form == "source" else "label"))
        self.instances.setdefault(f"top {mark}", []).append(id)
        return [self.tokens[self.word(id, key=self.code(f"{mark}0"))]]

    def say(self, template: str, **slots: Any) -> None:
        self.line(self.pieces(template, slots))

    def line(self, pieces: Pieces, wrap: bool = True) -> None:
        """One line, marked up as the report's format asks for."""
        if self.suffix != "html" or not wrap:
            self.lines.append(pieces)
            return
        lead = pieces[0] if pieces and isinstance(pieces[0], str) else ""
        for mark, tag in (("## ", "h2"), ("# ", "h1"), ("- ", "li"), ("> ", "blockquote"), ("", "p")):
            if lead.startswith(mark):
                if any(pieces):
                    self.lines.append([f"<{tag}>{lead[len(mark) :]}", *(pieces[1:] if lead else pieces), f"</{tag}>"])
                return


def write_script(seed: int, language: str, phrases: dict[str, Any]) -> Script:
    """The report of a seed: the same seed and script give the same text."""
    random = Random(seed)
    report = Script(language, draw(random), random, phrases)
    report.facts = quantities(report.world)
    report.suffix = random.choice(phrases["suffixes"])
    report.style = {key: random.choice(phrases[key]) for key in ("marks", "minus", "plus")}
    if report.suffix == "html":
        report.line(["<!doctype html><html><body>"], wrap=False)
    first, *rest = phrases["sections"]
    if phrases.get("shuffle"):
        random.shuffle(rest)
    for section in (first, *rest):
        for entry in section:
            _entry(report, entry)
    bind(report)
    return report


def _entry(report: Script, entry: Any) -> None:
    """A paragraph: one string, a list of alternatives, or ``maybe`` with alternatives that are left out at times."""
    if isinstance(entry, dict):
        if report.random.random() > 0.7:
            return
        entry = entry["maybe"]
    text = entry if isinstance(entry, str) else report.random.choice(entry)
    for line in text.split("\n"):
        if line.startswith("@"):
            from tests.audit_generator.script_tables import table

            table(report, report.pick(line[1:]))
        else:
            report.say(line)
    if not text.startswith("- ") and report.suffix != "html":
        report.line([""])
