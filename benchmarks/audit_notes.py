"""How many errors the auditor finds in short texts or sections of reports, and its false alarms.

    python benchmarks/audit_notes.py [--sections | --extracts | --heldout] [--show]

150 true texts of 50 to 180 words (press items, fact sheets, notes), 114 sections of 80 to 300 words, or 60 extracts of
150 to 450 words, in three languages, by writers who had read neither rules nor phrases; two to four one-place errors
for each, tried one at a time. Held out are 60 more extracts, whose errors nobody who writes a rule looks at.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.audit.notes_measure import EXTRACTS, FOLDER, LANGUAGES, SEALED, SECTIONS, alarms, notes, verdicts  # noqa: E402 - see above


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="list misses and false alarms")
    folders = parser.add_mutually_exclusive_group()
    for option, place in (("--sections", SECTIONS), ("--extracts", EXTRACTS), ("--heldout", SEALED)):
        folders.add_argument(option, dest="folder", action="store_const", const=place, default=FOLDER)
    given = parser.parse_args()
    folder = given.folder
    if given.show and folder == SEALED:
        parser.error("what is missed in held-out extracts stays unread: leave out --show")
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    raised = texts = 0
    for language in LANGUAGES:
        for note in notes(language, folder):
            wrong = alarms(note.text)
            raised, texts = raised + len(wrong), texts + 1
            for finding in wrong if given.show else ():
                print(f"  false alarm in {note.name}: {finding.rule}: {[p.text for p in finding.places]}")
            for slip, good in verdicts(note):
                found[slip.kind] += good
                asked[slip.kind] += 1
                if given.show and not good:
                    print(f"  missed in {note.name}: {slip.kind}: {slip.put!r} (against {slip.against})")
    for kind in sorted(asked):
        print(f"{kind:14} {found[kind]:3} of {asked[kind]:3}")
    print(f"all            {found.total():3} of {asked.total():3}; false alarms: {raised} in {texts} texts")


if __name__ == "__main__":
    main()
