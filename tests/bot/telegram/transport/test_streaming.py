"""An answer is seen while a language model writes it: drafts in a private chat, edits in a group."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.i18n.phrases import ENGLISH
from bot.telegram import app
from bot.telegram.transport import question_queue as turns
from bot.telegram.transport import streaming as drafting
from bot.telegram.transport.rate_limiter import RateLimiter
from tests.bot.generation.conftest import desk_with
from tests.bot.generation.model_server import ModelServer, Reply
from tests.bot.telegram.conftest import READER, running
from tests.telegram_server import BOT_NAME, Fault, TelegramServer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import

QUESTION = "What happened off Vell on May 29?"
FIRST = "The ferry Aurora ran aground off Vell on May 29 with 212 people on board"
WRITTEN = f"{FIRST} [1]. Nobody was hurt, harbour master Ines Korda said [1]."
HELD = Reply(WRITTEN, hold_after="[1]. Nobody")
GROUP = {"id": -1001, "type": "supergroup", "title": "News"}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show what there is at once."""
    monkeypatch.setattr(app, "RateLimiter", partial(RateLimiter, pauses_s=(0.01,), chat_pause_s=0.0))
    monkeypatch.setattr(drafting, "DRAFT_EVERY_S", 0.01)
    monkeypatch.setattr(turns, "WAIT_SHOWN_AFTER_S", 0.2)
    monkeypatch.setattr(turns, "WAIT_SHOWN_EVERY_S", 0.01)


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture
def chat(data_dir: Path, telegram: TelegramServer, model: ModelServer) -> Iterator[TelegramServer]:
    """A running bot whose answers a model writes, seen from Telegram."""
    with running(data_dir, telegram, partial(desk_with, model)):
        yield telegram


def test_in_private_a_draft_grows_and_the_answer_is_one_new_message(chat: TelegramServer, model: ModelServer) -> None:
    model.script(HELD)
    asked = chat.says(READER, QUESTION)
    chat.wait_until(lambda: f"{FIRST}. [1] …" in [text for _, _, text, _ in chat.drafts])
    assert chat.messages == []
    model.go_on.set()
    answer = chat.wait_for_message()
    chat.wait_until_settled()

    assert {(where, draft_id) for where, draft_id, _, _ in chat.drafts} == {(READER, asked["message_id"])}
    assert {sent_before for *_, sent_before in chat.drafts} == {0}  # none comes after the answer
    assert (len(chat.messages), answer.edits, bool(answer.all_buttons)) == (1, [], True)
    assert "Nobody was hurt" in answer.text


def test_who_waits_for_a_model_s_first_word_is_told_so_in_a_draft(
    chat: TelegramServer, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SHOWN_AFTER_S", 0.01)
    model.script(Reply(WRITTEN, hold_after="The"))
    chat.says(READER, QUESTION)
    chat.wait_until(lambda: bool(chat.drafts))
    assert chat.drafts[0][2] == ENGLISH.still_looking
    model.go_on.set()
    answer = chat.wait_for_message()

    assert (len(chat.messages), answer.edits) == (1, [])


def test_where_drafts_are_refused_a_message_is_edited_instead(chat: TelegramServer, model: ModelServer) -> None:
    chat.fail_next("sendMessageDraft", Fault(404, "Not Found: method not found"))
    model.script(HELD)
    chat.says(READER, QUESTION)
    chat.wait_until(lambda: any(FIRST in message.text for message in chat.messages))
    model.go_on.set()
    chat.wait_until(lambda: bool(chat.messages[0].all_buttons))

    assert (chat.drafts, len(chat.messages)) == ([], 1)
    assert f"{FIRST}. [1] …" in chat.messages[0].edits


def test_in_a_group_a_message_is_edited_and_its_numbers_become_links_at_the_end(
    chat: TelegramServer, model: ModelServer
) -> None:
    model.script(HELD)
    chat.says(READER, f"/ask@{BOT_NAME} {QUESTION}", chat=GROUP)
    chat.wait_until(lambda: any(FIRST in message.text for message in chat.messages))
    (message,) = chat.messages
    assert "t.me" not in message.html
    model.go_on.set()
    chat.wait_until(lambda: "t.me" in message.html)

    assert chat.drafts == []
    assert f'<a href="https://t.me/{BOT_NAME}?start=' in message.html


def test_edits_in_a_group_keep_their_distance(
    chat: TelegramServer, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SHOWN_AFTER_S", 0.01)
    monkeypatch.setattr(drafting, "EDIT_EVERY_S", 1_000.0)
    model.script(Reply(WRITTEN, hold_after=" off Vell"))
    chat.says(READER, f"/ask@{BOT_NAME} {QUESTION}", chat=GROUP)
    message = chat.wait_for_message()
    model.go_on.set()
    chat.wait_until(lambda: "t.me" in message.html)

    assert message.edits == [ENGLISH.still_looking]
