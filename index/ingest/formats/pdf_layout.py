"""The lines of a PDF's pages → blocks: running heads dropped, paragraphs joined, hyphenation mended, tables kept."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

from index.ingest.dates.header_dates import is_date_line
from index.ingest.formats.block_extraction import ROW, Block

MARGIN = 0.14  # of a page's height, above and below, where running heads stand
HEAD_LINES = 3  # at most, above and below
LARGE = 1.2  # times the height of the body's letters: a heading
INDENT = 0.8  # heights
TITLE_WORDS = 3  # fewer are a rubric or the paper's own name, if a longer heading follows
ALIGNED = 2.0  # points
COLUMN_ROWS = 5
COLUMN_CHARACTERS = 24  # of a piece; the cells of a table are shorter

_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|pg\.?|стр\.?|страница|с\.|seite)?\s*\d{1,4}(?:\s*(?:of|/|из|von)\s*\d{1,4})?\W*|[ivxl]{1,7}",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:;][\"”»'’)\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_INNER_HYPHEN = re.compile(r"[^\W\d_]+-[^\W\d_]+")


class Piece(NamedTuple):
    """Words set on one line without a wide gap; points from the page's lower left corner."""

    words: str
    left: float
    right: float
    bottom: float
    height: float  # of its letters, from the lowest to the highest


Line = list[Piece]


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order in which they were set."""

    lines: list[Line]
    height: float  # points


def extract_blocks(pages: list[Page], named: str) -> list[Block]:
    """Return the blocks of a document; `named` is the title in its properties."""
    pages = [Page(list(_columns(_same_lines(page.lines))), page.height) for page in pages]
    body = _body_height(pages)
    heads = _running_heads(pages)
    lines = [[line for line in page.lines if not _is_head(line, page, heads, body)] for page in pages]
    dehyphenator = _Dehyphenator(piece.words for page in lines for line in page for piece in line)
    blocks = [block for page in _paragraphs(lines, body) for block in _join(page, body, dehyphenator)]
    return _with_title(blocks, named)


# --- lines ---


def _same_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Join lines that stand beside each other: the cells of a row were set one by one."""
    held: Line = []
    for line in lines:
        if held and abs(line[0].bottom - held[-1].bottom) < 0.4 * held[-1].height and line[0].left >= held[-1].right:
            held = held + line
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _columns(lines: Iterable[Line]) -> Iterator[Line]:
    """Part columns that were set line by line across the page: the left one is read first."""
    run: list[Line] = []
    for line in [*lines, []]:
        if len(line) == 2 and (not run or abs(line[1].left - run[0][1].left) < 2 * line[1].height):
            run.append(line)
            continue
        long = run and median(min(len(left.words), len(right.words)) for left, right in run) >= COLUMN_CHARACTERS
        if len(run) >= COLUMN_ROWS and long:
            yield from ([left] for left, _ in run)
            yield from ([right] for _, right in run)
        else:
            yield from run
        run = []
        if line:
            yield line


def _body_height(pages: list[Page]) -> float:
    """Return the height in which most letters are set."""
    heights: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            for piece in line:
                heights[round(piece.height, 1)] += len(piece.words)
    return heights.most_common(1)[0][0] if heights else 1.0


# --- running heads ---


def _running_heads(pages: list[Page]) -> frozenset[str]:
    """Return what stands in the margins of many pages, its numbers aside."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _margin_lines(page)})
    fewest = max(2, 0.3 * len(pages))
    return frozenset(key for key, count in seen.items() if count >= fewest)


def _margin_lines(page: Page) -> list[Line]:
    order = sorted(page.lines, key=lambda line: -line[0].bottom)
    return [line for line in (*order[:HEAD_LINES], *order[-HEAD_LINES:]) if _in_margin(line, page)]


def _in_margin(line: Line, page: Page) -> bool:
    middle = line[0].bottom + line[0].height / 2
    return not MARGIN * page.height < middle < (1 - MARGIN) * page.height


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(piece.words for piece in line)).casefold()


def _is_head(line: Line, page: Page, heads: frozenset[str], body: float) -> bool:
    if not _in_margin(line, page):
        return False
    if len(line) == 1 and _PAGE_NUMBER.fullmatch(line[0].words):
        return True
    return _key(line) in heads and line[0].height < LARGE * body  # a headline may be the running head of later pages


# --- paragraphs ---


def _paragraphs(pages: list[list[Line]], body: float) -> Iterator[list[Line]]:
    """Yield the lines that belong together, over the ends of columns and pages."""
    held: list[Line] = []
    for lines in pages:
        pitch = _pitch(lines, body)
        tables = _table_rows(lines)
        for number, line in enumerate(lines):
            table = number in tables
            if held and (table or len(held[-1]) > 1 or _begins(line, held, lines, pitch)):
                yield held
                held = []
            held.append(line if table else [_whole(line)])
    if held:
        yield held


def _whole(line: Line) -> Piece:
    return line[0]._replace(words=" ".join(piece.words for piece in line), right=line[-1].right)


def _table_rows(lines: list[Line]) -> frozenset[int]:
    """Return the lines of several pieces that stand under each other's; the gaps of a stretched line are anywhere."""
    rows: set[int] = set()
    for number, (above, below) in enumerate(pairwise(lines)):
        if len(above) > 1 and len(below) > 1 and any(_aligned(one, other) for one in above[1:] for other in below[1:]):
            rows |= {number, number + 1}
    return frozenset(rows)


def _aligned(one: Piece, other: Piece) -> bool:
    """Whether two pieces share their left edge, their right edge, or their middle."""
    edges = (one.left - other.left, one.right - other.right, (one.left + one.right - other.left - other.right) / 2)
    return min(map(abs, edges)) < ALIGNED


def _pitch(lines: list[Line], body: float) -> float:
    """Return how far lines of a paragraph stand below each other."""
    steps = [before[0].bottom - line[0].bottom for before, line in pairwise(lines)]
    near = [step for step in steps if 0.7 * body < step < 2.2 * body]
    return min(median(near), 1.8 * body) if near else 1.3 * body


def _begins(line: Line, held: list[Line], lines: list[Line], pitch: float) -> bool:
    """Whether a line begins a paragraph."""
    before, here = held[-1][0], line[0]
    if is_date_line(before.words) or is_date_line(_whole(line).words):
        return True
    if abs(here.height - before.height) > 0.12 * before.height:
        return True
    ends = _ENDS.search(before.words) is not None
    step = before.bottom - here.bottom
    if step < 0 or step > 6 * pitch:  # the next column or page
        return ends or here.height > 1.1 * before.height
    if step > 1.45 * max(pitch, before.height):
        return True
    if here.left > before.left + INDENT * here.height and (ends or len(held) > 1):
        return True
    edge = max((other[-1].right for other in lines if abs(other[0].left - before.left) < 30), default=before.right)
    return ends and before.right < edge - 0.12 * (edge - before.left)


def _join(lines: list[Line], body: float, dehyphenator: "_Dehyphenator") -> Iterator[Block]:
    if len(lines) == 1 and len(lines[0]) > 1:
        yield Block(" | ".join(dehyphenator.visible(piece.words) for piece in lines[0]), ROW)
        return
    words = ""
    for line in lines:
        words = dehyphenator.join(words, line[0].words)
    yield Block(dehyphenator.visible(words), "h2" if lines[0][0].height > LARGE * body else "")


class _Dehyphenator:
    """Joins words hyphenated at the end of a line, as the document writes them elsewhere."""

    def __init__(self, written: Iterable[str]) -> None:
        self._hyphenated = {word.casefold() for words in written for word in _INNER_HYPHEN.findall(words)}

    def join(self, above: str, below: str) -> str:
        """Return two lines as one.

        "the coopera-" "tion of both"  ->  "the cooperation of both"    "north-" "Kosovo"  ->  "north-Kosovo"
        """
        if not above or not _HYPHENATED.search(above):
            return f"{above} {below}".strip()
        if not below[:1].islower():
            return f"{above[:-1]}-{below}"
        last, first = above.rpartition(" ")[2][:-1], re.match(r"[^\W\d_]*", below)
        keeps = f"{last}-{first[0] if first else ''}".casefold() in self._hyphenated
        return f"{above[:-1]}-{below}" if keeps else above[:-1] + below

    def visible(self, words: str) -> str:
        """Return words whose hyphens are seen: PDFium marks those at the ends of lines."""
        return words.replace("\u00ad", "-")


def _with_title(blocks: list[Block], named: str) -> list[Block]:
    """Mark the title: the large heading near the top that the document is named for, else the first of some words."""
    large = [n for n, block in enumerate(blocks[:6]) if block.kind == "h2"]
    same = (n for n in large if blocks[n].words.casefold() == named.casefold())
    long = (n for n in large if len(blocks[n].words.split()) >= TITLE_WORDS)
    best = next(chain(same, long, large), None)
    if best is None or best > 2 or len(blocks) < 2:
        return blocks
    return [block._replace(kind="title") if n == best else block for n, block in enumerate(blocks)]
