"""Times: periods that the report does not speak of, and years out of order."""
