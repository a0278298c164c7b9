"""One audit from start to finish: read, relate, diagnose, write.

Scope: files to result. Rules are found by their place: every module in a room of ``rules`` that has a ``find`` is one.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages

from mtm.audit import editorial, rules
from mtm.audit.causes.diagnosis import causes
from mtm.audit.claims import POINTS, Claim
from mtm.audit.comparison.versions import compare
from mtm.audit.documents import open_document
from mtm.audit.documents.piece import Document
from mtm.audit.evidence.hedged_rates import excused
from mtm.audit.evidence.sifting import sift
from mtm.audit.findings import AuditResult, Coverage, Found
from mtm.audit.gathered.lists import listings
from mtm.audit.meaning.reading import Reading, read
from mtm.audit.relations import SAME, Relation
from mtm.audit.telling.sentences_of_findings import spoken
from mtm.audit.telling.wording import Writer
from mtm.audit.witness import against
from mtm.model.errors import MtmError
from mtm.model.observation import Matrix

Find = Callable[[Reading], Iterator[Relation]]


@cache
def remarks() -> tuple[Callable[[Reading], Iterator[Found]], ...]:
    """The editorial rules: what a person should look at though no number is wrong."""
    loaded = [import_module(f"{editorial.__name__}.{m.name}") for m in iter_modules(editorial.__path__)]
    return tuple(module.find for module in loaded if hasattr(module, "find"))


@cache
def shelf() -> dict[str, Find]:
    """The rules by id, in alphabetical order; those that look at the others' relations come last."""
    loaded = [import_module(m.name) for m in walk_packages(rules.__path__, f"{rules.__name__}.")]
    found = [module for module in loaded if hasattr(module, "find")]
    found.sort(key=lambda m: (getattr(m, "LAST", False), m.RULE))
    return {module.RULE: module.find for module in found}


def audit(
    paths: Iterable[str | Path],
    languages: Iterable[str] | None = None,
    against_matrix: Matrix | None = None,
    language: str = "en",
) -> AuditResult:
    """Audit one document, or several versions of one that are also compared number by number.

    ``languages`` restrict the languages that the documents may be in; ``language`` is that of the findings' sentences;
    ``against_matrix`` are observations to compare with. Raises MtmError where a file cannot be audited.
    """
    documents = [open_document(Path(path)) for path in paths]
    if not documents:
        raise MtmError("no file was named: nothing to audit")
    return audit_documents(documents, tuple(languages) if languages else None, against_matrix, language)


def audit_documents(
    documents: list[Document],
    languages: tuple[str, ...] | None = None,
    against_matrix: Matrix | None = None,
    language: str = "en",
) -> AuditResult:
    """Audit documents that are already read."""
    with _unhindered():
        return _audited(documents, languages, against_matrix, language)


@contextmanager
def _unhindered() -> Iterator[None]:
    """No search for circles of objects meanwhile: an audit makes many objects, no circles, and keeps most of them."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def _audited(
    documents: list[Document], languages: tuple[str, ...] | None, against_matrix: Matrix | None, language: str
) -> AuditResult:
    readings = [read(document, languages, file) for file, document in enumerate(documents)]
    found: list[Found] = []
    tests = 0
    for reading in readings:
        reading.documents = documents
        relations = relate(reading)
        tests += len(relations)
        found += write(reading, relations)
        found += [remark for noticed in remarks() for remark in noticed(reading)]
    if len(readings) > 1:
        found += compare(readings)
    compared: int | None = None
    if against_matrix is not None:
        differing, compared = against(readings, against_matrix)
        found += differing
    found = [spoken(f, language) for f in found]
    ranked = sorted(found, key=lambda f: f.rank)
    named = tuple(replace(f, id=f"A{number:03d}") for number, f in enumerate(ranked, 1))
    return AuditResult(
        tuple(documents),
        tuple(r.language for r in readings),
        coverage(readings),
        named,
        tuple(p for d in documents for p in d.problems),
        tests,
        compared,
    )


def relate(reading: Reading) -> list[Relation]:
    """All relations that the rules test."""
    listings(reading)  # a share takes the name of its count before anything is compared
    for find in shelf().values():
        reading.relations += [excused(relation) for relation in find(reading)]
    found = sift(reading, _without_rescaled(_without_swapped(reading.relations)))
    for relation in found:
        for claim in relation.claims:
            claim.checked = True
    return found


def _without_swapped(found: list[Relation]) -> list[Relation]:
    """Numbers whose names are exchanged are right themselves: their mismatches are that one cause."""
    swapped = {id(c) for r in found if r.kind == "name" for c in r.claims}
    if not swapped:
        return found
    return [
        r
        for r in found
        if r.holds or r.kind in ("name", "rank") or r.kind != SAME or not swapped & {id(c) for c in r.claims}
    ]


def _without_rescaled(found: list[Relation]) -> list[Relation]:
    """What a number breaks with a wrong scale word or unit is that one cause."""
    wrong = {id(r.target) for r in found if r.note in ("scale", "unit")}
    if not wrong:
        return found
    return [r for r in found if r.holds or r.note in ("scale", "unit") or all(id(c) not in wrong for c in r.claims)]


def write(reading: Reading, relations: list[Relation]) -> list[Found]:
    """The findings of one document."""
    writer = Writer(reading)
    return [found for cause in causes(relations) for found in writer.findings(cause)]


def coverage(readings: list[Reading]) -> Coverage:
    """How many claims were found and checked, and why the others were not."""
    claims = [claim for reading in readings for claim in reading.claims]
    open_claims = [c for c in claims if not c.checked]
    reasons = Counter(_reason(c) for c in open_claims)
    return Coverage(len(claims), len(claims) - len(open_claims), dict(sorted(reasons.items())))


def _reason(claim: Claim) -> str:
    if claim.doubt:
        return claim.doubt
    if claim.role == "change":
        return "no earlier value in the text"
    if claim.role == "balance":
        return "no inflow and outflow in the text"
    if claim.unit == "%":
        return "no count or whole in the text"
    if claim.unit == POINTS:
        return "no shares in the text"
    if claim.table >= 0:
        return "table column without related numbers"
    return "stated once, nothing related"
