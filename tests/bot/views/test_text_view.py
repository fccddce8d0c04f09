"""What the terminal shows of answers, hits, articles and reports."""

from dataclasses import replace
from datetime import date

from bot.qa.answer import Answer, CitedSentence, NothingFound, Question
from bot.views.styled_text import Line
from bot.views.terminal import plain
from bot.views.text_view import (
    _flat,
    answer_lines,
    article_lines,
    hit_lines,
    passage_lines,
    report_lines,
    show_lines,
    status_lines,
    timex_lines,
)
from index.adding import Outcome
from index.archive import Status
from index.ingest.skipped import Skipped
from index.model.dates import DaySpan
from index.model.passage import Basis
from index.pipeline import AddReport
from index.temporal.timex import Anchor, Timex, TimexType
from tests.bot.made import ANSWER, ARTICLE, HIT, MAY_29, NOTHING, PASSAGE, SOURCE, TODAY, TOPICAL, UNDATED, cite


def shown(lines: list[Line]) -> list[str]:
    return [plain(line) for line in lines]


def test_an_answer_shows_its_days_its_sentences_and_its_sources() -> None:
    assert shown(answer_lines(ANSWER)) == [
        '29 May 2023 (for "May 29"; also 2019 (4))',
        "",
        "On May 29 it struck the pier. [1] (also in Evening Echo)",
        "Nobody was hurt. [2] (29 May 2023 carried over from the sentence before)",
        "The ferry left late. [3] (from the next day's paper, 30 May 2023)",
        "",
        "[1][2][3] Ferry strikes pier — Harbour Post, 30 May 2023 — https://h.example/1 — article ferry",
    ]


def test_an_answer_without_days_has_no_head() -> None:
    answer = Answer(TOPICAL, (CitedSentence("Nobody was hurt.", (1,), Basis.WORDS, None),), (cite(1, 51, 67),))

    assert shown(answer_lines(answer))[:2] == ["Nobody was hurt. [1]", ""]


def test_articles_are_listed_in_the_order_they_are_first_cited() -> None:
    other = replace(cite(2, 51, 67), article_id="tides", source=UNDATED)
    sentences = tuple(CitedSentence("It rained.", (number,), Basis.WORDS, None) for number in (1, 2, 3))
    answer = Answer(TOPICAL, sentences, (cite(1, 0, 20), other, cite(3, 21, 50)))

    assert [line.split(" — ")[0] for line in shown(answer_lines(answer))[4:]] == [
        "[1][3] Ferry strikes pier",
        "[2] Tides [explained]",
    ]


def test_the_date_phrase_of_a_quoted_sentence_has_a_style_of_its_own() -> None:
    assert answer_lines(ANSWER)[2][:3] == (("On ", ""), ("May 29", "day"), (" it struck the pier.", ""))


def test_nothing_found_names_the_days_asked_for_and_the_nearest_that_have_something() -> None:
    assert shown(answer_lines(NOTHING)) == [
        "Nothing found for 29 May 2023.",
        "Nearest days: 26 May 2023 (2), 1 June 2023 (1)",
    ]


def test_nothing_found_names_the_topic() -> None:
    question = Question("Airbus on May 29?", TODAY, "en", NOTHING.question.days, "Airbus")

    assert shown(answer_lines(NothingFound(question))) == ['Nothing found for 29 May 2023 about "Airbus".']
    assert shown(answer_lines(NothingFound(TOPICAL))) == ["Nothing found: the archive does not tell."]


def test_a_hit_shows_why_it_was_taken() -> None:
    assert shown(hit_lines([HIT])) == [
        "1. Ferry strikes pier — Harbour Post, 30 May 2023 — mention — speaks of 29 May 2023 — ferry:1:0",
        "   The ferry left late. On May 29 it struck the pier. Nobody was hurt. (also in Evening Echo)",
    ]
    assert shown(hit_lines([])) == ["Nothing found."]


def test_a_citation_opens_with_its_quote_marked_in_its_passage() -> None:
    lines = passage_lines(ANSWER.citations[0])

    assert shown(lines) == [
        "Ferry strikes pier",
        "Harbour Post, 30 May 2023",
        "",
        "The ferry left late. **On May 29 it struck the pier.** Nobody was hurt.",
        "",
        "https://h.example/1",
    ]
    assert ("May 29", "quote day") in lines[3]


def test_an_article_is_shown_with_how_its_date_was_known() -> None:
    lines = show_lines(ARTICLE, [PASSAGE])

    assert shown(lines) == [
        "Ferry strikes pier",
        "Harbour Post, Lund, 30 May 2023 (given with the article)",
        "Speaks of 29 May 2023",
        "https://h.example/1",
        "Also in Evening Echo",
        "",
        "The ferry left late. On May 29 it struck the pier. Nobody was hurt.",
    ]
    assert ("May 29", "day") in lines[-1]


def test_a_list_of_articles_begins_each_line_with_the_id() -> None:
    assert shown(article_lines([ARTICLE])) == ["ferry  Ferry strikes pier — Harbour Post, 30 May 2023"]


def test_a_report_names_each_article_and_each_reason() -> None:
    report = AddReport(
        (
            Outcome("added", "ferry", SOURCE, (MAY_29,), 1),
            Outcome("copy", "echo", UNDATED, copy_of="Ferry strikes pier"),
        ),
        (Skipped("news/x.bin", "It is no text."),),
    )

    assert shown(report_lines(report, vectors=1)) == [
        "added      Ferry strikes pier — Harbour Post, 30 May 2023 (given with the article) — article ferry",
        "copy       Tides [explained] — undated — article echo — a copy of Ferry strikes pier",
        "skipped  news/x.bin: It is no text.",
        "1 added, 0 updated, 0 unchanged, 1 copy, 1 skipped; 1 vector built.",
    ]
    assert shown(report_lines(report, vectors=0, most=1))[1] == "… and 1 more"


def test_a_status_says_how_far_the_vectors_are() -> None:
    day = date(2023, 5, 29)
    lines = shown(status_lines(Status(1200, 5000, 3, day, day, day, day, 4000, 1000, "bge", 12_340_000, "")))

    assert "articles  1,200" in lines
    assert "vectors   4,000 (1,000 to come)" in lines
    assert "disk      12.3 MB" in lines
    assert "held by   nobody" in lines


def test_a_timex_shows_both_of_its_readings() -> None:
    june_23, june_30 = (DaySpan(day, day) for day in (date(2023, 6, 23), date(2023, 6, 30)))
    timex = Timex(3, 9, "Friday", TimexType.DATE, "2023-06-23", june_23, False, Anchor.PUBLISHED, june_30)

    assert shown(timex_lines([timex])) == ["3-9\tFriday\tDATE\t2023-06-23\t23 June 2023\tor 30 June 2023"]
    assert shown(timex_lines([])) == ["No date expression found."]


def test_a_blank_between_two_days_stays() -> None:
    assert _flat(" ") == " "
    assert _flat("\n noon ") == " noon "
    assert _flat("") == ""
