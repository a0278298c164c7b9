"""The review of a translation: a file that goes out to a translator, and what came back, taken over or reported.

Scope: the sections' texts. Numbers, names and conditions are locked; a changed sentence is taken only if every lock is
in its place. What is taken over is written into the workspace (``sections/SECTION/text.LANGUAGE.md``), which comes
before the package's text; the package itself is never written to.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from mtm.build.knowing import folders, load_outline
from mtm.build.locking import CLOSE, OPEN, Locked, lock, unlock
from mtm.build.pieces import paired, pieces, replaced, reviewed
from mtm.compose.language import language as words_of
from mtm.compose.shelf import package_shelf, read_text
from mtm.compose.spool import plain
from mtm.kit import yaml_text
from mtm.kit.formats import locale_folder
from mtm.kit.messages import sentence
from mtm.model.blocks import Paragraph, Reference, Report, Section, Spans, Words
from mtm.model.errors import MtmError
from mtm.model.finding import Finding
from mtm.workspace.load import Workspace, load

SOURCE = "en"
_ID = re.compile(r"([a-z][\w-]*:\S+)\s+#([0-9a-f]{8})")
_MARK = re.compile(f"{OPEN}\\s*(\\d{{1,4}})\\s*{CLOSE}")
_CODE = ("{{", "{%", "{#", "}}", "%}", "#}")
_FIXED = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: where the text stands, the source, and the translation with its parts locked."""

    section: str
    name: str
    source: Locked
    own: Locked
    print: str

    @property
    def id(self) -> str:
        return f"{self.section}:{self.name}"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken over, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: how many sentences changed, the files written, and the rows that were refused."""

    changed: int
    files: tuple[Path, ...]
    refused: tuple[Refused, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class _Text:
    """One section's text in the language: where it is to be written, its content and its rows."""

    target: Path
    content: str
    lines: tuple[Line, ...]
    changes: dict[str, str] = field(default_factory=dict)


def review_file(root: Path, language: str) -> bytes:
    """The file for a translator, a DOCX table per section. The same texts give the same bytes.

    Errors: MtmError for a workspace that cannot be used, and for a language in which a section has no text.
    """
    from mtm.writers.docx import bilingual

    workspace = load(root)
    given = yaml_text.load((locale_folder(SOURCE) / SOURCE / "letters.yml").read_text(encoding="utf-8"))["translator"]
    texts = _texts(workspace, language)
    how = tuple(Paragraph(_spans(text)) for text in given["how"])
    title = plain(given["title"].format(language=language))
    labels = words_of(language, workspace.locales).labels
    report = Report(language, title, (), (), (), (Section("review", how),), (), title, labels)
    heads = [str(given[name]) for name in ("id", "source", "translation")]
    sides = [bilingual.Side(id, tuple(map(_row, text.lines))) for id, text in texts.items()]
    return bilingual.write(report, heads, sides, _FIXED)


def write_review(root: Path, language: str, out: Path | None = None) -> Path:
    """Write the file for a translator. Errors: as ``review_file``, and MtmError when the disk refuses."""
    target = out or root / "review" / f"{language}.docx"
    data = review_file(root, language)
    if target.is_file() and target.read_bytes() != data:
        remedy = "It may hold a translator's work: take it over or move it away, or name another file with --out."
        raise MtmError("a different file is there already", where=target.as_posix(), remedy=remedy)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise MtmError("the review cannot be written", where=target.as_posix(), value=error.strerror or "",
                       remedy="Name another file with --out, or close it where it is open.") from error  # fmt: skip
    return target


def take_review(root: Path, language: str, file: Path, by: str = "") -> Taken:
    """Take over what a translator changed; ``by`` marks every section without a refused row as reviewed by that person.

    Errors: MtmError for a file that cannot be read or that is no review of this language.
    """
    workspace = load(root)
    texts = _texts(workspace, language)
    came, refused = _rows(file)
    known = {line.id: (text, line) for text in texts.values() for line in text.lines}
    if not set(came) & set(known):
        remedy = f"Give a file that mtm review {root.as_posix()} {language} has written."
        raise MtmError("this is no review of this workspace", where=file.as_posix(), remedy=remedy)
    refused += [Refused(id, "the report has no such text") for id in came if id not in known]
    for id, (text, line) in known.items():
        if id not in came:
            refused.append(Refused(id, "the row is missing"))
            continue
        said, print_ = came[id]
        reason = _judge(text, line, said, print_)
        refused += [Refused(id, reason)] if reason else []
    changed = sum(len(text.changes) for text in texts.values())
    held_back = {r.id.partition(":")[0] for r in refused}
    files = [path for id, text in texts.items() if (path := _write(text, "" if id in held_back else by))]
    return Taken(changed, tuple(files), tuple(refused), len(came))


def _judge(text: _Text, line: Line, said: str, print_: str) -> str:
    """Note a change that can be taken; otherwise the reason why it cannot, or "" for an unchanged row."""
    if _spaced(said) == _spaced(line.own.text):
        return ""
    if print_ != line.print:
        return "the text has changed since the file was made"
    if not _MARK.sub("", said).strip():
        return "the translation is empty"
    if any(sign in _MARK.sub("", said) for sign in _CODE):
        return "signs of the template language were typed in"
    restored = unlock(said, line.own)
    if restored is None:
        return _marks(said, line.own)
    text.changes[line.name] = restored
    return ""


def _marks(said: str, own: Locked) -> str:
    """What happened to the marks, by number."""
    came = [int(n) for n in _MARK.findall(said)]
    meant = [n for n, _ in own.tokens]
    told = {
        "lost": sorted(set(meant) - set(came)),
        "doubled": sorted({n for n in came if came.count(n) > 1}),
        "not known here": sorted(set(came) - set(meant)),
    }
    parts = [f"{what} {', '.join(f'{OPEN}{n}{CLOSE}' for n in numbers)}" for what, numbers in told.items() if numbers]
    return f"marks: {'; '.join(parts)}" if parts else "marks in an order that changes the meaning, or a number typed in"


def _write(text: _Text, by: str) -> Path | None:
    """Write a text whose pieces changed or whose review is done. Errors: MtmError when the disk refuses."""
    content = replaced(text.content, text.changes)
    _check(text, content)
    content = reviewed(content, by) if by else content
    if content == text.content:
        return None
    read_text(content, text.target.name)
    try:
        text.target.parent.mkdir(parents=True, exist_ok=True)
        fresh = text.target.with_name(text.target.name + ".new")
        fresh.write_bytes(content.encode())
        fresh.replace(text.target)
    except OSError as error:
        raise MtmError("the text cannot be written", where=text.target.as_posix(), value=error.strerror or "",
                       remedy="Check that you may write there and that nobody has it open.") from error  # fmt: skip
    return text.target


def _check(text: _Text, content: str) -> None:
    """Replacing changed the named pieces and nothing else; anything different is a mistake of ours."""
    before, after = ({p.name: p.text for p in pieces(c)} for c in (text.content, content))
    if before | text.changes != after:
        raise AssertionError(f"replacing pieces of {text.target.name} changed others")


def _texts(workspace: Workspace, language: str) -> dict[str, _Text]:
    if language == SOURCE:
        raise MtmError("this language is the source of the translations", value=language, remedy="Name another one.")
    outline = load_outline(workspace)
    source, own = (folders(workspace, outline, code) for code in (SOURCE, language))
    found: dict[str, _Text] = {}
    for id, folder in own.items():
        content = _content(workspace, folder.text.where)
        target = workspace.root / "sections" / id / f"text.{language}.md"
        lines = tuple(_lines(id, _content(workspace, source[id].text.where), content))
        if lines:
            found[id] = _Text(target, content, lines)
    return found


def _content(workspace: Workspace, where: str) -> str:
    label, _, rest = where.partition("/")
    shelf = workspace.root / "sections" if label == "sections" else package_shelf()
    return shelf.joinpath(*rest.split("/")).read_text(encoding="utf-8-sig")


def _lines(section: str, source: str, own: str) -> Iterator[Line]:
    for piece, original in paired(pieces(source), pieces(own)):
        first = lock(original)
        locked = lock(piece.text, first)
        if locked.has_words:
            digest = hashlib.sha256(f"{original}\0{piece.text}".encode()).hexdigest()[:8]
            yield Line(section, piece.name, first, locked, digest)


def _row(line: Line) -> tuple[Spans, Spans, Spans]:
    return (Reference(f"{line.id} #{line.print}"),), _spans(line.source.text), _spans(line.own.text)


def _spans(text: str) -> Spans:
    """Words, and marks as references, which no spelling checker underlines."""
    spans: list[Words | Reference] = []
    position = 0
    for match in _MARK.finditer(text):
        spans += [Words(text[position : match.start()])] if match.start() > position else []
        spans.append(Reference(match[0], style="strong"))
        position = match.end()
    return (*spans, Words(text[position:])) if position < len(text) else tuple(spans)


def _rows(file: Path) -> tuple[dict[str, tuple[str, str]], list[Refused]]:
    """Translation and fingerprint of every row by id, read under the limits that hold for partners' files."""
    from mtm.readers import isolated_read

    content, findings = isolated_read(file.name, _bytes(file))
    if content is None or content.format != "docx":
        told = [str(sentence(f)) for f in findings] or [str(sentence(Finding.make("read_unsupported", "warning")))]
        raise MtmError("the review cannot be read", where=file.as_posix(), value=told[0])
    found: dict[str, tuple[str, str]] = {}
    refused: list[Refused] = []
    for row in (row for grid in content.grids for row in grid.rows if len(row) >= 3):
        match = _ID.fullmatch(" ".join(row[0].text.split()))
        if match and match[1] in found:
            refused.append(Refused(match[1], "the row stands twice; the first was read"))
        elif match:
            found[match[1]] = (row[2].text, match[2])
    return found, refused


def _bytes(file: Path) -> bytes:
    from mtm.workspace.inbox import LARGEST

    try:
        if file.stat().st_size > LARGEST:
            raise MtmError("the file is too large for a review", where=file.as_posix())
        return file.read_bytes()
    except OSError as error:
        raise MtmError("the file cannot be read", where=file.as_posix(), value=error.strerror or "") from error


def _spaced(text: str) -> str:
    """Spaces alike: a program may break lines or double a space without anybody having changed the text."""
    return " ".join(re.split(r"[ \t\n\r]+", text.strip()))
