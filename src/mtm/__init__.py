"""mtm: an open Mobility Tracking Matrix."""

__version__ = "0.1.0"
