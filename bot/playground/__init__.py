"""The bot without Telegram: a strict Bot API server on loopback, and a page in the browser that shows its chats."""
