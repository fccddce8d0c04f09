"""Pretty and plain output, and what a terminal must not be made to obey."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.views.progress import Silent, watching
from bot.views.terminal import clean, plain, pretty, print_lines
from bot.views.text_view import answer_lines, article_lines
from tests.bot.made import ANSWER, ARTICLE


class Screen(io.StringIO):
    """A terminal that remembers what it was sent."""

    def isatty(self) -> bool:
        return True


def test_output_is_plain_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines(answer_lines(ANSWER))

    told = capsys.readouterr().out
    assert told.splitlines()[2] == "On May 29 it struck the pier. [1] (also in Evening Echo)"
    assert "\x1b" not in told


def test_output_has_colour_where_a_person_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NO_COLOR", raising=False)

    print_lines(answer_lines(ANSWER))

    assert "\x1b[" in screen.getvalue()
    assert "May 29" in screen.getvalue()


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("\x1b[2Jgone", "[2Jgone"),
        ("\x1b]0;title\x07words", "]0;titlewords"),
        ("back\x08space\rline", "backspaceline"),
        ("\u202egnitirw", "gnitirw"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("Звечан – 29 мая", "Звечан – 29 мая"),
    ],
)
def test_words_from_outside_cannot_steer_the_terminal(sent: str, seen: str) -> None:
    assert clean(sent) == seen
    assert plain(((sent, ""),)) == seen
    assert pretty(((sent, "head"),)).plain == seen


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "head", "number", "note", "day", "quote day"])), max_size=4))
def test_pretty_and_plain_say_the_same(pieces: list[tuple[str, str]]) -> None:
    line = tuple(piece for piece in pieces if "quote" not in piece[1])

    assert pretty(line).plain == plain(line)


def test_brackets_are_words_and_no_markup() -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(pretty((("Tides [bold]explained[/bold]", "head"),)))

    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "Tides [bold]explained[/bold]\n"


def test_a_list_of_articles_survives_a_narrow_terminal() -> None:
    console = Console(file=io.StringIO(), width=20)
    for line in article_lines([ARTICLE]):
        console.print(pretty(line))

    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().split() == plain(article_lines([ARTICLE])[0]).split()


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with watching() as progress:
        assert isinstance(progress, Silent)
        progress.stored("Ferry strikes pier", 1)
        progress.built(1, 1)

    assert capsys.readouterr() == ("", "")


def test_bars_show_each_stage_on_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")

    with watching() as progress:
        progress.stored("Ferry strikes pier [pictures]", 12)
        progress.built(3, 40)

    told = screen.getvalue()
    assert "Reading and storing" in told
    assert "Ferry strikes pier [pictures]" in told
    assert "Building vectors" in told
    assert " 3/40" in told
    assert "Reading anew" not in told


def test_bars_are_silent_when_told_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)

    with watching(quiet=True) as progress:
        progress.built(1, 2)

    assert screen.getvalue() == ""
