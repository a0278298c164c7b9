"""Ranks: what is said to be the largest, the second, the only one."""
