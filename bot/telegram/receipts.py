"""Receipts: what an admin reads about a file that came in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.phrases import Phrases
from bot.telegram.rendering import Message
from bot.telegram.richtext import Run, shorten
from bot.wording import say_dated, say_spans
from index.archive import Outcome
from index.article import Evidence
from index.ingest import AddReport
from index.reading.skipped import Skipped

TITLES_SHOWN = 5
SKIPPED_SHOWN = 10  # more go out as an attached list
NAME_UNITS = 100
TITLE_UNITS = 200
REASON_UNITS = 300


@dataclass(frozen=True, slots=True)
class ReceiptMessage:
    """A receipt, and the list that goes with it."""

    message: Message
    skipped_list: str = ""  # the text of an attached file; empty where the message says it all


def render_receipt(report: AddReport, file_name: str, phrases: Phrases) -> ReceiptMessage:
    """Return the receipt for one file: one article in full, many as counts and first titles."""
    runs = [Run(shorten(file_name, NAME_UNITS), italic=True)]
    if len(report.outcomes) == 1:
        runs += _one(report.outcomes[0], phrases)
    elif report.outcomes:
        runs += _many(report, phrases)
    elif not report.skipped:
        runs.append(Run("\n" + phrases.nothing_in_file))
    runs += _skipped(report.skipped, file_name, phrases)
    long = len(report.skipped) > SKIPPED_SHOWN
    return ReceiptMessage(Message(runs), _skipped_list(report.skipped, file_name) if long else "")


def _one(outcome: Outcome, phrases: Phrases) -> Iterator[Run]:
    source = outcome.source
    yield Run("\n" + shorten(source.title, TITLE_UNITS), bold=True)
    yield Run("\n" + _facts(outcome, phrases))
    if source.evidence in (Evidence.FILE_TIME, Evidence.NONE):
        yield Run("\n" + phrases.guessed, italic=True)
    if outcome.spans:
        yield Run(f"\n{phrases.speaks_of} {say_spans(outcome.spans, phrases.language)}.")
    else:
        yield Run("\n" + phrases.speaks_of_no_day)
    yield Run(f"\n{phrases.passages(outcome.passages)}. {phrases.outcome(outcome.status, outcome.copy_of)}")


def _many(report: AddReport, phrases: Phrases) -> Iterator[Run]:
    counts = (report.added, report.updated, report.unchanged, report.copies, len(report.skipped))
    yield Run("\n" + phrases.counts(*counts), bold=True)
    for outcome in report.outcomes[:TITLES_SHOWN]:
        yield Run(f"\n• {shorten(outcome.source.title, TITLE_UNITS)} — {_facts(outcome, phrases)}")
    if len(report.outcomes) > TITLES_SHOWN:
        yield Run("\n" + phrases.and_more(len(report.outcomes) - TITLES_SHOWN))
    guesses = sum(outcome.source.evidence is Evidence.FILE_TIME for outcome in report.outcomes)
    undated = sum(outcome.source.published is None for outcome in report.outcomes)
    if guesses:
        yield Run("\n" + phrases.guesses(guesses), italic=True)
    if undated:
        yield Run("\n" + phrases.undated(undated), italic=True)


def _facts(outcome: Outcome, phrases: Phrases) -> str:
    """Say outlet, date, and how the date was known."""
    source = outcome.source
    facts = [shorten(source.outlet, NAME_UNITS), say_dated(source.published, source.evidence, phrases.language)]
    return ", ".join(fact for fact in facts if fact)


def _skipped(skipped: Sequence[Skipped], file_name: str, phrases: Phrases) -> Iterator[Run]:
    if not skipped:
        return
    yield Run(f"\n\n{phrases.skipped}", bold=True)
    for one in skipped[:SKIPPED_SHOWN]:
        yield Run(f"\n• {shorten(_where(one, file_name), NAME_UNITS)}: {shorten(one.reason, REASON_UNITS)}")
    if len(skipped) > SKIPPED_SHOWN:
        yield Run("\n" + phrases.and_more(len(skipped) - SKIPPED_SHOWN))


def _skipped_list(skipped: Sequence[Skipped], file_name: str) -> str:
    return "".join(f"{_where(one, file_name)}\t{one.reason}\n" for one in skipped)


def _where(skipped: Skipped, file_name: str) -> str:
    """Name the place as the admin knows it: "telegram/news.jsonl/3f2a91bc#7" -> "news.jsonl#7"."""
    _, mark, part = skipped.path.rpartition("#")
    return f"{file_name}#{part}" if mark and part.isalnum() else file_name
