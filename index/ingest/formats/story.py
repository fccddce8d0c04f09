"""The story of a document whose format tells its title or day: headline and lines of metadata taken off its text."""

import re

from index.ingest.draft import Draft
from index.ingest.formats.block_extraction import ROW, Block, join_blocks
from index.ingest.formats.plain import read_story
from index.ingest.normalise import normalise, one_line

# What programs write for want of a title: "Microsoft Word - ferry.doc", "untitled", "Document1", "ferry.docx".
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|office)\b|untitled|без (?:названия|имени)|document\s?\d*$|документ\s?\d*$"
    r"|doc\d+$|new (?:microsoft )?document|\(?anonymous\)?$|unspecified$|powerpoint|print\b|template|шаблон)"
    r"|\.(?:docx?|odt|rtf|pdf|indd|qxp|tmp|html?|txt|pages)\s*$",
    re.IGNORECASE,
)
_HEADINGS = ("title", "h1")


def add_story(draft: Draft, story: str) -> Draft:
    """Add the text, normalised before, its headline and lines of metadata taken off."""
    first, _, rest = story.partition("\n")
    if draft.title and rest and one_line(first).casefold() == draft.title.casefold():
        story = rest.strip()
    read = read_story(story)
    # Only a headline that the page repeats above its story is one; a short first paragraph is none.
    if draft.title and read.title and not _same_title(read.title, draft.title):
        read.text = story
    draft.fill_from(read)
    draft.text = read.text
    return draft


def draft_from_blocks(draft: Draft, blocks: list[Block], fallback_title: str = "") -> Draft:
    """Add the text of a document: its title is the paragraph so marked at its top, else a headline in its words.

    The title in a document's properties comes last: it is often its template's.
    """
    title, blocks = _take_title(blocks)
    draft.title = draft.title or title
    draft = add_story(draft, normalise(join_blocks(blocks)))
    if not draft.title and not is_placeholder(fallback_title):
        draft.title = one_line(fallback_title)
    return draft


def is_placeholder(name: str) -> bool:
    """Whether a title or an author is what a program wrote for want of one.

    "Microsoft Word - ferry.doc", "untitled", "anonymous", ""  ->  True
    """
    return not name.strip() or _NO_TITLE.search(one_line(name)) is not None


def _take_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Take a marked title off the top: one of the first few blocks, as a dateline or a rubric may stand above it."""
    for kind in _HEADINGS:
        for n, block in enumerate(blocks[:3]):
            if block.kind == kind and block.kind != ROW and any(other.kind != kind for other in blocks):
                return one_line(block.words), blocks[:n] + blocks[n + 1 :]
    return "", blocks


def _same_title(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one.startswith(other) or other.startswith(one)
