"""Answers of every kind, made by hypothesis: hostile texts, many citations, long passages."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound, Question
from index.model.article import DateEvidence, Source
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount

HOSTILE = st.sampled_from(
    [
        '<b>&"</b>',
        "</blockquote><a href='x'>",
        "&amp;&lt;&#0;",
        "🌊" * 40,
        "\u202eright to left",
        "\x00\x07",
        "a" * 700,
        "One. Two! " * 60,
        "\n\n \n",
        "",
        "@name #tag /start https://example.com",
    ]
)
TEXTS = st.one_of(HOSTILE, st.text(max_size=60), st.lists(HOSTILE, max_size=6).map("".join))
LONG_TEXTS = st.one_of(TEXTS, st.tuples(TEXTS, st.integers(1, 60)).map(lambda pair: pair[0] * pair[1]))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
SPANS = st.tuples(DAYS, st.integers(0, 500)).map(lambda pair: DaySpan(pair[0], pair[0] + timedelta(days=pair[1])))
COUNTS = st.builds(DayCount, DAYS, st.integers(1, 100_000))
LINKS = st.sampled_from(
    ["", "https://example.com/a?b=1&c=%22", 'https://x.org/"><b>', "javascript:x", "http://[", "x y"]
)
SOURCES = st.builds(
    Source,
    title=TEXTS,
    published=st.none() | DAYS,
    evidence=st.sampled_from(DateEvidence),
    outlet=TEXTS,
    place=TEXTS,
    url=LINKS,
    language=st.sampled_from(["en", "ru"]),
)
ASKED = st.builds(AskedDays, TEXTS, SPANS, st.booleans(), st.lists(COUNTS, max_size=12).map(tuple))
QUESTIONS = st.builds(
    Question, TEXTS, DAYS, st.sampled_from(["en", "ru"]), st.lists(ASKED, max_size=4).map(tuple), TEXTS
)
NOTHINGS = st.builds(NothingFound, QUESTIONS, st.lists(COUNTS, max_size=5).map(tuple))


@st.composite
def citations(draw: st.DrawFn, number: int) -> Citation:
    """Return a citation whose quote stands in its passage, its days marked in the quote."""
    before, quote, after = draw(TEXTS), draw(LONG_TEXTS), draw(LONG_TEXTS)
    passage_start = draw(st.integers(0, 10_000))
    start = passage_start + len(before)
    places = st.integers(start, start + len(quote))
    marks = draw(st.lists(st.tuples(places, places).map(lambda pair: (min(pair), max(pair))), max_size=40))
    return Citation(
        number=number,
        article_id=draw(st.sampled_from(["a", "b", "c"])),
        passage_id="a:1:0",
        source=draw(SOURCES),
        quote=quote,
        start=start,
        end=start + len(quote),
        passage_text=before + quote + after,
        passage_start=passage_start,
        days=tuple(marks),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Return an answer of one to ten sentences, each citing its own source and perhaps an earlier one."""
    cited = [draw(citations(number)) for number in range(1, draw(st.integers(1, 10)) + 1)]
    sentences = tuple(
        CitedSentence(
            text=draw(st.one_of(st.just(citation.quote), LONG_TEXTS)),
            citations=(citation.number, *draw(st.lists(st.integers(1, citation.number), max_size=2))),
            basis=draw(st.sampled_from(Basis)),
            day=draw(st.none() | SPANS),
            also_in=tuple(draw(st.lists(TEXTS, max_size=6))),
        )
        for citation in cited
    )
    return Answer(draw(QUESTIONS), sentences, tuple(cited))
