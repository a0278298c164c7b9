"""Every digit of the finished report is a figure, a period, a reference, an axis tick or a quoted fact."""

import json
import re

import pytest

from tests.build.printed import docx_runs, html_runs, pdf_runs, unmarked

READERS = {"html": html_runs, "docx": docx_runs, "pdf": pdf_runs}


def read(example, suffix):
    return list(READERS[suffix]((example.release / f"report.en.{suffix}").read_bytes()))


@pytest.mark.parametrize("suffix", READERS)
def test_no_digit_stands_outside_the_five_marked_kinds(example, suffix):
    runs = read(example, suffix)

    assert sum(any(c.isdigit() for c in run.text) for run in runs) > 300, "the reader no longer finds the text"
    assert unmarked(iter(runs)) == []


@pytest.mark.parametrize("suffix", READERS)
def test_a_number_without_a_mark_would_be_seen(example, suffix):
    runs = [run if run.kind != "figure" else type(run)(run.text, "") for run in read(example, suffix)]

    assert unmarked(iter(runs))


def test_every_figure_printed_in_html_prints_what_the_register_says(example):
    register = {f["id"]: f for f in json.loads((example.release / "figures.json").read_text(encoding="utf-8"))}
    printed = [run for run in read(example, "html") if run.figure and " " not in run.figure]
    odd = [run for run in printed if bare(run.text) not in accepted(register[run.figure])]

    assert len(printed) > 300
    assert odd == []


def accepted(entry):
    """The register's text; a sentence whose verb carries the sign prints the number without it."""
    return {bare(text) for text in entry["text"].values()}


def bare(text):
    return re.sub(r"[\s+−]", "", text)
