"""`chat`: ask the archive in the terminal, and open citations."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from bot.cli.context import Invocation, common_options, empty_archive_hint, pass_invocation, print_note
from bot.cli.interactive.sample_archive import SAMPLE_DAY, prepare_sample
from bot.cli.interactive.terminal_talk import reply_lines
from bot.i18n.phrases import ENGLISH
from bot.i18n.wording import say_count, say_day, say_span
from bot.qa.answer import Answer, NothingFound, Question
from bot.qa.follow_up import leads_on
from bot.qa.talk.small_talk import SmallTalk, read_small_talk, split_questions
from bot.views.styled_text import Line
from bot.views.terminal import print_lines
from bot.views.text_view import answer_lines, passage_lines
from index.errors import DatelineError
from index.model.dates import DaySpan

if TYPE_CHECKING:
    from bot.qa.engine import Engine
    from index.archive import Status

_PROMPT = "> "
_HELP: tuple[Line, ...] = (
    (("Ask anything: ", "note"), ("what happened on May 29?", "")),
    (("A number, or /open N, opens that citation in its article.", "note"),),
    (("A question may go on from the one before; /new asks the same words alone.", "note"),),
    (("Small talk works, too: latest news, more, source?", "note"),),
    (("/help shows these lines, /quit ends.", "note"),),
)


@click.command()
@click.option("--sample", is_flag=True, help="Ask the sample articles that come with Dateline.")
@common_options
@pass_invocation
def chat(invocation: Invocation, sample: bool) -> None:
    """Ask the archive question after question, and open citations.

    Questions are read from standard input, so they may also be piped in.

    \b
    Examples:
      dateline chat --sample
      echo "What happened on May 29?" | dateline chat
    """
    if sample:
        invocation.use_data_dir(prepare_sample(invocation))
        invocation.day = invocation.day or SAMPLE_DAY
    with invocation.archive() as archive:
        now = archive.status()
        if not now.articles:
            raise DatelineError(empty_archive_hint(invocation.settings.data_dir))
        print_lines(_welcome(now, invocation.day))
        dialogue = Dialogue(invocation.engine(archive), invocation)
        for line in _read_lines():
            if not dialogue.handle(line):
                break


@dataclass
class Dialogue:
    """One dialogue: it keeps the last answer, so that a number opens one of its citations, and what it was about."""

    engine: "Engine"
    invocation: Invocation
    last: Answer | None = None
    before: Question | None = None  # what the next question may go on from
    follow_up: str = ""  # the last question, if it was read with the one before

    def handle(self, line: str) -> bool:
        """Answer one line; return False if it ends the dialogue."""
        word, _, rest = line.partition(" ")
        if word in ("/quit", "/exit", "/q"):
            return False
        if word == "/open":
            self._open(rest.strip())
        elif line.isdecimal():
            self._open(line)
        elif word == "/new":
            self._start_afresh()
        elif word == "/help" or line.startswith("/"):
            print_lines(_HELP)
        elif kind := read_small_talk(line):
            self._talk(kind, line)
        else:
            for question in split_questions(line):
                self._ask(question)
        return True

    def _talk(self, kind: SmallTalk, line: str) -> None:
        try:
            print_lines([*reply_lines(kind, line, self.last, self.engine, self.invocation.today), ()])
        except DatelineError as error:
            print_lines([((error.for_reader, "warning"),)])

    def _ask(self, text: str) -> None:
        try:
            answer = self.engine.ask(text, self.invocation.today, self.before)
        except DatelineError as error:
            print_lines([((error.for_reader, "warning"),)])
            return
        self.last = None if isinstance(answer, NothingFound) else answer
        self.before = answer.question if leads_on(answer) else self.before
        self.follow_up = text if answer.question.follows else ""
        print_lines([*answer_lines(answer), ()])

    def _start_afresh(self) -> None:
        """Ask a follow-up's words alone; after any other question, let the next one start afresh."""
        text, self.before = self.follow_up, None
        if text:
            self._ask(text)
        else:
            print_lines([((ENGLISH.new_begun, "note"),)])

    def _open(self, number: str) -> None:
        citations = self.last.citations if self.last else ()
        for citation in citations:
            if str(citation.number) == number.lstrip("0"):
                print_lines([*passage_lines(citation), ()])
                return
        hint = f"this answer has 1 to {len(citations)}" if citations else "ask a question first"
        print_lines([((f"There is no citation {number or 'without a number'}: {hint}.", "warning"),)])


def _welcome(now: "Status", today: date | None) -> list[Line]:
    days = ""
    if now.first_published and now.last_published:
        days = f", published {say_span(DaySpan(now.first_published, now.last_published))}"
    taken = f" Today is taken to be {say_day(today)}; --today sets another day." if today else ""
    return [((f"{say_count(now.articles, 'article')}{days}.{taken}", "head"),), *_HELP, ()]


def _read_lines() -> Iterator[str]:
    """Yield the lines that a person types. Lines that are piped in are also printed, as if they were typed."""
    typed = sys.stdin.isatty()
    if typed:
        _enable_line_editing()
    while True:
        try:
            line = input(_PROMPT if typed else "").strip()
        except (EOFError, KeyboardInterrupt):
            if typed:
                click.echo()  # so that the shell's prompt begins on a line of its own
            return
        except UnicodeDecodeError:
            print_note("That line is not UTF-8 text.")
            continue
        if line and not typed:
            click.echo(f"{_PROMPT}{line}")
        if line:
            yield line


def _enable_line_editing() -> None:
    """Let arrow keys edit the line and recall earlier ones, if the platform has readline."""
    try:
        import readline  # noqa: F401  # importing it enables it
    except ImportError:
        return
