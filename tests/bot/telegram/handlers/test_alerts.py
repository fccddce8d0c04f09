"""/follow and /digest in a chat: what is new is told once, by day, with its source; mornings have their digest."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.i18n.alert_phrases import ENGLISH as SAID
from bot.telegram.handlers.alerts import alert_routes
from index.archive import Archive
from index.model.article import Article, DateEvidence, Source
from tests.bot.telegram.conftest import READER, Bot, make_settings
from tests.telegram_server import Message, TelegramServer

GROUP_ID = -100300
GROUP = {"id": GROUP_ID, "type": "supergroup", "title": "News"}
NOON = "2023-06-24T12:00"


class Clock:
    """A clock that tests set."""

    def __init__(self, written: str) -> None:
        self.set(written)

    def set(self, written: str, zone: str = "UTC") -> None:
        self.now = datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone)).timestamp()

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_routes, "LOOK_EVERY_S", 0.1)
    monkeypatch.setattr(alert_routes, "FIRST_S", 0.0)


class Chat:
    """A bot that can be restarted, its clock, and the server."""

    def __init__(self, data_dir: Path, telegram: TelegramServer, **settings: object) -> None:
        self.clock = Clock(NOON)
        self.telegram = telegram
        self._data_dir, self._settings = data_dir, settings
        self.start()

    def start(self) -> None:
        from bot.qa.engine import Engine

        self.archive = Archive.open(self._data_dir, write=True)
        settings = make_settings(self._data_dir, self.telegram, **self._settings)
        self.bot = Bot(settings, self.archive, Engine(self.archive), clock=self.clock)
        self.bot.start(self.telegram)

    def stop(self) -> None:
        self.bot.stop()
        self.archive.close()

    def says(self, text: str, user: int = READER, **more: object) -> Message:
        with self.telegram.next_message() as got:
            self.telegram.says(user, text, **more)
        return got[0]

    def add(self, name: str, text: str, day: str = "2023-06-24", outlet: str = "Marn Herald") -> None:
        source = Source(f"The title of {name}", datetime.fromisoformat(day).date(), DateEvidence.FIELD, outlet)
        list(self.archive.add([Article(name, source, text, "made")]))

    def waits_for(self, number: int) -> list[Message]:
        """Return the messages when there are so many."""
        self.telegram.wait_until(lambda: len(self.telegram.messages) >= number, "nothing was sent")
        return self.telegram.messages

    def settles(self) -> int:
        """Return the number of messages after the bot has looked twice for what is due."""
        import time

        time.sleep(0.5)
        return len(self.telegram.messages)


@pytest.fixture
def chat(data_dir: Path, telegram: TelegramServer) -> Iterator[Chat]:
    made = Chat(data_dir, telegram, alerts_a_day=2)
    yield made
    made.stop()


STRIKE = "Dockers in Kasvin began a strike on Friday morning, the union of the harbour said."


def test_an_article_on_what_is_followed_is_told_once_with_its_source(chat: Chat) -> None:
    assert chat.says("/follow strike in Kasvin").text == SAID.followed("strike in Kasvin", 2)
    before = chat.settles()

    chat.add("strike", f"{STRIKE} Rain fell on Marn in the evening of that day.")
    chat.add("again", f"{STRIKE} Rain fell on Marn in the evening of that day, too.", outlet="Copycat")
    chat.add("other", "A bridge in Vell was painted green by its keeper on Friday, as the city had asked.")
    alert = chat.waits_for(before + 1)[before]

    assert alert.text.startswith("🔔 strike in Kasvin\n\nDockers in Kasvin began a strike on Friday morning")
    assert "the union of the harbour said. [1]" in alert.text
    assert "The title of strike — Marn Herald, 24 June 2023" in alert.text
    assert [button["text"] for button in alert.all_buttons] == ["1", SAID.unfollow]
    assert chat.settles() == before + 1


def test_a_number_under_an_alert_opens_its_passage_and_unfollow_ends_it(chat: Chat) -> None:
    chat.says("/follow strike in Kasvin")
    before = chat.settles()
    chat.add("strike", STRIKE)
    alert = chat.waits_for(before + 1)[before]

    with chat.telegram.next_message() as got:
        chat.telegram.taps(READER, alert, alert.all_buttons[0]["callback_data"])
    assert STRIKE in got[0].text
    tap = chat.telegram.taps(READER, alert, alert.all_buttons[1]["callback_data"])
    chat.telegram.wait_until(lambda: any(one["callback_query_id"] == tap for one in chat.telegram.answered_taps))
    chat.add("strike again", "The strike in Kasvin goes on, the dockers said after a long meeting on Saturday.")

    assert chat.says("/following").text == SAID.nothing_followed
    assert chat.settles() == before + 3


def test_what_is_beyond_a_days_number_and_what_comes_at_night_waits_for_the_morning(chat: Chat) -> None:
    chat.says("/follow Kasvin")
    before = chat.settles()
    texts = [f"The harbour number {n} of Kasvin was {word} by its owners." for n, word in enumerate(WORDS)]
    for n, text in enumerate(texts[:4]):
        chat.add(f"harbour {n}", text)
    chat.waits_for(before + 2)
    assert chat.settles() == before + 2

    chat.clock.set("2023-06-24T23:00")
    chat.add("harbour night", texts[4])
    assert chat.settles() == before + 2

    chat.clock.set("2023-06-25T08:01")
    sent = chat.waits_for(before + 4)[before + 2 :]
    chat.settles()

    told = "\n".join(one.text for one in sent)
    assert all(text in told for text in texts[2:5])
    assert any(one.text.startswith(f"☀️ {SAID.digest_head}\n\n{SAID.kept_head}") for one in sent)


WORDS = ("painted green", "sold to strangers", "closed for repairs", "opened with music", "flooded at dawn")


def test_each_morning_has_one_digest_also_over_restarts(chat: Chat) -> None:
    confirmed = chat.says("/digest 7:30 UTC")
    assert confirmed.text == SAID.digest_on("7:30", ZoneInfo("UTC"), "")
    chat.add("flood", "The river Strell flooded the market of Marn on 24 June 2023, and forty people fled.")
    chat.add("plan", "The mayor of Vell will open the new theatre on 25 June 2023, the city said.", day="2023-06-20")
    before = chat.settles()

    chat.clock.set("2023-06-25T07:31")
    digest = chat.waits_for(before + 1)[before]
    chat.stop()
    chat.start()

    assert digest.text.startswith(f"☀️ {SAID.digest_head}\n\n{SAID.digest_yesterday}\n\nThe river Strell flooded")
    assert f"{SAID.digest_today}\n\nThe mayor of Vell will open the new theatre on 25 June 2023" in digest.text
    assert chat.settles() == before + 1
    chat.clock.set("2023-06-25T10:00")
    assert chat.settles() == before + 1


def test_a_morning_with_nothing_to_tell_is_silent(chat: Chat) -> None:
    chat.says("/digest 7:30 UTC zeppelins")
    before = chat.settles()

    chat.clock.set("2023-06-26T07:31")

    assert chat.settles() == before


def test_the_clock_is_asked_once_and_can_be_tapped(chat: Chat) -> None:
    asked = chat.says("/digest")
    berlin = next(button for button in asked.all_buttons if button["text"] == "Berlin")
    chat.telegram.taps(READER, asked, berlin["callback_data"])
    chat.telegram.wait_until(lambda: "Europe/Berlin" in asked.text)

    assert chat.says("/digest 9").all_buttons == []
    assert chat.says("/digest off").text == SAID.digest_off
    assert chat.says("/digest off").text == SAID.digest_none
    assert chat.says("/digest Mars/Base").text.startswith("I do not know the clock of “Mars/Base”.")


def test_in_a_group_its_admins_choose_the_digest(chat: Chat) -> None:
    chat.telegram.state.owners[GROUP_ID] = 55

    assert chat.says("/digest 8 UTC", chat=GROUP).text == SAID.digest_admins_only
    assert chat.says("/digest 8 UTC", user=55, chat=GROUP).text == SAID.digest_on("8:00", ZoneInfo("UTC"), "")
    assert chat.says("/follow strike", chat=GROUP).text == SAID.follow_in_private


def test_what_cannot_be_followed_is_refused_with_what_to_do(data_dir: Path, telegram: TelegramServer) -> None:
    chat = Chat(data_dir, telegram, follows_each=1)
    try:
        assert chat.says("/follow").text == SAID.empty_follow
        assert chat.says("/follow what happened in 2024?").text == SAID.follow_long_time
        chat.says("/follow strike in Kasvin")
        assert chat.says("/follow strike in Kasvin").text == SAID.follow_known
        assert chat.says("/follow bridge of Vell").text == SAID.too_many_follows(1)
        listed = chat.says("/following")
        assert listed.text == f"{SAID.follows_head}\n1. strike in Kasvin"
    finally:
        chat.stop()


def test_a_guest_who_may_no_longer_ask_is_no_longer_told(data_dir: Path, telegram: TelegramServer) -> None:
    chat = Chat(data_dir, telegram, access=f"invited,{READER}")
    try:
        chat.says("/follow strike in Kasvin")
        before = chat.settles()
        chat.stop()
        chat._settings = {"access": "invited"}
        chat.start()
        chat.add("strike", STRIKE)
        assert chat.settles() == before
    finally:
        chat.stop()


def test_a_rebuilt_archive_tells_nothing_anew(chat: Chat) -> None:
    chat.says("/follow strike in Kasvin")
    before = chat.settles()
    chat.add("strike", STRIKE)
    chat.waits_for(before + 1)

    chat.archive.rebuild()

    assert chat.settles() == before + 1
