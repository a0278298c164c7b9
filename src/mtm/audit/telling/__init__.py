"""How findings are told: places, formula, sentences in the reader's language, text, JSON and the marked page.

Scope: what was found; nothing here reads the document or judges it.
"""
