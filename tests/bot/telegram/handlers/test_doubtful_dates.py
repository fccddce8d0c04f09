"""Many articles at once: they open as pages, and those whose date is a guess are dated one by one, or together."""

import json
from datetime import UTC, date, datetime

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.wording import say_day
from index.model.article import DateEvidence, Source
from tests.bot.telegram.chatting import says, tap
from tests.bot.telegram.conftest import ADMIN, READER, Bot
from tests.telegram_server import Message, TelegramServer


def opens(telegram: TelegramServer, message: Message, label: str) -> Message:
    with telegram.next_message() as got:
        tap(telegram, message, label)
    return got[0]


def sends_file(telegram: TelegramServer, name: str, rows: list[dict[str, str]]) -> Message:
    content = "\n".join(json.dumps(row) for row in rows).encode()
    with telegram.next_message() as got:
        telegram.sends_file(ADMIN, name, content)
    telegram.wait_until(lambda: not got[0].text.startswith("Reading"))
    return got[0]


UNDATED = [
    {"id": "mill", "title": "The mill", "text": "The mill opened on 3 May 2021. A brass band played."},
    {"id": "weir", "title": "The weir", "text": "The weir was sold on 4 February 2020, and again in 2022."},
    {"id": "dam", "title": "The dam", "text": "Nobody knows when the dam was built by the river."},
]


def sources(bot: Bot) -> dict[str, Source]:
    return {key: bot.archive.articles.get(key).article.source for key in ("mill", "weir", "dam")}


def test_more_articles_than_a_receipt_shows_open_as_pages(bot: Bot, telegram: TelegramServer) -> None:
    rows = [
        {"id": f"m{n}", "title": f"Mill {n}", "text": f"Mill {n} opened.", "published": "2021-05-04"}
        for n in range(1, 11)
    ]
    told = sends_file(telegram, "mills.jsonl", rows)
    assert "… and 5 more." in told.text

    page = opens(telegram, told, "All 10")
    assert page.text.startswith("10 articles, page 1 of 2\n1. Mill 1 — 4 May 2021")
    tap(telegram, page, "▶")
    telegram.wait_until(lambda: "page 2 of 2" in page.text)
    assert page.text.endswith("10. Mill 10 — 4 May 2021 (given with the article)")
    assert opens(telegram, page, "9").text.startswith("Mill 9\n")
    assert says(telegram, "/remove 10").text == SAID.really_remove("Mill 10")
    tap(telegram, page, "◀")
    telegram.wait_until(lambda: "page 1 of 2" in page.text)


def test_doubtful_dates_of_a_delivery_are_a_list_each_fixed_by_a_tap_and_a_reply(
    bot: Bot, telegram: TelegramServer
) -> None:
    told = sends_file(telegram, "undated.jsonl", UNDATED)
    listed = opens(telegram, told, "Fix date")
    assert listed.text.startswith("3 dates to look at\n1. The mill — ")
    assert SAID.in_its_text(date(2021, 5, 3)) in listed.text
    assert SAID.not_in_its_text in listed.text

    asked = opens(telegram, listed, "3")
    assert asked.text == SAID.which_day("The dam")
    assert says(telegram, "5 March 2019").text == SAID.date_set(1, date(2019, 3, 5))

    assert sources(bot)["dam"].published == date(2019, 3, 5)
    assert sources(bot)["dam"].evidence is DateEvidence.ADMIN
    telegram.wait_until(lambda: "The dam — 5 March 2019 (set by an admin)" in told.text)


def test_all_are_dated_as_in_their_text_and_those_that_tell_no_day_stay(bot: Bot, telegram: TelegramServer) -> None:
    told = sends_file(telegram, "undated.jsonl", UNDATED)
    listed = opens(telegram, told, "Fix date")

    assert tap(telegram, listed, SAID.button_all_as_in_text) == SAID.dated_as_in_text(2, 1)

    found = sources(bot)
    assert (found["mill"].published, found["weir"].published) == (date(2021, 5, 3), date(2020, 2, 4))
    assert found["dam"].evidence is not DateEvidence.ADMIN
    telegram.wait_until(lambda: listed.text.startswith("1 date to look at\n1. The dam"))
    telegram.wait_until(lambda: "The mill — 3 May 2021 (set by an admin)" in told.text)


def test_one_day_is_given_to_all(bot: Bot, telegram: TelegramServer) -> None:
    told = sends_file(telegram, "undated.jsonl", UNDATED)
    listed = opens(telegram, told, "Fix date")

    assert opens(telegram, listed, SAID.button_one_day).text == SAID.which_day_many(3)
    assert says(telegram, "5 March 2019").text == SAID.date_set(3, date(2019, 3, 5))

    assert {source.published for source in sources(bot).values()} == {date(2019, 3, 5)}
    assert tap(telegram, listed, SAID.button_one_day) == SAID.no_doubtful


def test_one_day_for_all_leaves_what_was_dated_elsewhere_since(bot: Bot, telegram: TelegramServer) -> None:
    told = sends_file(telegram, "undated.jsonl", UNDATED)
    tap(telegram, says(telegram, "/doubtful"), SAID.button_page_as_in_text)

    listed = opens(telegram, told, "Fix date")
    assert opens(telegram, listed, SAID.button_one_day).text == SAID.which_day_many(1)
    assert says(telegram, "5 March 2019").text == SAID.date_set(1, date(2019, 3, 5))

    found = sources(bot)
    assert (found["mill"].published, found["dam"].published) == (date(2021, 5, 3), date(2019, 3, 5))
    telegram.wait_until(lambda: "The mill — 3 May 2021 (set by an admin)" in told.text)


def test_doubtful_lists_every_guessed_date_most_read_first(bot: Bot, telegram: TelegramServer) -> None:
    assert says(telegram, "/doubtful").text == SAID.no_doubtful
    sends_file(telegram, "undated.jsonl", UNDATED)
    assert says(telegram, "/doubtful").text.startswith("3 dates to look at\n1. The dam — ")

    answer = says(telegram, "Who sold the weir?", user=READER)
    assert "The weir was sold" in answer.text
    with telegram.next_message():
        data = next(one["callback_data"] for one in answer.all_buttons if one["text"] == "1")
        telegram.taps(READER, answer, data)

    listed = says(telegram, "/doubtful")
    today = say_day(datetime.now(UTC).date())
    first = f"1. The weir — {today} (a guess from the file's time); {SAID.in_its_text(date(2020, 2, 4))}; "
    assert first + SAID.read_so_often(1, 1) in listed.text
    assert opens(telegram, listed, "1").text == SAID.which_day("The weir")
    assert says(telegram, "/article 1").text.startswith("The weir\n")


def test_a_page_of_doubtful_dates_is_set_as_it_was_shown(bot: Bot, telegram: TelegramServer) -> None:
    sends_file(telegram, "undated.jsonl", UNDATED)
    listed = says(telegram, "/doubtful")
    bot.archive.corrections.set_published("mill", date(2021, 5, 4))  # somebody was quicker

    assert tap(telegram, listed, SAID.button_page_as_in_text) == SAID.dated_as_in_text(1, 2)

    assert sources(bot)["mill"].published == date(2021, 5, 4)
    assert sources(bot)["weir"].published == date(2020, 2, 4)
    telegram.wait_until(lambda: listed.text.startswith("1 date to look at\n1. The dam"))
