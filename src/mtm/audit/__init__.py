"""The auditor: finds numbers in a published report that cannot be true together.

Scope: an independent witness. It shares number and name parsing (``kit``) with the rest of mtm and nothing that
computes or writes our own reports.
"""

from mtm.audit.engine import audit, audit_documents

__all__ = ["audit", "audit_documents"]
