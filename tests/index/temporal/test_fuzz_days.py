"""Whatever the text, the reader of dates answers, keeps its promises, and does no more work than the text is long."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.performance.date_reading import keeps_promises, long_text, strange_text
from index.temporal import find_timexes

PUBLISHED = date(2023, 6, 23)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("asked", [False, True])
def test_strange_texts_break_no_promise(language, asked):
    chance = random.Random(29)

    for _ in range(150):
        assert keeps_promises(strange_text(chance), language, asked)


def test_long_strange_texts_break_no_promise():
    chance = random.Random(5)

    for _ in range(6):
        assert keeps_promises(long_text(chance), "en", asked=False)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text):
    assert keeps_promises(text, "en", asked=False)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from("May 29 , 2019 from to and the last week Friday of Q3 mid - '90s 5 p.m. two days ago".split()),
        max_size=60,
    ),
    st.dates(),
)
def test_any_row_of_date_words_is_read_on_any_day(words, anchor):
    text = " ".join(words)

    for timex in find_timexes(text, anchor):
        assert text[timex.start : timex.end] == timex.text
        assert timex.span is None or timex.span.first <= timex.span.last


def test_reading_one_text_leaves_nothing_behind_for_the_next():
    story = "On May 26 it rained. The next day it snowed."
    alone = find_timexes("The next day it snowed.", PUBLISHED)
    find_timexes(story, PUBLISHED)

    assert find_timexes("The next day it snowed.", PUBLISHED) == alone


def test_timexes_do_not_change_when_a_paragraph_follows():
    first = "Talks ran from May 26 to 29, he said on Friday."
    both = first + "\n\nIn 2019 the mill burned."

    assert find_timexes(both, PUBLISHED)[:3] == find_timexes(first, PUBLISHED)
