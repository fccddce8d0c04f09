"""The parts of a sentence that a claim may leave out: what is left is true if the sentence is.

It is the idea of `editing/omissions.py` for claims, in which nothing marks what was left out; so it knows more kinds of
parts: phrases of time and place, what follows a conjunction, titles before a name.
"""
