"""Answers and receipts as Telegram messages."""
