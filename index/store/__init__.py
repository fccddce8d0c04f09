"""The catalogue in SQLite: the one truth, and the only place that knows SQL in index/."""
