"""The way from the event loop to the disk: one thread runs what reads or writes the bot's files."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# One thread is enough, since SQLite has one writer at a time. It is apart from asyncio's own threads, so that an
# update is written down at once even if all of those are busy with questions.
_THREAD = ThreadPoolExecutor(1, thread_name_prefix="storage")


async def in_storage_thread(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a method of a store in the storage thread, and return what it returns.

    Raises: whatever the method raises, StorageError above all.
    """
    return await asyncio.get_running_loop().run_in_executor(_THREAD, partial(call, *args, **kwargs))
