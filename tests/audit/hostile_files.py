"""Documents built to exhaust, mislead or break a reader; each is small to build and named after what it does."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from random import Random

_DOCUMENT = '<?xml version="1.0"?>{doctype}<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = (
    "In the third quarter of 2025, 48,210 arrivals were recorded, of them 21,430 (44.5 per cent) from Uzbekistan."
)


def pdf(objects: Iterable[str | bytes], root: int = 1, trailer: str = "") -> bytes:
    """A PDF with the objects numbered from 1 and a correct table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        raw = body if isinstance(body, bytes) else body.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + raw + b"\nendobj\n"
    place = len(out)
    out += f"xref\n0 {len(starts) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
    out += f"trailer << /Size {len(starts) + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{place}\n%%EOF\n".encode()
    return bytes(out)


def stream(content: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"


_PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def text_page(content: bytes, box: str = "0 0 612 792", pages: int = 1, more: str = "") -> bytes:
    """A PDF whose pages all show one stream of drawing operators."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {4 + pages} 0 R "
    page += "/Resources << /Font << /F1 3 0 R >> >> >>"
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", tree, _FONT, *[page] * pages, stream(content, more)])


def shown(text: str) -> bytes:
    return f"BT /F1 10 Tf 40 700 Td ({text.replace('(', '[').replace(')', ']')}) Tj ET".encode("latin-1")


def page_tree_that_is_its_own_child() -> bytes:
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"])


def page_tree_with_a_parent_as_grandchild() -> bytes:
    tree = [
        "<< /Type /Pages /Kids [3 0 R] /Count 4 >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 4 >>",
    ]
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", *tree])


def form_that_draws_itself() -> bytes:
    form = stream(
        b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    page = f"{_PAGE} /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream(b"/X Do"), form])


def page_of_two_hundred_inches() -> bytes:
    return text_page(shown(SENTENCE), box="0 0 14400 14400")


def page_as_wide_as_a_country() -> bytes:
    return text_page(shown(SENTENCE), box="-1e9 -1e9 1e9 1e9")


def pdf_of_5000_pages(pages: int = 5_000) -> bytes:
    """Every page says something else."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"
    objects: list[str | bytes] = ["<< /Type /Catalog /Pages 2 0 R >>", tree, _FONT]
    for n in range(pages):
        objects.append(f"{_PAGE} /Contents {5 + 2 * n} 0 R /Resources << /Font << /F1 3 0 R >> >> >>")
        objects.append(
            stream(shown(f"District {n} counted {n * 37 + 1000:,} arrivals and {n * 31 + 900:,} departures."))
        )
    return pdf(objects)


def pdf_stream_that_unpacks_to_a_gigabyte() -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    packed = b"".join(packer.compress(block) for _ in range(1000)) + packer.flush()
    return text_page(packed, more="/Filter /FlateDecode")


def pdf_of_a_million_numbers_on_one_page(lines: int = 60_000) -> bytes:
    rows = b"".join(b"(1 234 5 678 9) Tj T*\n" for _ in range(lines))
    return text_page(b"BT /F1 1 Tf 1 TL 10 790 Td " + rows + b"ET")


def scanned_pdf() -> bytes:
    """A page that is one picture."""
    image = stream(
        b"\x80" * 64, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    page = f"{_PAGE} /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
    tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream(b"q 600 0 0 700 0 0 cm /I Do Q"), image])


def pdf_with_one_scanned_page_among_text() -> bytes:
    image = stream(
        b"\x80" * 64, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    page = _PAGE + " /Contents {} 0 R /Resources << /Font << /F1 8 0 R >> /XObject << /I 7 0 R >> >> >>"
    tree = "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>"
    pages = [page.format(5), page.format(6)]
    drawn = [stream(shown(SENTENCE)), stream(b"q 600 0 0 700 0 0 cm /I Do Q")]
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", tree, *pages, *drawn, image, _FONT])


def encrypted_pdf() -> bytes:
    """The standard handler with a password that nobody knows."""
    keys = f"/O <{'41' * 32}> /U <{'42' * 32}>"
    crypt = f"<< /Filter /Standard /V 1 /R 2 {keys} /P -4 >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", crypt]
    return pdf(objects, trailer=f"/Encrypt 3 0 R /ID [<{'00' * 16}> <{'00' * 16}>]")


def pdf_that_stops_in_the_middle() -> bytes:
    whole = text_page(shown(SENTENCE), pages=20)
    return whole[: len(whole) // 2]


def pdf_of_noise() -> bytes:
    return b"%PDF-1.7\n" + Random(7).randbytes(200_000)


def html_nested_100000_deep(depth: int = 100_000) -> bytes:
    return b"<html><body>" + b"<div>" * depth + SENTENCE.encode() + b"</div>" * depth + b"</body></html>"


def html_tables_nested_20000_deep(depth: int = 20_000) -> bytes:
    return b"<html><body>" + b"<table><tr><td>1" * depth


def html_table_of_10000_columns(columns: int = 10_000) -> bytes:
    head = "<tr>" + "".join(f"<th>Year {n}</th>" for n in range(columns)) + "</tr>"
    row = "<tr><td>Country</td>" + "".join(f"<td>{n % 97}</td>" for n in range(columns - 1)) + "</tr>"
    return f"<html><body><table>{head}{row * 5}</table></body></html>".encode()


def html_of_huge_spans() -> bytes:
    row = '<tr><td colspan="1000000000" rowspan="1000000000">5</td></tr>'
    return f"<html><body><table>{row * 2000}</table></body></html>".encode()


def html_of_unclosed_marks() -> bytes:
    return b"<html><body>" + b"<!--" * 50_000 + b"<p " * 50_000 + b"&#" * 50_000 + b'<a href="' * 50_000


def html_of_entities(times: int = 20_000) -> bytes:
    return b"<html><body><p>" + b"&#x110000;&#0;&bogus;&#99999999999999999999;&nbsp;4&thinsp;5" * times


def svg_called_html(texts: int = 100_000) -> bytes:
    return b"<html><body><svg>" + b"<text>1 234</text>" * texts + b"</svg></body></html>"


def markdown_table_of_10000_columns() -> bytes:
    head = "| " + " | ".join(f"y{n}" for n in range(10_000)) + " |\n"
    rule = "|" + " --- |" * 10_000 + "\n"
    row = "| " + " | ".join(str(n * 7919 % 1000) for n in range(10_000)) + " |\n"
    return (head + rule + row * 6).encode()


def aligned_text_of_10000_columns() -> bytes:
    row = "Total" + "".join(f"   {n * 7919 % 1000}" for n in range(10_000)) + "\n"
    return (row * 6).encode()


def table_of_100000_rows(rows: int = 100_000) -> bytes:
    body = "".join(f"| Place {n} | {n * 31 % 5000} | {n * 17 % 3000} | {n % 100} |\n" for n in range(rows))
    return ("| Place | In | Out | Share |\n| --- | --- | --- | --- |\n" + body).encode()


def one_paragraph_of_20000_numbers(count: int = 20_000) -> bytes:
    items = ", ".join(f"{n * 7919 % 100_000 + 1:,} from place {n} ({n % 100}.{n % 10} per cent)" for n in range(count))
    return f"A total of 999,999,999 arrivals: {items}.".encode()


def one_paragraph_of_20000_shares(count: int = 20_000) -> bytes:
    return ("The share was " + ", ".join(f"{n % 100}.{n % 10}%" for n in range(count)) + " of 1,234,567.").encode()


def one_sentence_without_an_end() -> bytes:
    return ("arrivals from Uzbekistan and " * 60_000).encode()


def digits_of_50_megabytes(tens: int = 5_000_000) -> bytes:
    return b"1234567890" * tens


def short_lines_of_digits(lines: int = 400_000) -> bytes:
    return b"1234 567,890 12.5% 2,345\n" * lines


def runs_that_bait_patterns(share: int = 1) -> bytes:
    """Long runs of what number patterns repeat: digits, blanks, separators, per cents, brackets, dashes."""
    runs = [
        "1 " * 20_000,
        " " * 50_000 + "5",
        "1," * 20_000,
        "%" * 50_000,
        "(" * 50_000,
        "-" * 50_000 + "7",
        "1.1." * 20_000,
    ]
    runs += [
        "\u00a01" * 20_000,
        "thousand " * 20_000,
        "per cent " * 20_000,
        "1–" * 20_000,
        "* " * 20_000,
        "| " * 20_000,
    ]
    runs += [
        "[" * 50_000,
        "](" * 20_000,
        "<!--" * 20_000,
        "<a " * 20_000,
        "`" * 50_000,
        "a@" * 20_000,
        "http://" * 20_000,
    ]
    runs += ["two hundred " * 10_000, "1 млн " * 10_000, "I квартал " * 10_000, "2023–" * 10_000, "from 1 to " * 10_000]
    return "\n\n".join(run[: len(run) // share] for run in runs).encode()


def right_to_left_marks() -> bytes:
    marked = SENTENCE.replace("21,430", "\u202e034,12\u202c").replace(" ", "\u200f \u200e")
    return ("# Bulletin\n\n" + marked + "\n\n" + "\u202e" * 100_000 + "\u2066" * 100_000 + " 5 per cent\n").encode()


def zero_bytes_in_text() -> bytes:
    return ("# Bulletin\n\n" + SENTENCE.replace(" ", " \x00") + "\n").encode() * 50


def only_zero_bytes() -> bytes:
    return bytes(100_000)


def noise() -> bytes:
    return Random(11).randbytes(300_000)


def text_in_cp1251() -> bytes:
    body = "В третьем квартале 2025 года зарегистрировано 48210 въездов, из них 21430 (44,5 процента) из Узбекистана. "
    return ("Обзор миграционной ситуации\n\n" + body * 5).encode("cp1251")


def text_in_utf16() -> bytes:
    return ("# Bulletin\n\n" + SENTENCE + "\n").encode("utf-16")


def text_in_utf16_without_a_mark() -> bytes:
    return ("# Bulletin\n\n" + SENTENCE + "\n").encode("utf-16-le")


def half_of_a_character() -> bytes:
    return "# Шолу\n\nБарлығы 48 210 келу тіркелді".encode()[:-1]


def docx(body: str, doctype: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file that holds little more than its main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _DOCUMENT.format(doctype=doctype, w=_W, body=body))
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx_zip_bomb(size: int = 400_000_000) -> bytes:
    return docx(paragraph(" " * size))


def docx_bomb_that_lies_about_its_size(size: int = 400_000_000) -> bytes:
    """The directory says a hundred bytes; the part unpacks to 400 million."""
    data = bytearray(docx(paragraph(" " * size)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def docx_of_a_billion_laughs() -> bytes:
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    doctype = '<!DOCTYPE w:document [<!ENTITY a0 "48,210 arrivals ">' + "".join(names) + "]>"
    return docx(paragraph("&a11;") + paragraph(SENTENCE), doctype)


def docx_that_asks_for_a_local_file() -> bytes:
    doctype = '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    return docx(paragraph("&secret; 48,210") + paragraph(SENTENCE), doctype)


def docx_nested_50000_deep() -> bytes:
    return docx("<w:sdt>" * 50_000 + paragraph(SENTENCE) + "</w:sdt>" * 50_000)


def docx_table_of_10000_columns(columns: int = 10_000) -> bytes:
    row = "<w:tr>" + "".join(f"<w:tc>{paragraph(str(n * 7919 % 1000))}</w:tc>" for n in range(columns)) + "</w:tr>"
    return docx(f"<w:tbl>{row * 5}</w:tbl>")


def docx_of_tables_in_tables() -> bytes:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("48,210") * 200 + "</w:tc></w:tr></w:tbl>" * 60
    return docx(deep + paragraph(SENTENCE))


def docx_without_a_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return out.getvalue()


def docx_cut_short() -> bytes:
    return docx(paragraph(SENTENCE) * 100)[:400]


def empty() -> bytes:
    return b""


def blanks() -> bytes:
    return b" \r\n\t" * 10_000


def a_word_file_of_the_nineties() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)


def a_picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + Random(3).randbytes(20_000)
