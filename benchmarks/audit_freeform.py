"""How many one-place errors the auditor finds in whole reports that no template wrote, and its false alarms.

    python benchmarks/audit_freeform.py [--heldout]

Each report is audited clean as Markdown, HTML, DOCX and PDF, then as Markdown with one error at a time. The held-out
reports print totals only.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.audit.freeform_measure import DEVELOPMENT, alarms, audited, reports, verdicts  # noqa: E402 - see above
from tests.audit.freeform_rendering import FORMATS  # noqa: E402 - see above

HELDOUT = Path(__file__).parent / "audit_heldout" / "freeform"


def false_alarms(folder: Path, show: bool) -> Counter[str]:
    """False alarms on the clean reports, by format."""
    counted: Counter[str] = Counter()
    for path in reports(folder):
        for form in FORMATS:
            found = alarms(audited(path.read_text(encoding="utf-8"), form))
            counted[form] += len(found)
            if show:
                for f in found:
                    print(f"  false alarm in {path.stem}.{form}: {f.rule}: {[p.text for p in f.places]}")
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--heldout", action="store_true")
    given = parser.parse_args()
    folder = HELDOUT if given.heldout else DEVELOPMENT
    seen: Counter[str] = Counter()
    for error, verdict in verdicts(folder):
        seen[verdict] += 1
        if not given.heldout and verdict != "named":
            print(f"  {verdict} {error.report}: {error.kind}: {error.wrong!r} (against {error.contradicted_by})")
    every = seen.total()
    good = seen["named"] + seen["found"]
    print(f"found {good} of {every} errors ({100 * good / max(every, 1):.0f} %), named as the suspect {seen['named']}")
    counted = false_alarms(folder, not given.heldout)
    print("false alarms on the clean reports: " + ", ".join(f"{f} {counted[f]}" for f in FORMATS))


if __name__ == "__main__":
    main()
