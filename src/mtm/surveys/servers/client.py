"""Questions to a server over HTTPS: bounded in size, time and tries, with a token that goes to that server alone.

Scope: GET and POST. A cut connection, a busy server (429, 5xx) and a half answer are tried again, waiting as long as
the server asks; a refusal is told at once. Redirects are followed only on the same host, and never from https to http.
Errors: ServerError with what to do; it never holds the token or anything that was answered.
Source: RFC 9110 (Retry-After, status codes).
"""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import IO, Any

from mtm.model.errors import MtmError

TRIES = 6
SECONDS = 60.0
LONGEST_WAIT = 300.0
MAX_ANSWER = 256 * 2**20
MAX_FILE = 4 * 2**30
CHUNK = 2**20
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_LOCAL = ("localhost", "127.0.0.1", "::1")


class ServerError(MtmError):
    """A server did not give what it was asked for."""


class _CutError(Exception):
    """The connection ended before the answer did."""


@dataclass(frozen=True)
class Client:
    """One server and the right to ask it. ``sleep`` and ``now`` are given so that waiting can be tested."""

    server: str
    headers: Mapping[str, str]
    sleep: Callable[[float], None]
    now: Callable[[], datetime]
    seconds: float = SECONDS
    tries: int = TRIES
    opener: urllib.request.OpenerDirector = field(default_factory=lambda: _opener())

    def json(self, path: str, body: Mapping[str, str] | None = None) -> Any:
        """The JSON that the server answers."""
        return self._tried(path, lambda: _parsed(self._read(path, body)))

    def file(self, path: str) -> bytes:
        """A small file."""
        data: bytes = self._tried(path, lambda: self._read(path, None))
        return data

    def save(self, path: str, file: IO[bytes]) -> None:
        """A large file, written to ``file`` from its beginning; a cut download begins again."""
        self._tried(path, lambda: self._copy(path, file))

    def _tried(self, path: str, ask: Callable[[], Any]) -> Any:
        waited = 0.0
        for number in range(self.tries):
            try:
                return ask()
            except urllib.error.HTTPError as error:
                status = error.code
                wait = self._wait(error.headers.get("Retry-After"), number)
                error.close()
                if status not in _AGAIN:
                    raise _refusal(status, self.server, path) from None
                why = f"status {status}"
            except (urllib.error.URLError, http.client.HTTPException, OSError, _CutError) as error:
                _bad_certificate(error, self.server)
                wait, why = self._wait(None, number), "the connection was cut or could not be made"
            waited += wait
            if waited > LONGEST_WAIT or number + 1 == self.tries:
                break
            self.sleep(wait)
        remedy = "Try again later; what was taken in before is as it was."
        raise ServerError(f"the server gave no answer after {number + 1} tries ({why})", where=self.server,
                          remedy=remedy)  # fmt: skip

    def _wait(self, told: str | None, number: int) -> float:
        """As long as the server asks, else twice as long each time."""
        if told and told.strip().isdecimal():
            return float(told.strip())
        if told:
            try:
                return max(0.0, (parsedate_to_datetime(told) - self.now()).total_seconds())
            except (ValueError, TypeError):
                pass
        return float(2**number)

    def _open(self, path: str, body: Mapping[str, str] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "*/*", "User-Agent": "mtm", **self.headers}
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(f"{self.server}{path}", data=data, headers=headers)  # noqa: S310 - checked
        return self.opener.open(request, timeout=self.seconds)

    def _read(self, path: str, body: Mapping[str, str] | None) -> bytes:
        with self._open(path, body) as answer:
            data: bytes = answer.read(MAX_ANSWER + 1)
            if len(data) > MAX_ANSWER:
                raise ServerError("the server answers with more than is taken at once", where=self.server)
            _whole(answer, len(data))
            return data

    def _copy(self, path: str, file: IO[bytes]) -> None:
        file.seek(0)
        file.truncate()
        size = 0
        with self._open(path, None) as answer:
            while chunk := answer.read(CHUNK):
                size += len(chunk)
                if size > MAX_FILE:
                    raise ServerError("the server sends more than is taken at once", where=self.server)
                file.write(chunk)
            _whole(answer, size)
        file.flush()


def client(
    server: str, token: Mapping[str, str], sleep: Callable[[float], None], now: Callable[[], datetime], **limits: Any
) -> Client:
    """A client for a server's address. Errors: ServerError for an address that is none, or that is not https."""
    address = server.strip().rstrip("/")
    parts = urllib.parse.urlsplit(address)
    if not parts.hostname or parts.scheme not in ("http", "https") or parts.username or parts.query:
        remedy = "Write it as https://kf.kobotoolbox.org."
        raise ServerError("this is no server's address", value=address[:100], remedy=remedy)
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        remedy = "Write https:// before it."
        raise ServerError("a token is only sent over https", value=address[:100], remedy=remedy)
    return Client(address, dict(token), sleep, now, **limits)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_SameHost())


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where the token may go: the same host, and not from https to http."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        old, new = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
        if (old.hostname, old.port, old.scheme) != (new.hostname, new.port, new.scheme):
            raise ServerError("the server sends us to another one", where=f"{old.scheme}://{old.netloc}",
                              value=str(new.hostname), remedy="Name that address if it is the right one.")  # fmt: skip
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _whole(answer: Any, size: int) -> None:
    told = answer.headers.get("Content-Length")
    if told and told.isdecimal() and size < int(told):
        raise _CutError


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        if data.lstrip()[:1] == b"<":
            raise ServerError(
                "the server answers with a web page instead of data",
                remedy="Check the address: it is the server's, not that of a page in the browser.",
            ) from None
        raise _CutError from None


def _refusal(status: int, server: str, path: str) -> ServerError:
    told = {
        401: ("the server does not accept the token", "Check the token, and whether it has expired."),
        403: ("the token may not see this form's data", "Ask the project's owner for the right to view submissions."),
        404: ("the server knows no such form", "Check the form's id, and that it is deployed."),
    }
    what, remedy = told.get(status, (f"the server refuses the question (status {status})", "Check address and id."))
    return ServerError(what, where=server, value=path.partition("?")[0], remedy=remedy)


def _bad_certificate(error: Exception, server: str) -> None:
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLCertVerificationError):
        remedy = "Do not go on: somebody may be listening. Ask who runs the server."
        raise ServerError("the server's certificate is not valid", where=server, remedy=remedy) from None
