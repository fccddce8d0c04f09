"""Answers that a language model has a hand in: by editing quotes, or in words of its own that are checked."""
