"""Sentences that may be quoted: which answer, and in which order they are told."""
