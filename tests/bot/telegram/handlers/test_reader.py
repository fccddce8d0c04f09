"""A reader asks in a private chat: answers, buttons, and all that is no question."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.i18n.phrases import ENGLISH
from tests.bot.telegram.conftest import READER, running
from tests.telegram_server import BOT_ID, BOT_NAME, Message, TelegramServer

GROUP = {"id": -100200, "type": "supergroup", "title": "News"}


def ask(telegram: TelegramServer, text: str, user: int = READER) -> Message:
    """Write a text and return the bot's next message."""
    with telegram.next_message() as got:
        telegram.says(user, text)
    return got[0]


def tap(telegram: TelegramServer, message: Message, label: str, *, gone: bool = False) -> Message:
    """Tap the button with a label and return the bot's next message."""
    data = {button["text"]: button["callback_data"] for button in message.all_buttons}[label]
    with telegram.next_message() as got:
        telegram.taps(READER, message, data, gone=gone)
    return got[0]


def test_a_question_is_answered_with_numbered_quotes_and_their_sources(chat: TelegramServer) -> None:
    answer = ask(chat, "What happened on May 29?")

    assert answer.chat_id == READER
    assert answer.text.startswith("29 May 2023\nI took the year 2023")
    assert "The ferry Aurora ran aground off Vell on May 29 with 212 people on board." in answer.text
    assert "The bank Brandt & Sons shut its counters in Marn on 29 May 2023, the regulator said." in answer.text
    assert "\n[1]" in answer.text
    assert {"29 May 2023", "May 29"} <= set(answer.parsed.marked("bold"))
    folded = " ".join(answer.parsed.marked("expandable_blockquote"))
    assert "Northern Post" in folded
    assert "Marn Herald" in folded


def test_a_button_shows_the_passage_in_its_article(chat: TelegramServer) -> None:
    answer = ask(chat, "Why did the ferry Aurora run aground?")

    passage = tap(chat, answer, "1")

    assert passage.text.startswith("Ferry runs aground off Vell\nNorthern Post · published 30 May 2023")
    assert (
        "ran aground off Vell on May 29 with 212 people on board. Nobody was hurt"
        in passage.parsed.marked("blockquote")[0]
    )
    assert json.loads(passage.fields["reply_parameters"])["message_id"] == answer.message_id
    assert [entity.url for entity in passage.parsed.entities if entity.url] == [
        "https://northernpost.example/ferry?a=1&b=2"
    ]


def test_an_empty_day_offers_the_nearest_days_and_a_tap_asks_about_one(chat: TelegramServer) -> None:
    nothing = ask(chat, "What happened on 28 May 2023?")

    assert nothing.text.startswith("I found nothing on 28 May 2023.")
    assert "Sources" not in nothing.text
    label = next(button["text"] for button in nothing.all_buttons if button["text"].startswith("29 May 2023"))
    answer = tap(chat, nothing, label)
    assert answer.text.startswith("29 May 2023\n")
    assert "ran aground" in answer.text


def test_what_the_archive_does_not_hold_is_not_answered(chat: TelegramServer) -> None:
    nothing = ask(chat, "What is the capital of Peru?")

    assert nothing.text == ENGLISH.nothing
    assert nothing.all_buttons == []


def test_buttons_work_after_a_restart_and_after_their_article_is_gone(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        answer = ask(telegram, "What about the ferry Aurora?")
    with running(data_dir, telegram) as bot:
        bot.archive.corrections.remove("ferry")

        passage = tap(telegram, answer, "1")

    assert "ran aground off Vell on May 29" in passage.parsed.marked("blockquote")[0]


def test_a_button_whose_message_telegram_no_longer_has_still_works(chat: TelegramServer) -> None:
    answer = ask(chat, "What about the ferry Aurora?")

    assert "Ferry runs aground" in tap(chat, answer, "1", gone=True).text


@pytest.mark.parametrize(
    "data", ["c:unknown-id-1:1", "c:x:1:2", "d:unknown-id-1:20230529", "p:unknown:1:2", "no button", "c:' OR 1=1 --:1"]
)
def test_a_button_that_is_not_known_says_what_to_do(chat: TelegramServer, data: str) -> None:
    answer = ask(chat, "What about the ferry Aurora?")
    before = len(chat.answered_taps)

    chat.taps(READER, answer, data)

    chat.wait_until(lambda: len(chat.answered_taps) > before)
    assert chat.answered_taps[-1]["text"] == ENGLISH.old_button
    assert chat.answered_taps[-1]["show_alert"] == "true"


def test_a_tap_that_is_too_old_to_acknowledge_is_still_served(chat: TelegramServer) -> None:
    answer = ask(chat, "What about the ferry Aurora?")
    with chat.next_message() as got:
        tap_id = chat.taps(READER, answer, answer.all_buttons[0]["callback_data"])
        chat.forget_tap(tap_id)

    assert "Ferry runs aground" in got[0].text


@pytest.mark.parametrize("command", ["/start", "/start payload", "/help", f"/help@{BOT_NAME}"])
def test_start_and_help_teach_by_example(chat: TelegramServer, command: str) -> None:
    said = ask(chat, command)

    assert "What happened on 29 May 2023?" in said.parsed.marked("italic")
    assert ENGLISH.help_admins not in said.text


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("/ask", ENGLISH.empty_ask),
        ("/nonsense", ENGLISH.unknown_command),
        ("x" * 4096, ENGLISH.too_long),
        (" \n ", ENGLISH.only_text),
    ],
)
def test_what_is_no_question_gets_a_short_fitting_reply(chat: TelegramServer, text: str, reply: str) -> None:
    assert ask(chat, text).text == reply


def test_a_question_behind_ask_is_answered(chat: TelegramServer) -> None:
    assert "ran aground" in ask(chat, "/ask What happened on May 29?").text


@pytest.mark.parametrize(
    "text",
    [
        '<b>&"',
        "</b></blockquote><a href=",
        "&amp; &lt;script&gt; &#0;",
        "What happened to <i>Brandt & Sons</i> on 28 May 2023?",
        "🌊" * 400,
        "\u202emirrored\u202d",
        "\u0000\u0007",
        "ferry\ud83d",
        "'; DROP TABLE answers; --",
        "title:ferry AND (days:[0 TO 9] OR *",
        "{0} %s {name}",
        "http://127.0.0.1/ask /help @name #tag",
        "???",
        "29" * 300,
    ],
)
def test_a_hostile_question_never_breaks_the_reply(chat: TelegramServer, text: str) -> None:
    refusals = len(chat.refusals)

    said = ask(chat, text)

    assert said.text != ENGLISH.broken
    assert chat.refusals[refusals:] == []


def test_hostile_words_of_an_article_are_shown_as_they_are(chat: TelegramServer) -> None:
    answer = ask(chat, "What did depositors of Brandt & Sons do?")

    assert 'Brandt & Sons <closed>: "no deposits lost"' in answer.text
    assert "Brandt &amp; Sons &lt;closed&gt;" in answer.html


STRANGE: dict[str, Any] = {
    "sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1, "is_animated": False,
                "is_video": False},
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 3},
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}],
    "location": {"longitude": 1.5, "latitude": 2.5},
    "contact": {"phone_number": "1", "first_name": "A"},
    "something_telegram_invents_next_year": {"a": 1},
}  # fmt: skip


@pytest.mark.parametrize("kind", STRANGE)
def test_what_cannot_be_read_gets_one_friendly_sentence(chat: TelegramServer, kind: str) -> None:
    with chat.next_message() as got:
        chat.sends(READER, **{kind: STRANGE[kind]})

    assert got[0].text == ENGLISH.only_text


def test_an_album_gets_one_reply(chat: TelegramServer) -> None:
    before = len(chat.messages)
    for _ in range(4):
        chat.sends(READER, photo=STRANGE["photo"], media_group_id="album1")
    chat.says(READER, "/nonsense")  # once this is answered, so is all that came before
    chat.wait_until(lambda: ENGLISH.unknown_command in [message.text for message in chat.messages[before:]])

    assert [message.text for message in chat.messages[before:]].count(ENGLISH.only_text) == 1


def test_edits_channel_posts_service_messages_and_unknown_updates_are_met_with_silence(chat: TelegramServer) -> None:
    channel = {"id": -100300, "type": "channel", "title": "News"}
    before = len(chat.messages)
    chat.sends(READER, kind="edited_message", text="What happened on May 29?", edit_date=1)
    chat.sends(READER, chat=channel, kind="channel_post", text="What happened on May 29?")
    chat.sends(READER, pinned_message={"message_id": 1, "date": 0, "chat": GROUP})
    chat.sends(READER, chat=GROUP, new_chat_members=[{"id": 9, "is_bot": False, "first_name": "B"}])
    chat.update(something_new={"a": 1})
    chat.update(my_chat_member={})

    said = ask(chat, "/help")

    assert [message.text for message in chat.messages[before:]] == [said.text]


def test_a_group_is_answered_when_it_calls_and_not_otherwise(chat: TelegramServer) -> None:
    question = "What happened on May 29?"
    mention = f"@{BOT_NAME}"
    before = len(chat.messages)
    chat.says(READER, question, chat=GROUP)
    chat.says(READER, "/help", chat=GROUP)
    chat.says(READER, f"/ask@another_bot {question}", chat=GROUP)
    chat.sends(READER, chat=GROUP, sticker=STRANGE["sticker"])
    calls = [
        chat.says(READER, f"/ask {question}", chat=GROUP),
        chat.says(READER, f"{mention}, {question}", chat=GROUP,
                  entities=[{"type": "mention", "offset": 0, "length": len(mention)}]),
        chat.says(READER, question, chat=GROUP, reply_to_message={
            "message_id": 1, "date": 0, "chat": GROUP, "text": "Hi",
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "Dateline", "username": BOT_NAME}}),
    ]  # fmt: skip

    chat.wait_until(lambda: len(chat.messages) >= before + 3)
    said = chat.messages[before:]

    assert {json.loads(message.fields["reply_parameters"])["message_id"] for message in said} == {
        call["message_id"] for call in calls
    }
    assert all(message.chat_id == GROUP["id"] and "ran aground" in message.text for message in said)


def test_a_topic_of_a_forum_is_answered_in_the_topic(chat: TelegramServer) -> None:
    with chat.next_message() as got:
        chat.says(READER, "/ask What happened on May 29?", chat=GROUP, message_thread_id=5, is_topic_message=True)

    assert got[0].fields["message_thread_id"] == "5"


def test_questions_of_one_chat_are_answered_in_their_order(chat: TelegramServer) -> None:
    before = len(chat.messages)
    questions = [f"What happened on {day} May 2023?" for day in (1, 2, 3, 4, 5, 6)]
    for question in questions:
        chat.says(READER, question)

    chat.wait_until(lambda: len(chat.messages) >= before + len(questions))

    days = [message.text.split("nothing on ")[1].split(".")[0] for message in chat.messages[before:]]
    assert days == [f"{day} May 2023" for day in (1, 2, 3, 4, 5, 6)]


def test_an_answer_is_taken_along_as_a_file(chat: TelegramServer) -> None:
    answer = ask(chat, "What happened on May 29?")
    offer = tap(chat, answer, "📎")

    markdown, sources = tap(chat, offer, "Markdown"), tap(chat, offer, "BibTeX")

    assert offer.text == ENGLISH.as_file
    assert (markdown.file_name, sources.file_name) == ("answer.md", "sources.bib")
    assert "ran aground off Vell on May 29 with 212 people on board. [1]" in (markdown.document or b"").decode()
    assert (sources.document or b"").decode().count("@article{") == 2


def test_a_timeline_is_taken_along_as_a_table(chat: TelegramServer) -> None:
    before = len(chat.messages)
    chat.says(READER, "/timeline ferry")

    def timelines() -> list[Message]:
        labelled = [(one, [button["text"] for button in one.all_buttons]) for one in chat.messages[before:]]
        return [one for one, labels in labelled if "📎" in labels]

    chat.wait_until(lambda: bool(timelines()))
    offer = tap(chat, timelines()[0], "📎")

    rows = (tap(chat, offer, "CSV").document or b"").decode().splitlines()

    assert rows[0].startswith("number,first_day,last_day,basis,sentence")
    assert rows[1].startswith("1,2023-05-")
