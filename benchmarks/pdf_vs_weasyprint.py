"""How long the PDF of one report takes, against WeasyPrint on the same report's HTML page.

    pip install -e '.[bench,dev]'
    python benchmarks/pdf_vs_weasyprint.py [RUNS]

Each measurement is a process of its own, from start to the written file, because a build pays for starting too: its
wall time, its processor time (steadier on a busy machine; 0 on Windows), and the wall time of the step alone. Both get
the same report: mtm its blocks and drawings, WeasyPrint the page that mtm's HTML writer made of them, asked for
PDF/UA-1 as well.
WeasyPrint needs Pango on the machine; without it only mtm is measured. Medians over the runs (5 by default).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests/writers"

OURS = """
import sys, time
sys.path.insert(0, {samples!r})
from sample_report import sample_report
from mtm import charts
from mtm.writers import pdf
report = sample_report()
drawings = charts.draw_all(report)
import typst
start = time.perf_counter()
data = pdf.write(report, drawings)
print(time.perf_counter() - start)
open({target!r}, "wb").write(data)
"""

THEIRS = """
import time
from weasyprint import HTML
start = time.perf_counter()
data = HTML({page!r}).write_pdf(pdf_variant="pdf/ua-1")
print(time.perf_counter() - start)
open({target!r}, "wb").write(data)
"""


def page(folder: Path) -> Path:
    """The sample report as an HTML page, for WeasyPrint."""
    sys.path.insert(0, str(SAMPLES))
    from sample_report import sample_report

    from mtm import charts
    from mtm.writers import html

    report = sample_report()
    path = folder / "report.html"
    path.write_bytes(html.write(report, charts.draw_all(report)))
    return path


def measured(program: str, runs: int) -> dict[str, float]:
    """Medians in seconds: wall and processor time of the whole process, wall time of the step inside it."""
    found: dict[str, list[float]] = {"process": [], "processor": [], "step": []}
    for _ in range(runs):
        before, start = os.times(), time.perf_counter()
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        found["process"].append(time.perf_counter() - start)
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        found["processor"].append(used)
        if done.returncode:
            raise SystemExit(done.stderr)
        found["step"].append(float(done.stdout.split()[-1]))
    return {name: round(statistics.median(values), 3) for name, values in found.items()}


def pages(path: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = folder / "mtm.pdf", folder / "weasyprint.pdf"
        mine = measured(OURS.format(samples=str(SAMPLES), target=str(ours)), runs)
        result: dict[str, object] = {"mtm": mine}
        result["mtm pages"] = pages(ours)
        try:
            import weasyprint
        except (ImportError, OSError) as error:
            result["weasyprint"] = f"not measured: {error}"
        else:
            program = THEIRS.format(page=str(page(folder)), target=str(theirs))
            peer = measured(program, max(1, runs // 2))
            result[f"weasyprint {weasyprint.__version__}"] = peer
            result["weasyprint pages"] = pages(theirs)
            result["times faster"] = {name: round(peer[name] / value, 1) for name, value in mine.items() if value}
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
