"""The docs are true: commands in them run, links lead somewhere, nothing that a user meets is undocumented."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtm.cli import main
from mtm.codelists.indicators import units

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page):
    targets = [t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]

    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_tutorials_commands_run_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    commands = [line[2:] for block in CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ ")]

    assert len(commands) >= 3
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "mtm"
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"{command}\n{result.output}"


def test_the_commands_on_crossings_run_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "tarvia", "examples/tarvia", ignore=shutil.ignore_patterns("releases", "store"))
    text = (ROOT / "docs" / "how-to" / "crossings.md").read_text(encoding="utf-8")
    commands = [line[2:] for block in CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ ")]

    assert len(commands) >= 5
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "mtm"
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"{command}\n{result.output}"


def test_every_command_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in main.commands if f"mtm {name}" not in readme] == []


def test_every_dependency_that_is_declared_is_used():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    modules = {
        "python-calamine": "python_calamine", "python-docx": "docx", "charset-normalizer": "charset_normalizer",
        "pyyaml": "yaml",
    }  # fmt: skip
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    names = [re.split(r"[<>=]", d)[0] for d in declared]

    unused = [n for n in names if not re.search(rf"^\s*(?:import|from) {modules.get(n, n)}\b", code, re.MULTILINE)]
    assert unused == []


def test_every_unit_that_a_source_may_declare_stands_in_its_reference():
    text = (ROOT / "docs" / "reference" / "sources.md").read_text(encoding="utf-8")

    assert [code for code in units() if f"`{code}`" not in text] == []
