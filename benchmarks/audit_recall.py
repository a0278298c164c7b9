"""How many injected errors the auditor finds, and how often it raises a false alarm.

Writes simulated reports (prose and tables, three languages), puts one error of a known kind into each, and asks the
auditor. Counted are the errors that the oracle (which knows the true numbers, not the auditor) calls contradicted.
An error counts as found when a finding of class error or likely names the altered token, or a token that the broken
relation ties to it. Clean reports give the false alarms.

    python benchmarks/audit_recall.py [--reports 1000] [--phrases development|development_b|…|heldout]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.audit_generator.compose import write  # noqa: E402 - the generator lives beside the tests
from tests.audit_generator.inject import KINDS, WORDY, Injected, inject  # noqa: E402 - as above
from tests.audit_generator.report import HERE, Report  # noqa: E402 - as above

FOLDERS = {
    **{folder.name.replace("phrases", "development"): folder for folder in sorted(HERE.glob("phrases*"))},
    "heldout": Path(__file__).parent / "audit_heldout",
}
LANGUAGES = ("en", "ru", "kk")


def findings(text: str, folder: Path, suffix: str = "md") -> list[dict[str, object]]:
    """Findings of class error or likely, as the auditor's JSON gives them."""
    from mtm.audit import audit, to_json

    path = folder / f"report.{suffix}"
    path.write_text(text, encoding="utf-8", newline="\n")
    result = json.loads(to_json(audit([path])))
    return [f for f in result["findings"] if f["class"] in ("error", "likely")]


def found(injected: Injected, reported: list[dict[str, object]]) -> bool:
    spots = {*injected.places, *injected.partners}
    return any(_touches(p, spots) for f in reported for p in (*f["places"], *f["operands"]))  # type: ignore[misc] # JSON


def named(injected: Injected, reported: list[dict[str, object]]) -> bool:
    """Whether an altered token itself stands among the places of a finding: the suspect is the right one."""
    return any(_touches(p, set(injected.places)) for f in reported for p in f["places"])  # type: ignore[attr-defined] # JSON


def _touches(place: dict[str, object], spots: set[tuple[int, int, int]]) -> bool:
    line, start, end = place.get("line"), place["start"], place["end"]
    return any(line == at and start < stop and begin < end for at, begin, stop in spots)  # type: ignore[operator] # JSON


def kinds_of(report: Report) -> tuple[str, ...]:
    """The kinds of error that a report offers a place for."""
    return (*KINDS, *WORDY) if "sections" in report.phrases else tuple(KINDS)


def measure(reports: int, phrasing: str) -> tuple[Counter[str], Counter[str], int, int, list[str]]:
    """Found and contradicted errors by kind, false alarms and clean reports, and which were missed."""
    hit: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    alarms = clean = 0
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        for seed in range(reports):
            language = LANGUAGES[seed % 3]
            report: Report = write(seed, language, FOLDERS[phrasing])
            kinds, suffix = kinds_of(report), getattr(report, "suffix", "md")
            kind = kinds[seed // 3 % len(kinds)]
            injected = inject(report, kind, Random(seed))
            if injected:
                asked[kind] += 1
                reported = findings(injected.text, Path(place), suffix)
                good = found(injected, reported)
                hit["named"] += named(injected, reported)
                hit[kind] += good
                if not good:
                    missed.append(f"{seed}:{language}:{kind}:{','.join(injected.ids)}")
            if seed % 5 == 0:
                clean += 1
                wrong = findings(report.text(), Path(place), suffix)
                alarms += len(wrong)
                missed += [f"{seed}:{language}:false alarm:{f['rule']}:{f['message']}" for f in wrong[:1]]
    return hit, asked, alarms, clean, missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--phrases", choices=tuple(FOLDERS), default="development")
    parser.add_argument("--show", type=int, default=20, help="how many missed errors and false alarms to list")
    given = parser.parse_args()
    hit, asked, alarms, clean, missed = measure(given.reports, given.phrases)
    altered = hit.pop("named", 0)
    for kind in (*KINDS, *WORDY):
        if asked[kind]:
            print(f"{kind:8} {hit[kind]:5} of {asked[kind]:5}  {100 * hit[kind] / asked[kind]:6.1f} %")
    every, good = sum(asked.values()), sum(hit.values())
    print(f"all      {good:5} of {every:5}  {100 * good / max(every, 1):6.1f} %   ({given.phrases} phrasings)")
    print(f"of these, the altered number or word itself named as the suspect: {altered}")
    print(f"false alarms: {alarms} in {clean} clean reports")
    for line in missed[: given.show]:
        print("  " + line)


if __name__ == "__main__":
    main()
