"""The store under faults: killed at random moments, and with single bits of its file flipped.

Run: python benchmarks/store_faults.py [KILLS] [FLIPS] (200 and 2000 unless told; about ten minutes on two cores).
Expected: after every kill each delivery is there whole or not at all, and no flipped bit is ever served.
The short form is tests/store/test_store_failures.py.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests" / "store"
sys.path.insert(0, str(TESTS))

from stocked import many  # noqa: E402 - the tests' own deliveries

from mtm.model.errors import StoreError  # noqa: E402
from mtm.store import Store  # noqa: E402

DELIVERIES, ROWS = 12, 300
TAKING = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
import duckdb
from stocked import many  # noqa: E402 - the tests' own deliveries
from mtm.store import Store  # noqa: E402
print("x", end="", flush=True)
with Store.open(Path(sys.argv[1])) as store:
    for number in range({DELIVERIES}):
        store.take(many(number, {ROWS}))
"""


def kills(folder: Path, count: int) -> Counter[str]:
    """Kill a process that takes deliveries, and look at what it left; start over when the store is complete."""
    chance = random.Random(1)
    found: Counter[str] = Counter()
    path = folder / "matrix.duckdb"
    for _ in range(count):
        with subprocess.Popen([sys.executable, "-c", TAKING, str(path)], stdout=subprocess.PIPE) as process:
            process.stdout.read(1)
            time.sleep(chance.uniform(0, 1.0))
            process.send_signal(signal.SIGKILL)
        with Store.open(path) as store:
            kept = whole(store)
        found[f"{kept} of {DELIVERIES} deliveries, all whole"] += 1
        if kept == DELIVERIES:
            for left in folder.iterdir():
                left.unlink()
    return found


def whole(store: Store) -> int:
    deliveries, observations = store.deliveries(), store.observations()
    for delivery in deliveries:
        expected = many(int(delivery.path.rsplit("_", 1)[-1].removesuffix(".csv")), ROWS)
        assert tuple(o for o in observations if o.origin.file == delivery.path) == expected.observations
        assert store.data(delivery.sha256) == expected.data
    return len(deliveries)


def flips(folder: Path, count: int) -> Counter[str]:
    """Flip one bit of a copy and read all of it; every fourth time in the file's first 12 KB, where its headers are."""
    path, copy = folder / "matrix.duckdb", folder / "copy.duckdb"
    with Store.open(path) as store:
        store.take_all(many(number, 40) for number in range(3))
    data = path.read_bytes()
    expected = everything(path)
    chance = random.Random(2)
    found: Counter[str] = Counter()
    for turn in range(count):
        place = chance.randrange(12_288 if turn % 4 == 0 else len(data))
        copy.write_bytes(data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :])
        try:
            found["harmless" if everything(copy) == expected else "SERVED"] += 1
        except StoreError:
            found["detected"] += 1
    return found


def everything(path: Path) -> tuple[object, ...]:
    with Store.open(path, read_only=True) as store:
        data = [store.data(delivery.sha256) for delivery in store.deliveries()]
        return store.observations(), store.findings(), store.set_aside(), store.shapes(), data


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:]]
    count, turns = [*numbers, 200, 2000][:2] if len(numbers) != 1 else (numbers[0], 2000)
    with tempfile.TemporaryDirectory() as folder:
        for outcome, number in sorted(kills(Path(folder), count).items()):
            print(f"{number:5d} kills: {outcome}")
    with tempfile.TemporaryDirectory() as folder:
        for outcome, number in sorted(flips(Path(folder), turns).items()):
            print(f"{number:5d} flips: {outcome}")


if __name__ == "__main__":
    main()
