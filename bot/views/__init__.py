"""How answers and lists look outside a chat: lines in a terminal, JSON, bars and pictures."""
