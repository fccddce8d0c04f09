"""How a request is refused."""


class RefusedError(Exception):
    """The sentence with which Telegram refuses a request: 400, "Bad Request: …"."""


class ConflictError(Exception):
    """Two programs fetch the same bot's updates: 409, "Conflict: …"."""
