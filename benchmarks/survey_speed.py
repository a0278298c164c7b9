"""Field data at size: 200,000 interviews of 300 columns taken in from CSV, then 500 indicators in 20 domains.

Run: python benchmarks/survey_speed.py [interviews] [indicators]. Every step runs in a process of its own, which tells
its time, the processor time in it, and its largest memory. The aim is under a minute and under 2 GB for intake and
estimates together. Beside it the same in svy (with standard errors) and in pandas (weighted shares alone, without
standard errors), each measured on a few indicators and multiplied.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

COLUMNS = 300
DOMAINS = {"sex": 2, "sector": 5, "region": 12}  # with everybody: 20 domains
FEW = 5
YESNO = [("yes", "Yes"), ("no", "No")]
STEPS = ("intake", "estimate", "svy", "pandas")


def main() -> None:
    if len(sys.argv) > 3 and sys.argv[1] == "--step":
        step(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    indicators = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder), rows, indicators)
        print(f"{rows:,} interviews, {COLUMNS} columns, {made.stat().st_size / 1e6:.0f} MB of CSV")
        for name in STEPS:
            told = [sys.executable, __file__, "--step", name, folder, str(indicators)]
            subprocess.run(told, check=True)


def questions() -> list[str]:
    return [f"q{n:03d}" for n in range(COLUMNS - len(DOMAINS) - 3)]


def make(root: Path, rows: int, indicators: int) -> Path:
    """A workspace with an instrument of 300 questions and an export of so many interviews."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv

    instrument = root / "surveys" / "big"
    (instrument / "rounds" / "R1").mkdir(parents=True)
    _form(instrument / "form.xlsx")
    (instrument / "plan.yml").write_text(_plan(indicators), encoding="utf-8")
    (instrument / "rounds" / "R1" / "round.yml").write_text(_round(), encoding="utf-8")
    random = np.random.default_rng(1)
    place = np.sort(random.integers(0, 1200, rows))
    columns = {name: pa.array([f"{name}{k}" for k in range(many)]).take(pa.array(_codes(random, name, many, place)))
               for name, many in DOMAINS.items()}  # fmt: skip
    columns["place"] = pa.array([f"p{k}" for k in range(1200)]).take(pa.array(place))
    columns["weight"] = pa.array(np.round(random.uniform(1, 9, rows), 3))
    answers = pa.array(["yes", "no", ""])
    for n, name in enumerate(questions()):
        share = 0.05 + 0.9 * n / COLUMNS
        draw = random.random(rows)
        columns[name] = answers.take(pa.array(np.where(draw < 0.03, 2, np.where(draw < share, 0, 1))))
    columns["_uuid"] = pa.array([f"u{n}" for n in range(rows)])
    path = root / "export.csv"
    pyarrow.csv.write_csv(pa.table(columns), path)
    return path


def _codes(random, name, many, place):  # type: ignore[no-untyped-def]
    return place * many // 1200 if name == "region" else random.integers(0, many, len(place))


def _form(path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    survey = [["type", "name", "label"]]
    survey += [[f"select_one {name}", name, name] for name in DOMAINS]
    survey += [["select_one place", "place", "Place"], ["decimal", "weight", "Weight"]]
    survey += [["select_one yesno", name, name] for name in questions()]
    choices = [["list_name", "name", "label"], *(["yesno", name, label] for name, label in YESNO)]
    choices += [[name, f"{name}{k}", f"{name} {k}"] for name, many in DOMAINS.items() for k in range(many)]
    choices += [["place", f"p{k}", f"Place {k}"] for k in range(1200)]
    for name, lines in (("survey", survey), ("choices", choices), ("settings", [["form_id"], ["big"]])):
        sheet = book.add_worksheet(name)
        for n, line in enumerate(lines):
            sheet.write_row(n, 0, line)
    book.close()


def _plan(indicators: int) -> str:
    """Two of three are shares of one question, the third asks two questions at once."""
    names, lines = questions(), ["indicators:"]
    for n in range(indicators):
        one, other = names[n % len(names)], names[(7 * n + 3) % len(names)]
        what = f"question: {one}" if n % 3 else f"numerator: \"{one} == 'yes' and {other} == 'no'\""
        lines.append(f"  - {{id: i{n:03d}, {what}, determinant: individual, dissemination: public, "
                     f"lowest_level: region, domains: [{', '.join(DOMAINS)}]}}")  # fmt: skip
    return "\n".join([*lines, ""])


def _round() -> str:
    day = date(2024, 10, 7).isoformat()
    return (f"dates: {{from: {day}, to: {day}}}\nsimulated: true\n"
            "design: {kind: probability, strata: [region], clusters: place, weight: weight}\n")  # fmt: skip


def step(name: str, root: Path, indicators: int) -> None:
    begun, used = time.perf_counter(), time.process_time()
    told = {"intake": intake, "estimate": estimate, "svy": svy, "pandas": pandas}[name](root, indicators)
    spent = f"{time.perf_counter() - begun:8.1f} s {time.process_time() - used:8.1f} s of processor"
    print(f"{name:10} {spent} {_memory():8.0f} MB   {told}", flush=True)


def _memory() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def intake(root: Path, _: int) -> str:
    from mtm.survey_files import export_in, sha256_of, versions_in
    from mtm.surveys.intake.take import Source, take
    from mtm.surveys.plan import load_plan

    instrument = root / "surveys" / "big"
    source = Source(export_in(root / "export.csv"), sha256_of(root / "export.csv"), versions_in(instrument))
    taken = take(instrument / "rounds" / "R1", source, load_plan(instrument / "plan.yml"), bytes(range(32)))
    return f"rows {dict(taken.rows)}, {len(taken.findings)} findings"


def estimate(root: Path, _: int) -> str:
    from mtm.surveys.estimates.of_round import estimate_round
    from mtm.surveys.rounds import load_round

    found = estimate_round(load_round(root, "R1"))
    return f"{len(found.estimates):,} estimates with standard errors, intervals and rulings"


def svy(root: Path, indicators: int) -> str:
    import polars as pl
    import svy as library

    data = pl.read_csv(root / "export.csv").with_columns((pl.col(questions()[:FEW]) == "yes").cast(pl.Int8))
    sample = library.Sample(data=data, design=library.Design(stratum="region", psu="place", wgt="weight"))
    begun = time.perf_counter()
    for name in questions()[:FEW]:
        for by in (None, *DOMAINS):
            sample.estimation.mean(y=name, by=by)
    spent = time.perf_counter() - begun
    return f"{FEW} indicators {spent:.1f} s, so {indicators} take about {spent * indicators / FEW:.0f} s"


def pandas(root: Path, indicators: int) -> str:
    import pandas as library

    data = library.read_csv(root / "export.csv")
    begun = time.perf_counter()
    for name in questions()[:FEW]:
        known = data[data[name].notna()]
        hits = known["weight"].where(known[name] == "yes", 0.0)
        hits.sum() / known["weight"].sum()
        for by in DOMAINS:
            hits.groupby(known[by]).sum() / known["weight"].groupby(known[by]).sum()
    spent = time.perf_counter() - begun
    return f"{FEW} indicators without errors {spent:.1f} s, so {indicators} take about {spent * indicators / FEW:.0f} s"


if __name__ == "__main__":
    main()
