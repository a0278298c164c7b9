"""Writes one simulated report: which statements it makes, in which order, with which true relations."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from tests.audit_generator import tokens as tk
from tests.audit_generator.report import HERE, Report, name, phrases
from tests.audit_generator.script import write_script
from tests.audit_generator.world import draw


def write(seed: int, language: str, folder: Path = HERE / "phrases") -> Report:
    """The report of a seed: the same seed and phrasings give the same text. Phrasings with sections are a script."""
    chosen = phrases(language, folder)
    if "sections" in chosen:
        return write_script(seed, language, chosen)
    random = Random(seed)
    report = Report(language, draw(random), random, chosen)
    _numbers(report)
    report.say("# " + report.pick("title"), period=report.word("period_title", key=str(report.world.year)))
    parts = [_key_findings, _flows, _money, _ages]
    for part in parts:
        if part is _flows or random.random() < 0.8:
            part(report)
    return report


def _numbers(r: Report) -> None:
    w = r.world
    r.number("tin", w.total(0))
    r.number("tout", w.total(1))
    r.number("before", w.total(2))
    r.number("gin", w.sum_group(0))
    r.number("oin", w.sum_outside(0))
    r.number("sgin", Fraction(100 * w.sum_group(0), w.total(0)), 1, "percent")
    r.number("soin", Fraction(100 * w.sum_outside(0), w.total(0)), 1, "percent")
    change = Fraction(100 * (w.total(0) - w.total(2)), w.total(2))
    r.number("chg", abs(change), 1, "percent")
    r.number("chg_signed", change, 1, "percent", signed=True)
    r.number("bal", w.total(0) - w.total(1), 0, "count", signed=True)
    r.word("trend_body", 1 if change > 0 else -1)


def _period(r: Report, id: str, year: int | None = None) -> str:
    return r.word(id, key=str(year or r.world.year))


def _key_findings(r: Report) -> None:
    r.say("")
    r.say("## " + r.pick("h_key"))
    r.say("")
    w = r.world
    template = r.pick("key_total")
    r.number("key_tin", w.total(0))
    r.number("key_tout", w.total(1))
    r.tokens["tin_m"] = tk.Token("tin_m", tk.rounded(Fraction(w.total(0)), -4), -4, "million")
    r.say("- " + template, period=_period(r, "period_key"), tin="key_tin", tout="key_tout", tin_m="tin_m")
    used = "tin_m" if "{tin_m}" in template else "key_tin"
    r.relations.append(tk.same(used, "tin"))
    if used == "key_tin":
        r.relations.append(tk.same("key_tout", "tout"))
    r.relations.append(tk.same_key("period_key", "period_title"))
    r.number("key_chg", r.tokens["chg"].value, 1, "percent")
    r.word("trend_key", int(r.tokens["trend_body"].value))
    before = _period(r, "period_key_before", w.year - 1)
    r.say("- " + r.pick("key_change"), trend="trend_key", chg="key_chg", before_period=before)
    r.relations += [tk.word_sign("trend_key", "trend_body"), tk.same("key_chg", "chg")]
    r.number("key_sgin", r.tokens["sgin"].value, 1, "percent")
    r.say("- " + r.pick("key_share"), sgin="key_sgin")
    r.relations.append(tk.same("key_sgin", "sgin"))


def _flows(r: Report) -> None:
    r.say("")
    r.say("## " + r.pick("h_flows"))
    r.say("")
    r.say(r.pick("totals"), period=_period(r, "period_totals"), tin="tin", tout="tout")
    r.relations.append(tk.same_key("period_totals", "period_title"))
    _group(r, "group_in", "g", r.world.group, r.world.rest_group, "gin", "sgin")
    _group(r, "outside_in", "o", r.world.outside, r.world.rest_outside, "oin", "soin")
    r.relations += [
        tk.total_of(("gin", "oin"), "tin"),
        tk.share_of("gin", "tin", "sgin"),
        tk.share_of("oin", "tin", "soin"),
    ]
    r.say("")
    r.say(r.pick("balance"), tin="tin", tout="tout", bal="bal")
    r.relations.append(tk.difference_of("tin", "tout", "bal"))
    template = r.pick("change")
    r.say(
        template, trend="trend_body", chg="chg", chg_signed="chg_signed", before="before", tin="tin",
        before_period=_period(r, "period_before", r.world.year - 1),
    )  # fmt: skip
    shown = "chg_signed" if "{chg_signed}" in template else "chg"
    r.relations.append(tk.trend_between("trend_body", "tin", "before"))
    if shown == "chg_signed":
        r.relations += [tk.change_of("tin", "before", "chg_signed")]
    else:
        r.relations.append(_unsigned_change("tin", "before", "chg"))
    if r.random.random() < 0.5:
        _points(r)
    if r.random.random() < 0.8:
        _flow_table(r)


def _unsigned_change(now: str, before: str, change: str) -> tk.Relation:
    def holds(t: dict[str, tk.Token]) -> bool:
        flipped = tk.altered(t[change], -t[change].value)
        plain = tk.change_of(now, before, change)
        return plain.holds(t) or plain.holds({**t, change: flipped})

    return tk.Relation("change", (now, before, change), holds)


def _group(r: Report, kind: str, mark: str, rows: Any, rest: Any, total: str, _share: str) -> None:
    items: list[Any] = []
    item, ids = r.pick("item"), []
    for at, row in enumerate(rows):
        n = r.number(f"{mark}{at}", row[1])
        s = r.number(f"{mark}{at}_share", Fraction(100 * row[1], int(r.tokens[total].value)), 1, "percent")
        label = r.word(f"{mark}{at}_source", key=row[0])
        items += [*([", "] if items else []), *r.pieces(item, {"n": n, "s": s, "name": label})]
        ids.append(n)
        r.relations.append(tk.share_of(n, total, s))
    r.number(f"{mark}rest", rest[0])
    template = r.pick(kind)
    r.say("")
    r.say(template, items=items, rest=f"{mark}rest", **{k: k for k in ("gin", "sgin", "tin", "oin", "soin")})
    r.relations.append(tk.total_of((*ids, f"{mark}rest"), total))
    if r.random.random() < 0.6:
        label = r.word(f"{mark}top_source", key=rows[0][0])
        r.say(r.pick("largest"), name=label)
        r.relations.append(tk.greatest(label, {row[0]: f"{mark}{at}" for at, row in enumerate(rows)}))


def _points(r: Report) -> None:
    w = r.world
    before = tk.rounded(Fraction(100 * w.sum_group(2), w.total(2)), 1)
    now = r.tokens["sgin"].value
    r.tokens["s_before"] = tk.Token("s_before", before, 1, "percent")
    r.number("s_now", now, 1, "percent")
    r.number("d", now - before, 1, "points", signed=True)
    r.say("")
    r.say(r.pick("points"), s_before="s_before", s_now="s_now", d="d")
    r.relations += [tk.same("s_now", "sgin"), tk.difference_of("s_now", "s_before", "d")]


def _flow_table(r: Report) -> None:
    w = r.world
    r.say("")
    r.say(r.pick("flow_table"), no=1, period=_period(r, "period_table"))
    r.relations.append(tk.same_key("period_table", "period_title"))
    r.say("")
    r.head(r.pick("flow_head"))
    rest = tuple(a + b for a, b in zip(w.rest_group, w.rest_outside, strict=True))
    rows = [*((name(c, r.language), i, o) for c, i, o, _ in (*w.group, *w.outside)), (r.pick("other"), *rest[:2])]
    marks = [*(f"g{i}" for i in range(len(w.group))), *(f"o{i}" for i in range(len(w.outside))), "rest"]
    for mark, (label, arrivals, departures) in zip(marks, rows, strict=True):
        _flow_row(r, f"t_{mark}", label, arrivals, departures)
        if mark != "rest":
            r.relations.append(tk.same(f"t_{mark}_in", mark))
    codes = [row[0] for row in (*w.group, *w.outside)]
    columns = {code: f"t_{mark}_in" for code, mark in zip(codes, marks, strict=False)}
    r.relations += [tk.labelled(f"{mark}_source", mark, columns) for mark in marks[:-1]]
    _flow_row(r, "t_all", r.pick("total"), w.total(0), w.total(1))
    r.relations += [tk.same("t_all_in", "tin"), tk.same("t_all_out", "tout"), tk.same("t_all_bal", "bal")]
    for column in ("in", "out", "bal"):
        r.relations.append(tk.total_of(tuple(f"t_{m}_{column}" for m in marks), f"t_all_{column}"))


def _flow_row(r: Report, id: str, label: str, arrivals: int, departures: int) -> None:
    r.number(f"{id}_in", arrivals)
    r.number(f"{id}_out", departures)
    r.number(f"{id}_bal", arrivals - departures, signed=True)
    r.row(label, f"{id}_in", f"{id}_out", f"{id}_bal")
    r.relations.append(tk.difference_of(f"{id}_in", f"{id}_out", f"{id}_bal"))


def _money(r: Report) -> None:
    w = r.world
    r.say("")
    r.say("## " + r.pick("h_money"))
    r.say("")
    rows = [*((name(c, r.language), now, before) for c, now, before in w.money), (r.pick("total"), *w.money_total)]
    year = {"year": w.year, "year0": w.year - 1}
    _money_sentence(r)
    r.say("")
    r.say(r.pick("money_table"), no=2)
    r.say("")
    r.head([head.format(**year) for head in r.pick("money_head")])
    for at, (label, now, before) in enumerate(rows):
        _money_row(r, at, label, (now, before), at == len(rows) - 1)


def _money_sentence(r: Report) -> None:
    now, before = (Fraction(v, 10) for v in r.world.money_total)
    r.number("m_now", now, 1, "money")
    r.number("m_before", before, 1, "money")
    r.number("m_chg", 100 * (now - before) / before, 1, "percent", signed=True)
    r.word("trend_m", 1 if now > before else -1)
    r.say(r.pick("key_money"), trend="trend_m", m_now="m_now", m_before="m_before", m_chg="m_chg")
    last = len(r.world.money)
    r.relations += [tk.same("m_now", f"m{last}_now"), tk.same("m_before", f"m{last}_before")]
    r.relations.append(tk.change_of("m_now", "m_before", "m_chg"))


def _money_row(r: Report, at: int, label: str, values: tuple[int, int], total: bool) -> None:
    now, before = (Fraction(v, 10) for v in values)
    all_now, all_before = (Fraction(v, 10) for v in r.world.money_total)
    last, id = len(r.world.money), f"m{at}"
    r.number(f"{id}_now", now, 1, "money")
    r.number(f"{id}_before", before, 1, "money")
    r.number(f"{id}_sn", 100 * now / all_now, 1, "percent")
    r.number(f"{id}_sb", 100 * before / all_before, 1, "percent")
    r.number(f"{id}_chg", 100 * (now - before) / before, 1, "percent", signed=True)
    r.row(label, f"{id}_now", f"{id}_sn", f"{id}_before", f"{id}_sb", f"{id}_chg")
    r.relations.append(tk.change_of(f"{id}_now", f"{id}_before", f"{id}_chg"))
    if not total:
        r.relations.append(tk.share_of(f"{id}_now", f"m{last}_now", f"{id}_sn"))
        r.relations.append(tk.share_of(f"{id}_before", f"m{last}_before", f"{id}_sb"))


def _ages(r: Report) -> None:
    w = r.world
    everyone = sum(w.ages)
    r.say("")
    r.say("## " + r.pick("h_ages"))
    r.say("")
    r.number("all", everyone)
    slots = {"all": "all"}
    for at, count in enumerate(w.ages, 1):
        slots[f"n{at}"] = r.number(f"n{at}", count)
        slots[f"s{at}"] = r.number(f"s{at}", Fraction(100 * count, everyone), 1, "percent")
        r.relations.append(tk.share_of(f"n{at}", "all", f"s{at}"))
    r.say(r.pick("ages"), **slots)
    r.relations.append(tk.total_of(("n1", "n2", "n3"), "all"))
