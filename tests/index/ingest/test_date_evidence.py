"""How the publication date was known, best evidence first, and what stands beside an article."""

import json
from datetime import date
from pathlib import Path

import pytest

from index.ingest.dates.date_fields import read_day
from index.ingest.dates.path_dates import read_path_dates
from index.ingest.reader import read_file
from index.model.article import Article, DateEvidence
from tests.index.ingest.conftest import ReadOne

LINED = "date 2023-05-30 PORT ELM, May 29. /HERALD/. A boat sank."
OPENED = "PORT ELM, May 29 (Elm News) — A boat sank."


@pytest.mark.parametrize(
    ("name", "content", "day", "evidence"),
    [
        ("2021-01-01.json", json.dumps({"text": OPENED, "date": "2023-05-31"}), date(2023, 5, 31), DateEvidence.FIELD),
        ("2021-01-01.txt", LINED, date(2023, 5, 30), DateEvidence.LINE),
        ("a.txt", "PORT ELM, May 29, 2019 — A boat sank.", date(2019, 5, 29), DateEvidence.DATELINE),
        ("boat-2023-05-30.txt", OPENED, date(2023, 5, 29), DateEvidence.DATELINE),
        ("2023/01/02/a.txt", "PORT ELM, Dec. 31 — A boat sank.", date(2022, 12, 31), DateEvidence.DATELINE),
        ("news-2022/a.txt", OPENED, date(2022, 5, 29), DateEvidence.DATELINE),
        ("a.txt", OPENED, date(2023, 5, 29), DateEvidence.DATELINE_GUESS),  # the file is of 10 February 2024
        ("a.txt", "PORT ELM, Feb. 9 — A boat sank.", date(2024, 2, 9), DateEvidence.DATELINE_GUESS),
        ("a.txt", "PORT ELM, Feb. 29 — A boat sank.", date(2020, 2, 29), DateEvidence.DATELINE_GUESS),
        (
            "a.json",
            json.dumps({"text": "A boat sank.", "url": "https://h.example/2023/05/28/boat"}),
            date(2023, 5, 28),
            DateEvidence.PATH,
        ),
        ("boat_20230530.txt", "A boat sank.", date(2023, 5, 30), DateEvidence.PATH),
        ("2023/05/30/boat.txt", "A boat sank.", date(2023, 5, 30), DateEvidence.PATH),
        ("30_May_2023_boat.txt", "A boat sank.", date(2023, 5, 30), DateEvidence.PATH),
        ("boat.txt", "A boat sank on May 29.", date(2024, 2, 10), DateEvidence.FILE_TIME),
        ("a.json", json.dumps({"text": "A boat sank.", "date": "soon"}), date(2024, 2, 10), DateEvidence.FILE_TIME),
    ],
)
def test_the_best_evidence_gives_the_date(
    read_one: ReadOne, name: str, content: str | bytes, day: date | None, evidence: DateEvidence
) -> None:
    source = read_one(name, content).source

    assert (source.published, source.evidence) == (day, evidence)


def test_the_seed_article_is_understood() -> None:
    folder = Path(__file__).parents[3] / "../shared/data/seed"
    if not folder.is_dir():
        pytest.skip("the seed article is not beside this checkout")
    (article,) = [article for path in folder.iterdir() for article in read_file(path)]

    assert isinstance(article, Article)
    assert article.text.startswith("BELGRADE, June 23. /TASS/. Chief of the General Staff")
    assert (article.source.published, article.source.evidence) == (date(2023, 6, 23), DateEvidence.LINE)
    assert (article.source.outlet, article.source.place, article.source.language) == ("TASS", "Belgrade", "en")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-06-23", date(2023, 6, 23)),
        ("2023-06-23T23:30:00+03:00", date(2023, 6, 23)),
        ("2023-06-23 10:00:00", date(2023, 6, 23)),
        ("Fri, 23 Jun 2023 10:00:00 GMT", date(2023, 6, 23)),
        ("Friday, June 23, 2023 10:00 AM EDT", date(2023, 6, 23)),
        ("Posted on 23rd June 2023", date(2023, 6, 23)),
        ("23 июня 2023, 10:15", date(2023, 6, 23)),
        ("20230623", date(2023, 6, 23)),
        (20230623, date(2023, 6, 23)),
        (1687514400, date(2023, 6, 23)),
        (1687514400000, date(2023, 6, 23)),
        ("1687514400", date(2023, 6, 23)),
        ({"$date": "2023-06-23T00:00:00Z"}, date(2023, 6, 23)),
        (["2023-06-23"], date(2023, 6, 23)),
        ("2023-02-30", None),
        ("June 23", None),
        ("2023-06", None),
        ("10:15", None),
        (True, None),
        (7, None),
        (float("nan"), None),
        (1e308, None),
        ("", None),
        ({}, None),
        ([[[]]], None),
    ],
)
def test_a_field_s_date_is_read_in_any_of_its_ways(value: object, day: date | None) -> None:
    assert read_day(value) == day


def test_only_the_nearest_folders_date_an_article() -> None:
    assert read_path_dates("/backup-2020-01-01/a/b/c/d/boat.txt", None).path_day is None


def test_an_article_keeps_its_id_when_it_is_read_again_and_takes_its_origin_s_when_it_is_carried(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tmp8f3a.txt"
    path.write_text("A boat sank.")
    (once,), (again,) = read_file(path), read_file(path)
    (carried,) = read_file(path, origin="telegram/2023-05-30-boat.txt")

    assert isinstance(once, Article)
    assert once == again
    assert once.origin == str(path)
    assert isinstance(carried, Article)
    assert carried.id != once.id
    assert carried.origin == "telegram/2023-05-30-boat.txt"
    assert (carried.source.published, carried.source.evidence) == (date(2023, 5, 30), DateEvidence.PATH)


def test_two_files_with_one_url_are_one_article(read_one: ReadOne) -> None:
    first = read_one("a.json", json.dumps({"text": "A boat sank.", "url": "https://h.example/boat"}))
    second = read_one("b.json", json.dumps({"text": "A boat has sunk.", "url": "https://h.example/boat"}))

    assert first.id == second.id
    assert len(first.id) == 12


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"outlet": "Herald", "url": "https://www.h.example/a"}, "Herald"),
        ({"url": "https://www.h.example/a", "text": "PARIS (AP) — A boat sank."}, "AP"),
        ({"url": "https://www.h.example/a"}, "h.example"),
        ({"url": "http://[broken"}, ""),
        ({}, ""),
    ],
)
def test_the_outlet_is_the_given_one_or_the_dateline_s_or_the_site_s(
    read_one: ReadOne, fields: dict[str, object], outlet: str
) -> None:
    assert read_one("a.json", json.dumps({"text": "A boat sank."} | fields)).source.outlet == outlet


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"place": "PORT ELM"}, "Port Elm"),
        ({"location": {"name": "Port Elm"}}, "Port Elm"),
        ({"dateline": "PORT ELM, June 23"}, "Port Elm"),
        ({"contentLocation": {"@type": "Place", "address": {"addressLocality": "Port Elm"}}}, "Port Elm"),
        ({"text": "PORT ELM, June 23. A boat sank."}, "Port Elm"),
    ],
)
def test_the_place_is_the_given_one_or_the_dateline_s(read_one: ReadOne, fields: dict[str, object], place: str) -> None:
    assert read_one("a.json", json.dumps({"text": "A boat sank."} | fields)).source.place == place
