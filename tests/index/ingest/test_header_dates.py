"""The publication date on a line of its own, in the seven styles of the web and in others."""

import io
from datetime import date
from importlib.resources import files

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from index.ingest.dates.header_dates import Label, find_header_date
from index.model.article import DateEvidence
from tests.index.ingest.conftest import ReadOne
from tests.index.ingest.documents import docx

STORY = "The bridge over the Osten fell on Tuesday evening. Two people were hurt, and the road is closed until further notice."
RUSSIAN = (
    "Мост через Осень обрушился во вторник вечером. Двое пострадали, дорога закрыта до особого распоряжения властей."
)
DAY = date(2010, 1, 15)

HEADERS = """
BBC News, 15 January 2010
BBC News — Published: 15 January 2010
BBC News - Published: Friday, January 15, 2010
Published: 15 January 2010, 10:15 GMT
Published on January 15, 2010 at 10:15 am EST
Posted: Jan 15, 2010 5:34 PM
Posted by Anna Berg on January 15, 2010
2010-01-15
2010-01-15T10:15:00Z
2010-01-15 10:15
PORT-AU-PRINCE | Fri Jan 15, 2010 10:00am EST
Osten | January 15, 2010
Friday, 15 January 2010
Friday 15 January 2010 12.30 GMT
15 January 2010 | 12:30 GMT
Jan. 15, 2010, 9:41 a.m. ET
By Anna Berg, 15 January 2010
By Anna Berg | Elm Herald | Jan 15, 2010
Elm Herald, January 15, 2010
The Guardian, Friday 15 January 2010
January 15th, 2010
15/01/2010
15.01.2010
Date: 15 January 2010
First published on Fri 15 Jan 2010 12.30 GMT
First published Fri 15 Jan 2010 12.30 GMT, last updated Sat 16 Jan 2010
Updated: 16 January 2010 | Published: 15 January 2010
Reuters, Jan 15, 2010
(Reuters) - January 15, 2010
Fri, 15 Jan 2010 10:15:00 GMT
Опубликовано: 15.01.2010 12:30
Опубликовано 15 января 2010 года
15 января 2010, 12:30
15 января 2010 г.
Пятница, 15 января 2010 года
РИА Новости, 15 января 2010
Дата публикации: 15 января 2010
15.01.2010 в 12:30 мск
Вестник Осени | 15 января 2010
Автор: Анна Берг, 15 января 2010
Размещено: 15 января 2010, обновлено: 16 января 2010
ТАСС — 15 января 2010 г., 10:00
""".strip().splitlines()

NOT_A_DATE_LINE = """
Speech of 20 January 2009
Haiti Earthquake January 12, 2010
What happened on 15 January 2010
The bridge fell on 15 January 2010.
The conference opens on 15 January 2010 in Osten
15 January 2010 was a cold day
From 15 January 2010 to 20 January 2010
Tickets for 15 January 2010 are sold out
Version 15.01.2010 of the report
Photographs of 15 January 2010, page 12
Born 15 January 1950, Osten
15 January
Friday
January 2010
The law of 15 January 2010 is void
Объявлен конкурс на 15 января 2010 года
Речь от 20 января 2009 года
Родился 15 января 1950 года
Что случилось 15 января 2010
15 января 2010 года в Осени выпал снег
С 15 января 2010 по 20 января 2010
""".strip().splitlines()


@pytest.mark.parametrize("header", HEADERS)
def test_a_date_line_is_read_under_and_above_the_headline(header: str) -> None:
    story = RUSSIAN if any("а" <= letter <= "я" for letter in header.lower()) else STORY
    for text in (f"{header}\nBridge falls\n\n{story}", f"Bridge falls\n\n{header}\n\n{story}"):
        found = find_header_date(text)
        assert found is not None
        assert found.day == DAY


@pytest.mark.parametrize("line", NOT_A_DATE_LINE)
def test_a_line_that_says_more_than_its_date_is_no_date_line(line: str) -> None:
    assert find_header_date(f"{line}\n\n{STORY}") is None


@pytest.mark.parametrize(
    "last",
    [
        "First published on Fri 15 Jan 2010 12.30 GMT",
        "This article was first published on 15 January 2010",
        "(Published: January 15, 2010)",
        "Опубликовано: 15 января 2010",
    ],
)
def test_a_labelled_line_at_the_end_is_read(last: str) -> None:
    found = find_header_date(f"Bridge falls\n\n{STORY}\n\n{STORY}\n\n{last}")
    assert found is not None
    assert (found.day, found.label) == (DAY, Label.PUBLISHED)


def test_a_date_without_a_label_at_the_end_is_no_date_line() -> None:
    assert find_header_date(f"Bridge falls\n\n{STORY}\n\n{STORY}\n\n{STORY}\n\n15 January 2010") is None


def test_a_published_day_comes_before_an_updated_one_and_before_a_bare_one() -> None:
    text = f"Last updated: 17 January 2010\n14 January 2010\nPublished: 15 January 2010\n\n{STORY}"
    found = find_header_date(text)
    assert found is not None
    assert found.day == DAY


def test_an_updated_day_is_told_as_such() -> None:
    found = find_header_date(f"Last Updated: Friday, 15 January 2010, 14:22 GMT 15:22 UK\n\n{STORY}")
    assert found is not None
    assert (found.day, found.label) == (DAY, Label.UPDATED)


def test_a_bare_day_after_the_file_was_written_is_no_publication_date() -> None:
    text = f"15 January 2010\n\n{STORY}"
    assert find_header_date(text, date(2009, 12, 1)) is None
    assert find_header_date(text, date(2010, 1, 14)) is not None


def test_the_header_ends_where_the_story_begins() -> None:
    assert find_header_date(f"Bridge falls\n\n{STORY * 3}\n\n15 January 2010\n\n{STORY}") is None


def _pdf(lines: list[str]) -> bytes:
    packed = io.BytesIO()
    pdfmetrics.registerFont(TTFont("NotoSans", str(files("fontpkg_noto_sans") / "files/NotoSans[wdth,wght].ttf")))
    page = Canvas(packed)
    page.setFont("NotoSans", 11)
    for number, line in enumerate(lines):
        page.drawString(72, 760 - 24 * number, line)
    page.save()
    return packed.getvalue()


def made(kind: str, lines: list[str]) -> str | bytes:
    """Return a file of these lines."""
    if kind == "docx":
        return docx(title="", paragraphs=tuple(lines))
    return _pdf(lines) if kind == "pdf" else "\n\n".join(lines)


SHORT = "The bridge over the Osten fell in the evening. Two people were hurt."


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
@pytest.mark.parametrize(
    ("header", "evidence"),
    [
        ("BBC News, 15 January 2010", DateEvidence.LINE),
        ("BBC News — Published: 15 January 2010", DateEvidence.LINE),
        ("Last updated: 15 January 2010", DateEvidence.UPDATED),
        ("2010-01-15", DateEvidence.LINE),
        ("PORT-AU-PRINCE | Fri Jan 15, 2010", DateEvidence.LINE),
        ("РИА Новости, 15 января 2010", DateEvidence.LINE),
        ("Опубликовано: 15.01.2010 12:30", DateEvidence.LINE),
    ],
)
def test_a_plain_dated_line_dates_a_text_a_word_document_and_a_pdf(
    read_one: ReadOne, kind: str, header: str, evidence: DateEvidence
) -> None:
    lines = ["Bridge falls in Osten", header, SHORT]
    source = read_one(f"bridge.{kind}", made(kind, lines)).source
    assert (source.published, source.evidence) == (DAY, evidence)


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_a_dated_line_at_the_end_dates_a_document(read_one: ReadOne, kind: str) -> None:
    lines = ["Bridge falls in Osten", SHORT, "First published on Fri 15 Jan 2010 12.30 GMT"]
    source = read_one(f"bridge.{kind}", made(kind, lines)).source
    assert (source.published, source.evidence) == (DAY, DateEvidence.LINE)


def test_a_dateline_without_its_year_is_a_guess_and_said_to_be_one(read_one: ReadOne) -> None:
    source = read_one("bridge.txt", f"OSTEN, Jan. 15 (Elm News) — {SHORT}").source
    assert (source.published, source.evidence) == (date(2024, 1, 15), DateEvidence.DATELINE_GUESS)


def test_the_line_of_the_outlet_above_a_headline_is_not_the_title(read_one: ReadOne) -> None:
    article = read_one("a.txt", f"BBC News, 15 January 2010\nBy Anna Berg\nBridge falls in Osten\n\n{STORY}")
    assert article.source.title == "Bridge falls in Osten"


def test_a_headline_below_the_lines_of_a_page_is_found(read_one: ReadOne) -> None:
    lines = (
        "BBC News, 15 January 2010\nPage last updated at 18:02 GMT, Friday, 15 January 2010\n\nBridge falls in Osten"
    )
    assert read_one("a.txt", f"{lines}\n\n{STORY}").source.title == "Bridge falls in Osten"
