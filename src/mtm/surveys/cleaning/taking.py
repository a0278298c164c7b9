"""A cleaning log that came back: cells become decisions, and what cannot be taken becomes a finding.

Scope: the sheet ``Log`` of a workbook that anybody may have edited. Formulas were not run; only their stored text is
read. A line counts only if its table, row and question are there, its raw value still is what it says, its decision is
one of four, a change's new value is an answer to the question, and reason and name are given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mtm.model.cell import Cell, Content, Grid
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.cleaning.decisions import BLANK, CHANGE, DECISIONS, KEEP, REMOVE, Decision
from mtm.surveys.cleaning.printed import Printer
from mtm.surveys.cleaning.workbook import COLUMNS, SHEET, clean
from mtm.surveys.form import Kind, Question
from mtm.surveys.intake.decode import Decoder
from mtm.surveys.plan import Plan
from mtm.surveys.states import INTERVIEWS, State

NEEDED = ("row", "decision")
LONGEST = 2_000
"""Characters of a reason, a name or a value; more is no reason but a file in a cell."""


@dataclass(frozen=True)
class Taken:
    """The decisions that count, sorted, and everything that was wrong; ``open`` lines have no decision yet."""

    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    open: int = 0


@dataclass(frozen=True)
class Known:
    """What a line is held against: the raw answers as printed, and the plan's codes."""

    printer: Printer
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the sheet: texts by column, and where it stands."""

    texts: Mapping[str, str]
    place: Place
    error: str = ""

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")


def taken(content: Content, file: str, known: Known) -> Taken:
    """The decisions in a workbook. Errors: none; what is wrong with it is a finding."""
    grid = next((g for g in content.grids if g.name.strip().lower() == SHEET.lower()), None)
    if grid is None:
        return Taken((), (Finding.make("cleaning_no_log", Severity.BLOCKING, Place(file), sheet_name=SHEET),))
    heads = _heads(grid)
    missing = [name for name in NEEDED if name not in heads.values()]
    if missing:
        place = Place(file, grid.name)
        return Taken((), (Finding.make("cleaning_no_column", Severity.BLOCKING, place, column=missing[0]),))
    lines = list(_lines(grid, heads, file))
    told: list[tuple[_Line, Decision]] = []
    findings: list[Finding] = []
    for line in lines:
        judged = _judged(line, known)
        if isinstance(judged, Finding):
            findings.append(judged)
        elif judged:
            told.append((line, judged))
    decisions, conflicts = _settled(told)
    undecided = sum(not line["decision"] and not line.error for line in lines)
    if undecided:
        findings.append(Finding.make("cleaning_open", Severity.NOTE, Place(file, grid.name), count=undecided))
    return Taken(decisions, (*findings, *conflicts), undecided)


def _heads(grid: Grid) -> dict[int, str]:
    """The columns that are ours, by number, from the first row."""
    row = grid.rows[0] if grid.rows else ()
    return {cell.column: name for cell in row if (name := cell.text.strip().lower()) in COLUMNS}


def _lines(grid: Grid, heads: Mapping[int, str], file: str) -> Iterator[_Line]:
    for row in grid.rows[1:]:
        ours = [cell for cell in row if cell.column in heads]
        if any(not cell.blank for cell in ours):
            texts = {heads[cell.column]: _text(cell) for cell in ours}
            broken = next((cell for cell in ours if cell.error), None)
            place = Place(file, grid.name, f"row {row[0].row}")
            yield _Line(texts, place, f"{broken.address}: {broken.error}" if broken else "")


def _text(cell: Cell) -> str:
    """The text of a cell; a date as ISO, whole numbers without decimals."""
    text = cell.value.isoformat() if isinstance(cell.value, date) else cell.text
    return clean(text).strip()


def _judged(line: _Line, known: Known) -> Decision | Finding | None:
    """The decision of a line; None where there is none yet; a finding where it cannot count."""
    if line.error:
        return _refused("cleaning_cell", line, problem=line.error)
    decision = line["decision"].lower()
    if not decision:
        return None
    if decision not in DECISIONS:
        return _refused("cleaning_unknown_decision", line, decision=decision[:80])
    table = line["table"] or INTERVIEWS
    if line["row"] not in known.printer.rows.get(table, {}):
        return _refused("cleaning_unknown_row", line, table=table[:80], row=line["row"][:80])
    question = line["question"]
    if question and (table, question) not in known.printer.questions:
        return _refused("cleaning_unknown_question", line, table=table, question=question[:80])
    raw = known.printer(table, line["row"], question)
    if question and line["raw"] != raw:
        return _refused("cleaning_raw_changed", line, row=line["row"], question=question)
    if decision == REMOVE:
        question = raw = ""  # the whole row goes, whichever answer the check pointed at
    made = Decision(
        table=table,
        row=line["row"],
        question=question,
        decision=decision,
        value=line["value"] if decision == CHANGE else "",
        raw=raw,
        check=line["check"][:80],
        reason=line["reason"][:LONGEST],
        who=line["who"][:200],
        when=line["when"][:40],
    )
    return _sensible(made, line, known)


def _sensible(made: Decision, line: _Line, known: Known) -> Decision | Finding:
    """The decision, if it says enough and can be carried out."""
    if made.decision != KEEP and not (made.reason and made.who):
        return _refused("cleaning_no_reason", line, row=made.row, decision=made.decision)
    if made.decision in (CHANGE, BLANK) and not made.question:
        return _refused("cleaning_needs_question", line, row=made.row, decision=made.decision)
    if made.decision != CHANGE:
        return made
    question = known.printer.questions[made.table, made.question]
    value = canonical(made.value, question, known.plan)
    if value is None:
        return _refused("cleaning_bad_value", line, row=made.row, question=made.question)
    return replace(made, value=value)


def canonical(text: str, question: Question, plan: Plan) -> str | None:
    """A new value as it is stored: choices by name, numbers and dates as the export writes them; None for none."""
    if len(text) > LONGEST or not text:
        return None
    decoded = Decoder.of(question, plan)(text)
    if decoded.state not in (State.ANSWERED, State.DONT_KNOW, State.REFUSED):
        return None
    names = question.choice_names
    if question.kind in Kind.SELECTS and names and not all(part in names for part in decoded.text.split()):
        return None
    return decoded.text


def _refused(rule: str, line: _Line, **params: object) -> Finding:
    pairs = tuple(sorted((name, str(value)) for name, value in params.items()))
    return Finding(rule, Severity.WARNING, (line.place,), pairs)


def _settled(told: Sequence[tuple[_Line, Decision]]) -> tuple[tuple[Decision, ...], list[Finding]]:
    """Decisions that do not contradict each other; those that do are refused, all of them, whatever their order."""
    by_place: dict[tuple[str, str, str], list[tuple[_Line, Decision]]] = defaultdict(list)
    for line, decision in told:
        by_place[decision.place].append((line, decision))
    kept: list[Decision] = []
    findings = []
    for those in by_place.values():
        if len({decision.effect for _, decision in those}) > 1:
            findings.append(_conflict(those))
        else:
            kept.append(min(decision for _, decision in those))
    removed = {d.place[:2] for d in kept if d.decision == REMOVE}
    without = [d for d in kept if d.decision in (CHANGE, BLANK) and d.place[:2] in removed]
    if without:
        place = told[0][0].place
        findings.append(
            Finding.make("cleaning_without_effect", Severity.NOTE, Place(place.file, place.sheet), count=len(without))
        )
    return tuple(sorted(set(kept) - set(without))), findings


def _conflict(those: Sequence[tuple[_Line, Decision]]) -> Finding:
    decided = ", ".join(sorted({decision.decision for _, decision in those}))
    first = those[0][1]
    places = tuple(sorted({line.place for line, _ in those}))
    params = {"row": first.row, "question": first.question or "-", "decisions": decided}
    return Finding("cleaning_conflict", Severity.WARNING, places, tuple(sorted(params.items())))


def tally(decisions: Iterable[Decision]) -> dict[str, int]:
    """How many decisions of each kind."""
    counted = Counter(decision.decision for decision in decisions)
    return {name: counted[name] for name in DECISIONS}
