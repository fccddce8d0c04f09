"""`chat`: asking the archive in the terminal, citation by citation."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.context import Calling, common_options, pass_calling, say, say_empty
from bot.i18n.wording import say_count, say_span
from bot.qa.answer import Answer, NothingFound
from bot.views.progress import watching
from bot.views.terminal import print_lines
from bot.views.text_view import Line, answer_lines, passage_lines
from index.errors import DatelineError
from index.model.dates import DaySpan

if TYPE_CHECKING:
    from bot.qa.engine import Engine
    from index.archive import Status

_PROMPT = "> "
_HELP: tuple[Line, ...] = (
    (("Ask anything: ", "note"), ("what happened on May 29?", "")),
    (("A number, or /open N, opens that citation in its article.", "note"),),
    (("/help tells this, /quit ends.", "note"),),
)


@click.command()
@click.option("--sample", is_flag=True, help="Ask the sample articles that come with Dateline.")
@common_options
@pass_calling
def chat(calling: Calling, sample: bool) -> None:
    """Ask the archive question after question, and open citations.

    Reads standard input, so that questions may also be piped in.

    \b
    Examples:
      dateline chat --sample
      echo "what happened on May 29?" | dateline chat
    """
    if sample:
        calling.turn_to(prepare_sample(calling))
    with calling.archive() as archive:
        now = archive.status()
        if not now.articles:
            raise DatelineError(say_empty(calling.settings.data_dir))
        print_lines(_welcome(now))
        talk = Talk(calling.engine(archive), calling)
        for line in _typed():
            if not talk.hear(line):
                break


@dataclass
class Talk:
    """One conversation: it remembers its last answer, so that a number opens a citation."""

    engine: "Engine"
    calling: Calling
    last: Answer | None = None

    def hear(self, line: str) -> bool:
        """Answer one line; False when it ends the talk."""
        word, _, rest = line.partition(" ")
        if word in ("/quit", "/exit", "/q"):
            return False
        if word == "/open":
            self._open(rest.strip())
        elif line.isdecimal():
            self._open(line)
        elif word == "/help" or line.startswith("/"):
            print_lines(_HELP)
        else:
            self._ask(line)
        return True

    def _ask(self, text: str) -> None:
        try:
            answer = self.engine.ask(text, self.calling.today)
        except DatelineError as error:
            print_lines([((error.for_reader, "warning"),)])
            return
        self.last = None if isinstance(answer, NothingFound) else answer
        print_lines([*answer_lines(answer), ()])

    def _open(self, number: str) -> None:
        citations = self.last.citations if self.last else ()
        for citation in citations:
            if str(citation.number) == number.lstrip("0"):
                print_lines([*passage_lines(citation), ()])
                return
        can = f"this answer has 1 to {len(citations)}" if citations else "ask a question first"
        print_lines([((f"There is no citation {number or 'without a number'}: {can}.", "warning"),)])


def prepare_sample(calling: Calling) -> Path:
    """Return the data directory of the sample archive; build it unless it is there already."""
    from index.sample import ARTICLES

    home = calling.settings.data_dir / "sample"
    built = home / "built.txt"
    print_of = _fingerprint(ARTICLES)
    if not built.is_file() or built.read_text() != print_of:
        _build(ARTICLES, home, calling)
        built.write_text(print_of)
    return home


def _build(articles: Path, home: Path, calling: Calling) -> None:
    from index.archive import Archive
    from index.ingest.pipeline import add_paths

    with Archive.open(home, write=True, model_dir=calling.settings.model_dir) as archive, watching() as progress:
        add_paths(archive, [articles], progress=progress.stored)
        archive.catch_up(progress=progress.built)


def _fingerprint(folder: Path) -> str:
    """Return a fingerprint of a small folder's files: another one means that the sample has changed."""
    digest = blake2b(digest_size=16)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _welcome(now: "Status") -> list[Line]:
    days = ""
    if now.first_published and now.last_published:
        days = f", published {say_span(DaySpan(now.first_published, now.last_published))}"
    return [((f"{say_count(now.articles, 'article')}{days}.", "head"),), *_HELP, ()]


def _typed() -> Iterator[str]:
    """Give the lines a person types, or that are piped in; these are shown as if typed."""
    person = sys.stdin.isatty()
    if person:
        _with_history()
    while True:
        try:
            line = input(_PROMPT if person else "").strip()
        except (EOFError, KeyboardInterrupt):
            if person:
                click.echo()  # the shell's prompt begins on a line of its own
            return
        except UnicodeDecodeError:
            say("That line is not UTF-8 text.")
            continue
        if line and not person:
            click.echo(f"{_PROMPT}{line}")
        if line:
            yield line


def _with_history() -> None:
    """Let arrow keys edit the line and bring earlier ones back, where the platform can."""
    try:
        import readline  # noqa: F401  # importing it is what turns it on
    except ImportError:
        return
