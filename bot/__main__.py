"""`python -m bot` is `dateline`."""

from bot.cli import main

main(prog_name="dateline")
