"""What cannot be read is skipped with a reason; nothing ever raises."""

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.ingest.files import explain_os_error, find_files
from index.ingest.reader import read_file
from index.ingest.skipped import Skipped
from index.model.article import Article
from tests.index.ingest.conftest import Read
from tests.index.ingest.test_formats import FRONT, MARKDOWN, PAGE


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "the file is empty"),
        ("a.txt", " \n\t\n", "the file is empty"),
        ("a.txt", "--- *** ---", "there is no text in it"),
        ("a.txt", bytes(range(256)) * 9, "it is a binary file"),
        ("a.txt", b"%PDF-1.7 text", "the PDF is broken or cut short"),
        ("a.txt", b"PK\x03\x04 text", "the zip in it is broken or cut short"),
        ("a.txt", b"\x1f\x8b text", "the archive is broken or cut short"),
        ("a.exe", b"MZ" + bytes(5_000), "it is a program"),
        ("a.exe", b"MZ\x90\0\x03" + bytes(range(256)) * 20, "it is a program"),
        ("a.txt", b"AZ" + bytes(5_000), "it is a binary file"),
        ("a.bin", (b"\2\1" + bytes(2)) * 999, "it is a binary file"),
        ("a.txt", b"\xff\xfe" + random.Random(7).randbytes(4_000), "it is a binary file"),
        ("a.bmp", b"BM" + bytes(4_000), "it is a picture"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(4_000), "it is a picture or a video"),
        ("a.pst", b"!BDN" + bytes(4_000), "it is an Outlook mailbox"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 text", "it is an office document of the old kind"),
        ("a.rtf", "{\\rtf1 }", "there is no text in it"),
        ("a.xml", '<?xml version="1.0"?><rss><channel/></rss>', "this feed holds no articles"),
        ("a.xml", '<?xml version="1.0"?><invoice><sum>7</sum></invoice>', "this XML is not a known feed"),
        ("a.xml", "<rss><channel><item>", "item 1: it has neither a title nor words"),
        ("a.eml", "From: a@b.example\nTo: b@c.example\nSubject: x\n\n", "there is no text in this email"),
        ("a.json", '{"text": "A ferry', "the JSON is cut short"),
        ("a.json", '{"text": "A ferry"', "the JSON is cut short"),
        ("a.json", '{"text": "A ferry",\n "x" 7}', "it is not JSON as it should be (Expecting ':' delimiter at line 2"),
        ("a.json", "[" * 100_000, "the JSON is nested too deeply"),
        ("a.json", '{"text": "a", "n": ' + "9" * 5_000 + "}", "a number in the JSON is too long"),
        ("a.json", '{"title": "Ferry"}', "this JSON holds no text"),
        ("a.json", "[]", "this JSON holds no text"),
        ("a.json", '{"text": "  "}', "this JSON holds no text"),
        ("a.csv", "title,text\n", "it holds no articles"),
        ("a.csv", "title,text\n,,,,\n", "it holds no articles"),
        ("a.html", "<html><body><script>x()</script></body></html>", "there is no text in it"),
    ],
)
def test_a_file_without_an_article_is_skipped_with_its_reason(
    read: Read, name: str, content: str | bytes, reason: str
) -> None:
    (skipped,) = read(name, content)

    assert isinstance(skipped, Skipped)
    assert skipped.path.endswith(name)
    assert skipped.reason.startswith(reason)
    assert ": " in skipped.reason  # what is wrong: what to do


def test_a_file_that_is_too_large_is_skipped_unless_it_is_read_by_lines(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ingest.reader.LARGEST_FILE", 1_000)
    lines = '{"text": "A ferry ran aground."}\n' * 99
    table = "title,text\n" + "Ferry,aground\n" * 99
    (skipped,) = read("a.txt", "A ferry ran aground. " * 99)

    assert isinstance(skipped, Skipped)
    assert "larger than" in skipped.reason
    for name, content in (("a.jsonl", lines), ("a.csv", table)):
        articles = read(name, content)
        assert len(articles) == 99
        assert all(isinstance(article, Article) for article in articles)


def test_an_article_that_is_too_long_is_skipped_and_the_others_are_read(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ingest.reader.LONGEST_ARTICLE", 1_000_000)
    (skipped,) = read("a.txt", "A ferry ran aground. " * 50_000)
    lines = [json.dumps({"text": "A ferry ran aground. " * times}) for times in (1, 50_000, 2)]
    first, flaw, last = read("a.jsonl", "\n".join(lines))

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "its text is longer than 1 million characters: split it"
    assert isinstance(flaw, Skipped)
    assert flaw.reason == "article 2: its text is longer than 1 million characters: split it"
    assert isinstance(first, Article)
    assert isinstance(last, Article)


def test_large_files_are_read_in_their_own_encoding(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ingest.reader.LARGEST_FILE", 1_000)
    articles = read("a.jsonl", ('{"text": "Паром сел на мель у входа в гавань."}\n' * 99).encode("cp1251"))

    assert {article.text for article in articles if isinstance(article, Article)} == {
        "Паром сел на мель у входа в гавань."
    }


def test_the_articles_of_a_file_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "A ferry ran aground."}\n{"id": "2", "text": "It rained."}\n')
    articles = read_file(path)
    first = next(articles)

    assert isinstance(first, Article)
    assert first.id == "1"
    assert len(list(articles)) == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(), "there is no such file"),
        (PermissionError(), "it may not be opened"),
        (IsADirectoryError(), "it is a folder"),
        (OSError(5, "Input/output error"), "it cannot be opened (Input/output error)"),
    ],
)
def test_the_system_s_refusals_are_told_in_words(error: OSError, reason: str) -> None:
    assert explain_os_error(error).startswith(reason)


def test_a_file_that_is_not_there_is_skipped(tmp_path: Path) -> None:
    (skipped,) = read_file(tmp_path / "none.txt")
    (folder,) = read_file(tmp_path)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("there is no such file")
    assert isinstance(folder, Skipped)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open everything")
def test_a_file_that_may_not_be_opened_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A ferry ran aground.")
    path.chmod(0)
    (skipped,) = read_file(path)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("it may not be opened")


def test_a_mistake_nobody_thought_of_is_logged_and_the_file_skipped(
    read: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str, ending: str) -> None:
        raise KeyError(text)

    monkeypatch.setattr("index.ingest.formats.dispatch.detect_text", fail)
    (skipped,) = read("a.txt", "A ferry ran aground.")

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "it cannot be read (KeyError): save it as plain text and try again"
    assert caplog.records[0].exc_info is not None


def test_folders_are_read_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", "b/.git/x.txt", "c/d/e/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A ferry")

    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path]) if isinstance(path, Path)]

    assert found == ["a.txt", "b/1.txt", "b/2.txt", "c/d/e/3.txt"]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    path = tmp_path / ".notes.txt"
    path.write_text("A ferry")

    assert list(find_files([path])) == [path]


def test_a_folder_that_links_back_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("A ferry")
    (tmp_path / "in/back").symlink_to(tmp_path)
    (tmp_path / "twin.txt").symlink_to(tmp_path / "in/a.txt")
    (tmp_path / "void").symlink_to(tmp_path / "nowhere")

    found = list(find_files([tmp_path, tmp_path / "in"]))

    assert [path.name for path in found if isinstance(path, Path)] == ["a.txt"]
    assert [Path(skipped.path).name for skipped in found if isinstance(skipped, Skipped)] == ["void"]


def test_empty_folders_missing_paths_and_pipes_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    found = list(find_files([tmp_path / "empty", tmp_path / "none", tmp_path / "pipe"]))

    assert [skipped.reason.split(":")[0] for skipped in found if isinstance(skipped, Skipped)] == [
        "the folder holds no files to read",
        "there is no such file or folder",
        "it is neither a file nor a folder",
    ]


SAMPLES = [
    PAGE.encode(),
    (FRONT + MARKDOWN).encode(),
    b'{"id": 7, "text": "A ferry ran aground.", "date": "2023-05-30", "source": {"name": "Herald"}}\n' * 3,
    b'{"articles": [{"title": "Ferry", "content": "A ferry ran aground.", "publishedAt": "2023-05-30T10:00:00Z"}]}',
    b'id,title,text\n1,Ferry,"A ferry\n\nran aground"\n2,Rain,Wet\n',
    " date 2023-05-30 ТЕССЕЛЬ, 29 мая. /СВТ/. Паром сел на мель.".encode("cp1251"),
    "PORT ELM, May 30 (Elm News) — A boat sank.\r\n\r\nIt was old.".encode("utf-16"),
]
SCRAPS = [
    b"<",
    b"{",
    b"[",
    b'"',
    b"---\n",
    b"\x00",
    b"\\ud800",
    b"&#0;",
    b"\xff\xfe",
    b"date: ",
    b"<div>" * 40,
    b"\n\n",
    b"> " * 40,
]
ENDINGS = [".txt", ".md", ".html", ".json", ".jsonl", ".csv", ""]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    raw = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        cut = draw(st.integers(0, 20))
        raw[at : at + cut] = draw(st.one_of(st.sampled_from(SCRAPS), st.binary(max_size=4)))
    return bytes(raw)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode), mutated()),
    ending=st.sampled_from(ENDINGS),
)
def test_reading_never_raises(tmp_path: Path, caplog: pytest.LogCaptureFixture, raw: bytes, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(raw)
    found = list(read_file(path))

    assert found
    ours = [record for record in caplog.records if record.name.startswith("index")]
    assert not ours  # every refusal is a known one
    for item in found:
        if isinstance(item, Article):
            assert item.text.strip()
            assert item.source.title
            assert item.id
            "".join((item.text, item.source.title, item.id, *item.extra.values())).encode()
        elif isinstance(item, Skipped):
            assert item.reason
