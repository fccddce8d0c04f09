"""Timelines as rich messages, and what the server refuses of them."""

from dataclasses import replace

import pytest

from bot.i18n.phrases import ENGLISH
from bot.playground.bot_api.api_errors import RefusedError
from bot.playground.bot_api.rich_html import MOST_BLOCKS, MOST_CHARACTERS, MOST_LEVELS, parse_rich
from bot.telegram.rich.rich_timeline import write_timeline
from tests.bot.telegram.rendering.test_answer_message import ANSWER


def test_a_timeline_is_a_table_of_days_with_its_sources_as_footnotes() -> None:
    html = write_timeline(ANSWER, "abc", ENGLISH)

    assert parse_rich(html).text == (
        "29 May 2023\n"
        "29 May 2023 | The ferry ran aground on 29 May. [1]\n"
        "29 May 2023 | The bank shut. [2]\n"
        "Sources\n"
        "[1] Ferry runs aground — Northern Post, 30 May 2023\n"
        "[2] Brandt & Sons <closed> — Vell Herald, 29 May 2023"
    )
    assert '<a href="#source-1">[1]</a>' in html
    assert '<tg-reference name="source-1">' in html


def test_in_a_group_a_timeline_s_numbers_open_the_passage_in_private() -> None:
    html = write_timeline(ANSWER, "abc", ENGLISH, "news_bot")

    assert '<a href="https://t.me/news_bot?start=c1-abc">[1]</a>' in html
    parse_rich(html)


def test_no_word_of_an_article_is_taken_for_a_tag() -> None:
    sentences = tuple(replace(one, text="<h1>1 < 2</h1> & more") for one in ANSWER.sentences)

    text = parse_rich(write_timeline(replace(ANSWER, sentences=sentences), "abc", ENGLISH)).text

    assert "<h1>1 < 2</h1> & more [1]" in text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>",
        "<p>a</b></p>",
        "<script>a</script>",
        "<p onclick='x'>a</p>",
        "<td>a</td>",
        "<table><tr><td><p>a</p></td></tr></table>",
        f"<p>{'a' * (MOST_CHARACTERS + 1)}</p>",
        "<p>a</p>" * (MOST_BLOCKS + 1),
        "<b>" * (MOST_LEVELS + 1) + "a" + "</b>" * (MOST_LEVELS + 1),
        f"<table><tr>{'<td>a</td>' * 21}</tr></table>",
    ],
)
def test_the_server_refuses_what_telegram_would(html: str) -> None:
    with pytest.raises(RefusedError):
        parse_rich(html)
