"""What is to go wrong: with the next requests of a method, or with a share of all requests."""

from collections import deque
from dataclasses import dataclass
from random import Random

from aiohttp import web

LOST = -1  # status: the request is carried out, and its answer is lost on the way
LATE = -2  # status: the request is carried out, and its answer comes `late_s` after
CUT = 0  # status: the connection is cut before the request is carried out


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong."""

    status: int  # HTTP status; or CUT, LOST, LATE
    description: str = "injected"
    retry_after: int = 0  # seconds, with status 429
    late_s: float = 0.0  # with LATE


_ACCIDENTS = (Fault(502, "Bad Gateway"), Fault(429, retry_after=1), Fault(CUT))


class Faults:
    """The faults to come. `download` is the method of a file's download."""

    def __init__(self) -> None:
        self.share = 0.0  # of all requests, by chance
        self.chance = Random(5)  # seeded: a run can be repeated
        self._next: dict[str, deque[Fault]] = {}
        self._always: dict[str, Fault] = {}

    def fail_next(self, method: str, *faults: Fault) -> None:
        """Let the next requests of a method go wrong, one fault each."""
        self._next.setdefault(method, deque()).extend(faults)

    def fail_always(self, method: str, fault: Fault | None) -> None:
        """Let every request of a method go wrong ("" is any method but getUpdates), or, with None, no longer."""
        if fault is None:
            self._always.pop(method, None)
        else:
            self._always[method] = fault

    def left(self, method: str) -> int:
        """Return how many faults wait for a method's next requests."""
        return len(self._next.get(method, ()))

    def clear(self) -> None:
        """Let everything go well again."""
        self.share = 0.0
        self._next.clear()
        self._always.clear()

    def take(self, method: str) -> Fault | None:
        """Return what goes wrong with a request that has come."""
        if waiting := self._next.get(method):
            return waiting.popleft()
        if method in self._always:
            return self._always[method]
        if "" in self._always and method != "getUpdates":
            return self._always[""]
        if self.share and self.chance.random() < self.share:
            return self.chance.choice(_ACCIDENTS)
        return None


def error(status: int, description: str, **parameters: object) -> web.Response:
    """Return an answer that says what is wrong, as Telegram's do."""
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=status)


def fail(fault: Fault, request: web.Request) -> web.Response:
    """Answer a request with a fault."""
    if fault.status in (CUT, LOST):
        if request.transport is not None:
            request.transport.close()
        return web.Response()
    if fault.retry_after:
        description = f"Too Many Requests: retry after {fault.retry_after}"
        return error(fault.status, description, retry_after=fault.retry_after)
    return error(fault.status, fault.description)
