"""How fast Dateline is, and how it grows."""
