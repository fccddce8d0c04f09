"""Sixty short dialogues over the sample archive, and what each last question should keep and quote."""
