"""Answers read by a person, sentence by sentence, and new answers scored by what was read."""
