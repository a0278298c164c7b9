"""The process in which deliveries are read: takes files from its input, sends cells to its output.

Scope: started by ``isolated`` as ``python -m mtm.readers.worker SECONDS MEMORY``; ends when its input ends. It limits
its own memory, and a timer outside Python ends it should the parent die while a file hangs.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from mtm.readers.dispatch import read, refused
from mtm.readers.isolated import ANSWER, HEADER
from mtm.readers.limits import READ_MEMORY
from mtm.readers.reading import Reading, Refusal
from mtm.readers.wire import to_wire

_GRACE = 5.0  # seconds after which a worker ends itself when its parent did not


def main(seconds: float, memory: int) -> None:
    """Answer one file after another until there are no more."""
    _limit(memory)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means
    gc.disable()  # millions of cells without cycles; collected between files instead
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    with Path(os.devnull).open("w") as nowhere:
        while request := _request(source):
            faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
            answer = _answer(*request)
            faulthandler.cancel_dump_traceback_later()
            sink.write(ANSWER.pack(len(answer)))
            sink.write(answer)
            sink.flush()
            del request, answer
            gc.collect()


def _answer(name: str, data: bytes) -> bytes:
    try:
        return to_wire(*read(name, data))
    except MemoryError:
        return to_wire(*refused(Reading(name), Refusal("read_memory", limit=READ_MEMORY)))


def _request(source: BinaryIO) -> tuple[str, bytes] | None:
    header = source.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    name, data = (source.read(size) for size in HEADER.unpack(header))
    return name.decode("utf-8", errors="surrogatepass"), data


def _limit(memory: int) -> None:
    """Limit this process where the system offers it; Windows does not."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # a stricter limit stands already, or the system ignores it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
