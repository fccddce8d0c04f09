"""Near-duplicates: dispatches that other outlets ran with small changes, found by MinHash (Broder 1997).

Two texts are near-duplicates if they share most of their runs of three words. Their similarity is estimated from
signatures; candidates are found by bands of their signatures (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3): 21 bands of 6 find 99.9 % of pairs with similarity .8, 18 % of those with .45.
"""

import re
from array import array
from hashlib import blake2b

from rensa import RMinHash

from index.store.cluster_table import ClusterTable

PERMUTATIONS = 126
BAND = 6
SEED = 1
NEAR = 0.7  # the similarity from which two articles are near-duplicates
SHORTEST_WORDS = 30  # shorter texts ("Quake in …: no damage") are alike by chance

_WORD = re.compile(r"\w+")


def join_cluster(clusters: ClusterTable, article_key: int, text: str) -> str:
    """Note an article in the cluster of its nearest near-duplicate, or in one of its own.

    Returns the id of that near-duplicate; "" if there is none. Needs a transaction around it.

    Raises:
        StorageError: the catalogue cannot be written.
    """
    clusters.forget(article_key)
    signature = sign(text)
    if not signature:
        return ""
    own = bands(signature)
    nearest, most = None, NEAR
    for other in clusters.sharing(own):
        if (near := similarity(signature, other.signature)) >= most and (nearest is None or near > most):
            nearest, most = other, near
    clusters.put(article_key, nearest.cluster if nearest else article_key, signature, own)
    return nearest.article_id if nearest else ""


def sign(text: str) -> bytes:
    """Return a text's signature, 504 bytes; empty for a text too short to be told from others."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST_WORDS:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
    return array("I", sketch.digest()).tobytes()


def bands(signature: bytes) -> list[int]:
    """Return the numbers of a signature's bands, 21 of them: near-duplicates share at least one."""
    values = array("I", signature)
    rows = (values[at : at + BAND].tobytes() for at in range(0, len(values), BAND))
    return [_fold(bytes([number]) + row) for number, row in enumerate(rows)]


def similarity(one: bytes, other: bytes) -> float:
    """Estimate the share of runs of three words that two texts have in common, 0..1."""
    if not one or not other:
        return 0.0
    pairs = zip(array("I", one), array("I", other), strict=True)
    return sum(a == b for a, b in pairs) / PERMUTATIONS


def _fold(band: bytes) -> int:
    """Fold a band into a number that SQLite holds: 63 bits."""
    return int.from_bytes(blake2b(band, digest_size=8).digest(), "big") >> 1
