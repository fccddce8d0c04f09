"""Free text of a language model, believed only as far as a cited sentence says the same."""
