"""Text on its way to Telegram is measured, cut and written as Telegram reads it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.bot_api import entities
from bot.playground.bot_api.checks import read_message
from bot.playground.bot_api.telegram_html import parse_html
from bot.telegram.rendering.richtext import Run, is_address, plain, sendable, shorten, split, to_html, units
from tests.bot.telegram.rendering.strategies import LINKS, LONG_TEXTS, TEXTS

FLAGS = [st.booleans()] * 4
RUNS = st.lists(st.builds(Run, LONG_TEXTS, *FLAGS, LINKS), max_size=12)
SHORT_RUNS = st.lists(st.builds(Run, st.text(max_size=80), *FLAGS, LINKS), max_size=12)


@pytest.mark.parametrize(
    ("run", "html"),
    [
        (Run("1 < 2 & 3 > 2"), "1 &lt; 2 &amp; 3 &gt; 2"),
        (Run("29 May", bold=True), "<b>29 May</b>"),
        (Run("29 May", bold=True, underline=True), "<u><b>29 May</b></u>"),
        (Run("TASS", link='https://x.org/?a=1&b="2"'), '<a href="https://x.org/?a=1&amp;b=&quot;2&quot;">TASS</a>'),
        (Run("TASS", link="javascript:alert(1)"), "TASS"),
        (Run("half a flag \ud83d\x00\x07\u202e, cut"), "half a flag , cut"),
        (Run("words", quote=True), "<blockquote>words</blockquote>"),
    ],
)
def test_a_run_is_written_in_the_html_that_telegram_reads(run: Run, html: str) -> None:
    assert to_html([run]) == html


def test_runs_beside_each_other_share_one_quotation() -> None:
    runs = [Run("Before. ", quote=True), Run("Cited.", quote=True, bold=True), Run(" After.", quote=True)]

    assert to_html(runs) == "<blockquote>Before. <b>Cited.</b> After.</blockquote>"


@pytest.mark.parametrize(("text", "length"), [("day", 3), ("🌊", 2), ("день", 4), ("👩‍🚀", 5), ("", 0)])
def test_length_is_counted_in_utf16_units(text: str, length: int) -> None:
    assert units(text) == length == entities.units(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One two. Three four.", ["One two.", "Three four."]),
        ("One two\nthree four five", ["One two", "three four", "five"]),
        ("Hello\n\ntwo\nthree", ["Hello", "two\nthree"]),
        ("onetwothreefourfive", ["onetwothreef", "ourfive"]),
        ("🌊🌊🌊🌊🌊🌊🌊", ["🌊🌊🌊🌊🌊🌊", "🌊"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_a_long_text_is_cut_where_it_hurts_least(text: str, pieces: list[str]) -> None:
    assert [plain(piece) for piece in split([Run(text)], most_units=12)] == pieces


def test_a_cut_keeps_the_style_on_both_sides() -> None:
    first, second = split([Run("Some words. And more.", bold=True)], most_units=12)

    assert (to_html(first), to_html(second)) == ("<b>Some words.</b>", "<b>And more.</b>")


@given(RUNS)
@settings(max_examples=150, deadline=None)
def test_every_piece_fits_a_message_and_parses(runs: list[Run]) -> None:
    for piece in split(runs):
        parsed = read_message(to_html(piece), "HTML")
        assert parsed.text == plain(piece)


@given(SHORT_RUNS, st.integers(5, 60), st.integers(5, 12))
@settings(max_examples=100, deadline=None)
def test_pieces_lose_nothing_but_blanks(runs: list[Run], most_units: int, most_entities: int) -> None:
    pieces = split(runs, most_units, most_entities)

    assert "".join("".join(map(plain, pieces)).split()) == "".join(plain(runs).split())
    for piece in pieces:
        parsed = parse_html(to_html(piece))
        assert entities.units(parsed.text) <= most_units
        assert len(parsed.entities) <= most_entities


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Ferry runs\naground", 40, "Ferry runs aground"),
        ("Ferry runs\naground", 12, "Ferry runs…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("🌊🌊🌊🌊", 6, "🌊🌊…"),
        ("  ", 6, ""),
    ],
)
def test_a_title_is_shortened_to_one_line(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


@given(TEXTS, st.integers(2, 40))
@settings(deadline=None)
def test_a_shortened_text_fits_and_says_that_it_was_cut(text: str, most: int) -> None:
    short = shorten(text, most)

    assert units(short) <= most
    assert "\n" not in short
    assert short == " ".join(sendable(text).split()) or short.endswith("…")


@pytest.mark.parametrize(
    ("link", "is_one"),
    [
        ("https://example.com/a", True),
        ("http://127.0.0.1:80/", True),
        ("ftp://example.com", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://exa mple.com", False),
        ("http://[", False),
        ("tass.com/news", False),
    ],
)
def test_only_web_addresses_become_links(link: str, is_one: bool) -> None:
    assert is_address(link) is is_one
