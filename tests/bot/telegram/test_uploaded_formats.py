"""Every format an admin may send ends in a receipt, in the catalogue, and in an answer; what is hostile harms nobody."""

import csv
import gzip
import io
import json
import re
import tarfile

import pytest

from bot.i18n.admin_phrases import ENGLISH as SAID
from tests.bot.telegram.conftest import READER
from tests.bot.telegram.handlers.test_admin import says, send_file, tap
from tests.index.ingest import documents
from tests.index.ingest.documents import LEAD, SECOND, TITLE
from tests.index.ingest.test_formats import FRONT, MARKDOWN, PAGE, RECORD
from tests.telegram_server import TelegramServer

STORY = f"{TITLE}\ndate 2023-05-30\n\n{LEAD}\n\n{SECOND}\n"
POST = {"id": 7, "type": "message", "date": "2023-05-30T22:10:00", "text": LEAD}
INNER: dict[str, str | bytes] = {"may/a.txt": STORY, "b.docx": documents.docx()}


def table(delimiter: str) -> bytes:
    """A table with one article."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([["title", "date", "text"], [TITLE, "2023-05-30", LEAD]])
    return written.getvalue().encode()


def bomb() -> bytes:
    """Ten million bytes of nothing in a few thousand."""
    return documents.packed({"a.txt": b"0" * 90_000_000})


def linked() -> bytes:
    """A tar whose member is a link to a file of the system."""
    link = tarfile.TarInfo("passwd.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return documents.tarred({}, link)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHTER = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><item><title>&l9;</title></item></channel></rss>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><title>&x;</title></r>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ferry.txt", STORY.encode()),
        ("ferry.md", (FRONT + MARKDOWN).encode()),
        ("ferry.html", PAGE.encode()),
        ("ferry.mhtml", documents.saved_page(PAGE)),
        ("ferry.pdf", documents.pdf(pages=1)),
        ("ferry.docx", documents.docx()),
        ("ferry.odt", documents.odt()),
        ("ferry.rtf", documents.RTF),
        ("ferry.epub", documents.epub()),
        ("ferry.eml", documents.email()),
        ("ferry.json", json.dumps(RECORD).encode()),
        ("ferry.jsonl", json.dumps(RECORD).encode()),
        ("ferry.csv", table(",")),
        ("ferry.tsv", table("\t")),
        ("rss.xml", documents.RSS.encode()),
        ("atom.xml", documents.ATOM.encode()),
        ("nitf.xml", documents.NITF.encode()),
        ("newsml.xml", documents.NEWSML.encode()),
        ("newsml-g2.xml", documents.NEWSML_G2.encode()),
        ("ferry.zip", documents.packed(INNER)),
        ("ferry.tar.gz", documents.tarred(INNER)),
        ("ferry.txt.gz", gzip.compress(STORY.encode())),
        ("result.json", json.dumps({**documents.CHANNEL, "messages": [POST]}).encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_format_becomes_a_receipt_and_an_answer(chat: TelegramServer, name: str, content: bytes) -> None:
    told = send_file(chat, name, content)

    # Feeds and agency XML of the same sender carry one id: the later takes the earlier's place. Another test's ferry
    # may stand in the archive: then this one is its copy.
    assert re.search(r"[Aa]dded|Updated:|A copy of", told.text), told.text
    assert "30 May 20" in told.text
    questions = {"aground": "What happened to the ferry off Tessel?", "inquiry": "When does the inquiry begin?"}
    answers = {word: says(chat, question, user=READER).text for word, question in questions.items()}
    assert any("\n[1]" in text and word in text for word, text in answers.items()), answers
    tap(chat, told, "Undo")
    chat.wait_until(lambda: SAID.undone in told.text)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("scan.pdf", documents.scan(), "a scan"),
        ("locked.pdf", documents.locked_pdf(), "password"),
        ("broken.pdf", documents.pdf(pages=1)[:700], ""),
        ("bomb.zip", bomb(), ""),
        (
            "nested.zip",
            documents.packed({"inner.zip": documents.packed({"a.txt": STORY})}),
            "archive inside an archive",
        ),
        ("outside.zip", documents.packed({"../../a.txt": STORY}), "leads out of the archive"),
        ("linked.tar.gz", linked(), "a link"),
        ("deep.json", b"[" * 200_000, ""),
        ("laughter.xml", LAUGHTER.encode(), ""),
        ("outside.xml", OUTSIDE.encode(), ""),
        ("program.exe", b"MZ" + bytes(range(256)) * 40, ""),
        ("many.zip", documents.packed({f"{n}.txt": "" for n in range(20_000)}), ""),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_broken_or_hostile_gets_a_sentence_and_harms_nobody(
    chat: TelegramServer, name: str, content: bytes, reason: str
) -> None:
    told = send_file(chat, name, content)

    assert "Skipped\n" in told.text, told.text
    assert reason in told.text
    assert "dded." not in told.text
    assert "root:" not in told.text
    assert "ran aground" in says(chat, "What happened on May 29?", user=READER).text
