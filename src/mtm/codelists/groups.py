"""Groups of areas with dated membership, and the source of each list.

Scope: our own groups (CIS, EAEU, Central Asia). An agency's grouping is declared with the agency and never mixed with
these. Membership is a fact with dates: ask for a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from mtm.kit import yaml_text
from mtm.model.reference import Group, Member


@dataclass(frozen=True, slots=True)
class Membership:
    """One area's membership in a group: first and last day, status (member, associate, contested) and a note."""

    area: str
    start: date | None
    end: date | None
    status: str
    note: str = ""

    def on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group with its names, the source of its membership, and every membership it has had."""

    code: str
    name: Mapping[str, str]
    short: Mapping[str, str]
    source: str
    memberships: tuple[Membership, ...]

    @property
    def group(self) -> Group:
        """The group as figures and checks use it: associates count with the members, contested areas apart."""
        members = (Member(m.area, m.start, m.end, m.status == "contested") for m in self.memberships)
        return Group(self.code, tuple(members), self.source)

    def status(self, area: str, day: date) -> str:
        """The status of an area on a day: member, associate, contested, or "" for none."""
        return next((m.status for m in self.memberships if m.area == area and m.on(day)), "")


@cache
def groups() -> Mapping[str, GroupEntry]:
    """The groups of the package by code."""
    text = (resources.files(__package__) / "groups.yml").read_text(encoding="utf-8")
    return {code: _entry(code, given) for code, given in yaml_text.load(text).items()}


def _entry(code: str, given: Mapping[str, Any]) -> GroupEntry:
    memberships = (
        Membership(m["area"], m.get("from"), m.get("to"), m.get("status", "member"), m.get("note", ""))
        for m in given["members"]
    )
    return GroupEntry(code, given["name"], given["short"], given["source"], tuple(memberships))
