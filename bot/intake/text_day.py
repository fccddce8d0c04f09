"""The day that an article's text itself tells, for an article whose publication date is a guess."""

from datetime import date

from index.model.article import Article, DateEvidence
from index.temporal import find_timexes
from index.temporal.timex import Anchor


def day_in_text(article: Article, today: date) -> date | None:
    """Return the publication day that an article's words suggest; None if they tell none.

    That is the day of its dateline, if only the year was a guess; else the last day that the text writes with its
    year: news tells what has just been, so that it was published then or soon after. Days after the date that is
    guessed, and after today, are plans.

    "The mill opened on 3 May 2021. It had closed in June 2019."  ->  2021-05-03
    "The mill opened on Monday."                                   ->  None
    """
    source = article.source
    if source.evidence is DateEvidence.DATELINE_GUESS and source.published:
        return source.published
    latest = min(today, source.published or today)
    days = [
        timex.span.first
        for timex in find_timexes(article.text, latest, source.language)
        if timex.span and timex.anchor is Anchor.NOTHING and timex.span.days == 1 and timex.span.first <= latest
    ]
    return max(days, default=None)
