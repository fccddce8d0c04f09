"""A timeline as a rich message: a table of days, and its sources as footnotes.

The tags and limits are those of core.telegram.org/bots/api#rich-message-formatting-options.
"""

from collections.abc import Iterator
from html import escape

from bot.i18n.phrases import Phrases
from bot.i18n.wording import say_published, say_span
from bot.qa.answer import Answer, CitedSentence
from bot.telegram.rendering.callback_data import write_link
from bot.telegram.rendering.richtext import is_address, sendable, shorten
from index.model.article import Source

TITLE_UNITS = 200
OUTLET_UNITS = 60


def write_timeline(answer: Answer, answer_id: str, phrases: Phrases, username: str = "") -> str:
    """Return a timeline in Telegram's rich HTML: a row a day; its numbers lead to the sources below.

    With the bot's `username`, as in a group, they lead to the passage, in private.
    """
    rows = "".join(_row(sentence, answer_id, phrases, username) for sentence in answer.sentences)
    heading = ", ".join(say_span(asked.span, phrases.language) for asked in answer.question.days)
    parts = [f"<h4>{_text(heading)}</h4>", f"<table striped>{rows}</table>", f"<h5>{_text(phrases.sources)}</h5>"]
    return "".join([*parts, *_footnotes(answer, phrases)])


def _row(sentence: CitedSentence, answer_id: str, phrases: Phrases, username: str) -> str:
    day = say_span(sentence.day, phrases.language) if sentence.day else ""
    links = [
        f'<a href="{write_link(username, answer_id, number) if username else f"#source-{number}"}">[{number}]</a>'
        for number in dict.fromkeys(sentence.citations)
    ]
    said = f"{_text(' '.join(sentence.text.split()))} {''.join(links)}"
    return f'<tr><td valign="top"><b>{_text(day)}</b></td><td>{said}</td></tr>'


def _footnotes(answer: Answer, phrases: Phrases) -> Iterator[str]:
    """Give a line for each article, with the numbers of all its citations."""
    marks: dict[tuple[str, Source], str] = {}
    for citation in answer.citations:
        mark = f'<tg-reference name="source-{citation.number}">[{citation.number}]</tg-reference>'
        key = (citation.article_id, citation.source)
        marks[key] = marks.get(key, "") + mark
    for (_, source), of_article in marks.items():
        yield f"<p>{of_article} {_source(source, phrases)}</p>"


def _source(source: Source, phrases: Phrases) -> str:
    title = _text(shorten(source.title, TITLE_UNITS))
    linked = f'<a href="{escape(source.url)}">{title}</a>' if is_address(source.url) else title
    facts = [shorten(source.outlet, OUTLET_UNITS), say_published(source.published, phrases.language)]
    return f"{linked} — {_text(', '.join(fact for fact in facts if fact))}"


def _text(text: str) -> str:
    return escape(sendable(text), quote=False)
