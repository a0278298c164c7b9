"""A form as JSON and back: a round keeps the form it was taken in with, merged over its versions.

Scope: exact both ways. The file is ours; somebody else's questionnaire comes in as an XLSForm.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mtm.kit.jsonfile import load_json
from mtm.model.errors import MtmError
from mtm.surveys.form import Choice, Form, Group, Place, Question, Texts


def to_json(form: Form) -> str:
    """The form as text that is the same for the same form."""
    return json.dumps(asdict(form), ensure_ascii=False, indent=1) + "\n"


def load_form_json(path: Path) -> Form:
    """The form of a round. Errors: MtmError for a file that mtm did not write."""
    told = load_json(path)
    try:
        return _form(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        remedy = "Take the export in again."
        raise MtmError("is not a form as mtm wrote it", where=path.as_posix(), remedy=remedy) from error


def _form(told: dict[str, Any]) -> Form:
    return Form(
        **told
        | {
            "languages": tuple(told["languages"]),
            "questions": tuple(_question(q) for q in told["questions"]),
            "groups": tuple(_group(g) for g in told["groups"]),
        }
    )


def _question(told: dict[str, Any]) -> Question:
    texts = {key: _texts(told[key]) for key in ("labels", "hints", "constraint_messages")}
    choices = tuple(Choice(c["name"], _texts(c["labels"])) for c in told["choices"])
    return Question(
        **told | texts | {"choices": choices, "groups": tuple(told["groups"]), "place": Place(**told["place"])}
    )


def _group(told: dict[str, Any]) -> Group:
    return Group(**told | {"path": tuple(told["path"]), "labels": _texts(told["labels"])})


def _texts(told: list[list[str]]) -> Texts:
    return tuple((language, text) for language, text in told)
