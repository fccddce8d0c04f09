"""The errors a reader, an admin or the operator can be told."""


class DatelineError(Exception):
    """Something a person can be told: `for_reader` is the one clear sentence they see."""

    def __init__(self, for_reader: str) -> None:
        super().__init__(for_reader)
        self.for_reader = for_reader


class UnreadableError(DatelineError):
    """A file, or one article in it, that cannot be read; `for_reader` is the reason."""


class HeldError(DatelineError):
    """Another process holds the data directory."""


class MismatchError(DatelineError):
    """The index was built with something else than what is asked for now; the remedy is `rebuild`."""


class UnknownArticleError(DatelineError):
    """No article has this id."""
