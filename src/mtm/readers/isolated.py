"""Deliveries are read in a process of their own, so that a hostile file can at worst lose that process.

Scope: one worker for many files; it is started once, limited in memory where the system can do that, and replaced
after a hang or a crash. What comes back is plain JSON, checked while it is turned into values: nothing that the worker
sends is ever executed.
Errors: none from bytes; MtmError where no process can be started at all.
"""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, SimpleQueue

import mtm
from mtm.model.cell import Content
from mtm.model.errors import MtmError
from mtm.model.finding import Finding
from mtm.readers.limits import MAX_ANSWER, MAX_FILE, READ_MEMORY, READ_SECONDS, RESTART_FROM
from mtm.readers.reading import Reading, Refusal
from mtm.readers.wire import from_wire

HEADER = struct.Struct("<IQ")  # length of the name, length of the data
ANSWER = struct.Struct("<Q")
_SHORT = 4096  # bytes of an answer that may only be a refusal


class Worker:
    """A reading process; use as a context manager, or keep one for many files and close it."""

    def __init__(self, seconds: float = READ_SECONDS, memory: int = READ_MEMORY) -> None:
        self.seconds, self.memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._lock = threading.Lock()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process without waiting for it, so that it is ready when the first file comes."""
        with self._lock:
            self._running()

    def read(self, name: str, data: bytes) -> tuple[Content | None, tuple[Finding, ...]]:
        """As ``dispatch.read``, within the worker's limits."""
        if len(data) > MAX_FILE:
            return _refused(name, Refusal("read_too_large", size=len(data), limit=MAX_FILE))
        with self._lock:
            try:
                answer = self._ask(name, data)
            except Refusal as refusal:
                self._stop()
                return _refused(name, refusal)
            except BaseException:
                self._stop()  # an answer may still be under way, and would be taken for that to the next file
                raise
            if len(answer) > RESTART_FROM or (len(answer) < _SHORT and b'"read_memory"' in answer):
                self._stop()
        try:
            return from_wire(answer)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            return _refused(name, Refusal("read_failed", reason=f"answer: {error}"[:200]))

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _ask(self, name: str, data: bytes) -> bytes:
        process = self._running()
        encoded = name.encode("utf-8", errors="surrogatepass")
        sender = threading.Thread(target=_send, args=(process, encoded, data), daemon=True)
        sender.start()  # a worker that does not listen must not hold up the reader
        try:
            answer = self._answers.get(timeout=self.seconds)
        except Empty:
            raise Refusal("read_timeout", seconds=f"{self.seconds:g}") from None
        if answer is None:
            raise Refusal("read_crashed", limit=self.memory)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._answers = SimpleQueue()
            self._process = _spawn(self.seconds, self.memory)
            threading.Thread(target=_receive, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue  # the rest of a file that the worker did not live to take


def isolated_read(
    name: str, data: bytes, *, seconds: float = READ_SECONDS, memory: int = READ_MEMORY
) -> tuple[Content | None, tuple[Finding, ...]]:
    """Read one delivery in the worker that all calls with these limits share.

    ``seconds`` is the longest time for one file, ``memory`` the address space of the worker in bytes (limited on Linux
    and, as far as the system obeys, on macOS; Windows has no such limit for a single process).
    """
    return _shared(seconds, memory).read(name, data)


def prepare(*, seconds: float = READ_SECONDS, memory: int = READ_MEMORY) -> None:
    """Start the shared worker in the background, so that reading does not wait for it later."""
    _shared(seconds, memory).start()


def close() -> None:
    """End all shared workers; they also end by themselves with this process."""
    while _WORKERS:
        _WORKERS.popitem()[1].close()


_WORKERS: dict[tuple[float, int], Worker] = {}


def _shared(seconds: float, memory: int) -> Worker:
    if not _WORKERS:
        atexit.register(close)
    return _WORKERS.setdefault((seconds, memory), Worker(seconds, memory))


def _command(seconds: float, memory: int) -> list[str]:
    """-P keeps the folder that mtm is started in, which may hold anything, out of the search for modules."""
    return [sys.executable, "-P", "-m", "mtm.readers.worker", str(seconds), str(memory)]


def _spawn(seconds: float, memory: int) -> subprocess.Popen[bytes]:
    home = str(Path(mtm.__file__).parent.parent)
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            _command(seconds, memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries that panic write there; the finding says what matters
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError) as error:
        raise MtmError(
            "the process that reads deliveries cannot be started",
            value=str(error),
            remedy="Check that mtm runs from an ordinary Python installation.",
        ) from error


def _send(process: subprocess.Popen[bytes], name: bytes, data: bytes) -> None:
    try:
        stream = process.stdin
        if stream is not None:
            stream.write(HEADER.pack(len(name), len(data)) + name)
            stream.write(data)
            stream.flush()
    except (OSError, ValueError):
        return  # the worker ended; the missing answer says so


def _receive(process: subprocess.Popen[bytes], answers: SimpleQueue[bytes | None]) -> None:
    """Pass on answers one by one; None when the worker has ended."""
    stream = process.stdout
    try:
        while stream is not None:
            header = stream.read(ANSWER.size)
            size = ANSWER.unpack(header)[0] if len(header) == ANSWER.size else MAX_ANSWER + 1
            answer = stream.read(size) if size <= MAX_ANSWER else b""
            if not answer or len(answer) < size:
                break
            answers.put(answer)
    except (OSError, ValueError):
        pass  # closed while waiting
    answers.put(None)


def _refused(name: str, refusal: Refusal) -> tuple[None, tuple[Finding, ...]]:
    reading = Reading(name)
    reading.refuse(refusal)
    return None, tuple(reading.findings)
