"""Files on their way into the archive, and the originals kept after: below the data directory, on disk when said so."""

import hashlib
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from secrets import token_hex

INCOMING = "incoming"
ORIGINALS = "originals"
UNFINISHED = ".part"  # ending of a folder whose file is being written
NAME_CHARACTERS = 100
NAME_BYTES = 200  # file systems take 255


class Incoming:
    """The folder of files that wait, each in a folder of its own, and the folder of originals."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / INCOMING
        self.originals = data_dir / ORIGINALS
        self.folder.mkdir(parents=True, exist_ok=True)
        self._placed: set[str] = set()  # folders of this process: what came while it started is no leftover

    def place(self, name: str) -> Path:
        """Return where a file of this name may be written; `settle` says that it is."""
        token = token_hex(6)
        folder = self.folder / (token + UNFINISHED)
        self._placed |= {folder.name, token}
        folder.mkdir()
        return folder / name

    def settle(self, path: Path, sent_at: float) -> tuple[str, str]:
        """Bring a written file to the disk itself; return its path below the folder from now on, and its sha256.

        Its time becomes when it was sent: the last evidence of its date.
        """
        os.utime(path, (sent_at, sent_at))
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        _sync(path.parent)
        folder = path.parent.with_name(path.parent.name.removesuffix(UNFINISHED))
        os.replace(path.parent, folder)
        _sync(self.folder)
        return f"{folder.name}/{path.name}", sha256

    def finished(self, known: Collection[str]) -> list[Path]:
        """Return the files that are whole and are not among the known ones, the oldest first."""
        files = (
            file
            for folder in self.folder.iterdir()
            if folder.is_dir() and not folder.name.endswith(UNFINISHED) and folder.name not in self._placed
            for file in folder.iterdir()
        )
        left = [file for file in files if file.relative_to(self.folder).as_posix() not in known]
        return sorted(left, key=lambda file: (file.stat().st_mtime, file.name))

    def keep(self, file: str, origin: str) -> None:
        """Move a file that is in the archive to the originals. May be repeated."""
        path, original = self.folder / file, self.original(origin)
        if path.exists() and original:
            original.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, original)
        shutil.rmtree(path.parent, ignore_errors=True)

    def original(self, origin: str) -> Path | None:
        """Return where the original of an article with this origin lies, if it was kept.

        "telegram/storm.txt/3f2a91bc#2"  ->  originals/3f2a91bc/storm.txt
        """
        parts = origin.partition("#")[0].split("/")
        if len(parts) < 3 or parts[0] != "telegram" or len(parts[2]) != 8 or not parts[2].isalnum():
            return None
        return self.originals / parts[2] / parts[1]

    def sweep(self, waiting: Collection[str]) -> None:
        """Throw away what a crash left: files that no delivery waits with. Their updates come again."""
        used = {file.partition("/")[0] for file in waiting}
        for folder in self.folder.iterdir():
            if folder.name not in used and folder.name not in self._placed:
                shutil.rmtree(folder, ignore_errors=True)


def clean_name(given: str | None) -> str:
    """Return a file's name, safe as a name here: no folders, no leading dots, not too long.

    "../../notes.txt"  ->  "notes.txt"
    None               ->  "file"
    """
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in last if c.isprintable()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    most = NAME_CHARACTERS
    while len(_cut(name, stem, dot, ending, most).encode("utf-8", "replace")) > NAME_BYTES:
        most -= 10
    return _cut(name, stem, dot, ending, most) or "file"


def _cut(name: str, stem: str, dot: str, ending: str, most: int) -> str:
    if len(name) > most and dot and len(ending) <= 10:
        return stem[: most - len(ending) - 1] + dot + ending
    return name[:most]


def _sync(folder: Path) -> None:
    """Bring a folder's list of files to the disk, where folders can be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
