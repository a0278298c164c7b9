"""Intake: what a collection server exports becomes the tables of a round.

Scope: exports of KoboToolbox (old and new layouts) and ODK Central, and a team's own CSV; servers; the vault.
"""
