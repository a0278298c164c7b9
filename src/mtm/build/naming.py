"""Names in a report's language: areas, dated groups, agencies' own groups, indicators and sources.

Scope: looks up what codelists and workspace hold; a code without a name comes back as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mtm.build.knowing import name_of
from mtm.codelists import groups
from mtm.kit.names import Names
from mtm.workspace.load import Workspace
from mtm.workspace.source import Source


@dataclass(frozen=True)
class ReportNames:
    """The names of one workspace in one language, as compose asks for them.

    ``breakdowns`` name the codes of breakdown dimensions (an age group, a region).
    """

    language: str
    areas: Names
    sources: Mapping[str, Source]
    indicators: Mapping[str, Mapping[str, str]]
    breakdowns: Mapping[str, Names]

    @classmethod
    def of(cls, workspace: Workspace, areas: Names, language: str) -> ReportNames:
        named = {code: entry.name for code, entry in workspace.codes.indicators.items()}
        return cls(language, areas, workspace.sources, named, workspace.codes.breakdowns)

    def area(self, code: str, form: str = "plain") -> str:  # noqa: ARG002 - as below
        source, _, group = code.partition(":")
        if group:
            return self._agency_group(source, group.removesuffix("/_O"))
        if code in groups.groups():
            entry = groups.groups()[code]
            return entry.short.get(self.language) or entry.name.get(self.language) or code
        named = self.areas.name(code, self.language)
        return named if named != code else self._coded(code)

    def indicator(self, code: str, form: str = "plain") -> str:  # noqa: ARG002 - the form is the locale's to build
        named = self.indicators.get(code, {})
        return named.get(self.language) or named.get("en") or code

    def source(self, code: str, form: str = "plain") -> str:  # noqa: ARG002 - as above
        return name_of(self.sources[code], self.language) if code in self.sources else code

    def _agency_group(self, source: str, group: str) -> str:
        declared = self.sources[source].groups.get(group) if source in self.sources else None
        named = declared.name if declared else {}
        return named.get(self.language) or named.get("en") or group

    def _coded(self, code: str) -> str:
        found = (names.name(code, self.language) for names in self.breakdowns.values())
        return next((name for name in found if name != code), code)


def coded(workspace: Workspace, areas: Names, language: str) -> Mapping[str, str]:
    """Every code that a finding may name, with its name: sources, indicators, areas, agencies' own groups."""
    names = ReportNames.of(workspace, areas, language)
    groups_of = [f"{id_}:{code}" for id_, source in workspace.sources.items() for code in source.groups]
    found = {code: names.area(code) for code in (*sorted(areas.codes), *groups_of)}
    found |= {code: names.indicator(code) for code in workspace.codes.indicators}
    return found | {id_: names.source(id_) for id_ in workspace.sources}
