"""Receipts: what an admin reads about what came in, and the buttons to correct it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n.admin_phrases import AdminPhrases
from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_dated, say_spans
from bot.storage.delivery import Delivered, Delivery, Fate, Part
from bot.telegram.rendering.admin_callback_data import AdminAction, write_admin_tap
from bot.telegram.rendering.answer_message import Message
from bot.telegram.rendering.richtext import Run, shorten
from index.adding import Outcome
from index.ingest.skipped import Skipped
from index.model.article import GUESSED_DATES, DateEvidence
from index.pipeline import AddReport

TITLES_SHOWN = 5
SKIPPED_SHOWN = 10  # more go out as an attached list
NAME_UNITS = 100
TITLE_UNITS = 200
REASON_UNITS = 300
NOTE_UNITS = 500


@dataclass(frozen=True, slots=True)
class ReceiptMessage:
    """A receipt, and the list that goes with it."""

    message: Message
    skipped_list: str = ""  # the text of an attached file; empty where the message says it all


def render_receipt(delivery: Delivery, phrases: Phrases, said: AdminPhrases) -> ReceiptMessage:
    """Return the receipt of a delivery: one article in full, many as counts and first titles."""
    delivered = delivery.delivered
    assert delivered is not None  # it is stored
    runs = [Run(shorten(names_of(delivery.parts, said), NAME_UNITS), italic=True)]
    if delivery.fate in (Fate.FAILED, Fate.UNDONE):
        runs += _ended(delivery, delivered, said)
        return ReceiptMessage(Message(runs, _buttons(delivery, delivered, said)))
    runs += _body(delivered.report, phrases, said)
    runs += _notes(delivery, delivered, said)
    skipped = delivered.report.skipped
    runs += _skipped(skipped, delivery.parts, phrases)
    long = len(skipped) > SKIPPED_SHOWN
    message = Message(runs, _buttons(delivery, delivered, said))
    return ReceiptMessage(message, _skipped_list(skipped, delivery.parts) if long else "")


def names_of(parts: Sequence[Part], said: AdminPhrases) -> str:
    """Name what a delivery is made of."""
    names = [part.name for part in parts]
    return names[0] if len(names) == 1 else said.files(names)


def guessed(report: AddReport) -> list[Outcome]:
    """Return the articles whose date an admin may want to set: the only one, or those of many that are guesses."""
    here = [outcome for outcome in report.outcomes if outcome.status != "copy"]
    if len(report.outcomes) == 1:
        return here
    return [outcome for outcome in here if outcome.source.evidence in GUESSED_DATES]


def _ended(delivery: Delivery, delivered: Delivered, said: AdminPhrases) -> Iterator[Run]:
    if delivery.fate is Fate.FAILED:
        yield Run("\n" + said.failed)
        return
    yield Run("\n" + (said.undone_left(delivered.left) if delivered.left else said.undone), bold=True)
    if delivered.undone:
        yield from _undone(delivered, said)
        return
    outcomes = delivered.report.outcomes
    for outcome in outcomes[:TITLES_SHOWN]:
        yield Run(f"\n• {shorten(outcome.source.title, TITLE_UNITS)}")
    if len(outcomes) > TITLES_SHOWN:
        yield Run("\n…")
    if any(outcome.status == "updated" for outcome in outcomes) or delivered.earlier:
        yield Run("\n" + said.undone_earlier)


def _undone(delivered: Delivered, said: AdminPhrases) -> Iterator[Run]:
    """Name what an Undo removed, put back, and left."""
    titles = {one.old_id: one.title for one in delivered.earlier}
    titles |= {outcome.article_id: outcome.source.title for outcome in delivered.report.outcomes}
    for how, head in (("removed", said.undone_removed), ("restored", said.undone_back), ("left", said.undone_kept)):
        ids = [article_id for article_id, done in delivered.undone if done == how]
        if not ids:
            continue
        yield Run(f"\n{head(len(ids))}", bold=True)
        for article_id in ids[:TITLES_SHOWN]:
            yield Run(f"\n• {shorten(titles.get(article_id, article_id), TITLE_UNITS)}")
        if len(ids) > TITLES_SHOWN:
            yield Run("\n" + said.and_more(len(ids) - TITLES_SHOWN))


def _body(report: AddReport, phrases: Phrases, said: AdminPhrases) -> Iterator[Run]:
    if len(report.outcomes) == 1:
        yield from _one(report.outcomes[0], phrases, said)
    elif report.outcomes:
        yield from _many(report, phrases)
    elif not report.skipped:
        yield Run("\n" + phrases.nothing_in_file)


def _one(outcome: Outcome, phrases: Phrases, said: AdminPhrases) -> Iterator[Run]:
    source = outcome.source
    yield Run("\n" + shorten(source.title, TITLE_UNITS), bold=True)
    yield Run("\n" + _facts(outcome, phrases))
    if source.evidence in GUESSED_DATES:
        yield Run("\n" + phrases.guessed, italic=True)
    if outcome.spans:
        yield Run(f"\n{phrases.speaks_of} {say_spans(outcome.spans, phrases.language)}.")
    else:
        yield Run("\n" + phrases.speaks_of_no_day)
    here = said.here_since(outcome.since) if outcome.since else phrases.outcome(outcome.status, outcome.copy_of)
    yield Run(f"\n{phrases.passages(outcome.passages)}. {here}")
    if outcome.near:
        yield Run("\n" + said.near_copy(shorten(outcome.near, TITLE_UNITS)))


def _many(report: AddReport, phrases: Phrases) -> Iterator[Run]:
    counts = (report.added, report.updated, report.unchanged, report.copies, len(report.skipped))
    yield Run("\n" + phrases.counts(*counts), bold=True)
    for outcome in report.outcomes[:TITLES_SHOWN]:
        yield Run(f"\n• {shorten(outcome.source.title, TITLE_UNITS)} — {_facts(outcome, phrases)}")
    if len(report.outcomes) > TITLES_SHOWN:
        yield Run("\n" + phrases.and_more(len(report.outcomes) - TITLES_SHOWN))
    guesses = sum(
        outcome.source.evidence in (DateEvidence.DATELINE_GUESS, DateEvidence.FILE_TIME) for outcome in report.outcomes
    )
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


def _notes(delivery: Delivery, delivered: Delivered, said: AdminPhrases) -> Iterator[Run]:
    """Say what else an admin should know: newer versions, captions not understood, a stop in between."""
    titles = [shorten(earlier.title, TITLE_UNITS) for earlier in delivered.earlier]
    if titles and delivery.fate is Fate.REPLACED:
        yield Run("\n\n" + said.replaced(titles))
    elif titles and delivery.fate is Fate.KEPT_BOTH:
        yield Run("\n\n" + said.kept_both)
    elif titles:
        yield Run("\n\n" + (said.looks_newer(titles[0]) if len(titles) == 1 else said.look_newer(len(titles))))
    for note in delivered.notes:
        yield Run("\n\n" + shorten(note, NOTE_UNITS))
    if delivery.starts > 1:
        yield Run("\n\n" + said.after_a_stop, italic=True)


def _skipped(skipped: Sequence[Skipped], parts: Sequence[Part], phrases: Phrases) -> Iterator[Run]:
    if not skipped:
        return
    yield Run(f"\n\n{phrases.skipped}", bold=True)
    for one in skipped[:SKIPPED_SHOWN]:
        yield Run(f"\n• {shorten(_where(one, parts), NAME_UNITS)}: {shorten(one.reason, REASON_UNITS)}")
    if len(skipped) > SKIPPED_SHOWN:
        yield Run("\n" + phrases.and_more(len(skipped) - SKIPPED_SHOWN))


def _skipped_list(skipped: Sequence[Skipped], parts: Sequence[Part]) -> str:
    return "".join(f"{_where(one, parts)}\t{one.reason}\n" for one in skipped)


def _where(skipped: Skipped, parts: Sequence[Part]) -> str:
    """Name the place as the admin knows it: "telegram/news.zip/3f2a91bc/may/a.txt" -> "news.zip/may/a.txt"."""
    for part in parts:
        if skipped.path.startswith(part.origin):
            return part.name + skipped.path.removeprefix(part.origin)
    return parts[0].name if parts else skipped.path


def _buttons(delivery: Delivery, delivered: Delivered, said: AdminPhrases) -> InlineKeyboardMarkup | None:
    """Return what can still be done about a delivery."""
    if delivery.fate is Fate.UNDONE:
        return None
    if delivery.fate is Fate.FAILED:
        return InlineKeyboardMarkup([[_button(AdminAction.TRY_AGAIN, said.button_again, delivery)]])
    first = []
    if guessed(delivered.report):
        first.append(_button(AdminAction.FIX_DATES, said.button_fix_date, delivery))
    if any(outcome.status != "unchanged" for outcome in delivered.report.outcomes):
        first.append(_button(AdminAction.UNDO, said.button_undo, delivery))
    second = []
    if delivered.earlier and delivery.fate is Fate.NONE:
        second = [
            _button(AdminAction.REPLACE, said.button_replace, delivery),
            _button(AdminAction.KEEP_BOTH, said.button_keep_both, delivery),
        ]
    outcomes = delivered.report.outcomes
    third = []
    if len(outcomes) > TITLES_SHOWN:
        third = [_button(AdminAction.ALL_OF_DELIVERY, said.button_all_of(len(outcomes)), delivery)]
    rows = [row for row in (second, third, first) if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(action: AdminAction, text: str, delivery: Delivery) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=write_admin_tap(action, delivery.id))
