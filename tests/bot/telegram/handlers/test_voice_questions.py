"""A spoken question: what was understood is shown above its answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.i18n.phrases import ENGLISH
from tests.bot.speech.speech_server import SpeechServer
from tests.bot.telegram.conftest import READER, running
from tests.telegram_server import Message, TelegramServer


@pytest.fixture
def speech() -> Iterator[SpeechServer]:
    with SpeechServer() as server:
        yield server


def speaks(telegram: TelegramServer, messages: int, seconds: int = 3) -> list[Message]:
    before = len(telegram.messages)
    file_id = telegram.state.keep_file("voice", b"OggS")
    voice = {"file_id": file_id, "file_unique_id": "v", "duration": seconds, "file_size": 4}
    telegram.sends(READER, voice=voice)
    telegram.wait_until(lambda: len(telegram.messages) >= before + messages, "no answer")
    return telegram.messages[before:]


def test_what_was_understood_is_shown_above_the_answer(
    data_dir: Path, telegram: TelegramServer, speech: SpeechServer
) -> None:
    speech.say("What happened on May 29?")
    with running(data_dir, telegram, speech=speech.url):
        heard, answer = speaks(telegram, 2)

    assert heard.text == "🎤 What happened on May 29?"
    assert "The ferry Aurora ran aground off Vell on May 29" in answer.text
    assert b"OggS" in speech.requests[0][2]


def test_what_is_not_understood_is_said(data_dir: Path, telegram: TelegramServer, speech: SpeechServer) -> None:
    with running(data_dir, telegram, speech=speech.url):
        speech.say("   ")
        assert speaks(telegram, 1)[0].text == ENGLISH.voice_empty
        speech.answer(503, b"")
        assert speaks(telegram, 1)[0].text == ENGLISH.voice_failed
        assert speaks(telegram, 1, seconds=61)[0].text == ENGLISH.voice_too_long


def test_without_a_transcriber_only_text_is_read(data_dir: Path, telegram: TelegramServer) -> None:
    with running(data_dir, telegram):
        assert speaks(telegram, 1)[0].text == ENGLISH.only_text
