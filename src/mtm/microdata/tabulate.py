"""The door from a crossings dataset to observations: run tabulations, withhold what is small, say how records match.

Scope: choosing tabulations and engine, and findings about the result. The counting is in ``tabulations/`` and
``fast/``, the lineage in ``publication``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mtm.microdata.dataset import Dataset, checked, load
from mtm.microdata.engines import Engine, Row, engine
from mtm.microdata.parameters import Parameters
from mtm.microdata.publication import Release, measures, published
from mtm.microdata.records import day_of
from mtm.microdata.tabulation import names, tabulation
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Observation, Status

ALL = "all"
THRESHOLD = 10  # when the workspace sets none: the stricter of the thresholds that border data are published with
LOW_MATCH = 90  # per cent of decided entries that should find their exit


@dataclass(frozen=True, slots=True)
class Tabulated:
    """What came out: the dataset, the tabulations that were run, observations fit for publication, findings."""

    dataset: Dataset
    tabulations: tuple[str, ...]
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]


def tabulate(
    folder: Path,
    wanted: Sequence[str] = (ALL,),
    *,
    using: str = "auto",
    parameters: Parameters | None = None,
    threshold: int = THRESHOLD,
    enforcement: bool = False,
    vintage: date | None = None,
    scratch: Path | None = None,
    memory: str = "",
    step: Callable[[str, int, int], None] = lambda _what, _done, _all: None,
) -> Tabulated:
    """Tabulate the dataset in ``folder``; ``wanted`` are names of tabulations or "all".

    ``using``: "auto" (the fast paths where they are installed, else DuckDB), "fast", "duckdb", "spark://host:port".
    ``threshold``: counts below it are withheld. ``enforcement``: also results by citizenship that point at enforcement.
    ``vintage``: default the day of the dataset's latest delivery. Match rates come with every linked result.
    """
    dataset, chosen = checked(load(folder)), _chosen(wanted)
    told = parameters or Parameters()
    release = Release(threshold, enforcement, vintage or dataset.received)
    observations: list[Observation] = []
    links: Sequence[Row] = ()
    with opened(using, scratch, memory) as running:
        for done, name in enumerate(chosen):
            step(name, done, len(chosen))
            rows = running.run(name, dataset, told)
            links = rows if name == "match_rates" else links
            observations += published(tabulation(name), rows, dataset, told, release)
    findings = tuple(_findings(dataset, chosen, links, observations, told, threshold))
    return Tabulated(dataset, chosen, tuple(observations), findings)


@contextmanager
def opened(using: str, scratch: Path | None = None, memory: str = "") -> Iterator[Engine]:
    """The engine of that name; "auto" takes the fast paths where their libraries are installed."""
    from mtm.microdata.fast import available, fast

    if using == "fast" or (using == "auto" and available()):
        with fast(scratch, memory, remember=True) as running:
            yield running
    else:
        with engine("duckdb" if using == "auto" else using, scratch, memory) as running:
            yield running


def _chosen(wanted: Sequence[str]) -> tuple[str, ...]:
    """The tabulations to run, each once; whatever links records brings the match rates along."""
    offered = tuple(name for name in names() if name in measures())
    found = [name for word in wanted for name in (offered if word == ALL else (word,))]
    for name in found:
        if name not in offered:
            raise MtmError("Unknown tabulation", value=name, remedy=f"Choose from: all, {', '.join(offered)}.")
    if any("histories" in tabulation(name).sql or tabulation(name).reads for name in found):
        found.append("match_rates")
    return tuple(dict.fromkeys(found))


def _findings(
    dataset: Dataset,
    chosen: Sequence[str],
    links: Sequence[Row],
    observations: Sequence[Observation],
    parameters: Parameters,
    threshold: int,
) -> Iterator[Finding]:
    place = Place(dataset.id)
    if dataset.simulated:
        yield Finding.make("crossings_simulated", Severity.WARNING, place, origin=dataset.origin)
    hidden = sum(1 for one in observations if one.obs_status == Status.WITHHELD)
    if hidden:
        yield Finding.make(
            "crossings_withheld", Severity.NOTE, place, count=hidden, rows=len(observations), threshold=threshold
        )
    if links:
        yield _matching(place, {str(row[0]): int(row[-1] or 0) for row in _totals(links)})
    if "migrants" in chosen and dataset.last_day - dataset.first_day < parameters.migrant_window:
        first, last = (day_of(day).isoformat() for day in (dataset.first_day, dataset.last_day))
        yield Finding.make("crossings_too_short_for_migrants", Severity.WARNING, place, first=first, last=last)


def _totals(links: Sequence[Row]) -> list[Row]:
    sums: dict[str, int] = {}
    for measure, _, citizenship, value in links:
        if citizenship is None:
            sums[str(measure)] = sums.get(str(measure), 0) + int(value or 0)
    return list(sums.items())


def _matching(place: Place, links: dict[str, int]) -> Finding:
    """How many decided entries found their exit: a note, or a warning where it is low."""
    matched, lost = links.get("entries_matched", 0), links.get("entries_unmatched", 0)
    low = matched * 100 < LOW_MATCH * (matched + lost)
    severity = Severity.WARNING if low else Severity.NOTE
    return Finding.make(
        "crossings_matched",
        severity,
        place,
        matched=matched,
        unmatched=lost,
        open=links.get("entries_open", 0),
        first_exits=links.get("exits_first", 0),
        unmatched_exits=links.get("exits_unmatched", 0),
        changed=links.get("changed_document", 0),
    )
