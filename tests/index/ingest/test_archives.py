"""Archives become the articles in them, and what is made to do harm does none: each attack has its sentence."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from index.ingest.skipped import Skipped
from index.model.article import Article, DateEvidence
from tests.index.ingest import documents
from tests.index.ingest.conftest import Read, ReadOne
from tests.index.ingest.documents import LEAD, SECOND, packed, tarred
from tests.index.ingest.test_documents import articles_of

FILES: dict[str, str | bytes] = {
    "2023-05-04/a.txt": SECOND,
    "b.docx": documents.docx(),
    "c.jsonl": '{"text": "One."}\n{"text": "Two."}\n',
    "__MACOSX/x": b"\0\1",
    ".hidden.txt": "x",
}
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss><channel><item><title>&i;</title></item></channel></rss>"
)
STOLEN = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
WORD = {"[Content_Types].xml": "<x/>"}


@pytest.mark.parametrize(
    "raw", [packed(FILES), tarred(FILES), tarred(FILES, gzipped=False)], ids=["zip", "tar.gz", "tar"]
)
def test_the_files_in_an_archive_become_articles_under_its_name(read: Read, raw: bytes) -> None:
    found = read("news.zip", raw)

    assert [one.origin.partition("news.zip/")[2] for one in found if isinstance(one, Article)] == [
        "2023-05-04/a.txt",
        "b.docx",
        "c.jsonl#1",
        "c.jsonl#2",
    ]
    assert len(found) == 4  # the system's own and hidden files are no news
    first, last = found[0], found[-1]
    assert isinstance(first, Article)
    assert first.source.evidence is DateEvidence.PATH
    assert isinstance(last, Article)
    assert str(last.source.published) == "2023-06-01"  # when it was packed


def test_a_gzipped_file_is_read_as_the_file(read_one: ReadOne) -> None:
    article = read_one("a.txt.gz", gzip.compress(LEAD.encode()))

    assert article.text == LEAD
    assert article.origin.endswith("a.txt.gz/a.txt")


def link(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def zip_with_link() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("a.txt", LEAD)
    return held.getvalue()


OUT = "its name leads out of the archive"
NO_FILE = "it is a link or a device, not a file"
NESTED = "it is an archive inside an archive"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (packed({"../../up.txt": "x", "a.txt": LEAD}), OUT),
        (packed({"/etc/up.txt": "x", "a.txt": LEAD}), OUT),
        (packed({"C:\\up.txt": "x", "a.txt": LEAD}), OUT),
        (packed({"..\\up.txt": "x", "a.txt": LEAD}), OUT),
        (tarred({"../up.txt": "x", "a.txt": LEAD}), OUT),
        (tarred({"/etc/up.txt": "x", "a.txt": LEAD}), OUT),
        (zip_with_link(), NO_FILE),
        (tarred({"a.txt": LEAD}, link("s", tarfile.SYMTYPE, "/etc/passwd")), NO_FILE),
        (tarred({"a.txt": LEAD}, link("h", tarfile.LNKTYPE, "a.txt")), NO_FILE),
        (tarred({"a.txt": LEAD}, link("d", tarfile.CHRTYPE)), NO_FILE),
        (tarred({"a.txt": LEAD}, link("f", tarfile.FIFOTYPE)), NO_FILE),
        (packed({"in.zip": packed({"b.txt": "x"}), "a.txt": LEAD}), NESTED),
        (packed({"in.tgz": tarred({"b.txt": "x"}), "a.txt": LEAD}), NESTED),
        (tarred({"a.eml": documents.email(attached={"in.zip": packed({"b.txt": "x"})}), "a.txt": LEAD}), NESTED),
        (packed({"empty.txt": "", "a.txt": LEAD}), "the file is empty"),
        (packed({"broken.pdf": documents.pdf()[:999], "a.txt": LEAD}), "the PDF is broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_dangerous_or_broken_file_is_left_out_and_the_others_go_in(read: Read, raw: bytes, reason: str) -> None:
    found = read("a.zip", raw)

    assert LEAD in [one.text for one in found if isinstance(one, Article)]
    (skipped,) = [one for one in found if isinstance(one, Skipped)]
    assert skipped.reason.startswith(reason)
    assert not any(isinstance(one, Article) and one.text == "x" for one in found)


def tar_bomb() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = 60_000_000
        archive.addfile(entry, io.BytesIO(bytes(entry.size)))
    return gzip.compress(held.getvalue(), 6)


def overlong_zip() -> bytes:
    """Return a zip whose table of contents says less of a file's size than is in it."""
    raw = packed({"a.txt": bytes(3_000_000)})
    entry = raw.rindex(b"PK\x01\x02")
    return raw[: entry + 24] + (9).to_bytes(4, "little") + raw[entry + 28 :]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (packed({"a.txt": bytes(30_000_000)}), "it unpacks to more than 200 times its size"),
        (tar_bomb(), "it unpacks to more than 200 times its size"),
        (gzip.compress(bytes(30_000_000)), "it unpacks to more than 200 times its size"),
        (packed({**WORD, "word/document.xml": bytes(30_000_000)}), "it unpacks to more than 200 times its size"),
        (
            packed({f"{n}.txt": os.urandom(200_000) + bytes(30_000_000) for n in range(11)}),
            "it unpacks to more than 300 MB",
        ),
        (packed({str(n): b"" for n in range(10_001)}), "it holds more than 10,000 files"),
        (tarred({str(n): b"" for n in range(10_001)}), "it holds more than 10,000 files"),
        (packed({"a.txt": LEAD})[:-30], "the zip in it is broken or cut short"),
        (tarred({"a.txt": os.urandom(9_000)})[:4_000], "the archive is broken or cut short"),
        (packed({}), "it holds no articles"),
        (packed({**WORD, "xl/workbook.xml": "<x/>"}), "it is a spreadsheet"),
    ],
    ids=["zip", "tar", "gzip", "docx", "total", "files", "files in tar", "cut zip", "cut tar", "empty", "spreadsheet"],
)
def test_an_archive_made_to_do_harm_or_broken_is_refused_whole(read: Read, raw: bytes, reason: str) -> None:
    (skipped,) = read("a.zip", raw)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)
    assert ": " in skipped.reason


def test_a_file_whose_size_the_archive_lies_about_is_left_out(read: Read) -> None:
    (skipped,) = read("a.zip", overlong_zip())

    assert isinstance(skipped, Skipped)


EMAIL = b"From: a@b.example\nMIME-Version: 1.0\n"
PART = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
NESTED_LETTER = EMAIL + b"".join(PART % (n, n) for n in range(1_500))
MANY_PARTS = EMAIL + PART % (1, 1) + b"--b1\n\nx\n" * 6_000
ENTITIES = "its XML declares entities of its own"


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.xml", LAUGHS.encode(), ENTITIES),
        ("a.xml", LAUGHS.encode("utf-16"), ENTITIES),
        ("a.xml", STOLEN.encode(), ENTITIES),
        ("a.docx", packed({**WORD, "word/document.xml": LAUGHS}), ENTITIES),
        ("a.epub", packed({"META-INF/container.xml": STOLEN}), ENTITIES),
        ("a.xml", b"<rss>" + b"<a>" * 100_000, "its XML is nested too deeply"),
        ("a.eml", NESTED_LETTER, "its parts are nested too deeply"),
        ("a.eml", MANY_PARTS, "it has too many parts"),
        ("a.rtf", rb"{\rtf1{\fonttbl" + rb"\f1 " * 2_500_000, "the RTF has more than 8 million characters"),
        ("a.rtf", rb"{\rtf1 \uc\u99999999999 }", "the RTF is broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_xml_emails_and_rtf_made_to_do_harm_are_refused(read: Read, name: str, raw: bytes, reason: str) -> None:
    (skipped,) = read(name, raw)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)


def test_a_dtd_that_is_only_named_is_passed_over(read_one: ReadOne) -> None:
    assert 'SYSTEM "nitf-3-6.dtd"' in documents.NITF
    assert read_one("a.xml", documents.NITF).text.startswith(SECOND)


def test_emails_inside_emails_are_opened_three_deep(read: Read) -> None:
    raw = documents.email()
    for _ in range(4):
        raw = documents.email(attached={"in.eml": raw})
    found = read("a.eml", raw)

    assert len([one for one in found if isinstance(one, Article)]) == 3
    assert isinstance(found[-1], Skipped)
    assert found[-1].reason.startswith("it is an email inside 3 others")


def test_nothing_in_an_archive_is_written_to_disk(read: Read, tmp_path: Path) -> None:
    read("a.zip", packed({"../up.txt": "x", "in/b.txt": LEAD}))

    assert [path.name for path in tmp_path.rglob("*")] == ["a.zip"]


def mailbox(*emails: bytes) -> bytes:
    """Return a mailbox as Thunderbird and Unix keep it."""
    line = b"From - Tue May 30 22:10:00 2023\r\n"
    return b"".join(line + email.replace(b"\nFrom ", b"\n>From ") + b"\r\n" for email in emails)


@pytest.mark.parametrize("name", ["a.mbox", "a.txt", "Inbox"])
def test_each_email_of_a_mailbox_becomes_an_article(read: Read, name: str) -> None:
    bare = b"From: press@herald.example\nSubject: Rain again\nDate: Wed, 31 May 2023 08:00:00 +0000\n\nIt rained.\n"
    first, second = articles_of(read(name, mailbox(documents.email(), bare)))

    assert first.text.startswith(SECOND)
    assert (second.source.title, second.text) == ("Rain again", "It rained.")
    assert second.origin.endswith(f"{name}/2.eml")


def test_what_is_attached_to_an_email_in_a_mailbox_is_read_and_one_broken_email_keeps_nobody_out(read: Read) -> None:
    attached = documents.email(attached={"ferry.docx": documents.docx()})
    found = read("a.mbox", mailbox(b"From: a@b.example\nSubject: nothing\n\n", attached))

    assert [Path(one.path).name for one in found if isinstance(one, Skipped)] == ["1.eml"]
    assert [Path(one.origin).name for one in articles_of(found)] == ["2.eml", "ferry.docx"]


def test_a_story_that_begins_with_from_is_not_a_mailbox(read_one: ReadOne) -> None:
    text = "From Tessel to Lowmark the ferry took an hour in May 2023\nand nobody complained."

    assert read_one("a.txt", text).text == text
