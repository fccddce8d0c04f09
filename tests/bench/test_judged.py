"""The judged set: complete, without texts, and scored by which sentence is shown."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bench.judged.__main__ import take
from bench.judged.judging import Answered, Shown, judged_articles, score_judged
from bench.judged.verdicts import (
    VERDICTS,
    JudgedQuestion,
    Judgement,
    SentenceKey,
    Verdict,
    find_judgement,
    read_judged_questions,
    read_verdicts,
    sentence_key,
    write_verdicts,
)
from index.errors import DatelineError

QUESTION = JudgedQuestion("q", "sample", "day", date(2023, 7, 1), "What happened?", "the bridge opened")
OPENED = sentence_key("bridge", 10, 60, "The bridge opened on Friday.")
SIGNED = sentence_key("bridge", 61, 80, "Photo: Anna Holm")


def shown(key: SentenceKey, verdict: Verdict | None, main: bool = False) -> Shown:
    return Shown(key, "", "", Judgement("q", key, verdict, main) if verdict else None)


def test_there_are_sixty_questions_about_days_and_sixty_of_fact() -> None:
    questions = read_judged_questions()

    assert Counter(one.kind for one in questions) == {"day": 60, "fact": 60}
    assert len({one.id for one in questions}) == 120
    assert all(one.main_fact for one in questions)


def test_a_verdict_holds_no_text_of_an_article() -> None:
    fields = {name for line in VERDICTS.read_text(encoding="utf-8").splitlines() for name in json.loads(line)}

    assert fields == {"question", "sentence", "verdict", "main"}
    assert {one.question for one in read_verdicts()} <= {one.id for one in read_judged_questions()}


def test_the_verdicts_on_the_sample_point_at_its_sentences(tmp_path: Path) -> None:
    texts = {article.id: article.text for article in judged_articles("sample", tmp_path)}
    verdicts = [one for one in read_verdicts() if one.question.startswith("sample")]

    assert len(verdicts) > 100
    for one in verdicts:
        key = one.sentence
        assert sentence_key(key.article, key.start, key.end, texts[key.article][key.start : key.end]) == key


def test_a_sentence_is_known_again_by_its_words_or_when_it_is_cut_a_little_differently() -> None:
    said = Judgement("q", OPENED, Verdict.USEFUL, True)
    moved = SentenceKey("bridge", 500, 550, OPENED.hash)
    cut = SentenceKey("bridge", 12, 60, "another")

    assert find_judgement([said], "q", moved) is said
    assert find_judgement([said], "q", cut) is said
    assert find_judgement([said], "q", SIGNED) is None
    assert find_judgement([said], "another question", OPENED) is None


def test_shares_are_of_the_sentences_that_were_read() -> None:
    answers = [
        Answered(QUESTION, (shown(SIGNED, Verdict.NOISE), shown(OPENED, Verdict.USEFUL, main=True))),
        Answered(QUESTION, (shown(SIGNED, None), shown(OPENED, Verdict.WRONG_DAY))),
        Answered(QUESTION, ()),
    ]
    table, targets = score_judged(answers)

    name, *counts, wrong_days, unread = table.rows[0]
    assert (name, wrong_days, unread) == ("sample, day", 1, 1)
    assert counts == pytest.approx([3, 2, 4, 1 / 3, 1 / 3, 0])
    assert {target.what: target.met for target in targets}["main fact in the answer"] is False


def test_verdicts_are_taken_by_number_and_kept(tmp_path: Path) -> None:
    answers = [Answered(QUESTION, (shown(OPENED, None), shown(SIGNED, None)))]
    taken = take(answers, ["q 1 useful main", "", "q 2 wrong day"])
    write_verdicts(taken, tmp_path / "verdicts.jsonl")

    assert read_verdicts(tmp_path / "verdicts.jsonl") == [
        Judgement("q", OPENED, Verdict.USEFUL, True),
        Judgement("q", SIGNED, Verdict.WRONG_DAY, False),
    ]
    with pytest.raises(DatelineError, match="This names no sentence or no verdict: q 3 noise"):
        take(answers, ["q 3 noise"])
