"""The archive keeps one truth: the same again changes nothing, a change leaves nothing old behind."""

import dataclasses
import threading
from datetime import date
from pathlib import Path

import pytest

from index.adding import ARTICLES_AT_ONCE, CHARACTERS_AT_ONCE, Outcome, take_some
from index.archive import Archive
from index.errors import DatelineError, HeldError, MismatchError, UnknownArticleError
from index.model.article import Article
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount
from index.search.model_choice import bundled_model
from index.search.ranking import Query
from tests.conftest import BRIDGE, FERRY, OLD_FIRE, RUSSIAN, make_article

MAY_29 = DaySpan(date(2023, 5, 29), date(2023, 5, 29))


def add(archive: Archive, *articles: Article) -> list[str]:
    return [outcome.status for outcome in archive.add(articles)]


def found(archive: Archive, words: str = "", *spans: DaySpan) -> list[str]:
    return [hit.passage.article_id for hit in archive.search(Query(words, spans))]


def test_an_article_is_answerable_when_its_outcome_comes(archive: Archive) -> None:
    (outcome,) = archive.add([FERRY])
    assert outcome.status == "added"
    assert outcome.spans == (MAY_29, DaySpan(date(2023, 6, 23), date(2023, 6, 23)))
    assert found(archive, "ferry") == ["ferry"]
    assert found(archive, "", MAY_29) == ["ferry"]


def test_the_same_article_again_changes_nothing(archive: Archive) -> None:
    assert add(archive, FERRY, BRIDGE) == ["added", "added"]
    before = archive.status()
    assert add(archive, FERRY, BRIDGE) == ["unchanged", "unchanged"]
    assert dataclasses.replace(archive.status(), disk_bytes=0) == dataclasses.replace(before, disk_bytes=0)


def test_a_changed_article_takes_the_place_of_the_old_one_everywhere(archive: Archive) -> None:
    add(archive, FERRY)
    archive.catch_up()
    changed = dataclasses.replace(FERRY, text="The tram Celandine left the rails at Osten on May 30.")
    assert add(archive, changed) == ["updated"]
    assert found(archive, "Marigold") == []
    assert found(archive, "", MAY_29) == []
    assert found(archive, "Celandine") == ["ferry"]
    archive.catch_up()
    assert archive.status().vectors == archive.status().passages == archive.vectors.count() == 1
    assert archive.articles.get("ferry").version == 2


def test_an_article_whose_date_alone_changed_is_read_anew(archive: Archive) -> None:
    add(archive, FERRY)
    later = dataclasses.replace(FERRY, source=dataclasses.replace(FERRY.source, published=date(2022, 6, 24)))
    assert add(archive, later) == ["updated"]
    assert found(archive, "", MAY_29) == []


def test_the_same_words_under_another_name_are_a_copy(archive: Archive) -> None:
    add(archive, FERRY)
    copy = dataclasses.replace(
        FERRY, id="echo", text=FERRY.text.upper(), source=dataclasses.replace(FERRY.source, outlet="Evening Echo")
    )
    (outcome,) = archive.add([copy])
    assert outcome == Outcome("copy", "echo", copy.source, outcome.spans, 1, "Ferry strikes pier at Lund")
    assert add(archive, copy) == ["unchanged"]
    assert archive.status().articles == 1
    (hit,) = archive.search(Query("ferry"))
    assert hit.also_in == ("Evening Echo",)


def test_a_copy_that_got_words_of_its_own_is_an_article(archive: Archive) -> None:
    copy = dataclasses.replace(FERRY, id="echo")
    add(archive, FERRY, copy)
    assert add(archive, dataclasses.replace(copy, text="Nothing like it was ever seen in Lund.")) == ["added"]
    assert (archive.status().articles, archive.status().copies) == (2, 0)


def test_a_removed_article_is_gone_everywhere(small_archive: Archive) -> None:
    small_archive.catch_up()
    assert small_archive.corrections.remove("ferry").title == "Ferry strikes pier at Lund"
    assert "ferry" not in found(small_archive, "Marigold ferry")
    small_archive.catch_up()
    assert small_archive.vectors.count() == small_archive.status().passages == 3
    with pytest.raises(UnknownArticleError, match="There is no article ferry"):
        small_archive.articles.get("ferry")


def test_what_is_removed_comes_back_when_added_again(small_archive: Archive) -> None:
    small_archive.corrections.remove("ferry")
    assert add(small_archive, FERRY) == ["added"]
    assert found(small_archive, "Marigold") == ["ferry"]


def test_a_passage_is_found_by_its_meaning_alone(small_archive: Archive) -> None:
    small_archive.catch_up()
    hits = small_archive.search(Query("blaze at grain store"))
    assert hits[0].passage.article_id == "fire"
    assert hits[0].basis is Basis.MEANING


def test_vectors_can_be_stopped_and_go_on(small_archive: Archive) -> None:
    stop = threading.Event()
    stop.set()
    assert small_archive.catch_up(stop=stop) == 0
    assert small_archive.status().vectors_behind == 4
    seen: list[tuple[int, int]] = []
    assert small_archive.catch_up(lambda done, total: seen.append((done, total))) == 4
    assert seen == [(4, 4)]
    assert small_archive.status().vectors_behind == 0


def test_the_second_writer_is_told_who_holds_the_directory(archive: Archive) -> None:
    with pytest.raises(HeldError, match=r"is in use by process \d+ \("):
        Archive.open(archive.data_dir, write=True)


def test_a_reader_opens_beside_a_writer_and_sees_what_it_adds(archive: Archive) -> None:
    with Archive.open(archive.data_dir) as reader:
        assert reader.held_by.startswith("process ")
        add(archive, FERRY)
        assert found(reader, "ferry") == ["ferry"]


def test_an_empty_directory_says_how_to_add_articles(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="add some with `dateline add"):
        Archive.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_everything_is_there_after_it_is_opened_again(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        add(archive, FERRY, RUSSIAN)
    with Archive.open(tmp_path) as archive:
        stored = archive.articles.get("ferry")
        assert stored.article == FERRY
        assert stored.spans == (MAY_29, DaySpan(date(2023, 6, 23), date(2023, 6, 23)))
        assert [p.text for p in archive.articles.passages("ferry")] == [FERRY.text]
        assert found(archive, "река") == ["наводнение"]


def test_a_lost_word_index_is_built_again(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        add(archive, FERRY, BRIDGE)
        archive.full_text.clear()
        archive.full_text.commit()
    with Archive.open(tmp_path, write=True) as archive:
        assert found(archive, "ferry") == ["ferry"]


def test_rebuild_makes_both_indexes_anew(small_archive: Archive) -> None:
    small_archive.catch_up()
    small_archive.rebuild()
    assert small_archive.status().vectors == 0
    assert found(small_archive, "ferry") == ["ferry"]
    assert small_archive.catch_up() == 4
    assert small_archive.vectors.count() == 4


def test_another_model_stops_with_the_remedy(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "data", write=True) as archive:
        add(archive, FERRY)
        archive.catch_up()
    other = tmp_path / "model"
    other.mkdir()
    for file in bundled_model().iterdir():
        (other / file.name).symlink_to(file)
    (other / "dateline.json").write_text('{"name": "other", "sha256": "00", "dims": 384}')
    with (
        Archive.open(tmp_path / "data", write=True, model_dir=other) as archive,
        pytest.raises(MismatchError, match="run `dateline rebuild`"),
    ):
        archive.catch_up()


def test_a_year_is_known_as_soon_as_an_article_speaks_of_it(archive: Archive) -> None:
    add(archive, FERRY)
    with Archive.open(archive.data_dir) as reader:
        assert [one.day.year for one in archive.days.in_every_year(MAY_29)] == [2023]
        assert [one.day.year for one in reader.days.in_every_year(MAY_29)] == [2023]
        add(
            archive,
            make_article("older", "The mill burned down on May 29, 2011. It was the year of the flood in 1990."),
        )
        found(reader, "mill")  # a reader looks at the word index anew when it searches
        assert [one.day.year for one in archive.days.in_every_year(MAY_29)] == [2023, 2011]
        assert [one.day.year for one in reader.days.in_every_year(MAY_29)] == [2023, 2011]
    archive.corrections.remove("older")
    assert [one.day.year for one in archive.days.in_every_year(MAY_29)] == [2023]


def test_the_years_of_a_bare_day_are_counted(small_archive: Archive) -> None:
    assert small_archive.days.in_every_year(MAY_29) == [
        DayCount(date(2023, 5, 29), 1),
        DayCount(date(2019, 5, 29), 1),
    ]


def test_nearest_days_are_those_that_have_something(small_archive: Archive) -> None:
    may_30 = DaySpan(date(2023, 5, 30), date(2023, 5, 30))
    days = [one.day for one in small_archive.days.nearest([may_30], limit=3)]
    assert days == [date(2023, 5, 29), date(2023, 5, 27), date(2023, 5, 26)]


def test_an_undated_article_is_found_by_words_and_by_days_with_a_year(archive: Archive) -> None:
    add(archive, make_article("old", "The mill of Velm burnt on 3 March 2021. On Friday it rained.", None))
    march_3 = DaySpan(date(2021, 3, 3), date(2021, 3, 3))
    assert archive.articles.get("old").spans == (march_3,)
    assert found(archive, "", march_3) == ["old"]
    assert OLD_FIRE.id not in found(archive, "mill")


@pytest.mark.parametrize("damage", ["another version", "cut short"])
def test_a_word_index_that_cannot_be_used_is_built_anew(tmp_path: Path, damage: str) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        add(archive, FERRY)
    meta = tmp_path / "words" / "meta.json"
    meta.write_text(meta.read_text().replace('"number"', '"numeral"') if "version" in damage else "{")
    with pytest.raises(MismatchError, match="run `dateline rebuild`"):
        Archive.open(tmp_path)
    with Archive.open(tmp_path, write=True) as archive:
        assert found(archive, "ferry") == ["ferry"]


def test_a_day_that_was_only_announced_comes_after_those_that_have_been(small_archive: Archive) -> None:
    add(small_archive, make_article("fair", "The fair of Osten will be opened on 29 May 2031, the council decided."))
    assert [one.day.year for one in small_archive.days.in_every_year(MAY_29)] == [2023, 2019, 2031]


def test_a_bare_day_nobody_speaks_of_is_taken_in_the_newest_year_that_had_it(small_archive: Archive) -> None:
    june_30 = DaySpan(date(2026, 6, 30), date(2026, 6, 30))
    assert small_archive.days.in_every_year(june_30) == [DayCount(date(2022, 6, 30), 0)]


@pytest.mark.parametrize(
    ("lengths", "together"),
    [
        ([], []),
        ([5] * (ARTICLES_AT_ONCE + 1), [ARTICLES_AT_ONCE, 1]),
        ([CHARACTERS_AT_ONCE // 2] * 5, [2, 2, 1]),
        ([5, 3 * CHARACTERS_AT_ONCE, 5], [2, 1]),
    ],
    ids=["none", "many", "long", "one very long"],
)
def test_others_who_write_wait_for_a_few_long_articles_or_many_short_ones(
    lengths: list[int], together: list[int]
) -> None:
    articles = iter([make_article(f"a{n}", "x" * length) for n, length in enumerate(lengths)])
    taken = []
    while some := take_some(articles):
        taken.append(len(some))
    assert taken == together
