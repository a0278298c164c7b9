"""What a figure measures, in words: the labels of its section's text."""

from __future__ import annotations

from mtm.compose.desk import Desk
from mtm.compose.engine import Source
from mtm.compose.lookup import key_label
from mtm.compose.views import FigureView
from mtm.model.figure import Figure
from mtm.model.observation import TOTAL, Observation


def label(desk: Desk, figure: Figure, form: str = "text") -> str:
    """What a figure measures, from the labels of its section's text; an unlabelled figure is named by its formula.

    A figure without a name of its own, such as the base of a share, goes by the named figure of the same observation.
    """
    section, _, rest = figure.id.partition(".")
    observed = figure.operands[0] if figure.kind in ("select", "published") and figure.operands else None
    if not section and isinstance(observed, Observation):
        named = desk.by_observation.get(observed)
        return label(desk, named, form) if named else _observed(desk, observed.indicator, figure)
    name, _, key = rest.partition(".")
    if section in desk.given.folders:
        for keys in (("labels", name, form), ("labels", name, "text"), ("labels", name)):
            source = desk.entry(section, *keys)
            if source:
                return _labelled(desk, source, figure, key)
    if isinstance(observed, Observation):
        return _observed(desk, observed.indicator, figure)
    return desk.words(figure.formula)


def _labelled(desk: Desk, source: Source, figure: Figure, key: str) -> str:
    """A label is rendered with the keys of the figure's own section, whichever section prints it."""
    section = figure.id.partition(".")[0]

    def keyed(given: str | FigureView) -> str:
        return key_label(desk, given.key if isinstance(given, FigureView) else given, "key", section=section)[0]

    return desk.say(source, f=FigureView(figure, desk, key), area=figure.area or key, key=key, keyed=keyed)


def _observed(desk: Desk, indicator: str, figure: Figure) -> str:
    name = desk.words(desk.given.names.indicator(indicator))
    if figure.area in ("", TOTAL):
        return name
    return desk.phrase("labelled", name=name, area=desk.area(figure.area, "plain"))
