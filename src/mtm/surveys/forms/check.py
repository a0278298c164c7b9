"""A form judged before it goes into the field: valid for servers, and fit for our analysis.

Scope: every check in order; each finding names sheet, cell and what to do. Answers play no part.
"""

from __future__ import annotations

from mtm.model.cell import Content
from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Form
from mtm.surveys.forms.check_logic import consent, consent_question, logic
from mtm.surveys.forms.check_plan import not_known, persons, placed
from mtm.surveys.forms.check_structure import converted, structure
from mtm.surveys.forms.check_texts import texts
from mtm.surveys.forms.looked_at import LookedAt
from mtm.surveys.forms.sheets import Sheet, sheet_of
from mtm.surveys.forms.xlsform import read_form
from mtm.surveys.plan import Plan, fitted


def check(content: Content, file: str, plan: Plan | None = None) -> tuple[Form | None, tuple[Finding, ...]]:
    """The form, if it can be used, and all findings, the heaviest first. ``plan`` is the plan.yml beside the form.

    Errors: WorkspaceError where the plan names questions that the form does not have.
    """
    form, findings = read_form(content, file)
    found = list(findings)
    if form is not None:
        found += _judged(content, file, fitted(form, plan) if plan else form, plan or Plan())
    return form, tuple(sorted(found, key=lambda finding: finding.sort_key))


def _judged(content: Content, file: str, form: Form, plan: Plan) -> list[Finding]:
    survey, choices, settings = (sheet_of(content, file, name) or Sheet() for name in ("survey", "choices", "settings"))
    seen = LookedAt(file, survey, choices, settings, form)
    told = plan.roles.consent.question if plan.roles.consent else ""
    found = [*structure(seen), *logic(seen), *consent(seen, told), *texts(seen)]
    asked = consent_question(form, told)
    found += [*placed(seen), *not_known(seen, plan, asked.row if asked else 0), *persons(seen)]
    if not any(finding.severity == Severity.BLOCKING for finding in found):
        found += converted(content, file)
    return found
