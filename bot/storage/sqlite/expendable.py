"""What an answer would like to keep, and goes out without if the disk fails: its buttons, the talk it belongs to."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from index.errors import StorageError

Method = TypeVar("Method", bound=Callable[..., Any])

log = logging.getLogger(__name__)


def expendable(otherwise: object) -> Callable[[Method], Method]:
    """Let a method return `otherwise` if the disk fails, and log the failure: no answer is lost with it."""

    def wrap(method: Method) -> Method:
        @wraps(method)
        def tried(*args: Any, **kwargs: Any) -> Any:
            try:
                return method(*args, **kwargs)
            except StorageError as error:
                log.error("%s failed, and the bot goes on without: %s", method.__qualname__, error)
                return otherwise

        return cast(Method, tried)

    return wrap
