"""The embedding model: real weights, real vectors."""

import threading

import numpy as np
import pytest

from index.errors import DatelineError
from index.search.embedding import LONGEST_TOKENS, Embedder

FIRE = "A fire destroyed a grain store in the harbour on Friday."
LONG = "The council met again and spoke of the new bridge. " * 200


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_a_vector_does_not_depend_on_the_texts_beside_it(embedder: Embedder) -> None:
    together = embedder.embed_passages([FIRE, LONG, "Short."])
    alone = embedder.embed_passages([FIRE])
    assert together.shape == (3, embedder.card.dims)
    assert together.dtype == np.float32
    assert np.array_equal(together[0], alone[0])
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0)


def test_no_texts_make_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.card.dims)


def test_of_a_long_text_the_beginning_counts(embedder: Embedder) -> None:
    cut = LONG[: len(LONG) // 2]
    assert len(embedder._tokenizer.encode(LONG).ids) == LONGEST_TOKENS
    assert np.array_equal(*embedder.embed_passages([LONG, cut]))


def test_each_thread_begins_once_and_each_text_is_announced(embedder: Embedder) -> None:
    begun, before = set[int](), list[int]()
    list(
        embedder.embed_each(
            [FIRE] * 6, lambda: begun.add(threading.get_ident()), lambda: before.append(threading.get_ident())
        )
    )
    assert len(before) == 6
    assert set(before) <= begun
    assert threading.get_ident() not in begun


def test_a_failure_in_a_thread_reaches_the_caller(embedder: Embedder) -> None:
    def fail() -> None:
        raise DatelineError("no more")

    with pytest.raises(DatelineError, match="no more"):
        list(embedder.embed_each([FIRE, FIRE], before=fail))


def test_who_has_seen_enough_does_not_wait_for_the_rest(embedder: Embedder) -> None:
    before = list[str]()
    vectors = embedder.embed_each([FIRE] * 200, before=lambda: before.append(FIRE))
    next(vectors)
    vectors.close()
    assert len(before) < 100
