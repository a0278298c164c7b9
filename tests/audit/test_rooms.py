"""The rooms of the auditor import in one direction only."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

AUDIT = Path(__file__).resolve().parents[2] / "src" / "mtm" / "audit"
# each may import those before it
ORDER = (
    "documents",
    "claims",
    "relations",
    "findings",
    "language",
    "meaning",
    "gathered",
    "causes",
    "evidence",
    "rules",
    "editorial",
    "comparison",
    "telling",
    "witness",
    "engine",
    "command",
    "__init__",
)


def _imports() -> set[tuple[str, str]]:
    """Pairs of rooms: the one that imports, the one that is imported."""
    found = set()
    for path in AUDIT.rglob("*.py"):
        inside = path.relative_to(AUDIT).parts
        room = inside[0] if len(inside) > 1 else path.stem
        text = path.read_text(encoding="utf-8")
        found |= {(room, name) for name in re.findall(r"^\s*from mtm\.audit\.(\w+)", text, re.MULTILINE)}
        for names in re.findall(r"^\s*from mtm\.audit import ([^\n(]+)", text, re.MULTILINE):
            found |= {(room, name.strip().split(" ")[0]) for name in names.split(",")}
    return {(room, name) for room, name in found if name != room}


def test_imports_point_back_along_the_way_of_a_value() -> None:
    imports = _imports()
    assert len(imports) > 40
    assert {(room, name) for room, name in imports if ORDER.index(name) > ORDER.index(room)} == set()


def test_chapters_of_rules_do_not_import_each_other_in_a_circle() -> None:
    imports: dict[str, set[str]] = {}
    for path in (AUDIT / "rules").rglob("*.py"):
        named = re.findall(r"^\s*from mtm\.audit\.rules\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        imports.setdefault(path.parent.name, set()).update(set(named) - {path.parent.name})
    assert len(imports) > 5 and any(imports.values())
    assert tuple(TopologicalSorter(imports).static_order())  # raises CycleError where they do
