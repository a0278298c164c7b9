"""The example composed in several languages, without its formats; once per session and period."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mtm.build.knowing import Knowledge, know
from mtm.build.printing import report_input
from mtm.build.progress import silent
from mtm.build.taking import take
from mtm.compose.language import language
from mtm.compose.report import Composed, compose
from mtm.model.period import Period
from mtm.workspace.load import Workspace, load

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "kazakhstan"


@dataclass(frozen=True)
class Known:
    workspace: Workspace
    knowledge: Knowledge

    def composed(self, code: str) -> Composed:
        """The report in a language, as a build composes it."""
        given = report_input(self.workspace, self.knowledge, code)
        return compose(given, language(code, self.workspace.locales))


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Known]:
    root = tmp_path_factory.mktemp("languages") / "kazakhstan"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("store", "releases"))

    @cache
    def of(code: str) -> Known:
        workspace, period = load(root), Period.parse(code)
        taken = take(workspace, workspace.setup(period).cutoff, silent)
        return Known(workspace, know(workspace, period, taken, silent))

    return of
