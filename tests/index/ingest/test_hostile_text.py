"""Texts made to take time: the work grows in step with their size, and what no article holds is refused."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive
from index.ingest import Skipped, read_file
from index.ingest import reader as reading
from index.ingest.dates.event_dates import read_passages
from index.ingest.sentences.splitting import LINE_CHARACTERS, split_sentences
from index.model.article import Article
from tests.conftest import make_article

SMALL = 20_000  # characters; LARGE is four times as long
FOUR_TIMES = 8.0  # linear work is 4 times as much, quadratic 16 times
SLACK_S = 0.02  # of processor time: less says nothing


def growth(work: Callable[[int], object]) -> tuple[float, float]:
    """Return the processor seconds of a small and a four times larger input, each the best of three."""

    def seconds(size: int) -> float:
        began = time.process_time()
        work(size)
        return time.process_time() - began

    return min(seconds(SMALL) for _ in range(3)), min(seconds(4 * SMALL) for _ in range(3))


@pytest.mark.parametrize("unit", ["«", "“", "![", "<!--", "<![CDATA[", "<?a?>", "ab\n", "a. ", "May 1, ", "1/1/", "("])
def test_splitting_and_dating_a_text_grows_in_step_with_its_length(unit: str) -> None:
    def work(size: int) -> object:
        return read_passages(make_article("a", unit * (size // len(unit)), title="a"), 1)

    small, large = growth(work)

    assert large <= FOUR_TIMES * small + SLACK_S


def test_a_long_line_is_cut_after_a_full_stop_and_keeps_every_character() -> None:
    text = "The ferry sank near the pier at noon. " * (3 * LINE_CHARACTERS // 38)
    bounds = split_sentences(text, "en")

    assert {text[start:end] for start, end in bounds} == {"The ferry sank near the pier at noon."}


@pytest.mark.parametrize("unit", ["ab\n", "a. "])
def test_a_text_of_a_million_lines_is_refused_before_anybody_waits_for_it(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A ferry sank.\n\n" + unit * 1_600_000, encoding="utf-8")

    (found,) = read_file(path)

    assert isinstance(found, Skipped)
    assert found.reason == "its text has more than 100,000 lines or sentences: split it"


def test_a_long_book_is_still_an_article(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text("The ferry sank near the pier at noon, and nobody was hurt at all. " * 70_000, encoding="utf-8")

    (found,) = read_file(path)

    assert isinstance(found, Article)
    assert len(found.text) > 0.9 * reading.LONGEST_ARTICLE


def test_reading_the_passages_of_a_long_text_back_grows_in_step_with_its_length(archive: Archive) -> None:
    sentence = "The ferry sank near the pier at noon, and nobody was hurt at all. "
    sizes = {SMALL: 400_000, 4 * SMALL: 1_600_000}
    for size, characters in sizes.items():
        list(archive.add([make_article(str(size), f"{size} " + sentence * (characters // len(sentence)))]))

    def work(size: int) -> object:
        passages = archive.articles.passages(str(size))
        assert all(passage.text.endswith((".", "all")) for passage in passages)
        return passages

    small, large = growth(work)

    assert large <= FOUR_TIMES * small + SLACK_S
