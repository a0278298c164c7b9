"""Balances: what came in, what went out, and which side won."""
