"""Follow-up questions: what "and the day before?" or "what about Zvecan?" means after the question before it.

Pure functions: the chat remembers the earlier question, and the engine asks here what the new one means.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.qa.analysis import TopicTerms
from bot.qa.answer import Answer, AskedDays, NothingFound, Question
from bot.qa.question import YearsOf, content_words, language_of, read_question
from bot.qa.question_patterns import PATTERNS
from bot.qa.words.verbs import GENERIC, verbs_of
from index.model.dates import DaySpan
from index.temporal import find_timexes
from index.temporal.timex import Anchor, Timex, TimexType

MOST_WORDS = 4  # a longer question without an opener or a pronoun says itself what it is about
HEADLINE_SHARE = 0.9  # of the words of a follow-up that a sentence has by its headline
MOST_WORDS_OF_THINGS = 2  # the same of one that names a thing: "when does the trial of the managers begin?"

_OPENER = re.compile(
    r"\W*(?:(?:and|but|so|then|ok|okay)\W+)*(?:what|how)\s+about(?=\W|$)"
    r"|\W*(?:and|but|so|then)(?=\W|$)"
    r"|\W*(?:(?:а|и|но|ну)\W+)*(?:как|что)\s+(?:насч[её]т|по\s+поводу)(?=\W|$)"
    r"|\W*(?:а|и|но|ну)(?=\W|$)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|hers|his|them|their|it|its|there|then|that|those|this|these|same"
    r"|он|она|они|оно|его|е[ёе]|их|им|ему|ей|н[её]м|ней|них|нему|там|туда|тогда|это|этого|этом|этому|тот|тех)\b",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"\b(?:he|she|they|him|her|his|them|their|it|its|there|that|this"
    r"|он|она|они|оно|его|е[ёе]|их|им|ему|ей|н[её]м|ней|них|нему|там|туда|это|этого|этом|этому)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:who|whom|whose|what|where|when|why|which|how|was|were|is|are|did|does|do|has|have|had|any"
    r"|кто|кого|кому|кем|ком|что|чего|где|куда|откуда|когда|почему|зачем|как|как(?:ой|ая|ое|ие|их|им|ую|ом|ими|ого|ому)|сколько|чей|чья)\b",
    re.IGNORECASE,
)
# Words that name a day by the day spoken of before, where the grammar reads them against today.
_RELATIVE = re.compile(
    r"накануне|через\s|спустя|позже|раньше|до\s+(?:этого|того)|после\s+(?:этого|того)|следующ|предыдущ"
    r"|\b(?:before|earlier|previous|later|after|following|next)\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:the\s+(\d{1,2})(?:st|nd|rd|th)|(\d{1,2})(?:-?го|\s+числа))(?!\w|\s+[a-zа-я]{3,})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a question means after an earlier one."""

    question: Question
    sure: bool  # else it may as well be a new subject: ask it by itself where this finds nothing
    asks: str = ""  # what it asks of the subject that was kept: "detained"; empty for all there is
    things: tuple[str, ...] = ()  # what it names itself: it goes on only if these are told together with the subject
    has_pronoun: bool = False


def read_follow_up(text: str, today: date, years_of: YearsOf, before: Question) -> FollowUp | None:
    """Return what a question means after `before`; None where it says all by itself.

    After "What happened in Halmery on 29 May 2023?"
      "and the day before?"  ->  Halmery, 2023-05-28         "who was detained?"  ->  that in Halmery, 2023-05-29
      "what about Pelsk?"    ->  Pelsk, 2023-05-29           "Who won the chess championship in Oslo?"  ->  None
    """
    text = " ".join(text.split())
    opener = _OPENER.match(text)
    rest = text[opener.end() :] if opener else text
    question = read_question(rest, today, years_of)
    days = _days(text, question, before)
    if days and not question.days:  # "the 26th", which only a conversation has a month for
        question = read_question(_DAY_OF_MONTH.sub(" ", rest), today, years_of)
    question = replace(question, text=text, language=language_of(text))
    wanted = content_words(_PRONOUN.sub(" ", question.topic), question.language)
    if days and not wanted:
        if not opener and not _is_relative(text, before) and _is_whole(text):
            return None  # "What happened on 26 May?" asks for all of it
        return FollowUp(_with(question, before, days, _subject(before)), sure=True)
    if days:
        if not (opener or _is_relative(text, before)):
            return None
        return FollowUp(replace(question, days=days), sure=True)
    return _without_days(text, question, before, wanted, has_opener=opener is not None)


def _without_days(text: str, question: Question, before: Question, wanted: str, *, has_opener: bool) -> FollowUp | None:
    """Read a question that names no day: it may keep the day, the subject or both."""
    if not wanted:  # "why?", "and then?"
        asks = has_opener or _QUESTION.search(text) or _PRONOUN.search(text)
        if not asks or (_is_whole(text) and not _PRONOUN.search(text)) or question.latest:
            return None
        whole = _STANDS_FOR.search(question.topic) and _QUESTION.search(question.topic)  # "how long did it last?"
        asked = _about(question.topic, _subject(before)) if whole else _subject(before)
        return FollowUp(_with(question, before, before.days, asked), sure=True)
    if has_opener and not _QUESTION.search(question.topic):  # "what about Pelsk?"
        kept = replace(question, days=before.days, kept_days=True)
        return FollowUp(kept, sure=False) if before.days else None
    pronoun = _PRONOUN.search(text) is not None
    things = _things(question, wanted)
    most = MOST_WORDS_OF_THINGS if things else MOST_WORDS
    short = len(wanted.split()) <= most and not _has_name(text) and _QUESTION.search(text)
    if question.latest or not (pronoun or has_opener or short):
        return None
    topic = _about(question.topic, _subject(before))
    sure = pronoun and not things
    return FollowUp(
        _with(question, before, before.days, topic), sure, _PRONOUN.sub(" ", question.topic), things, pronoun
    )


def _things(question: Question, wanted: str) -> tuple[str, ...]:
    """Return the things that a question names: "why was the bridge closed?" -> bridge; "who was detained?" -> none."""
    verbs = verbs_of(question.topic, question.language)
    return tuple(word for word in wanted.split() if word.lower() not in verbs and word.lower() not in GENERIC)


def _about(topic: str, subject: str) -> str:
    """Say in full what a question asks: the subject in place of its first pronoun, else after it.

    "when was it stolen", "coronet" -> "when was coronet stolen"     "who was detained", "Halmery" -> "… Halmery"
    """
    pronoun = _STANDS_FOR.search(topic)
    if not pronoun:
        return f"{topic} {subject}".strip()
    return f"{topic[: pronoun.start()]}{subject}{topic[pronoun.end() :]}"


def _with(question: Question, before: Question, days: tuple[AskedDays, ...], topic: str) -> Question:
    kept_days = bool(days) and days == before.days
    return replace(question, days=days, topic=topic, kept=_subject(before), kept_days=kept_days)


def _subject(before: Question) -> str:
    """Return what an earlier question was about; for a follow-up, what the one before it was about.

    What a question of fact asks of its subject is left out: "Who found the coronet?" is about the coronet.
    """
    if before.kept:
        return before.kept
    words = content_words(before.topic, before.language)
    verbs = verbs_of(before.topic, before.language) if before.narrow else frozenset()
    return " ".join(word for word in words.split() if word.lower() not in verbs) or words


def leads_on(found: Answer | NothingFound) -> bool:
    """Whether the next question may go on from this one: from what was understood, but not from mere noise."""
    return isinstance(found, Answer) or bool(found.question.days) or found.closest is not None


# What is asked of it


def narrow(answer: Answer, asked: TopicTerms, things: TopicTerms | None = None) -> Answer | None:
    """Return an answer without the sentences that say nothing of what a follow-up asks; None where all are such.

    After the ferry's 29 May, "who was detained?" keeps of that day: "The captain was detained the same evening."
    A headline counts as well: "Coronet stolen from the Royal Cabinet" says of its first sentence when it was stolen.
    `things`: those that the follow-up names, which an answer has to tell of.
    """
    cited = {citation.number: citation for citation in answer.citations}
    told = {s: f"{cited[s.citations[0]].source.title}\n{s.text}" for s in answer.sentences}
    if things and not any(things.share(text) == 1 for text in told.values()):
        return None
    shares = [max(asked.share(s.text), HEADLINE_SHARE * asked.share(told[s])) for s in answer.sentences]
    best = max(shares)
    if not best:
        return None
    return answer.with_sentences([s for s, share in zip(answer.sentences, shares, strict=True) if share == best])


# Days


def _days(text: str, question: Question, before: Question) -> tuple[AskedDays, ...]:
    """Return the days a follow-up names, the relative ones from the day of the question before."""
    if not before.days:
        return question.days
    anchor = before.days[-1].span
    if _is_relative(text, before):
        timexes = _timexes(text, anchor.first, question.language)
        return tuple(AskedDays(t.text, t.span, year_given=True) for t in timexes if t.span)
    if question.days:
        return tuple(_in_year_of(asked, anchor) for asked in question.days)
    return _day_of_month(text, anchor)


def _is_relative(text: str, before: Question) -> bool:
    """Whether a text names a day by the day of the question before: "the day before", «накануне»."""
    if not before.days:
        return False
    found = _timexes(text, before.days[-1].span.first, language_of(text))
    return any(t.anchor is Anchor.EARLIER or (_RELATIVE.search(t.text) and not t.text[0].isdigit()) for t in found)


def _timexes(text: str, anchor: date, language: str) -> list[Timex]:
    found = find_timexes(text, anchor, language, asked=True)
    return [t for t in found if t.span is not None and t.type in (TimexType.DATE, TimexType.TIME)]


def _in_year_of(asked: AskedDays, anchor: DaySpan) -> AskedDays:
    """Read a bare day in the year that was spoken of: after 29 May 2019, "26 May" is in 2019."""
    if asked.year_given:
        return asked
    span = asked.span.in_year(anchor.first.year)
    return AskedDays(asked.text, span, year_given=True) if span else asked


def _day_of_month(text: str, anchor: DaySpan) -> tuple[AskedDays, ...]:
    """Read "the 26th" and «26-го» in the month that was spoken of."""
    found = _DAY_OF_MONTH.search(text)
    if not found:
        return ()
    try:
        day = anchor.first.replace(day=int(found[1] or found[2]))
    except ValueError:
        return ()
    return (AskedDays(found[0], DaySpan(day, day), year_given=True),)


# Words


def _is_whole(text: str) -> bool:
    """Whether a question has a frame of its own: "What happened on …?", «Что было …?»."""
    return PATTERNS[language_of(text)].opening.match(text) is not None


def _has_name(text: str) -> bool:
    """Whether a text names somebody or something: a capital letter after the first word, or a number."""
    return any(word[0].isupper() or word[0].isdigit() for word in re.findall(r"\w+", text)[1:])
