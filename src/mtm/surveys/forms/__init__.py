"""Questionnaires: an XLSForm's cells become a Form, and are judged.

Scope: what a form says and whether it can be fielded and analysed; nothing about answers.
"""
