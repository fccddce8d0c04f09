"""Edited answers as a good editor would plan them: how short they are, and whether they hold the main fact."""
