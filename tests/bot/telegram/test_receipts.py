"""A receipt says what became of a file, whatever stands in it, and fits Telegram."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.phrases import ENGLISH
from bot.telegram.receipts import render_receipt
from bot.telegram.richtext import plain, split, to_html
from index.archive import Outcome
from index.article import Evidence, Source
from index.days.timex import DaySpan
from index.ingest import AddReport
from index.reading.skipped import Skipped
from tests.bot.telegram.strategies import SOURCES, SPANS, TEXTS
from tests.telegram_html import read_message

SPAN = DaySpan(date(2023, 5, 29), date(2023, 5, 29))
OUTCOMES = st.builds(
    Outcome,
    st.sampled_from(["added", "updated", "unchanged", "copy"]),
    TEXTS,
    SOURCES,
    st.lists(SPANS, max_size=12).map(tuple),
    st.integers(0, 10_000),
    TEXTS,
)
REPORTS = st.builds(
    AddReport,
    st.lists(OUTCOMES, max_size=8).map(tuple),
    st.lists(st.builds(Skipped, TEXTS, TEXTS), max_size=15).map(tuple),
)


def receipt_of(*outcomes: Outcome, skipped: tuple[Skipped, ...] = ()) -> str:
    """The text of a receipt for a file named news.jsonl."""
    return plain(render_receipt(AddReport(outcomes, skipped), "news.jsonl", ENGLISH).message.text)


def test_one_article_is_told_in_full() -> None:
    source = Source("Ferry runs aground", date(2023, 6, 23), Evidence.DATELINE, "TASS")

    assert receipt_of(Outcome("added", "x", source, (SPAN,), 6)) == (
        "news.jsonl\n"
        "Ferry runs aground\n"
        "TASS, 23 June 2023 (from the dateline)\n"
        "Speaks of 29 May 2023.\n"
        "6 passages. Added."
    )


def test_a_guessed_or_missing_date_is_said_to_be_so() -> None:
    guess = Source("Mill", date(2023, 6, 23), Evidence.FILE_TIME)
    undated = Source("Weir", None)

    assert ENGLISH.guessed in receipt_of(Outcome("added", "x", guess))
    assert "undated\n" + ENGLISH.guessed in receipt_of(Outcome("added", "x", undated))
    many = receipt_of(Outcome("added", "x", guess), Outcome("added", "y", undated))
    assert ENGLISH.guesses(1) in many
    assert ENGLISH.undated(1) in many


def test_what_was_skipped_is_named_as_the_admin_knows_it() -> None:
    skipped = (Skipped("telegram/news.jsonl/3f2a91bc#7", "line 7: not JSON."), Skipped("telegram/x", "no text."))

    text = receipt_of(skipped=skipped)

    assert text == "news.jsonl\n\nSkipped\n• news.jsonl#7: line 7: not JSON.\n• news.jsonl: no text."


def test_a_file_with_nothing_in_it_is_told() -> None:
    assert receipt_of() == "news.jsonl\n" + ENGLISH.nothing_in_file


@given(REPORTS, TEXTS)
@settings(max_examples=80, deadline=None)
def test_every_receipt_fits_telegram(report: AddReport, name: str) -> None:
    receipt = render_receipt(report, name, ENGLISH)

    pieces = [read_message(to_html(piece), "HTML") for piece in split(receipt.message.text)]

    assert pieces
    assert bool(receipt.skipped_list) == (len(report.skipped) > 10)
