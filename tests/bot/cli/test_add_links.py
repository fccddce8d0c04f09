"""`dateline add https://…`: the page is fetched, read apart from us, and stored with its own date, outlet and address."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests.web_server import Page, WebServer

STORY = "A ferry ran aground off the pier of Tessel on Monday, and its eighty passengers were taken off by boat."
HTML = f"""<html><head><title>Ferry aground</title><meta property="og:site_name" content="Lowmark Herald">
<meta property="article:published_time" content="2023-05-30T22:10:00Z"></head>
<body><article><h1>Ferry aground</h1><p>{STORY}</p><p>Nobody was hurt, the harbour master said.</p></article></body></html>"""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    with WebServer() as server:
        monkeypatch.setenv("DATELINE_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        server.pages["/ferry"] = Page(HTML, headers={"Content-Type": "text/html"})
        yield server


def run(data_dir: Path, *words: str) -> tuple[int, Any]:
    result = CliRunner().invoke(main, ["--data", str(data_dir), *words, "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_a_link_is_fetched_and_stored_with_its_own_date_outlet_and_address(tmp_path: Path, web: WebServer) -> None:
    code, report = run(tmp_path / "data", "add", web.url("/ferry"), "--no-wait")
    assert (code, report["added"]) == (0, 1)

    _, listed = run(tmp_path / "data", "articles")
    (article,) = listed["articles"]
    assert (article["title"], article["outlet"], article["published"]) == (
        "Ferry aground",
        "Lowmark Herald",
        "2023-05-30",
    )
    assert article["url"] == web.url("/ferry")
    assert run(tmp_path / "data", "add", web.url("/ferry"), "--no-wait")[1]["unchanged"] == 1


def test_links_and_files_go_together_and_what_cannot_be_fetched_is_named(tmp_path: Path, web: WebServer) -> None:
    (tmp_path / "rain.txt").write_text("It rained in Lowmark all day long on Tuesday.", encoding="utf-8")
    gone, inner = web.url("/gone"), "http://127.0.0.1:1/"
    code, report = run(
        tmp_path / "data", "add", str(tmp_path / "rain.txt"), web.url("/ferry"), gone, inner, "--no-wait"
    )

    assert (code, report["added"]) == (1, 2)
    assert {one["path"]: one["reason"].split(":")[0] for one in report["skipped"]} == {
        gone: "there is no such page",
        inner: "the link leads to an address or a port that is not public",
    }


def test_a_page_in_another_encoding_that_only_its_header_tells_is_read(tmp_path: Path, web: WebServer) -> None:
    page = "<html><body><article><h1>Паром на мели</h1><p>Паром сел на мель у пристани в понедельник утром.</p></article></body>"
    web.pages["/ru"] = Page(page.encode("koi8_r"), headers={"Content-Type": "text/html; charset=koi8-r"})
    run(tmp_path / "data", "add", web.url("/ru"), "--no-wait")

    assert run(tmp_path / "data", "articles")[1]["articles"][0]["title"] == "Паром на мели"
