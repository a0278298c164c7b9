"""Estimates as observations: which indicator of the matrix they are, rounded once, with their statistics beside them.

An estimate goes to the indicator of its own name where package or workspace declare one; a proportion goes to
``need_share`` with the need as a breakdown, the index to ``vulnerability_index``, its parts to
``vulnerability_component``. A withheld estimate keeps its place with the reason and no value. How a share changed since
an earlier round goes to ``need_compared``, and where the test calls the change clear to ``need_changed``, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from mtm.codelists.indicators import units
from mtm.derived.tidy import ATTRIBUTE
from mtm.model.errors import MtmError
from mtm.model.observation import TOTAL, Observation, Origin, Status
from mtm.model.period import Period
from mtm.surveys.estimates.comparison import NO_CLEAR_CHANGE, Change
from mtm.surveys.estimates.estimate import MARKED, WITHHELD, Estimate
from mtm.surveys.estimates.index import INDEX
from mtm.surveys.estimates.of_round import RoundEstimates
from mtm.surveys.rounds import Round
from mtm.workspace.indicators import Codes

NEED, COMPONENT = "need_share", "vulnerability_component"
COMPARED, CHANGED = "need_compared", "need_changed"
RESPONDENTS, RESPONSE, INFORMANTS = "survey_respondents", "survey_response_rate", "baseline_informants"
WHOLE = 100
"""Shares are kept between 0 and 1 and told in per cent."""


@dataclass(frozen=True)
class Setting:
    """Where observations belong: source, area, round, the codes of the workspace, the hash of the answers."""

    source: str
    ref_area: str
    round: Round
    codes: Codes
    dataset: str

    @property
    def status(self) -> str:
        return Status.SIMULATED if self.round.simulated else Status.ESTIMATED

    def period(self, indicator: str) -> Period:
        """The days of the field work; its last day for what is a stock."""
        dates = self.round.file.dates
        stock = self.codes.indicators[indicator].indicator.nature == "stock"
        return Period.at(dates.end) if stock else Period(dates.start, dates.end)


@dataclass(frozen=True, slots=True)
class _Place:
    """Indicator, breakdown and unit of one estimate; ``scale`` turns shares into per cent."""

    indicator: str
    breakdown: tuple[tuple[str, str], ...]
    unit: str
    scale: int
    decimals: int


def observations(kept: Sequence[Estimate], found: RoundEstimates, setting: Setting) -> tuple[Observation, ...]:
    """All estimates with their statistics, and how many answered. Errors: MtmError with every code to be declared."""
    _refuse_unknown(kept, setting)
    made = [o for estimate in kept for o in _of_estimate(estimate, setting)]
    return (*made, *_of_response(found, setting))


def _of_estimate(one: Estimate, setting: Setting) -> Iterator[Observation]:
    place = _place(one, setting)
    attributes = _attributes(one, setting)
    if one.value is None or one.status == WITHHELD:
        yield _observation(place, (), None, Status.WITHHELD, place.decimals, attributes, setting)
        return
    yield _observation(place, (), one.value, setting.status, place.decimals, attributes, setting)
    for name, value in (("lower", one.lower), ("upper", one.upper)):
        if value is not None:
            yield _observation(
                place, (("statistic", name),), value, setting.status, place.decimals, attributes, setting
            )
    if one.se is not None:
        more = place.decimals + 1
        yield _observation(place, (("statistic", "se"),), one.se, setting.status, more, attributes, setting)
    counted = _Place(place.indicator, place.breakdown, _counted_in(setting), 1, 0)
    yield _observation(counted, (("statistic", "n"),), one.n, setting.status, 0, attributes, setting)


def _of_response(found: RoundEstimates, setting: Setting) -> Iterator[Observation]:
    response = found.response
    chances = setting.round.file.design.kind == "probability"
    own = {**_lineage(setting), "describes": "population" if chances else "respondents"}
    held = response.complete + response.partial
    counted = INFORMANTS if _of_places(setting) else RESPONDENTS
    yield _observation(_Place(counted, (), _counted_in(setting), 1, 0), (), held, setting.status, 0, own, setting)
    if chances and response.rr1 is not None:
        told = {**own, "definition": "AAPOR RR1"}
        yield _observation(
            _Place(RESPONSE, (), "percent", WHOLE, 1), (), response.rr1, setting.status, 1, told, setting
        )


def of_changes(
    changes: Iterable[Change], kept: Iterable[Estimate], earlier: Round, setting: Setting
) -> tuple[Observation, ...]:
    """How the shares of the whole population changed since an earlier round; clear changes stand twice."""
    whole = {e.indicator: _place(e, setting) for e in kept if not e.domain and e.kind == "proportion"}
    then = Period(earlier.file.dates.start, earlier.file.dates.end)
    told = {**_lineage(setting), "describes": "population", "compared_with": then.code}
    return tuple(
        made
        for one in changes
        if not one.domain and one.indicator in whole and whole[one.indicator].indicator == NEED
        for made in _of_change(one, whole[one.indicator], told, setting)
    )


def _of_change(one: Change, share: _Place, told: dict[str, str], setting: Setting) -> Iterator[Observation]:
    clear = one.verdict != NO_CLEAR_CHANGE
    for indicator in (COMPARED, CHANGED) if clear else (COMPARED,):
        place = replace(share, indicator=indicator, unit="percentage_points")
        for name, value in (("", one.difference), ("lower", one.lower), ("upper", one.upper)):
            more = (("statistic", name),) if name else ()
            yield _observation(place, more, value, setting.status, place.decimals, told, setting)


def _of_places(setting: Setting) -> bool:
    return setting.round.file.design.kind == "key_informants"


def _counted_in(setting: Setting) -> str:
    """What stands behind an estimate: the persons who answered, or the places that key informants spoke of."""
    return "places" if _of_places(setting) else "persons"


def _observation(
    place: _Place,
    more: tuple[tuple[str, str], ...],
    value: float | None,
    status: str,
    decimals: int,
    attributes: dict[str, str],
    setting: Setting,
) -> Observation:
    printed = None if value is None else rounded(value, place.scale, decimals)
    raw = "" if printed is None else f"{printed:f}"
    return Observation(
        indicator=place.indicator,
        time_period=setting.period(place.indicator),
        ref_area=setting.ref_area,
        counterpart_area=TOTAL,
        breakdown=tuple(sorted((*place.breakdown, *more))),
        value=printed,
        unit_measure=place.unit,
        obs_status=status,
        decimals=decimals,
        vintage=setting.round.file.dates.end,
        origin=Origin(setting.source, setting.round.id, setting.dataset, "", "", raw),
        attributes=tuple(sorted(attributes.items())),
    )


def rounded(value: float, scale: int, decimals: int) -> Decimal:
    """A number rounded once, half away from zero, from its shortest decimal form."""
    return (Decimal(repr(float(value))) * scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def _place(one: Estimate, setting: Setting) -> _Place:
    indicator, breakdown = _code(one, setting.codes)
    unit = setting.codes.indicators[indicator].indicator.unit
    domain = tuple(_dimension(dimension, code, setting) for dimension, code in one.domain)
    scale = WHOLE if unit == "percent" and one.kind == "proportion" else 1
    return _Place(indicator, (*breakdown, *domain), unit, scale, _decimals(one, unit))


def _decimals(one: Estimate, unit: str) -> int:
    if one.kind == "ratio":
        return 2
    counted = unit in units() and units()[unit].unit.count
    return 0 if counted and one.kind in ("total", "median") else 1


def _code(one: Estimate, codes: Codes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The indicator of the matrix, and what it needs to be told apart."""
    whole, _, part = one.indicator.partition(".")
    if whole == INDEX and part:
        return COMPONENT, (("component", part),)
    if one.indicator in codes.indicators:
        return one.indicator, ()
    return NEED, (("need", one.indicator),)


def _dimension(question: str, code: str, setting: Setting) -> tuple[str, str]:
    """A domain as the matrix knows it: plan.yml may name the dimension of a question, codelists know its codes."""
    told = setting.round.plan.settings.get("dimensions", {}).get(question)
    dimension = str(told or re.sub(r"[-.]", "_", question.casefold()).lstrip("_"))
    if not ATTRIBUTE.fullmatch(dimension):
        raise MtmError(
            "a question cannot give its name to a breakdown of the matrix",
            where="plan.yml, key settings.dimensions",
            value=question,
            remedy=f"Say how the matrix calls it, in small Latin letters: dimensions: {{{question}: sex}}.",
        )
    names = setting.codes.breakdowns.get(dimension)
    match = names.find(code) if names else None
    return dimension, match.code if match else code


def undeclared(kept: Iterable[Estimate], setting: Setting) -> dict[str, Any]:
    """Every code that neither package nor workspace knows, as indicators.yml declares it, with names where known.

    Names are the titles of the plan and the labels of the form; where there are none the code stands for its name.
    """
    needed: dict[str, Any] = {}
    for one in kept:
        indicator, breakdown = _code(one, setting.codes)
        if indicator == NEED and one.kind != "proportion":
            entry = {"name": _title(one.indicator, setting), "unit": _unit_of(one, setting), "nature": "rate"}
            needed.setdefault("indicators", {}).setdefault(one.indicator, entry)
            continue
        for _, code in breakdown:
            if indicator == NEED and not _known("need", code, setting):
                needed.setdefault("breakdowns", {}).setdefault("need", {}).setdefault(code, _title(code, setting))
        for question, choice in one.domain:
            dimension, code = _dimension(question, choice, setting)
            if not _known(dimension, code, setting):
                names = _labels(question, choice, setting)
                needed.setdefault("breakdowns", {}).setdefault(dimension, {}).setdefault(code, names)
    for dimension, codes in needed.get("breakdowns", {}).items():
        needed["breakdowns"][dimension] = {"codes": dict(sorted(codes.items()))}
    return needed


def _known(dimension: str, code: str, setting: Setting) -> bool:
    names = setting.codes.breakdowns.get(dimension)
    return names is not None and code in names.codes


def _title(indicator: str, setting: Setting) -> dict[str, str]:
    entry = next((one for one in setting.round.plan.indicators if one.id == indicator), None)
    return dict(entry.title) if entry and entry.title else {"en": indicator}


def _unit_of(one: Estimate, setting: Setting) -> str:
    entry = next((e for e in setting.round.plan.indicators if e.id == one.indicator), None)
    return (entry and entry.unit) or "persons"


def _labels(question: str, choice: str, setting: Setting) -> dict[str, str]:
    """What the form calls a choice, by language."""
    asked = setting.round.form.by_name.get(question)
    found = next((c for c in asked.choices if c.name == choice), None) if asked else None
    return {language or "en": text for language, text in found.labels} if found and found.labels else {"en": choice}


def _refuse_unknown(kept: Sequence[Estimate], setting: Setting) -> None:
    missing = undeclared(kept, setting)
    if not missing:
        return
    told = [f"indicators: {code}" for code in missing.get("indicators", {})]
    told += [
        f"breakdowns: {d}: {code}" for d, given in missing.get("breakdowns", {}).items() for code in given["codes"]
    ]
    raise MtmError(
        "the workspace does not know what the estimates are called",
        where="indicators.yml",
        value=", ".join(sorted(told)),
        remedy="Run the command with --names: it prints the lines for indicators.yml, with the names that it knows.",
    )


def _attributes(one: Estimate, setting: Setting) -> dict[str, str]:
    told = {**_lineage(setting), "describes": "population" if one.probability else "respondents"}
    if one.status in (MARKED, WITHHELD):
        told |= {"reliability": one.status, "reliability_reason": one.reason}
    if one.method:
        told["interval"] = one.method
    if one.deff is not None and one.status != WITHHELD:
        told["design_effect"] = f"{one.deff:.2f}"
    return told


def _lineage(setting: Setting) -> dict[str, str]:
    told = {
        "dataset": setting.round.id,
        "dataset_sha256": setting.dataset,
        "tabulation": "survey_estimate",
        "design": setting.round.file.design.kind,
    }
    return {**told, "simulated": "yes"} if setting.round.simulated else told
