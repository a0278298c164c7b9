"""Every rule of the auditor has its section in the reference, with what it cannot see."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RULE = re.compile(r"^Rule (\w+):", re.MULTILINE)


def test_every_rule_has_its_section():
    page = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    rooms = [ROOT / "src" / "mtm" / "audit" / room for room in ("rules", "editorial")]
    files = [path for room in rooms for path in room.rglob("*.py")]
    rules = {name for path in files for name in RULE.findall(path.read_text(encoding="utf-8"))}

    assert len(rules) >= 10
    assert {name for name in rules if f"## {name}\n" not in page} == set()
