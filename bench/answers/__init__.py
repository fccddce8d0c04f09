"""How good answers are: found, refused, and true to their sources."""
