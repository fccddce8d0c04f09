"""Handlers for whoever asks."""
