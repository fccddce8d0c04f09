"""An answer, an empty answer and a stored article made by hand, for tests of how they are shown."""

from datetime import UTC, date, datetime

from bot.qa.answer import Answer, AskedDays, Citation, CitedSentence, NothingFound, Question
from index.model.article import Article, DateEvidence, Source
from index.model.dates import DaySpan
from index.model.passage import Basis, DayCount, Hit, Mention, Passage, Sentence
from index.model.stored import StoredArticle

TODAY = date(2023, 6, 24)
MAY_29 = DaySpan(date(2023, 5, 29), date(2023, 5, 29))

TEXT = "The ferry left late. On May 29 it struck the pier. Nobody was hurt."
SOURCE = Source(
    "Ferry strikes pier", date(2023, 5, 30), DateEvidence.FIELD, "Harbour Post", "Lund", "https://h.example/1"
)
UNDATED = Source("Tides [explained]", None)

PASSAGE = Passage(
    "ferry",
    1,
    0,
    0,
    len(TEXT),
    TEXT,
    (
        Sentence(0, 20),
        Sentence(21, 50, (Mention(24, 30, MAY_29, year_given=False),)),
        Sentence(51, 67, carried=(MAY_29,)),
    ),
)
HIT = Hit(PASSAGE, SOURCE, 0.8125, Basis.MENTION, also_in=("Evening Echo",))

ARTICLE = StoredArticle(
    Article("ferry", SOURCE, TEXT, "news/ferry.txt"),
    version=1,
    passages=1,
    added_at=datetime(2023, 6, 24, 9, 30, tzinfo=UTC),
    spans=(MAY_29,),
    copies=("Evening Echo",),
)

QUESTION = Question(
    "What happened on May 29?",
    TODAY,
    "en",
    (AskedDays("May 29", MAY_29, year_given=False, others=(DayCount(date(2019, 5, 29), 4),)),),
    "",
)
TOPICAL = Question("Who was hurt?", TODAY, "en", (), "hurt")


def cite(number: int, start: int, end: int, days: tuple[tuple[int, int], ...] = ()) -> Citation:
    return Citation(number, "ferry", "ferry:1:0", SOURCE, TEXT[start:end], start, end, TEXT, 0, days)


ANSWER = Answer(
    QUESTION,
    (
        CitedSentence(TEXT[21:50], (1,), Basis.MENTION, MAY_29, also_in=("Evening Echo",)),
        CitedSentence(TEXT[51:67], (2,), Basis.CARRIED, MAY_29),
        CitedSentence(TEXT[0:20], (3,), Basis.NEXT_DAY, MAY_29),
    ),
    (cite(1, 21, 50, ((24, 30),)), cite(2, 51, 67), cite(3, 0, 20)),
)
NOTHING = NothingFound(QUESTION, (DayCount(date(2023, 5, 26), 2), DayCount(date(2023, 6, 1), 1)))
