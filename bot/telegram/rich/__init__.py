"""Rich messages (Bot API 10.1): tables and footnotes, if Telegram's server takes them."""
