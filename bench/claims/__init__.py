"""Lies and truths about the news, written by hand: how many of them the checks of free text show."""
