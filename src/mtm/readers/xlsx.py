"""Excel workbooks (.xlsx, .xlsm): every sheet as a grid, with what each cell shows and what is stored in it.

Scope: one pass over the sheets as streams. Formulas are never calculated: their stored results are read, and a formula
without one is an error of its cell. Macros, links and connections are listed and left alone.
Source: ECMA-376 part 1, 18; both its namespaces (transitional and strict) read alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mtm.model.cell import Content
from mtm.model.finding import Severity
from mtm.readers import markup
from mtm.readers.archive import Archive
from mtm.readers.format_codes import BUILT_IN
from mtm.readers.grid import Sheet
from mtm.readers.limits import MAX_CHARACTERS, MAX_FORMATS, MAX_SHARED, MAX_SHEETS, MAX_TEXT, MAX_TREE
from mtm.readers.opc import Relation, main_part, note_runnable, relations
from mtm.readers.reading import Reading, Refusal
from mtm.readers.sheets import finished
from mtm.readers.xlsx_sheet import SheetListener, Workbook, unescaped


def read_xlsx(reading: Reading, archive: Archive) -> Content:
    """All worksheets in the workbook's order. Errors: Refusal where nothing can be used."""
    note_runnable(reading, archive)
    main = main_part(archive)
    parts = {relation.id: relation for relation in relations(archive, main) if not relation.external}
    root = markup.tree(archive.read(main, MAX_TREE), main)
    workbook = Workbook(
        texts=_shared_texts(archive, _target(parts, "sharedstrings")),
        codes=_format_codes(archive, _target(parts, "styles")),
        from_1904=_flag(root, "workbookPr", "date1904"),
        stale=_flag(root, "calcPr", "fullCalcOnLoad"),
    )
    found = (_listen(reading, archive, workbook, entry, parts) for entry in _entries(root))
    listeners = [listener for listener in found if listener is not None]
    if not any(listener.results for listener in listeners):
        for listener in listeners:
            listener.mark_uncalculated()
    return finished(reading, "xlsx", [listener.sheet for listener in listeners])


def _entries(root: markup.Element) -> list[dict[str, str]]:
    """The sheets as the workbook lists them: name, state and relationship."""
    found = [_attributes(element) for element in root.iter() if markup.local(str(element.tag)) == "sheet"]
    if len(found) > MAX_SHEETS:
        raise Refusal("read_too_many_sheets", limit=MAX_SHEETS)
    return found


def _listen(
    reading: Reading, archive: Archive, workbook: Workbook, entry: dict[str, str], parts: dict[str, Relation]
) -> SheetListener | None:
    relation = parts.get(entry.get("id", ""))
    name = unescaped(entry.get("name", ""))
    if relation is None or relation.target not in archive:
        reading.note("read_sheet_missing", Severity.WARNING, sheet=name)
        return None
    if relation.kind != "worksheet":
        return None  # chart sheets and dialogs hold no cells; macro sheets are listed among what could run
    sheet = Sheet(name, reading, hidden=entry.get("state", "visible") != "visible")
    listener = SheetListener(sheet, workbook)
    markup.listen(archive.chunks(relation.target), listener, relation.target)
    listener.report(reading)
    return listener


def _target(parts: dict[str, Relation], kind: str) -> str:
    return next((relation.target for relation in parts.values() if relation.kind == kind), "")


def _flag(root: markup.Element, element: str, name: str) -> bool:
    found = next((e for e in root.iter() if markup.local(str(e.tag)) == element), None)
    return found is not None and str(found.get(name, "0")).lower() in ("1", "true", "on")


def _attributes(element: markup.Element) -> dict[str, str]:
    return {markup.local(str(key)): str(value) for key, value in element.attrib.items()}


def _shared_texts(archive: Archive, part: str) -> list[str]:
    if not part or part not in archive:
        return []
    listener = _SharedTexts()
    markup.listen(archive.chunks(part), listener, part)
    return listener.texts


def _format_codes(archive: Archive, part: str) -> list[str]:
    """The format code of every cell style, in the order in which cells refer to them."""
    if not part or part not in archive:
        return []
    listener = _Formats()
    markup.listen(archive.chunks(part, MAX_TREE), listener, part)
    codes = BUILT_IN | listener.codes
    return [codes.get(number, "General") for number in listener.styles]


@dataclass(slots=True)
class _SharedTexts:
    """Gathers the table of shared texts; runs of rich text are joined, readings in small print (rPh) left out."""

    texts: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _inside: bool = False
    _phonetic: int = 0
    _characters: int = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "t":
            self._inside = not self._phonetic
        elif name == "rPh":
            self._phonetic += 1

    def data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            text = unescaped("".join(self._pieces))
            self._characters += len(text)
            if len(self.texts) >= MAX_SHARED or self._characters > MAX_CHARACTERS:
                raise Refusal("read_too_much_text", limit=MAX_CHARACTERS, longest=MAX_TEXT)
            self.texts.append(text)


@dataclass(slots=True)
class _Formats:
    """Gathers own format codes and, for every cell style, the number of its format."""

    codes: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    _inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and len(self.codes) < MAX_FORMATS:
            self.codes[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "General")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside and len(self.styles) < MAX_FORMATS:
            self.styles.append(_int(attributes.get("numFmtId")))

    def data(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
