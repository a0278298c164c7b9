"""Figures by the names that section.yml uses: "arrivals", "flows.arrivals", "share[CIS]", or a family asked by key."""

from __future__ import annotations

from collections.abc import Iterable

from mtm.compose import wording
from mtm.compose.desk import Desk
from mtm.compose.input import Family
from mtm.compose.views import absent
from mtm.model.errors import WorkspaceError
from mtm.model.figure import Figure
from mtm.model.observation import TOTAL
from mtm.model.period import Period


def find(desk: Desk, name: str) -> Figure | Family:
    """A figure or family. Errors: WorkspaceError when the section declares no such figure."""
    full = name if "." in name else f"{desk.section}.{name}"
    found = desk.given.figures.get(full)
    if found is None:
        where = f"{desk.given.folders[desk.section].where}/section.yml"
        raise WorkspaceError("no such figure", where=where, value=full, remedy="Figures are defined in figures.yml.")
    return found


def ask(desk: Desk, name: str, *keys: str) -> Figure:
    """The figure of a name; a family is asked by the first of these keys that it has."""
    bare, _, key = name.rstrip("]").partition("[")
    found = find(desk, bare)
    if isinstance(found, Figure):
        return found
    wanted = (key,) if key else keys
    known = next((k for k in wanted if k in found), None)
    full = bare if "." in bare else f"{desk.section}.{bare}"
    return found[known] if known is not None else absent(full, found, wanted[0] if wanted else "")


def family(desk: Desk, name: str) -> Family:
    """A family by name; a single figure is a family of one, by its area; "age[WORKING]" is one of all ("_T")."""
    if name.endswith("]"):
        return {TOTAL: ask(desk, name)}
    found = find(desk, name)
    if isinstance(found, Figure):
        return {found.area or (found.period.code if found.period else TOTAL): found}
    return found


def keys_in_order(members: Family, order: str) -> list[str]:
    """The keys of a family as given, or by printed value with gaps last."""
    if order == "given":
        return list(members)
    by_figure = {figure.id: key for key, figure in members.items()}
    return [by_figure[f.id] for f in wording.ordered(members.values(), down=order == "down")]


def group_of(figure: Figure) -> str:
    """The agency's own group under which a figure's row is listed, or ""."""
    return next((g for o in figure.observations if (g := o.attribute("group"))), "")


def undelivered(figures: Iterable[Figure]) -> bool:
    """Whether nothing at all was delivered for these figures: no value, and no cell that says why.

    A share of what was not delivered is not delivered either, although its base was.
    """
    return all(
        f.value is None and (not f.observations or f.gap in ("not_delivered", "nothing_listed")) for f in figures
    )


def key_label(desk: Desk, key: str, label: str, form: str = "head", section: str = "") -> tuple[str, str]:
    """The printed text of a key on the desk's spool, and whether it is "words" or "period"."""
    if label == "period":
        return desk.period(Period.parse(key), form), "period"
    source = desk.entry(section or desk.section, "keys", key)
    if source is not None:
        return desk.say(source), "words"
    return desk.area(key, "plain"), "words"
