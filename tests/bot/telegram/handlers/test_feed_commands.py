"""/feeds: an admin adds a feed, it is polled while the bot runs, and the list says how it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.feeding.opml import feeds_in_setting, read_opml
from bot.i18n.admin_phrases import ENGLISH as SAID
from bot.i18n.phrases import ENGLISH
from bot.storage.database import Database
from bot.storage.feeds import Feeds
from index.errors import DatelineError
from tests.bot.feeding.test_feed_poller import item, rss
from tests.bot.telegram.conftest import ADMIN, READER, running
from tests.telegram_server import TelegramServer
from tests.web_server import Page, WebServer


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    with WebServer() as server:
        monkeypatch.setenv("DATELINE_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        server.pages["/feed.xml"] = Page(rss(item(1)))
        yield server


def says(telegram: TelegramServer, user: int, text: str) -> str:
    with telegram.next_message() as got:
        telegram.says(user, text)
    return str(got[0].text)


def test_a_feed_in_the_settings_is_polled_and_can_be_asked_about(
    data_dir: Path, telegram: TelegramServer, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_FEEDS", web.url("/feed.xml"))
    with running(data_dir, telegram):
        telegram.wait_until(lambda: "last new article" in says(telegram, ADMIN, "/feeds"), "not polled")
        answer = says(telegram, READER, "What happened on 30 May 2023?")

    assert "Ferry number 1 ran aground off Tessel." in answer


def test_an_admin_adds_lists_and_removes_a_feed(data_dir: Path, telegram: TelegramServer, web: WebServer) -> None:
    url = web.url("/feed.xml")
    with running(data_dir, telegram):
        assert SAID.no_feeds in says(telegram, ADMIN, "/feeds")
        assert says(telegram, ADMIN, f"/feeds add {url}") == SAID.feed_added(url)
        assert says(telegram, ADMIN, f"/feeds add {url}") == SAID.feed_known
        assert url in says(telegram, ADMIN, "/feeds")
        assert says(telegram, ADMIN, "/feeds add file:///etc/passwd").startswith("I could not fetch:")
        assert says(telegram, READER, f"/feeds remove {url}") == SAID.only_admins
        assert says(telegram, ADMIN, f"/feeds remove {url}") == SAID.feed_removed(url)
        assert says(telegram, ADMIN, f"/feeds remove {url}") == SAID.no_such_feed


def test_an_opml_file_that_an_admin_sends_adds_its_feeds(
    data_dir: Path, telegram: TelegramServer, web: WebServer
) -> None:
    outlines = "".join(
        f'<outline type="rss" xmlUrl="{url}"/>' for url in (web.url("/feed.xml"), "https://b.example/atom", "ftp://c/")
    )
    with running(data_dir, telegram):
        says(telegram, ADMIN, f"/feeds add {web.url('/feed.xml')}")
        with telegram.next_message() as got:
            telegram.sends_file(ADMIN, "Subscriptions.OPML", f"<opml><body>{outlines}</body></opml>".encode())
        assert got[0].text == SAID.feeds_from_opml(1, 2)
        assert "https://b.example/atom" in says(telegram, ADMIN, "/feeds")
        with telegram.next_message() as got:
            telegram.sends_file(ADMIN, "none.opml", b"no XML at all")
        assert got[0].text == SAID.no_opml
        with telegram.next_message() as got:
            telegram.sends_file(READER, "mine.opml", f"<opml><body>{outlines}</body></opml>".encode())
        assert got[0].text == ENGLISH.no_files


def test_feeds_are_named_by_links_or_by_an_opml_file(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="News"><outline type="rss" xmlUrl="https://a.example/rss"/>'
        '<outline type="rss" xmlUrl="https://b.example/atom"/><outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    )

    assert feeds_in_setting("") == []
    assert feeds_in_setting("https://a.example/rss, https://b.example/atom") == [
        "https://a.example/rss",
        "https://b.example/atom",
    ]
    assert feeds_in_setting(str(opml)) == ["https://a.example/rss", "https://b.example/atom"]
    for wrong in ("no-such-file.opml", "ftp://a.example/rss"):
        with pytest.raises(DatelineError, match="DATELINE_FEEDS"):
            feeds_in_setting(wrong)


def test_the_list_taken_along_is_the_list_brought_back(tmp_path: Path) -> None:
    from bot.feeding.opml import write_opml

    with Database(tmp_path) as database:
        feeds = Feeds(database)
        for name in ("a", "b"):
            feeds.add(f"https://{name}.example/rss?x=1&y=<2>")
        assert read_opml(write_opml(feeds.all())) == [feed.url for feed in feeds.all()]
