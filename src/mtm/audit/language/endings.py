"""Endings of Kazakh nouns that say from where, or from what, something is told.

Scope: the ablative in its six written forms.
"""

ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")

__all__ = ["ABLATIVE"]
