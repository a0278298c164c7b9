"""From a crossings dataset into a workspace: tabulated with the workspace's own rules, written as a derived delivery.

Scope: what a workspace decides (threshold, enforcement, groups, whether it is simulated), the lineage of every
observation, and the file in the inbox. The counting is in ``microdata``, the file's form in ``derived``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.build.knowing import dated_groups
from mtm.build.progress import Step, silent
from mtm.derived import read, render, write
from mtm.model.errors import MtmError
from mtm.model.observation import Delivery, Observation
from mtm.model.reference import Group, Member
from mtm.workspace.load import Workspace, load
from mtm.workspace.names import load_names
from mtm.workspace.source import Source

if TYPE_CHECKING:
    from mtm.microdata.dataset import Dataset
    from mtm.microdata.parameters import Parameters
    from mtm.microdata.tabulate import Tabulated
    from mtm.model.labelled import Harmonised

HASH = 16  # letters of the dataset's hash that stand in every row


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be tabulated and how: names of tabulations or "all", engine, days, permitted stays.

    ``since`` leaves out results about periods that end before it; they are counted and withheld like all others.
    """

    tabulations: tuple[str, ...] = ("all",)
    engine: str = "auto"
    as_of: date | None = None
    received: date | None = None
    since: date | None = None
    permitted: Mapping[str, int] | None = None
    memory: str = ""
    name: str = "crossings"
    source: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """What was tabulated, with its lineage; the delivery, and what a build will say about it, if there is one."""

    tabulated: Tabulated
    observations: tuple[Observation, ...]
    path: Path | None = None
    read: Harmonised | None = None


def tabulate_dataset(folder: Path, order: Order, step: Step = silent) -> Handed:
    """Tabulate without a workspace: the stricter threshold, nothing that points at enforcement, no groups."""
    from mtm.microdata.tabulate import tabulate

    found = tabulate(
        folder, order.tabulations, using=order.engine, parameters=_parameters(order, ()), vintage=_day(order),
        memory=order.memory, step=step,
    )  # fmt: skip
    return Handed(found, _kept(found, order))


def tabulate_into(folder: Path, root: Path, order: Order, step: Step = silent) -> Handed:
    """Tabulate by the workspace's rules and put the result into its inbox.

    Errors: MtmError where dataset and workspace do not belong together: simulated and real, two countries, no source.
    """
    from mtm.microdata.dataset import load as load_dataset
    from mtm.microdata.tabulate import THRESHOLD, tabulate

    workspace, dataset = load(root), load_dataset(folder)
    source = _source(workspace, dataset, order.source)
    _belong_together(workspace, source, dataset)
    groups = groups_of(source)
    found = tabulate(
        folder,
        order.tabulations,
        using=order.engine,
        parameters=_parameters(order, groups),
        threshold=workspace.file.small_counts or THRESHOLD,
        enforcement=workspace.file.enforcement,
        vintage=_day(order),
        memory=order.memory,
        step=step,
    )
    places = _Places(source, groups, found.dataset.source)
    told = tuple(places.placed(o) for o in _kept(found, order))
    received = order.received or order.as_of or found.dataset.received
    path = write(told, workspace.inbox, source.id, received, order.name, replace=order.replace)
    return Handed(found, told, path, _preview(told, workspace, source, path, received))


def _kept(found: Tabulated, order: Order) -> tuple[Observation, ...]:
    """The results about the periods that are wanted, each with its lineage."""
    first = order.since or date.min
    return tuple(with_lineage(o, found.dataset) for o in found.observations if o.time_period.end >= first)


def with_lineage(o: Observation, dataset: Dataset) -> Observation:
    """The observation with what it was computed from in its attributes, where a delivery keeps it."""
    tabulation, _, version = o.origin.file.rpartition("/")[2].rpartition(".v")
    pairs = {
        "dataset": dataset.id,
        "dataset_sha256": o.origin.sha256[:HASH],
        "tabulation": tabulation,
        "tabulation_version": version,
        "parameters": o.origin.sheet,
    }
    return replace(o, attributes=tuple(sorted({**dict(o.attributes), **pairs}.items())))


def groups_of(source: Source) -> tuple[Group, ...]:
    """The source's groups with their members: those it lists, or those of the dated group that it resembles."""
    dated, found = dated_groups(), []
    for code, declared in source.groups.items():
        if declared.members:
            found.append(Group(code, tuple(Member(area) for area in declared.members)))
        elif declared.inside:
            found.append(replace(dated[declared.inside], code=code))
    _refuse_overlap(source, found)
    return tuple(found)


def _refuse_overlap(source: Source, groups: Sequence[Group]) -> None:
    """Groups of one source split its countries: a country in two of them would count twice in their sum."""
    members = Counter(area for group in groups for area in {member.area for member in group.members})
    twice = sorted(area for area, count in members.items() if count > 1)
    if twice:
        raise MtmError(
            "two groups of the source hold the same area",
            where=f"sources/{source.id}.yml, key groups",
            value=twice[0],
            remedy="Give each area to one group.",
        )


def _parameters(order: Order, groups: Sequence[Group]) -> Parameters:
    from mtm.microdata.parameters import Parameters

    return Parameters(as_of=order.as_of, groups=tuple(groups), permitted=dict(order.permitted or {}))


def _day(order: Order) -> date | None:
    return order.received or order.as_of


def _source(workspace: Workspace, dataset: Dataset, wanted: str) -> Source:
    """The derived source that takes the results: the one named, the dataset's own, or the only one there is."""
    derived = {id_: source for id_, source in workspace.sources.items() if source.derived}
    only = next(iter(derived)) if len(derived) == 1 else ""
    chosen = wanted or (dataset.source if dataset.source in derived else only)
    if chosen not in derived:
        known = ", ".join(sorted(derived)) or "none"
        remedy = (
            f"Name one with --source; there are: {known}. Declare one in sources/NAME.yml with name, ref_area and "
            "derived: true."
        )
        what = "is no derived source of the workspace" if chosen else "the workspace has no one derived source to take"
        raise MtmError(what, where=workspace.root.as_posix(), value=chosen, remedy=remedy)
    return derived[chosen]


def _belong_together(workspace: Workspace, source: Source, dataset: Dataset) -> None:
    where = workspace.root.as_posix()
    if dataset.simulated and not workspace.file.simulated:
        remedy = "Simulated records belong into a workspace of a fictitious country that says simulated: true."
        raise MtmError("simulated records never enter a real country's workspace", where=where, remedy=remedy)
    if workspace.file.simulated and not dataset.simulated:
        remedy = "Use a workspace that does not say simulated: true."
        raise MtmError("real records do not belong into a simulated workspace", where=where, remedy=remedy)
    if dataset.ref_area != source.ref_area:
        raise MtmError(
            f"the dataset is about {dataset.ref_area}, but the source {source.id} about {source.ref_area}",
            where=where,
            remedy="Choose the workspace of that country, or another source.",
        )


@dataclass(frozen=True, slots=True)
class _Places:
    """Whose groups the results are listed under: those of the workspace's source instead of the dataset's."""

    source: Source
    groups: Sequence[Group]
    dataset: str

    def placed(self, o: Observation) -> Observation:
        owner, colon, group = o.counterpart_area.partition(":")
        area = f"{self.source.id}:{group}" if colon and owner == self.dataset else o.counterpart_area
        under = [g.code for g in self.groups if area in g.at(o.time_period.end)]
        pairs = {**dict(o.attributes), **({"group": f"{self.source.id}:{under[0]}"} if under else {})}
        origin = replace(o.origin, source=self.source.id)
        return replace(o, counterpart_area=area, origin=origin, attributes=tuple(sorted(pairs.items())))


def _preview(
    told: Iterable[Observation], workspace: Workspace, source: Source, path: Path, received: date
) -> Harmonised:
    """What a build will read of the delivery: codes that the workspace does not know are seen at once."""
    names, codes = load_names(workspace.names, workspace.codes)
    data = render(told)
    delivery = Delivery(source.id, received, path.relative_to(workspace.inbox).as_posix(), "", len(data))
    return read(data, source, delivery, names, codes)
