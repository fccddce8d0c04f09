"""Every sentence the bot says by itself: read it from top to bottom to proofread the bot.

One class a language. `Phrases` is English and the whole list; another language is a subclass that overrides it,
in a module of its own (`phrases_ru.py`) and in `languages.py`, so that a phrase not yet translated is said in English.
Phrases are plain text: whoever sends them escapes them. Days, counts and reasons inside them are said by `wording.py`
and `plurals.py`.
"""

from collections.abc import Sequence
from datetime import date

from bot.i18n.wording import say_count, say_day, say_span
from bot.qa.answer import Note, Section
from index.model.dates import DaySpan
from index.model.passage import DayCount
from index.temporal.unclear_dates import Fault, UnclearDate


class Phrases:
    """What the bot says in English, each phrase short, kind, and saying what to do next."""

    language = "en"  # ISO 639-1, as `bot/i18n/wording.py` takes it

    # Welcome

    start = (
        "I answer questions about the news in my archive, and show the sentence behind every answer.\n\n"
        "Ask me about a day, or about anything in the news:"
    )
    help = "Ask in your own words. Name a day, a few days, or none at all:"  # the examples follow
    help_answers = (
        "Every sentence of an answer is quoted from an article and carries a number. "
        "Tap the number's button to read the sentence where it stands."
    )
    help_groups = (
        "In a group, write /ask and your question, mention me, or reply to one of my messages. "
        "I read nothing else there."
    )
    help_follow_up = "Ask on: “and the day before?”, “what about the captain?”. /new begins a new subject."
    help_admins = (
        "You look after this archive: send me articles as files, links or texts, or forward posts. Each gets a "
        "receipt, from which you can fix its date or undo it. /articles, /article 3, /remove 3, /restore, /status, "
        "/stats, /unanswered, /doubtful, /feeds, /export and /admins do the rest."
    )
    command_start = "What I am for"
    command_help = "How to ask"
    command_ask = "Ask a question"
    command_day = "What happened on a day: /day 29 May"
    command_today = "What happened today"
    command_latest = "The latest news, or the latest on a topic"
    command_timeline = "A topic day by day, with a picture"
    command_new = "Forget what we talked about"
    command_cancel = "Stop looking"
    command_language = "Choose the language I speak"
    command_forget = "What I keep of you, and its removal"
    about = (
        "I answer questions about the news, day by day, and prove every sentence: each is quoted from an article, "
        "with its date and a link.\n\nAsk me: What happened on May 29?"
    )  # shown before the first message; at most 512 characters
    about_short = "Answers about the news, day by day. Every sentence is quoted, dated and cited."  # at most 120

    # Languages

    own_name = "English"  # this language, in itself
    which_language = "Which language shall I speak?"
    language_set = "I will speak English with you."

    # Answers

    sources = "Sources"
    original = "original"
    copy_quote = "📋 Copy the quote"

    def year_taken(self, year: int, others: Sequence[DayCount]) -> str:
        """Say which year a bare day was read in, and which other years have it."""
        also = ", ".join(f"{other.day.year} ({other.passages})" for other in others)
        return f"I took the year {year}" + (f"; also {also}" if also else "")

    def also_in(self, outlets: Sequence[str]) -> str:
        """Say who else ran the same words."""
        shown = ", ".join(outlets[:3])
        return f"also in {shown}" + (f" and {len(outlets) - 3} more" if len(outlets) > 3 else "")

    def agreeing(self, outlets: int) -> str:
        """Say how many outlets say what a sentence says."""
        return f"{say_count(outlets, 'outlet')} say so"

    def differs(self, number: str, outlet: str) -> str:
        """Say which number another outlet gives for the same thing."""
        return f"differs: {number} in {outlet}"

    def as_published(self, when: str) -> str:
        """Introduce a publication date, for the head of an article: "published 29 May 2023"."""
        return f"published {when}"

    more = "More"
    read_by_ocr = "read by OCR"  # after a quote whose text was recognised from a picture
    as_file = "This answer and its sources as a file:"  # buttons with the formats follow
    no_more = "That is all I have on this."
    liked = "Thank you!"
    disliked = "Thank you. I have noted that this answer did not help."
    deep_link_gone = "I no longer remember that answer. Please ask the question again."
    passage_earlier = "earlier"
    passage_later = "later"

    def kept_topic(self, topic: str) -> str:
        """Say which subject was kept from the question before."""
        return f"Still about “{topic}”."

    new_subject = "New subject"  # a button that asks the same words alone

    def unclear_date(self, unclear: UnclearDate) -> str:
        """Say that a date is in no calendar, or that it has two readings."""
        if unclear.fault is Fault.IMPOSSIBLE:
            return f"The calendar has no “{unclear.text}”."
        readings = " or ".join(say_span(span) for span in unclear.readings)
        return f"“{unclear.text}” can be {readings}. Write the month in letters to be sure."

    def read_as(self, written: str, meant: str) -> str:
        """Say what a word nobody wrote was taken for, or how a question was translated."""
        return f"I read “{written}” as “{meant}”."

    # Days to walk through

    empty_day = "Please write a day after the command: /day 29 May"
    empty_timeline = "Please write a topic after the command, and days if you like: /timeline bridge 1 May – 3 June"
    empty_timeline_days = "I found no day on which something is told about that. Try another word, or other days."
    nothing_yet_today = "I have nothing on today yet."
    latest_head = "The latest"
    timeline_months = "a month"  # after the name of what the bars of a timeline count
    timeline_days = "a day"
    timeline_weeks = "a week"

    def timeline_bars(self, unit: str) -> str:
        """Say what the bars of a timeline's picture count; `unit` is one of the three above."""
        return f"passages {unit}"

    def timeline_counts(self, passages: int, days: int) -> str:
        """Count what a timeline is made of."""
        return f"{say_count(passages, 'passage')} on {say_count(days, 'day')}"

    def holds(self, articles: int, published: DaySpan | None, newest_day: date | None) -> str:
        """Say what the archive holds."""
        said = f"I hold {say_count(articles, 'article')}"
        said += f", published {say_span(published, self.language)}" if published else ""
        return said + (f". The newest day they tell of is {say_day(newest_day)}." if newest_day else ".")

    # Small talk

    hello = "Hello! Ask me about a day, or about anything in the news. For example:"  # examples follow
    you_are_welcome = "You are welcome!"
    glad = "👍 Ask on whenever you like."
    goodbye = "Goodbye! I am here whenever you want to know what happened."
    how_are_you = "I am well, thank you, and have read the news. What would you like to know?"
    sorry = "I am sorry that I was no help. Try a day (“What happened on 29 May?”), a name or a place, or see /help."
    which_day = "On which day? These are the newest that I have something on:"
    nothing_to_follow = "I do not know what you mean yet: please ask me something first."
    again_nothing = "I will speak English with you. What would you like to know?"
    greet_group = (
        "Hello! I answer questions about the news, and cite an article for every sentence. Here I read only what is "
        "meant for me: write /ask and your question, mention me, or reply to one of my messages. /help tells more."
    )

    # Talking

    new_begun = "All right: your next question starts afresh."
    forget_how = (
        "I keep your last question here for an hour, so that you can ask on; which of your messages I answered with "
        "what, for a day; and the language you chose. Questions that found nothing are listed without your name.\n\n"
        "Send /forget me, and I remove what is yours at once."
    )
    forgotten = (
        "Done: your last question, what I answered to which of your messages, the language you chose, and "
        "what you follow are removed. I still know that you may ask me."
    )
    cancelled = "I have stopped looking."
    nothing_to_cancel = "There is nothing to stop: I am not looking for anything at the moment."
    too_slow = "This takes me too long, so I have stopped. Please ask for fewer days, or in other words."
    still_looking = "Still looking…"

    def slow_down(self, seconds: int) -> str:
        """Ask for patience where somebody asks more than is allowed in a minute."""
        return f"That was a lot at once. Please ask again in {say_count(seconds, 'second')}."

    def slow_group(self, seconds: int) -> str:
        """The same to a group."""
        return f"This group has asked me a lot at once. Please ask again in {say_count(seconds, 'second')}."

    # A language model that was to write the answer, and could not: quotes follow

    model_late = "The model took too long; here is what the articles say, word for word."
    model_saw_nothing = "The model saw no answer here; this is what the articles say, word for word."
    other_language = "My articles are in another language: I looked for the days and names of your question alone."
    model_failed = "The model did not answer; here is what the articles say, word for word."
    model_spent = "The model has done enough for today; here is what the articles say, word for word."

    # Headings of an answer that a language model has ordered; named after `bot.qa.answer.Section`

    section_happened = "What happened"
    section_disputed = "What is disputed"
    section_next = "What comes next"
    section_background = "Background"

    def heading(self, heading: Section | DaySpan) -> str:
        """Say what sentences stand under: a section, or the days they speak of."""
        if isinstance(heading, DaySpan):
            return say_span(heading, self.language)
        said: str = getattr(self, f"section_{heading.value}")
        return said

    def model_note(self, note: Note) -> str:
        """Say how an answer was made: why no language model wrote it, or what was left out."""
        said: str = getattr(self, note.value)
        return said

    # Who may ask

    not_invited = "This archive is private. Please ask the people who look after it for an invitation link."
    invitation_welcome = "Welcome! You may ask me now."
    invitation_used_up = "This invitation is no longer good. Please ask for a new one."
    everyone_may_ask = "Everyone may ask me already, so no invitation is needed."

    def invitation(self, link: str, days: int) -> str:
        """Hand an admin an invitation link."""
        return f"Whoever opens this link may ask me from then on. It is good for {say_count(days, 'day')}:\n{link}"

    # Nothing found

    nothing_but_close = "I found no answer to that in my articles. The closest I have:"
    nothing = "I found nothing about that in my articles. Try other words, or name a day."
    nearest = "These days have something; tap one to ask about it:"
    empty_archive = "I have no articles yet, so I cannot answer. Please come back once some have been added."

    def nothing_on(self, days: str) -> str:
        """Say that the asked days hold nothing."""
        return f"I found nothing on {days}."

    def nothing_about(self, topic: str, days: str) -> str:
        """Say that the asked days hold nothing about the topic."""
        return f"I found nothing about “{topic}” on {days}."

    def ask_day(self, day: date) -> str:
        """Ask what happened on a day, as a reader would."""
        return f"What happened on {say_day(day)}?"

    def ask_days(self, span: DaySpan) -> str:
        """Ask what happened on several days."""
        return f"What happened from {say_day(span.first)} to {say_day(span.last)}?"

    def ask_name(self, name: str) -> str:
        """Ask what is known of somebody or something."""
        return f"What is known about {name}?"

    # Spoken questions

    voice_too_long = "That is very long for a question. Please say it in a minute at most."
    voice_failed = "I could not listen to that just now. Please write your question, or try again in a moment."
    voice_empty = "I heard no words in that. Please say it again, or write it."

    # What cannot be answered

    too_long = "That is very long for a question. Please ask in a sentence or two."
    only_text = "I can only read text. Please write your question, for example: “What happened on May 29?”"
    empty_ask = "Please write your question after the command: /ask What happened on May 29?"
    unknown_command = "I do not know that command. Just write your question, or see /help."
    old_button = "This button is too old for me to remember its answer. Please ask the question again."
    broken = "Something went wrong on my side. Please try again in a moment."

    # Files

    no_files = (
        "Thank you, but only the people who look after this archive can add articles. "
        "I am glad to answer your questions, though."
    )
    as_a_file = "To add an article, please send it as a file, a photo, a link or a text, or forward a post."
    nothing_in_file = "There was no article in this file."
    download_failed = "I could not fetch this file from Telegram. Please send it again."
    speaks_of = "Speaks of"
    speaks_of_no_day = "Names no day."
    skipped = "Skipped"
    skipped_file = "skipped.txt"  # the name of the attached list
    guessed = "The date is a guess, and “on Friday” is read against it: please fix it if it is wrong."

    def reading(self, name: str) -> str:
        """Say that a file has come and is being read."""
        return f"Reading {name}…"

    def reading_so_far(self, name: str, articles: int) -> str:
        """Say how far the reading of a file is."""
        return f"Reading {name}… {say_count(articles, 'article')} so far."

    def outcome(self, status: str, copy_of: str = "") -> str:
        """Say what became of one article: `added`, `updated`, `unchanged` or `copy`."""
        said = {
            "added": "Added.",
            "updated": "Updated: it takes the place of the earlier version.",
            "unchanged": "Already here, word for word. Nothing changed.",
            "copy": f"A copy of {copy_of or 'an article already here'}: noted as such, and kept once.",
        }
        return said[status]

    def counts(self, added: int, updated: int, unchanged: int, copies: int, skipped: int) -> str:
        """Say what became of many articles."""
        parts = [(added, "added"), (updated, "updated"), (unchanged, "already here"), (skipped, "skipped")]
        said = [f"{number:,} {what}" for number, what in parts if number]
        if copies:
            said.insert(-1 if skipped else len(said), say_count(copies, "copy", "copies"))
        return ", ".join(said) + "." if said else self.nothing_in_file

    def guesses(self, number: int) -> str:
        """Say how many of the dates are guesses."""
        return f"{say_count(number, 'date is a guess', 'dates are guesses')} from the file's time."

    def undated(self, number: int) -> str:
        """Say how many articles have no date."""
        them = "it" if number == 1 else "them"
        return f"{say_count(number, 'article has', 'articles have')} no date: questions about a day may miss {them}."

    def passages(self, number: int) -> str:
        """Count passages."""
        return say_count(number, "passage")

    def and_more(self, number: int) -> str:
        """Say how many are not shown."""
        return f"… and {number:,} more."

    def all_skipped(self, number: int) -> str:
        """Go with the attached list of what was skipped."""
        return f"All {number:,} skipped, with the reason for each."


ENGLISH = Phrases()
BROKEN = ENGLISH.broken
