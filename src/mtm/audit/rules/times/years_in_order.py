"""Years that a sentence goes through one by one come one after the other.

Rule years_in_order: "388 in 2022, 451 in 2021 and 529 in 2024", «в 2022 году 240, в 2022 году 295, в 2024 году 360»:
three and more numbers, each with its year, of which all but one year follow each other and one other year in its place
makes the row complete. It cannot see sentences that rank or choose years, nor rows with gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import Claim
from mtm.audit.language.periods import Named
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "years_in_order"
LAST = True
LEAST, MOST, YEAR, NEAR = 3, 9, 4, 40
_CHOSEN = re.compile(
    r"\b(?:peak\w*|highest|lowest|largest|smallest|best|worst|most|fewest|record\w*|rank\w*|first|second|third|top"
    r"|such as|for example|e\.g|compared|against|than|since|only|again|also in|respectively|followed by"
    r"|пик\w*|наибольш\w*|наименьш\w*|максим\w*|миним\w*|лучш\w*|худш\w*|рекорд\w*|больше всего|меньше всего"
    r"|сам\w{2} \w+"
    r"|перв\w+|втор\w+|трет\w+|например|по сравнению|против|чем|соответственно|снова|вновь"
    r"|ең|рекорд\w*|шың\w*|бірінші|екінші|үшінші|мысалы|қарағанда|салыстыр\w*|тиісінше|қайта)(?!\w)",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every year that breaks the row of years of its sentence."""
    for sentence in reading.sentences:
        if not LEAST <= len(sentence.periods) <= MOST or sentence.kind in ("note", "head", "heading", "caption"):
            continue
        run = _run(sentence)
        at = _broken([p.code for p, _ in run]) if len(run) >= LEAST else None
        if at is not None and not _CHOSEN.search(sentence.text):
            yield _made(sentence, run, at)


def _run(sentence: Sentence) -> list[tuple[Named, Claim]]:
    """The years of a sentence with their numbers, in turn; nothing where they do not alternate."""
    years = [p for p in sentence.periods if len(p.code) == YEAR and p.code.isdigit() and not p.compared]
    if len(years) != len(sentence.periods):
        return []
    marks: list[Named | Claim] = sorted([*years, *sentence.claims], key=lambda m: m.start)
    first = next((i for i, m in enumerate(marks) if isinstance(m, Named)), 0)
    ahead = first > 0 and _close(sentence, marks[first - 1], marks[first])
    marks = marks[first - 1 :] if ahead else marks[first:]
    found: list[tuple[Named, Claim]] = []
    for one, two in zip(marks[::2], marks[1::2], strict=False):
        period, claim = (two, one) if isinstance(two, Named) else (one, two)
        if not isinstance(period, Named) or not isinstance(claim, Claim) or not _close(sentence, one, two):
            break
        found.append((period, claim))
    return found if len(found) == len(years) and len({c.unit for _, c in found}) == 1 else []


def _close(sentence: Sentence, one: Named | Claim, two: Named | Claim) -> bool:
    between = sentence.piece.text[one.end : two.start]
    return len(between) < NEAR and not re.search(r"[,;:.]", between)


def _broken(codes: list[str]) -> int | None:
    """Which year keeps the others from following each other: of three the middle one, or one named twice."""
    years = [int(code) for code in codes]
    if all(a < b for a, b in pairwise(years)) or all(a > b for a, b in pairwise(years)):
        return None
    found = [
        (i, step)
        for i in range(len(years))
        for step in (1, -1)
        if (rest := {y - step * n for n, y in enumerate(years) if n != i}) and len(rest) == 1
    ]
    inner = [i for i, _ in found if 0 < i < len(years) - 1]
    if inner:
        return inner[0]
    twice = len(set(years)) < len(years)
    return found[0][0] if found and (len(years) > LEAST or twice) else None


def _made(sentence: Sentence, run: list[tuple[Named, Claim]], at: int) -> Relation:
    period, claim = run[at]
    others = tuple(c for _, c in run if c is not claim)
    relation = Relation(RULE, "period", claim, others, Interval.exact(claim.value), False, note="twice")
    relation.words = ((period.start, period.end, sentence.number),)
    relation.family = f"years{sentence.number}.{period.start}"
    relation.params = {"sentence": "years", "other": ", ".join(p.code for p, _ in run)}
    return relation


__all__ = ["RULE", "find"]
