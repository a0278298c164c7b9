"""Reading in a process of its own: equal results, and nothing a file does reaches the caller but a finding."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from delivered import docx, ods, rows, xlsx
from hypothesis import given
from hypothesis import strategies as st

from mtm.model.cell import Cell, Content, Grid, Merge, Paragraph
from mtm.model.finding import Finding, Place
from mtm.readers import Worker, isolated, isolated_read, read
from mtm.readers.wire import from_wire, to_wire

ONE = xlsx(rows('<c r="A1" s="0"><v>65.799999999999997</v></c><c r="B1" t="b"><v>1</v></c>'), styles=("0.0",))
INBOX = Path(__file__).parents[2] / "examples" / "kazakhstan" / "inbox"


def test_the_worker_reads_exactly_what_this_process_reads() -> None:
    with Worker() as worker:
        for path in sorted(INBOX.rglob("*.*")):
            assert worker.read(path.name, path.read_bytes()) == read(path.name, path.read_bytes())
        assert worker.read("a.xls", b"<html>") == read("a.xls", b"<html>")


def test_one_worker_serves_many_files() -> None:
    with Worker() as worker:
        worker.read("a.xlsx", ONE)
        first = worker._process
        worker.read("b.xlsx", ONE)
        assert worker._process is first


def test_a_file_that_hangs_is_given_up_and_the_next_one_is_read(
    stub: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = stub("import time; time.sleep(60)", seconds=0.5)
    content, findings = worker.read("a.xlsx", ONE)
    assert content is None
    assert [(f.rule, f.severity, f.param("seconds")) for f in findings] == [("read_timeout", "warning", "0.5")]
    monkeypatch.undo()
    worker.seconds = 30
    assert worker.read("b.xlsx", ONE)[0] is not None


@pytest.mark.parametrize("end", ["import os; os._exit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_file_that_kills_its_reader_is_a_finding(end: str, stub: Callable[..., Worker]) -> None:
    if "SIGKILL" in end and sys.platform == "win32":
        pytest.skip("Windows has no SIGKILL")
    assert [f.rule for f in stub(end).read("a.xlsx", ONE)[1]] == ["read_crashed"]


def test_a_worker_that_died_between_two_files_is_replaced() -> None:
    with Worker() as worker:
        worker.read("a.xlsx", ONE)
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        assert worker.read("b.xlsx", ONE)[0] is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process reliably")
def test_a_file_that_needs_too_much_memory_is_a_finding_and_the_next_one_is_read() -> None:
    large = b"a,b\n" + b"x,y\n" * 15_000_000  # 60 MB of text, which take 240 MB while lines are told apart
    with Worker(memory=300 * 2**20) as worker:
        assert worker.read("a.csv", large)[1][-1].rule in ("read_memory", "read_crashed")
        assert worker.read("b.xlsx", ONE)[0] is not None


@pytest.mark.parametrize(
    "answer", [b"", b"{}", b"[]", b'{"content":[1,2,3],"findings":[]}', b'{"content":null,"findings":[["x"]]}', b"\xff"]
)
def test_a_malformed_answer_is_a_finding_and_nothing_is_executed(answer: bytes, stub: Callable[..., Worker]) -> None:
    code = f"import sys; b={answer!r}; sys.stdout.buffer.write(len(b).to_bytes(8,'little')+b); sys.stdout.flush()"
    content, findings = stub(code + "; import time; time.sleep(20)").read("a.xlsx", ONE)
    assert content is None
    assert findings[0].rule in ("read_failed", "read_crashed")


def test_an_interrupted_call_leaves_no_answer_behind_for_the_next_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    with Worker() as worker:
        worker.start()
        with monkeypatch.context() as patch:
            patch.setattr(worker, "_answers", SimpleNamespace(get=interrupt))
            with pytest.raises(KeyboardInterrupt):
                worker.read("a.xlsx", ONE)
        content, _ = worker.read("b.csv", b"a,b\n1,2\n")
        assert content is not None
        assert content.format == "csv"


def test_calls_from_several_threads_do_not_mix_up_answers() -> None:
    results: dict[int, bool] = {}

    def ask(number: int) -> None:
        content, _ = isolated_read(f"{number}.csv", f"a,b\n{number},x\n".encode())
        results[number] = content is not None and content.grids[0].rows[1][0].text == str(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == dict.fromkeys(range(8), True)


def test_the_worker_does_not_import_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Worker() as worker:
        assert worker.read("a.xlsx", ONE)[0] is not None


def test_content_of_every_kind_comes_back_the_same() -> None:
    cells = (
        Cell(1, 1, "A1", "x", "x"),
        Cell(1, 2, "B1", "198.0", 198),
        Cell(1, 3, "C1", "65.8", Decimal("65.80")),
        Cell(1, 4, "D1", "", None),
        Cell(1, 5, "E1", "#REF!", None, "#REF!"),
        Cell(1, 6, "F1", "ИСТИНА", True),
        Cell(1, 7, "G1", "1.9.", date(2023, 9, 1)),
        Cell(1, 8, "H1", "1.9. 12:30", datetime.fromisoformat("2023-09-01T12:30")),
        Cell(1, 9, "I1", "shown", "stored"),
        Cell(1, 10, "J1", "shown", None),
    )
    grid = Grid("s", (cells,), (Merge(1, 1, 1, 2),), True, frozenset({1}), frozenset({2, 3}), "above")
    content = Content("xlsx", (grid,), (Paragraph("paragraph 1", "text", "heading"),))
    findings = (Finding.make("rule", "note", Place("f", "s", "A1", "\ud800"), a=1),)
    assert from_wire(to_wire(content, findings)) == (content, findings)
    kinds = [type(cell.value) for cell in from_wire(to_wire(content, ()))[0].grids[0].rows[0]]  # type: ignore[union-attr]
    assert kinds == [type(cell.value) for cell in cells]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False),
    st.text(),
    st.dates(),
    st.datetimes(allow_imaginary=False).map(lambda d: d.replace(fold=0)),
)


@given(st.lists(st.tuples(st.text(), VALUES, st.none() | st.text(min_size=1)), max_size=6))
def test_any_cell_comes_back_the_same(found: list[tuple[str, object, str | None]]) -> None:
    cells = tuple(
        Cell(1, i, f"A{i}", text, None if error else value, error)  # type: ignore[arg-type]
        for i, (text, value, error) in enumerate(found, start=1)
    )
    content = Content("csv", (Grid("", (cells,)),))
    back = from_wire(to_wire(content, ()))[0]
    assert back == content
    assert back is not None
    assert [repr(cell.value) for cell in back.grids[0].rows[0]] == [repr(cell.value) for cell in cells]


def test_what_crosses_between_the_processes_is_plain_json() -> None:
    json.loads(to_wire(*read("a.docx", docx("<w:p/>"))))
    json.loads(to_wire(*read("a.ods", ods("<x/>"))))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Worker]]:
    """Makes workers whose process runs other code once a file comes, as a hostile file might make it do."""
    made: list[Worker] = []

    def make(code: str, seconds: float = 20) -> Worker:
        command = [sys.executable, "-c", f"import sys; sys.stdin.buffer.read(20); {code}"]
        monkeypatch.setattr(isolated, "_command", lambda *_: command)
        made.append(Worker(seconds))
        return made[-1]

    yield make
    for worker in made:
        worker.close()
