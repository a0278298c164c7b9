"""Lets ``python -m mtm`` do what the command ``mtm`` does."""

from mtm.cli import main

main()
