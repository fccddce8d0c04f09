"""What is corrected stays corrected, and what was done can be taken back, as a whole."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.corrections import Undone
from index.errors import DatelineError, UnknownArticleError
from index.model.article import Article, DateEvidence
from index.model.dates import DaySpan
from index.search.ranking import Query
from tests.conftest import BRIDGE, FERRY, OLD_FIRE, RUSSIAN, make_article

MAY_29 = DaySpan(date(2023, 5, 29), date(2023, 5, 29))
MAY_29_2021 = DaySpan(date(2021, 5, 29), date(2021, 5, 29))
ECHO = dataclasses.replace(FERRY, id="echo", source=dataclasses.replace(FERRY.source, outlet="Evening Echo"))
NEW_WORDS = dataclasses.replace(FERRY, text="The tram Celandine left the rails at Osten on May 30.")


def add(archive: Archive, *articles: Article, batch: str = "") -> list[str]:
    return [outcome.status for outcome in archive.add(articles, batch)]


def found(archive: Archive, words: str = "", *spans: DaySpan) -> list[str]:
    return [hit.passage.article_id for hit in archive.search(Query(words, spans))]


def holds(archive: Archive) -> list[tuple[Article, tuple[str, ...]]]:
    """All that is in an archive, by its articles' ids."""
    everything = sorted(archive.articles.newest(limit=100), key=lambda stored: stored.article.id)
    return [(stored.article, stored.copies) for stored in everything]


# Dates


def test_a_date_set_by_an_admin_moves_the_days_an_article_speaks_of(small_archive: Archive) -> None:
    stored = small_archive.corrections.set_published("ferry", date(2021, 6, 23))

    assert (stored.article.source.published, stored.article.source.evidence) == (date(2021, 6, 23), DateEvidence.ADMIN)
    assert found(small_archive, "", MAY_29_2021) == ["ferry"]
    assert "ferry" not in found(small_archive, "", MAY_29)


def test_a_date_set_by_an_admin_survives_the_same_file(small_archive: Archive) -> None:
    small_archive.corrections.set_published("ferry", date(2021, 6, 23))

    assert add(small_archive, FERRY) == ["unchanged"]
    assert small_archive.articles.get("ferry").article.source.published == date(2021, 6, 23)


def test_a_date_set_by_an_admin_survives_new_words_and_a_rebuild(small_archive: Archive) -> None:
    small_archive.corrections.set_published("ferry", date(2021, 6, 23))

    assert add(small_archive, NEW_WORDS) == ["updated"]
    assert add(small_archive, NEW_WORDS) == ["unchanged"]
    small_archive.rebuild()
    assert add(small_archive, NEW_WORDS) == ["unchanged"]
    source = small_archive.articles.get("ferry").article.source
    assert (source.published, source.evidence) == (date(2021, 6, 23), DateEvidence.ADMIN)


def test_what_an_admin_said_with_the_file_beats_what_one_said_before(small_archive: Archive) -> None:
    small_archive.corrections.set_published("ferry", date(2021, 6, 23))
    said = dataclasses.replace(FERRY.source, published=date(2020, 6, 23), evidence=DateEvidence.ADMIN)

    assert add(small_archive, dataclasses.replace(FERRY, source=said)) == ["updated"]
    assert small_archive.articles.get("ferry").article.source.published == date(2020, 6, 23)


def test_an_article_whose_date_was_given_with_it_once_is_the_same_without(archive: Archive) -> None:
    said = dataclasses.replace(FERRY.source, published=date(2020, 6, 23), evidence=DateEvidence.ADMIN)
    add(archive, dataclasses.replace(FERRY, source=said))

    assert add(archive, FERRY) == ["unchanged"]
    assert archive.articles.get("ferry").article.source == said


def test_a_rebuild_keeps_when_an_article_came(small_archive: Archive) -> None:
    before = [(stored.article, stored.added_at) for stored in small_archive.articles.newest()]

    small_archive.rebuild()

    assert [(stored.article, stored.added_at) for stored in small_archive.articles.newest()] == before


# Removed and restored


def test_a_removed_article_can_be_restored_with_its_copies(small_archive: Archive) -> None:
    add(small_archive, ECHO)
    before = holds(small_archive)
    small_archive.corrections.remove("ferry")
    assert [past.article for past in small_archive.corrections.removed()] == [FERRY]

    assert small_archive.corrections.restore("ferry").title == "Ferry strikes pier at Lund"

    assert holds(small_archive) == before
    assert found(small_archive, "Marigold") == ["ferry"]
    assert small_archive.corrections.removed() == []
    assert add(small_archive, FERRY, ECHO) == ["unchanged", "unchanged"]


def test_vectors_of_a_restored_article_are_its_own(small_archive: Archive) -> None:
    small_archive.catch_up()
    small_archive.corrections.remove("ferry")
    small_archive.corrections.restore("ferry")

    small_archive.catch_up()

    assert small_archive.vectors.count() == small_archive.status().passages
    assert small_archive.search(Query("ship hits dock"))[0].passage.article_id == "ferry"


def test_the_id_of_a_passage_is_never_used_again(small_archive: Archive) -> None:
    first = {passage.id for passage in small_archive.articles.passages("ferry")}
    small_archive.corrections.remove("ferry")
    add(small_archive, FERRY)

    assert not first & {passage.id for passage in small_archive.articles.passages("ferry")}


def test_what_is_here_or_was_never_removed_cannot_be_restored(small_archive: Archive) -> None:
    with pytest.raises(DatelineError, match="in the archive already"):
        small_archive.corrections.restore("ferry")
    with pytest.raises(DatelineError, match="No article"):
        small_archive.corrections.restore("nobody")
    with pytest.raises(UnknownArticleError):
        small_archive.corrections.remove("nobody")


# Additions undone


def test_an_addition_undone_leaves_nothing(small_archive: Archive) -> None:
    before = holds(small_archive)
    new = make_article("mill", "A mill burnt in Velm on 3 March 2021.")
    assert add(small_archive, new, ECHO, NEW_WORDS, BRIDGE, batch="b") == ["added", "copy", "updated", "unchanged"]

    assert small_archive.corrections.undo("b") == Undone(removed=2, restored=1)

    assert holds(small_archive) == before
    assert found(small_archive, "Celandine mill") == []
    assert found(small_archive, "Marigold") == ["ferry"]
    assert small_archive.corrections.undo("b").nothing


def test_what_changed_again_since_is_not_undone(small_archive: Archive) -> None:
    add(small_archive, make_article("mill", "A mill burnt in Velm."), batch="b")
    add(small_archive, make_article("mill", "A mill burnt in Velm. Nobody was hurt."), batch="c")

    assert small_archive.corrections.undo("b") == Undone(left=1)
    assert small_archive.corrections.undo("c") == Undone(restored=1)
    assert small_archive.articles.get("mill").article.text == "A mill burnt in Velm."


def test_words_that_others_sent_since_are_not_undone(archive: Archive) -> None:
    add(archive, FERRY, batch="b")
    add(archive, ECHO, batch="c")

    assert archive.corrections.undo("b") == Undone(left=1)
    assert found(archive, "Marigold") == ["ferry"]


def test_an_article_whose_date_was_set_or_whose_days_were_read_anew_can_still_be_undone(archive: Archive) -> None:
    add(archive, FERRY, batch="b")
    archive.corrections.set_published("ferry", date(2021, 6, 23))
    archive.rebuild()

    assert archive.corrections.undo("b") == Undone(removed=1)
    assert archive.articles.newest() == []


def test_an_article_replaced_by_its_newer_version_comes_back_with_undo(small_archive: Archive) -> None:
    before = holds(small_archive)
    add(small_archive, dataclasses.replace(NEW_WORDS, id="newer"), batch="b")

    assert small_archive.corrections.replace("ferry", "b")
    assert found(small_archive, "Marigold") == []
    assert not small_archive.corrections.replace("ferry", "b")
    assert small_archive.corrections.undo("b") == Undone(removed=1, restored=1)
    assert holds(small_archive) == before


def test_an_addition_begun_again_after_a_crash_has_the_outcomes_of_the_first_time(small_archive: Archive) -> None:
    mill = make_article("mill", "A mill burnt in Velm.")
    articles = (mill, ECHO, NEW_WORDS, OLD_FIRE)
    first = list(small_archive.add(articles[:3], "b"))  # and then the process died

    again = list(small_archive.add(articles, "b"))

    assert [outcome.status for outcome in first] == ["added", "copy", "updated"]
    assert [outcome.status for outcome in again] == ["added", "copy", "updated", "unchanged"]
    assert small_archive.corrections.undo("b") == Undone(removed=2, restored=1)


def test_the_same_article_twice_in_one_addition_is_added_once(archive: Archive) -> None:
    assert add(archive, FERRY, FERRY, batch="b") == ["added", "unchanged"]


def test_an_article_that_was_here_tells_since_when(archive: Archive) -> None:
    add(archive, FERRY)
    (outcome,) = archive.add([FERRY])

    assert outcome.since == archive.articles.get("ferry").added_at


# Looking for articles


@pytest.mark.parametrize(
    ("words", "span", "ids"),
    [
        ("", None, ["ferry", "наводнение", "bridge", "fire"]),
        ("lund", None, ["ferry"]),
        ("hurt", None, ["ferry", "fire"]),
        ("hurt granary", None, ["fire"]),
        ("берега", None, ["наводнение"]),
        ("", DaySpan(date(2023, 5, 27), date(2023, 5, 27)), ["наводнение", "bridge"]),
        ("", DaySpan(date(2023, 6, 23), date(2023, 6, 23)), ["ferry"]),
        ("hurt", DaySpan(date(2019, 5, 29), date(2019, 5, 29)), ["fire"]),
        ("nothing", None, []),
    ],
)
def test_articles_are_found_by_their_words_and_days(
    small_archive: Archive, words: str, span: DaySpan | None, ids: list[str]
) -> None:
    stored, total = small_archive.articles.find(words, span)

    assert [one.article.id for one in stored] == ids
    assert total == len(ids)


def test_found_articles_come_in_pages(small_archive: Archive) -> None:
    stored, total = small_archive.articles.find("", None, limit=2, offset=1)

    assert [one.article.id for one in stored] == ["наводнение", "bridge"]
    assert total == 4


def test_a_newer_version_is_known_by_title_and_outlet_or_by_the_files_name(archive: Archive) -> None:
    same_title = dataclasses.replace(NEW_WORDS, id="newer")
    other = dataclasses.replace(BRIDGE, id="b1", origin="telegram/news.txt/aaaaaaaa")
    same_file = make_article("b2", "A market hall burnt in Marn.")
    same_file = dataclasses.replace(same_file, origin="telegram/news.txt/bbbbbbbb")
    add(archive, FERRY, same_title, other, same_file, RUSSIAN)

    def earlier(article_id: str) -> str:
        stored = archive.articles.earlier_version(article_id, "telegram/news.txt/" if article_id == "b2" else "")
        return stored.article.id if stored else ""

    assert [earlier(one) for one in ("ferry", "newer", "b1", "b2", "наводнение")] == ["", "ferry", "", "b1", ""]


def test_what_was_corrected_is_there_after_the_archive_is_opened_again(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        add(archive, FERRY, BRIDGE, batch="b")
        archive.corrections.remove("bridge")
    with Archive.open(tmp_path, write=True) as archive:
        assert [past.article.id for past in archive.corrections.removed()] == ["bridge"]
        assert archive.corrections.undo("b") == Undone(removed=2)
