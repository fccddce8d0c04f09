"""A quote says who agrees and who has another number, and is right when it does."""

from datetime import date, timedelta

import pytest

from bot.i18n.phrases import ENGLISH
from bot.qa.answer import Answer, CitedSentence, OtherNumber, cite_sentence
from bot.qa.quoting.agreement import other_number, read_claim, says_the_same, with_agreement
from bot.storage.sqlite.answer_codec import read_answer, write_answer
from bot.telegram.rendering.answer_message import render
from bot.telegram.rendering.richtext import plain
from index.ingest.dates.event_dates import read_passages
from index.model.article import Article, DateEvidence, Source
from index.model.passage import Basis, Hit
from tests.bot.made import QUESTION
from tests.bot.qa.agreement_cases import CASES

DAY = date(2023, 6, 1)


def hit(text: str, outlet: str, day: date = DAY) -> Hit:
    source = Source(f"News of {outlet}", day, DateEvidence.FIELD, outlet)
    return Hit(read_passages(Article(outlet, source, text, "made"), 1)[0], source, 1.0, Basis.WORDS)


def verdict(one: str, other: str) -> str:
    """Return what is said of two sentences: "same", "differs" or ""."""
    hits = hit(one, "A"), hit(other, "B")
    mine, theirs = (read_claim(each, each.passage.sentences[0]) for each in hits)
    return "differs" if other_number(mine, theirs) else "same" if says_the_same(mine, theirs) else ""


def test_what_is_said_is_right_nine_times_in_ten() -> None:
    said = [(wanted, verdict(one, other)) for one, other, wanted in CASES]
    spoken = [(wanted, got) for wanted, got in said if got]

    assert len(CASES) == 50
    assert len(spoken) >= 20
    assert sum(wanted == got for wanted, got in spoken) / len(spoken) >= 0.9


@pytest.mark.parametrize(("one", "other"), [(one, other) for one, other, _ in CASES[:10]])
def test_what_is_said_does_not_hang_on_the_order(one: str, other: str) -> None:
    assert verdict(one, other) == verdict(other, one)


def told(*hits: Hit) -> CitedSentence:
    """Return the first sentence of the first hit, as an answer from all of them quotes it."""
    first = hits[0].passage.sentences[0]
    sentence = CitedSentence(hits[0].passage.text_of(first), (1,), Basis.WORDS, None)
    answer = Answer(QUESTION, (sentence,), (cite_sentence(1, hits[0], first),))
    return with_agreement(answer, hits).sentences[0]


FERRY = "The ferry Aurora carried {} passengers when it ran aground off Vell."


def test_outlets_that_agree_are_counted_and_others_named_with_their_number() -> None:
    sentence = told(
        hit(FERRY.format(212), "Post"),
        hit("When it ran aground off Vell the ferry Aurora carried 212 passengers.", "Herald"),
        hit(FERRY.format(231), "Wire"),
    )

    assert sentence.agreeing == 2
    assert sentence.other_numbers == (OtherNumber("212", "231", "Wire"),)


def test_another_day_the_same_outlet_and_a_text_without_outlet_say_nothing() -> None:
    for other in (
        hit(FERRY.format(231), "Wire", DAY + timedelta(1)),
        hit(FERRY.format(231), "Post"),
        hit(FERRY.format(231), ""),
    ):
        sentence = told(hit(FERRY.format(212), "Post"), other)

        assert (sentence.agreeing, sentence.other_numbers) == (0, ())


def test_the_chat_shows_it_and_a_kept_answer_keeps_it() -> None:
    hits = (
        hit(FERRY.format(212), "Post"),
        hit(FERRY.format(231), "Wire"),
        hit(FERRY.format(212) + " So it was.", "Herald"),
    )
    first = hits[0].passage.sentences[0]
    sentence = CitedSentence(hits[0].passage.text_of(first), (1,), Basis.WORDS, None)
    answer = with_agreement(Answer(QUESTION, (sentence,), (cite_sentence(1, hits[0], first),)), hits)

    assert "(2 outlets say so; differs: 231 in Wire)" in plain(render(answer, "", ENGLISH).text)
    assert read_answer(*write_answer(answer)) == answer
