"""All estimates of one round: from its answers, its design and its plan, with what is held back and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mtm.surveys.estimates import linear
from mtm.surveys.estimates.answers import Answers, Read
from mtm.surveys.estimates.design import Design
from mtm.surveys.estimates.estimate import Domain, Estimate
from mtm.surveys.estimates.index import IndexPlan, index_measures, index_plan
from mtm.surveys.estimates.measures import Domains, Measure
from mtm.surveys.estimates.planned import Held, derive, domains, may_leave, measure
from mtm.surveys.estimates.publication import Rules
from mtm.surveys.estimates.response import Response
from mtm.surveys.estimates.ruled import described, estimates
from mtm.surveys.estimates.sampled import sampled
from mtm.surveys.extra import needed
from mtm.surveys.plan import IndicatorEntry, Plan
from mtm.surveys.round_file import RoundFile
from mtm.surveys.states import INTERVIEWS

if TYPE_CHECKING:
    from mtm.surveys.rounds import Round

Shown = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Who stands behind a proportion in one domain: answers in the base, and how many of them said yes."""

    indicator: str
    domain: Domain
    yes: int
    n: int


@dataclass(frozen=True, slots=True)
class RoundEstimates:
    """Everything estimated from one round; ``index`` says what the index is made of, None without one."""

    estimates: tuple[Estimate, ...]
    hits: tuple[Hits, ...]
    held: tuple[Held, ...]
    response: Response
    index: IndexPlan | None = None


def estimate_round(one: Round) -> RoundEstimates:
    """Estimate every indicator of a round's plan. Errors: MtmError with the place in plan.yml or round.yml."""
    sites = {site.id: {"region": site.region, "stratum": site.stratum} for site in one.file.sites}
    return estimate(reader(one), one.file, one.plan, sites)


def estimate(read: Read, told: RoundFile, plan: Plan, sites: dict[str, dict[str, str]] | None = None) -> RoundEstimates:
    """The same from any reader of columns."""
    rules = Rules.of(told.estimates.get("rules", plan.settings.get("rules", {})))
    made: list[Estimate] = []
    hits: list[Hits] = []
    held: list[Held] = []
    shown: dict[tuple[str, Shown], list[IndicatorEntry]] = {}
    for entry in plan.indicators:
        allowed, kept = may_leave(entry, plan)
        held += kept
        if allowed:
            shown.setdefault((entry.repeat, tuple(allowed)), []).append(entry)
    index = index_plan(plan)
    repeats = {repeat for repeat, _ in shown} | ({""} if index else set())
    tables = {repeat: Answers.of(read, repeat, sites) for repeat in sorted(repeats)}
    if "" in tables:
        derive(plan, tables[""])
    samples = {repeat: _sample(told, answers) for repeat, answers in tables.items()}
    for (repeat, levels), entries in shown.items():
        answers = tables[repeat]
        measures = [measure(entry, answers) for entry in entries]
        parts = [domains(names, answers) for names in levels]
        made += _estimated(told, samples[repeat], measures, parts, rules)
        hits += _hits(measures, parts)
    if index is not None:
        needs = {entry.id: measure(entry, tables[""]) for entry in plan.indicators if entry.id in index.needs}
        parts = [domains(names, tables[""]) for names in ((), *index.domains)]
        made += _estimated(told, samples[""], index_measures(index, needs), parts, rules)
    order = {entry.id: n for n, entry in enumerate(plan.indicators)}
    made.sort(key=lambda e: order.get(e.indicator, len(order)))
    return RoundEstimates(tuple(made), tuple(hits), tuple(held), _response(read), index)


def _sample(told: RoundFile, answers: Answers) -> Design | None:
    """The design of a probability sample; None for the others."""
    return sampled(told, answers) if told.design.kind == "probability" else None


def _estimated(
    told: RoundFile, sample: Design | None, measures: Sequence[Measure], parts: Sequence[Domains], rules: Rules
) -> list[Estimate]:
    if sample is not None:
        return list(estimates(sample, measures, parts, rules))
    found = described(measures, parts, rules)
    return [_of_informants(one) for one in found] if told.design.kind == "key_informants" else list(found)


def _of_informants(one: Estimate) -> Estimate:
    """What key informants add up to is an estimate of theirs, whoever few they are; shares of few stay withheld."""
    if one.value is not None and one.kind == "total":
        return replace(one, status="marked", reason="informants")
    return replace(one, reason="informants") if one.reason == "respondents" else one


def _hits(measures: Sequence[Measure], parts: Sequence[Domains]) -> list[Hits]:
    shares = [one for one in measures if one.kind == "proportion"]
    if not shares:
        return []
    return [
        Hits(one.id, label, int(yes[d, k]), int(n[d, k]))
        for part, (yes, n) in zip(parts, linear.hits(shares, parts), strict=True)
        for k, one in enumerate(shares)
        for d, label in enumerate(part.labels)
    ]


def _response(read: Read) -> Response:
    column = read(INTERVIEWS, "_outcome")
    counts: dict[str, int] = {}
    for found in column.value_counts().to_pylist() if column is not None else ():
        counts[str(found["values"])] = counts.get(str(found["values"]), 0) + int(found["counts"])
    return Response.of(counts)


def reader(one: Round) -> Read:
    """Reads columns of a round's tables, each when it is asked for; no file stays open."""
    parquet, buffers = needed("pyarrow.parquet"), needed("pyarrow")
    files = {
        table: parquet.ParquetFile(buffers.BufferReader((one.folder / one.stage / f"{table}.parquet").read_bytes()))
        for table in one.tables
    }
    names = {table: frozenset(file.schema_arrow.names) for table, file in files.items()}

    def read(table: str, column: str) -> Any:
        if column not in names.get(table, ()):
            return None
        return files[table].read([column]).column(column)

    return read


def of_tables(tables: dict[str, Any]) -> Read:
    """Reads columns of tables that are in memory."""

    def read(table: str, column: str) -> Any:
        found = tables.get(table)
        return found.column(column) if found is not None and column in found.column_names else None

    return read
