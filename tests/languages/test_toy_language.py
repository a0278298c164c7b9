"""A language is a folder of locale files and one text per section: a made-up one builds without a line of code."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html

from mtm.build import build
from mtm.compose.shelf import package_shelf
from mtm.kit.formats import locales_folder
from mtm.workspace.scaffold import scaffold

TOY = "qaa"  # a code that ISO 639 leaves to private use
NUMBERS = {"group": "’", "decimal": ";", "minus": "~", "plus": "&", "group_from": 4}
PERIODS = {"quarter": {"text": "{year}~{quarter}", "in": "ko {year}~{quarter}", "head": "{year}~{quarter}"}}


def translated(text: str) -> str:
    """The English text with every plain word of its sentences changed; values, keys and marks stay as they are."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\}|^ *[\w]+:|\[![a-z]+\]|\{\.\w+\})", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(part if n % 2 else re.sub(r"\b([A-Za-z]{4,})\b", r"\1ko", part) for n, part in enumerate(parts))


def locale(folder: Path) -> None:
    folder.mkdir(parents=True)
    english = locales_folder() / "en"
    formats = yaml.safe_load((english / "formats.yml").read_text(encoding="utf-8"))
    formats["name"], formats["numbers"] = "Toyko", NUMBERS
    formats["periods"] |= PERIODS
    (folder / "formats.yml").write_text(yaml.safe_dump(formats, allow_unicode=True), encoding="utf-8")
    words = yaml.safe_load((english / "words.yml").read_text(encoding="utf-8"))
    words["labels"]["contents"], words["labels"]["source"] = "Contentsko", "Sourceko"
    words["units"]["crossings"] = {"phrase": {"other": "{n} crossingsko"}, "head": "crossingsko"}
    (folder / "words.yml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")


def section_texts(root: Path) -> Iterator[str]:
    outline = yaml.safe_load((root / "outline.yml").read_text(encoding="utf-8"))
    for id in [outline.get("front", "front"), *outline["opening"], *outline["sections"], *outline["closing"]]:
        english = (package_shelf() / id / "text.en.md").read_text(encoding="utf-8")
        (root / "sections" / id).mkdir(parents=True)
        (root / "sections" / id / f"text.{TOY}.md").write_text(translated(english), encoding="utf-8")
        yield id


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("toy") / "w"
    scaffold(root)
    locale(root / "locales" / TOY)
    assert len(list(section_texts(root))) > 3
    return root


@pytest.fixture(scope="module")
def release(workspace: Path) -> Path:
    built = build(workspace, "2026-Q1", languages=("en", TOY))
    assert built.release is not None
    return built.release


def text_of(path: Path) -> str:
    return re.sub(r"\s+", " ", html.fromstring(path.read_bytes()).text_content())


def test_the_report_is_written_in_every_format(release: Path) -> None:
    assert {f"report.{TOY}.{kind}" for kind in ("html", "pdf", "docx")} <= {p.name for p in release.iterdir()}
    assert html.fromstring((release / f"report.{TOY}.html").read_bytes()).get("lang") == TOY


def test_its_words_numbers_and_periods_are_the_language_s_own(release: Path) -> None:
    text = text_of(release / f"report.{TOY}.html")

    assert "Contentsko" in text
    assert "Contentsko" not in text_of(release / "report.en.html")
    assert re.search(r"\d’\d{3} crossingsko", text)
    assert "2026~1" in text
    assert not re.search(r"\d,\d{3}\b", text)


def test_its_figures_are_those_of_the_other_language(release: Path) -> None:
    figures = json.loads((release / "figures.json").read_text(encoding="utf-8"))
    listed = figures["figures"] if isinstance(figures, dict) else figures
    printed = [f["text"] for f in listed if f.get("text")]
    found = json.loads((release / "findings.json").read_text(encoding="utf-8"))
    rules = {f["rule"] for f in found}

    assert printed and all(set(text) == {"en", TOY} for text in printed)
    assert "languages_disagree" not in rules
    assert "translation_draft" in rules


def test_a_section_without_a_text_in_the_language_is_named(workspace: Path, tmp_path: Path) -> None:
    from mtm.model.errors import WorkspaceError

    root = shutil.copytree(workspace, tmp_path / "w", ignore=shutil.ignore_patterns("store", "releases"))
    (root / "sections" / "flows" / f"text.{TOY}.md").unlink()

    with pytest.raises(WorkspaceError, match=rf"(?s)flows.*{TOY}"):
        build(root, "2026-Q1", languages=(TOY,))


def test_a_language_without_a_locale_is_named(workspace: Path) -> None:
    from mtm.model.errors import MtmError

    with pytest.raises(MtmError, match=r"qab"):
        build(workspace, "2026-Q1", languages=("qab",))
