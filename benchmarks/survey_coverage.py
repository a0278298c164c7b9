"""Do 95 per cent intervals cover the truth in 93 to 97 per cent of 1,000 samples? The long form of the proof.

Run: python benchmarks/survey_coverage.py [samples] [first seed]. Exit code 1 where an indicator falls outside.
"""

from __future__ import annotations

import sys
import time

from mtm.surveys.coverage import coverage
from mtm.surveys.simulated import people


def main() -> int:
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    begun = time.perf_counter()
    found = coverage(people(7), range(first, first + samples))
    for name, share in found.items():
        print(f"{name:30} {100 * share:5.1f} %{'' if 0.93 <= share <= 0.97 else '   outside 93 to 97'}")
    print(f"{samples} samples in {time.perf_counter() - begun:.0f} s")
    return int(not all(0.93 <= share <= 0.97 for share in found.values()))


if __name__ == "__main__":
    sys.exit(main())
