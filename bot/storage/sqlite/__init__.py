"""One SQLite file: opened, brought to the newest schema, its errors raised as StorageError; values in it as JSON."""
