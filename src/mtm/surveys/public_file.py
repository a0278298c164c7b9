"""A public file of a round's interviews: off unless the plan allows it, coarsened until nobody stands out, or refused.

Scope: ``settings.microdata`` of plan.yml, the interviews, and the bytes of the file. Only questions of the
dissemination category public may be in it; no text, no id, no time, no site, no interviewer, no repeat. Rows are sorted
by what they say, so that their order says nothing.
Errors: WorkspaceError where the plan cannot be carried out. A file that cannot be made safe is a finding.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mtm.disclosure.anonymity import UNANSWERED, Anonymous, Identifier, Level, Privacy, anonymous
from mtm.model.errors import WorkspaceError
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.form import Kind, Question
from mtm.surveys.quality.context import NONE, Answers, Context
from mtm.surveys.rounds import Round
from mtm.surveys.states import State

if TYPE_CHECKING:
    from numpy.typing import NDArray

Text = Callable[[str], str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Coarsening(_Part):
    """How one question is coarsened, from the finest level to the coarsest.

    ``bands``: lower bounds of bands of numbers; ``dates``: month, quarter, year; ``groups``: choices by group.
    """

    bands: tuple[tuple[int, ...], ...] = ()
    dates: tuple[Literal["month", "quarter", "year"], ...] = ()
    groups: tuple[dict[str, tuple[str, ...]], ...] = ()


class Microdata(_Part):
    """What the plan says about a public file; without ``public: true`` there is none."""

    public: bool = False
    identifiers: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    coarsen: dict[str, Coarsening] = Field(default_factory=dict)
    k: int = Field(default=5, ge=5)
    l: int = Field(default=2, ge=2)  # noqa: E741 - the letter of the literature
    risk: float = Field(default=0.03, gt=0, le=0.2)
    removed: float = Field(default=0.02, ge=0, le=0.2)

    @property
    def questions(self) -> tuple[str, ...]:
        return (*self.identifiers, *self.sensitive, *self.others)


@dataclass(frozen=True)
class PublicFile:
    """The file and its account, or no file and the reason."""

    text: str
    account: dict[str, Any]
    findings: tuple[Finding, ...]


def settings_of(round_: Round) -> Microdata:
    """The plan's settings. Errors: WorkspaceError that names the key."""
    where = f"surveys/{round_.instrument}/plan.yml, key settings.microdata"
    try:
        found = Microdata.model_validate(round_.plan.settings.get("microdata", {}))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise WorkspaceError(str(first["msg"]), where=f"{where}.{key}", value=str(first["input"])) from error
    if not found.public:
        remedy = "A public file is off unless the plan says public: true, and its owners agreed."
        raise WorkspaceError("the plan allows no public file", where=where, remedy=remedy)
    _allowed(round_, found, where)
    return found


def _allowed(round_: Round, settings: Microdata, where: str) -> None:
    """Errors: WorkspaceError for a question that may not be in the file, or not as it is."""
    twice = next((name for name in settings.questions if settings.questions.count(name) > 1), "")
    if twice:
        raise WorkspaceError("a question is listed twice", where=where, value=twice)
    for name in settings.questions:
        question = round_.form.by_name.get(name)
        if question is None or question.repeat:
            raise WorkspaceError("there is no such question about the interview", where=where, value=name)
        if question.personal or question.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, *Kind.NUMBERS, Kind.DATE):
            raise WorkspaceError("texts and personal answers are never public", where=where, value=name)
        if question.place.dissemination != "public":
            remedy = "Only questions of the dissemination category public may be in a public file."
            raise WorkspaceError("the question is not public", where=where, value=name, remedy=remedy)
        said = settings.coarsen.get(name, Coarsening())
        if (question.kind in Kind.NUMBERS and not said.bands) or (question.kind == Kind.DATE and not said.dates):
            remedy = "Give bands of numbers, or month, quarter or year for dates, under coarsen."
            raise WorkspaceError("an exact number or date points to a person", where=where, value=name, remedy=remedy)
    if not settings.identifiers:
        raise WorkspaceError("names no identifiers", where=where, remedy="Name what a reader may know of a person.")


def public_file(round_: Round) -> PublicFile:
    """The public file of a round, or a blocking finding that says why there is none."""
    settings = settings_of(round_)
    answers = Context.of(round_).answers()
    rows = np.flatnonzero(answers.interviewed)
    levels = {n: _levels(answers, round_.form.by_name[n], settings.coarsen.get(n, Coarsening()), rows)
              for n in settings.questions}  # fmt: skip
    identifiers = [Identifier.of(name, levels[name]) for name in settings.identifiers]
    sensitive = [_answered(answers, name, levels[name][0], rows) for name in settings.sensitive]
    rules = Privacy(settings.k, settings.l, settings.risk, settings.removed)
    found = anonymous(identifiers, sensitive, rules, len(rows))
    if not isinstance(found, Anonymous):
        place = Place(round_.id)
        rule = f"public_file_{found.reason}"
        told = {"k": rules.k, "l": rules.l, "risk": f"{100 * rules.risk:g}", "rows": len(rows), "tried": found.tried}
        pairs = tuple(sorted((name, str(value)) for name, value in told.items()))
        return PublicFile("", {}, (Finding(rule, Severity.BLOCKING, (place,), pairs),))
    chosen = [one.levels[level] for one, level in zip(identifiers, found.levels, strict=True)]
    chosen += [levels[name][0] for name in (*settings.sensitive, *settings.others)]
    return PublicFile(_csv(settings.questions, chosen, found), _account(round_, identifiers, found, len(rows)), ())


def _answered(answers: Answers, name: str, level: Level, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.where(answers.states(name)[rows] == State.ANSWERED, level.codes, UNANSWERED)


def _levels(answers: Answers, question: Question, said: Coarsening, rows: NDArray[np.int64]) -> list[Level]:
    """The question at every level of its coarsening; what is no answer keeps saying why."""
    texts = _texts(answers, question, rows)
    if question.kind in Kind.NUMBERS:
        return [_level(f"bands {number}", texts, _band(bounds)) for number, bounds in enumerate(said.bands, 1)]
    if question.kind == Kind.DATE:
        return [_level(step, texts, _PERIODS[step]) for step in said.dates]
    plain = _level("as answered", texts, str)
    return [plain, *(_level(f"groups {n}", texts, _group(groups)) for n, groups in enumerate(said.groups, 1))]


def _texts(answers: Answers, question: Question, rows: NDArray[np.int64]) -> list[str]:
    """The answer of each row as text; "" with a bracketed word for states that are no answers."""
    column, codes, states = answers.column(question.name), answers.codes(question.name), answers.states(question.name)
    words = {State.DONT_KNOW: "[don't know]", State.REFUSED: "[refused]"}
    return [
        column.values[int(column.codes[row])] if codes[row] != NONE else words.get(State(int(states[row])), "[none]")
        for row in rows
    ]


def _level(name: str, texts: Sequence[str], coarser: Text) -> Level:
    known = {text: text if text.startswith("[") else coarser(text) for text in dict.fromkeys(texts)}
    values = tuple(sorted(set(known.values())))
    place = {value: number for number, value in enumerate(values)}
    return Level(name, np.array([place[known[text]] for text in texts], np.int64), values)


def _band(bounds: Sequence[int]) -> Text:
    """Bands by their lower bounds: 18, 30 make below 18, 18-29 and 30 and more."""
    ordered = sorted(bounds)

    def coarser(text: str) -> str:
        place = bisect_right(ordered, float(text))
        if place == 0:
            return f"<{ordered[0]}"
        return f"{ordered[place - 1]}+" if place == len(ordered) else f"{ordered[place - 1]}-{ordered[place] - 1}"

    return coarser


def _quarter(text: str) -> str:
    day = date.fromisoformat(text[:10])
    return f"{day.year}-Q{(day.month + 2) // 3}"


_PERIODS: dict[str, Text] = {"month": lambda text: text[:7], "quarter": _quarter, "year": lambda text: text[:4]}


def _group(groups: dict[str, tuple[str, ...]]) -> Text:
    home = {choice: group for group, choices in groups.items() for choice in choices}
    return lambda text: home.get(text, "other")


def _csv(names: Sequence[str], chosen: Sequence[Level], found: Anonymous) -> str:
    """The records that stay, sorted by what they say; columns that say nothing are left out."""
    told = [(name, level) for name, level in zip(names, chosen, strict=True) if level.name != "left out"]
    lines = sorted(tuple(level.values[level.codes[row]] for _, level in told) for row in np.flatnonzero(found.kept))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([name for name, _ in told])
    writer.writerows(lines)
    return text.getvalue()


def _account(round_: Round, identifiers: Sequence[Identifier], found: Anonymous, rows: int) -> dict[str, Any]:
    return {
        "round": round_.id,
        "simulated": round_.simulated,
        "interviews": rows,
        "records": int(found.kept.sum()),
        "left_out": int((~found.kept).sum()),
        "smallest_class": found.smallest,
        "least_values_of_a_sensitive_answer": found.least_values,
        "mean_risk_percent": f"{100 * found.risk:.2f}",
        "levels": {o.name: o.levels[level].name for o, level in zip(identifiers, found.levels, strict=True)},
    }
