"""One SQLite file: opened, brought to the newest schema, and its errors told as ours; values kept in it as JSON."""
