"""Shares and portions: a part over its whole, in per cent or in words."""
