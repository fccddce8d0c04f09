"""/forget says what is kept of a person, and /forget me removes it."""

from pathlib import Path

import pytest

from bot.i18n.languages import CATALOGUE
from bot.i18n.phrases import ENGLISH
from bot.storage.sessions import Sessions
from tests.bot.telegram.conftest import READER, running
from tests.telegram_server import TelegramServer


@pytest.mark.parametrize(("asked", "said"), [("/forget", ENGLISH.forget_how), ("/forget you", ENGLISH.forget_how)])
def test_forget_alone_says_what_is_kept(chat: TelegramServer, asked: str, said: str) -> None:
    with chat.next_message() as got:
        chat.says(7007, asked)

    assert got[0].text == said


def test_forget_me_removes_what_is_kept_of_a_person_and_of_nobody_else(
    data_dir: Path, telegram: TelegramServer
) -> None:
    other = READER + 1
    with running(data_dir, telegram) as bot:
        sessions = Sessions(bot.database)
        for sent, person in enumerate((READER, other)):
            telegram.says(person, "What happened on 2023-05-29?")
            telegram.wait_for_message(after=sent)
        telegram.wait_until(lambda: all(sessions.before(one, one) for one in (READER, other)))
        telegram.says(READER, "/forget me")
        told = telegram.wait_for_message(after=2)

        assert told.text == ENGLISH.forgotten
        assert sessions.before(READER, READER) is None
        assert sessions.before(other, other) is not None
        assert [chat for (chat,) in bot.database.rows("SELECT DISTINCT chat_id FROM replies")] == [other]


def test_who_speaks_russian_is_forgotten_in_russian_and_loses_the_language(
    data_dir: Path, telegram: TelegramServer
) -> None:
    with running(data_dir, telegram) as bot:
        telegram.says(READER, "/language")
        offered = telegram.wait_for_message()
        telegram.taps(READER, offered, offered.all_buttons[-1]["callback_data"])
        telegram.wait_until(lambda: offered.text == CATALOGUE["ru"].language_set)
        telegram.says(READER, "/forget меня")

        assert telegram.wait_for_message(after=1).text == CATALOGUE["ru"].forgotten
        assert bot.database.rows("SELECT * FROM languages") == []
