"""How fast the auditor is: its rules beside a regex scan and quantulum3, its PDF reading beside pypdfium2, its table
reading beside pdfplumber. One process, the same text for all, medians of process time.

    python benchmarks/audit_speed.py [--pages 300] [--runs 5] [--only-pdf] [--pdf FILE ...]

A page is 3,000 characters, in English, Russian and Kazakh by turns. "Dense" text is the simulated reports of the recall
benchmark (a number every few words); "usual" text puts the same reports between pages of prose with two dozen numbers a
page; "words" is prose without numbers. Every run reads texts that no run before it has seen, so that nothing remembered
helps; only the words of a language are known after the first.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.audit_prose import PAGE  # noqa: E402 - as above
from benchmarks.audit_prose import pages as prose  # noqa: E402 - as above
from tests.audit.freeform_rendering import render  # noqa: E402 - as above
from tests.audit_generator.compose import write  # noqa: E402 - as above
from tests.audit_generator.report import HERE  # noqa: E402 - as above

from mtm.audit.documents import open_bytes  # noqa: E402 - after the path
from mtm.audit.documents.piece import Document  # noqa: E402 - as above
from mtm.audit.engine import audit_documents  # noqa: E402 - as above

NUMBER = re.compile(r"\d[\d.,\s]*\d|\d")
REPORTS = sorted((ROOT / "tests" / "audit" / "freeform").glob("*_*.md"))
LANGUAGES = ("en", "ru", "kk")
SEEDS = 9_999  # of one run; the next run's begin after them, in English again


def dense(pages: int, run: int) -> list[str]:
    """Simulated reports in three languages until so many pages are full."""
    folders = sorted(HERE.glob("phrases*"))
    texts: list[str] = []
    seed = run * SEEDS
    while sum(map(len, texts)) < pages * PAGE:
        texts.append(write(seed, LANGUAGES[seed % 3], folders[seed % len(folders)]).text())
        seed += 1
    return texts


def usual(pages: int, run: int) -> list[str]:
    """One report in ten pages, the rest prose with some numbers."""
    reports = dense(max(pages // 10, 1), run)
    first = run * SEEDS
    return [text + "\n\n" + prose(9, LANGUAGES[(first + at) % 3], first + at) for at, text in enumerate(reports)]


def words(pages: int, run: int) -> list[str]:
    """Texts of ten pages without a number."""
    first = run * SEEDS
    return [prose(10, LANGUAGES[at % 3], first + at, numbers=False) for at in range(max(pages // 10, 1))]


def clock(runs: int, work: Callable[[], object]) -> float:
    """Median seconds of process time over the runs, after one run that is not counted."""
    return median([_taken(work) for _ in range(runs + 1)][1:])


def _taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def rules(documents: list[Document]) -> None:
    for document in documents:
        audit_documents([document])


def text_speed(kind: str, make: Callable[[int, int], list[str]], given: argparse.Namespace) -> None:
    own, scan, others = [], [], []
    for run in range(given.runs + 1):  # the first is not counted
        texts = make(given.pages, run)
        pages = sum(map(len, texts)) / PAGE
        documents = [open_bytes("report.md", text.encode()) for text in texts]
        own.append(_taken(partial(rules, documents)) / pages)
        scan.append(_taken(lambda texts=texts: [NUMBER.findall(text) for text in texts]) / pages)
        others += quantulum(texts)
    rate, base = 1 / median(own[1:]), 1 / median(scan[1:])
    print(f"{kind:6} {pages:5.0f} pages a run: rules {rate:6.0f} pages/s, regex scan {base:7.0f} pages/s", end="")
    print(f" ({base / rate:,.0f} times as fast as the rules)", end="")
    slow = 1 / median(others) if others else 0
    print(f"; quantulum3 {slow:.1f} pages/s (rules {rate / slow:,.0f} times as fast)" if slow else "; no quantulum3")


def quantulum(texts: list[str]) -> list[float]:
    """Seconds that a page takes in quantulum3: one English page of each run, it reads no other language here."""
    try:
        from quantulum3 import parser
    except ImportError:
        return []
    page = texts[0][-PAGE:]
    return [_taken(lambda: parser.parse(page)) / (len(page) / PAGE)]


def pdf_speed(runs: int, reports: list[Path]) -> None:
    """What reading text and places costs beside PDFium's bare text, and what the whole reading costs."""
    chapters = [prose(6, LANGUAGES[at % 3], at) + movements(12) for at in range(4)]
    kinds = {
        "prose": render("# Report\n\n" + prose(30, "en", 0), "pdf"),
        "prose, a table every six pages": render("\n\n".join(chapters), "pdf"),
        "reports of the tests": render("\n\n".join(p.read_text("utf-8") for p in REPORTS), "pdf"),
        "tables": render("\n\nTable of movements by place, in persons.\n\n".join([movements(30)] * 8), "pdf"),
    }
    kinds |= {path.name: path.read_bytes() for path in reports}
    for kind, data in kinds.items():
        pdf_ratios(kind, data, runs)


def pdf_ratios(kind: str, data: bytes, runs: int) -> None:
    """Every round times all three, so that they share what else the machine does."""
    import pypdfium2

    from mtm.audit.documents.pdf import read_pdf
    from mtm.audit.documents.pdf_raw import extract

    def bare() -> None:
        for page in pypdfium2.PdfDocument(data):
            page.get_textpage().get_text_range()

    ways = (bare, lambda: extract(data), lambda: read_pdf("t.pdf", data, isolated=False))
    rounds = [[clock(1, way) for way in ways] for _ in range(runs)]
    text, whole = (median(r[way] / r[0] for r in rounds) for way in (1, 2))
    pages = extract(data)["pages"]
    tabular = sum(page["tabular"] for page in pages)
    print(
        f"PDF, {kind} ({len(pages)} pages, {tabular} looked at for tables): text {text:.2f}, "
        f"all of reading {whole:.2f} times bare pypdfium2"
    )


def movements(places: int) -> str:
    rows = "".join(
        f"| Place {n} | {n * 7919 % 9000 + 100:,} | {n * 6007 % 8000 + 90:,} | {n % 97}.{n % 10} |\n"
        for n in range(places)
    )
    return "\n\n| Country | Arrivals | Departures | Share |\n| --- | --- | --- | --- |\n" + rows


def table_speed(runs: int) -> None:
    import pdfplumber

    from mtm.audit.documents.pdf import read_pdf

    data = render("\n\nTable of movements by place, in persons.\n\n".join([movements(30)] * 8), "pdf")

    def plumber() -> int:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return sum(len(page.extract_tables()) for page in document.pages)

    base, own = (
        clock(max(runs // 2, 1), plumber),
        clock(max(runs // 2, 1), lambda: read_pdf("t.pdf", data, isolated=False)),
    )
    print(f"PDF tables: pdfplumber {base:.2f} s, own {own:.2f} s for the same pages ({base / own:.1f} times as fast)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pdf", type=Path, nargs="*", default=[], help="further PDF files to time")
    parser.add_argument("--only-pdf", action="store_true")
    given = parser.parse_args()
    for kind, make in () if given.only_pdf else (("dense", dense), ("usual", usual), ("words", words)):
        text_speed(kind, make, given)
    pdf_speed(given.runs, given.pdf)
    table_speed(given.runs)


if __name__ == "__main__":
    main()
