"""Admins keep the archive from their phones: receipts are corrected and undone, posts and texts added, all looked at."""

import io
import json
import threading
import time
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.wording import say_day
from bot.intake.incoming_files import Incoming
from bot.qa.talk.asked_day import NoDay
from bot.telegram.transport import delivery_worker as line
from index.adding import Outcome
from index.errors import DiskFullError
from index.model.article import Article, DateEvidence
from index.model.dates import DaySpan
from tests.bot.telegram.conftest import ADMIN, READER, Bot, make_settings, running
from tests.telegram_server import BOT_NAME, Fault, Message, TelegramServer

OTHER_ADMIN, THIRD_ADMIN = 4343, 4444
CHANNEL = {"id": -1001234567890, "type": "channel", "title": "Marn Daily", "username": "marndaily"}
PRIVATE_CHANNEL = {"id": -1009876543210, "type": "channel", "title": "Harbour Watch"}
POSTED = 1_686_657_600  # 13 June 2023, noon UTC


@pytest.fixture
def bot(data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """A running bot with two admins, that listens to two channels."""
    channels = frozenset({"@marndaily", "-1009876543210"})
    monkeypatch.setattr(
        "tests.bot.telegram.conftest.make_settings",
        lambda *given: make_settings(*given).model_copy(
            update={"admins": frozenset({ADMIN, OTHER_ADMIN}), "channels": channels}
        ),
    )
    with running(data_dir, telegram) as bot:
        yield bot
    # A name may be asked for of somebody who has never written to the bot.
    expected = ("not modified", "chat not found")
    assert [one for one in telegram.refusals if not any(words in one for words in expected)] == []


def mill(number: int, day: str = "3 May 2021") -> str:
    return f"date 2021-05-04\n\nMARN, May 4. Mill number {number} opened on {day}. A brass band played.\n"


def send_file(telegram: TelegramServer, name: str, content: str | bytes, user: int = ADMIN, **more: Any) -> Message:
    """Send a file and return the bot's message once it is a receipt."""
    with telegram.next_message() as got:
        telegram.sends_file(user, name, content.encode() if isinstance(content, str) else content, **more)
    return receipt(telegram, got[0])


def receipt(telegram: TelegramServer, message: Message) -> Message:
    telegram.wait_until(lambda: not message.text.startswith("Reading"), "no receipt came")
    return message


def says(telegram: TelegramServer, text: str, user: int = ADMIN, **more: Any) -> Message:
    with telegram.next_message() as got:
        telegram.says(user, text, **more)
    return got[0]


def button(message: Message, text: str) -> str:
    found = [one["callback_data"] for one in message.all_buttons if one["text"].startswith(text)]
    assert found, f"no button {text!r} among {[one['text'] for one in message.all_buttons]}"
    return str(found[0])


def tap(telegram: TelegramServer, message: Message, text: str, user: int = ADMIN) -> dict[str, Any]:
    """Tap a button; return how the tap was answered."""
    tap_id = telegram.taps(user, message, button(message, text))
    telegram.wait_until(lambda: any(one["callback_query_id"] == tap_id for one in telegram.answered_taps))
    return next(one for one in telegram.answered_taps if one["callback_query_id"] == tap_id)


def found(bot: Bot, words: str) -> list[str]:
    return [stored.article.source.title for stored in bot.archive.articles.find(words, None)[0]]


# Receipts


def test_undo_takes_everything_back_and_the_receipt_says_so(bot: Bot, telegram: TelegramServer) -> None:
    told = send_file(telegram, "mill.txt", mill(1))
    assert found(bot, "mill") != []

    assert "text" not in tap(telegram, told, "Undo")

    telegram.wait_until(lambda: SAID.undone in told.text)
    assert told.text.endswith(f"{SAID.undone_removed(1)}\n• Mill number 1 opened on 3 May 2021")
    assert told.buttons == []
    assert found(bot, "mill") == []
    assert "Added." in send_file(telegram, "mill.txt", mill(1)).text


def test_another_admin_may_undo_after_a_restart(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        told = send_file(telegram, "mill.txt", mill(1))
        says(telegram, f"/admins add {OTHER_ADMIN}")
    with running(data_dir, telegram) as bot:
        tap(telegram, told, "Undo", user=OTHER_ADMIN)
        telegram.wait_until(lambda: SAID.undone in told.text)
        assert found(bot, "mill") == []


@pytest.mark.parametrize(
    ("tapped", "then", "left"),
    [("Replace", "In place of the earlier version", {"choir"}), ("Keep both", SAID.kept_both, {"band", "choir"})],
)
def test_another_admin_may_settle_which_version_stays_after_a_restart(
    data_dir: Path, telegram: TelegramServer, tapped: str, then: str, left: set[str]
) -> None:
    with running(data_dir, telegram):
        send_file(telegram, "mill.txt", mill(1))
        told = send_file(telegram, "mill.txt", mill(1).replace("A brass band played.", "A choir sang instead."))
        says(telegram, f"/admins add {OTHER_ADMIN}")
    with running(data_dir, telegram) as bot:
        tap(telegram, told, tapped, user=OTHER_ADMIN)
        telegram.wait_until(lambda: then in told.text)
        assert {word for word in ("band", "choir") if found(bot, word)} == left


def test_another_admin_may_fix_the_date_after_a_restart(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        told = send_file(telegram, "note.md", "# A quiet note\n\nNobody knows when the mill was built.\n")
        says(telegram, f"/admins add {OTHER_ADMIN}")
    with running(data_dir, telegram):
        with telegram.next_message():
            tap(telegram, told, "Fix date", user=OTHER_ADMIN)
        there = {"id": ADMIN, "type": "private"}
        assert says(telegram, "3 May 2021", user=OTHER_ADMIN, chat=there).text == SAID.date_set(1, date(2021, 5, 3))
        telegram.wait_until(lambda: "3 May 2021 (set by an admin)" in told.text)


def test_a_reader_who_taps_an_admins_button_changes_nothing(bot: Bot, telegram: TelegramServer) -> None:
    told = send_file(telegram, "mill.txt", mill(1))

    answer = tap(telegram, told, "Undo", user=READER)

    assert answer["text"] == SAID.only_admins_tap
    assert found(bot, "mill") != []


def test_tapping_undo_twice_undoes_once(bot: Bot, telegram: TelegramServer) -> None:
    told = send_file(telegram, "mill.txt", mill(1))
    data = button(told, "Undo")
    for user in (ADMIN, OTHER_ADMIN):
        telegram.taps(user, told, data)

    telegram.wait_until(lambda: len(telegram.answered_taps) == 2)
    assert sorted(one.get("text", "") for one in telegram.answered_taps) == ["", SAID.done_before]


@pytest.mark.parametrize(
    ("said", "day"),
    [("23 June 2023", date(2023, 6, 23)), ("2023-06-23", date(2023, 6, 23)), ("yesterday", None)],
)
def test_a_date_is_fixed_by_a_reply(bot: Bot, telegram: TelegramServer, said: str, day: date | None) -> None:
    told = send_file(telegram, "note.md", "# A quiet note\n\nThe mill was built on May 29.\n")
    assert "a guess" in told.text
    with telegram.next_message() as got:
        tap(telegram, told, "Fix date")
    assert got[0].text == SAID.which_day("A quiet note")
    assert '"force_reply": true' in got[0].fields["reply_markup"]

    reply_to = {"message_id": got[0].message_id, "date": 0, "chat": {"id": ADMIN, "type": "private"}}
    answer = says(telegram, said, reply_to_message=reply_to)

    day = day or datetime.now(UTC).date() - timedelta(days=1)
    assert answer.text == SAID.date_set(1, day)
    telegram.wait_until(lambda: f"{say_day(day)} (set by an admin)" in told.text)
    assert bot.archive.articles.newest()[0].article.source.evidence is DateEvidence.ADMIN
    assert "Already here" in send_file(telegram, "note.md", "# A quiet note\n\nThe mill was built on May 29.\n").text
    if day.year == 2023:
        asked = says(telegram, "What happened on May 29, 2023?", user=READER)
        assert "mill was built" in asked.text or "Aurora" in asked.text


def test_what_is_no_day_is_asked_for_again_and_a_question_stays_a_question(bot: Bot, telegram: TelegramServer) -> None:
    told = send_file(telegram, "note.md", "# A quiet note\n\nNobody knows when the mill was built.\n")
    with telegram.next_message() as got:
        tap(telegram, told, "Fix date")
    reply_to = {"message_id": got[0].message_id, "date": 0, "chat": {"id": ADMIN, "type": "private"}}

    question = SAID.which_day("A quiet note")
    again = says(telegram, "some day soon", reply_to_message=reply_to)
    assert again.text == f"{SAID.no_day(NoDay.UNREADABLE, 'some day soon')} {question}"
    assert '"force_reply": true' in again.fields["reply_markup"]
    assert "Aurora" in says(telegram, "What happened on May 29?", reply_to_message=reply_to).text
    assert "Aurora" in says(telegram, "What happened on May 29?").text
    assert says(telegram, "3 May 2021").text == SAID.date_set(1, date(2021, 5, 3))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("abc", NoDay.UNREADABLE),
        ("31 February", NoDay.IMPOSSIBLE),
        ("May 2021", NoDay.SEVERAL),
        ("tomorrow", NoDay.TO_COME),
    ],
)
def test_what_is_no_day_is_told_its_reason_and_asked_again_though_it_is_no_reply(
    bot: Bot, telegram: TelegramServer, said: str, fault: NoDay
) -> None:
    told = send_file(telegram, "note.md", "# A quiet note\n\nNobody knows when the mill was built.\n")
    with telegram.next_message():
        tap(telegram, told, "Fix date")

    again = says(telegram, said)

    assert again.text == f"{SAID.no_day(fault, said)} {SAID.which_day('A quiet note')}"
    under = {"message_id": again.message_id, "date": 0, "chat": {"id": ADMIN, "type": "private"}}
    assert says(telegram, "3 May 2021", reply_to_message=under).text == SAID.date_set(1, date(2021, 5, 3))


def test_the_question_for_a_day_is_taken_back_by_a_word(bot: Bot, telegram: TelegramServer) -> None:
    told = send_file(telegram, "note.md", "# A quiet note\n\nNobody knows when the mill was built.\n")
    with telegram.next_message():
        tap(telegram, told, "Fix date")

    assert says(telegram, "cancel").text == SAID.date_left
    assert not says(telegram, "abc").text.startswith(SAID.no_day(NoDay.UNREADABLE, "abc"))
    assert "a guess" in told.text


def test_a_newer_version_may_take_the_place_of_the_earlier_one(bot: Bot, telegram: TelegramServer) -> None:
    send_file(telegram, "mill.txt", mill(1))
    told = send_file(telegram, "mill.txt", mill(1).replace("A brass band played.", "A choir sang instead."))
    assert "Looks like a newer version of" in told.text
    assert len(found(bot, "mill")) == 2

    tap(telegram, told, "Replace")

    telegram.wait_until(lambda: "In place of the earlier version" in told.text)
    assert [one["text"] for one in told.all_buttons] == ["Fix date", "Undo"]
    assert found(bot, "band") == []
    tap(telegram, told, "Undo")
    telegram.wait_until(lambda: SAID.undone_removed(1) in told.text)
    assert told.text.endswith(f"{SAID.undone_back(1)}\n• Mill number 1 opened on 3 May 2021")
    assert len(found(bot, "band")) == 1
    assert found(bot, "choir") == []


def test_both_versions_may_be_kept(bot: Bot, telegram: TelegramServer) -> None:
    send_file(telegram, "mill.txt", mill(1))
    told = send_file(telegram, "mill.txt", mill(1).replace("A brass band played.", "A choir sang instead."))

    tap(telegram, told, "Keep both")

    telegram.wait_until(lambda: SAID.kept_both in told.text)
    assert len(found(bot, "mill")) == 2


# What can be sent


def test_an_album_gives_one_receipt(bot: Bot, telegram: TelegramServer) -> None:
    before = len(telegram.messages)
    for number in (1, 2, 3):
        telegram.sends_file(ADMIN, f"mill{number}.txt", mill(number).encode(), media_group_id="g1")
    telegram.wait_until(lambda: len(telegram.messages) > before)
    told = receipt(telegram, telegram.messages[before])

    assert told.text.startswith("3 files: mill1.txt, mill2.txt, mill3.txt\n3 added.")
    assert len(telegram.messages) == before + 1
    tap(telegram, told, "Undo")
    telegram.wait_until(lambda: SAID.undone in told.text)
    assert found(bot, "mill") == []


def test_the_caption_of_an_album_dates_all_its_files(bot: Bot, telegram: TelegramServer) -> None:
    before = len(telegram.messages)
    for number in (1, 2):
        caption: dict[str, Any] = {"caption": "date: 2020-02-03\noutlet: Mill News"} if number == 2 else {}
        telegram.sends_file(ADMIN, f"m{number}.txt", f"Mill {number} stands.".encode(), media_group_id="g", **caption)
    telegram.wait_until(lambda: len(telegram.messages) > before)
    receipt(telegram, telegram.messages[before])

    sources = [stored.article.source for stored in bot.archive.articles.find("mill", None)[0]]
    assert [(source.published, source.outlet) for source in sources] == [(date(2020, 2, 3), "Mill News")] * 2


def test_a_caption_sets_the_fields_of_its_file(bot: Bot, telegram: TelegramServer) -> None:
    caption = (
        "Look!\ndate: 3 June 2020\noutlet: Mill News\nurl: https://mill.example/1\ntitle: The mill at last\ndate: soon"
    )
    told = send_file(telegram, "mill.txt", mill(1), caption=caption)

    assert "The mill at last\nMill News, 3 June 2020 (set by an admin)" in told.text
    assert SAID.not_understood(["date: soon", "Look!"]) in told.text
    (stored,) = bot.archive.articles.find("mill", None)[0]
    assert stored.article.source.url == "https://mill.example/1"


def test_a_forwarded_post_keeps_its_day_its_channel_and_its_link(bot: Bot, telegram: TelegramServer) -> None:
    origin = {"type": "channel", "chat": CHANNEL, "message_id": 77, "date": POSTED}
    told = receipt(
        telegram, says(telegram, "The weir of Marn broke on June 12. Nobody was hurt.", forward_origin=origin)
    )

    assert told.text.startswith("t.me/marndaily/77\nThe weir of Marn broke on June 12")
    assert "Marn Daily, 13 June 2023 (given with the article)" in told.text
    (stored,) = bot.archive.articles.find("weir", None)[0]
    assert stored.article.source.url == "https://t.me/marndaily/77"
    assert stored.article.text == "The weir of Marn broke on June 12. Nobody was hurt."
    asked = says(telegram, "What happened on June 12, 2023?", user=READER)
    assert "The weir of Marn broke" in asked.text


def test_posts_forwarded_together_give_one_receipt(bot: Bot, telegram: TelegramServer) -> None:
    before = len(telegram.messages)
    for number in (1, 2, 3):
        origin = {"type": "channel", "chat": PRIVATE_CHANNEL, "message_id": number, "date": POSTED}
        telegram.sends(ADMIN, photo=[], caption=f"Weir {number} broke on June 12.", forward_origin=origin)
    telegram.wait_until(lambda: len(telegram.messages) > before)
    told = receipt(telegram, telegram.messages[before])

    assert "3 added." in told.text
    assert len(telegram.messages) == before + 1
    urls = {stored.article.source.url for stored in bot.archive.articles.find("weir", None)[0]}
    assert urls == {f"https://t.me/c/9876543210/{number}" for number in (1, 2, 3)}


def test_a_forwarded_post_of_a_reader_is_a_question(bot: Bot, telegram: TelegramServer) -> None:
    origin = {"type": "channel", "chat": CHANNEL, "message_id": 77, "date": POSTED}

    assert "Aurora" in says(telegram, "What happened on May 29?", user=READER, forward_origin=origin).text


def test_posts_of_a_listed_channel_become_articles_and_edits_update_them(bot: Bot, telegram: TelegramServer) -> None:
    post = {"chat": CHANNEL, "message_id": 78, "date": POSTED, "from": None}
    telegram.update(channel_post={**post, "text": "The weir broke on June 12."})
    telegram.wait_until(lambda: len(found(bot, "weir")) == 1)
    telegram.update(edited_channel_post={**post, "edit_date": POSTED + 60, "text": "The weir held on June 12."})
    telegram.wait_until(lambda: "held" in bot.archive.articles.get("telegram:marndaily:78").article.text)

    assert bot.archive.articles.get("telegram:marndaily:78").version == 2


def test_every_admin_is_told_what_a_channel_has_changed_and_may_undo_it(bot: Bot, telegram: TelegramServer) -> None:
    post = {"chat": CHANNEL, "message_id": 79, "date": POSTED, "from": None}
    telegram.update(channel_post={**post, "text": "Minister Odo Brill was cleared on June 12."})
    telegram.wait_until(lambda: len(found(bot, "Brill")) == 1)
    assert telegram.messages == []  # what is only added is told to nobody

    telegram.update(edited_channel_post={**post, "edit_date": POSTED + 60, "text": "Minister Odo Brill was jailed."})
    telegram.wait_until(lambda: len(telegram.messages) == 2)
    told = telegram.messages[0]

    assert {one.chat_id for one in telegram.messages} == {ADMIN, OTHER_ADMIN}
    assert told.text.startswith(SAID.changed_by_channel)
    assert "Minister Odo Brill was jailed" in told.text
    undo = {button["text"]: button["callback_data"] for button in told.all_buttons}[SAID.button_undo]
    telegram.taps(told.chat_id, told, undo)
    telegram.wait_until(lambda: len(telegram.messages) == 4)
    assert SAID.undone in telegram.messages[2].text
    assert "cleared" in bot.archive.articles.get("telegram:marndaily:79").article.text


def test_posts_of_other_channels_are_left_alone(bot: Bot, telegram: TelegramServer) -> None:
    stranger = {"id": -1005555555555, "type": "channel", "title": "Spam", "username": "spam"}
    telegram.update(channel_post={"chat": stranger, "message_id": 1, "date": POSTED, "text": "The weir broke."})
    telegram.update(channel_post={"chat": CHANNEL, "message_id": 2, "date": POSTED, "text": "The dam broke."})

    telegram.wait_until(lambda: len(found(bot, "dam")) == 1)
    assert found(bot, "weir") == []


def test_a_text_is_added_by_add_or_by_a_reply_to_it(bot: Bot, telegram: TelegramServer) -> None:
    told = receipt(telegram, says(telegram, "/add date: 2021-05-04\noutlet: Mill News\n\nThe mill opened on May 3."))
    assert "Mill News, 4 May 2021 (set by an admin)" in told.text
    assert "Speaks of 3 May 2021." in told.text

    original = {"message_id": 5, "date": POSTED, "chat": {"id": ADMIN, "type": "private"}, "text": "The weir broke."}
    told = receipt(telegram, says(telegram, "/add", reply_to_message=original))
    assert "13 June 2023 (a guess" in told.text
    assert says(telegram, "/add").text == SAID.add_what


def test_a_delivery_of_a_reader_is_declined(bot: Bot, telegram: TelegramServer) -> None:
    for command in ("/add x", "/articles", "/article ferry", "/remove ferry", "/restore", "/status", "/unanswered",
                    "/export", "/admins"):  # fmt: skip
        assert says(telegram, command, user=READER).text == SAID.only_admins


# When things go wrong


class Failing:
    """Lets the adding of articles fail as often as a test says, after the first batch."""

    def __init__(self, bot: Bot, monkeypatch: pytest.MonkeyPatch, error: Exception, times: int) -> None:
        add, self.left = bot.archive.add, times

        def failing(articles: Iterable[Article], batch: str = "") -> Iterator[Outcome]:
            yield from add(articles, batch)
            if self.left:
                self.left -= 1
                raise error

        monkeypatch.setattr(bot.archive, "add", failing)


def test_what_the_disk_has_no_room_for_waits_and_goes_in_once_there_is(
    bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "NO_ROOM_S", 0.1)
    Failing(bot, monkeypatch, DiskFullError("The disk is full."), 2)

    told = send_file(telegram, "mill.txt", mill(1))

    assert f"Reading mill.txt…\n{SAID.waiting_for_disk}" in told.edits
    assert "1 passage. Added." in told.text
    assert SAID.after_a_stop not in told.text


def test_what_cannot_be_kept_is_refused_and_not_acknowledged(
    bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Incoming, "settle", full)

    assert send_file(telegram, "mill.txt", mill(1)).text == SAID.disk_full
    assert list((data_dir / "incoming").iterdir()) == []


def test_what_failed_for_an_unknown_reason_is_kept_and_can_be_tried_again(
    bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Failing(bot, monkeypatch, RuntimeError("unforeseen"), 1)
    told = send_file(telegram, "mill.txt", mill(1))
    assert told.text == f"mill.txt\n{SAID.failed}"

    tap(telegram, told, "Try again")

    telegram.wait_until(lambda: "1 passage. Added." in told.text)


def test_nobody_is_kept_waiting_by_others_big_files(
    bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, go_on = bot.archive.add, threading.Event()

    def slow(articles: Iterable[Article], batch: str = "") -> Iterator[Outcome]:
        kept = list(articles)
        if len(kept) > 1:
            assert go_on.wait(60)
        yield from add(kept, batch)

    monkeypatch.setattr(bot.archive, "add", slow)
    telegram.says(ADMIN, f"/admins add {THIRD_ADMIN}")
    telegram.wait_until(lambda: len(telegram.messages) == 2)
    before = 2
    rows = [json.dumps({"id": f"w{n}", "title": f"Weir {n}", "text": f"Weir {n} opened."}) for n in range(3)]
    for number, admin in enumerate((ADMIN, ADMIN, OTHER_ADMIN)):
        telegram.sends_file(admin, f"big{number}.jsonl", "\n".join(rows).encode(), media_group_id=f"album{number}")
    telegram.wait_until(lambda: len(telegram.messages) == before + 3)

    assert "Added." in send_file(telegram, "mill.txt", mill(1), user=THIRD_ADMIN).text
    assert "Aurora" in says(telegram, "What happened on May 29?", user=READER).text
    big = telegram.messages[before : before + 3]
    assert {message.text for message in big} == {f"Reading big{number}.jsonl…" for number in range(3)}
    go_on.set()
    telegram.wait_until(lambda: all(not message.text.startswith("Reading") for message in telegram.messages))


# The library


def test_articles_are_listed_in_pages_found_and_opened(bot: Bot, telegram: TelegramServer) -> None:
    lines = [json.dumps({"id": f"m{n}", "title": f"Mill {n}", "text": f"Mill {n} opened.", "published": "2021-05-04"})
             for n in range(20)]  # fmt: skip
    send_file(telegram, "mills.jsonl", "\n".join(lines))

    page = says(telegram, "/articles mill")

    assert page.text.startswith("20 articles for “mill”, page 1 of 3\n1. Mill 19 — 4 May 2021")
    tap(telegram, page, SAID.later_page)
    telegram.wait_until(lambda: "page 2 of 3" in page.text)
    assert "\n9. Mill 11 —" in page.text
    with telegram.next_message() as got:
        tap(telegram, page, "9")
    assert got[0].text.startswith("Mill 11\n")
    assert "Number m11" in got[0].text
    by_day = says(telegram, "/articles 29 May 2023")
    assert by_day.text.startswith("2 articles for “29 May 2023”\n1. Brandt & Sons")
    assert says(telegram, "/articles zeppelin").text == SAID.no_articles_so


def test_an_article_is_named_by_its_number_in_the_list_just_shown(bot: Bot, telegram: TelegramServer) -> None:
    lines = [json.dumps({"id": f"m{n}", "title": f"Mill {n}", "text": f"Mill {n} opened.", "published": "2021-05-04"})
             for n in range(20)]  # fmt: skip
    send_file(telegram, "mills.jsonl", "\n".join(lines))
    page = says(telegram, "/library mill")
    tap(telegram, page, SAID.later_page)
    telegram.wait_until(lambda: "page 2 of 3" in page.text)

    assert says(telegram, "/article 9").text.startswith("Mill 11\n")
    assert says(telegram, "/article 1").text.startswith("Mill 19\n")
    assert says(telegram, "/remove 3").text == SAID.really_remove("Mill 17")
    assert says(telegram, "/article 20").text == SAID.no_such_article

    says(telegram, "/articles 29 May 2023")
    assert says(telegram, "/remove 2").text == SAID.really_remove("Ferry runs aground off Vell")
    assert says(telegram, "/remove 3").text == SAID.no_such_article


def test_an_article_shows_its_passages_and_gives_its_file(bot: Bot, telegram: TelegramServer) -> None:
    send_file(telegram, "mill.txt", mill(1))
    card = says(telegram, f"/article {bot.archive.articles.find('mill', None)[0][0].article.id}")
    with telegram.next_message() as got:
        tap(telegram, card, "Passages")
    assert "1. Mill number 1 opened on 3 May 2021. A brass band played. (3 May 2021)" in got[0].text
    with telegram.next_message() as got:
        tap(telegram, card, "Download")
    assert (got[0].file_name, got[0].document) == ("mill.txt", mill(1).encode())
    ferry = says(telegram, "/article ferry")
    with telegram.next_message() as got:
        tap(telegram, ferry, "Download")
    assert got[0].document == bot.archive.articles.get("ferry").article.text.encode()
    assert says(telegram, "/article nobody").text == SAID.no_such_article


def test_an_article_is_removed_after_a_question_and_comes_back(bot: Bot, telegram: TelegramServer) -> None:
    asked = says(telegram, "/remove ferry")
    assert asked.text == SAID.really_remove("Ferry runs aground off Vell")
    tap(telegram, asked, "No")
    telegram.wait_until(lambda: asked.text == SAID.not_removed)
    assert found(bot, "ferry") != []

    asked = says(telegram, "/remove ferry")
    tap(telegram, asked, "Yes")
    telegram.wait_until(lambda: asked.text == SAID.removed("Ferry runs aground off Vell", "ferry"))
    assert found(bot, "ferry") == []

    listed = says(telegram, "/restore")
    with telegram.next_message() as got:
        tap(telegram, listed, "Ferry runs")
    assert got[0].text == SAID.restored("Ferry runs aground off Vell")
    assert found(bot, "ferry") != []


def test_status_tells_what_there_is(bot: Bot, telegram: TelegramServer) -> None:
    text = says(telegram, "/status").text

    assert "2 articles, " in text
    assert "Published 30 May 2023 to 31 May 2023." in text
    assert SAID.nothing_waits in text
    assert SAID.no_errors in text


def test_questions_that_found_nothing_are_listed_most_asked_first(bot: Bot, telegram: TelegramServer) -> None:
    assert says(telegram, "/unanswered").text == SAID.nothing_unanswered
    for question in ("Who stole the zeppelin?", "Where is Atlantis?", "who stole the ZEPPELIN"):
        says(telegram, question, user=READER)

    assert says(telegram, "/unanswered").text == (
        f"{SAID.unanswered_head}\n2 × Who stole the zeppelin?\n1 × Where is Atlantis?"
    )


def test_an_export_holds_everything_and_its_originals(bot: Bot, telegram: TelegramServer) -> None:
    send_file(telegram, "mill.txt", mill(1))
    with telegram.next_message():
        telegram.says(ADMIN, "/export")
    telegram.wait_until(lambda: telegram.messages[-1].document is not None)

    content = telegram.messages[-1].document
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert len(zipped.read("articles.jsonl").splitlines()) == 3
        (original,) = [name for name in zipped.namelist() if name.startswith("originals/")]
        assert zipped.read(original) == mill(1).encode()


# Admins


def test_admins_are_listed_added_by_a_reply_and_removed(bot: Bot, telegram: TelegramServer) -> None:
    person = {"id": READER, "is_bot": False, "first_name": "Ana", "last_name": "Ruiz"}
    under = {"message_id": 5, "date": POSTED, "chat": {"id": ADMIN, "type": "private"}, "text": "Hello",
             "from": {"id": ADMIN, "is_bot": False, "first_name": "Me"},
             "forward_origin": {"type": "user", "sender_user": person, "date": POSTED}}  # fmt: skip
    before = len(telegram.messages)
    telegram.says(ADMIN, "/admins add", reply_to_message=under)
    telegram.wait_until(lambda: len(telegram.messages) == before + 2)
    to_her, to_me = telegram.messages[before:]
    assert (to_her.chat_id, to_her.text) == (READER, SAID.you_are_admin("Ana"))
    assert (to_me.chat_id, to_me.text) == (ADMIN, f"{SAID.admin_added('Ana Ruiz')} {SAID.admin_told}")
    menu = [one["command"] for one in telegram.state.profile[f"commands/chat:{READER}/"]]
    assert {"add", "articles", "admins", "ask"} <= set(menu)
    assert "Added." in send_file(telegram, "mill.txt", mill(1), user=READER).text
    listed = says(telegram, "/admins").text
    assert f"{ADMIN} (in the settings)" in listed
    assert f"Ana Ruiz ({READER})" in listed
    assert says(telegram, f"/admins remove {ADMIN}").text == SAID.admin_fixed(str(ADMIN))
    before = len(telegram.messages)
    telegram.says(ADMIN, f"/admins remove {READER}")
    telegram.wait_until(lambda: len(telegram.messages) == before + 2)
    assert [one.text for one in telegram.messages[before:]] == [
        SAID.you_are_admin_no_more,
        SAID.admin_removed("Ana Ruiz"),
    ]
    assert telegram.state.profile[f"commands/chat:{READER}/"] == []
    assert says(telegram, "/status", user=READER).text == SAID.only_admins


def test_somebody_is_added_in_a_group_where_others_get_no_word(bot: Bot, telegram: TelegramServer) -> None:
    group = {"id": -55, "type": "supergroup", "title": "News"}
    under = {"message_id": 5, "date": POSTED, "chat": group, "text": "Hello",
             "from": {"id": 99, "is_bot": False, "first_name": "Bo"}}  # fmt: skip
    telegram.says(READER, "/admins add", chat=group, reply_to_message=under)

    telegram.says(ADMIN, "/admins add", chat=group, reply_to_message=under)
    telegram.wait_until(lambda: len(telegram.messages) == 2)
    assert [(one.chat_id, one.text) for one in telegram.messages] == [
        (99, SAID.you_are_admin("Ana")),
        (-55, f"{SAID.admin_added('Bo')} {SAID.admin_told}"),
    ]


def test_somebody_added_by_number_is_named_if_they_have_written_before(bot: Bot, telegram: TelegramServer) -> None:
    says(telegram, "/start", user=THIRD_ADMIN, chat={"id": THIRD_ADMIN, "type": "private", "first_name": "Lea"})
    telegram.says(ADMIN, f"/admins add {THIRD_ADMIN}")
    telegram.wait_until(lambda: telegram.messages[-1].text == f"{SAID.admin_added('Lea')} {SAID.admin_told}")

    assert f"Lea ({THIRD_ADMIN})" in says(telegram, "/admins").text


def test_somebody_who_never_wrote_to_the_bot_is_added_and_it_is_said_that_they_were_not_told(
    bot: Bot, telegram: TelegramServer
) -> None:
    telegram.fail_next("sendMessage", Fault(403, "Forbidden: bot can't initiate conversation with a user"))

    said = says(telegram, f"/admins add {THIRD_ADMIN}").text

    assert said == f"{SAID.admin_added(str(THIRD_ADMIN))} {SAID.admin_not_told}"


def test_admins_have_their_commands_in_their_own_menu(bot: Bot, telegram: TelegramServer) -> None:
    profile = telegram.state.profile
    telegram.wait_until(lambda: f"commands/chat:{OTHER_ADMIN}/ru" in profile)
    english, russian = profile[f"commands/chat:{ADMIN}/"], profile[f"commands/chat:{ADMIN}/ru"]

    assert [one["command"] for one in english] == [one["command"] for one in russian]
    assert {"add", "articles", "remove", "ask", "help"} <= {one["command"] for one in english}
    assert "add" not in {one["command"] for one in profile["commands/all_private_chats/"]}


def test_a_file_in_a_group_is_taken_if_an_admin_mentions_the_bot(bot: Bot, telegram: TelegramServer) -> None:
    group = {"id": -56, "type": "supergroup", "title": "News"}
    caption = f"@{BOT_NAME} Mill News, 3 June 2020"
    named: dict[str, Any] = {
        "caption": caption,
        "caption_entities": [{"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}],
    }
    telegram.sends_file(ADMIN, "quiet.txt", mill(3).encode(), chat=group)
    told = send_file(telegram, "mill.txt", mill(1), chat=group, **named)

    assert told.chat_id == -56
    assert "Mill News, 3 June 2020 (set by an admin)" in told.text
    assert len(telegram.messages) == 1  # a file without a mention is let pass
    with telegram.next_message() as got:
        tap(telegram, told, "Fix date")
    under = {"message_id": got[0].message_id, "date": 0, "chat": group}
    assert says(telegram, "4 June 2020", chat=group, reply_to_message=under).text == SAID.date_set(1, date(2020, 6, 4))


def test_a_readers_file_in_a_group_is_not_taken(bot: Bot, telegram: TelegramServer) -> None:
    group = {"id": -57, "type": "supergroup", "title": "News"}
    named: dict[str, Any] = {"caption": f"@{BOT_NAME} What happened on May 29?",
             "caption_entities": [{"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}]}  # fmt: skip
    with telegram.next_message() as got:
        telegram.sends_file(READER, "mill.txt", mill(1).encode(), chat=group, **named)

    assert "Aurora" in got[0].text
    assert found(bot, "mill") == []


# The watched folder


def wait_for(path: Path) -> None:
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} did not come"
        time.sleep(0.02)


def test_what_appears_in_the_watched_folder_is_added_and_put_away(
    bot: Bot, telegram: TelegramServer, data_dir: Path
) -> None:
    inbox = data_dir / "inbox"
    wait_for(inbox / "done")
    (inbox / "more").mkdir()
    (inbox / "more" / "mill.txt").write_text(mill(1), encoding="utf-8")
    (inbox / "broken.json").write_text('{"text": "half', encoding="utf-8")

    wait_for(inbox / "done" / "more" / "mill.txt")
    wait_for(inbox / "failed" / "broken.json")

    assert found(bot, "mill") != []
    assert "cut short" in (inbox / "failed" / "broken.json.reason.txt").read_text(encoding="utf-8")
    assert not (inbox / "more").exists()
    assert bot.archive.articles.find("", DaySpan(date(2021, 5, 3), date(2021, 5, 3)))[1] == 1
