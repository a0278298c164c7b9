"""Names in a report's language: areas, dated groups, agencies' own groups, indicators and sources, in every form.

Scope: looks up what codelists and workspace hold; a code without a name comes back as it is. A form («из Узбекистана»)
comes from the workspace's cases.csv, then from the package's table, which knows only the names that the package shows,
then from the rules of a language that has them (Kazakh suffixes).
A form that neither has is the plain name, behind a word of the locale that takes the case in its place («источника
„…“»); ``lacking`` remembers it, and the build reports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtm.build.knowing import folders, load_outline, name_of
from mtm.codelists import groups, suffixes
from mtm.codelists.areas import area_cases, area_names
from mtm.compose.language import Language
from mtm.compose.language import language as words_of
from mtm.kit.cases import Cases
from mtm.kit.names import Names
from mtm.workspace.load import Workspace
from mtm.workspace.names import load_cases, load_names
from mtm.workspace.source import Source

PLAIN = ("plain", "text")
"""Forms that are the name itself; a locale may still put an article before it."""


@dataclass(frozen=True)
class ReportNames:
    """The names of one workspace in one language, as compose asks for them.

    ``breakdowns`` name the codes of breakdown dimensions (an age group, a region). ``own`` are the workspace's forms.
    """

    language: str
    areas: Names
    sources: Mapping[str, Source]
    indicators: Mapping[str, Mapping[str, str]]
    breakdowns: Mapping[str, Names]
    own: Cases = field(default_factory=dict)
    introduced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lacking: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, workspace: Workspace, areas: Names, language: str) -> ReportNames:
        named = {code: entry.name for code, entry in workspace.codes.indicators.items()}
        introduced = words_of(language, workspace.locales).get("missing_forms")
        own, (_, codes) = load_cases(workspace.cases), load_names(workspace.names, workspace.codes)
        return cls(language, areas, workspace.sources, named, codes.breakdowns, own, introduced)

    def area(self, code: str, form: str = "plain") -> str:
        kind = "group" if ":" in code or code in groups.groups() else "area"
        return self._formed(kind, code, self._area(code), form)

    def indicator(self, code: str, form: str = "plain") -> str:
        named = self.indicators.get(code, {})
        return self._formed("indicator", code, named.get(self.language) or named.get("en") or code, form)

    def source(self, code: str, form: str = "plain") -> str:
        name = name_of(self.sources[code], self.language) if code in self.sources else code
        return self._formed("source", code, name, form)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that this language has for any name."""
        tables = (*self.own, *area_cases())
        listed = {case for _, language, case in tables if language == self.language}
        return tuple(sorted(listed.union(suffixes.forms(self.language))))

    def known_form(self, code: str, name: str, form: str) -> str | None:
        """The name in a form, or None where no table has it.

        The package's forms belong to the package's names: a workspace that calls an area otherwise brings its own.
        """
        own = self.own.get((code, self.language, form))
        if own:
            return own
        shown = area_names().name(code, self.language)
        listed = area_cases().get((code, self.language, form)) if name == shown or code in groups.groups() else None
        return listed or suffixes.inflected(self.language, name, form)

    def _formed(self, kind: str, code: str, name: str, form: str) -> str:
        if form in PLAIN or name == code:
            return name
        found = self.known_form(code, name, form)
        if found is None:
            self.lacking.add((code, form))
        return found or self.introduced.get(kind, {}).get(form, "{name}").format(name=name)

    def _area(self, code: str) -> str:
        source, _, group = code.partition(":")
        if group and source in self.sources:
            return self._agency_group(source, group.removesuffix("/_O"))
        if code in groups.groups():
            entry = groups.groups()[code]
            return entry.short.get(self.language) or entry.name.get(self.language) or code
        named = self.areas.name(code, self.language)
        return named if named != code else self._coded(code)

    def _agency_group(self, source: str, group: str) -> str:
        declared = self.sources[source].groups.get(group) if source in self.sources else None
        named = declared.name if declared else {}
        return named.get(self.language) or named.get("en") or group

    def _coded(self, code: str) -> str:
        found = (names.name(code, self.language) for names in self.breakdowns.values())
        return next((name for name in found if name != code), code)


def coded(workspace: Workspace, areas: Names, language: str) -> Mapping[str, str]:
    """Every code that a finding may name, with its name: sources, indicators, areas, agencies' own groups.

    A name in another form stands under "code:form".
    """
    names = ReportNames.of(workspace, areas, language)
    groups_of = [f"{id_}:{code}" for id_, source in workspace.sources.items() for code in source.groups]
    words = words_of(language, workspace.locales)
    dated = [code for code in groups.groups() if code not in areas.codes]
    found = {code: names.area(code) for code in (*sorted(areas.codes), *dated, *groups_of)}
    found |= {f"{code}/_O": _rest(words, found[code]) for code in groups_of}
    found |= {code: names.indicator(code) for code in workspace.codes.indicators}
    found |= {id_: names.source(id_) for id_ in workspace.sources}
    found |= {c: named.name(c, language) for named in names.breakdowns.values() for c in sorted(named.codes)}
    found |= {code: str(text) for code, text in words.get("codes").items()}
    found |= _titles(workspace, language)
    forms = {
        f"{code}:{form}": text
        for code, name in found.items()
        for form in names.forms
        if (text := names.known_form(code, name, form))
    }
    return found | forms


def _titles(workspace: Workspace, language: str) -> dict[str, str]:
    """The sections of the outline by their titles; a title that is made from the front matter stays out."""
    shelf = folders(workspace, load_outline(workspace), language)
    titles = {id_: str(folder.text.entries.get("title", "")) for id_, folder in shelf.items()}
    return {id_: title for id_, title in titles.items() if title and "{" not in title}


def _rest(words: Language, group: str) -> str:
    """What an agency lists together of its group; a language with cases lists the phrase by form."""
    phrases = words.get("rest_of")
    return str(phrases if isinstance(phrases, str) else phrases["text"]).replace("{{ name }}", group)
