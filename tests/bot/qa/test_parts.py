"""Answers told in parts."""

from datetime import date
from pathlib import Path

from bot.qa.answer import Answer
from bot.qa.engine import Engine
from bot.qa.quoting.parts import MOST_OF_A_DAY, first_part, lead_first, rest_of
from index.archive import Archive
from index.pipeline import add_paths
from index.sample import ARTICLES

TODAY = date(2023, 6, 24)


def ask(folder: Path, text: str) -> Answer:
    with Archive.open(folder, write=True) as archive:
        add_paths(archive, [ARTICLES])
        found = Engine(archive).ask(text, TODAY)
    assert isinstance(found, Answer)
    return found


def test_the_parts_of_an_answer_tell_all_of_it_once(tmp_path: Path) -> None:
    whole = ask(tmp_path, "What happened on 29 May 2023?")

    first = first_part(whole)
    rest = rest_of(whole, len(first.sentences))

    assert rest is not None
    assert [s.text for s in (*first.sentences, *rest.sentences)] == [s.text for s in whole.sentences]
    assert len(first.sentences) == MOST_OF_A_DAY
    assert first.more
    assert [citation.number for citation in rest.citations] == list(range(1, len(rest.citations) + 1))
    assert set(rest.exclude_ids) == set(whole.seen_ids)
    assert rest_of(whole, len(whole.sentences)) is None


def test_the_first_part_of_a_day_tells_of_several_articles(tmp_path: Path) -> None:
    whole = lead_first(ask(tmp_path, "What happened on 29 May 2023?"))

    articles = [citation.article_id for citation in first_part(whole).citations]
    assert len(set(articles)) == len(articles) == MOST_OF_A_DAY
