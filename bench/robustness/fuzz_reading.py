"""What mutated files do to the readers: real files of every format, broken in N ways each, read in this process.

    python -m bench.robustness.fuzz_reading [--n 1000] [--seed 7] [--only pdf,docx]

Prints for each format how many of the N gave articles and how many a reason, the slowest of them in milliseconds, and
how many raised or were refused for a reason nobody thought of; it ends with 1 if there was one of these. Each format is
fuzzed in a process of its own, so that one that brings its process down is seen, and counted, too.
"""

import argparse
import contextlib
import gzip
import json
import logging
import multiprocessing
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

from index.ingest.reader import read_file
from index.ingest.skipped import Skipped
from index.model.article import Article
from tests.index.ingest import documents
from tests.index.ingest.test_formats import FRONT, MARKDOWN, PAGE, RECORD, STORY

SLOW_S = 20.0  # a file that takes longer counts as hung
_LINES = "\n".join(json.dumps(RECORD) for _ in range(3))
_TABLE = f'id,title,text\n1,Ferry,"{STORY}"\n2,Rain,Wet\n'
_INNER: dict[str, str | bytes] = {"a.txt": STORY, "b.docx": documents.docx(), "c/d.json": json.dumps(RECORD)}

SEEDS: dict[str, tuple[str, list[bytes]]] = {
    "txt": (
        ".txt",
        [documents.LEAD.encode(), f" date 2023-05-30 {documents.RUSSIAN}".encode("cp1251"), STORY.encode("utf-16")],
    ),
    "md": (".md", [(FRONT + MARKDOWN).encode()]),
    "html": (".html", [PAGE.encode()]),
    "json": (".json", [json.dumps(RECORD).encode(), json.dumps({"articles": [RECORD, RECORD]}).encode()]),
    "jsonl": (".jsonl", [_LINES.encode()]),
    "csv": (".csv", [_TABLE.encode(), _TABLE.replace(",", "\t").encode()]),
    "pdf": (
        ".pdf",
        [documents.pdf(pages=1), documents.pdf(columns=2, pages=1), documents.scan(), documents.locked_pdf()],
    ),
    "docx": (".docx", [documents.docx()]),
    "odt": (".odt", [documents.odt()]),
    "rtf": (".rtf", [documents.RTF]),
    "epub": (".epub", [documents.epub()]),
    "eml": (
        ".eml",
        [documents.email(), documents.email(html=True), documents.email(attached={"a.docx": documents.docx()})],
    ),
    "mhtml": (".mhtml", [documents.saved_page(PAGE)]),
    "feeds": (".xml", [documents.RSS.encode(), documents.ATOM.encode()]),
    "news xml": (
        ".xml",
        [x.encode() for x in (documents.NITF, documents.NEWSML, documents.NEWSML_G2, documents.RECORDS)],
    ),
    "telegram": (".json", [json.dumps(documents.CHANNEL).encode(), documents.chats()]),
    "zip": (".zip", [documents.packed(_INNER)]),
    "tar.gz": (
        ".gz",
        [documents.tarred(_INNER), documents.tarred(_INNER, gzipped=False), gzip.compress(STORY.encode())],
    ),
}
SCRAPS = [
    *(
        mark.encode()
        for mark in "< > & { } [ \" \\ \0 ]]> <![CDATA[ &#0; &x; \\ud800 \\u \\' \\bin %s -1 1e999".split(" ")
    ),
    *(mark.encode() for mark in "99999999999 obj endobj stream ../ --b\n ---\n \n\n 🚢".split(" ")),
    *(b"\xff\xfe", b"\xff" * 8, b"\xed\xa0\x80", b"PK\x01\x02", b"<div>" * 40, b"> " * 40, b"<<" * 20, b"0" * 40),
]


@dataclass(slots=True)
class Tally:
    """What became of one format's files."""

    name: str
    files: int = 0
    read: int = 0  # gave at least one article
    refused: int = 0  # gave only reasons
    describe_unexpected_error: Counter[str] = field(default_factory=Counter)  # mistakes nobody thought of
    slowest_ms: float = 0.0

    def line(self) -> str:
        """Return one row of the table."""
        bad = ", ".join(f"{count} × {what}" for what, count in self.describe_unexpected_error.most_common()) or "none"
        return f"{self.name:10} {self.files:6} {self.read:8} {self.refused:8} {self.slowest_ms:11.0f}  {bad}"


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """Return a file with one to eight holes, scraps, swapped or doubled stretches, or its end cut off."""
    held = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(held) + 1)
        span = chance.choice((0, 1, 1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                held[at : at + span] = chance.randbytes(span)
            case 1:
                held[at : at + span] = chance.choice(SCRAPS)
            case 2:
                del held[at : at + span]
            case 3:
                held[at:at] = held[at : at + span] * chance.choice((1, 2, 50))
            case 4:
                other = chance.randrange(len(held) + 1)
                held[at:at] = held[other : other + span]
            case _:
                if at < len(held):
                    held[at] ^= 1 << chance.randrange(8)
    if chance.random() < 0.1:
        del held[chance.randrange(len(held) + 1) :]
    return bytes(held)


def mutate_inside(raw: bytes, chance: random.Random) -> bytes:
    """Return a zip whose members are mutated, and which is packed as it should be: the mutations get to the readers."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(files), k=min(len(files), chance.choice((1, 1, 2)))):
        content = files[name]
        files[name] = mutate(content if isinstance(content, bytes) else content.encode(), chance)
    return documents.packed(files)


def strange_files(name: str, count: int, chance: random.Random) -> Iterator[bytes]:
    """Yield mutated files of a format; every second one of a zip is mutated inside."""
    seeds = SEEDS[name][1]
    for number in range(count):
        seed = seeds[number % len(seeds)]
        change: Callable[[bytes, random.Random], bytes] = mutate
        if seed.startswith(b"PK") and number % 2:
            change = mutate_inside
        elif seed.startswith(b"\x1f\x8b") and number % 2:
            yield gzip.compress(mutate(gzip.decompress(seed), chance), 1)
            continue
        yield change(seed, chance)


def fuzz(name: str, count: int, seed: int, told: Connection) -> None:
    """Read mutated files of a format, and tell what became of each."""
    logging.disable(logging.CRITICAL)
    chance = random.Random(f"{name} {seed}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{SEEDS[name][0]}"
        for raw in strange_files(name, count, chance):
            path.write_bytes(raw)
            began = time.perf_counter()
            try:
                found = list(read_file(path))
                reasons = [one.reason for one in found if isinstance(one, Skipped)]
                what = next((reason for reason in reasons if reason.startswith("it cannot be read (")), "")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                found, what = [], f"raised {type(error).__name__}"
            told.send((any(isinstance(one, Article) for one in found), what, time.perf_counter() - began))
    told.send(None)


def tally(name: str, count: int, seed: int) -> Tally:
    """Fuzz a format in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=fuzz, args=(name, count, seed, there))
    process.start()
    there.close()
    result = Tally(name)
    with contextlib.suppress(EOFError):
        while True:
            if not here.poll(SLOW_S + 10):
                result.describe_unexpected_error["hung"] += 1
                process.kill()
                break
            if (message := here.recv()) is None:
                break
            read, what, seconds = message
            result.files += 1
            result.read += read
            result.refused += not read
            result.slowest_ms = max(result.slowest_ms, 1000 * seconds)
            if what:
                result.describe_unexpected_error[what.partition(":")[0]] += 1
    process.join()
    if process.exitcode and not result.describe_unexpected_error["hung"]:
        result.describe_unexpected_error[f"process died ({process.exitcode})"] += 1
    return result


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--n", type=int, default=1000, help="mutated files of each format")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="", help="formats, with commas between them")
    args = parser.parse_args()
    names = args.only.split(",") if args.only else list(SEEDS)
    print(f"{'format':10} {'files':>6} {'read':>8} {'refused':>8} {'slowest ms':>11}  unforeseen")
    totals = Tally("all")
    for name in names:
        one = tally(name, args.n, args.seed)
        print(one.line(), flush=True)
        totals.files += one.files
        totals.read += one.read
        totals.refused += one.refused
        totals.describe_unexpected_error += one.describe_unexpected_error
        totals.slowest_ms = max(totals.slowest_ms, one.slowest_ms)
    print(totals.line())
    return 1 if totals.describe_unexpected_error else 0


if __name__ == "__main__":
    sys.exit(main())
