"""The lines of a page become paragraphs again."""

import pytest

from index.ingest.formats.block_extraction import Block
from index.ingest.formats.pdf_layout import Line, Page, Piece, extract_blocks

HEIGHT = 800.0


def page(*lines: tuple[str, float, float] | tuple[str, float, float, float]) -> Page:
    """Return a page of lines (words, left, bottom[, height]); a letter is 5 points wide."""
    return Page([_line(*line) for line in lines], HEIGHT)


def _line(words: str, left: float, bottom: float, height: float = 12.0) -> Line:
    return [Piece(words, left, left + 5 * len(words), bottom, height)]


def words_of(*pages: Page) -> list[str]:
    return [block.words for block in extract_blocks(list(pages), "")]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the coopera-", "tion of both", "the cooperation of both"),
        ("the coopera\u00ad", "tion of both", "the cooperation of both"),
        ("a well-", "known plan", "a well-known plan"),  # as it stands elsewhere
        ("the north-", "Kosovo line", "the north-Kosovo line"),
        ("паром в га-", "вани стоит", "паром в гавани стоит"),
        ("he said -", "and left", "he said - and left"),
    ],
)
def test_a_word_that_a_line_s_end_has_parted_is_joined(above: str, below: str, joined: str) -> None:
    assert words_of(page((above, 60, 500), (below, 60, 486), ("It is well-known.", 60, 440)))[0] == joined


def test_a_gap_an_indent_or_a_short_line_begins_a_paragraph() -> None:
    found = words_of(
        page(
            ("One goes on and on and on and", 60, 500),
            ("ends.", 60, 486),
            ("Two follows the short line and", 60, 472),
            ("ends right at the edge, here.", 60, 458),
            ("Three stands in a little and so", 75, 444),
            ("begins; it ends here, as it was.", 60, 430),
            ("Four stands far below.", 60, 390),
        )
    )

    assert [words.split()[0] for words in found] == ["One", "Two", "Three", "Four"]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    pages = [page(("It goes on and on, and", 60, 90)), page(("then it ends.", 60, 700), ("Another.", 60, 660))]

    assert words_of(*pages) == ["It goes on and on, and then it ends.", "Another."]


@pytest.mark.parametrize("foot", ["7", "- 7 -", "Page 7", "7 / 12", "page 7 of 12", "стр. 7", "xiv"])
def test_a_page_number_is_dropped_and_a_number_in_the_text_stays(foot: str) -> None:
    assert words_of(page(("The year was", 60, 500), ("2023", 60, 460), (foot, 300, 30))) == ["The year was", "2023"]


def test_what_stands_at_the_head_of_many_pages_is_dropped_and_a_headline_stays() -> None:
    pages = [
        page(("Ferry runs aground", 60, 760, 24), *[(f"Line {n} of page one.", 60, 700 - 30 * n) for n in range(9)]),
        *[page(("Ferry runs aground", 60, 760), (f"Page {n} has this.", 60, 500)) for n in (2, 3)],
    ]
    blocks = extract_blocks(pages, "")

    assert blocks[0] == Block("Ferry runs aground", "title")
    assert [block.words for block in blocks].count("Ferry runs aground") == 1


def test_the_title_is_the_large_heading_of_some_words_or_the_one_the_document_is_named_for() -> None:
    top = page(
        ("THE HERALD", 60, 760, 30),
        ("Ferry runs aground", 60, 700, 20),
        *[(f"Line {n}.", 60, 600 - 14 * n) for n in range(9)],
    )

    assert [block.words for block in extract_blocks([top], "") if block.kind == "title"] == ["Ferry runs aground"]
    assert [block.words for block in extract_blocks([top], "The Herald") if block.kind == "title"] == ["THE HERALD"]


def test_cells_under_each_other_are_a_table_and_a_stretched_line_is_none() -> None:
    def row(*cells: tuple[str, float], bottom: float) -> Line:
        return [Piece(words, left, left + 5 * len(words), bottom, 12.0) for words, left in cells]

    lines = [
        row(("ship", 60), ("people", 200), bottom=500),
        row(("Orla", 60), ("214", 200), bottom=480),
        row(("A line", 60), ("stretched", 120), bottom=440),
        row(("to the", 60), ("edge of it", 133), bottom=426),
    ]
    blocks = extract_blocks([Page(lines, HEIGHT)], "")

    assert blocks[:2] == [Block("ship | people", "row"), Block("Orla | 214", "row")]
    assert blocks[2].words == "A line stretched to the edge of it"
