"""Scenes: conversations written down, played through the real application, and read by people."""
