"""Each format becomes articles; what a file holds decides, not its ending."""

import json
from datetime import date

import pytest

from index.ingest.skipped import Skipped
from index.model.article import Article, DateEvidence
from tests.index.ingest.conftest import Read, ReadOne

STORY = "A ferry ran aground off Tessel.\n\nNobody was hurt, the coast guard said."
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Ferry runs aground | Lowmark Herald</title>
<meta property="og:title" content="Ferry runs aground off Tessel">
<meta property="article:published_time" content="2023-05-30T22:10:00+02:00">
<meta property="og:site_name" content="Lowmark Herald"><link rel="canonical" href="https://herald.example/ferry"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<div class="cookie-notice"><p>We use cookies to make this site better. Accept all cookies?</p></div>
<article><h1>Ferry runs aground off Tessel</h1>
<p>TESSEL, May 30 (Lowmark News) — A ferry with 214 passengers ran aground
on a sandbank off Tessel on Monday evening.</p>
<p>Nobody was hurt. "We felt a long scrape, then nothing," said Marta Oll
of Brandt &amp; Sons, who was on the &lt;aft&gt; deck.</p>
<p>The ship was towed back into the harbour early on Tuesday, and an inquiry begins
next week, the company said.</p></article>
<footer><p>Copyright 2026 Lowmark Herald. 5 June 2025</p></footer></body></html>"""
FRONT = """---
title: "Ferry: aground"
date: 2023-05-30
source: Lowmark Herald
id: lh-7
desk: harbour
---
"""
MARKDOWN = """# Ferry: aground

*TESSEL* — A **ferry** ran aground [off Tessel](https://herald.example/tessel)
on Monday.

## What next

- An inquiry
- A `bill`

| ship | people |
|---|---|
| Orla | 214 |
"""
RECORD = {"headline": "Ferry aground", "pub_date": "May 30, 2023", "body": STORY, "publisher": {"name": "Herald"}}


def test_plain_text_gives_up_its_lines_of_metadata_and_its_headline(read_one: ReadOne) -> None:
    article = read_one(
        "a.txt", f"Ferry aground\nSource: Herald\nPublished: May 30, 2023\nUpdated: June 2, 2023\n\n{STORY}\n"
    )

    assert article.text == STORY
    assert article.source.title == "Ferry aground"
    assert article.source.outlet == "Herald"
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.LINE)


@pytest.mark.parametrize(
    "head",
    [
        "date 2023-05-30\n",
        " date 2023-05-30 ",
        "Date: May 30, 2023\n\n",
        "DATE: 30/05/2023\n",
        "Published on 30 May 2023 at 10:15\n\n",
        "Posted: Tuesday, May 30, 2023\n",
        "By Anna Marsh, May 30, 2023\n\n",
        "May 30, 2023\n\n",
        "Дата: 30 мая 2023 г.\n\n",
        "Опубликовано: 30.05.2023\n",
    ],
)
def test_a_date_line_above_the_story_is_its_publication_date_and_leaves_the_text(read_one: ReadOne, head: str) -> None:
    article = read_one("a.txt", head + STORY)

    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.LINE)
    assert article.text == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Date night at the museum drew crowds on May 29, 2023.",
        "Published May 29, 2023, the report says little.",
        "Place: the last one you would think of, said the mayor.",
        "Source: nobody knows.",
        "URL: not yet known.",
        "Updated rules apply from May 29, 2023.",
    ],
)
def test_a_sentence_that_begins_like_metadata_stays_in_the_text(read_one: ReadOne, line: str) -> None:
    article = read_one("a.txt", f"{line}\n\n{STORY}")

    assert article.text == f"{line}\n\n{STORY}"
    assert article.source.evidence is DateEvidence.FILE_TIME


def test_a_piece_of_a_page_is_read(read_one: ReadOne) -> None:
    assert read_one("a.html", "<p>A ferry <b>ran</b> aground.</p>").text == "A ferry ran aground."


def test_a_line_that_tells_of_a_change_is_told_as_such(read_one: ReadOne) -> None:
    article = read_one("a.txt", f"Ferry aground\n\nUpdated: May 30, 2023\n\n{STORY}")

    assert (article.source.title, article.text) == ("Ferry aground", STORY)
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.UPDATED)


def test_lines_wrapped_at_one_width_hide_no_headline(read_one: ReadOne) -> None:
    wrapped = "The ferry that ran aground off Tessel on Monday with 214\npeople aboard was towed back into the harbour."

    assert read_one("a.txt", wrapped).text == wrapped


def test_a_file_of_one_line_keeps_it_as_text_and_as_title(read_one: ReadOne) -> None:
    article = read_one("a.txt", "Ferry runs aground")

    assert (article.source.title, article.text) == ("Ferry runs aground", "Ferry runs aground")


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.json", "page"])
def test_a_page_is_read_whatever_its_ending(read_one: ReadOne, name: str) -> None:
    article = read_one(name, PAGE)

    assert article.text.startswith("TESSEL, May 30 (Lowmark News) — A ferry with 214 passengers")
    assert "said Marta Oll of Brandt & Sons, who was on the <aft> deck.\n\nThe ship" in article.text
    assert "cookies" not in article.text
    assert "Copyright" not in article.text
    source = article.source
    assert (source.title, source.outlet, source.place) == ("Ferry runs aground off Tessel", "Lowmark Herald", "Tessel")
    assert (source.published, source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert (source.url, source.language) == ("https://herald.example/ferry", "en")


def test_the_json_ld_of_a_page_is_believed_first(read_one: ReadOne) -> None:
    linked = {
        "@graph": [
            {"@type": "WebSite", "name": "Site"},
            {
                "@type": "NewsArticle",
                "headline": "Ferry refloated",
                "datePublished": "2023-05-31T08:00:00Z",
                "dateModified": "2024-01-01",
                "publisher": {"@type": "Organization", "name": "Tessel Post"},
                "contentLocation": {"@type": "Place", "name": "TESSEL"},
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script></head>'
    source = read_one("a.html", PAGE.replace("</head>", script)).source

    assert (source.title, source.outlet, source.place) == ("Ferry refloated", "Tessel Post", "Tessel")
    assert source.published == date(2023, 5, 31)


def test_a_day_in_a_page_s_words_or_foot_is_not_its_publication_date(read_one: ReadOne) -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2023-05-30T22:10:00+02:00">', "")
    bare = bare.replace("TESSEL, May 30 (Lowmark News) — ", "")

    assert read_one("a.html", bare).source.evidence is DateEvidence.FILE_TIME


def test_a_day_shown_above_a_page_s_story_is_its_publication_date(read_one: ReadOne) -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2023-05-30T22:10:00+02:00">', "")
    source = read_one("a.html", bare.replace("</h1>", '</h1><p class="date">29 May 2023, 10:15</p>')).source

    assert (source.published, source.evidence) == (date(2023, 5, 29), DateEvidence.LINE)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_markdown_loses_its_marks_and_keeps_its_words(read_one: ReadOne, name: str) -> None:
    article = read_one(name, FRONT + MARKDOWN)

    assert article.text.split("\n\n") == [
        "TESSEL — A ferry ran aground off Tessel on Monday.",
        "What next",
        "- An inquiry",
        "- A bill",
        "ship | people",
        "Orla | 214",
    ]
    source = article.source
    assert (source.title, source.outlet) == ("Ferry: aground", "Lowmark Herald")
    assert (source.published, source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert article.id == "lh-7"
    assert article.extra == {"desk": "harbour"}


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: Dam: the facts\ndate: 2023-05-30\n---\n", "Dam: the facts"),
        ('+++\ntitle = "Dam"\ndate = 2023-05-30\n+++\n', "Dam"),
    ],
)
def test_front_matter_may_be_toml_or_careless_yaml(read_one: ReadOne, front: str, title: str) -> None:
    source = read_one("a.md", front + STORY).source

    assert (source.title, source.published) == (title, date(2023, 5, 30))


def test_json_text_and_id_are_kept_as_given(read_one: ReadOne) -> None:
    text = "  Ferry\r\n\n\n\nran\u00ad aground \u200b<b>here</b>  "
    article = read_one("a.json", json.dumps({"id": 17, "text": text}))

    assert article.text == text
    assert article.id == "17"


def test_half_a_surrogate_pair_is_replaced(read_one: ReadOne) -> None:
    article = read_one("a.json", '{"text": "\\ud83d ferry", "title": "\\ude00 x", "id": "\\ud800"}')

    assert (article.text, article.source.title, article.id) == ("\ufffd ferry", "\ufffd x", "\ufffd")


@pytest.mark.parametrize(
    "value",
    [
        RECORD,
        {"article": RECORD},
        {"_id": {"$oid": "x"}, "_source": RECORD},
        {
            "title": "Ferry aground",
            "date": 1685404800000,
            "content": {"rendered": STORY},
            "source": {"id": None, "name": "Herald"},
        },
        {
            "@type": "NewsArticle",
            "headline": "Ferry aground",
            "datePublished": "2023-05-30",
            "articleBody": STORY,
            "publisher": "Herald",
        },
        {"Title": "Ferry aground", "Publish_Date": "20230530", "FULL_TEXT": STORY, "newspaper": "Herald"},
        {
            "name": "Ferry aground",
            "published_at": "Tue, 30 May 2023 10:00:00 GMT",
            "maintext": STORY,
            "domain": "https://www.Herald/x",
        },
        {
            "title": "Ferry aground",
            "time": "10:15",
            "timestamp": 1685404800,
            "text": STORY.split("\n\n"),
            "site": "Herald",
        },
    ],
)
def test_json_keys_are_understood_as_the_field_writes_them(read_one: ReadOne, value: object) -> None:
    article = read_one("a.json", json.dumps(value))

    assert article.text == STORY
    assert article.source.title == "Ferry aground"
    assert (article.source.published, article.source.evidence) == (date(2023, 5, 30), DateEvidence.FIELD)
    assert article.source.outlet.lower() == "herald"


@pytest.mark.parametrize(
    "value",
    [
        [RECORD, RECORD],
        {"articles": [RECORD, RECORD]},
        {"status": "ok", "response": {"count": 2, "docs": [RECORD, RECORD]}},
        {"hits": {"hits": [{"_source": RECORD}, {"_source": RECORD}]}},
        {"@graph": [{"@type": "WebSite", "name": "x"}, RECORD, RECORD]},
        {"first": RECORD, "second": RECORD},
    ],
)
def test_a_list_of_articles_is_found_wherever_it_lies(read: Read, value: object) -> None:
    articles = [article for article in read("a.json", json.dumps(value)) if isinstance(article, Article)]

    assert [article.text for article in articles] == [STORY, STORY]
    assert [article.origin.rpartition("#")[2] for article in articles] == ["1", "2"]


def test_a_bad_line_of_json_lines_is_skipped_with_its_number(read: Read) -> None:
    lines = [
        '{"id": "a", "text": "Ferry aground."}',
        '{"text": "Ferry',
        "",
        '{"title": "no words"}',
        '{"id": "b", "text": "It rained."}',
    ]
    first, broken, silent, last = read("a.jsonl", "\n".join(lines))

    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, last.id) == ("a", "b")
    assert last.origin.endswith("a.jsonl#5")
    assert isinstance(broken, Skipped)
    assert broken.reason.startswith("line 2: the JSON is cut short")
    assert isinstance(silent, Skipped)
    assert silent.reason.startswith("line 4: it holds no text")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_table_is_read_with_its_delimiter_and_its_quoted_lines(read: Read, mark: str) -> None:
    table = "id,Title,pub_date,text,berth\r\n7,Ferry,30 May 2023,TEXT,4\r\n8,Rain,2023-05-31,Wet,\r\n".replace(
        ",", mark
    )
    ferry, rain = read("a.txt", table.replace("TEXT", f'"A ferry\n\nran aground{mark} ""softly"""'))

    assert isinstance(ferry, Article)
    assert ferry.text == f'A ferry\n\nran aground{mark} "softly"'.replace("\t", " ")
    assert (ferry.id, ferry.source.title, ferry.source.published) == ("7", "Ferry", date(2023, 5, 30))
    assert ferry.extra == {"berth": "4"}
    assert isinstance(rain, Article)
    assert (rain.text, rain.extra) == ("Wet", {})


def test_a_row_that_does_not_fit_its_header_is_skipped_with_its_number(read: Read) -> None:
    first, second, third = read("a.csv", "title,text\nFerry,aground\nRain,wet,and cold\nSun,\n")

    assert isinstance(first, Article)
    assert isinstance(second, Skipped)
    assert second.reason.startswith("row 2: it has 3 cells")
    assert isinstance(third, Skipped)
    assert third.reason.startswith("row 3: it has no text")


def test_a_cell_may_be_long(read: Read) -> None:
    (article,) = read("a.csv", f'title,text\nFerry,"{"water " * 50_000}"\n')

    assert isinstance(article, Article)
    assert len(article.text) == 6 * 50_000 - 1


@pytest.mark.parametrize(
    "text",
    [
        "[Herald] A ferry ran aground off Tessel.",
        "{sic} A ferry ran aground off Tessel.",
        "<Herald> A ferry ran aground off Tessel.",
        "Title, text and date are all a ferry needs, it said.",
        "A ferry #aground off Tessel * twice * in 2 < 3 days.",
    ],
)
def test_a_sentence_with_odd_marks_is_plain_text(read_one: ReadOne, text: str) -> None:
    assert read_one("a.txt", text).text == text


def test_unknown_fields_are_kept_as_strings_of_limited_size(read_one: ReadOne) -> None:
    fields = {"text": STORY, "views": 12, "paid": True, "none": None, "tags": ["a"], "long": "x" * 5_000}
    article = read_one("a.json", json.dumps(fields | {f"k{n}": n for n in range(100)}))

    assert article.extra["views"] == "12"
    assert article.extra["paid"] == "true"
    assert len(article.extra["long"]) == 1_000
    assert not {"none", "tags"} & article.extra.keys()
    assert len(article.extra) == 50
