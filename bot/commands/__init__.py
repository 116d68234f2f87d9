"""A command: declared, read, allowed, answered."""
