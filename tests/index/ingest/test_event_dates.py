"""Which days the sentences of an article speak of."""

from datetime import date

import pytest

from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, Source
from index.model.passage import Sentence

PUBLISHED = date(2011, 4, 30)


def read(text: str, published: date | None = PUBLISHED, language: str = "en") -> dict[str, Sentence]:
    """Return the sentences of a text by their words."""
    article = Article("a", Source("Title", published, language=language), text, "a.txt")
    return {one.text_of(s): s for one in read_passages(article, 1) for s in one.sentences}


def days(sentence: Sentence) -> list[str]:
    return [f"{m.span.first}/{m.span.last}" if m.span.days > 1 else str(m.span.first) for m in sentence.mentions]


@pytest.mark.parametrize(
    "stamp",
    [
        "Fri Apr 29, 2011 5:34 pm EDT",
        "Last updated at 10:15 GMT, Friday, 29 April 2011",
        "By John Smith, BBC News, Paris",
        "Photo: the bridge on 29 April 2011",
        "Copyright 2011 The Associated Press. All rights reserved.",
    ],
)
def test_the_date_of_a_stamp_or_byline_is_no_mention(stamp: str) -> None:
    sentences = read(f"The bridge is old.\n{stamp}\nThe bridge fell on Thursday.\n")
    assert {words: days(one) for words, one in sentences.items()} == {
        "The bridge is old.": [],
        "The bridge fell on Thursday.": ["2011-04-28"],
    }


def test_noise_is_no_sentence_of_its_passage_and_ends_no_carried_day() -> None:
    sentences = read("The bridge fell on Thursday. Photo: Anna Berg. Two people died. They were brothers.")
    assert [bool(one.carried) for one in sentences.values()] == [False, True, True]
    assert not any("Anna Berg" in words for words in sentences)


def test_a_text_of_nothing_but_noise_keeps_its_sentences() -> None:
    assert list(read("Photo: Anna Berg.")) == ["Photo: Anna Berg."]


def test_the_second_reading_of_a_weekday_is_carried() -> None:
    sentences = read("The vote on Sunday.\n\nThe vote was held on Thursday.")
    unsure, sure = sentences.values()
    assert (days(unsure), [str(span.first) for span in unsure.carried]) == (["2011-04-24"], ["2011-05-01"])
    assert (days(sure), sure.carried) == (["2011-04-28"], ())


def test_a_second_reading_is_not_carried_to_the_next_sentence() -> None:
    unsure, after = read("The vote on Sunday. It is the first in years.").values()
    assert unsure.carried
    assert [str(span.first) for span in after.carried] == ["2011-04-24"]


@pytest.mark.parametrize("time", ["at 1100 (1600 GMT)", "at 5 p.m.", "at noon"])
def test_a_time_of_day_alone_names_no_day(time: str) -> None:
    ((_, sentence),) = read(f"The bridge fell {time} on Thursday, killing four people.").items()
    assert set(days(sentence)) == {"2011-04-28"}
    ((_, sentence),) = read(f"The bridge fell {time}, killing four people.").items()
    assert (days(sentence), sentence.carried) == ([], ())


def test_a_time_of_day_alone_goes_on_with_the_day_of_the_paragraph_before() -> None:
    _, timed = read("The bridge shook on Thursday.\n\nIt fell at 5:50, killing four people.").values()
    assert (days(timed), [str(span.first) for span in timed.carried]) == ([], ["2011-04-28"])
