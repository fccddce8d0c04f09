"""An answer taken along: as a text, a table, and a list of sources for a reference manager."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from bot.views.files import BY_NAME, FORMATS
from tests.bot.made import ANSWER, SOURCE


def written(name: str, **source: Any) -> str:
    """Return the answer in a format, its articles' source changed."""
    changed = replace(SOURCE, **source)
    return BY_NAME[name].write(
        replace(ANSWER, citations=tuple(replace(one, source=changed) for one in ANSWER.citations))
    )


def test_markdown_has_the_question_the_quotes_and_every_source() -> None:
    text = written("md")

    assert text.startswith("# What happened on May 29?\n")
    assert "On May 29 it struck the pier. [1] *(also in Evening Echo)*\n" in text
    assert text.endswith("3. [Ferry strikes pier](<https://h.example/1>) — Harbour Post, 30 May 2023\n")


def test_what_an_article_says_is_no_markup() -> None:
    text = written("md", title="[Tides](x) *explained* <b>", url="javascript:alert(1)")

    assert r"1. \[Tides\](x) \*explained\* \<b\> — Harbour Post" in text
    assert "javascript" not in text


def test_csv_has_a_row_for_each_citation() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))

    assert [row["number"] for row in rows] == ["1", "2", "3"]
    assert rows[0] | {"article_id": ""} == {
        "number": "1",
        "first_day": "2023-05-29",
        "last_day": "2023-05-29",
        "basis": "mention",
        "sentence": "On May 29 it struck the pier.",
        "quote": "On May 29 it struck the pier.",
        "title": "Ferry strikes pier",
        "outlet": "Harbour Post",
        "place": "Lund",
        "published": "2023-05-30",
        "url": "https://h.example/1",
        "article_id": "",
        "also_in": "Evening Echo",
    }


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(title: str) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", title=title))))

    assert rows[0]["title"] == f"'{title}"


def test_bibtex_has_one_entry_an_article_with_its_quotes() -> None:
    text = written("bibtex", title="50% of {Marn} & Vell_1", url="https://h.example/{1}%20")

    assert text.count("@") == 1
    assert text.startswith("@article{harbour-post-2023-1,\n")
    assert r"  title = {{50\% of \{Marn\} \& Vell\_1}}," in text
    assert "  year = {2023},\n  month = may,\n  day = {30},\n" in text
    assert "  url = {https://h.example/%7B1%7D%20}," in text
    assert "note = {On May 29 it struck the pier. — Nobody was hurt. — The ferry left late.}" in text


def test_the_braces_of_an_entry_are_balanced_whatever_a_title_says() -> None:
    text = written("bibtex", title="}} \\ {", outlet="")
    unescaped = text.replace(r"\{", "").replace(r"\}", "")

    assert unescaped.count("{") == unescaped.count("}")
    assert text.startswith("@misc{article-2023-1,\n")


def test_csl_json_names_the_article_as_a_newspaper_article() -> None:
    assert json.loads(written("csl-json")) == [
        {
            "id": "harbour-post-2023-1",
            "type": "article-newspaper",
            "title": "Ferry strikes pier",
            "container-title": "Harbour Post",
            "issued": {"date-parts": [[2023, 5, 30]]},
            "publisher-place": "Lund",
            "URL": "https://h.example/1",
            "language": "en",
            "note": "On May 29 it struck the pier. — Nobody was hurt. — The ferry left late.",
        }
    ]


def test_an_article_without_date_outlet_and_link_is_still_a_source() -> None:
    for chosen in FORMATS:
        bare = replace(SOURCE, published=None, outlet="", url="", place="")
        text = chosen.write(replace(ANSWER, citations=tuple(replace(one, source=bare) for one in ANSWER.citations)))

        assert "Ferry strikes pier" in text, chosen.name
