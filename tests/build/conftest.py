"""One build of the example for the whole session; tests read it and never write into it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from mtm.build import Outcome, build

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "kazakhstan"


@dataclass(frozen=True)
class Built:
    workspace: Path
    release: Path
    outcome: Outcome


def copied(target: Path) -> Path:
    """A copy of the example workspace without anything that a build has made."""
    return shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("store", "releases"))


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    workspace = copied(tmp_path_factory.mktemp("example") / "kazakhstan")
    outcome = build(workspace, "2023-Q4")
    return Built(workspace, outcome.release, outcome)
