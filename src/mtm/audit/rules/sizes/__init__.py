"""Sizes: ratios, multiples, means, and thousands for millions."""
