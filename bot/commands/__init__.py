"""The commands of `dateline`, a module for each kind; `bot/cli.py` puts them together."""
