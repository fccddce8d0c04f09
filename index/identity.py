"""An archive's own name, by which a Chroma server tells it from others; a copied archive gets a new one."""

import json
import os
from pathlib import Path

from index.store.catalogue import Catalogue

_NAME, _HOME = "archive", "home"  # facts of the catalogue


def own_name(catalogue: Catalogue, data_dir: Path, *, write: bool) -> str:
    """Return the archive's name, given when it is first opened for writing; "" before that.

    An archive that is neither at the path nor in the file where it was last written is a copy. It gets a new name, and
    its vectors are built anew under it: else original and copy would undo each other's. A copy at the same path on
    another machine cannot be told from a backup that was put back.
    """
    name = catalogue.fact(_NAME)
    if not write:
        return name
    home = _home(data_dir)
    known = json.loads(catalogue.fact(_HOME) or "null")
    is_copy = bool(known) and known["path"] != home["path"] and known["inode"] != home["inode"]
    if known != home or not name:
        with catalogue.transaction():
            catalogue.note(_HOME, json.dumps(home))
            if is_copy or not name:
                name = os.urandom(4).hex()
                catalogue.note(_NAME, name)
    return name


def _home(data_dir: Path) -> dict[str, str]:
    return {"path": str(data_dir.resolve()), "inode": str((data_dir / "catalogue.sqlite").stat().st_ino)}
