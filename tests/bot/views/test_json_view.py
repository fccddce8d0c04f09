"""The JSON that other programs rely on: its keys, and what they hold."""

import json
from datetime import date

from bot.views.json_view import (
    Payload,
    add_payload,
    answer_payload,
    search_payload,
    show_payload,
    status_payload,
    timex_payload,
)
from index.adding import Outcome
from index.archive import Status
from index.ingest.skipped import Skipped
from index.model.dates import DaySpan
from index.pipeline import AddReport
from index.temporal.timex import Anchor, Timex, TimexType
from tests.bot.made import ANSWER, ARTICLE, HIT, NOTHING, PASSAGE, QUESTION, SOURCE, TEXT


def keys(payload: Payload) -> set[str]:
    json.dumps(payload)  # it must be JSON through and through
    return set(payload)


def test_an_answer_has_the_keys_of_the_contract() -> None:
    payload = answer_payload(ANSWER, 12.345)

    assert keys(payload) == {
        *("question", "found", "read_as", "sentences", "citations", "nearest_days", "took_ms"),
    }
    assert payload["question"] == "What happened on May 29?"
    assert payload["found"] is True
    assert payload["nearest_days"] == []
    assert payload["took_ms"] == 12.3


def test_an_answer_says_how_its_days_were_read() -> None:
    read_as = answer_payload(ANSWER, 1)["read_as"]

    assert read_as == {
        "days": [
            {
                "text": "May 29",
                "first": "2023-05-29",
                "last": "2023-05-29",
                "year_given": False,
                "others": [{"day": "2019-05-29", "passages": 4}],
            }
        ],
        "topic": "",
        "mended": [],
        "language": "en",
    }


def test_a_sentence_names_its_citations_and_its_basis() -> None:
    sentence = answer_payload(ANSWER, 1)["sentences"][0]

    assert sentence == {
        "text": "On May 29 it struck the pier.",
        "citations": [1],
        "basis": "mention",
        "day": {"first": "2023-05-29", "last": "2023-05-29"},
        "also_in": ["Evening Echo"],
        "section": None,
    }


def test_a_citation_points_at_its_quote() -> None:
    citation = answer_payload(ANSWER, 1)["citations"][0]

    assert citation == {
        "number": 1,
        "article_id": "ferry",
        "title": "Ferry strikes pier",
        "outlet": "Harbour Post",
        "published": "2023-05-30",
        "url": "https://h.example/1",
        "passage_id": "ferry:1:0",
        "quote": "On May 29 it struck the pier.",
        "start": 21,
        "end": 50,
    }
    assert TEXT[citation["start"] : citation["end"]] == citation["quote"]


def test_nothing_found_has_no_sentences_and_no_citations() -> None:
    payload = answer_payload(NOTHING, 1)

    assert keys(payload) == keys(answer_payload(ANSWER, 1))
    assert (payload["found"], payload["sentences"], payload["citations"]) == (False, [], [])
    assert payload["nearest_days"] == [{"day": "2023-05-26", "passages": 2}, {"day": "2023-06-01", "passages": 1}]


def test_a_hit_has_its_rank_place_days_and_basis() -> None:
    payload = search_payload(QUESTION, [HIT, HIT], 3)

    assert {"question", "hits", "took_ms"} <= keys(payload)
    assert [hit["rank"] for hit in payload["hits"]] == [1, 2]
    assert payload["hits"][0] == {
        "rank": 1,
        "score": 0.8125,
        "article_id": "ferry",
        "passage_id": "ferry:1:0",
        "start": 0,
        "end": 67,
        "text": TEXT,
        "title": "Ferry strikes pier",
        "outlet": "Harbour Post",
        "published": "2023-05-30",
        "days": [{"first": "2023-05-29", "last": "2023-05-29"}],
        "basis": "mention",
        "also_in": ["Evening Echo"],
    }


def test_a_timex_has_its_type_value_and_days() -> None:
    timex = Timex(
        *(3, 9, "May 29", TimexType.DATE, "2023-05-29"),
        span=DaySpan(date(2023, 5, 29), date(2023, 5, 29)),
        year_given=False,
        anchor=Anchor.PUBLISHED,
    )

    assert timex_payload(timex) == {
        "start": 3,
        "end": 9,
        "text": "May 29",
        "type": "DATE",
        "value": "2023-05-29",
        "first": "2023-05-29",
        "last": "2023-05-29",
        "year_given": False,
    }


def test_a_timex_that_names_no_days_has_null_for_them() -> None:
    timex = Timex(0, 8, "two days", TimexType.DURATION, "P2D", None, year_given=False, anchor=Anchor.NOTHING)

    assert (timex_payload(timex)["first"], timex_payload(timex)["last"]) == (None, None)


def test_an_article_is_shown_whole_with_its_passages() -> None:
    payload = show_payload(ARTICLE, [PASSAGE])

    assert {
        *("article_id", "title", "outlet", "published", "url", "language", "text", "passages"),
    } <= keys(payload)
    assert (payload["article_id"], payload["text"], payload["evidence"]) == ("ferry", TEXT, "field")
    assert payload["passages"] == [
        {
            "passage_id": "ferry:1:0",
            "start": 0,
            "end": 67,
            "days": [{"first": "2023-05-29", "last": "2023-05-29"}],
        }
    ]


def test_a_report_counts_what_became_of_each_article() -> None:
    outcomes = (
        Outcome("added", "a", SOURCE),
        Outcome("added", "b", SOURCE),
        Outcome("unchanged", "c", SOURCE),
        Outcome("copy", "d", SOURCE, copy_of="Ferry strikes pier"),
    )

    assert add_payload(AddReport(outcomes, (Skipped("x.txt", "It is empty."),)), vectors=5) == {
        "added": 2,
        "updated": 0,
        "unchanged": 1,
        "copies": 1,
        "skipped": [{"path": "x.txt", "reason": "It is empty."}],
        "vectors": 5,
    }


def test_a_status_has_null_for_days_that_are_not_there() -> None:
    payload = status_payload(Status(0, 0, 0, None, None, None, None, 0, 0, "bge", 0, ""))

    assert keys(payload) >= {"articles", "passages", "vectors", "vectors_behind", "held_by"}
    assert payload["first_day"] is None
