"""Reading a JSON file that mtm wrote before.

Errors: MtmError that names the file and what to do.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mtm.model.errors import MtmError


def load_json(path: Path) -> Any:
    """The data of a JSON file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        remedy = "Build the release first, or name its folder."
        raise MtmError("cannot be read", where=path.as_posix(), value=error.strerror or "", remedy=remedy) from error
    except ValueError as error:
        remedy = "Build the release again."
        raise MtmError("is not JSON as mtm wrote it", where=path.as_posix(), remedy=remedy) from error
