"""Compose: sections, figures and authored text become the blocks of one report in one language.

Scope: ``report.compose`` is the door. No arithmetic on data beyond counting and listing, no formats, no drawing.
"""
