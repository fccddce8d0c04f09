"""An admin sends links: each page ends in a receipt and can be asked about; a reader's link is a question like another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.telegram.handlers.admin.uploads.link_uploads import links_of
from tests.bot.cli.test_add_links import HTML
from tests.bot.telegram.conftest import ADMIN, READER, running
from tests.telegram_server import TelegramServer
from tests.web_server import Page, WebServer


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    with WebServer() as server:
        monkeypatch.setenv("DATELINE_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        server.pages["/ferry"] = Page(HTML, headers={"Content-Type": "text/html"})
        server.pages["/rain"] = Page(HTML.replace("ferry", "tram").replace("Ferry", "Tram"))
        yield server


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.example/1", 1),
        (" https://a.example/1\nHTTP://b.example https://a.example/1 ", 2),
        ("Read https://a.example/1", 0),
        ("What happened on 2023-05-30?", 0),
        ("", 0),
    ],
)
def test_a_message_of_links_alone_is_told_from_words(text: str, links: int) -> None:
    assert len(links_of(text)) == links


def test_pages_become_one_receipt_and_what_cannot_be_fetched_is_said(
    data_dir: Path, telegram: TelegramServer, web: WebServer
) -> None:
    gone = web.url("/gone")
    with running(data_dir, telegram):
        with telegram.next_message() as got:
            telegram.says(ADMIN, f"{web.url('/ferry')} {web.url('/rain')} {gone}")
        telegram.wait_until(lambda: any("Tram aground" in one.text for one in telegram.messages), "no receipt")
        with telegram.next_message() as answer:
            telegram.says(READER, "What happened to the tram on 30 May 2023?")

    assert got[0].text == SAID.links_not_fetched([f"{gone}: there is no such page: look whether the link is right"])
    receipt = next(one.text for one in telegram.messages if "Tram aground" in one.text)
    assert "Ferry aground" in receipt
    assert "tram ran aground" in answer[0].text


def test_a_readers_link_is_not_fetched(data_dir: Path, telegram: TelegramServer, web: WebServer) -> None:
    with running(data_dir, telegram), telegram.next_message() as got:
        telegram.says(READER, web.url("/ferry"))

    assert got[0].text
    assert not web.requests


def test_eleven_links_are_too_many(data_dir: Path, telegram: TelegramServer, web: WebServer) -> None:
    with running(data_dir, telegram), telegram.next_message() as got:
        telegram.says(ADMIN, " ".join(web.url(f"/{n}") for n in range(11)))

    assert got[0].text == SAID.too_many_links(10)
    assert not web.requests
