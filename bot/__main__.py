"""`python -m bot` is `dateline`."""

from bot.cli import run

run()
