"""What each sentence of a passage says for an answer."""

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.qa.analysis import AnalyzedQuestion, analyze_question
from bot.qa.evidence import SentenceEvidence, read_evidence
from bot.qa.question import read_question
from bot.qa.words.irregular_verbs import forms_of
from index.model.article import Source
from index.model.passage import Basis, Hit, Passage, Sentence


def asked(text: str) -> AnalyzedQuestion:
    return analyze_question(read_question(text, date(2023, 6, 24), lambda _span: []), lambda _word: (3, 100))


def hit(text: str, title: str = "", similarities: tuple[float, ...] = (), similarity: float | None = None) -> Hit:
    ends = [match.end() for match in re.finditer(r"[.!?](?= |$)", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True))
    passage = Passage("a", 1, 0, 0, len(text), text, sentences)
    return Hit(passage, Source(title, date(2023, 6, 1)), 1.0, Basis.WORDS, (), similarity, similarities)


def best(question: str, text: str, title: str = "") -> SentenceEvidence:
    return max(read_evidence(asked(question), hit(text, title)), key=lambda one: one.score)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("How many pearls has the coronet?", "The coronet is old. It has 34 pearls.", "It has 34 pearls."),
        ("Who found the coronet?", "The coronet was lost. It was found by Oto Fanta.", "It was found by Oto Fanta."),
        ("Where was the coronet found?", "The coronet was lost. It was found in Pelsk.", "It was found in Pelsk."),
        ("Какова явка на выборах?", "Выборы прошли в Касвине. Явка составила 31 %.", "Явка составила 31 %."),
        # A name once said goes on: "it" is the satellite.
        ("What does Kingfisher measure?", "Kingfisher is a satellite. It measures ice.", "It measures ice."),
    ],
)
def test_the_sentence_that_answers_says_most_for_it(question: str, text: str, answer: str) -> None:
    assert best(question, text).text == answer


def test_the_place_an_article_was_written_at_counts_as_its_title_does() -> None:
    found = hit("A ferry ran aground.")
    at_tessel = replace(found, source=replace(found.source, place="TESSEL"))
    assert read_evidence(asked("What ran aground at Tessel?"), at_tessel)[0].passage_share == 1.0
    assert read_evidence(asked("What ran aground at Tessel?"), found)[0].passage_share < 1.0


def test_an_irregular_verb_is_found_in_each_of_its_forms() -> None:
    (evidence,) = read_evidence(asked("Why did the crane fall?"), hit("A crane fell."))
    assert evidence.share == 1.0
    assert forms_of("fell") == forms_of("Fall") == {"fall", "fell", "fallen"}
    assert forms_of("ferry") == {"ferry"}


def test_what_the_sentence_before_adds_counts_less_than_the_sentence_itself() -> None:
    first, second = read_evidence(asked("When did the market open?"), hit("The market is old. It will open soon."))
    assert second.pair_share == 1.0 > second.share == second.previous_gain == 0.5
    assert first.previous_gain == 0.0


def test_a_passage_of_one_sentence_is_as_similar_as_its_sentence() -> None:
    (alone,) = read_evidence(asked("Who sang?"), hit("The choir sang.", similarity=0.5))
    assert alone.similarity == 0.5
    first, second = read_evidence(asked("Who sang?"), hit("The choir sang. It rained.", "", (0.7, 0.1), 0.5))
    assert (first.similarity, second.similarity) == (0.7, 0.1)
