"""Random people who answer a form as its logic asks them to, and exports of what they said in several layouts."""

from __future__ import annotations

import random

import numpy as np

from mtm.surveys.form import Kind, text_in
from mtm.surveys.logic.columns import Column
from mtm.surveys.logic.evaluate import Answers, evaluate
from mtm.surveys.logic.expression import parse


def people(form, count, seed=1, fixed=None):
    """Answers by question for each person; a question that the form does not ask has none. Repeats are left out."""
    drawn = random.Random(seed)
    return [_person(form, drawn, at, fixed or {}) for at in range(count)]


def _person(form, drawn, at, fixed):
    said = {}
    for question in form.asked_in():
        if question.kind == Kind.META or not _asked(question, said):
            continue
        said[question.name] = fixed.get(question.name) or _answer(question, drawn, at)
    return {name: value for name, value in said.items() if value}


def _asked(question, said):
    if not question.relevant:
        return True

    def column(name):
        return Column(np.zeros(1, np.int32), [said.get(name, "")])

    return bool(evaluate(parse(question.relevant), Answers(column, 1))[0])


def _answer(question, drawn, at):
    if drawn.random() < 0.1 and not question.required:
        return ""
    if question.kind == Kind.SELECT_ONE:
        return drawn.choice(question.choice_names)
    if question.kind == Kind.SELECT_MULTIPLE:
        alone = [name for name in question.choice_names if name in ("dk", "refused", "none")]
        if alone and drawn.random() < 0.3:
            return drawn.choice(alone)
        some = [name for name in question.choice_names if name not in alone]
        order = {name: place for place, name in enumerate(some)}
        return " ".join(sorted(drawn.sample(some, min(len(some), drawn.randint(1, 3))), key=order.__getitem__))
    if question.kind == Kind.INTEGER:
        return str(drawn.choice([-98, -99, *range(0, 8)] if "-98" in question.constraint else range(0, 40)))
    return {
        Kind.DECIMAL: f"{drawn.random():.3f}",
        Kind.DATE: f"2025-0{drawn.randint(1, 9)}-1{drawn.randint(0, 9)}",
    }.get(question.kind, f"text{at}")


def with_names(form, said):
    """As KoboToolbox exports it with XML values and headers: full group paths, select-multiple also split."""
    questions = [question for question in form.asked_in() if question.kind != Kind.META]
    head = ["_uuid"]
    for question in questions:
        path = "/".join((*question.groups, question.name))
        head.append(path)
        if question.kind == Kind.SELECT_MULTIPLE:
            head += [f"{path}/{name}" for name in question.choice_names]
    return [head, *([f"u{at}", *_cells(questions, one)] for at, one in enumerate(said))]


def _cells(questions, one):
    for question in questions:
        told = one.get(question.name, "")
        yield told
        if question.kind == Kind.SELECT_MULTIPLE:
            yield from ("" if not told else str(int(name in told.split())) for name in question.choice_names)


def with_hyphens(form, said):
    """As ODK Central exports it."""
    questions = [question for question in form.asked_in() if question.kind != Kind.META]
    head = ["SubmissionDate", *("-".join((*q.groups, q.name)) for q in questions), "KEY"]
    return [head, *(["", *(one.get(q.name, "") for q in questions), f"uuid:u{at}"] for at, one in enumerate(said))]


def with_labels(form, said, language):
    """As KoboToolbox exports it with labels of one language, groups left out."""
    questions = [question for question in form.asked_in() if question.kind != Kind.META]
    head = ["_uuid", *(text_in(q.labels, language) for q in questions)]
    return [head, *([f"u{at}", *(_label(q, one, language) for q in questions)] for at, one in enumerate(said))]


def _label(question, one, language):
    told = one.get(question.name, "")
    if question.kind not in Kind.SELECTS:
        return told
    labels = {choice.name: text_in(choice.labels, language) for choice in question.choices}
    return " ".join(labels[name] for name in told.split())
