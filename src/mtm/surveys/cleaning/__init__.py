"""The cleaning log: what the checks found, what people decided about it, and the clean tables that follow.

Scope: findings to a workbook, the workbook back to decisions, decisions replayed on the raw answers, and an audit that
explains every difference by exactly one decision. Raw answers are never changed.
"""
