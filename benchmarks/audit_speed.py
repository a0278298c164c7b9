"""How fast the auditor is: its rules beside a regex scan and quantulum3, its PDF reading beside pypdfium2, its table
reading beside pdfplumber. One run, the same text for all, medians of process time.

    python benchmarks/audit_speed.py [--pages 300] [--runs 5]

A page is 3,000 characters. "Dense" text is the simulated reports of the recall benchmark (a number every few words);
"usual" text puts the same reports between pages of prose with two dozen numbers a page; "words" holds no number.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.audit.freeform_rendering import render  # noqa: E402 - as above
from tests.audit_generator.compose import write  # noqa: E402 - as above
from tests.audit_generator.report import HERE  # noqa: E402 - as above

from mtm.audit.documents import open_bytes  # noqa: E402 - after the path
from mtm.audit.documents.piece import Document  # noqa: E402 - as above
from mtm.audit.engine import audit_documents  # noqa: E402 - as above

PAGE = 3000
NUMBER = re.compile(r"\d[\d.,\s]*\d|\d")
WORDS = (
    "Migration governance in the region has changed, and several ministries share the work. Interviews with "
    "officials show that coordination remains the main difficulty, while local offices lack trained staff. "
)
USUAL = WORDS.replace("has changed", "has changed since 2015 in 38 of its districts (12.5 per cent)")


def dense(pages: int) -> list[str]:
    """Simulated reports in three languages until so many pages are full."""
    folders = sorted(HERE.glob("phrases*"))
    texts: list[str] = []
    seed = 0
    while sum(map(len, texts)) < pages * PAGE:
        texts.append(write(seed, ("en", "ru", "kk")[seed % 3], folders[seed % len(folders)]).text())
        seed += 1
    return texts


def usual(pages: int) -> list[str]:
    """One report in ten pages, the rest prose with some numbers."""
    filler = ((USUAL * 3 + "\n\n") * 5)[:PAGE]
    return [text + "\n\n" + "\n\n".join([filler] * 9) for text in dense(max(pages // 10, 1))]


def words(pages: int) -> list[str]:
    return [((WORDS * 3 + "\n\n") * 5 * pages)[: pages * PAGE]]


def clock(runs: int, work: Callable[[], object]) -> float:
    """Median seconds of process time over the runs, after one run that is not counted."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def rules(documents: list[Document]) -> None:
    for document in documents:
        document.problems.clear()
        audit_documents([document])


def text_speed(kind: str, texts: list[str], runs: int) -> None:
    pages = sum(map(len, texts)) / PAGE
    documents = [open_bytes("report.md", text.encode()) for text in texts]
    own = clock(runs, lambda: rules(documents))
    scan = clock(runs, lambda: [NUMBER.findall(text) for text in texts])
    print(
        f"{kind:6} {pages:6.0f} pages: rules {pages / own:8.0f} pages/s, regex scan {pages / scan:9.0f} pages/s", end=""
    )
    print(f"; the rules take {own / scan:,.0f} times the scan", end="")
    print(f"; quantulum3 {quantulum(texts[0][:PAGE], runs, own / pages)}")


def quantulum(text: str, runs: int, own: float) -> str:
    try:
        from quantulum3 import parser
    except ImportError:
        return "is not installed"
    taken = clock(min(runs, 3), lambda: parser.parse(text)) / (len(text) / PAGE)
    return f"{1 / taken:,.1f} pages/s (rules {taken / own:,.1f} times as fast)"


def pdf_speed(runs: int) -> None:
    import pypdfium2

    from mtm.audit.documents.pdf_raw import extract

    prose = render("# Report\n\n" + "\n\n".join([USUAL * 6] * 60), "pdf")
    pages = len(pypdfium2.PdfDocument(prose))

    def bare() -> None:
        document = pypdfium2.PdfDocument(prose)
        for page in document:
            page.get_textpage().get_text_range()

    base, own = clock(runs, bare), clock(runs, lambda: extract(prose))
    print(
        f"PDF text, {pages} pages of prose: pypdfium2 {pages / base:.0f} pages/s, own {pages / own:.0f} pages/s", end=""
    )
    print(f" ({own / base:.2f} times its time)")


def table_speed(runs: int) -> None:
    import pdfplumber

    from mtm.audit.documents.pdf import read_pdf

    rows = "".join(
        f"| Place {n} | {n * 7919 % 9000 + 100:,} | {n * 6007 % 8000 + 90:,} | {n % 97}.{n % 10} |\n" for n in range(30)
    )
    table = "| Country | Arrivals | Departures | Share |\n| --- | --- | --- | --- |\n" + rows
    data = render("\n\nTable of movements by place, in persons.\n\n".join([table] * 8), "pdf")

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
    given = parser.parse_args()
    for kind, texts in (("dense", dense), ("usual", usual), ("words", words)):
        text_speed(kind, texts(given.pages), given.runs)
    pdf_speed(given.runs)
    table_speed(given.runs)


if __name__ == "__main__":
    main()
