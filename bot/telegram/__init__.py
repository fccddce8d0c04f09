"""The chat edge: the one place where Telegram is spoken."""

import os

# The library's next way to say how long to wait; the old one warns at each flood limit.
os.environ.setdefault("PTB_TIMEDELTA", "1")
