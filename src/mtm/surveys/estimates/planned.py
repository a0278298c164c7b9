"""The indicators of a Data Analysis Plan as measures over a round's answers, and the rules that keep some of them in.

Keys of an indicator in plan.yml, beside those that say where it stands:
``statistic`` proportion: the share of the base for whom ``numerator`` holds; without one, whose answer to ``question``
is "yes" (or 1). mean, median, total: the number in ``numerator``, in ``question`` or of ``score``; a total without any
counts the persons of its base. ratio: the sum of ``numerator`` over the sum of ``denominator``.
The base are the rows for whom ``where`` (and for proportions ``denominator``) holds and the answer is known.
``score`` makes a score of ``questions``; expressions call it ``score``. ``repeat`` counts rows of a repeat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys import scoring
from mtm.surveys.estimates.answers import Answer, Answers
from mtm.surveys.estimates.expression import Amount, Known, amount, condition
from mtm.surveys.estimates.measures import Domains, Measure, crossed, everybody
from mtm.surveys.plan import IndicatorEntry, Plan
from mtm.surveys.states import State

YES = ("yes", "1", "true")
NATIONAL, REGION = "national", "region"
PLACES = frozenset(
    (
        *("admin", "adm", "region", "oblast", "district", "rayon", "raion", "rajon", "okrug", "county", "province"),
        *("governorate", "state", "settlement", "site", "city", "town", "village", "aul", "camp", "location"),
        *("locality", "place", "point", "area", "neighbourhood", "stratum", "cluster", "psu", "ea"),
    )
)
"""Words in the name of a question that make it a place below the country; a plan may name more (settings.regional)."""

NATIONALITY = frozenset(
    ("nationality", "nationalities", "citizenship", "citizen", "ethnicity", "ethnic", "ethnos", "race")
)
"""Words in the name of a question that tells nationalities apart; a plan may name more (settings.nationality)."""


def measure(entry: IndicatorEntry, answers: Answers, where: str = "plan.yml") -> Measure:
    """One indicator over the rows of its table. Errors: MtmError with the place in the plan."""
    place = f"{where}, indicator {entry.id}"
    known = Known(answers, _scores(entry, answers, place), place)
    inside = _base(entry, known)
    if entry.statistic == "proportion":
        return _proportion(entry, known, inside)
    if entry.statistic == "ratio":
        return _ratio(entry, known, inside)
    values = _number(entry, known).values
    return Measure(entry.id, entry.statistic, np.nan_to_num(values), inside & ~np.isnan(values))


def _scores(entry: IndicatorEntry, answers: Answers, place: str) -> Mapping[str, Amount]:
    if not entry.score:
        return {}
    columns = answers.score_columns(entry.questions or ((entry.question,) if entry.question else ()))
    try:
        values, known = scoring.score(entry.score, columns, entry.settings)
    except MtmError as error:
        raise MtmError(error.what, where=place, value=error.value, remedy=error.remedy) from error
    return {"score": Amount(np.where(known, values, np.nan))}


def _base(entry: IndicatorEntry, known: Known) -> NDArray[np.bool_]:
    conditions = [entry.where]
    if entry.statistic == "proportion":
        conditions.append(entry.denominator)
    inside = np.ones(known.size, dtype=bool)
    for text in conditions:
        if text:
            told = condition(text, known)
            inside &= told.holds & told.known
    return inside


def _proportion(entry: IndicatorEntry, known: Known, inside: NDArray[np.bool_]) -> Measure:
    if entry.numerator:
        told = condition(entry.numerator, known)
        return Measure(entry.id, "proportion", told.holds, inside & told.known)
    if entry.score:
        values = known.scores["score"].values
        if not np.isin(values[~np.isnan(values)], (0.0, 1.0)).all():
            raise MtmError("a score with more than two values needs a numerator", where=known.where, value=entry.score,
                           remedy="Write for instance numerator: score >= 3.")  # fmt: skip
        return Measure(entry.id, "proportion", np.nan_to_num(values) > 0, inside & ~np.isnan(values))
    if not entry.question:
        raise MtmError("an indicator has neither numerator nor question", where=known.where, value=entry.id,
                       remedy="Say which answers are counted: numerator: question == 'choice'.")  # fmt: skip
    given = known.answers.answer(entry.question)
    if given.numbers is not None:
        hit = given.numbers == 1
    else:
        used = np.unique(given.codes[given.codes >= 0]).tolist()
        _need_yes(entry, [given.labels[n] for n in used], known)
        hit = np.array([label.casefold() in YES for label in given.labels] + [False])[given.codes]
    return Measure(entry.id, "proportion", hit, inside & given.known)


def _need_yes(entry: IndicatorEntry, labels: Sequence[str], known: Known) -> None:
    """A question whose answers are no yes and no has no share of its own."""
    if any(label.casefold() not in (*YES, "no", "0", "2", "false") for label in labels):
        raise MtmError("the question is not answered by yes and no", where=known.where, value=entry.question,
                       remedy=f"Say which answers are counted: numerator: {entry.question} == '…'.")  # fmt: skip


def _number(entry: IndicatorEntry, known: Known) -> Amount:
    if entry.numerator:
        return amount(entry.numerator, known)
    if entry.score:
        return known.scores["score"]
    if entry.question:
        return Amount(known.answers.answer(entry.question).as_numbers)
    if entry.statistic == "total":
        return Amount(np.ones(known.size))
    raise MtmError("an indicator has nothing to measure", where=known.where, value=entry.id,
                   remedy="Name a question, a numerator or a score.")  # fmt: skip


def _ratio(entry: IndicatorEntry, known: Known, inside: NDArray[np.bool_]) -> Measure:
    if not entry.denominator:
        raise MtmError("a ratio needs a denominator", where=known.where, value=entry.id, remedy="Add denominator: ….")
    top, base = _number(entry, known).values, amount(entry.denominator, known).values
    valid = inside & ~np.isnan(top) & ~np.isnan(base)
    return Measure(entry.id, "ratio", np.nan_to_num(top), valid, np.nan_to_num(base))


def derive(plan: Plan, answers: Answers, where: str = "plan.yml") -> None:
    """Add the plan's derived answers (``settings.derived``) to those of the round.

    Each has ``cases``, a condition for every code, of which the first that holds gives the answer; ``score`` with its
    ``questions`` may be used in them. Where no condition holds the answer is not known.
    """
    for name, told in plan.settings.get("derived", {}).items():
        place = f"{where}, key settings.derived.{name}"
        entry = IndicatorEntry(id=name, score=told.get("score", ""), questions=told.get("questions", ()),
                               settings=told.get("settings", {}))  # fmt: skip
        if not told.get("cases"):
            raise MtmError("a derived answer has no cases", where=place, remedy="Write a condition for every code.")
        known = Known(answers, _scores(entry, answers, place), place)
        codes = np.full(answers.size, -1, dtype=np.int64)
        for n, text in enumerate(told["cases"].values()):
            case = condition(text, known)
            codes[(codes < 0) & case.holds & case.known] = n
        states = np.where(codes < 0, State.BLANK, State.ANSWERED).astype(np.int8)
        answers.derive(name, Answer(tuple(told["cases"]), codes, None, states))


def domains(dimensions: Sequence[str], answers: Answers) -> Domains:
    """The domains of some questions crossed; () is everybody."""
    if not dimensions:
        return everybody(answers.size)
    found = [answers.answer(name) for name in dimensions]
    known = np.logical_and.reduce([answer.known for answer in found])
    return crossed(dimensions, [answer.coded for answer in found], known)


@dataclass(frozen=True, slots=True)
class Held:
    """What is not estimated, and why: no place in the plan, urgent, below its level, a ranking of nationalities."""

    indicator: str
    domain: tuple[str, ...]
    reason: str


def may_leave(entry: IndicatorEntry, plan: Plan) -> tuple[list[tuple[str, ...]], list[Held]]:
    """The domains in which an indicator may be shown, () first, and those that are held back."""
    if not entry.may_leave:
        return [], [Held(entry.id, (), "no_place")]
    if entry.dissemination == "urgent":
        return [], [Held(entry.id, (), "urgent")]
    shown: list[tuple[str, ...]] = [()]
    held = []
    for dimensions in dict.fromkeys(entry.domains):
        below = any(is_place(name, plan) for name in dimensions)
        if below and (entry.lowest_level == NATIONAL or entry.dissemination == "sensitive"):
            held.append(Held(entry.id, dimensions, "below_level"))
        elif dimensions:
            shown.append(dimensions)
    return shown, held


def is_place(name: str, plan: Plan) -> bool:
    """Whether a question tells places below the country apart."""
    return _named(name, PLACES, plan.settings.get("regional", ()))


def is_nationality(name: str, plan: Plan) -> bool:
    """Whether a question tells nationalities apart."""
    return _named(name, NATIONALITY, plan.settings.get("nationality", ()))


def _named(name: str, words: frozenset[str], told: Sequence[str]) -> bool:
    parts = re.sub(r"\d+$", "", name.casefold()).strip("_")
    tokens = {re.sub(r"\d+$", "", part) for part in re.split(r"[\W_]+", parts)}
    return name in told or bool(tokens & words)
