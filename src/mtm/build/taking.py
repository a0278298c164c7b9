"""Taking deliveries in: from the inbox through readers, layouts and harmonising into the store, each as one whole.

Scope: what is new since the last build; a delivery that the store holds under the same recipe is not read again.
The recipe is a fingerprint of everything that decides how a file is understood: the source's declaration, the
workspace's names and indicators, and the code and codelists that read them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from mtm.build.progress import Step
from mtm.harmonise.corrections import correct
from mtm.kit.names import Names
from mtm.model.errors import StoreError
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Delivery, Matrix
from mtm.store import Counts, Store, Take
from mtm.workspace.inbox import Arrival, Inbox, read_inbox
from mtm.workspace.indicators import Codes
from mtm.workspace.load import Workspace
from mtm.workspace.names import load_names

DECISIVE = ("readers", "layouts", "harmonise", "derived", "kit", "codelists", "workspace", "model")
"""Rooms whose code or data change what is understood of a file."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The matrix at the cut-off, and what happened on the way to it.

    ``files`` counts the inbox, ``counts`` what this build took in, ``used`` are the deliveries up to the cut-off.
    """

    matrix: Matrix
    deliveries: tuple[Delivery, ...]
    used: tuple[Delivery, ...]
    findings: tuple[Finding, ...]
    files: int
    counts: Counts
    aside: int
    names: Names


def take(workspace: Workspace, as_of: date, step: Step) -> Intake:
    """Take in what the inbox holds, and give the matrix as known on ``as_of`` with the team's corrections applied."""
    inbox = read_inbox(workspace.inbox, workspace.sources)
    names, codes = load_names(workspace.names, workspace.codes)
    _make_folder(workspace.store.parent)
    with Store.open(workspace.store) as store:
        gone = _withdraw(store, inbox)
        waiting = [a for a in inbox.arrivals if not store.has(a.delivery, _recipe(workspace, a.delivery.source))]
        counts = Counts()
        for number, arrival in enumerate(waiting):
            step(f"reading {arrival.delivery.name}", number, len(waiting))
            counts += store.take(_read(arrival, workspace, names, codes, store))
        matrix = Matrix.known(correct(store.observations(as_of), workspace.corrections), as_of)
        findings = (*inbox.findings, *gone, *map(_replaced, counts.replaced), *store.findings(as_of))
        deliveries, aside = store.deliveries(), len(store.set_aside(as_of))
    used = tuple(d for d in deliveries if d.received <= as_of)
    return Intake(matrix, deliveries, used, findings, len(inbox.arrivals), counts, aside, names)


def _read(arrival: Arrival, workspace: Workspace, names: Names, codes: Codes, store: Store) -> Take:
    """Everything that one delivery says; its form is compared with those of the source's earlier deliveries."""
    if workspace.sources[arrival.delivery.source].derived:
        return _read_derived(arrival, workspace, names, codes)
    from mtm.harmonise import observe
    from mtm.layouts import place
    from mtm.readers import isolated_read

    delivery, source = arrival.delivery, workspace.sources[arrival.delivery.source]
    recipe = _recipe(workspace, delivery.source)
    content, read = isolated_read(delivery.path, arrival.data)
    said = tuple(replace(f, source=delivery.source) for f in read if f.rule not in _TOLD_BY_PLACE)
    if content is None:
        return Take(delivery, arrival.data, recipe, findings=said)
    known = [s for d, s in store.shapes() if d.source == delivery.source and d.received < delivery.received]
    placed = place(content, source, delivery, known)
    seen = observe(placed, source, delivery, names, codes)
    findings = (*said, *placed.findings, *seen.findings)
    aside = (*placed.set_aside, *seen.set_aside)
    return Take(delivery, arrival.data, recipe, seen.observations, findings, aside, placed.shapes)


def _read_derived(arrival: Arrival, workspace: Workspace, names: Names, codes: Codes) -> Take:
    """What a delivery says that mtm made itself from individual records."""
    from mtm.derived import read

    delivery = arrival.delivery
    seen = read(arrival.data, workspace.sources[delivery.source], delivery, names, codes)
    recipe = _recipe(workspace, delivery.source)
    return Take(delivery, arrival.data, recipe, seen.observations, seen.findings, seen.set_aside)


_TOLD_BY_PLACE = ("read_hidden_sheet",)
"""What placing tells more exactly: a hidden sheet is never read, and its cells are set aside."""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "Check that you may write into the workspace."
        raise StoreError(
            "cannot be made", where=folder.as_posix(), value=error.strerror or "", remedy=remedy
        ) from error


def _withdraw(store: Store, inbox: Inbox) -> tuple[Finding, ...]:
    """A file that left the inbox no longer counts; the store keeps it, and the team is told."""
    here = {a.delivery.path for a in inbox.arrivals}
    gone = [d for d in store.deliveries() if d.path not in here]
    for delivery in gone:
        store.withdraw(delivery.path)
    return tuple(Finding.make("inbox_file_gone", Severity.WARNING, Place(d.path), source=d.source) for d in gone)


def _replaced(path: str) -> Finding:
    return Finding.make("inbox_file_replaced", Severity.WARNING, Place(path))


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
