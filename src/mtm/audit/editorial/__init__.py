"""What a person should look at in a report though no number is wrong: dates, signs, marks and periods left out.

Scope: every module with a ``find`` is one rule; findings of class editorial only, listed apart from the errors.
"""
