"""Days to walk through: the days beside, timelines and their pictures, over a small real archive."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.i18n.languages import CATALOGUE
from bot.qa.answer import Question
from bot.qa.day_navigation import AdjacentDays, adjacent_days
from bot.qa.engine import Engine
from bot.qa.question import on_day, read_question
from bot.qa.timeline import Timeline, bins, make_timeline
from bot.views.timeline_picture import WIDTH, draw_timeline
from index.archive import Archive
from index.model.dates import DaySpan
from index.model.passage import DayCount
from index.pipeline import add_paths

TODAY = date(2023, 6, 24)
ARTICLES = [
    {
        "id": "weir",
        "title": "The weir at Orn",
        "published": "2023-05-27",
        "text": "Workers opened the weir at Orn on 26 May 2023. The weir held through the night.",
    },
    {
        "id": "weir-2",
        "title": "The weir at Orn gives way",
        "published": "2023-05-30",
        "text": "The weir at Orn gave way on 29 May 2023. A barge was lost at the weir on 29 May 2023 as well.",
    },
    {
        "id": "choir",
        "title": "A choir sings in Pelsk",
        "published": "2023-05-28",
        "text": "The choir of the dockers sang in Pelsk on 27 May 2023 in front of the town hall.",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("timeline")
    path = folder / "articles.json"
    path.write_text(json.dumps(ARTICLES), encoding="utf-8")
    with Archive.open(folder / "data", write=True) as archive:
        assert add_paths(archive, [path]).added == 3
        yield archive


def ask(archive: Archive, text: str) -> Question:
    return read_question(text, TODAY, archive.days.in_every_year)


def count(day: int, passages: int = 1) -> DayCount:
    return DayCount(date(2023, 5, day), passages)


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ("What happened on 27 May 2023?", AdjacentDays(count(26), count(29))),
        ("What happened at the weir on 29 May 2023?", AdjacentDays(count(26), None)),
        ("What happened at the weir on 26 May 2023?", AdjacentDays(None, count(29))),
        ("What happened on 29 May 2023?", AdjacentDays(count(27), None)),
        ("What happened in May 2023?", AdjacentDays()),
        ("Why did the weir give way?", AdjacentDays()),
    ],
)
def test_the_days_beside_keep_the_topic(archive: Archive, question: str, beside: AdjacentDays) -> None:
    assert adjacent_days(archive, ask(archive, question)) == beside


def test_a_question_moves_to_another_day_with_its_topic(archive: Archive) -> None:
    moved = on_day(ask(archive, "What happened at the weir on 29 May 2023?"), date(2023, 5, 26))

    assert moved.topic == "weir"
    assert [asked.span for asked in moved.days] == [DaySpan(date(2023, 5, 26), date(2023, 5, 26))]


def test_a_bare_time_moved_to_another_year_keeps_its_length(archive: Archive) -> None:
    question = ask(archive, "What happened from 26 to 29 May?")
    asked = replace(question.days[0], others=(DayCount(date(2019, 5, 26), 2),))

    moved = on_day(replace(question, days=(asked,)), date(2019, 5, 26))

    assert moved.days[0].span == DaySpan(date(2019, 5, 26), date(2019, 5, 29))


def test_a_timeline_tells_the_main_event_of_each_day(archive: Archive) -> None:
    made = make_timeline(archive, Engine(archive), ask(archive, "weir"))

    assert made is not None
    assert made.counts == (count(26), count(29))
    assert [(event.day.day, event.headline) for event in made.events] == [
        (26, "The weir at Orn"),
        (29, "The weir at Orn gives way"),
    ]
    assert [(s.text, s.citations) for s in made.answer.sentences] == [
        ("Workers opened the weir at Orn on 26 May 2023.", (1,)),
        ("The weir at Orn gave way on 29 May 2023.", (2,)),
    ]


def test_a_timeline_without_a_topic_tells_all_of_its_days(archive: Archive) -> None:
    made = make_timeline(archive, Engine(archive), ask(archive, "26–28 May 2023"))

    assert made is not None
    assert [event.day.day for event in made.events] == [26, 27]
    assert made.span == DaySpan(date(2023, 5, 26), date(2023, 5, 28))


@pytest.mark.parametrize("text", ["lighthouse", "weir 1–5 March 2023"])
def test_where_nothing_is_told_there_is_no_timeline(archive: Archive, text: str) -> None:
    assert make_timeline(archive, Engine(archive), ask(archive, text)) is None


@pytest.mark.parametrize(
    ("days", "unit", "bars"), [(1, "days", 1), (62, "days", 62), (63, "weeks", 10), (900, "months", 31)]
)
def test_bars_are_as_wide_as_a_phone_can_show(archive: Archive, days: int, unit: str, bars: int) -> None:
    made = _timeline(archive, days)

    found, shown = bins(made)

    assert (found, len(shown)) == (unit, bars)
    assert sum(passages for _, passages in shown) == made.passages


@pytest.mark.parametrize("language", CATALOGUE)
@pytest.mark.parametrize("days", [1, 30, 400, 5000])
def test_a_picture_is_drawn_for_any_time(archive: Archive, language: str, days: int) -> None:
    png = draw_timeline(_timeline(archive, days), CATALOGUE[language])

    with Image.open(BytesIO(png)) as image:
        assert image.format == "PNG"
        assert image.width == WIDTH
    assert len(png) < 200_000


def _timeline(archive: Archive, days: int) -> Timeline:
    """A timeline with a passage on each of so many days."""
    made = make_timeline(archive, Engine(archive), ask(archive, "weir"))
    assert made is not None
    first = date(2023, 5, 26)
    span = DaySpan(first, first + timedelta(days=days - 1))
    return replace(made, span=span, counts=tuple(DayCount(day, 1) for day in span))
