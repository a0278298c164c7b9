"""A section made in a few lines, for tests of one feature at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from matrix_samples import row
from mtm.compose.input import Outline, ReportInput, SectionFolder
from mtm.compose.located import load
from mtm.compose.report import Composed, compose
from mtm.compose.shelf import read_text
from mtm.model.blocks import Block
from mtm.model.figure import Figure
from mtm.model.observation import Matrix, Observation
from mtm.model.period import Period

Q4 = Period.parse("2023-Q4")
FRONT = "---\ntitle: Report\n---\n"


AREAS = {"UZB": "Uzbekistan", "RUS": "Russian Federation", "agency:CIS": "CIS countries"}


class Names:
    """Codes are their own names, except a few."""

    def area(self, code: str, form: str = "plain") -> str:
        return AREAS.get(code, code)

    def indicator(self, code: str, form: str = "plain") -> str:
        return code.replace("_", " ")

    def source(self, code: str, form: str = "plain") -> str:
        return {"agency": "Border Service"}.get(code, code)


def figure(name: str, value: str | None, observation: Observation | None = None, **more: Any) -> Figure:
    """A figure of section "s"; with an observation it is a selected one."""
    number = None if value is None else Decimal(value)
    made = Figure(
        f"s.{name}",
        "s",
        "select",
        number,
        "crossings",
        0,
        Q4,
        name,
        (observation,) if observation else (),
        gap="" if number is not None else "not_collected",
    )
    return replace(made, **more)


def seen(name: str, value: str, area: str = "_T", group: str = "", **more: Any) -> Figure:
    """A figure that is one observation of the agency; "…" and "x" are gaps."""
    o = row(name, "2023-Q4", value, area, group=group, unit="crossings")
    gap = {"L": "not_collected", "Q": "withheld"}.get(o.obs_status, "")
    key = "" if area == "_T" else f".{area}"
    return figure(f"{name}{key}", value if o.value is not None else None, o, area=area, gap=gap, **more)


def folder(id: str, section: str = "", text: str = FRONT) -> SectionFolder:
    located = load(section or f"id: {id}", f"{id}/section.yml")
    return SectionFolder(id, id, located.data, located.lines, read_text(text, f"{id}/text.en.md"))


def toy(
    text: str, figures: Mapping[str, Figure | Mapping[str, Figure]] | None = None, section: str = "", **more: Any
) -> ReportInput:
    """The input of a report with the front and one section "s"; ``text`` is its body, or a whole file with ---."""
    whole = text if text.startswith("---") else f"---\ntitle: Section\n---\n{text}"
    named = {f"s.{name}": entry for name, entry in (figures or {}).items()}
    given = ReportInput(
        language="en",
        period=Q4,
        cutoff=date(2024, 2, 15),
        as_of=date(2024, 2, 15),
        outline=Outline("front", (), ("s",), ()),
        folders={"front": folder("front"), "s": folder("s", f"id: s\n{section}", whole)},
        figures=named,
        matrix=Matrix.known((), date(2024, 2, 15)),
        names=Names(),
        front={"name": "Kazakhstan", "contact": {"email": "a@b.org"}},
    )
    return replace(given, **more)


def composed(text: str, *args: Any, **more: Any) -> Composed:
    return compose(toy(text, *args, **more))


def blocks(text: str, *args: Any, **more: Any) -> tuple[Block, ...]:
    """The blocks of the section after its heading."""
    return composed(text, *args, **more).report.sections[0].blocks[1:]


def said(text: str, *args: Any, **more: Any) -> str:
    """The first paragraph as plain text."""
    return "".join(span.text for span in blocks(text, *args, **more)[0].spans)  # type: ignore[union-attr]
