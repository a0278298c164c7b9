"""Totals: parts that add up, lists, splits, rests and sums."""
