"""Talking to people: small talk, and what there is to ask about."""
