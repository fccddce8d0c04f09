"""What tells one embedding model from another."""

import json
from dataclasses import dataclass
from pathlib import Path

from index.errors import DatelineError

MULTILINGUAL = "multilingual-e5-small-q4"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What tells one embedding model from another, and how it wants to be asked."""

    name: str
    sha256: str  # of model.onnx
    dims: int
    query_prefix: str = ""
    passage_prefix: str = ""
    pooling: str = "cls"  # or "mean"
    languages: tuple[str, ...] = ("en",)  # ISO 639-1: where its vectors mean something
    near: float = -1.0  # cosine similarity below which a passage speaks of something else than is asked


BGE_SMALL_EN = ModelCard(
    name="bge-small-en-v1.5-int8",
    sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    dims=384,
    query_prefix="Represent this sentence for searching relevant passages: ",
    near=0.6,  # docs/decisions/ranking.md
)


def read_card(folder: Path) -> ModelCard:
    """Return the card of the model in `folder`: its `dateline.json`, or the bundled model's.

    dateline.json: {"name", "sha256", "dims", "query_prefix", "passage_prefix", "pooling": "cls" or "mean",
    "languages": ["en"], "near"}

    Raises:
        DatelineError: `dateline.json` does not describe a model.
    """
    card = folder / "dateline.json"
    if not card.exists():
        return BGE_SMALL_EN
    try:
        values = json.loads(card.read_text(encoding="utf-8"))
        return ModelCard(**{**values, "languages": tuple(values.get("languages", ["en"]))})
    except (ValueError, TypeError) as error:
        raise DatelineError(f"{card} does not describe a model: {error}.") from error
