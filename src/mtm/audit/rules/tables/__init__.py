"""Tables: what their columns and rows have to do with each other, and what the text says of a row."""
