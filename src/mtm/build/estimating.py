"""From a round of a survey into a workspace: estimated by its plan, protected, written as a derived delivery.

Scope: what a workspace decides (source, codes, whether it is simulated), disclosure control over everything that is
published together, the lineage of every observation, and the file in the inbox. Estimation is in ``surveys``,
suppression in ``disclosure``, the file's form in ``derived``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.build.estimated import Setting, observations, of_changes, undeclared
from mtm.build.known_totals import Told, with_known_totals
from mtm.build.progress import Step, silent
from mtm.build.taking import take
from mtm.derived import read, render, write
from mtm.disclosure.percentages import shares
from mtm.disclosure.suppression import suppress
from mtm.disclosure.tables import Key, Rules, Status, Table
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Delivery, Observation
from mtm.surveys.estimates.answers import Answers
from mtm.surveys.estimates.comparison import Change, Side, compare
from mtm.surveys.estimates.estimate import WITHHELD, Domain, Estimate
from mtm.surveys.estimates.of_round import Hits, RoundEstimates, estimate_round, reader
from mtm.surveys.rounds import Round, load_round
from mtm.workspace.load import Workspace, load
from mtm.workspace.names import load_names
from mtm.workspace.source import Source

if TYPE_CHECKING:
    from mtm.model.labelled import Harmonised

THRESHOLD = 5
"""Respondents: a share that stands on one to four of them is withheld; plan.yml may ask for more."""

HASH = 16


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be estimated, for which source, the date of the delivery, and the round to compare with."""

    round: str
    source: str = ""
    received: date | None = None
    name: str = ""
    replace: bool = False
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """The estimates of a round after disclosure control, the delivery made of them, and what a build will say."""

    round: Round
    found: RoundEstimates
    estimates: tuple[Estimate, ...]
    path: Path
    read: Harmonised
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    not_compared: tuple[Finding, ...] = ()


def estimate_into(root: Path, order: Order, step: Step = silent) -> Handed:
    """Estimate a round and put the result into the workspace's inbox.

    Errors: MtmError for a plan or design that cannot be estimated, for codes that the workspace does not know, and
    where a simulated round would enter a real country's workspace.
    """
    workspace = load(root)
    one = load_round(root, order.round, clean=True)
    source = _source(workspace, one, order.source)
    _belong_together(workspace, one)
    one = calibrated_to_matrix(one, workspace)
    step("estimating", 0, 3)
    found = estimate_round(one)
    step("protecting small cells", 1, 3)
    kept, findings = protected(found, one)
    step("writing the delivery", 2, 3)
    setting = Setting(source.id, source.ref_area, one, workspace.codes, dataset_hash(one))
    since = _since(workspace, order.earlier, kept, setting)
    told = (*observations(kept, found, setting), *since.observations)
    received = order.received or one.file.dates.end
    path = write(told, workspace.inbox, source.id, received, order.name or _name(one), replace=order.replace)
    preview = _preview(told, workspace, source, path, received)
    return Handed(one, found, kept, path, preview, (*_held(found), *findings), since.changes, since.refused)


def calibrated_to_matrix(one: Round, workspace: Workspace) -> Round:
    """The round with the totals of the matrix that its file asks for."""
    asked = one.file.estimates.get("calibrate")
    if not asked:
        return one
    matrix = take(workspace, date.max, silent).matrix
    answers = Answers.of(reader(one))
    questions = [str(entry.get("by", "")) for entry in asked]
    labels = {question: answers.answer(question).coded[0].tolist() for question in questions}
    _, codes = load_names(workspace.names, workspace.codes)
    concepts = {code: entry.concept for code, entry in codes.indicators.items()}
    return replace(one, file=with_known_totals(one.file, Told(matrix, codes.breakdowns, concepts, labels)))


def names_for(root: Path, order: Order) -> str:
    """The lines that indicators.yml lacks for the estimates of a round, as YAML; "" where nothing is missing."""
    import yaml

    workspace, one = load(root), load_round(root, order.round, clean=True)
    source = _source(workspace, one, order.source)
    setting = Setting(source.id, source.ref_area, one, workspace.codes, "")
    missing = undeclared(estimate_round(one).estimates, setting)
    return yaml.safe_dump(missing, allow_unicode=True, sort_keys=False, width=120) if missing else ""


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an earlier round, a note for every indicator that cannot be compared, and what goes along."""

    changes: tuple[Change, ...] = ()
    refused: tuple[Finding, ...] = ()
    observations: tuple[Observation, ...] = ()


def _since(workspace: Workspace, earlier: str, kept: tuple[Estimate, ...], setting: Setting) -> Since:
    if not earlier:
        return Since()
    before = load_round(workspace.root, earlier, clean=True)
    if before.file.dates.start >= setting.round.file.dates.start:
        remedy = "Name a round whose field work began before, or estimate the later one."
        raise MtmError("this is no earlier round", where=setting.round.id, value=before.id, remedy=remedy)
    _belong_together(workspace, before)
    before = calibrated_to_matrix(before, workspace)
    then = protected(estimate_round(before), before)[0]
    changes, refused = compare(_side(setting.round, kept), _side(before, then))
    notes = tuple(
        Finding.make(
            f"survey_not_comparable_{one.reason}",
            Severity.NOTE,
            indicator=one.indicator,
            earlier=before.name,
            detail=one.detail or "–",
        )
        for one in refused
    )
    return Since(changes, notes, of_changes(changes, kept, before, setting))


def _side(one: Round, estimates: tuple[Estimate, ...]) -> Side:
    return Side(one.name, one.file, one.plan, one.form, estimates)


def protected(found: RoundEstimates, one: Round) -> tuple[tuple[Estimate, ...], tuple[Finding, ...]]:
    """The estimates with everything withheld that would show what few respondents said, directly or by subtraction."""
    told = one.plan.settings.get("disclosure", {})
    rules = Rules(threshold=max(THRESHOLD, int(told.get("threshold", THRESHOLD))))
    done = suppress(_tables(found), rules)
    hidden = {
        (t.measure, _bare(c.key, t.measure)) for t in done.tables for c in t.cells if c.status != Status.PUBLISHED
    }
    kept = tuple(e.ruled(WITHHELD, "disclosure") if (e.indicator, e.domain) in hidden else e for e in found.estimates)
    return kept, done.findings


def _tables(found: RoundEstimates) -> list[Table]:
    """The counts behind the shares; those that the rules of publication withhold belong to the whole all the same."""
    withheld = {(e.indicator, e.domain) for e in found.estimates if e.status == WITHHELD}
    rows: dict[tuple[str, bool], list[Hits]] = {}
    for hit in found.hits:
        rows.setdefault((hit.indicator, (hit.indicator, hit.domain) not in withheld), []).append(hit)
    return [
        shares(f"{indicator}{'' if printed else ' withheld'}", indicator, indicator,
               [(hit.domain, hit.yes, hit.n) for hit in hits], printed)
        for (indicator, printed), hits in rows.items()
    ]  # fmt: skip


def _bare(key: Key, question: str) -> Domain:
    return tuple(pair for pair in key if pair[0] != question)


def _held(found: RoundEstimates) -> list[Finding]:
    """What the plan keeps in, as notes: nobody should wonder where a number went."""
    return [
        Finding.make(f"survey_held_{one.reason}", Severity.NOTE, indicator=one.indicator,
                     domain=" × ".join(one.domain) or "all")
        for one in found.held
    ]  # fmt: skip


def _source(workspace: Workspace, one: Round, wanted: str) -> Source:
    """The derived source that takes the estimates: the one named, the instrument's own, or the only one there is."""
    derived = {id_: source for id_, source in workspace.sources.items() if source.derived}
    only = next(iter(derived)) if len(derived) == 1 else ""
    chosen = wanted or (one.instrument if one.instrument in derived else only)
    if chosen not in derived:
        raise MtmError(
            "the workspace has no derived source to take the estimates",
            where=workspace.root.as_posix(),
            value=chosen or one.instrument,
            remedy=f"Declare sources/{one.instrument}.yml with name, ref_area and derived: true, or name one with "
            "--source.",
        )
    return derived[chosen]


def _belong_together(workspace: Workspace, one: Round) -> None:
    if one.simulated == workspace.file.simulated:
        return
    what = (
        "simulated answers never enter a real country's workspace"
        if one.simulated
        else "real answers do not belong into a simulated workspace"
    )
    remedy = (
        "Keep simulated rounds in the workspace of a fictitious country that says simulated: true, and only there."
        if one.simulated
        else "If this is your country's workspace, set simulated: false in workspace.yml and take its made-up files "
        "out; if the round is made up, too, say simulated: true in its round.yml."
    )
    raise MtmError(what, where=workspace.root.as_posix(), value=one.id, remedy=remedy)


def _name(one: Round) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in f"{one.instrument}_{one.name}")


def dataset_hash(one: Round) -> str:
    """The hash of the tables that the estimates were made of."""
    found = hashlib.sha256()
    for table in one.tables:
        found.update((one.folder / one.stage / f"{table}.parquet").read_bytes())
    return found.hexdigest()[:HASH]


def _preview(
    told: Sequence[Observation], workspace: Workspace, source: Source, path: Path, received: date
) -> Harmonised:
    names, codes = load_names(workspace.names, workspace.codes)
    data = render(told)
    delivery = Delivery(source.id, received, path.relative_to(workspace.inbox).as_posix(), "", len(data))
    return read(data, source, delivery, names, codes)
