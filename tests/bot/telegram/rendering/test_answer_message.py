"""What a reader sees: days read, sentences with numbers, sources, and the passage behind a button."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from bot.i18n.phrases import ENGLISH
from bot.playground.bot_api.checks import read_message
from bot.playground.bot_api.entities import Entity, Parsed
from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound, Question
from bot.qa.day_navigation import AdjacentDays
from bot.qa.talk.archive_guide import ArchiveGuide
from bot.telegram.rendering.answer_message import Message, render
from bot.telegram.rendering.passage_message import render_passage, view_citation
from bot.telegram.rendering.richtext import split, to_html
from bot.telegram.rendering.welcome import render_help, render_start
from index.model.article import DateEvidence, Source
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount
from tests.bot.telegram.rendering.strategies import NOTHINGS, answers

TODAY = date(2023, 6, 24)
DAY = DaySpan(date(2023, 5, 29), date(2023, 5, 29))
BARE = AskedDays("May 29", DAY, year_given=False, others=(DayCount(date(2019, 5, 29), 4),))

FERRY = Source(
    "Ferry runs aground", date(2023, 5, 30), DateEvidence.FIELD, "Northern Post", "Vell", "https://np.example/1"
)
BANK = Source("Brandt & Sons <closed>", date(2023, 5, 29), DateEvidence.DATELINE, "Vell Herald")
PASSAGE = "The sea was calm. The ferry ran aground on 29 May. Nobody was hurt."
QUOTE = "The ferry ran aground on 29 May."


def cite(number: int, source: Source, quote: str, passage: str, days: tuple[tuple[int, int], ...] = ()) -> Citation:
    """A citation of an article in which the passage begins at character 100."""
    start = 100 + passage.index(quote)
    return Citation(number, source.title, f"x:1:{number}", source, quote, start, start + len(quote), passage, 100, days)


FERRY_CITED = cite(1, FERRY, QUOTE, PASSAGE, days=((100 + PASSAGE.index("29 May"), 100 + PASSAGE.index("29 May") + 6),))
BANK_CITED = cite(2, BANK, "The bank shut.", "The bank shut.")
QUESTION = Question("What happened on May 29?", TODAY, "en", (BARE,), "")
ANSWER = Answer(
    QUESTION,
    (
        CitedSentence(QUOTE, (1,), Basis.MENTION, DAY),
        CitedSentence("The bank shut.", (2,), Basis.PUBLISHED, DAY, also_in=("Coast Times",)),
    ),
    (FERRY_CITED, BANK_CITED),
)


def parse(message: Message) -> Parsed:
    """What a reader sees of a message that fits in one piece."""
    (piece,) = split(message.text)
    return read_message(to_html(piece), "HTML")


def labels(message: Message) -> list[tuple[str, str]]:
    """The buttons: what they say and what they carry."""
    if message.buttons is None:
        return []
    buttons = [button for row in message.buttons.inline_keyboard for button in row]
    return [(button.text, str(button.callback_data or button.url)) for button in buttons]


def test_an_answer_says_which_days_were_read_what_happened_and_where_it_stands() -> None:
    assert parse(render(ANSWER, "abc", ENGLISH)).text == (
        "29 May 2023\n"
        "I took the year 2023\n"
        "• The ferry ran aground on 29 May. [1]\n"
        "• The bank shut. [2] (published 29 May 2023; also in Coast Times)\n"
        "[1] Ferry runs aground — Northern Post, 30 May 2023\n"
        "[2] Brandt & Sons <closed> — Vell Herald, 29 May 2023"
    )


def test_days_stand_in_bold_and_titles_are_links() -> None:
    seen = parse(render(ANSWER, "abc", ENGLISH))

    assert seen.marked("bold") == ["29 May 2023", "29 May"]
    assert [(link, entity.url) for link, entity in zip(seen.marked("text_link"), links(seen), strict=True)] == [
        ("Ferry runs aground", "https://np.example/1")
    ]


def links(seen: Parsed) -> list[Entity]:
    """The links among a message's entities."""
    return [entity for entity in seen.entities if entity.type == "text_link"]


def test_every_button_belongs_to_its_answer() -> None:
    beside = AdjacentDays(DayCount(date(2023, 5, 26), 2), DayCount(date(2023, 6, 1), 1))

    assert labels(render(replace(ANSWER, more=True), "abc", ENGLISH, beside)) == [
        ("1", "c:abc:1"),
        ("2", "c:abc:2"),
        ("👍", "v:abc:1"),
        ("👎", "v:abc:0"),
        ("📎", "f:abc:0"),
        ("◀ 26 May (2)", "d:abc:20230526"),
        ("More …", "m:abc:0"),
        ("1 June (1) ▶", "d:abc:20230601"),
        ("2019 (4)", "d:abc:20190529"),
    ]


def test_in_a_group_numbers_are_links_that_open_the_passage_in_private() -> None:
    message = render(ANSWER, "abc", ENGLISH, username="news_bot")

    assert labels(message)[:2] == [
        ("1", "https://t.me/news_bot?start=c1-abc"),
        ("2", "https://t.me/news_bot?start=c2-abc"),
    ]
    assert parse(message).marked("text_link")[:2] == ["[1]", "[2]"]


def test_what_was_kept_from_the_question_before_is_said() -> None:
    question = replace(QUESTION, topic="ferry", kept="ferry")

    assert "Still about “ferry”." in parse(render(replace(ANSWER, question=question), "a", ENGLISH)).text


def test_a_year_that_was_given_is_not_taken() -> None:
    asked = AskedDays("29 May 2023", DAY, year_given=True)
    answer = Answer(Question("q", TODAY, "en", (asked,), ""), ANSWER.sentences, ANSWER.citations)

    assert "I took" not in parse(render(answer, "abc", ENGLISH)).text


def test_an_answer_without_days_begins_with_its_first_sentence() -> None:
    sentence = CitedSentence(QUOTE, (1,), Basis.WORDS, None)
    answer = Answer(Question("ferry?", TODAY, "en", (), "ferry"), (sentence,), (FERRY_CITED,))

    assert parse(render(answer, "abc", ENGLISH)).text.startswith("The ferry ran aground on 29 May. [1]\n[1] Ferry")


def test_sentences_of_several_days_stand_under_their_days() -> None:
    next_day = DaySpan(date(2023, 5, 30), date(2023, 5, 30))
    asked = (AskedDays("29 May", DAY, True), AskedDays("30 May", next_day, True))
    sentences = (
        CitedSentence(QUOTE, (1,), Basis.MENTION, DAY),
        CitedSentence("The bank shut.", (2,), Basis.MENTION, next_day),
    )
    answer = Answer(Question("q", TODAY, "en", asked, ""), sentences, ANSWER.citations)

    seen = parse(render(answer, "abc", ENGLISH))

    assert seen.text.startswith("29 May 2023, 30 May 2023\n\n29 May 2023\nThe ferry")
    assert "[1]\n\n30 May 2023\nThe bank shut. [2]" in seen.text


def test_an_article_cited_twice_is_listed_once() -> None:
    again = cite(2, FERRY, "Nobody was hurt.", PASSAGE)
    sentences = (ANSWER.sentences[0], CitedSentence("Nobody was hurt.", (2,), Basis.CARRIED, DAY))
    answer = Answer(QUESTION, sentences, (FERRY_CITED, again))

    text = parse(render(answer, "abc", ENGLISH)).text

    assert text.endswith("\n[1][2] Ferry runs aground — Northern Post, 30 May 2023")
    assert "Nobody was hurt. [2] (29 May)" in text


def test_a_citation_opens_its_passage_with_sentence_and_day_marked() -> None:
    seen = parse(render_passage(view_citation(FERRY_CITED), ENGLISH))

    assert seen.text == (
        "Ferry runs aground\n"
        "Northern Post · published 30 May 2023 (given with the article) · original\n\n"
        "The sea was calm. The ferry ran aground on 29 May. Nobody was hurt."
    )
    assert seen.marked("blockquote") == [PASSAGE]
    assert "".join(seen.marked("bold")) == "Ferry runs aground" + QUOTE
    assert seen.marked("underline") == ["29 May"]
    assert seen.marked("text_link") == ["original"]


@pytest.mark.parametrize(
    ("topic", "days", "said"),
    [
        (
            "",
            (AskedDays("30 May 2023", DaySpan(date(2023, 5, 30), date(2023, 5, 30)), True),),
            "nothing on 30 May 2023.",
        ),
        ("ferry", (AskedDays("29 May 2023", DAY, True),), "nothing about “ferry” on 29 May 2023."),
        ("capital of Peru", (), "I found nothing about that in my articles."),
    ],
)
def test_nothing_found_says_so(topic: str, days: tuple[AskedDays, ...], said: str) -> None:
    nothing = NothingFound(Question("q", TODAY, "en", days, topic))

    seen = parse(render(nothing, "abc", ENGLISH)).text

    assert said in seen
    assert "Sources" not in seen


def test_nothing_found_offers_the_nearest_days() -> None:
    nearest = (DayCount(date(2023, 5, 29), 3), DayCount(date(2023, 5, 26), 2))
    nothing = NothingFound(QUESTION, nearest)

    assert labels(render(nothing, "abc", ENGLISH)) == [
        ("29 May 2023 (3)", "d:abc:20230529"),
        ("26 May 2023 (2)", "d:abc:20230526"),
        ("2019 (4)", "d:abc:20190529"),
    ]


GUIDE = ArchiveGuide(
    3, DaySpan(date(2023, 5, 27), date(2023, 5, 30)), date(2023, 5, 29), ("What happened on 29 May 2023?",)
)


def test_the_welcome_and_the_help_teach_by_example() -> None:
    for message in (
        render_start(ENGLISH, GUIDE),
        render_help(ENGLISH, GUIDE, for_admins=False),
        render_help(ENGLISH, GUIDE, for_admins=True),
    ):
        read = parse(message)
        assert "What happened on 29 May 2023?" in read.marked("italic")
        assert "3 articles, published 27–30 May 2023" in read.text


def test_only_admins_read_how_to_add_articles() -> None:
    assert ENGLISH.help_admins in parse(render_help(ENGLISH, GUIDE, for_admins=True)).text
    assert ENGLISH.help_admins not in parse(render_help(ENGLISH, GUIDE, for_admins=False)).text


@given(answers())
@settings(max_examples=80, deadline=None)
def test_every_answer_fits_telegram_and_every_citation_opens(answer: Answer) -> None:
    check(render(answer, "A-very_ID123", ENGLISH))
    for citation in answer.citations:
        check(render_passage(view_citation(citation), ENGLISH))


@given(NOTHINGS)
@settings(max_examples=80, deadline=None)
def test_every_nothing_fits_telegram(nothing: NothingFound) -> None:
    check(render(nothing, "A-very_ID123", ENGLISH))


def check(message: Message) -> None:
    """Every piece parses and fits, and so do the buttons."""
    pieces = [read_message(to_html(piece), "HTML") for piece in split(message.text)]
    assert pieces
    for text, data in labels(message):
        assert text.strip()
        assert len(data.encode()) <= 64


def test_a_day_named_from_the_article_s_own_day_is_told_in_brackets_and_the_words_stay() -> None:
    quote = "The ferry ran aground yesterday."
    at = 100 + quote.index("yesterday")
    cited = replace(cite(1, FERRY, quote, quote, ((at, at + len("yesterday")),)), spans=(DAY,))
    answer = Answer(QUESTION, (CitedSentence(quote, (1,), Basis.MENTION, DAY),), (cited,))

    seen = parse(render(answer, "abc", ENGLISH))

    assert "The ferry ran aground yesterday (29 May). [1]" in seen.text
    assert seen.marked("date_time") == ["29 May 2023", "yesterday"]
    assert answer.citations[0].quote == quote


def test_a_long_answer_tells_three_sentences_and_keeps_the_others_behind_more() -> None:
    quotes = [f"The ferry ran aground {n} times." for n in range(1, 6)]
    cited = tuple(cite(n, FERRY, quote, quote) for n, quote in enumerate(quotes, start=1))
    sentences = tuple(CitedSentence(quote, (n,), Basis.MENTION, DAY) for n, quote in enumerate(quotes, start=1))
    answer = Answer(QUESTION, sentences, cited)

    message = render(answer, "abc", ENGLISH)

    assert [quote in parse(message).text for quote in quotes] == [True, True, True, False, False]
    assert ("More …", "m:abc:3") in labels(message)


def test_an_answer_to_a_fact_tells_two_sentences() -> None:
    quotes = [f"The ferry ran aground {n} times." for n in range(1, 4)]
    cited = tuple(cite(n, FERRY, quote, quote) for n, quote in enumerate(quotes, start=1))
    sentences = tuple(CitedSentence(quote, (n,), Basis.WORDS, None) for n, quote in enumerate(quotes, start=1))
    question = Question("how often?", TODAY, "en", (), "how often", narrow=True)

    message = render(Answer(question, sentences, cited), "abc", ENGLISH)

    assert [quote in parse(message).text for quote in quotes] == [True, True, False]
    assert ("More …", "m:abc:2") in labels(message)
