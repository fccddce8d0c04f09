"""What people waited for, as messages: an alert, a digest, and the lists and buttons that belong to them.

u:12            follow the question 12 no longer
z:Europe/Paris  that is this chat's clock
z:off           no more digests
"""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.alerts.clocks import OFFERED
from bot.alerts.digest import Digest
from bot.i18n.alert_phrases import AlertPhrases
from bot.i18n.phrases import Phrases
from bot.qa.answer import Answer
from bot.storage.alerts.follows import Follow
from bot.telegram.rendering.answer_message import Message, render, render_parts
from bot.telegram.rendering.callback_data import CITATION, write_tap
from bot.telegram.rendering.richtext import Run, shorten

UNFOLLOW = "u:"
CLOCK = "z:"
OFF = "off"
TOPIC_UNITS = 200
LABEL_UNITS = 40
CLOCKS_A_ROW = 2
NUMBERS_A_ROW = 8


def render_alert(answer: Answer, answer_id: str, follow: Follow, phrases: Phrases, said: AlertPhrases) -> Message:
    """Return the message that tells of something that is followed: the quote with its source."""
    head = Run(f"🔔 {shorten(follow.question.text, TOPIC_UNITS)}", bold=True)
    text = render(answer, "", phrases).text
    buttons = [_citation(answer_id, 1), _button(said.unfollow, f"{UNFOLLOW}{follow.id}")]
    return Message([head, Run("\n\n"), *text], InlineKeyboardMarkup([buttons]))


def render_digest(digest: Digest, answer_id: str, phrases: Phrases, said: AlertPhrases, *, daily: bool) -> Message:
    """Return the message of a morning; with `daily`, the button that ends the digests stands under it."""
    parts = [
        (said.kept_head, digest.kept),
        (said.digest_yesterday, digest.yesterday),
        (said.digest_today, digest.today),
    ]
    text = render_parts(digest.answer, parts, phrases, f"☀️ {said.digest_head}")
    numbers = [_citation(answer_id, one.number) for one in digest.answer.citations] if answer_id else []
    rows = [numbers[at : at + NUMBERS_A_ROW] for at in range(0, len(numbers), NUMBERS_A_ROW)]
    rows += [[_button(said.digest_stop, CLOCK + OFF)]] if daily else []
    return Message(text, InlineKeyboardMarkup(rows) if rows else None)


def render_following(follows: Sequence[Follow], said: AlertPhrases) -> Message:
    """Return the list of what is followed, with a button to drop each."""
    if not follows:
        return Message([Run(said.nothing_followed)])
    lines = [Run(f"\n{number}. {follow.question.text}") for number, follow in enumerate(follows, start=1)]
    rows = [
        [_button(f"{said.unfollow}: {shorten(follow.question.text, LABEL_UNITS)}", f"{UNFOLLOW}{follow.id}")]
        for follow in follows
    ]
    return Message([Run(said.follows_head, bold=True), *lines], InlineKeyboardMarkup(rows))


def clock_keyboard() -> InlineKeyboardMarkup:
    """Return the clocks that are offered."""
    buttons = [_button(zone.rpartition("/")[2].replace("_", " "), CLOCK + zone) for zone in OFFERED]
    return InlineKeyboardMarkup([buttons[at : at + CLOCKS_A_ROW] for at in range(0, len(buttons), CLOCKS_A_ROW)])


def _citation(answer_id: str, number: int) -> InlineKeyboardButton:
    return _button(str(number), write_tap(CITATION, answer_id, number))


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)
