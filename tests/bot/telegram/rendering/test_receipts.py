"""A receipt says what became of a file, whatever stands in it, and fits Telegram."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.phrases import ENGLISH
from bot.playground.bot_api.checks import read_message
from bot.storage.delivery import Delivered, Delivery, Earlier, Fate, Part, State
from bot.telegram.rendering.receipts import render_receipt
from bot.telegram.rendering.richtext import plain, split, to_html
from index.adding import Outcome
from index.ingest.skipped import Skipped
from index.model.article import DateEvidence, Source
from index.model.dates import DaySpan
from index.pipeline import AddReport
from tests.bot.telegram.rendering.strategies import SOURCES, SPANS, TEXTS

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


def make_delivery(report: AddReport, *names: str, fate: Fate = Fate.NONE, **more: Any) -> Delivery:
    """A delivery of files, stored."""
    parts = tuple(Part(name, f"x/{name}", f"telegram/{name}/3f2a91bc", "ab" * 32, 0.0) for name in names)
    delivered = Delivered(report, **more)
    return Delivery(1, "key", "admin 42", 42, 42, "en", 7, State.STORED, fate, 1, 0.0, parts, delivered)


def receipt_of(*outcomes: Outcome, skipped: tuple[Skipped, ...] = (), **more: Any) -> str:
    """The text of a receipt for a file named news.jsonl."""
    delivery = make_delivery(AddReport(outcomes, skipped), "news.jsonl", **more)
    return plain(render_receipt(delivery, ENGLISH, SAID).message.text)


def test_one_article_is_told_in_full() -> None:
    source = Source("Ferry runs aground", date(2023, 6, 23), DateEvidence.DATELINE, "TASS")

    assert receipt_of(Outcome("added", "x", source, (SPAN,), 6)) == (
        "news.jsonl\n"
        "Ferry runs aground\n"
        "TASS, 23 June 2023 (from the dateline)\n"
        "Speaks of 29 May 2023.\n"
        "6 passages. Added."
    )


def test_a_guessed_or_missing_date_is_said_to_be_so() -> None:
    guess = Source("Mill", date(2023, 6, 23), DateEvidence.FILE_TIME)
    undated = Source("Weir", None)

    assert ENGLISH.guessed in receipt_of(Outcome("added", "x", guess))
    assert "undated\n" + ENGLISH.guessed in receipt_of(Outcome("added", "x", undated))
    many = receipt_of(Outcome("added", "x", guess), Outcome("added", "y", undated))
    assert ENGLISH.guesses(1) in many
    assert ENGLISH.undated(1) in many


def test_what_was_skipped_is_named_as_the_admin_knows_it() -> None:
    skipped = (
        Skipped("telegram/news.jsonl/3f2a91bc#7", "line 7: not JSON."),
        Skipped("telegram/news.jsonl/3f2a91bc/may/a.txt", "no text."),
        Skipped("telegram/news.jsonl/3f2a91bc", "empty."),
    )

    text = receipt_of(skipped=skipped)

    assert text == (
        "news.jsonl\n\nSkipped\n• news.jsonl#7: line 7: not JSON.\n"
        "• news.jsonl/may/a.txt: no text.\n• news.jsonl: empty."
    )


def test_a_file_with_nothing_in_it_is_told() -> None:
    assert receipt_of() == "news.jsonl\n" + ENGLISH.nothing_in_file


@given(REPORTS, st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(Fate), st.lists(TEXTS, max_size=2))
@settings(max_examples=80, deadline=None)
def test_every_receipt_fits_telegram(report: AddReport, names: list[str], fate: Fate, titles: list[str]) -> None:
    earlier = tuple(Earlier("new", "old", title) for title in titles)
    delivery = make_delivery(report, *names, fate=fate, earlier=earlier, notes=tuple(titles), left=len(titles))

    receipt = render_receipt(delivery, ENGLISH, SAID)

    pieces = [read_message(to_html(piece), "HTML") for piece in split(receipt.message.text)]
    assert pieces
    shows_skipped = fate not in (Fate.UNDONE, Fate.FAILED)
    assert bool(receipt.skipped_list) == (len(report.skipped) > 10 and shows_skipped)


def buttons_of(report: AddReport, fate: Fate = Fate.NONE, **more: Any) -> list[str]:
    """The words on the buttons under a receipt."""
    markup = render_receipt(make_delivery(report, "a.txt", fate=fate, **more), ENGLISH, SAID).message.buttons
    return [button.text for row in markup.inline_keyboard for button in row] if markup else []


ADDED = Outcome("added", "x", Source("Mill", date(2023, 6, 23), DateEvidence.FIELD))
GUESS = Outcome("added", "y", Source("Weir", date(2023, 6, 23), DateEvidence.FILE_TIME))
HERE = Outcome("unchanged", "z", Source("Dam", date(2023, 6, 23), DateEvidence.FIELD))
EARLIER = (Earlier("x", "w", "Mill"),)


@pytest.mark.parametrize(
    ("outcomes", "fate", "earlier", "buttons"),
    [
        ((ADDED,), Fate.NONE, (), ["Fix date", "Undo"]),
        ((ADDED,), Fate.NONE, EARLIER, ["Replace", "Keep both", "Fix date", "Undo"]),
        ((ADDED,), Fate.REPLACED, EARLIER, ["Fix date", "Undo"]),
        ((ADDED,), Fate.UNDONE, EARLIER, []),
        ((HERE,), Fate.NONE, (), ["Fix date"]),
        ((ADDED, HERE), Fate.NONE, (), ["Undo"]),
        ((ADDED, GUESS), Fate.NONE, (), ["Fix date", "Undo"]),
        ((HERE, HERE), Fate.NONE, (), []),
        ((), Fate.NONE, (), []),
        ((), Fate.FAILED, (), ["Try again"]),
    ],
)
def test_a_receipt_offers_what_can_still_be_done(
    outcomes: tuple[Outcome, ...], fate: Fate, earlier: tuple[Earlier, ...], buttons: list[str]
) -> None:
    assert buttons_of(AddReport(outcomes, ()), fate, earlier=earlier) == buttons


def test_a_near_copy_and_a_newer_version_are_named() -> None:
    text = receipt_of(replace(ADDED, near="Mill burns"), earlier=(Earlier("x", "w", "Mill stands"),))

    assert "Nearly the same as “Mill burns”" in text
    assert "newer version of “Mill stands”" in text
