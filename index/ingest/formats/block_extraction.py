"""A tree of HTML, Word or OpenDocument → its blocks of words: paragraphs, headings, list items, rows of tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element, iterwalk

ROW = "row"  # the kind of a table's row


class Block(NamedTuple):
    """Words that stand apart."""

    words: str
    kind: str = ""  # "title", "h1", "row"; empty for a paragraph


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the elements of one format are for, by their names without namespace."""

    paragraphs: frozenset[str]
    items: frozenset[str]
    rows: frozenset[str]
    cells: frozenset[str]
    skipped_elements: frozenset[str]  # no reader sees what is in them
    marks: Mapping[str, str]  # elements that stand for a blank, a new line, a hyphen
    kind: Callable[[_Element], str]  # of a paragraph
    text_element: str = ""  # if only this element holds words


@dataclass(slots=True)
class _Extraction:
    """What has been read so far: the words of a paragraph, the blocks of a cell, the cells of a row."""

    words: list[str] = field(default_factory=list)
    kind: str = ""
    item: str = ""
    sinks: list[list[Block]] = field(default_factory=lambda: [[]])  # the story, and the cells that are open
    rows: list[list[list[Block]]] = field(default_factory=list)

    def end_paragraph(self) -> None:
        lines = ("".join(self.words)).split("\n")
        words = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        if words:
            self.sinks[-1].append(Block(self.item + words, self.kind))
            self.item = ""
        self.words, self.kind = [], ""

    def end_cell(self) -> None:
        self.end_paragraph()
        if len(self.sinks) > 1:
            cell = self.sinks.pop()
            if self.rows:
                self.rows[-1].append(cell)
            else:
                self.sinks[-1].extend(cell)

    def end_row(self) -> None:
        self.end_paragraph()
        if not self.rows:
            return
        cells = [cell for cell in self.rows.pop() if cell]
        if len(cells) == 1:  # a table that only frames its page
            self.sinks[-1].extend(cells[0])
        elif cells:
            row = " | ".join(" ".join(block.words.replace("\n", " ") for block in cell) for cell in cells)
            self.sinks[-1].append(Block(row, ROW))


def read_blocks(tree: _Element, dialect: Dialect) -> list[Block]:
    """Return the blocks in the order in which they stand."""
    page = _Extraction()
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "start":
            if name in dialect.skipped_elements:
                walk.skip_subtree()
            else:
                _start(page, dialect, element, name)
        elif name not in dialect.skipped_elements:
            _end(page, dialect, name)
        if event == "end" and element is not tree and not dialect.text_element:
            page.words.append(_flat(element.tail))
    page.end_paragraph()
    while len(page.sinks) > 1:
        page.end_cell()
    return page.sinks[0]


def join_blocks(blocks: Iterable[Block]) -> str:
    """Put a blank line between blocks; the rows of a table stand close."""
    text, before = "", ""
    for block in blocks:
        gap = "\n" if block.kind == before == ROW else "\n\n"
        text, before = (f"{text}{gap}{block.words}" if text else block.words), block.kind
    return text


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace: "{http://…}p" -> "p"."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """Return an attribute by its name without namespace; "" if it is missing."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _start(page: _Extraction, dialect: Dialect, element: _Element, name: str) -> None:
    if name in dialect.rows:
        page.end_paragraph()
        page.rows.append([])
    elif name in dialect.cells:
        page.end_paragraph()
        page.sinks.append([])
    elif name in dialect.items:
        page.end_paragraph()
        page.item = "- "
    elif name in dialect.paragraphs:
        page.end_paragraph()
        page.kind = dialect.kind(element)
        if page.kind == "item":
            page.kind, page.item = "", "- "
    elif name in dialect.marks:
        page.words.append(dialect.marks[name])
    if not dialect.text_element or name == dialect.text_element:
        words = element.text or ""
        page.words.append(words.replace("\n", " ") if dialect.text_element else _flat(words))


def _end(page: _Extraction, dialect: Dialect, name: str) -> None:
    if name in dialect.rows:
        page.end_row()
    elif name in dialect.cells:
        page.end_cell()
    elif name in dialect.paragraphs or name in dialect.items:
        page.end_paragraph()
        if name in dialect.items:
            page.item = ""


def _flat(words: str | None) -> str:
    """Return words on one line: a new line in markup is a blank."""
    return words.replace("\n", " ").replace("\r", " ") if words else ""
