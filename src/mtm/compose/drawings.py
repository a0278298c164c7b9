"""Charts as data: points from figures, takeaway title, alt text and description; drawing is done elsewhere.

Scope: which points, in which order, with which printed labels. A point without a value is not drawn and the chart says
so; a chart with fewer points than it needs is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtm.compose.declared import ChartSpec, SeriesSpec
from mtm.compose.desk import Desk
from mtm.compose.lookup import family, group_of, key_label, keys_in_order
from mtm.compose.questions import capitalised
from mtm.compose.sources import source_line
from mtm.model.blocks import Chart, Point, Reference, Series, Spans
from mtm.model.figure import Figure
from mtm.model.period import Period

TILES = "tile_grid"
ALT = 250
"""Characters of an alternative text, at most; what does not fit stands in the description."""


@dataclass(frozen=True)
class _Made:
    """One chart in the making; ``group`` is the group it is drawn for, or ""."""

    desk: Desk
    spec: ChartSpec
    group: str
    id: str

    def words(self, *keys: str) -> Spans:
        source = self.desk.entry(self.desk.section, "charts", self.spec.id, *keys)
        return self.desk.spans(self.desk.say(source, group=self.group)) if source else ()

    def plain(self, *keys: str) -> str:
        return "".join(span.text for span in self.words(*keys))


def charts(desk: Desk, spec: ChartSpec) -> tuple[Chart, ...]:
    """The chart, or one for each group; charts without enough points are left out."""
    groups = list(family(desk, spec.per)) if spec.per else [""]
    made = (_Made(desk, spec, group, _id(spec, n if spec.per else 0)) for n, group in enumerate(groups, 1))
    return tuple(chart for m in made if (chart := _chart(m)) is not None)


def _chart(made: _Made) -> Chart | None:
    keys = _keys(made)
    series = tuple(_series(made, spec, keys) for spec in made.spec.series)
    drawn = [s for s in series if s.points]
    if not drawn or len({p.code for s in drawn for p in s.points}) < made.spec.least:
        return None
    figures = [point.figure for s in drawn for point in s.points]
    title = made.words("title")
    return Chart(
        id=f"chart-{made.desk.section}-{made.id}",
        name=f"{made.desk.section}-{made.id}",
        kind=_kind(made),
        number=Reference("", f"chart-{made.desk.section}-{made.id}"),
        title=title,
        subtitle=made.words("subtitle"),
        series=tuple(drawn),
        alt=_short(made.words("alt") or title, title),
        description=made.words("description") or _description(made, drawn),
        axis=made.plain("axis") or made.desk.language.unit_head(figures[0].unit),
        source=source_line(made.desk, figures),
        gaps=(*_gaps(made, keys), *_undecided(made, drawn)),
        options=(*made.spec.options, *_tiles(made, drawn)),
    )


def _kind(made: _Made) -> str:
    """A map by tiles needs a grid; a workspace without one gets bars."""
    return "ranked_bars" if made.spec.kind == TILES and not made.desk.given.tiles else made.spec.kind


def _tiles(made: _Made, series: Iterable[Series]) -> list[tuple[str, str]]:
    """The places of the regions that are drawn, for a map by tiles."""
    if made.spec.kind != TILES:
        return []
    grid = made.desk.given.tiles
    codes = dict.fromkeys(point.code for one in series for point in one.points)
    return [(f"tile:{code}", f"{grid[code][0]},{grid[code][1]}") for code in codes if code in grid]


def _keys(made: _Made) -> list[str]:
    """The keys of the group, of all series together, in the order of each; no more than ``top``."""
    found: dict[str, None] = {}
    for spec in made.spec.series:
        members = {k: f for k, f in family(made.desk, spec.figures).items() if made.group in ("", group_of(f), k)}
        found |= dict.fromkeys(keys_in_order(members, made.spec.order))
    return list(found)[: made.spec.top or None]


def _series(made: _Made, spec: SeriesSpec, keys: Iterable[str]) -> Series:
    members = family(made.desk, spec.figures)
    points = [_point(made, key, members[key]) for key in keys if key in members and members[key].value is not None]
    points += _rest(made, spec)
    name = made.plain("series", spec.id)
    return Series(name, tuple(points), spec.role, spec.named)


def _rest(made: _Made, spec: SeriesSpec) -> Iterator[Point]:
    """The part that is not listed, as the last bar."""
    if not spec.rest:
        return
    for key, figure in family(made.desk, spec.rest).items():
        if figure.value is not None and made.group in ("", key):
            label = made.plain("rest") or made.desk.language.get("not_listed")
            yield Point(str(label), figure, made.desk.span(figure).text, "words", f"{key}/rest", "rest")


def _point(made: _Made, key: str, figure: Figure) -> Point:
    text, kind = key_label(made.desk, key, made.spec.label, "short")
    label = "".join(span.text for span in capitalised(made.desk.spans(text)))
    return Point(label, figure, made.desk.span(figure).text, kind, key)


def _gaps(made: _Made, keys: Iterable[str]) -> Iterator[Spans]:
    """A sentence for every key that could not be drawn in some series."""
    for spec in made.spec.series:
        members = family(made.desk, spec.figures)
        missing = [key for key in keys if key in members and members[key].value is None]
        by_reason: dict[str, list[str]] = {}
        for key in missing:
            by_reason.setdefault(members[key].gap, []).append(key)
        for same in by_reason.values():
            names = made.desk.list([key_label(made.desk, key, made.spec.label)[0] for key in same])
            series = made.desk.spool.put_all(made.words("series", spec.id))
            reason = made.desk.reason(members[same[0]])
            yield made.desk.spans(made.desk.phrase("not_drawn", names=names, series=series, reason=reason))


def _undecided(made: _Made, series: Iterable[Series]) -> Iterator[Spans]:
    """A sentence for every point whose direction the evidence does not settle."""
    for one in series:
        for point in one.points:
            if point.figure.doubts:
                reason = " ".join(made.desk.doubt(doubt, point.figure) for doubt in point.figure.doubts)
                said = made.desk.phrase(
                    "undecided", series=made.desk.words(one.name), label=_label(made.desk, point), reason=reason
                )
                yield made.desk.spans(said)


def _description(made: _Made, series: Iterable[Series]) -> Spans:
    """Every point in words, series by series: the chart for those who cannot see it."""
    said = [_said(made, s) for s in series]
    return made.desk.spans(" ".join(said))


def _said(made: _Made, series: Series) -> str:
    desk = made.desk
    points = [
        desk.phrase("point", label=_label(desk, point), value=desk.number(point.figure)) for point in series.points
    ]
    name = desk.words(series.name)
    return desk.phrase("series_said", name=name, points=str(desk.language.get("separator")).join(points))


def _label(desk: Desk, point: Point) -> str:
    if point.label_kind == "period":
        return desk.period(Period.parse(point.code))
    return desk.words(point.label)


def _short(alt: Spans, title: Spans) -> Spans:
    """The alternative text when it is short enough, else the title, else as much of the title as fits."""
    for spans in (alt, title):
        if sum(len(span.text) for span in spans) <= ALT:
            return spans
    kept: list[int] = []
    for span in title:
        if sum(kept) + len(span.text) > ALT:
            break
        kept.append(len(span.text))
    return title[: len(kept)]


def _id(spec: ChartSpec, number: int) -> str:
    return f"{spec.id}-{chr(ord('a') + number - 1)}" if number else spec.id
