"""The sample archive holds what its README promises."""

import re
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from index.ingest.files import find_files
from index.ingest.formats.dateline_export import Original
from index.ingest.reader import read_file
from index.ingest.skipped import Skipped
from index.model.article import Article, DateEvidence
from index.sample import ARTICLES, QUESTIONS, Kind, SampleSentence, read_questions

QUESTION_LIST = read_questions()

ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
RUSSIAN_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
RUSSIAN_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]

ENGLISH_PAIR = re.compile(
    rf"({'|'.join(ENGLISH_WEEKDAYS)}),? (\d{{1,2}}) ({'|'.join(ENGLISH_MONTHS)})(?: (\d{{4}}))?", re.I
)
RUSSIAN_PAIR = re.compile(
    rf"({'|'.join(RUSSIAN_WEEKDAYS)})\w*, (\d{{1,2}}) ({'|'.join(RUSSIAN_MONTHS)})(?: (\d{{4}}))?", re.I
)

# Every article, by the id its file gives or by its path: publication date, outlet, language.
TOLD = [
    ("wire/2022-05-30-upper-strell.txt", date(2022, 5, 30), "SARPRESS", "en"),
    ("north-2022-0819", date(2022, 8, 19), "Northern Line", "en"),
    ("courier-2022-0915", date(2022, 9, 15), "Ostrel Courier", "en"),
    ("courier/coronet-stolen.html", date(2022, 11, 13), "Ostrel Courier", "en"),
    ("vestnik/korona.html", date(2022, 11, 14), "Вестник Вельны", "ru"),
    ("post/brandt-and-sons.html", date(2022, 12, 30), "Kasvin Post", "en"),
    ("north-kingfisher", date(2023, 2, 15), "Northern Line", "en"),
    ("courier/strell-final.html", date(2023, 2, 17), "Ostrel Courier", "en"),
    ("courier-2023-0328", date(2023, 3, 28), "Ostrel Courier", "en"),
    ("courier/clock-winder.txt", date(2023, 4, 14), "", "en"),
    ("kp-0424", date(2023, 4, 24), "Kasvin Post", "en"),
    ("kp-0508", date(2023, 5, 8), "Kasvin Post", "en"),
    ("hn-209", date(2023, 5, 9), "Harbour News", "en"),
    ("vestnik-2023-0511", date(2023, 5, 11), "Вестник Вельны", "ru"),
    ("kp-0518", date(2023, 5, 18), "Kasvin Post", "en"),
    ("hn-216", date(2023, 5, 18), "Harbour News", "en"),
    ("sar-23-1187", date(2023, 5, 27), "Sarpress", "en"),
    ("post-2023-0527", date(2023, 5, 27), "Kasvin Post", "en"),
    ("sar-23-1201", date(2023, 5, 29), "Sarpress", "en"),
    ("hn-224", date(2023, 5, 29), "Harbour News", "en"),
    ("vv-4471", date(2023, 5, 29), "Вестник Вельны", "ru"),
    ("kp-0530", date(2023, 5, 30), "Kasvin Post", "en"),
    ("courier-2023-0530", date(2023, 5, 30), "Ostrel Courier", "en"),
    ("courier/halmery-day-after.html", date(2023, 5, 30), "Ostrel Courier", "en"),
    ("courier/nine-bells.txt", date(2023, 5, 30), "Ostrel Courier", "en"),
    ("vestnik/halmery-2023-05-30.txt", date(2023, 5, 30), "САРПРЕСС", "ru"),
    ("sar-23-1216", date(2023, 5, 31), "Sarpress", "en"),
    ("courier-2023-0602", date(2023, 6, 2), "Ostrel Courier", "en"),
    ("vv-4485", date(2023, 6, 2), "Вестник Вельны", "ru"),
    ("kp-0603", date(2023, 6, 3), "Kasvin Post", "en"),
    ("courier/cup-final.html", date(2023, 6, 4), "Ostrel Courier", "en"),
    ("vv-4490", date(2023, 6, 5), "Вестник Вельны", "ru"),
    ("courier/coronet-sentence.html", date(2023, 6, 23), "Ostrel Courier", "en"),
    ("courier/halmery-library.txt", date(2023, 6, 28), "", "en"),
]


@pytest.fixture(scope="module")
def read() -> list[tuple[Path, Article | Skipped]]:
    found = [(path, list(read_file(path))) for path in find_files([ARTICLES]) if isinstance(path, Path)]
    return [(path, article) for path, articles in found for article in articles if not isinstance(article, Original)]


@pytest.fixture(scope="module")
def articles(read: list[tuple[Path, Article | Skipped]]) -> dict[str, Article]:
    """The sample's articles by both names that a question may use: id, and path under the folder."""
    named: dict[str, Article] = {}
    for path, article in read:
        if isinstance(article, Article):
            named[article.id] = named[path.relative_to(ARTICLES).as_posix()] = article
    return named


def name_of(told: SampleSentence) -> str:
    return told.article or told.file


def test_everything_in_the_sample_can_be_read(read: list[tuple[Path, Article | Skipped]]) -> None:
    assert [found for _, found in read if isinstance(found, Skipped)] == []
    assert len(read) == len(TOLD) == 34
    assert len({article.id for _, article in read if isinstance(article, Article)}) == 34


def test_six_articles_are_in_russian(read: list[tuple[Path, Article | Skipped]]) -> None:
    languages = Counter(article.source.language for _, article in read if isinstance(article, Article))

    assert languages == {"en": 28, "ru": 6}


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".json", ".jsonl", ".csv"])
def test_the_sample_has_every_format(read: list[tuple[Path, Article | Skipped]], ending: str) -> None:
    assert [path for path, _ in read if path.suffix == ending]


@pytest.mark.parametrize(("name", "published", "outlet", "language"), TOLD)
def test_an_article_says_when_and_where_it_was_published(
    articles: dict[str, Article], name: str, published: date, outlet: str, language: str
) -> None:
    source = articles[name].source

    assert source.published == published
    assert source.evidence in {DateEvidence.FIELD, DateEvidence.LINE, DateEvidence.DATELINE, DateEvidence.PATH}
    assert source.language == language
    assert source.outlet == outlet


def test_one_file_is_in_the_russian_eight_bit_encoding(articles: dict[str, Article]) -> None:
    name = "vestnik/halmery-2023-05-30.txt"

    with pytest.raises(UnicodeDecodeError):
        (ARTICLES / name).read_text(encoding="utf-8")
    assert "Дамбу прорвало накануне" in articles[name].text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("post/brandt-and-sons.html", "Brandt & Sons, the Kasvin builders, earned"),
        ("post/brandt-and-sons.html", '"> 1 billion for the first time"'),
        ("courier/coronet-stolen.html", '"a man < 1.60 m with large ears"'),
        ("north-kingfisher", "<HELLO/1>"),
        ("courier-2022-0915", "anything > 50 was dangerous"),
    ],
)
def test_words_hostile_to_html_are_read_as_words(articles: dict[str, Article], name: str, words: str) -> None:
    assert words in articles[name].text


def test_menus_and_cookie_notices_stay_out_of_the_articles(articles: dict[str, Article]) -> None:
    for name in [name for name in articles if name.endswith(".html")]:
        page = (ARTICLES / name).read_text(encoding="utf-8")
        assert "cookie" in page
        assert not re.search(r"cookie|crossword|Read next|Читайте также|©", articles[name].text), name


def test_every_sentence_of_an_answer_stands_in_its_article(articles: dict[str, Article]) -> None:
    told = [(question, sentence) for question in QUESTION_LIST for sentence in question.expected + question.accepted]
    missing = [
        (question.id, sentence)
        for question, sentence in told
        if sentence.sentence not in articles[name_of(sentence)].text
    ]

    assert len(told) > 500
    assert missing == []


def test_a_sentence_of_an_answer_stands_on_one_line_and_names_one_article() -> None:
    for question in QUESTION_LIST:
        for told in question.expected + question.accepted:
            assert told.sentence == told.sentence.strip() != ""
            assert "\n" not in told.sentence
            assert bool(told.article) != bool(told.file)


def test_a_weekday_beside_a_date_is_the_right_one(articles: dict[str, Article]) -> None:
    checked = 0
    for article in set_of(articles):
        published = article.source.published
        for pattern, weekdays, months in (
            (ENGLISH_PAIR, ENGLISH_WEEKDAYS, ENGLISH_MONTHS),
            (RUSSIAN_PAIR, RUSSIAN_WEEKDAYS, RUSSIAN_MONTHS),
        ):
            for weekday, day, month, year in pattern.findall(article.text):
                assert published is not None
                told = date(int(year or published.year), months.index(month) + 1, int(day))
                assert weekdays[told.weekday()] == weekday.lower(), (article.source.title, weekday, told)
                checked += 1
    assert checked >= 12


def set_of(articles: dict[str, Article]) -> list[Article]:
    """Each article once: it has two names where its file holds no other."""
    return list({article.id: article for article in articles.values()}.values())


@pytest.mark.parametrize(("first", "copy"), [("sar-23-1201", "kp-0530"), ("hn-224", "courier-2023-0530")])
def test_a_syndicated_copy_has_the_same_words_under_another_outlet(
    articles: dict[str, Article], first: str, copy: str
) -> None:
    assert articles[first].text.split() == articles[copy].text.split()
    assert articles[first].source.outlet != articles[copy].source.outlet
    assert articles[first].source.title != articles[copy].source.title


def test_a_near_copy_has_nearly_the_same_words(articles: dict[str, Article]) -> None:
    first, near = (articles[name].text.split() for name in ("courier-2023-0602", "kp-0603"))

    assert first != near
    assert SequenceMatcher(None, first, near).ratio() > 0.9


def test_there_are_questions_of_every_kind() -> None:
    kinds = Counter(question.kind for question in QUESTION_LIST)

    assert len(QUESTION_LIST) == 101
    assert kinds == {
        Kind.DAY: 27,
        Kind.DAY_TOPIC: 11,
        Kind.RANGE: 10,
        Kind.TOPIC: 6,
        Kind.WHO: 7,
        Kind.HOW_MANY: 8,
        Kind.WHERE: 4,
        Kind.WHY: 6,
        Kind.LATEST: 3,
        Kind.UNANSWERABLE: 19,
    }
    assert Counter(question.language for question in QUESTION_LIST) == {"en": 78, "ru": 23}


def test_a_question_has_a_name_of_its_own_and_an_answer_unless_there_is_none() -> None:
    assert len({question.id for question in QUESTION_LIST}) == len(QUESTION_LIST)
    assert len(QUESTIONS.read_text(encoding="utf-8").splitlines()) == len(QUESTION_LIST)
    for question in QUESTION_LIST:
        assert question.answerable == bool(question.expected) == (question.kind is not Kind.UNANSWERABLE)
        assert question.kind not in {Kind.DAY, Kind.DAY_TOPIC, Kind.RANGE} or len(question.days) == 1


@pytest.mark.parametrize(
    ("question_id", "asked_on", "first", "last"),
    [
        ("day-01", date(2023, 6, 24), date(2023, 5, 29), date(2023, 5, 29)),
        ("day-02", date(2023, 6, 24), date(2022, 5, 29), date(2022, 5, 29)),
        ("day-04", date(2023, 6, 24), date(2023, 6, 23), date(2023, 6, 23)),
        ("day-05", date(2023, 6, 2), date(2023, 6, 1), date(2023, 6, 1)),
        ("day-17", date(2023, 5, 18), date(2023, 5, 16), date(2023, 5, 16)),
        ("range-03", date(2023, 5, 22), date(2023, 5, 15), date(2023, 5, 21)),
        ("range-06", date(2023, 6, 30), date(2023, 6, 20), date(2023, 6, 30)),
        ("ru-day-03", date(2023, 6, 24), date(2023, 6, 23), date(2023, 6, 23)),
        ("ru-range-02", date(2023, 6, 5), date(2023, 5, 29), date(2023, 6, 4)),
        ("none-10", date(2023, 8, 15), date(2023, 8, 14), date(2023, 8, 14)),
    ],
)
def test_a_question_is_asked_on_a_day_about_days(question_id: str, asked_on: date, first: date, last: date) -> None:
    [question] = [question for question in QUESTION_LIST if question.id == question_id]

    assert question.today == asked_on
    assert [(span.first, span.last) for span in question.days] == [(first, last)]


def test_may_29_is_in_two_years_and_in_three_storylines() -> None:
    told = {question.id: {name_of(sentence) for sentence in question.expected} for question in QUESTION_LIST}

    assert {"sar-23-1201", "hn-224", "courier/nine-bells.txt", "vestnik/halmery-2023-05-30.txt"} <= told["day-01"]
    assert "wire/2022-05-30-upper-strell.txt" in told["day-02"] - told["day-01"]
    assert told["ru-day-01"] == told["day-01"]
