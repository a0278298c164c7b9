"""The register has one entry for every printed figure: what was printed, how it was computed, and from which cells.

Scope: entries of figures.json, the same for all languages and formats. A figure that others are made of has its entry
even where it is not printed itself, so that every operand's id leads somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mtm.figures.evidence.turning import plain
from mtm.model.figure import Figure
from mtm.model.observation import Observation, Origin

Texts = Mapping[str, Mapping[str, str]]
"""Printed texts by figure id and language."""

Entry = dict[str, object]


def register(figures: Iterable[Figure], texts: Texts) -> list[Entry]:
    """The entries of all printed figures and of the named figures behind them, in order of id.

    ``figures`` are all evaluated figures; those without a printed text and without a printed descendant are left out.
    """
    by_id = {f.id: f for f in figures}
    needed: dict[str, Figure] = {}
    waiting = [by_id[id_] for id_ in texts if id_ in by_id]
    while waiting:
        figure = waiting.pop()
        if figure.id not in needed:
            needed[figure.id] = figure
            waiting.extend(named for named in _named(figure) if named.id not in needed)
    return [entry(needed[id_], texts.get(id_, {})) for id_ in sorted(needed)]


def entry(figure: Figure, text: Mapping[str, str]) -> Entry:
    """One figure's entry: printed texts by language, the unrounded value, and the cells at the end of the chain."""
    return {
        "id": figure.id,
        "section": figure.section,
        "text": dict(sorted(text.items())),
        "value": None if figure.value is None else plain(figure.value),
        "unit": figure.unit,
        "period": figure.period.code if figure.period else "",
        "status": figure.status,
        "formula": figure.formula,
        "operands": list(_operands(figure)),
        "sources": [source(origin) for origin in figure.origins],
    }


def source(origin: Origin) -> Entry:
    """A cell: who sent it, in which file, where it stands, and what stands there."""
    return {
        "source": origin.source,
        "file": origin.file,
        "sha256": origin.sha256,
        "sheet": origin.sheet,
        "cell": origin.cell,
        "raw": origin.raw,
    }


def observation(o: Observation) -> Entry:
    """An observation as an operand: its key, its value and its cell."""
    return {
        "id": o.id,
        "indicator": o.indicator,
        "period": o.time_period.code,
        "area": o.counterpart_area,
        "breakdown": dict(o.breakdown),
        "value": None if o.value is None else plain(o.value),
        "status": o.obs_status,
        "vintage": o.vintage.isoformat(),
        **source(o.origin),
        **_made_from(o),
    }


LINEAGE = ("dataset", "dataset_sha256", "tabulation", "tabulation_version", "parameters")
"""What a value that mtm counted from individual records says of itself."""


def _made_from(o: Observation) -> Entry:
    """The data set and tabulation behind a derived value; nothing for a value that an agency delivered."""
    told = {name: text for name, text in o.attributes if name in LINEAGE}
    return {"made_from": told} if told else {}


def _operands(figure: Figure) -> Iterator[str | Entry]:
    """Named figures by id; what stands between without a name is passed through to its own operands."""
    for operand in figure.operands:
        if isinstance(operand, Observation):
            yield {"observation": observation(operand)}
        elif operand.id:
            yield operand.id
        else:
            yield from _operands(operand)


def _named(figure: Figure) -> Iterator[Figure]:
    for operand in figure.operands:
        if isinstance(operand, Figure):
            if operand.id:
                yield operand
            else:
                yield from _named(operand)
