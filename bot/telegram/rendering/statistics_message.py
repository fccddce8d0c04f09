"""What admins read about questions: counts by day and by what became of them, and what did not help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.wording import say_day
from bot.storage.statistics.question_counts import Outcome, QuestionCounts
from bot.storage.users import VoteCounts
from bot.telegram.rendering.admin_callback_data import AdminAction, write_admin_tap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten

QUESTION_UNITS = 150
DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class VotedDown:
    """An answer that did not help."""

    answer_id: str
    question: str
    is_case: bool


def render_statistics(
    days: int,
    counts: QuestionCounts,
    votes: VoteCounts,
    voted_down: Sequence[VotedDown],
    cases: int,
    phrases: AdminPhrases,
) -> Message:
    """Return the statistics of the last days, with a button for each answer that can be kept as a case."""
    runs = [Run(phrases.stats_head, bold=True), Run(f"\n{phrases.stats_days(days, counts.questions)}")]
    runs += _counts(counts, phrases) if counts.questions else [Run(f"\n{phrases.stats_none}")]
    has_votes = votes.helped or votes.did_not
    runs.append(Run("\n\n" + (phrases.stats_votes(votes.helped, votes.did_not) if has_votes else phrases.no_votes)))
    if voted_down:
        runs.append(Run(f"\n{phrases.not_helpful_head}", bold=True))
        for number, one in enumerate(voted_down, 1):
            mark = " ✓" if one.is_case else ""
            runs.append(Run(f"\n{number}. {shorten(one.question, QUESTION_UNITS)}{mark}"))
    if cases:
        runs.append(Run(f"\n\n{phrases.cases_kept(cases)}", italic=True))
    row = [
        InlineKeyboardButton(str(n), callback_data=write_admin_tap(AdminAction.KEEP_CASE, one.answer_id, days))
        for n, one in enumerate(voted_down, 1)
        if not one.is_case
    ]
    return Message(runs, InlineKeyboardMarkup([row]) if row else None)


def _counts(counts: QuestionCounts, phrases: AdminPhrases) -> Iterator[Run]:
    for day, times in list(counts.by_day.items())[:DAYS_SHOWN]:
        yield Run(f"\n• {say_day(day, phrases.language)}: {times:,}")
    if len(counts.by_day) > DAYS_SHOWN:
        yield Run("\n…")
    yield Run(f"\n\n{counts.by_outcome.get(Outcome.ANSWERED, 0):,} × {phrases.outcomes[Outcome.ANSWERED]}")
    not_answered = [(outcome, times) for outcome, times in counts.by_outcome.items() if outcome != Outcome.ANSWERED]
    if not_answered:
        yield Run(f"\n{sum(times for _, times in not_answered):,} × {phrases.not_answered}")
    for outcome, times in not_answered:
        yield Run(f"\n   {times:,} × {phrases.outcomes[outcome]}")
    if counts.most_asked_days:
        yield Run(f"\n\n{phrases.stats_most_asked}", bold=True)
        for day, times in counts.most_asked_days.items():
            yield Run(f"\n{times:,} × {say_day(day, phrases.language)}")
