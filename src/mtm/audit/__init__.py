"""The auditor: finds numbers in a published report that cannot be true together.

Scope: an independent witness. It shares number and name parsing (``kit``) with the rest of mtm and nothing that
computes or writes our own reports.
"""

from mtm.audit.engine import audit, audit_documents
from mtm.audit.findings import AuditResult
from mtm.audit.telling.output import to_html, to_json, to_text

__all__ = ["AuditResult", "audit", "audit_documents", "to_html", "to_json", "to_text"]
