"""Submissions and forms fetched from collection servers for the doors; address, form and token are in the environment.

Scope: which variables say what, the clock and the temporary file. Asking is the business of ``surveys.servers``.
What was fetched from ODK Central lies in a temporary file of its own user until it is taken in, and is then removed.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mtm.model.errors import MtmError

if TYPE_CHECKING:
    from mtm.surveys.intake.export import Export
    from mtm.surveys.intake.versions import Version
    from mtm.surveys.servers.client import Client

KOBO, ODK = "kobo", "odk"
Pulled = tuple["Export", str]


def _clock() -> datetime:
    return datetime.now(UTC)


def asked_for(kind: str, environment: Mapping[str, str]) -> tuple[Client, str]:
    """A client for the server and the form's id. Errors: MtmError that names the variable that is not set."""
    from mtm.surveys.servers import odk
    from mtm.surveys.servers.client import client

    name = f"MTM_{kind.upper()}"
    server = _variable(f"{name}_SERVER", environment, "the server's address, such as https://kf.kobotoolbox.org")
    if kind == KOBO:
        asset = _variable(f"{name}_ASSET", environment, "the form's id, as in the browser's address behind /forms/")
        token = _variable(f"{name}_TOKEN", environment, "your token, from Account settings, Security")
        return client(server, {"Authorization": f"Token {token}"}, time.sleep, _clock), asset
    form = _variable(f"{name}_FORM", environment, "the form as PROJECT/FORM, such as 2/workers")
    if environment.get(f"{name}_TOKEN"):
        return odk.bearer(server, environment[f"{name}_TOKEN"], time.sleep, _clock), form
    email = _variable(f"{name}_EMAIL", environment, "the address you sign in with, or MTM_ODK_TOKEN")
    password = _variable(f"{name}_PASSWORD", environment, "your password")
    return odk.session(server, email, password, time.sleep, _clock), form


@contextmanager
def pulled(kind: str, asked: Client, form: str) -> Iterator[Pulled]:
    """All submissions of a form as an export, with the hash of what the server sent."""
    from mtm.surveys.intake.zipped import zip_export
    from mtm.surveys.servers import kobo, odk

    if kind == KOBO:
        yield kobo.pull(asked, form)
        return
    with tempfile.TemporaryDirectory(prefix="mtm-") as folder:
        path = Path(folder) / "submissions.zip"
        with path.open("w+b") as file:
            odk.pull(asked, form, file)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        yield zip_export(path), sha256


def fetch_form(kind: str, asked: Client, form: str, path: Path) -> bool:
    """Put the server's form beside the plan where there is none yet; whether one was fetched."""
    from mtm.surveys.servers import kobo, odk

    if path.exists():
        return False
    data = kobo.form(asked, form) if kind == KOBO else odk.form(asked, form)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
    return True


def older_versions(kind: str, asked: Client, form: str) -> list[Version]:
    """The versions of a form that KoboToolbox has deployed; none from a server that does not tell them."""
    from mtm.surveys.forms.xlsform import read_form
    from mtm.surveys.intake.versions import Version
    from mtm.surveys.servers.client import ServerError
    from mtm.surveys.servers.kobo_versions import deployed

    if kind != KOBO:
        return []
    try:
        told = deployed(asked, form)
    except ServerError:
        return []  # answers of versions that are not known are told at intake
    read = ((name, read_form(content, name)[0]) for name, content in told)
    return [Version((name,), found) for name, found in read if found is not None]


def _variable(name: str, environment: Mapping[str, str], what: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise MtmError("the environment variable is not set", value=name, remedy=f"Set it to {what}.")
    return value
