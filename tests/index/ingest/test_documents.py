"""Documents, emails, feeds and exports become articles: their titles, their days and how these were known."""

import json
from datetime import date
from pathlib import Path

import pytest

from index.ingest.skipped import Skipped
from index.model.article import Article, DateEvidence
from tests.index.ingest import documents
from tests.index.ingest.conftest import Read, ReadOne
from tests.index.ingest.documents import LEAD, ROWS, SECOND, TITLE
from tests.index.ingest.test_formats import PAGE


def articles_of(found: list[Article | Skipped]) -> list[Article]:
    return [one for one in found if isinstance(one, Article)]


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.txt", "email"])
def test_a_word_document_gives_its_title_words_list_and_table(read_one: ReadOne, name: str) -> None:
    article = read_one(name, documents.docx())

    assert article.source.title == TITLE
    assert article.text.split("\n\n") == [LEAD, SECOND, "- Bring your ticket", ROWS, "The bridge reopens on 2 June."]
    assert article.extra == {"author": "Anna Marsh"}


def test_the_day_a_document_was_made_gives_its_dateline_the_year(read_one: ReadOne) -> None:
    source = read_one("a.docx", documents.docx()).source

    assert (source.published, source.evidence) == (date(2023, 5, 30), DateEvidence.DATELINE_GUESS)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf"])
def test_the_day_a_document_was_made_is_a_guess_like_its_file_s_time(read_one: ReadOne, name: str) -> None:
    raw = {
        "a.docx": documents.docx(paragraphs=(SECOND,)),
        "a.odt": documents.odt((SECOND,)),
        "a.rtf": documents.RTF.replace(b"TESSEL, May 30 (Lowmark News)", b""),
    }[name]
    source = read_one(name, raw).source

    assert (source.published, source.evidence) == (date(2023, 5, 31), DateEvidence.FILE_TIME)


def test_a_day_in_a_document_s_name_is_better_than_the_day_it_was_made(read_one: ReadOne) -> None:
    source = read_one("ferry-2023-04-01.docx", documents.docx(paragraphs=(SECOND,))).source

    assert (source.published, source.evidence) == (date(2023, 4, 1), DateEvidence.PATH)


def test_a_date_line_in_a_document_leaves_its_words(read_one: ReadOne) -> None:
    article = read_one("a.docx", documents.docx(paragraphs=("Published: May 29, 2023", SECOND)))

    assert (article.source.published, article.source.evidence) == (date(2023, 5, 29), DateEvidence.LINE)
    assert article.text.startswith(SECOND)


def test_an_opendocument_text_gives_its_title_words_list_and_table(read_one: ReadOne) -> None:
    article = read_one("a.odt", documents.odt())

    assert article.source.title == TITLE
    assert article.text.split("\n\n") == [LEAD, SECOND, "- Bring your ticket", ROWS]
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.DATELINE_GUESS)


def test_an_rtf_gives_its_words_in_their_own_code_pages_without_links_and_heads(read_one: ReadOne) -> None:
    article = read_one("a.rtf", documents.RTF)

    assert article.source.title == TITLE
    assert article.text.split("\n\n") == [
        LEAD,
        f"{SECOND} \U0001f6a2",
        "ship | people\nOrla | 214",
        "Паром сел на мель.",
    ]
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.DATELINE_GUESS)
    assert article.extra == {"author": "Anna Marsh"}


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_loses_running_heads_and_hyphenation_and_keeps_its_table(read_one: ReadOne, columns: int) -> None:
    article = read_one("2023/a.pdf", documents.pdf(columns=columns))
    paragraphs = article.text.split("\n\n")

    assert article.source.title == TITLE
    assert paragraphs[0] == LEAD
    assert paragraphs[1] == "Both ports want the cooperation of the north-Tessel line, a well-known plan."
    assert paragraphs[2] == "It is well-known, and cooperation is rare."
    assert paragraphs[-2:] == [ROWS, SECOND]
    assert [words.split(".")[0] for words in paragraphs[3:-2]] == [f"Part {n}" for n in range(len(paragraphs) - 5)]
    assert "Herald" not in article.text
    assert "Page" not in article.text
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.DATELINE)


def test_columns_that_were_set_across_the_page_are_read_one_after_the_other(read_one: ReadOne) -> None:
    words = read_one("a.pdf", documents.pdf_across()).text

    assert words.index("left line number 7") < words.index("right line number 0")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (documents.scan(), "the PDF is a scan, pictures of pages without their text"),
        (documents.locked_pdf(), "the PDF is locked with a password"),
        (documents.pdf()[:2_000], "the PDF is broken or cut short"),
    ],
    ids=["scan", "locked", "cut"],
)
def test_a_pdf_without_words_is_refused_with_that_reason(read: Read, raw: bytes, reason: str) -> None:
    (skipped,) = read("a.pdf", raw)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)


def test_a_newspaper_for_reading_devices_has_an_article_in_each_chapter(read: Read) -> None:
    ferry, rain = articles_of(read("a.epub", documents.epub()))

    assert (ferry.source.title, ferry.text) == (TITLE, f"{LEAD}\n\n{SECOND}")
    assert (rain.source.title, rain.source.outlet, rain.source.language) == ("Rain", "Lowmark Herald", "en")
    assert (ferry.source.published, ferry.source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)


@pytest.mark.parametrize("html", [False, True])
def test_an_email_gives_its_subject_sender_day_and_words(read_one: ReadOne, html: bool) -> None:
    article = read_one("a.eml", documents.email(html=html))

    assert (article.source.title, article.source.outlet) == (TITLE, "Lowmark Herald Newsdesk")
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert article.text == f"{SECOND}\n\nIt rained."  # without the signature
    assert article.id == "<ferry-7@herald.example>"


def test_what_is_attached_to_an_email_becomes_articles(read: Read) -> None:
    attached = {"ferry.docx": documents.docx(), "more.zip": documents.packed({"a/b.txt": LEAD}), "bad.bin": bytes(99)}
    found = read("a.eml", documents.email(attached=attached))
    message, document, packed = articles_of(found)

    assert message.text.startswith(SECOND)
    assert document.origin.endswith("a.eml/ferry.docx")
    assert packed.origin.endswith("a.eml/more.zip/a/b.txt")
    assert [Path(one.path).name for one in found if isinstance(one, Skipped)] == ["bad.bin"]


def test_an_email_passed_on_inside_another_is_read(read: Read) -> None:
    outer, inner = articles_of(read("a.eml", documents.email(attached={"inner.eml": documents.email(html=True)})))

    assert inner.origin == f"{outer.origin}/inner.eml"


def test_lines_of_metadata_above_a_story_are_not_an_email(read_one: ReadOne) -> None:
    article = read_one("a.txt", f"Title: {TITLE}\nSource: Herald\nDate: May 30, 2023\n\n{SECOND}")

    assert (article.source.title, article.source.outlet, article.text) == (TITLE, "Herald", SECOND)


def test_a_saved_page_is_read_like_the_page(read_one: ReadOne) -> None:
    article, page = read_one("a.mhtml", documents.saved_page(PAGE)), read_one("a.html", PAGE)

    assert article.text == page.text
    assert article.source == page.source


def test_a_saved_page_has_its_address_from_the_browser(read_one: ReadOne) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://herald.example/ferry">', "")

    assert read_one("a.mht", documents.saved_page(page)).source.url == "https://herald.example/2023/ferry"


def test_the_items_of_a_feed_become_articles(read: Read) -> None:
    ferry, rain, silent = read("feed.xml", documents.RSS)

    assert isinstance(ferry, Article)
    assert (ferry.id, ferry.source.title, ferry.text) == ("lh-7", "Ferry & crane", f"{SECOND}\n\nIt rained.")
    assert (ferry.source.outlet, ferry.source.url) == ("Lowmark Herald", "https://herald.example/ferry")
    assert (ferry.source.published, ferry.source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert isinstance(rain, Article)
    assert (rain.source.title, rain.text) == ("Rain again", "Wet and cold.")
    assert isinstance(silent, Skipped)
    assert silent.reason.startswith("item 3: it has neither a title nor words")


@pytest.mark.parametrize(
    ("written", "title", "place"),
    [
        (documents.ATOM, "Ferry", ""),
        (documents.NITF, "Ferry aground", "Tessel"),
        (documents.NEWSML, "Ferry aground", ""),
        (documents.NEWSML_G2, "Ferry aground", "Tessel"),
        (
            documents.RECORDS.replace(documents.SECOND_RECORD, ""),
            "Ferry aground",
            "",
        ),
    ],
    ids=["Atom", "NITF", "NewsML", "NewsML-G2", "records"],
)
def test_news_in_xml_gives_its_headline_outlet_day_and_words(
    read_one: ReadOne, written: str, title: str, place: str
) -> None:
    article = read_one("a.xml", written)
    source = article.source

    assert (source.title, source.outlet, source.place) == (title, "Lowmark Herald", place)
    assert (source.published, source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert article.text == f"{SECOND}\n\nIt rained."
    assert article.id in ("lh-7", "tag:herald.example,2023:7")


def test_a_channel_s_export_gives_its_posts_with_their_days_and_numbers(read: Read) -> None:
    post, silent = read("result.json", json.dumps(documents.CHANNEL))

    assert isinstance(post, Article)
    assert (post.text, post.source.outlet) == ("A ferry ran aground. More", "Lowmark Herald")
    assert (post.source.published, post.source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert (post.id, post.source.url) == ("telegram:1234567890:7", "")
    assert isinstance(silent, Skipped)
    assert silent.reason.startswith("posts without words are left out (1)")


def test_of_an_account_s_export_only_the_channels_are_read(read: Read) -> None:
    found = read("result.json", documents.chats())

    assert [(post.id, post.source.url, Path(post.origin).name) for post in articles_of(found)] == [
        ("telegram:1234567890:7", "https://t.me/c/1234567890/7", "Lowmark Herald#7"),
        ("telegram:harbour_news:7", "https://t.me/harbour_news/7", "Harbour#7"),
    ]
    assert isinstance(found[-1], Skipped)
    assert found[-1].reason.startswith("chats that are not channels are left out (1)")


def test_the_items_of_a_json_feed_become_articles(read: Read) -> None:
    items = [
        {
            "id": "1",
            "url": "https://h.example/1",
            "title": "Ferry",
            "content_text": SECOND,
            "date_published": "2023-05-30",
        },
        {"id": "2", "url": "https://h.example/2", "title": "Rain", "content_html": "<p>It <b>rained</b>.</p>"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Lowmark Herald", "items": items}
    ferry, rain = articles_of(read("feed.json", json.dumps(feed)))

    assert (ferry.source.title, ferry.source.outlet, ferry.text) == ("Ferry", "Lowmark Herald", SECOND)
    assert (rain.text, rain.source.url, rain.source.outlet) == ("It rained.", "https://h.example/2", "Lowmark Herald")
