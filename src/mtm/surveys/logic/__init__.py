"""The conditions of a form (relevant, constraint): parsed once, evaluated over whole columns.

Scope: the part of XPath that XLSForms use. What cannot be evaluated from the answers alone says so.
"""
