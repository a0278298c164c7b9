"""The commands ``mtm survey quality`` and ``mtm survey clean``: checks, the cleaning log, and what follows from it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtm.kit.messages import Sentence
    from mtm.model.finding import Finding
    from mtm.surveys.cleaning.cleaned import Cleaned
    from mtm.surveys.quality import Context
    from mtm.surveys.quality.summary import Figures
    from mtm.surveys.rounds import Round

    Say = Callable[[Finding], Sentence]

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
INTERVIEWERS_SHOWN, RULES_SHOWN = 10, 30


@click.command()
@click.argument("workspace", type=FOLDER)
@click.argument("round_name", metavar="ROUND")
@click.option("--log", type=FILE, help="Write a cleaning log (.xlsx) to decide in.")
@click.option("--language", default="en", metavar="CODE", help="Language of the sentences; default: en.")
@click.option("--clean", is_flag=True, help="Look at the cleaned answers instead of the raw ones.")
def quality(workspace: Path, round_name: str, log: Path | None, language: str, clean: bool) -> None:
    """Check the answers of ROUND per interviewer, site and interview."""
    from mtm.surveys.extra import needed
    from mtm.surveys.quality import Context, run
    from mtm.surveys.quality.summary import interviewers
    from mtm.surveys.rounds import load_round

    needed("pyarrow"), needed("scipy")
    round_ = load_round(workspace, round_name, clean=clean)
    context = Context.of(round_)
    findings = run(context)
    figures = interviewers(context, findings)
    say = _saying(language)
    path = _write_findings(round_, findings, say)
    _show(context, findings, figures, say)
    click.echo(f"Findings          {path}")
    if log:
        _write_log(log, context, findings, figures, say)
        click.echo(f"Cleaning log      {log}")
    sys.exit(1 if any(finding.severity == "blocking" for finding in findings) else 0)


def _saying(language: str) -> Say:
    """Findings in words; each is put into words once, however often it is shown."""
    from functools import cache

    from mtm.kit.messages import sentence

    return cache(lambda finding: sentence(finding, language))


def _write_findings(round_: Round, findings: tuple[Finding, ...], say: Say) -> Path:
    """All findings with their sentences, beside the round."""
    import json

    listed: list[dict[str, Any]] = []
    for finding in findings:
        words = say(finding)
        place = finding.places[0]
        listed.append(
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "table": place.sheet,
                "place": place.cell,
                "params": dict(finding.params),
                "message": words.message,
                "remedy": words.remedy,
            }
        )
    told = {"round": round_.id, "stage": round_.stage, "simulated": round_.simulated, "findings": listed}
    path = round_.folder / "findings.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def _write_log(
    path: Path, context: Context, findings: tuple[Finding, ...], figures: tuple[Figures, ...], say: Say
) -> None:
    from mtm.model.errors import MtmError
    from mtm.surveys.cleaning.printed import Printer
    from mtm.surveys.cleaning.proposals import lines
    from mtm.surveys.cleaning.workbook import Book, write

    if path.exists():
        remedy = "It may hold decisions. Give another name, or remove it first."
        raise MtmError("the file is there already", where=path.as_posix(), remedy=remedy)
    printer = Printer(context.form, {name: context.answers(name).table for name in context.names})
    book = Book(
        title=f"Cleaning log: {context.name}",
        lines=lines(findings, printer),
        findings=findings,
        figures=figures,
        say=lambda finding: say(finding).message,
        simulated=context.file.simulated,
    )
    path.write_bytes(write(book))


def _show(context: Context, findings: tuple[Finding, ...], figures: tuple[Figures, ...], say: Say) -> None:
    """Interviews by outcome, findings by rule, and the interviewers with most of them."""
    from mtm.kit.messages import counted
    from mtm.model.finding import Severity

    answers = context.answers()
    outcome = answers.who("_outcome")
    outcomes = Counter({name: int((outcome.codes == code).sum()) for code, name in enumerate(outcome.values) if name})
    listed = ", ".join(f"{count} {name}" for name, count in outcomes.most_common() if count)
    click.echo(f"Round             {context.name}{' (simulated)' if context.file.simulated else ''}")
    click.echo(f"Interviews        {answers.rows}" + (f": {listed}" if listed else ""))
    tally = Counter(finding.severity for finding in findings)
    told = ", ".join(f"{tally[s]} {s}" for s in Severity.ORDER if tally[s]) or "none"
    click.echo(f"Found             {told}")
    by_rule = Counter(finding.rule for finding in findings)
    for rule, count in by_rule.most_common(RULES_SHOWN):
        first = next(finding for finding in findings if finding.rule == rule)
        click.echo(f"  {count:6} {rule:32} {'e.g. ' if count > 1 else ''}{say(first).message}")
    for one in figures[:INTERVIEWERS_SHOWN]:
        values = dict(one.values)
        if values["findings"]:
            found = counted(round(values["findings"] or 0), "finding", "findings")
            held = counted(round(values["interviews"] or 0), "interview", "interviews")
            click.echo(f"  interviewer {one.who:12} {found} in {held}")


@click.command()
@click.argument("workspace", type=FOLDER)
@click.argument("round_name", metavar="ROUND")
@click.argument("log", type=FILE)
def clean(workspace: Path, round_name: str, log: Path) -> None:
    """Take the decisions of a cleaning LOG and replay them on the raw answers of ROUND; raw answers never change."""
    from mtm.survey_door import show
    from mtm.survey_files import content_of
    from mtm.surveys.cleaning.cleaned import clean_round
    from mtm.surveys.extra import needed
    from mtm.surveys.rounds import load_round

    needed("pyarrow")
    round_ = load_round(workspace, round_name)
    content, notes = content_of(log)
    done = clean_round(round_, content, log.name)
    _show_cleaned(done)
    show((*notes, *done.findings))
    sys.exit(1 if done.blocked else 0)


def _show_cleaned(done: Cleaned) -> None:
    from mtm.survey_door import show_rows
    from mtm.surveys.cleaning.taking import tally

    told = ", ".join(f"{count} {name}" for name, count in tally(done.decisions).items() if count) or "none"
    click.echo(f"Decisions         {told}")
    show_rows(done.rows)
    if not done.rows:
        click.echo("Nothing was written: a blocking finding stands.")


@click.command()
@click.argument("workspace", type=FOLDER)
@click.argument("round_name", metavar="ROUND")
@click.option("--public", "out", type=FILE, required=True, help="The file (.csv) to write; its account stands beside.")
def microdata(workspace: Path, round_name: str, out: Path) -> None:
    """Write a public file of ROUND's interviews, if its plan allows one and nobody stands out in it."""
    import json

    from mtm.survey_door import show
    from mtm.surveys.extra import needed
    from mtm.surveys.public_file import public_file
    from mtm.surveys.rounds import load_round

    needed("pyarrow")
    made = public_file(load_round(workspace, round_name, clean=True))
    if made.findings:
        show(made.findings)
        click.echo("No public file was written.")
        sys.exit(1)
    out.write_text(made.text, encoding="utf-8", newline="\n")
    account = json.dumps(made.account, ensure_ascii=False, indent=1) + "\n"
    out.with_suffix(".json").write_text(account, encoding="utf-8", newline="\n")
    for name, value in made.account.items():
        click.echo(f"{name:36}{value}")
