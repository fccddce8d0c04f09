"""Values kept as JSON that a later version of the program still reads: each carries the version of its form."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

Json = dict[str, Any]
Upgrade = Callable[[Json], Json]  # a value's JSON of one version -> that of the next
T = TypeVar("T")

VERSION = "version"  # a key that no stored type has


class VersionedJson(Generic[T]):
    """Writes values of one type as JSON objects, and reads those that any earlier version wrote."""

    def __init__(self, kind: type[T], upgrades: Sequence[Upgrade] = ()) -> None:
        """Begin with the upgrades there are: the first brings version 1 to 2. 0.1.0 wrote version 1, unmarked."""
        self._adapter = TypeAdapter(kind)
        self._upgrades = upgrades

    def write(self, value: T) -> str:
        """Return a value as JSON, marked with its version."""
        body: Json = self._adapter.dump_python(value, mode="json")
        return json.dumps({VERSION: len(self._upgrades) + 1, **body}, ensure_ascii=False, separators=(",", ":"))

    def read(self, text: str | bytes) -> T:
        """Return the value, as this version of the program has it.

        Raises: ValueError if a newer version wrote it, or if it is not of this type.
        """
        body: Json = json.loads(text)
        version = body.pop(VERSION, 1)
        if version > len(self._upgrades) + 1:
            raise ValueError(f"a newer version of Dateline wrote this ({version})")
        for upgrade in self._upgrades[version - 1 :]:
            body = upgrade(body)
        return self._adapter.validate_python(body)
