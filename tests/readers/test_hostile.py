"""Hostile and broken deliveries: each ends in one clear finding, quickly, without a traceback and without being run."""

import io
import os
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import yaml
from delivered import (
    HEAD,
    MAIN,
    WORD,
    docx,
    grid,
    ods,
    read,
    refusal,
    relationships,
    rows,
    rules,
    xlsx,
    xlsx_parts,
    zipped,
)
from hypothesis import given
from hypothesis import strategies as st

from mtm.kit.messages import sentence
from mtm.readers import archive, dispatch, limits
from mtm.readers.archive import Archive
from mtm.readers.reading import Refusal

ONE = rows('<c r="A1"><v>1</v></c>')
OLD = Path(__file__).with_name("old_workbook.xls").read_bytes()
BILLION = "<!DOCTYPE x [" + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(9)) + "]>"


@pytest.mark.parametrize("data", [b"", b"   \r\n\t", b"\xef\xbb\xbf", b"\x00" * 4096])
def test_a_file_without_content_is_empty_under_any_name(data: bytes) -> None:
    for name in ("a.xlsx", "a.xls", "a.ods", "a.docx", "a.csv"):
        assert refusal(name, data).rule == "read_empty"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_container_cut_off_is_damaged(share: float) -> None:
    for data in (xlsx(ONE), docx("<w:p/>"), ods("<x/>")):
        assert refusal("a.xlsx", data[: int(len(data) * share)]).rule == "read_damaged"


def test_a_part_cut_off_inside_is_damaged() -> None:
    parts = xlsx_parts(ONE)
    parts["xl/worksheets/sheet1.xml"] = str(parts["xl/worksheets/sheet1.xml"])[:-30]
    assert refusal("a.xlsx", zipped(parts)).rule == "read_damaged"


def test_passwords_are_named_as_such() -> None:
    data = bytearray(xlsx(ONE))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    assert refusal("a.xlsx", bytes(data)).rule == "read_encrypted"
    assert refusal("a.xlsx", compound("EncryptionInfo", "EncryptedPackage")).rule == "read_encrypted"


def test_old_word_and_other_compound_files_are_not_supported() -> None:
    finding = refusal("a.xls", compound("WordDocument"))
    assert (finding.rule, finding.param("kind")) == ("read_unsupported", "doc")


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("read_html", b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
        ("read_html", b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html><table></table></html>"),
        ("read_html", b"<table border=1><tr><td>1</td></tr></table>"),
        ("read_html", b'<?xml version="1.0"?>\n<html xmlns="x"><table></table></html>'),
        ("read_html", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html/>"),
        ("read_html", "<html><table><tr><td>Страна</td></tr></table></html>".encode("cp1251")),
        ("read_xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Styles/></Workbook>'),
        ("read_xml", b"<data><row>1</row></data>"),
        ("read_pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("read_unsupported", b'{"dataset": [1, 2]}'),
        ("read_unsupported", b"{\\rtf1\\ansi}"),
        ("read_unsupported", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("read_unsupported", b"PAR1" + b"\x01" * 50),
    ],
)
def test_other_kinds_are_told_by_content_whatever_their_name(rule: str, data: bytes) -> None:
    for name in ("a.xls", "a.xlsx", "a.csv", "a"):
        assert refusal(name, data).rule == rule


def test_a_wrong_extension_is_noted_and_the_file_is_read() -> None:
    found, findings = read("a.csv", xlsx(ONE))
    assert found is not None
    assert found.format == "xlsx"
    assert [(f.rule, f.severity, f.param("extension")) for f in findings] == [("read_extension", "note", "csv")]
    assert rules("a.xls", b"a,b\n1,2\n") == {"read_extension"}
    assert rules("a.bak", xlsx(ONE)) == set()


def test_html_in_a_cell_and_formulas_in_text_stay_text() -> None:
    data = b'name,value\n"=HYPERLINK(""http://example.org"")",<script>alert(1)</script>\n'
    cells = grid("a.csv", data).rows[1]
    assert [cell.value for cell in cells] == ['=HYPERLINK("http://example.org")', "<script>alert(1)</script>"]


def test_a_part_that_unpacks_to_far_more_than_it_holds_is_refused() -> None:
    parts = xlsx_parts(ONE)
    parts["xl/worksheets/sheet1.xml"] = b"<x>" + b" " * (20 * limits.MEBIBYTE)
    assert refusal("a.xlsx", zipped(parts)).rule == "read_zip_bomb"


def test_a_part_that_lies_about_its_size_is_stopped_while_it_unpacks() -> None:
    parts = xlsx_parts(ONE)
    parts["xl/worksheets/sheet1.xml"] = b" " * (20 * limits.MEBIBYTE)
    data = bytearray(zipped(parts))
    true, told = struct.pack("<I", 20 * limits.MEBIBYTE), struct.pack("<I", 1000)
    while true in data:
        data[data.index(true) : data.index(true) + 4] = told
    assert refusal("a.xlsx", bytes(data)).rule in ("read_zip_bomb", "read_damaged")


def test_announced_sizes_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 10_000)
    with pytest.raises(Refusal, match="read_zip_bomb"):
        Archive(zipped({f"{i}.xml": os.urandom(2000) for i in range(6)}))
    Archive(zipped({f"{i}.xml": os.urandom(1000) for i in range(6)}))


def test_a_container_of_thousands_of_parts_is_refused() -> None:
    assert refusal("a.xlsx", zipped({f"{i}": "" for i in range(limits.MAX_PARTS + 1)})).rule == "read_zip_parts"
    flood = zipped({"a": ""}) + b"PK\x01\x02" * (3 * limits.MAX_PARTS)
    assert refusal("a.xlsx", flood).rule == "read_zip_parts"


def test_parts_that_overlap_are_refused() -> None:
    # two directory entries that share one packed part, as in the bomb of David Fifield (2019)
    packed = zlib.compress(b"x" * 1000)[2:-4]
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(b"x" * 1000), len(packed), 1000, 1, 0)
    first = local + b"a" + packed
    entries = b""
    for name, offset in ((b"a", 0), (b"b", 2)):
        entries += (
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                8,
                0,
                0,
                zlib.crc32(b"x" * 1000),
                len(packed),
                1000,
                1,
                0,
                0,
                0,
                0,
                0,
                offset,
            )
            + name
        )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), len(first), 0)
    assert refusal("a.xlsx", first + entries + end).rule == "read_zip_overlap"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as twice:
        for name in ("xl/workbook.xml", "XL/Workbook.xml"):
            twice.writestr(name, "x")
    assert refusal("a.xlsx", buffer.getvalue()).rule == "read_zip_overlap"


def test_a_container_within_a_container_is_not_opened() -> None:
    finding = refusal("a.xlsx", zipped({"inner.zip": zipped({"a.xlsx": xlsx(ONE)})}))
    assert (finding.rule, finding.param("kind")) == ("read_unsupported", "zip")


@pytest.mark.parametrize(
    "path", ["../../etc/x", "/etc/x", "C:\\x", "CON", "xl/../../x", "a" * 300], ids=lambda path: path[:12]
)
def test_names_that_lead_outside_lead_nowhere(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found, _ = read("a.xlsx", zipped({path: "x", **xlsx_parts(ONE)}))
    assert found is not None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_every_part(part: str, encoding: str) -> None:
    local = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
    for declaration in (BILLION, local, "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"):
        parts = xlsx_parts(ONE)
        text = str(parts[part]).replace(HEAD, f'<?xml version="1.0" encoding="{encoding}"?>{declaration}')
        parts[part] = text.encode(encoding)
        assert refusal("a.xlsx", zipped(parts)).rule == "read_doctype"


def test_a_document_type_behind_a_long_comment_is_refused_too() -> None:
    comment = f"<!--{'x' * 200_000}-->"
    parts = xlsx_parts(ONE)
    parts["xl/worksheets/sheet1.xml"] = str(parts["xl/worksheets/sheet1.xml"]).replace(HEAD, HEAD + comment + BILLION)
    assert refusal("a.xlsx", zipped(parts)).rule == "read_doctype"
    document = f'{HEAD}{comment}{BILLION}<w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'
    links = relationships(("r", "officeDocument", "word/document.xml"))
    assert refusal("a.docx", zipped({"_rels/.rels": links, "word/document.xml": document})).rule == "read_doctype"


def test_xml_nested_without_end_is_damage() -> None:
    assert refusal("a.xlsx", xlsx(ONE + "<a>" * 5000 + "</a>" * 5000)).rule == "read_damaged"
    assert refusal("a.docx", docx("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60)).rule == "read_damaged"


def test_one_cell_in_a_sheet_that_declares_all_cells_is_one_cell() -> None:
    sheet = '<dimension ref="A1:XFD1048576"/><sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>'
    found = grid("a.xlsx", xlsx(sheet))
    assert (len(found.rows), len(found.rows[0]), found.rows[1][1].value) == (2, 2, 7)


def test_lone_cells_in_far_corners_are_refused_by_name() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
    sheet = f'<sheetData><row r="1"><c r="A1"><v>7</v></c></row>{far}</sheetData>'
    finding = refusal("a.xlsx", xlsx(sheet))
    assert (finding.rule, finding.param("far"), finding.param("cells")) == ("read_wide_sheet", "XFD1048576", "2")
    assert finding.places[0].sheet == "Sheet1"


def test_blank_formatted_cells_do_not_make_a_sheet_larger() -> None:
    sheet = rows('<c r="A1"><v>7</v></c>', *('<c r="XFD{0}" s="1"/>' for _ in range(3)))
    assert len(grid("a.xlsx", xlsx(sheet.replace("{0}", "2"))).rows) == 1


@pytest.mark.parametrize("reference", ["A0", "A1048577", "XFE1", "ZZZ1"])
def test_addresses_outside_a_sheet_are_damage(reference: str) -> None:
    sheet = f'<sheetData><row r="1"><c r="{reference}"><v>1</v></c></row></sheetData>'
    assert refusal("a.xlsx", xlsx(sheet)).rule == "read_damaged"


@pytest.mark.parametrize("last", limits.FULL_SHEETS)
def test_a_sheet_that_ends_where_a_format_ends_was_probably_cut_off(last: int) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (last - 1, last))
    findings = read("a.xlsx", xlsx(f"<sheetData>{cells}</sheetData>"))[1]
    assert [(f.rule, f.severity, f.param("rows")) for f in findings] == [("read_full_sheet", "warning", str(last))]


def test_a_text_shared_by_many_cells_counts_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtm.readers.reading.MAX_CHARACTERS", 50_000)
    many = rows(*('<c t="s"><v>0</v></c>' for _ in range(200)))
    assert refusal("a.xlsx", xlsx(many, texts=f"<si><t>{'x' * 1000}</t></si>")).rule == "read_too_much_text"


def test_a_delivery_beyond_the_limit_of_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtm.readers.reading.MAX_CELLS", 100)
    data = b"a,b\n" + b"1,2\n" * 60
    finding = refusal("a.csv", data)
    assert (finding.rule, finding.param("limit")) == ("read_too_many_cells", "100")


def test_a_panic_of_a_library_and_a_lack_of_memory_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # as pyo3 raises it: no Exception
        pass

    for failure, rule in ((PanicException("index out of bounds"), "read_failed"), (MemoryError(), "read_memory")):

        def fail(*_: object, failure: BaseException = failure) -> None:
            raise failure

        monkeypatch.setattr(dispatch, "_read_archive", fail)
        assert refusal("a.xlsx", xlsx(ONE)).rule == rule


def test_an_interruption_by_the_user_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dispatch, "_read_archive", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read("a.xlsx", xlsx(ONE))


@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.xls", "a.csv", "a.docx", "a.ods"]))
def test_no_bytes_whatever_make_reading_fail(data: bytes, name: str) -> None:
    found, findings = read(name, data)
    assert found is not None or findings[-1].severity == "warning"
    assert "read_failed" not in {finding.rule for finding in findings}


@given(st.data())
def test_no_changed_byte_of_a_container_makes_reading_fail(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([xlsx(ONE), docx("<w:p/>"), OLD]))
    place, value = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 255))
    findings = read("a", whole[:place] + bytes([value]) + whole[place + 1 :])[1]
    assert "read_failed" not in {finding.rule for finding in findings}


def test_every_rule_of_this_room_has_its_sentence_and_no_parameter_is_missing() -> None:
    for name, data in {"a.xls": b"<html>", "b.csv": b'"x', "c.xlsx": zipped({"x": ""}), "d.csv": b"x\x00y\n1"}.items():
        for finding in read(name, data)[1]:
            assert "{" not in str(sentence(finding)), finding


def compound(*names: str) -> bytes:
    """A compound file with empty streams of these names, after [MS-CFB]."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack(
        "<109I", 0, *[0xFFFFFFFF] * 108
    )
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        + bytes(48)
        + struct.pack("<III", 0xFFFFFFFE, 0, 0)
        for name, kind in (("Root Entry", 5), *((name, 2) for name in names))
    )
    return header + table + entries.ljust(512, b"\0")


def test_the_workbook_namespace_alone_makes_no_workbook() -> None:
    assert refusal("a.xlsx", f'<worksheet xmlns="{MAIN}"/>'.encode()).rule == "read_xml"


def test_every_rule_in_the_code_has_a_sentence_and_every_sentence_a_rule() -> None:
    room = Path(dispatch.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    used = set(re.findall(r'"(read_[a-z_]+)"', code)) | {f"read_{kind}" for kind in ("empty", "pdf", "html", "xml")}
    written = yaml.safe_load((room.parent / "locales/en/findings/readers.yml").read_text(encoding="utf-8"))
    assert used == set(written)
    assert all(set(entry) == {"message", "remedy"} for entry in written.values())
