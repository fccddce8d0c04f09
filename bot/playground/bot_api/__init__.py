"""A Bot API server on loopback, as strict as Telegram's: it refuses what Telegram refuses, and records everything."""
