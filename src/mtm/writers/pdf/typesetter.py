"""Typesetting: a report's values as JSON to the bytes of a PDF, here or in a process of its own.

Scope: the call of Typst. A process of its own gives its memory back when it is done, which matters when a release has
several languages: Typst keeps what it has typeset.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import cast

from mtm.model.errors import MtmError

_HERE = Path(__file__).parent
_FONTS = _HERE.parent.parent / "fonts"


def typeset(values: str, date: str = "") -> bytes:
    """The PDF of a report's values (JSON); ``date`` is the document's date (JSON), "" for none.

    Fonts of the machine are not used. Errors: MtmError with what Typst says.
    """
    import typst

    inputs = {"report": values, **({"date": date} if date else {})}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
    try:
        compiler = typst.Compiler(_HERE / "main.typ", root=_HERE, font_paths=fonts, ignore_system_fonts=True)
        return cast(bytes, compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs))
    except typst.TypstError as error:
        raise MtmError("The PDF could not be typeset", where="report.pdf", value=error.message) from error


def typeset_apart(values: str, date: str = "") -> bytes:
    """The same in a process of its own. Errors: MtmError as above."""
    command = [sys.executable, "-m", "mtm.writers.pdf.typesetter", date]
    ended = subprocess.run(command, input=values.encode(), capture_output=True, check=False)  # noqa: S603 - our own module
    if ended.returncode:
        raise MtmError("The PDF could not be typeset", where="report.pdf", value=ended.stderr.decode(errors="replace"))
    return ended.stdout


def main() -> None:
    """Read values from standard input, write the PDF to standard output."""
    try:
        sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode(), sys.argv[1]))
    except MtmError as error:
        sys.exit(error.value)


if __name__ == "__main__":
    main()
