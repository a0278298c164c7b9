"""The time that a text singles out must be the one that its numbers single out.

Rule time_singled_out: "the trough came in 2020", "the peak of 1,175 at the close of 2022", «наименьшей она была в
2023 году», "2022 was the first year with a gain", «впервые превысило 1 000 в 2021 году», against the dated numbers of
the paragraph, or of the table or list just above. The clause names one time of the row and no rise or fall. It is
wrong where no row singles that time out. It cannot see records of rises and falls, or times that no row has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtm.audit.claims import BALANCE, Claim
from mtm.audit.gathered.chronicle import Chronicle, nearest, of_blocks
from mtm.audit.gathered.ranked_nouns import frames
from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "time_singled_out"
LAST = True
LEAST, _FAR = 3, 3
_TOP = Seldom(
    r"\b(?:peak(?:ed|s)?|high point|high-water mark|highest|most people|maximum|record high|busiest|largest|biggest"
    r"|пик\w{0,3}|максимум\w*|максимальн\w+|наибольш\w+|больше всего|сам\w+ (?:высок|больш)\w+|рекордн\w+"
    r"|ең (?:жоғары|көп|үлкен|биік)\w*|шыңы\w*|шыңына|рекорд\w*)(?!\w)",
)
_LOW = Seldom(
    r"\b(?:trough|low point|lowest|fewest|minimum|nadir|rock bottom|bottomed out|record low|quietest|smallest|slackest"
    r"|минимум\w*|минимальн\w+|наименьш\w+|меньше всего|сам\w+ (?:низк|мал|маленьк)\w+|дно"
    r"|ең (?:төмен|аз|кіші|кем|шағын)\w*)(?!\w)",
)
_FIRST = Seldom(
    r"\b(?:(?:the |its )?first(?! (?:half|quarter of|six|nine|three|of all|time (?:in|since|for) (?!\d{4})))"
    r"|впервые|перв(?:ый|ым|ая|ой|ое|ого)"
    r"|тұңғыш(?: рет)?|алғаш(?: рет|қы)?|бірінші(?: рет)?)(?!\w)",
)
_PLUS = re.compile(
    r"\b(?:(?:net )?gains?|surplus|positive|in the black|plus|(?:net )?inflow|положительн\w+|плюс\w?|прирост\w*"
    r"|профицит\w*|оң|плюс\w*|өсім\w*)(?!\w)",
    re.I,
)
_MINUS = re.compile(
    r"\b(?:(?:net )?loss(?:es)?|deficit|negative|in the red|minus|(?:net )?outflow|отрицательн\w+|минус\w?"
    r"|убыл\w+|дефицит\w*"
    r"|потер\w+|отток\w*|теріс|минус\w*|шығын\w*|кему\w*)(?!\w)",
    re.I,
)
_PASSED = re.compile(
    r"\b(?:exceed\w*|pass(?:ed|es)?|above|over|more than|topped|cross(?:ed|es)|превы\w+|перевал\w+|больше|свыше|более"
    r"|ас(?:ты|қан|ып)|артық|көп)(?!\w)",
    re.I,
)
_MOVES = re.compile(
    r"\b(?:rise|rose|growth|grew|increase\w*|fall|fell(?! [io]n\b)|drop\w*|decline\w*|decrease\w*|change|jump\w*|share"
    r"|rate|per cent|percent|рост\w*|прирост\w*|увелич\w+|сниж\w+|паден\w+|сокращ\w+|измен\w+|дол[яюие]|процент\w*"
    r"|темп\w*|өсім\w*|өсу\w*|кему\w*|азаю\w*|төмендеу\w*|өзгеріс\w*|үлес\w*|пайыз\w*|since|so far"
    r"|not|never|не|ни|емес)(?!\w)",
    re.I,
)


_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|[2-5]|две|два|три|четыре|пять)\s+(?:leading|largest|biggest|top|main|крупнейш|ведущ|главн)"
    r"|\bең (?:ірі|үлкен|көп)\s+(?:екі|үш|төрт|бес)",
    re.I,
)


class Clause(NamedTuple):
    """A stretch between commas with its one time."""

    sentence: Sentence
    start: int
    end: int
    text: str
    code: str
    place: tuple[int, int]
    numbers: tuple[Claim, ...]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every clause that singles out one time of a row."""
    known: dict[int, list[Chronicle]] | None = None
    ranked = {w[2] for r in reading.relations if r.kind == "rank" and not r.holds for w in r.words}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading", "caption") or sentence.number in ranked:
            continue
        if len({p.code for p in sentence.periods}) == 0 or not _speaks(sentence):
            continue
        known = of_blocks(reading) if known is None else known
        runs = [r for r in nearest(known, sentence) if len(r.claims) >= LEAST and _near(r, sentence)]
        for clause in _clauses(sentence) if runs else ():
            relation = _relation(reading, clause, runs)
            if relation is not None:
                yield relation


def _speaks(sentence: Sentence) -> bool:
    text = sentence.text
    if _SEVERAL.search(text):
        return False  # "the three leading groups in 2022": the time singles out nothing
    return bool(_TOP.search(text) or _LOW.search(text) or _FIRST.search(text))


def _near(run: Chronicle, sentence: Sentence) -> bool:
    return run.table >= 0 or run.block != sentence.block or sentence.number - run.claims[-1].sentence <= _FAR


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    """The stretches between commas and "and" that name exactly one time."""
    ends = [c.start for c in sentence.cuts if c.mark in ",;&"]
    ends = [e for e in ends if not any(p.start < e < p.end for p in sentence.periods)]
    for start, end in zip([sentence.start, *ends], [*ends, sentence.end], strict=True):
        periods = [p for p in sentence.periods if start <= p.start < end]
        if len({p.code for p in periods}) != 1 or periods[0].compared:
            continue
        numbers = tuple(c for c in sentence.claims if start <= c.start < end)
        place = (periods[0].start, periods[0].end)
        yield Clause(sentence, start, end, sentence.piece.text[start:end], periods[0].code, place, numbers)


def _relation(reading: Reading, clause: Clause, runs: list[Chronicle]) -> Relation | None:
    """Right where any row has it so."""
    judged = [(run, first) for run in runs if (first := _singled(clause, run)) is not None]
    if not judged:
        return None
    for run, _ in judged:
        own = run.at(clause.code)
        if own is not None and any(own.amount == one.amount for r, one in judged if r is run):
            return _made(clause, run, own, True)
    run, first = judged[0]
    own = run.at(clause.code)
    if own is not None and own.table >= 0 and frames(reading, own, _TOP.search(clause.text) is not None):
        return None  # "the lowest figure in 2022 was that of Mongolia"
    return _made(clause, run, first, False)


def _singled(clause: Clause, run: Chronicle) -> Claim | None:
    """The number of the row that the clause's words single out; None where it does not speak of this row."""
    if run.at(clause.code) is None:
        return None
    firsts = _FIRST.search(clause.text)
    if firsts:
        return _first(clause, run)
    top, low = _TOP.search(clause.text), _LOW.search(clause.text)
    if bool(top) == bool(low) or _MOVES.search(clause.text):
        return None
    signed = any(c.value < 0 for c in run.claims)
    loses, gains = _MINUS.search(clause.text), _PLUS.search(clause.text)
    if (loses or gains) and (not signed or low):
        return None
    if any(c.amount not in run.values for c in clause.numbers):
        return None
    return (min if low or loses else max)(run.claims, key=lambda c: c.amount)


def _first(clause: Clause, run: Chronicle) -> Claim | None:
    """The first of its sign, or the first above a number."""
    plus, minus = _PLUS.search(clause.text), _MINUS.search(clause.text)
    if bool(plus) != bool(minus) and run.claims[0].role == BALANCE and not clause.numbers:
        way = 1 if plus else -1
        firsts = [c for c in run.claims if c.value * way > 0]
        others = [c for c in run.claims if c.value * way < 0]
        return firsts[0] if firsts and others else None
    if len(clause.numbers) == 1 and _PASSED.search(clause.text):
        mark = clause.numbers[0]
        above = [c for c in run.claims if c.amount > mark.amount]
        if mark.unit == run.claims[0].unit and above and above[0] is not run.claims[0]:
            return above[0]
    return None


def _made(clause: Clause, run: Chronicle, first: Claim, holds: bool) -> Relation:
    others = tuple(c for c in run.claims if c is not first)
    relation = Relation(RULE, "rank", first, others, Interval.exact(first.amount), holds, note="rank")
    relation.words = ((*clause.place, clause.sentence.number),)
    relation.family = f"singled{clause.sentence.number}.{clause.start}"
    name = clause.sentence.piece.text[slice(*clause.place)]
    relation.params = {"name": name, "top": first.printed.strip()}
    return relation


__all__ = ["RULE", "find"]
