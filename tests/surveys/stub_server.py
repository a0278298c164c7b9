"""A small server that answers as KoboToolbox and ODK Central say they do, and that can be told to misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


class Stub:
    """What the server holds and how it answers: ``faults`` are used up one by one before it answers properly."""

    def __init__(self, submissions=(), archive=b"", form=b"", faults=(), page=2, versions=None):
        self.submissions, self.archive, self.form, self.page = list(submissions), archive, form, page
        self.faults, self.asked, self.tokens = list(faults), [], []
        self.versions = versions or {}
        self.address = ""

    def pages(self, query):
        limit = min(int(query["limit"][0]), self.page)
        start = int(query["start"][0])
        more = start + limit < len(self.submissions)
        found = {"count": len(self.submissions), "previous": None, "results": self.submissions[start : start + limit]}
        return found | {"next": f"{self.address}/next" if more else None}

    def answer(self, path, query):
        """The body of an answer, or None where there is nothing of that name."""
        if path == "/api/v2/assets/aBc/data.json":
            return json.dumps(self.pages(query)).encode()
        if path == "/v1/projects/2/forms/workers/submissions.csv.zip":
            return self.archive
        if path in ("/api/v2/assets/aBc.xls", "/v1/projects/2/forms/workers.xlsx"):
            return self.form
        if path.startswith("/api/v2/assets/aBc/versions") and self.versions:
            name = path.removeprefix("/api/v2/assets/aBc/versions").removesuffix(".json").strip("/")
            listed = [{"uid": uid, "date_deployed": f"2026-0{at}"} for at, uid in enumerate(self.versions, 1)]
            return json.dumps(self.versions.get(name) or {"count": len(listed), "results": listed[::-1]}).encode()
        return None


class Handler(BaseHTTPRequestHandler):
    stub = Stub()
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        told = json.loads(self.rfile.read(length))
        self.stub.asked.append("POST " + self.path)
        if told == {"email": "ann@example.org", "password": "right"}:
            self.send(200, json.dumps({"token": TOKEN, "csrf": "x", "expiresAt": "2026-12-31"}).encode())
        else:
            self.send(401, b'{"message":"Could not authenticate with the provided credentials."}')

    def do_GET(self):
        parts = urlsplit(self.path)
        self.stub.asked.append(self.path)
        self.stub.tokens.append(self.headers.get("Authorization"))
        if self.stub.faults:
            self.misbehave(self.stub.faults.pop(0))
        elif self.headers.get("Authorization") not in (f"Token {TOKEN}", f"Bearer {TOKEN}"):
            self.send(401, b'{"detail":"Invalid token."}')
        else:
            body = self.stub.answer(parts.path, parse_qs(parts.query))
            self.send(404 if body is None else 200, body or b'{"detail":"Not found."}')

    def misbehave(self, fault):
        if fault == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"count": 3, "results": [')
            self.close_connection = True
        elif fault == "hang up":
            self.close_connection = True
            self.connection.close()
        elif fault == "half":
            self.send(200, b'{"count": 3, "results": [')
        elif fault == "page":
            self.send(200, b"<html>Sign in</html>")
        elif isinstance(fault, tuple):
            self.send(fault[0], b"{}", fault[1])
        else:
            self.send(fault, b"{}")

    def send(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(stub) -> Iterator[Stub]:
    """The stub at an address of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (Handler,), {"stub": stub}))
    stub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
