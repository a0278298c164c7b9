"""Bytes to cells: one file per input format, the format told by content.

``read`` reads in this process; ``isolated_read`` in a worker that can be lost, which is what deliveries deserve.
"""

from mtm.readers.dispatch import read
from mtm.readers.isolated import Worker, close, isolated_read, prepare

__all__ = ["Worker", "close", "isolated_read", "prepare", "read"]
