"""Answers edited from quotes: a model chooses sentences and what to leave out, and the program writes.

Whatever is shown is the source's words, with […] for what was left out and [brackets] for what was put in, as editors
mark them. A model cannot add, swap or negate anything, because it writes nothing: it picks from closed sets.
"""
