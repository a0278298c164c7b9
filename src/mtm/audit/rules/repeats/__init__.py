"""Repeats: one number stated twice, and numbers under another's name."""
