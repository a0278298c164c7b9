"""Damaged files, files that changed their layout, broken rows: refused or set aside with a name, never half counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from border_intake import HEADER, REST, Desk, lines, records

from mtm.microdata.dataset import Dataset, DatasetError, load
from mtm.microdata.engines import engine
from mtm.microdata.extracts import ExtractError
from mtm.microdata.fast import available, fast
from mtm.microdata.parameters import Parameters
from mtm.microdata.workbench import quoted, workbench

Damage = Callable[[bytearray], None]


def without_end(data: bytearray) -> None:
    del data[-20:]


def half(data: bytearray) -> None:
    del data[len(data) // 2 :]


def zeros_in_the_footer(data: bytearray) -> None:
    """The footer stands before its own length (4 bytes) and the mark (4 bytes)."""
    length = int.from_bytes(data[-8:-4], "little")
    data[-8 - length : -8] = bytes(length)


def footer_longer_than_the_file(data: bytearray) -> None:
    data[-8:-4] = b"\xff\xff\xff\x7f"


def zeros_in_the_pages(data: bytearray) -> None:
    """The footer says what is where, but it is not there any more."""
    end = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    data[4:end] = bytes(end - 4)


DAMAGES = (without_end, half, zeros_in_the_footer, footer_longer_than_the_file, zeros_in_the_pages)
EVERY_DAMAGE = pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)


def spoil(path: Path, damage: Damage) -> None:
    data = bytearray(path.read_bytes())
    damage(data)
    path.write_bytes(data)


def parquet_of(desk: Desk, text: list[str], name: str, select: str = "*") -> Path:
    """The lines as a partner might send them in Parquet; ``select`` changes the columns' types."""
    source, path = desk.file(text, "source.csv"), desk.root / "inbox" / name
    with workbench() as database:
        database.sql(f"SELECT {select} FROM read_csv({quoted(str(source))}, all_varchar = true)").write_parquet(
            str(path)
        )
    source.unlink()
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("damage"))
    desk.take(desk.file(lines(12)))
    return desk


@EVERY_DAMAGE
def test_a_damaged_partner_file_is_refused_and_a_whole_one_is_taken_afterwards(damage: Damage, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = parquet_of(desk, lines(12), "2025-01-10_a.parquet")
    whole = path.read_bytes()
    spoil(path, damage)
    with pytest.raises(ExtractError, match=r"2025-01-10_a\.parquet.*damaged or incomplete.*Nothing was taken in"):
        desk.take(path, piece_rows=5)
    assert not (desk.out / "dataset.json").exists()
    path.write_bytes(whole)
    assert desk.take(path, piece_rows=5).taken.accepted == 12


@EVERY_DAMAGE
@pytest.mark.skipif(not available(), reason="only the fast paths read the registers (extra fast)")
def test_a_damaged_register_is_named(made: Desk, damage: Damage) -> None:
    dataset = load(made.out)
    [path] = dataset.paths(dataset.registers[-1:])
    whole = path.read_bytes()
    spoil(path, damage)
    try:
        with fast() as passes, pytest.raises(DatasetError, match=rf"{path.name}.*cannot be read.*Restore it"):
            passes.run("persons", dataset, Parameters())
    finally:
        path.write_bytes(whole)


@EVERY_DAMAGE
@pytest.mark.parametrize("kind", ["crossings", "histories"])
def test_a_damaged_file_of_the_dataset_is_named_by_every_engine(made: Desk, damage: Damage, kind: str) -> None:
    dataset = load(made.out)
    path = dataset.paths(getattr(dataset, kind))[-1]
    whole = path.read_bytes()
    question = {"crossings": "crossings_by_point", "histories": "corridors"}[kind]
    spoil(path, damage)
    try:
        for run in _engines():
            with pytest.raises(DatasetError, match=rf"{path.name}.*cannot be read.*Restore it"):
                run(question, dataset)
    finally:
        path.write_bytes(whole)
    assert all(run(question, dataset) for run in _engines())


def _engines() -> list[Callable[[str, Dataset], object]]:
    def sql(name: str, dataset: Dataset) -> object:
        with engine("duckdb") as opened:
            return opened.run(name, dataset, Parameters())

    def passes(name: str, dataset: Dataset) -> object:
        with fast() as opened:
            return opened.run(name, dataset, Parameters())

    return [sql, passes] if available() else [sql]


@pytest.mark.parametrize("kind", ["crossings", "people"])
def test_a_delivery_for_a_damaged_dataset_names_the_file_and_changes_nothing(kind: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.take(desk.file(lines(12))).dataset
    assert first is not None
    path = first.paths(getattr(first, kind))[0]
    whole = path.read_bytes()
    spoil(path, without_end)
    more = desk.file(lines(12, 100), "2025-02-10_crossings.csv")
    with pytest.raises(DatasetError, match=path.name):
        desk.take(more)
    assert load(desk.out) == first
    path.write_bytes(whole)
    found = desk.take(more).dataset
    assert found is not None and found.rows == 24 and len(records(found)) == 24


def test_of_a_folder_the_files_before_a_drifted_one_are_taken_and_the_rest_after_the_mapping_is_mended(
    tmp_path: Path,
) -> None:
    from mtm.microdata.intake import intake

    desk = Desk(tmp_path)
    desk.file(lines(6), "2025-01-10_a.csv")
    desk.file(lines(6, 6), "2025-02-10_b.csv", header=HEADER.replace("paper", "document"))
    last = desk.file(lines(6, 12), "2025-03-10_c.csv")
    desk.take(last.with_name("2025-01-10_a.csv"))
    with pytest.raises(ExtractError, match=r'2025-02-10_b\.csv.*"paper".*The file has .*document.*Change the mapping'):
        intake(last.parent, desk.mapping, desk.out, key=desk.key)
    assert [taken.name for taken in load(desk.out).taken] == ["2025-01-10_a.csv"]
    drifted = last.with_name("2025-02-10_b.csv")
    drifted.write_text(drifted.read_text(encoding="utf-8").replace("document", "paper", 1), encoding="utf-8")
    found = intake(last.parent, desk.mapping, desk.out, key=desk.key)
    assert [one.taken.accepted for one in found] == [6, 6, 6]
    assert [taken.name for taken in load(desk.out).taken] == ["2025-01-10_a.csv", drifted.name, last.name]


DRIFTED_TYPES = 'doc, CAST("when" AS TIMESTAMP) AS "when", * EXCLUDE (doc, "when", born), CAST(born AS DOUBLE) AS born'


def test_columns_that_changed_their_types_give_the_same_records(tmp_path: Path) -> None:
    """A Parquet writer turns years with a gap into 1990.0 and texts into timestamps from one delivery to the next."""
    found = []
    for number, select in enumerate(("*", DRIFTED_TYPES)):
        desk = Desk(tmp_path / f"{number}")
        dataset = desk.take(parquet_of(desk, lines(12), "2025-01-10_a.parquet", select)).dataset
        assert dataset is not None
        found.append(records(dataset))
    assert found[0] == found[1] and len(found[0]) == 12


BROKEN = {
    "P1,2023-01-01": "broken_fields",
    'P1,"2023-01-01 00:00:00,IN,North,ROAD,UZB,M,1990,WORK,PASSPORT': "broken_quotes",
    "P1,2023-01-01 00:00:00,IN,North,ROAD,UZB,M,1990,WORK,PASS\0PORT": "broken_encoding",
}


@pytest.mark.parametrize("where", [0, 7, 12])
def test_a_broken_row_costs_itself_only_wherever_pieces_are_cut(where: int, tmp_path: Path) -> None:
    """Twelve good lines and three broken ones in pieces of three lines or so; line 1 is the header."""
    desk, text = Desk(tmp_path), lines(12)
    text[where:where] = BROKEN
    found = desk.take(desk.file(text), piece_bytes=200)
    assert found.taken.rejected == dict.fromkeys(BROKEN.values(), 1)
    assert found.taken.accepted == 12 and found.taken.rows == 15
    assert found.rejected is not None
    told = [line.split(",")[:2] for line in found.rejected.read_text(encoding="utf-8").splitlines()[1:]]
    assert told == [[str(where + 2 + n), reason] for n, reason in enumerate(BROKEN.values())]


def test_a_parquet_column_of_dates_needs_no_format(tmp_path: Path) -> None:
    """Midnight at the border on each date: the entry of 1 March stands before the exit of 4 March."""
    desk = Desk(tmp_path)
    text = [f"P1,2023-03-01,IN,{REST}", f"P1,2023-03-04,OUT,{REST}"]
    path = parquet_of(desk, text, "2025-01-10_a.parquet", 'CAST("when" AS DATE) AS "when", * EXCLUDE ("when")')
    dataset = desk.take(path).dataset
    assert dataset is not None and [row[2] for row in records(dataset)] == [19417, 19420]  # days since 1970


def test_a_file_in_utf_16_is_refused_with_what_to_do(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.file(lines(3), encoding="utf-16")
    with pytest.raises(ExtractError, match=r"UTF-16.*UTF-8"):
        desk.take(path)
