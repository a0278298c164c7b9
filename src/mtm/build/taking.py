"""Taking deliveries in: from the inbox through readers, layouts and harmonising into the store, each as one whole.

Scope: what is new since the last build; a delivery that the store holds under the same recipe is not read again.
The recipe is a fingerprint of everything that decides how a file is understood: the source's declaration, the
workspace's names and indicators, and the code and codelists that read them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from mtm.build.progress import Step
from mtm.harmonise.corrections import correct
from mtm.kit.names import Names
from mtm.model.finding import Finding
from mtm.model.observation import Delivery, Matrix
from mtm.store import Counts, Store
from mtm.workspace.inbox import Arrival, read_inbox
from mtm.workspace.load import Workspace
from mtm.workspace.names import load_names

DECISIVE = ("readers", "layouts", "harmonise", "kit", "codelists", "workspace", "model")
"""Rooms whose code or data change what is understood of a file."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The matrix at the cut-off, and what happened on the way to it.

    ``files`` counts the inbox, ``read`` those read in this build, ``used`` are the deliveries up to the cut-off.
    """

    matrix: Matrix
    deliveries: tuple[Delivery, ...]
    used: tuple[Delivery, ...]
    findings: tuple[Finding, ...]
    files: int
    read: int
    new: int
    changed: int
    unchanged: int
    aside: int
    names: Names


def take(workspace: Workspace, as_of: date, step: Step) -> Taken:
    """Take in what the inbox holds, and give the matrix as known on ``as_of`` with the team's corrections applied."""
    inbox = read_inbox(workspace.inbox, workspace.sources)
    names = load_names(workspace.names)
    counts: list[Counts] = []
    workspace.store.parent.mkdir(parents=True, exist_ok=True)
    with Store.open(workspace.store) as store:
        waiting = [a for a in inbox.arrivals if not store.has(a.delivery, _recipe(workspace, a.delivery.source))]
        for number, arrival in enumerate(waiting):
            step(f"reading {arrival.delivery.name}", number, len(waiting))
            counts.append(_take_one(store, workspace, arrival, names))
        matrix = Matrix.known(correct(store.observations(as_of), workspace.corrections), as_of)
        deliveries = store.deliveries()
        findings = (*inbox.findings, *store.findings(as_of))
        aside = len(store.set_aside(as_of))
    return Taken(
        matrix,
        deliveries,
        tuple(d for d in deliveries if d.received <= as_of),
        findings,
        len(inbox.arrivals),
        len(waiting),
        sum(c.new for c in counts),
        sum(c.changed for c in counts),
        sum(c.unchanged for c in counts),
        aside,
        names,
    )


def _take_one(store: Store, workspace: Workspace, arrival: Arrival, names: Names) -> Counts:
    from mtm.harmonise import observe
    from mtm.layouts import place
    from mtm.readers import isolated_read

    delivery, source = arrival.delivery, workspace.sources[arrival.delivery.source]
    content, findings = isolated_read(delivery.path, arrival.data)
    recipe = _recipe(workspace, delivery.source)
    if content is None:
        return store.take(delivery, arrival.data, recipe, (), findings, ())
    placed = place(content, source, delivery)
    seen = observe(placed, source, delivery, names)
    found = (*findings, *placed.findings, *seen.findings)
    return store.take(delivery, arrival.data, recipe, seen.observations, found, (*placed.set_aside, *seen.set_aside))


def _recipe(workspace: Workspace, source: str) -> str:
    return hashlib.sha256(f"{workspace.recipe(source)}{_package()}".encode()).hexdigest()


@cache
def _package() -> str:
    """A fingerprint of the package's own part in understanding files."""
    digest = hashlib.sha256()
    for room in DECISIVE:
        for name, content in sorted(_contents(resources.files("mtm") / room, room).items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _contents(folder: Traversable, name: str) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in folder.iterdir():
        if entry.name == "__pycache__":
            continue
        here = f"{name}/{entry.name}"
        if entry.is_dir():
            found |= _contents(entry, here)
        else:
            found[here] = entry.read_bytes()
    return found
