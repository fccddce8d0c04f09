"""Where the time goes: functions at each room's doors are timed, and each room is charged for its own time only."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from operator import attrgetter
from typing import Any
from unittest.mock import patch

CATALOGUE = "index.store.catalogue:Catalogue."
ARTICLES = "index.store.article_table:ArticleTable."
PASSAGES = "index.store.passage_table:PassageTable."
COPIES = "index.store.copy_table:CopyTable."
INDEX_STATE = "index.store.index_state:IndexState."
DAYS = "index.search.day_lookup:DayLookup."
FULL_TEXT = "index.search.fulltext.full_text_index:FullTextIndex."

Doors = Mapping[
    str, Sequence[str]
]  # room -> functions that lead into it, as "module:function" or "module:Class.method"

ADDING: Doors = {
    "reading": ("index.pipeline:read_file", "index.pipeline:find_files"),
    "days": ("index.ingest.dates.event_dates:find_timexes", "index.ingest.dates.event_dates:find_dateline"),
    "splitting": ("index.ingest.dates.event_dates:split_sentences", "index.ingest.dates.event_dates:split_passages"),
    "catalogue": (
        *(ARTICLES + name for name in ("get", "hashes", "version", "with_words", "put", "remove")),
        *(COPIES + name for name in ("has", "article_of", "add", "remove")),
        *(INDEX_STATE + name for name in ("without_words", "without_vectors", "gone", "set_held", "set_forgotten")),
        PASSAGES + "add",
        *(CATALOGUE + name for name in ("transaction", "fact", "note", "counts")),
    ),
    "words": tuple(FULL_TEXT + name for name in ("add", "forget")),
    "words: commit": (FULL_TEXT + "commit",),
    "waiting for the embedding": ("index.search.embedding:Embedder.embed_each",),
    "vectors": ("index.search.vectors:VectorIndex.upsert", "index.search.vectors:VectorIndex.forget"),
}

ASKING: Doors = {
    "question": ("bot.qa.engine:read_question",),
    "question: analysis": ("bot.qa.engine:analyze_question",),
    "question: years": (DAYS + "in_every_year",),
    "words": tuple(FULL_TEXT + name for name in ("search", "count", "document_frequency")),
    "catalogue": tuple(
        [PASSAGES + name for name in ("by_key", "keys", "ids", "of")]
        + [CATALOGUE + name for name in ("fact", "counts")]
        + [COPIES + "outlets", "index.store.day_table:DayTable.around"]
    ),
    "waiting for the embedding": ("index.search.ranking:_Similarity.vector",),
    "vectors": ("index.search.vectors:VectorIndex.search", "index.search.vectors:VectorIndex.similarities"),
    "ranking": ("index.archive:search",),
    "evidence": ("bot.qa.engine:judge",),
    "nearest days": (DAYS + "nearest",),
    "writing": ("bot.qa.extractive:ExtractiveWriter.write",),
}


class Clock:
    """Charges time to the innermost room that is open."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[str] = ["elsewhere"]
        self._since = time.perf_counter()

    def enter(self, room: str) -> None:
        """From now on, charge this room."""
        self._charge()
        self._open.append(room)

    def leave(self) -> None:
        """From now on, charge the room around."""
        self._charge()
        self._open.pop()

    def _charge(self) -> None:
        now = time.perf_counter()
        room = self._open[-1]
        self.seconds[room] = self.seconds.get(room, 0.0) + now - self._since
        self._since = now


@contextmanager
def timed(doors: Doors) -> Iterator[dict[str, float]]:
    """Time what happens inside: seconds by room, each without the rooms that it calls."""
    clock = Clock()
    with ExitStack() as stack:
        for room, names in doors.items():
            for name in names:
                module, _, path = name.partition(":")
                holder, _, function = path.rpartition(".")
                owner = attrgetter(holder)(import_module(module)) if holder else import_module(module)
                old = getattr(owner, function)
                stack.enter_context(patch.object(owner, function, _door(clock, room, old)))
        yield clock.seconds
        clock.enter("elsewhere")  # charge what came last


def _door(clock: Clock, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def through(*args: Any, **options: Any) -> Any:
        clock.enter(room)
        try:
            result = function(*args, **options)
        finally:
            clock.leave()
        if hasattr(result, "__next__"):
            return _steps(clock, room, result)
        if hasattr(result, "__enter__") and hasattr(result, "gen"):
            return _block(clock, room, result)
        return result

    return through


def _steps(clock: Clock, room: str, steps: Iterator[Any]) -> Iterator[Any]:
    """A generator works between its values: charge it only then."""
    while True:
        clock.enter(room)
        try:
            value = next(steps)
        except StopIteration:
            return
        finally:
            clock.leave()
        yield value


@contextmanager
def _block(clock: Clock, room: str, block: Any) -> Iterator[Any]:
    """A `with` block works at its beginning and its end: charge it only then."""
    clock.enter(room)
    try:
        with block as value:
            clock.leave()
            try:
                yield value
            finally:
                clock.enter(room)
    finally:
        clock.leave()


def shares(seconds: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return each room's share of the whole in per cent, the largest first."""
    total = sum(seconds.values()) or 1.0
    return sorted(((room, 100 * spent / total) for room, spent in seconds.items()), key=lambda row: -row[1])
