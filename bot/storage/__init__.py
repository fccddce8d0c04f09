"""What the bot keeps over restarts: bot.sqlite, with one owner and one schema, and the ledger of tokens.

`Database` opens the file; the other classes keep their part of it there. They are plain synchronous code that any
thread may call. On the event loop they are called through `in_storage_thread`, which never waits there for the disk.
"""
