"""An admin sends files: each ends in a receipt, and can be asked about; nobody else's is taken."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.phrases import ENGLISH
from bot.i18n.wording import say_day
from bot.intake.incoming_files import clean_name
from bot.qa.engine import Engine
from index.adding import Outcome
from index.archive import Archive
from index.model.article import Article
from tests.bot.telegram.conftest import ADMIN, READER, Bot, make_settings, running
from tests.telegram_server import Fault, Message, TelegramServer

STORM = (
    "date 2023-06-12\n\n"
    "MARN, June 12. A storm tore the roof off the Marn market hall on June 10. "
    "Mayor Odo Brill said on Monday that repairs would take two months.\n"
)
# For the one test that asks about it: the others' storms are near-copies of each other.
HAIL = (
    "date 2023-06-22\n\n"
    "VELL, June 22. Hail broke forty windows of the Vell library on June 20. "
    "Librarian Ona Tarr said on Thursday that the books were dry.\n"
)


def send_file(
    telegram: TelegramServer, name: str | None, content: str | bytes, user: int = ADMIN, **more: int
) -> Message:
    """Send a file and return the bot's message once it no longer says that it is reading."""
    with telegram.next_message() as got:
        telegram.sends_file(user, name, content.encode() if isinstance(content, str) else content, **more)
    telegram.wait_until(lambda: not got[0].text.startswith("Reading"), "no receipt came")
    return got[0]


def too_big(name: str, megabytes: float) -> str:
    """What is said of a file that Telegram does not hand out."""
    return SAID.file_too_big(name, megabytes)


def test_a_file_becomes_a_receipt_and_a_question_is_answered_from_it(chat: TelegramServer) -> None:
    receipt = send_file(chat, "hail.txt", HAIL)

    assert receipt.edits[0] == "Reading hail.txt…"
    assert receipt.text.startswith("hail.txt\n")
    assert "22 June 2023 (from its date line)" in receipt.text
    assert "Speaks of 20 June 2023, 22 June 2023." in receipt.text
    assert "1 passage. Added." in receipt.text
    with chat.next_message() as got:
        chat.says(READER, "What happened on June 20?")
    assert "Hail broke forty windows of the Vell library on June 20." in got[0].text


def test_the_same_file_again_changes_nothing(chat: TelegramServer) -> None:
    send_file(chat, "again.txt", STORM.replace("market hall", "concert hall"))

    receipt = send_file(chat, "again.txt", STORM.replace("market hall", "concert hall"))

    assert f"Already here since {say_day(datetime.now(UTC).date())}, word for word." in receipt.text


def test_the_same_words_under_another_name_are_a_copy(chat: TelegramServer) -> None:
    send_file(chat, "first.txt", STORM.replace("market hall", "swimming hall"))

    receipt = send_file(chat, "second.txt", STORM.replace("market hall", "swimming hall"))

    assert "A copy of " in receipt.text


def test_a_date_that_is_a_guess_is_said_to_be_one(chat: TelegramServer) -> None:
    receipt = send_file(chat, "undated.md", "# A quiet note\n\nNobody knows when the mill was built by the river.\n")

    assert "(a guess from the file's time)" in receipt.text
    assert ENGLISH.guessed in receipt.text
    assert ENGLISH.speaks_of_no_day in receipt.text


def test_many_articles_give_counts_and_first_titles_and_the_list_of_all_that_was_skipped(chat: TelegramServer) -> None:
    lines = [
        json.dumps({"id": f"m{n}", "title": f"Note {n}", "text": f"The mill number {n} opened on 3 May 2021.",
                    "published": "2021-05-04", "outlet": "Mill News"})
        for n in range(30)
    ]  # fmt: skip
    broken = ['{"broken": '] * 14
    before = len(chat.messages)

    receipt = send_file(chat, "mills.jsonl", "\n".join(lines + broken))

    assert "30 added, 14 skipped." in receipt.text
    assert "• Note 0 — Mill News, 4 May 2021 (given with the article)" in receipt.text
    assert "… and 25 more." in receipt.text
    chat.wait_until(lambda: len(chat.messages) > before + 1)
    attached = chat.messages[before + 1]
    assert attached.file_name == "skipped.txt"
    assert attached.text == "All 14 skipped, with the reason for each."
    assert attached.document is not None
    rows = attached.document.decode().splitlines()
    assert len(rows) == 14
    assert all(row.startswith("mills.jsonl") for row in rows)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("cut.json", b'{"title": "x", "text": "half a'),
        (None, b"\x00\x01\x02"),
    ],
)
def test_a_file_that_cannot_be_read_gets_its_reason(chat: TelegramServer, name: str | None, content: bytes) -> None:
    receipt = send_file(chat, name, content)

    assert f"Skipped\n• {name or 'file'}: " in receipt.text
    assert "Added" not in receipt.text


def test_a_hostile_name_is_only_a_name(chat: TelegramServer, tmp_path: Path) -> None:
    receipt = send_file(chat, '../../<b>&"/..\\.storm<i>.txt', STORM.replace("market hall", "town hall"))

    assert receipt.text.startswith("storm<i>.txt\n")
    assert "Added." in receipt.text


def test_a_strangers_file_is_declined_kindly_and_not_even_fetched(chat: TelegramServer) -> None:
    fetched = sum(method == "getFile" for method, _ in chat.requests)

    assert send_file(chat, "storm.txt", STORM, user=READER).text == ENGLISH.no_files
    assert sum(method == "getFile" for method, _ in chat.requests) == fetched


def test_a_file_beyond_telegrams_limit_is_refused_before_it_is_fetched(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Telegram's own server is the loopback here: no other is named in the settings.
    monkeypatch.setattr("bot.telegram.app.TELEGRAM", telegram.url)
    with Archive.open(data_dir, write=True) as archive:
        settings = make_settings(data_dir, telegram).model_copy(update={"telegram_api_url": ""})
        bot = Bot(settings, archive, Engine(archive))
        bot.start(telegram)
        try:
            assert send_file(telegram, "big.jsonl", b"x", size=25_400_000).text == too_big("big.jsonl", 25.4)
        finally:
            bot.stop()
    assert not any(method == "getFile" for method, _ in telegram.requests)


def test_a_bot_api_server_of_ones_own_is_asked_for_a_big_file(chat: TelegramServer) -> None:
    big = STORM.replace("market hall", "guild hall")

    assert "Added." in send_file(chat, "big.txt", big, size=25_400_000).text


def test_a_file_that_proves_too_big_is_refused_for_one_reason_with_the_ways_out(chat: TelegramServer) -> None:
    said = send_file(chat, "big.txt", b"x" * 20_000_001, size=0).text

    assert said == too_big("big.txt", 0)
    assert said.count("20 MB") == 1
    assert all(way in said for way in ("link", "watched folder", "DATELINE_TELEGRAM_API_URL"))


def test_a_download_that_fails_is_tried_again(chat: TelegramServer) -> None:
    chat.fail_next("download", Fault(502))

    assert "Added." in send_file(chat, "retry.txt", STORM.replace("market hall", "fish hall")).text


def test_a_receipt_comes_even_where_its_progress_message_was_deleted(chat: TelegramServer) -> None:
    before = len(chat.messages)
    chat.fail_next("editMessageText", Fault(400, "Bad Request: message to edit not found"))
    chat.sends_file(ADMIN, "deleted.txt", STORM.replace("market hall", "corn hall").encode())

    chat.wait_until(lambda: len(chat.messages) > before + 1)

    assert "Added." in chat.messages[before + 1].text


def test_an_admin_who_sends_what_can_be_no_article_is_told_what_can(chat: TelegramServer) -> None:
    with chat.next_message() as got:
        chat.sends(ADMIN, voice={"file_id": "v", "file_unique_id": "v", "duration": 3})

    assert got[0].text == ENGLISH.as_a_file


def test_an_animation_is_no_file_though_telegram_calls_it_one(chat: TelegramServer) -> None:
    animation = {"file_id": "g", "file_unique_id": "g", "width": 1, "height": 1, "duration": 1}
    with chat.next_message() as got:
        chat.sends(ADMIN, animation=animation, document={"file_id": "g", "file_unique_id": "g", "file_name": "a.mp4"})

    assert got[0].text == ENGLISH.as_a_file


def test_the_time_of_a_file_is_when_it_was_first_posted(chat: TelegramServer) -> None:
    posted = 1_600_000_000  # 13 September 2020
    origin = {"type": "hidden_user", "sender_user_name": "Someone", "date": posted}

    receipt = send_file(chat, "old.txt", "Nobody knows when the weir was built.\n", forward_origin=origin)  # type: ignore[arg-type]

    assert "13 September 2020 (a guess" in receipt.text


class Slow:
    """Holds the adding of files until a test lets it go on."""

    def __init__(self, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self.go_on = threading.Event(), threading.Event()
        add = bot.archive.add

        def held(articles: Iterator[Article], batch: str = "") -> Iterator[Outcome]:
            self.entered.set()
            assert self.go_on.wait(20)
            yield from add(articles, batch)

        monkeypatch.setattr(bot.archive, "add", held)


def test_vectors_follow_what_was_added(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram) as bot:
        telegram.wait_until(lambda: bot.archive.status().vectors_behind == 0)
        receipt = send_file(telegram, "storm.txt", STORM)

        assert "Added." in receipt.text
        telegram.wait_until(lambda: bot.archive.status().vectors_behind == 0)
        assert bot.archive.status().vectors == bot.archive.status().passages == 3


def test_readers_are_answered_while_a_file_is_read(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(data_dir, telegram) as bot:
        slow = Slow(bot, monkeypatch)
        telegram.sends_file(ADMIN, "storm.txt", STORM.encode())
        progress = telegram.wait_for_message()
        slow.entered.wait(20)
        with telegram.next_message() as got:
            telegram.says(READER, "What happened on May 29?")

        assert "ran aground" in got[0].text
        assert progress.text == "Reading storm.txt…"
        slow.go_on.set()
        telegram.wait_until(lambda: "Added." in progress.text)


def test_a_file_under_way_at_a_stop_is_added_after_the_restart(
    data_dir: Path, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(data_dir, telegram) as bot:
        slow = Slow(bot, monkeypatch)
        telegram.sends_file(ADMIN, "storm.txt", STORM.encode())
        telegram.sends_file(ADMIN, "second.txt", STORM.replace("market hall", "second hall").encode())
        slow.entered.wait(20)
        telegram.wait_until_settled()
        threading.Timer(0.3, slow.go_on.set).start()  # once the bot is stopping
    assert not any("Added." in message.text for message in telegram.messages)

    with running(data_dir, telegram) as bot:
        published = date(2023, 6, 12)  # files of a burst share a receipt: what counts is that both are there
        telegram.wait_until(
            lambda: [stored.article.source.published for stored in bot.archive.articles.newest()].count(published) == 2
        )
        telegram.wait_until(lambda: not list((data_dir / "incoming").iterdir()))
    assert list((data_dir / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("notes.txt", "notes.txt"),
        (None, "file"),
        ("", "file"),
        ("...", "file"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\today.md", "today.md"),
        (".hidden.txt", "hidden.txt"),
        ("a\nb\x00c\u202e.txt", "abc.txt"),
        ("новости 29 мая.txt", "новости 29 мая.txt"),
        ("x" * 300 + ".jsonl", "x" * 94 + ".jsonl"),
        ("y" * 300, "y" * 100),
    ],
)
def test_a_files_name_is_made_safe(given: str | None, name: str) -> None:
    assert clean_name(given) == name
