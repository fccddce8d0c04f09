"""`python -m bot` is `dateline`."""

from bot.cli.main import run

run()
