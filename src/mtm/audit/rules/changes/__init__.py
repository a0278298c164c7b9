"""Changes: what a number was, what it is, and by how much it moved."""
