"""Passages found again: by words and days, by vectors, and ranked."""
