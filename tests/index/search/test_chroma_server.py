"""The vectors may live in a Chroma server: a real one, on loopback, that comes and goes."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import numpy as np
import pytest

from index.archive import Archive
from index.errors import DatelineError, VectorsAwayError
from index.model.dates import DaySpan
from index.model.passage import Basis
from index.search import chroma_server, vectors
from index.search.chroma_server import ChromaServer, ServerAddress
from index.search.ranking import Query
from tests.conftest import BRIDGE, FERRY, OLD_FIRE, make_article

CHROMA = Path(sys.executable).with_name("chroma")
MAY_29 = DaySpan(date(2023, 5, 29), date(2023, 5, 29))
BY_MEANING = Query("vessel collided quay", text="vessel collided with a quay")  # in no word of the article

pytestmark = pytest.mark.skipif(not CHROMA.exists(), reason="the command `chroma` is not installed here")


class Server:
    """`chroma run` on a folder and a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        if self._process:
            return
        command = [str(CHROMA), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self._port)]
        env = {**os.environ, "CHROMA_TELEMETRY": "0"}
        self._process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1)
            except httpx.HTTPError:
                assert self._process.poll() is None, "chroma run has ended"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("chroma run does not answer")

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    @contextmanager
    def hanging(self) -> Iterator[None]:
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        yield
        self._process.send_signal(signal.SIGCONT)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("chroma") / "server")
    yield server
    server.stop()


@pytest.fixture
def archive(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """An archive of its own on the server that all tests here share."""
    server.start()
    monkeypatch.setattr(vectors, "NOT_ASKED_AGAIN_S", 0.0)  # a test does not wait
    with Archive.open(tmp_path / "data", write=True, server=ServerAddress(server.url)) as archive:
        list(archive.add([FERRY, BRIDGE, OLD_FIRE]))
        archive.catch_up()
        yield archive


def found(archive: Archive, query: Query) -> list[tuple[str, Basis]]:
    return [(hit.passage.article_id, hit.basis) for hit in archive.search(query)]


def test_an_archive_on_a_server_is_searched_by_meaning_and_keeps_no_vectors_of_its_own(archive: Archive) -> None:
    assert found(archive, BY_MEANING)[0] == ("ferry", Basis.MEANING)
    assert archive.status().vectors_behind == 0
    assert not (archive.data_dir / "vectors").exists()


def test_a_removed_article_leaves_the_server(archive: Archive) -> None:
    before = archive.vectors.count()
    archive.corrections.remove("ferry")
    archive.catch_up()
    assert archive.vectors.count() < before
    assert "ferry" not in [article_id for article_id, _ in found(archive, BY_MEANING)]


def test_a_rebuilt_archive_is_searched_by_meaning_again(archive: Archive) -> None:
    archive.rebuild()
    assert archive.status().vectors == archive.vectors.count() == 0
    archive.catch_up()
    assert archive.vectors.count() == archive.status().passages
    assert found(archive, BY_MEANING)[0] == ("ferry", Basis.MEANING)


def test_a_second_reader_on_the_server_finds_the_same(archive: Archive, server: Server) -> None:
    with Archive.open(archive.data_dir, server=ServerAddress(server.url)) as reader:
        assert found(reader, BY_MEANING) == found(archive, BY_MEANING)


def test_two_archives_on_one_server_do_not_mix(archive: Archive, server: Server, tmp_path: Path) -> None:
    other = make_article("ferry", "Beekeepers at Velm counted their hives on 3 June.")
    with Archive.open(tmp_path / "other", write=True, server=ServerAddress(server.url)) as second:
        list(second.add([other]))
        second.catch_up()
        assert second.vectors.count() == 1
        second.rebuild()
    assert archive.vectors.count() == archive.status().passages
    assert found(archive, BY_MEANING)[0] == ("ferry", Basis.MEANING)


def test_while_the_server_is_away_words_and_days_answer_and_the_vectors_catch_up_afterwards(
    archive: Archive, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.stop()
    late = make_article("late", "The airship Borage was moored at Lund on June 2.", title="Airship moored")
    assert [outcome.status for outcome in archive.add([late])] == ["added"]
    archive.corrections.remove("bridge")
    with caplog.at_level(logging.WARNING):
        assert found(archive, Query("airship"))[0] == ("late", Basis.WORDS)
    assert "words and days alone" in caplog.text
    assert found(archive, Query(spans=(MAY_29,)))[0] == ("ferry", Basis.MENTION)
    assert found(archive, Query("pier", (MAY_29,)))[0] == ("ferry", Basis.MENTION)
    assert archive.catch_up() == 0
    assert archive.status().vectors_behind == 1
    server.start()
    assert archive.catch_up() == 1
    assert archive.status().vectors_behind == 0
    assert archive.vectors.count() == archive.status().passages
    assert found(archive, BY_MEANING)[0] == ("ferry", Basis.MEANING)


def test_a_server_that_was_away_is_left_alone_for_a_while(
    archive: Archive, server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(vectors, "NOT_ASKED_AGAIN_S", 1_000.0)
    server.stop()
    assert found(archive, Query("airship pier"))[0] == ("ferry", Basis.WORDS)
    caplog.clear()
    assert found(archive, Query("airship pier"))[0] == ("ferry", Basis.WORDS)
    assert not caplog.records  # it was not asked a second time


def test_a_server_that_hangs_is_given_up(
    archive: Archive, server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chroma_server, "ANSWERS_WITHIN_S", 0.5)
    with Archive.open(archive.data_dir, server=ServerAddress(server.url)) as reader:
        found(reader, BY_MEANING)
        with server.hanging():
            assert found(reader, Query("pier"))[0] == ("ferry", Basis.WORDS)
            assert "ReadTimeout" in caplog.text
            with Archive.open(archive.data_dir, server=ServerAddress(server.url)) as newcomer:
                assert found(newcomer, Query("pier"))[0] == ("ferry", Basis.WORDS)


def test_a_server_that_has_lost_everything_is_filled_again(archive: Archive, server: Server) -> None:
    server.stop()
    server.folder.rename(server.folder.with_name("lost"))
    server.start()
    assert archive.catch_up() == 0  # what it knew the collection by is gone too
    assert archive.catch_up() == archive.status().passages == archive.vectors.count()
    assert found(archive, BY_MEANING)[0] == ("ferry", Basis.MEANING)


def test_a_rebuild_without_the_server_says_so_and_loses_nothing(archive: Archive, server: Server) -> None:
    server.stop()
    with pytest.raises(DatelineError, match="does not answer"):
        archive.rebuild()
    assert found(archive, Query("pier"))[0] == ("ferry", Basis.WORDS)
    server.start()
    archive.catch_up()
    assert archive.vectors.count() == archive.status().passages


def test_a_copied_archive_has_vectors_of_its_own(archive: Archive, server: Server, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(archive.data_dir, tmp_path / "copy"))
    with Archive.open(copied, write=True, server=ServerAddress(server.url)) as copy:
        copy.corrections.remove("ferry")
        assert copy.catch_up() == copy.status().passages
        assert "ferry" not in [article_id for article_id, _ in found(copy, BY_MEANING)]
    assert archive.vectors.count() == archive.status().passages
    assert found(archive, BY_MEANING)[0] == ("ferry", Basis.MEANING)


def test_an_archive_that_is_moved_or_restored_in_its_place_keeps_its_vectors(server: Server, tmp_path: Path) -> None:
    server.start()
    address = ServerAddress(server.url)
    with Archive.open(tmp_path / "data", write=True, server=address) as archive:
        list(archive.add([FERRY]))
        archive.catch_up()
    (tmp_path / "data").rename(tmp_path / "moved")
    with Archive.open(tmp_path / "moved", write=True, server=address) as archive:
        assert (archive.catch_up(), archive.vectors.count()) == (0, 1)
    shutil.copy(tmp_path / "moved" / "catalogue.sqlite", tmp_path / "backup")
    (tmp_path / "moved" / "catalogue.sqlite").unlink()
    shutil.copy(tmp_path / "backup", tmp_path / "moved" / "catalogue.sqlite")
    with Archive.open(tmp_path / "moved", write=True, server=address) as archive:
        assert (archive.catch_up(), archive.vectors.count()) == (0, 1)


class Guard(BaseHTTPRequestHandler):
    """Lets through to a Chroma server whoever has the token."""

    target = ""

    def handle_any(self) -> None:
        if self.headers["Authorization"] != "Bearer hush-hush":
            self.send_error(401)
            return
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        answer = httpx.request(
            self.command, self.target + self.path, content=body, headers={"Content-Type": "application/json"}
        )
        self.send_response(answer.status_code)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = do_DELETE = handle_any

    def log_message(self, format: str, *args: object) -> None: ...


class Page(BaseHTTPRequestHandler):
    """A web server of another kind: it has one page, whatever it is asked for."""

    said = b"<h1>Welcome</h1>"

    def handle_any(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.said)))
        self.end_headers()
        self.wfile.write(self.said)

    do_GET = do_POST = do_DELETE = handle_any

    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{web.server_port}"
        web.shutdown()


def test_a_server_that_asks_for_a_token_gets_it_and_no_password_is_shown(server: Server) -> None:
    server.start()
    guard = type("Guard", (Guard,), {"target": server.url})
    with serving(guard) as place:
        let_in = ChromaServer(ServerAddress(f"http://{place}", "hush-hush"), "tokens")
        let_in.check()
        assert let_in.count() == 0
        let_in.close()
        kept_out = ChromaServer(ServerAddress(f"http://anna:pass-word@{place}", "wrong"), "tokens")
        with pytest.raises(VectorsAwayError, match=r"refuses \(401") as refused:
            kept_out.check()
        assert "pass-word" not in refused.value.for_reader
        assert "hush-hush" not in repr(ServerAddress(f"http://{place}", "hush-hush"))
        kept_out.close()


def test_another_database_of_the_server_holds_other_vectors(server: Server) -> None:
    server.start()
    databases = f"{server.url}/api/v2/tenants/default_tenant/databases"
    httpx.post(databases, json={"name": "news"}).raise_for_status()
    first = ChromaServer(ServerAddress(server.url), "same")
    other = ChromaServer(ServerAddress(server.url, database="news"), "same")
    first.upsert(["a:1:0"], [np.ones(3, dtype=np.float32)])
    assert (first.count(), other.count()) == (1, 0)
    first.close()
    other.close()


@pytest.mark.parametrize("said", [b"<h1>Welcome</h1>", b"{}", b"[]", b'"hello"'])
def test_a_web_server_of_another_kind_is_no_chroma_server(said: bytes) -> None:
    with serving(type("Page", (Page,), {"said": said})) as place:
        web = ChromaServer(ServerAddress(f"http://{place}"), "any")
        for ask in (web.check, web.count, lambda: web.held(["a:1:0"]), lambda: web.get(["a:1:0"])):
            with pytest.raises(VectorsAwayError, match="is not a Chroma server"):
                ask()
        web.close()
