"""bot.sqlite: what the bot keeps over restarts. One owner, one schema."""
