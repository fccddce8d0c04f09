"""Spoken questions become text at an endpoint like OpenAI's, and every fault of it is one error."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.speech import SpeechError, open_transcriber
from bot.speech.speech_endpoint import SpeechEndpoint
from index.errors import DatelineError
from tests.bot.speech.speech_server import SpeechServer


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as running:
        yield running


def test_the_sound_goes_to_the_endpoint_and_its_text_comes_back(server: SpeechServer) -> None:
    server.say("  What happened\non May 29? ")
    transcriber = open_transcriber(server.url, model="whisper-small", key="secret")
    assert transcriber is not None

    assert transcriber.transcribe(b"OggS sound", "question.ogg") == "What happened on May 29?"

    path, key, body = server.requests[0]
    assert (path, key) == ("/v1/audio/transcriptions", "Bearer secret")
    assert b'name="file"; filename="question.ogg"' in body
    assert b"OggS sound" in body
    assert b"whisper-small" in body


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"{}"), (401, b"{}"), (200, b"no JSON"), (200, b"[]"), (200, b'{"text": 3}'), (200, b'"text"'), (204, b"")],
)
def test_an_endpoint_that_does_not_answer_as_it_should_is_an_error(
    server: SpeechServer, status: int, body: bytes
) -> None:
    server.answer(status, body)

    with pytest.raises(SpeechError):
        SpeechEndpoint(server.url, model="whisper-1").transcribe(b"x", "question.ogg")


def test_an_endpoint_that_is_not_there_is_an_error() -> None:
    with pytest.raises(SpeechError):
        SpeechEndpoint("http://127.0.0.1:1/v1", model="whisper-1").transcribe(b"x", "question.ogg")


def test_a_setting_that_names_nothing_is_refused_in_a_sentence(tmp_path: Path) -> None:
    assert open_transcriber("", model="", key="") is None
    with pytest.raises(DatelineError, match="neither a link nor a folder"):
        open_transcriber(str(tmp_path / "nowhere"), model="", key="")


@pytest.mark.skipif(find_spec("faster_whisper") is not None, reason="faster-whisper is installed")
def test_a_folder_without_its_package_is_refused_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"pip install 'dateline\[voice\]'"):
        open_transcriber(str(tmp_path), model="", key="")
