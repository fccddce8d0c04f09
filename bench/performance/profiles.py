"""Where the time of `add` and `ask` goes, and how near embedding comes to what the processor can do."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.corpora import TODAY, Collection
from bench.performance.onnx_matmul import int8_peak
from bench.performance.room_times import ADDING, ASKING, shares, timed
from bench.retrieval_ways import DatelineWays
from bench.tables import Table
from bot.qa.engine import Engine
from index.archive import Archive
from index.model.article import Article
from index.search.embedding import Embedder

# bge-small: 12 layers, 384 wide, 1,536 inside. Multiplications a token: four square products, and two with the inside.
LAYERS, WIDE, INSIDE = 12, 384, 1_536
WEIGHTS = LAYERS * (4 * WIDE * WIDE + 2 * WIDE * INSIDE)


def profile_adding(articles: Sequence[Article]) -> Table:
    """Return the rooms' shares of adding, with and without vectors."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), write=True) as archive:
        with timed(ADDING) as early:
            list(archive.add(articles))
        with timed(ADDING) as late:
            archive.catch_up()
    whole = {room: early.get(room, 0.0) + late.get(room, 0.0) for room in {**early, **late}}
    rows = tuple((room, 100 * early.get(room, 0.0) / sum(early.values()), share) for room, share in shares(whole))
    columns = ("room", "until words and days answer, %", "with vectors, %")
    note = f"{len(articles)} articles: {sum(early.values()):.1f} s, and {sum(late.values()):.1f} s for the vectors."
    return Table("Where the time of adding goes", columns, rows, (note,))


def profile_asking(collection: Collection) -> Table:
    """Return the rooms' shares of answering a warm question."""
    with DatelineWays(collection) as ours:
        return _profile_asking(collection, ours.engine)


def _profile_asking(collection: Collection, engine: Engine) -> Table:
    questions = [(asked.text, asked.today) for asked in collection.questions[:100]]
    engine.ask(*questions[0])
    engine.ask("a topic, so that the model is loaded", TODAY)
    with timed(ASKING) as spent:
        for text, today in questions:
            engine.ask(text, today)
    note = (
        f"{len(questions)} questions of {collection.name}, {1000 * sum(spent.values()) / len(questions):.1f} ms each."
    )
    return Table("Where the time of asking goes", ("room", "%"), tuple(shares(spent)), (note,))


def profile_embedding(texts: Sequence[str], rounds: int = 3) -> Table:
    """Return the share of the measured int8 peak that embedding reaches."""
    embedder = Embedder()
    lengths = [len(one.ids) for one in embedder._tokenizer.encode_batch(list(texts))]
    embedder.embed_passages(texts[:8])
    times = []
    for _ in range(rounds):
        began = perf_counter()
        embedder.embed_passages(texts)
        times.append(perf_counter() - began)
    seconds = median(times)
    # Attention multiplies every token with every other, twice, besides the weights.
    operations = sum(2 * (WEIGHTS * n + LAYERS * 2 * n * n * WIDE) for n in lengths)
    peak = max(int8_peak(512, WIDE, INSIDE), int8_peak(512, INSIDE, WIDE), int8_peak(512, WIDE, WIDE))
    rows = (
        ("passages/s", len(texts) / seconds),
        ("tokens/s", sum(lengths) / seconds),
        ("operations in the products of matrices, G/s", operations / seconds / 1e9),
        ("int8 peak, the best of the model's shapes, G/s", peak / 1e9),
        ("share of the peak, %", 100 * operations / seconds / peak),
    )
    note = (
        f"{len(texts)} passages of {sum(lengths) / len(texts):.0f} tokens. Counted: 2 × (21.2 M weights + attention) a "
        "token; padding, softmax, norms and the tokenizer count as nothing done. The peak is onnxruntime's own "
        "MatMulInteger on 512 rows. Attention runs in float32, of which this processor does a fraction of that."
    )
    return Table("Embedding and the processor", ("", "measured"), rows, (note,))
