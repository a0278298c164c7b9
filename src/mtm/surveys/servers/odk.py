"""ODK Central: the submissions of a form as its zip of CSV files.

Scope: a session, the export without attachments, the form. A form is named "project/form", such as "2/workers".
Source: ODK Central API: POST /v1/sessions, GET /v1/projects/{p}/forms/{f}/submissions.csv.zip and {f}.xlsx.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import IO, Any
from urllib.parse import quote

from mtm.surveys.servers.client import Client, ServerError, client

EXPORT = "submissions.csv.zip?attachments=false&deletedFields=true"


def session(
    server: str, email: str, password: str, sleep: Callable[[float], None], now: Callable[[], datetime], **limits: Any
) -> Client:
    """A client with the token of a new session. Errors: ServerError for a wrong password."""
    stranger = client(server, {}, sleep, now, **limits)
    answer = stranger.json("/v1/sessions", {"email": email, "password": password})
    token = answer.get("token") if isinstance(answer, dict) else None
    if not isinstance(token, str):
        raise ServerError("the server gave no token", where=server, remedy="Check the address: it is ODK Central's.")
    return bearer(server, token, sleep, now, **limits)


def bearer(
    server: str, token: str, sleep: Callable[[float], None], now: Callable[[], datetime], **limits: Any
) -> Client:
    """A client with a token that there is already."""
    return client(server, {"Authorization": f"Bearer {token}"}, sleep, now, **limits)


def pull(asked: Client, form_id: str, file: IO[bytes]) -> None:
    """Write the zip of all submissions to ``file``."""
    asked.save(f"{_path(form_id)}/{EXPORT}", file)


def form(asked: Client, form_id: str) -> bytes:
    """The form as an XLSForm workbook."""
    return asked.file(f"{_path(form_id)}.xlsx")


def _path(form_id: str) -> str:
    project, _, name = form_id.partition("/")
    if not project.isdecimal() or not name:
        raise ServerError("this is no form of ODK Central", value=form_id[:80], remedy="Write PROJECT/FORM: 2/workers.")
    return f"/v1/projects/{project}/forms/{quote(name, safe='')}"
