"""Handing files over to the running bot: `dateline add` puts them into a folder of the watched folder, and waits.

    handed-3f2a91bc/request.json  [{"file": "0.txt", "origin": "/srv/news/today.txt"}, …]
    handed-3f2a91bc/0.txt         the file itself, with its time
    handed-3f2a91bc/report.json   the bot's answer: what became of them

The folder gets its name once it is whole, and its report once that is whole: neither side reads the half of anything.
"""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from pydantic import TypeAdapter

from index.ingest.files import explain_os_error, find_files, is_disk_full
from index.ingest.skipped import Skipped
from index.ingest.web.pages import Download
from index.pipeline import AddReport

HANDED = "handed-"
REQUEST = "request.json"
REPORT = "report.json"

KEPT_S = 86_400.0  # what nobody has come back for in so long is cleared away

_REPORT = TypeAdapter(AddReport)


def hand_over(inbox: Path, paths: Iterable[Path], downloads: Iterable[Download] = ()) -> tuple[Path, list[Skipped]]:
    """Put files into the watched folder; return the folder that will hold the report, and what could not be put."""
    name = token_hex(6)
    hidden, folder = inbox / f".{HANDED}{name}", inbox / f"{HANDED}{name}"
    hidden.mkdir(parents=True)
    request: list[dict[str, str]] = []
    skipped: list[Skipped] = []
    try:
        for found in find_files(paths):
            if isinstance(found, Skipped):
                skipped.append(found)
                continue
            file = f"{len(request)}{found.suffix[:20]}"
            try:
                shutil.copy2(found, hidden / file)
            except OSError as error:
                if is_disk_full(error):
                    raise
                skipped.append(Skipped(str(found), explain_os_error(error)))
                continue
            request.append({"file": file, "origin": os.path.abspath(found), "path": str(found)})
        for download in downloads:
            file = f"{len(request)}{download.path.suffix}"
            shutil.copy2(download.path, hidden / file)
            request.append({"file": file, "origin": download.url, "path": download.url})
        (hidden / REQUEST).write_text(json.dumps(request), encoding="utf-8")
        hidden.rename(folder)
    except BaseException:
        shutil.rmtree(hidden, ignore_errors=True)
        raise
    return folder, skipped


def read_request(folder: Path) -> list[tuple[Path, str, str]]:
    """Return (file, where it came from, its path as it was named) of each file that was handed over."""
    rows: list[dict[str, Any]] = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    return [(folder / Path(str(row["file"])).name, str(row["origin"]), str(row["path"])) for row in rows]


def answer(folder: Path, report: AddReport) -> None:
    """Write the report; then the files themselves are no longer needed."""
    half = folder / f".{REPORT}"
    half.write_bytes(_REPORT.dump_json(report))
    half.rename(folder / REPORT)
    for file, _, _ in read_request(folder):
        file.unlink(missing_ok=True)


def clear_up(inbox: Path, now: float) -> None:
    """Throw away reports that were never fetched, and what was never wholly handed over: its program was killed."""
    for folder in (*inbox.glob(f"{HANDED}*"), *inbox.glob(f".{HANDED}*")):
        if (is_answered(folder) or folder.name.startswith(".")) and now - folder.stat().st_mtime > KEPT_S:
            shutil.rmtree(folder, ignore_errors=True)


def is_answered(folder: Path) -> bool:
    """Whether the report is there."""
    return (folder / REPORT).exists()


def take_back(folder: Path) -> bool:
    """Take files back that were handed over to a bot that is gone; False if it has answered after all."""
    hidden = folder.with_name(f".{folder.name}")
    if is_answered(folder):
        return False
    folder.rename(hidden)
    shutil.rmtree(hidden, ignore_errors=True)
    return True


def take_report(folder: Path, skipped: list[Skipped]) -> AddReport:
    """Return the report, with what could not be handed over, and clear the folder away."""
    report = _REPORT.validate_json((folder / REPORT).read_bytes())
    shutil.rmtree(folder, ignore_errors=True)
    return AddReport(report.outcomes, (*skipped, *report.skipped))
