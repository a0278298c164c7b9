"""Tabulations of individual crossings against the bare scan, plain DuckDB SQL, Polars and chunked pandas.

    python benchmarks/microdata_crossings.py --rows 10_000_000 FOLDER          # everything but the largest size
    python benchmarks/microdata_crossings.py --rows 100_000_000 --large FOLDER  # out of core: seconds and memory
    python benchmarks/microdata_crossings.py --rows 100_000_000 --ratios --ways scan fast duckdb FOLDER

Every cell runs in a process of its own and is timed at its second run there, files in the page cache; cells of one
question take turns within a round, and medians of the rounds and of the ratios within a round are printed. Peak memory
is that of the process, which has no children. Times of intake and layout are printed beside them. The folder takes some
gigabytes; delete it.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

QUESTIONS = {
    "crossings": ("scan_crossings", "fast", "sql", "duckdb_crossings", "polars_crossings", "pandas_crossings"),
    "crossings_by_point": ("scan_points", "fast", "sql", "duckdb_points"),
    "persons": ("scan_persons", "fast", "sql", "duckdb_persons", "polars_persons", "pandas_persons"),
    "stay_lengths": ("scan_histories", "fast", "sql", "duckdb_stays", "polars_stays", "pandas_stays"),
    "migrants": ("scan_histories", "fast", "sql", "duckdb_migrants", "sorted_migrants"),
    "presence": ("scan_histories", "fast", "sql"),
}
MOST_SECONDS, MOST_GIGABYTES = 1200, 5.5  # a peer that needs more is stopped


@dataclass(frozen=True)
class Cell:
    """What one way of answering one question took: seconds by the clock and of processors, gigabytes, and its rows."""

    seconds: float
    processor: float
    peak: float
    rows: str


def cell(how: str, question: str, root: Path, times: int = 2) -> Cell:
    """The last of so many runs in a process of its own; stopped where it takes too long or too much memory."""
    command = [sys.executable, __file__, "--cell", how, question, str(root), str(times)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    stopped = _stop_at_bounds(process)
    said, complained = process.communicate()
    if stopped or process.returncode:
        print(f"    {how} {question}: {stopped or complained[-400:]}", file=sys.stderr, flush=True)
        return Cell(math.nan, math.nan, math.nan, "failed")
    return Cell(*json.loads(said.splitlines()[-1]))


def _stop_at_bounds(process: subprocess.Popen[str]) -> str:
    """Wait for a process; returns why it was stopped."""
    begun = time.perf_counter()
    while process.poll() is None:
        time.sleep(0.05)
        seconds, held = time.perf_counter() - begun, _held(process.pid, "VmRSS")
        if seconds > MOST_SECONDS or held > MOST_GIGABYTES:
            process.kill()
            return f"stopped after {seconds:.0f} s with {held:.1f} GB"
    return ""


def run_cell(how: str, question: str, root: Path, times: int) -> None:
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        rows = _answer(how, question, root)
        seconds, processor = time.perf_counter() - begun, time.process_time() - used
    print(json.dumps([seconds, processor, peak_gigabytes(), sha256(repr(rows).encode()).hexdigest()]))


def peak_gigabytes() -> float:
    """The most memory that this process ever held, mapped files included.

    Not ``ru_maxrss``: a child begins with its parent's.
    """
    return _held("self", "VmHWM")


def _held(process: int | str, what: str) -> float:
    """Gigabytes of a process: VmRSS what it holds, VmHWM the most that it ever held; 0 when it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith(what)]
    return int(lines[0].split()[1]) / 2**20 if lines else 0.0


def _answer(how: str, question: str, root: Path) -> object:
    import microdata_peers

    from mtm.microdata.dataset import load
    from mtm.microdata.parameters import Parameters

    if how in ("intake", "rewrite"):
        return _take_in(root) if how == "intake" else _rewrite(root)
    if how not in ("fast", "sql", "kept"):
        return getattr(microdata_peers, how)(root)
    from mtm.microdata.engines.embedded import embedded
    from mtm.microdata.fast import fast

    opened = embedded() if how == "sql" else fast(remember=how == "kept")
    with opened as engine:
        return engine.run(question, load(root), Parameters())


def compare(root: Path, rounds: int, questions: dict[str, tuple[str, ...]], times: int = 2) -> None:
    """Medians by way: seconds, seconds to the scan's in the same round, the same of processor time, to the fast path's.

    The ways take turns in every round. Where the machine does other work too, processor time tells more than the clock.
    """
    for question, ways in questions.items():
        found = [{way: cell(way, question, root, times) for way in ways} for _ in range(rounds)]
        print(f"\n{question}: seconds, of processors, x scan, x scan in processor time, x fast, peak GB")
        for way in ways:
            median, used = (
                statistics.median(getattr(one[way], of) for one in found) for of in ("seconds", "processor")
            )
            clock = statistics.median(one[way].seconds / one[ways[0]].seconds for one in found)
            processor = statistics.median(one[way].processor / one[ways[0]].processor for one in found)
            fast = statistics.median(one[way].seconds / one["fast"].seconds for one in found)
            peak = max(one[way].peak for one in found)
            print(
                f"  {way:18} {median:8.3f} {used:8.3f} {clock:8.2f} {processor:8.2f} {fast:8.2f} {peak:6.2f}",
                flush=True,
            )
        if "sql" not in ways:
            continue
        same = {one[way].rows for one in found for way in ("fast", "sql")}
        print(f"  rows of fast and sql: {'identical' if len(same) == 1 else 'DIFFERENT'}", flush=True)


CONTINUED = ("crossings", "crossings_by_point", "persons", "stay_lengths", "stays")


def one_more_quarter(root: Path, scratch: Path, rounds: int = 9) -> None:
    """The whole dataset without its last quarter is counted, the quarter is added, and counted on."""
    from mtm.microdata.dataset import load

    shutil.rmtree(scratch, ignore_errors=True)
    dataset = load(root)
    last = dataset.quarters[-1]
    begun = time.perf_counter()
    _part(dataset, scratch, f"quarter < {last}", "before")
    before = time.perf_counter() - begun
    for question in CONTINUED:
        _answer("kept", question, scratch)
    begun = time.perf_counter()
    _part(dataset, scratch, f"quarter = {last}", "after")
    print(f"\none more quarter: layout of the others {before:.1f} s, of one more {time.perf_counter() - begun:.1f} s")
    shutil.copytree(scratch / "state", scratch / "state.before")
    count_on(scratch, rounds)


def count_on(scratch: Path, rounds: int) -> None:
    """Whole counts and continued ones, in turns: medians, and the median of the ratios within a round."""
    print("question: whole, one more quarter (milliseconds of the processor), ratio of processor time, of the clock")
    for question in CONTINUED:
        for how in ("fast", "kept"):
            _timed(how, question, scratch)  # warm: compiled, files in the page cache
        found = [(_timed("fast", question, scratch), _timed("kept", question, scratch)) for _ in range(rounds)]
        whole, more = (statistics.median(one[place][1] for one in found) for place in (0, 1))
        clock, processor = (statistics.median(b[kind] / a[kind] for a, b in found) for kind in (0, 1))
        print(f"  {question:18} {whole * 1e3:8.1f} {more * 1e3:8.1f} {processor:6.3f} {clock:6.3f}", flush=True)


def _timed(how: str, question: str, root: Path) -> tuple[float, float]:
    """Clock and processor time of a whole count, or of counting on from the state before the last quarter."""
    state = root / "state"
    shutil.rmtree(state, ignore_errors=True)
    if how == "kept":
        shutil.copytree(root / "state.before", state)
    begun, used = time.perf_counter(), time.process_time()
    _answer(how, question, root)
    return time.perf_counter() - begun, time.process_time() - used


def _part(dataset, scratch: Path, where: str, sha: str) -> None:
    from mtm.microdata import layout
    from mtm.microdata.codes import CodeBook
    from mtm.microdata.dataset import Taken, exists, load
    from mtm.microdata.workbench import fill, parquet, workbench, write_parquet

    empty = replace(
        dataset,
        root=scratch,
        book=CodeBook(),
        crossings=(),
        histories=(),
        people=(),
        latest=(),
        registers=(),
        persons=0,
        taken=(),
    )
    base = load(scratch) if exists(scratch) else empty
    with workbench(scratch / "spill") as database:
        for table, codes in (("cs", dataset.book.citizenships), ("ps", dataset.book.points)):
            fill(database, table, ("text VARCHAR", "code SMALLINT"), [(text, code) for code, text in enumerate(codes)])
        rows = f"""
            SELECT row_number() OVER () AS line, pseudonym, second, day, quarter, direction, cs.text AS citizenship,
                   ps.text AS point, transport, sex, birth_year, purpose, document
            FROM ({parquet(dataset.paths(dataset.crossings))} WHERE {where}) c
            JOIN ({parquet(dataset.paths(dataset.people))}) p USING (person)
            JOIN cs ON cs.code = c.citizenship JOIN ps ON ps.code = c.point"""
        staged = scratch / "staging" / f"{sha}.parquet"
        write_parquet(database, rows, staged)
        grown, _ = layout.add(database, base, layout.Batch((staged,), scratch / "staging" / sha, sha))
    replace(grown, taken=(*base.taken, Taken(sha, sha, "2025-01-01", grown.rows, grown.rows))).save()
    shutil.rmtree(scratch / "staging")


def sorting(root: Path, scratch: Path) -> None:
    """What the ordered copy costs: its own sort, to be charged to a single use of it."""
    from mtm.microdata.dataset import load
    from mtm.microdata.histories import write_histories
    from mtm.microdata.layout import silent
    from mtm.microdata.workbench import workbench

    dataset = load(root)
    shutil.rmtree(scratch, ignore_errors=True)
    crossings = tuple(replace(part, file=str((root / part.file).resolve())) for part in dataset.crossings)
    with workbench(scratch / "spill") as database:
        begun = time.perf_counter()
        moved = replace(dataset, root=scratch, crossings=crossings)
        write_histories(database, moved, [part.key for part in dataset.histories], "sorted", silent)
        print(f"\nordered copy: {time.perf_counter() - begun:.1f} s for {dataset.rows} rows")
    shutil.rmtree(scratch)


def large(root: Path, names: Sequence[str]) -> None:
    """Every tabulation on both paths, once, with the peak memory of its process."""
    for question in names:
        found = {way: cell(way, question, root, 1) for way in ("fast", "sql")}
        for way, one in found.items():
            print(f"  {question:20} {way:5} {one.seconds:9.1f} s  {one.peak:5.2f} GB", flush=True)
        if found["fast"].rows != found["sql"].rows:
            print(f"  {question:20} the rows of both paths DIFFER", flush=True)


def intake_of_extract(folder: Path, rows: int) -> None:
    """Writing an extract, taking it in, and what DuckDB needs to read the same file and write it as Parquet."""
    from mtm.microdata.simulate import simulate_extract

    (folder / "mapping.yml").write_text(MAPPING, encoding="utf-8")
    for kind in ("csv", "parquet"):
        path = folder / "in" / f"2025-01-10_extract-{rows}.{kind}"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            simulate_extract(path, rows, 1)
        print(f"\nintake of {rows} rows of {kind}, {path.stat().st_size / 1e6:.0f} MB: seconds, of processors, peak GB")
        found = {way: cell(way, kind, path, 1) for way in ("rewrite", "intake")}
        for way, one in found.items():
            print(f"  {way:8} {one.seconds:8.1f} {one.processor:8.1f} {one.peak:6.2f}", flush=True)
        clock, processor = (found["intake"].seconds, found["intake"].processor)
        clock, processor = clock / found["rewrite"].seconds, processor / found["rewrite"].processor
        print(f"  intake to rewriting: {clock:.1f}, in processor time {processor:.1f}", flush=True)


def _take_in(path: Path) -> str:
    from mtm.microdata.intake import intake

    folder = path.parent.parent
    shutil.rmtree(folder / "taken", ignore_errors=True)
    [found] = intake(path, folder / "mapping.yml", folder / "taken", key=folder / "safe" / "border.key")
    shutil.rmtree(folder / "taken")
    return f"{found.taken.accepted} of {found.taken.rows}"


def _rewrite(path: Path) -> str:
    """The least that an intake could do: read every row, write it as compressed Parquet."""
    import duckdb

    target = path.with_suffix(".rewritten")
    reader = "read_csv" if path.suffix == ".csv" else "read_parquet"
    text = ", all_varchar = true" if path.suffix == ".csv" else ""
    query = f"COPY (SELECT * FROM {reader}('{path}'{text})) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    duckdb.connect().execute(query)
    target.unlink()
    return "written"


MAPPING = """
source: border-service
country: XAA
zone: Asia/Almaty
columns: {person: doc_no, time: crossed_at, direction: way, crossing_point: checkpoint, transport: transport,
          citizenship: citizenship, sex: sex, birth_year: birth_year, purpose: purpose, document_type: document}
codes: {direction: {IN: entry, OUT: exit}, crossing_point: any}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rows", type=lambda text: int(text.replace("_", "")), default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--ways", nargs="*", default=["scan", "fast", "sql", "duckdb", "polars", "pandas", "sorted"])
    parser.add_argument("--ratios", action="store_true", help="compare, and nothing else")
    parser.add_argument("--intake", action="store_true", help="take extracts in, and nothing else")
    parser.add_argument("--times", type=int, default=2, help="runs in a process, of which the last is timed")
    parser.add_argument("--cell", nargs=4)
    told = parser.parse_args()
    if told.cell:
        run_cell(told.cell[0], told.cell[1], Path(told.cell[2]), int(told.cell[3]))
        return
    if told.intake:
        intake_of_extract(told.folder, told.rows)
        return
    from mtm.microdata.simulate import simulate

    root = told.folder / f"rows-{told.rows}"
    begun = time.perf_counter()
    dataset = simulate(root, told.rows, 1, first=20201, last=20244)
    made = time.perf_counter() - begun
    held = f"{dataset.rows} rows, {dataset.persons} persons, {len(dataset.quarters)} quarters"
    print(f"{held}, simulated and laid out in {made:.1f} s", flush=True)
    if told.large:
        from mtm.microdata.tabulation import names

        large(root, told.only or names())
        return
    wanted = {
        name: tuple(way for way in QUESTIONS[name] if way.startswith(tuple(told.ways)))
        for name in told.only or QUESTIONS
    }
    compare(root, told.rounds, wanted, told.times)
    if told.ratios:
        return
    sorting(root, told.folder / "sorted")
    one_more_quarter(root, told.folder / "grown")
    intake_of_extract(told.folder, min(told.rows, 10_000_000))


if __name__ == "__main__":
    main()
