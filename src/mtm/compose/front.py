"""The front page: tiles, key findings, and what the report cannot tell, gathered from the sections.

Scope: each section brings its tiles (section.yml) and sentences (front matter of its text); the outline orders them.
A key finding whose sentence comes out empty (its figures are gaps) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mtm.compose import lookup
from mtm.compose.declared import SectionSpec, TileSpec
from mtm.compose.desk import Desk, Formed
from mtm.compose.labels import label
from mtm.compose.views import FigureView
from mtm.model.blocks import FigureSpan, ListBlock, Spans, Tile, Tiles, Words
from mtm.model.errors import WorkspaceError
from mtm.model.figure import Figure
from mtm.model.period import Period

Desks = Mapping[str, Desk]
Specs = Mapping[str, SectionSpec]

MOST_TILES = 6
MOST_FINDINGS = 7


def tiles(desks: Desks, specs: Specs) -> Tiles:
    """The tiles that the outline names, or the first six of all sections that have a value."""
    outline = next(iter(desks.values())).given.outline
    if outline.tiles:
        wanted = [_tile_spec(name, specs) for name in outline.tiles]
    else:
        wanted = [(id, tile) for id, spec in specs.items() for tile in spec.tiles if _has_value(desks[id], tile)]
        wanted = wanted[:MOST_TILES]
    return Tiles(tuple(_tile(desks[section], tile) for section, tile in wanted))


def key_findings(desks: Desks) -> ListBlock:
    """The key findings that the outline names, or the first seven of all sections, each a sentence."""
    outline = next(iter(desks.values())).given.outline
    names = outline.key_findings or tuple(_all_findings(desks))
    found = [spans for name in names if (spans := _finding(name, desks))]
    return ListBlock(tuple(found if outline.key_findings else found[:MOST_FINDINGS]), style="findings")


def limits(desks: Desks) -> ListBlock:
    """What this report cannot tell you: each section's own sentences, in the order of the outline."""
    items: list[Spans] = []
    for id, desk in desks.items():
        if desk.silent:
            continue
        for n in range(len(desk.given.folders[id].text.entries.get("limits") or ())):
            spans = sentence(desk, "limits", str(n))
            items += [spans] if spans else []
    return ListBlock(tuple(items))


def sentence(desk: Desk, *keys: str) -> Spans:
    """A template of the section's front matter as spans; () when it comes out empty."""
    source = desk.entry(desk.section, *keys)
    return desk.spans(desk.say(source)) if source else ()


def _tile_spec(name: str, specs: Specs) -> tuple[str, TileSpec]:
    section, _, id = name.partition(".")
    found = next((t for t in specs[section].tiles if t.id == id), None) if section in specs else None
    if found is None:
        known = ", ".join(f"{s}.{t.id}" for s, spec in specs.items() for t in spec.tiles)
        raise WorkspaceError("no such tile", where="outline.yml, tiles", value=name, remedy=f"Tiles are {known}.")
    return section, found


def _tile(desk: Desk, spec: TileSpec) -> Tile:
    figure = lookup.ask(desk, spec.figure)
    if desk.silent:
        figure = _gone(desk, figure)
    text = sentence(desk, "tiles", spec.id, "label") or desk.spans(label(desk, figure))
    if figure.value is None:
        value = FigureSpan(figure, str(desk.language.get("not_available")))
        return Tile(text, value, (), (), desk.spans(desk.reason(figure)))
    trend = tuple(f for f in lookup.family(desk, spec.trend).values() if f.value is not None) if spec.trend else ()
    return Tile(
        text,
        desk.span(figure),
        sentence(desk, "tiles", spec.id, "unit") or (Words(desk.unit_beside(figure)),),
        tuple(_changes(desk, [lookup.ask(desk, name) for name in spec.changes])),
        _status(desk, figure),
        trend if len(trend) > 1 else (),
    )


def _gone(desk: Desk, figure: Figure) -> Figure:
    """The gap for this period in place of a value that is too old to be shown."""
    period = desk.given.period
    sources = tuple(dict.fromkeys(o.source for o in figure.origins))
    return Figure(
        id=f"{figure.id}.{period.code}",
        section=figure.section,
        kind="select",
        value=None,
        unit=figure.unit,
        decimals=figure.decimals,
        period=period,
        formula=figure.formula,
        area=figure.area,
        gap=figure.gap or "not_delivered",
        missing=figure.missing or (("source", ", ".join(sources)),),
    )


def _changes(desk: Desk, changes: Sequence[Figure]) -> Iterator[Spans]:
    """One sentence per change; changes that are missing for one reason share a sentence."""
    missing: dict[str, list[Figure]] = {}
    for change in changes:
        if change.value is None:
            missing.setdefault(change.gap, []).append(change)
    for change in changes:
        if change.value is not None:
            yield _change(desk, change)
        elif change is missing[change.gap][0]:
            yield _missing(desk, missing[change.gap])


def _change(desk: Desk, change: Figure) -> Spans:
    """By how much and against what, and who published it if it was taken over."""
    against = _against(change)
    values = {"f": FigureView(change, desk), "against": _periods(desk, [against] if against else [])}
    if change.published_by:
        return desk.spans(desk.phrase("tile", "published", who=desk.outside(change.published_by), **values))
    return desk.spans(desk.phrase("tile", "change", **values))


def _missing(desk: Desk, changes: Sequence[Figure]) -> Spans:
    """That changes are not available, against which periods, and why."""
    named = _periods(desk, [against for change in changes if (against := _against(change))])
    return desk.spans(desk.phrase("tile", "missing", against=named, reason=desk.reason(changes[0])))


def _periods(desk: Desk, periods: Sequence[Period]) -> Formed | str:
    """Periods as short as a tile needs them; a sentence may ask for another form: {{ against.dative }}."""
    if not periods:
        return ""
    return Formed(lambda form: desk.list([desk.period(period, form or "short") for period in periods]))


def _against(change: Figure) -> Period | None:
    return change.compared_with or (change.base.period if change.base else None)


def _status(desk: Desk, figure: Figure) -> Spans:
    """The period that the number speaks of, its status, and the marks of its sources."""
    f = FigureView(figure, desk)
    return desk.spans(desk.phrase("tile", "status", f=f)) if figure.period else ()


def _has_value(desk: Desk, tile: TileSpec) -> bool:
    return lookup.ask(desk, tile.figure).value is not None


def _all_findings(desks: Desks) -> Iterator[str]:
    for id, desk in desks.items():
        yield from (f"{id}.{name}" for name in desk.given.folders[id].text.entries.get("key_findings") or ())


def _finding(name: str, desks: Desks) -> Spans:
    section, _, id = name.partition(".")
    if section not in desks or desks[section].entry(section, "key_findings", id) is None:
        known = ", ".join(_all_findings(desks))
        raise WorkspaceError(
            "no such key finding", where="outline.yml, key_findings", value=name, remedy=f"There are {known}."
        )
    return () if desks[section].silent else sentence(desks[section], "key_findings", id)
