"""A store that is locked, damaged, foreign, full or killed: a StoreError that says what to do, or nothing lost."""

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from stocked import RECIPE, many

from mtm.model.errors import StoreError
from mtm.store import Store

HERE = Path(__file__).parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matrix.duckdb"


def script(code: str, *arguments: object) -> list[str]:
    head = f"import sys; sys.path.insert(0, {str(HERE)!r})\nfrom pathlib import Path\nfrom stocked import many\n"
    head += "from mtm.store import Store\n"
    return [sys.executable, "-c", head + textwrap.dedent(code), *map(str, arguments)]


def test_a_missing_store_opened_for_reading_says_what_to_do(path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store\. Build a period first"):
        Store.open(path, read_only=True)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 20_000, os.urandom(300_000)])
def test_a_file_that_is_no_database_is_refused_with_the_remedy(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match="delete the file"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE theirs (x INT)")
    with pytest.raises(StoreError, match="not a store of mtm"):
        Store.open(path)


def test_a_store_of_another_version_is_refused_with_the_remedy(path: Path) -> None:
    Store.open(path).close()
    with duckdb.connect(str(path)) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    with pytest.raises(StoreError, match=r'another version of mtm "99".*delete the file'):
        Store.open(path)


def test_a_store_that_another_process_has_open_is_a_clear_error(path: Path) -> None:
    Store.open(path).close()
    with other_process(path) as holder:
        for read_only in (False, True):
            with pytest.raises(StoreError, match="another process is using the store"):
                Store.open(path, read_only, wait=0.1)
        assert holder.stdin is not None
        holder.stdin.close()  # it closes the store and ends
        with Store.open(path, wait=20) as store:
            assert store.deliveries() == ()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_a_clear_error(path: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(StoreError, match="may not be written to"):
        Store.open(path)


def test_a_store_opened_for_reading_refuses_to_be_written(path: Path) -> None:
    Store.open(path).close()
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="may not be written to"):
        store.take(many(1, 3))


def test_two_processes_that_make_the_store_at_once_make_one(path: Path) -> None:
    code = """
    from mtm.store import Store
    with Store.open(Path(sys.argv[1]), wait=60) as store:
        store.take(many(int(sys.argv[2]), 5))
    """
    running = [subprocess.Popen(script(code, path, number)) for number in range(4)]
    assert [process.wait(120) for process in running] == [0, 0, 0, 0]
    with Store.open(path) as store:
        assert len(store.deliveries()) == 4
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_failure_half_way_keeps_nothing_of_the_delivery(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        store.take(many(1, 5))
        for step in ("_fill", "_keep", "_note"):
            with monkeypatch.context() as patch:
                patch.setattr(Store, step, failing(OSError(28, "No space left on device")))
                with pytest.raises(OSError, match="No space"):
                    store.take(many(2, 5))
            assert store.deliveries() == (many(1, 5).delivery,)
        store.take(many(2, 5))
        assert len(store.observations()) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files of a process")
def test_a_full_disk_is_a_clear_error_and_the_store_stays_whole(path: Path) -> None:
    with Store.open(path) as store:
        store.take(many(1, 50))
    code = """
    import resource
    from mtm.model.errors import StoreError
    limit = Path(sys.argv[1]).stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with Store.open(Path(sys.argv[1])) as store:
            for number in range(2, 30):
                store.take(many(number, 2000))
        print("no error")
    except StoreError as error:
        print(error)
    """
    done = subprocess.run(script(code, path), capture_output=True, text=True, check=False)
    assert "store" in done.stdout, done
    assert "Traceback" not in done.stderr
    with Store.open(path) as store:
        whole(store, 2000, {1: 50})
        store.take(many(40, 10))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_moment_the_store_holds_all_of_a_delivery_or_nothing(path: Path) -> None:
    # the long form, 200 kills, is benchmarks/store_faults.py
    chance = random.Random(2024)
    for _ in range(15):
        process = subprocess.Popen(script(TAKING, path), stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.read(1)  # it is about to open the store
        try:
            process.wait(chance.uniform(0.0, 0.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Store.open(path) as store:
            whole(store, 300, {})
    with Store.open(path) as store:
        store.take_all([many(number, 300) for number in range(12)])
        expected = sorted((o for n in range(12) for o in many(n, 300).observations), key=lambda o: o.id)
        assert sorted(store.observations(), key=lambda o: o.id) == expected
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".duckdb"] == [path.name]


TAKING = """
import duckdb
print("x", end="", flush=True)
with Store.open(Path(sys.argv[1])) as store:
    for number in range(12):
        store.take(many(number, 300))
"""


def test_no_flipped_byte_is_ever_served(path: Path, tmp_path: Path) -> None:
    takes = [many(number, 40) for number in range(3)]
    with Store.open(path) as store:
        store.take_all(takes)
        expected = (store.observations(), store.findings(), store.set_aside(), store.shapes(), store.deliveries())
    whole_file = path.read_bytes()
    copy = tmp_path / "copy.duckdb"
    chance = random.Random(7)
    used = [place for place in range(len(whole_file)) if whole_file[place]]
    caught = 0
    for place in chance.sample(used, 40):
        copy.write_bytes(
            whole_file[:place] + bytes([whole_file[place] ^ 1 << chance.randrange(8)]) + whole_file[place + 1 :]
        )
        try:
            with Store.open(copy, read_only=True) as store:
                found = (store.observations(), store.findings(), store.set_aside(), store.shapes(), store.deliveries())
                assert found == expected, place
                for item in takes:
                    assert store.data(item.delivery.sha256) == item.data
        except StoreError:
            caught += 1
    assert caught  # flips are detected, not merely harmless


def test_a_changed_row_is_detected_even_where_the_database_is_in_order(path: Path) -> None:
    for change in (
        "UPDATE observations SET value = '1' WHERE seq = 2",
        "DELETE FROM observations WHERE seq = 2",
        "UPDATE findings SET rule = 'other'",
        "UPDATE set_aside SET cell_text = 'other'",
        "UPDATE shapes SET heading_row = '6'",
        "UPDATE takes SET received = '2023-01-01'",
        "UPDATE takes SET withdrawn = true",
    ):
        path.unlink(missing_ok=True)
        with Store.open(path) as store:
            store.take(many(1, 5))
        with duckdb.connect(str(path)) as raw:
            raw.execute(change)
        with Store.open(path) as store, pytest.raises(StoreError, match=r"damaged.*delete the file"):
            everything(store)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_journal_cut_off_or_changed_loses_whole_deliveries_or_is_refused(path: Path, share: float) -> None:
    """The journal (.wal) stands beside the file after a kill; a lost delivery is simply taken again."""
    code = TAKING + "    import os; os._exit(9)"
    subprocess.run(script(code, path), check=False, stdout=subprocess.DEVNULL)
    journal = path.with_name(f"{path.name}.wal")
    data = journal.read_bytes()
    place = int(len(data) * share)
    journal.write_bytes(data[:place])
    with Store.open(path) as store:
        whole(store, 300, {})
        store.take_all([many(number, 300) for number in range(12)])
        assert len(store.deliveries()) == 12


def test_changed_bytes_of_a_delivery_are_detected(path: Path) -> None:
    item = many(1, 5)
    with Store.open(path) as store:
        store.take(item)
    with duckdb.connect(str(path)) as raw:
        raw.execute("UPDATE contents SET data = 'x'::BLOB")
    with Store.open(path) as store, pytest.raises(StoreError, match="damaged"):
        store.data(item.delivery.sha256)


def test_leftovers_of_a_store_that_was_never_finished_are_swept_away(path: Path) -> None:
    for process in (os.getpid(), 12345):
        path.with_name(f"{path.name}.{process}.new").write_bytes(b"half")
    with Store.open(path) as store:
        assert store.deliveries() == ()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_system_without_links_works_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(OSError(95, "Operation not supported")))
    with Store.open(path) as store:
        store.take(many(1, 2))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_database_may_not_read_other_files(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(duckdb.PermissionException):
        store._connection.execute("SELECT * FROM read_text('/etc/hostname')")


def whole(store: Store, size: int, sizes: dict[int, int]) -> None:
    """Every delivery in the store has all its observations and its bytes."""
    observations = store.observations()
    for delivery in store.deliveries():
        number = int(delivery.path.rsplit("_", 1)[-1].removesuffix(".csv"))
        expected = many(number, sizes.get(number, size))
        found = [o for o in observations if o.origin.file == delivery.path]
        assert tuple(found) == expected.observations
        assert store.data(delivery.sha256) == expected.data
        assert store.has(delivery, RECIPE)


def everything(store: Store) -> None:
    store.observations(), store.findings(), store.set_aside(), store.shapes()


def failing(error: Exception) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


class other_process:
    """A process that holds the store open until its input ends."""

    def __init__(self, path: Path) -> None:
        code = "with Store.open(Path(sys.argv[1])):\n    print('x', flush=True)\n    sys.stdin.read()"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(script(code, path), **pipes)  # type: ignore[call-overload]

    def __enter__(self) -> "subprocess.Popen[bytes]":
        assert self.process.stdout is not None
        self.process.stdout.read(1)
        return self.process

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(autouse=True)
def writable_again(tmp_path: Path) -> Iterator[None]:
    yield
    tmp_path.chmod(0o700)
    shutil.rmtree(tmp_path, ignore_errors=True)
