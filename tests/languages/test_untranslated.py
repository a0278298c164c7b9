"""Nothing of another language is left in the Russian report: text, alternative texts, workbook, metadata, tags."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html

from conftest import EXAMPLE
from mtm.build import build
from mtm.kit.messages import templates
from mtm.workspace.load import load

# a product's name, a column of a partner's file, keys of YAML that a remedy quotes
KNOWN = {"mtm", "value", "review", "state", "reviewed", "by"}
RULES = set(templates("en"))
TABLES = {part.id for source in load(EXAMPLE).sources.values() for part in (*source.tables, *source.sentences)}
NAMED = re.compile(rf"(?:таблиц|предложени)\w+ (?:{'|'.join(TABLES)})\b")
EDGES = "«»()[]{},;:.!?—–…“”\"'"
WORD = re.compile(r"[A-Za-z]{3,}")
TEXTS = {"t", "title", "subject", "creator", "description", "lastModifiedBy", "oddFooter", "oddHeader"}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("untranslated") / "kazakhstan"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("store", "releases"))
    built = build(root, "2023-Q4", languages=("en", "ru"))
    assert built.release is not None
    return built.release


def foreign(texts: Iterator[str]) -> list[str]:
    """Words of three Latin letters and more; what holds a digit, a dot, a hyphen or a slash is a file or a code."""
    told = (NAMED.sub("", text) for text in texts if text not in RULES)
    tokens = {token.strip(EDGES) for text in told for token in text.split()}
    return sorted(token for token in tokens if WORD.fullmatch(token) and token not in KNOWN and not token.isupper())


def of_html(path: Path) -> Iterator[str]:
    tree = html.fromstring(path.read_bytes())
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("style", "script", "meta"):
            yield element.text or ""
            yield from (v for k, v in element.attrib.items() if k in ("alt", "title", "aria-label", "aria-description"))
        yield element.tail or ""


def of_package(path: Path, parts: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.search(parts, name):
                for element in etree.fromstring(package.read(name)).iter():
                    tag = etree.QName(element).localname
                    yield (element.text or "") if tag in TEXTS else ""
                    yield element.get("descr") or ""
                    yield (element.get("name") or "") if tag == "sheet" else ""


def test_the_page_holds_no_word_of_another_language(release: Path) -> None:
    assert foreign(of_html(release / "report.ru.html")) == []


def test_the_word_document_holds_no_word_of_another_language(release: Path) -> None:
    found = foreign(of_package(release / "report.ru.docx", r"word/(document|footer|header|comments)|core\.xml"))

    assert found == []


def test_the_printed_report_holds_no_word_of_another_language(release: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(release / "report.ru.pdf")
    title = document.get_metadata_dict()["Title"]

    assert title.replace("\N{NO-BREAK SPACE}", " ") == "Миграционная ситуация в Казахстане"
    assert foreign(page.get_textpage().get_text_bounded() for page in document) == []


def test_the_workbook_holds_no_word_of_another_language(release: Path) -> None:
    assert foreign(of_package(release / "tables.ru.xlsx", r"xl/(workbook|sharedStrings)|core\.xml")) == []


def test_the_scan_sees_english(release: Path) -> None:
    found = foreign(of_html(release / "report.en.html"))

    assert {"Kazakhstan", "crossings", "residence", "Source"} <= set(found)


def test_every_document_names_its_language(release: Path) -> None:
    page = html.fromstring((release / "report.ru.html").read_bytes())
    with zipfile.ZipFile(release / "report.ru.docx") as package:
        settings, styles = (package.read(f"word/{name}.xml").decode() for name in ("settings", "styles"))

    assert page.get("lang") == "ru"
    assert 'w:themeFontLang w:val="ru-RU"' in settings
    assert 'w:lang w:val="ru-RU"' in styles
    with pikepdf.open(release / "report.ru.pdf") as document:
        assert str(document.Root.Lang) in ("ru", "ru-RU")


def test_one_register_of_figures_serves_all_languages(release: Path) -> None:
    import json

    figures = json.loads((release / "figures.json").read_text(encoding="utf-8"))
    printed = [f for f in (figures["figures"] if isinstance(figures, dict) else figures) if f.get("text")]

    assert [p.name for p in sorted(release.glob("figures*.json"))] == ["figures.json"]
    assert len(printed) > 200
    assert all(set(f["text"]) == {"en", "ru"} for f in printed)
