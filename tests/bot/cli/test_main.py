"""The command line: what it prints, what it ends with, and what it does without."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.telegram.heartbeat import Heartbeat
from config.settings import Settings
from index.archive import Archive

ROOT = Path(__file__).parents[3]
TODAY = "2023-06-24"

FERRY = {
    "id": "ferry",
    "title": "Ferry strikes pier in Lund",
    "published": "2023-05-30",
    "outlet": "Harbour Post",
    "url": "https://harbour.example/ferry",
    "text": (
        "LUND, May 30. The ferry Aurora struck the pier of Lund on May 29.\nSeven passengers were hurt, the harbour"
        " master Ida Holm said.\n\nThe ferry had left Varn on May 26 with a broken radar, the owner admitted."
    ),
}
MUSEUM = {
    "id": "museum",
    "title": "Museum in Varn loses its clock",
    "published": "2022-05-30",
    "text": "Thieves took the copper clock of the Varn museum on May 29, police said on Monday.",
}
RUSSIAN = {
    "id": "мост",
    "title": "Мост закрыт",
    "published": "2023-06-02",
    "language": "ru",
    "text": "Мост через Луну закрыли 1 июня. Ремонт продлится месяц.",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty directory with no variable of Dateline set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data directory of a small archive that tests only read."""
    home = tmp_path_factory.mktemp("kept")
    news = home / "news.jsonl"
    news.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (FERRY, MUSEUM, RUSSIAN)), encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["--data", str(home / "data"), "add", str(news)])
    assert result.exit_code == 0, result.output
    return home / "data"


Run = Callable[..., Result]


@pytest.fixture
def run(kept: Path) -> Run:
    """Return a call of `dateline` on the kept archive; `typed` is its standard input."""

    def call(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["--data", str(kept), *words], input=typed)

    return call


@pytest.fixture
def fresh(tmp_path: Path) -> Run:
    """Return a call of `dateline` on a data directory of the test's own."""

    def call(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["--data", str(tmp_path / "data"), *words], input=typed)

    return call


def read(result: Result) -> Any:
    """Return the one JSON object that a command printed, and nothing else."""
    assert len(result.stdout.splitlines()) == 1, result.output
    return json.loads(result.stdout)


def write(path: Path, *rows: dict[str, str]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


# ---- add -----------------------------------------------------------------------------------------------------


def test_add_counts_what_became_of_each_article(fresh: Run, tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", FERRY, MUSEUM)
    first = fresh("add", news, "--no-wait", "--json")
    again = fresh("add", news, "--no-wait", "--json")
    write(tmp_path / "news.jsonl", {**FERRY, "text": "Nothing is left of it."}, MUSEUM)
    changed = fresh("add", news, "--no-wait", "--json")

    assert (first.exit_code, again.exit_code, changed.exit_code) == (0, 0, 0)
    assert read(first) == {"added": 2, "updated": 0, "unchanged": 0, "copies": 0, "skipped": [], "vectors": 0}
    assert read(again)["unchanged"] == 2
    assert (read(changed)["updated"], read(changed)["unchanged"]) == (1, 1)


def test_add_builds_vectors_unless_told_not_to_wait(fresh: Run, tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", FERRY)

    assert read(fresh("add", news, "--no-wait", "--json"))["vectors"] == 0
    assert read(fresh("status", "--json"))["vectors_behind"] == 1
    assert read(fresh("add", news, "--json"))["vectors"] == 1
    assert read(fresh("status", "--json"))["vectors_behind"] == 0


def test_add_names_what_it_skips_and_ends_with_1(fresh: Run, tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", FERRY)
    (tmp_path / "empty.txt").touch()

    result = fresh("add", news, str(tmp_path / "empty.txt"), str(tmp_path / "gone.txt"), "--no-wait", "--json")

    assert result.exit_code == 1
    assert read(result)["added"] == 1
    assert [Path(one["path"]).name for one in read(result)["skipped"]] == ["empty.txt", "gone.txt"]
    assert all(one["reason"] for one in read(result)["skipped"])


def test_add_reports_title_outlet_date_and_how_it_was_known(fresh: Run, tmp_path: Path) -> None:
    result = fresh("add", write(tmp_path / "news.jsonl", FERRY), "--no-wait")

    assert result.stdout.splitlines() == [
        "added      Ferry strikes pier in Lund — Harbour Post, 30 May 2023 (given with the article) — article ferry",
        "1 added, 0 updated, 0 unchanged, 0 copies, 0 skipped.",
    ]
    assert result.stderr == ""


# ---- ask and search ------------------------------------------------------------------------------------------


def test_ask_quotes_sentences_that_stand_in_their_article(run: Run) -> None:
    result = run("ask", "What happened on May 29?", "--json")
    answer = read(result)

    assert result.exit_code == 0
    assert answer["found"] is True
    assert answer["read_as"]["days"][0]["first"] == "2023-05-29"
    assert answer["read_as"]["days"][0]["others"][0]["day"] == "2022-05-29"
    assert any("struck the pier of Lund" in sentence["text"] for sentence in answer["sentences"])
    for citation in answer["citations"]:
        text = read(run("show", citation["article_id"], "--json"))["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_reads_a_question_against_the_day_it_is_asked_on(run: Run) -> None:
    before = run("--today", "2023-05-30", "ask", "What happened yesterday?", "--json")
    after = run("--today", TODAY, "ask", "What happened yesterday?", "--today", "2023-05-30", "--json")

    assert read(before)["read_as"]["days"][0]["first"] == "2023-05-29"
    assert read(after)["read_as"]["days"][0]["first"] == "2023-05-29"


def test_ask_that_finds_nothing_ends_with_3_and_names_the_nearest_days(run: Run) -> None:
    result = run("ask", "What happened on May 27, 2023?", "--json")
    answer = read(result)

    assert result.exit_code == 3
    assert (answer["found"], answer["sentences"], answer["citations"]) == (False, [], [])
    assert {"2023-05-26", "2023-05-29"} <= {near["day"] for near in answer["nearest_days"]}


def test_ask_does_not_know_what_no_article_tells(run: Run) -> None:
    result = run("ask", "What is the capital of Peru?")

    assert result.exit_code == 3
    assert result.stdout == "Nothing found: the archive does not tell.\n"


def test_ask_in_plain_words_shows_the_year_taken_and_the_sources(run: Run) -> None:
    lines = run("ask", "what", "happened", "on", "May", "29?").stdout.splitlines()

    assert lines[0].startswith('29 May 2023 (for "May 29"; also 2022 (')
    assert "The ferry Aurora struck the pier of Lund on May 29. [1]" in "\n".join(lines)
    source = next(line for line in lines if line.startswith("[1]"))
    assert source.endswith(
        " Ferry strikes pier in Lund — Harbour Post, 30 May 2023 — https://harbour.example/ferry — article ferry"
    )


def test_a_batch_gives_one_answer_a_line_in_order_and_ends_with_0(run: Run) -> None:
    result = run("ask", "--batch", "-", typed="What happened on May 29?\n\n  \nWhat is the capital of Peru?\r\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert [answer["question"] for answer in answers] == ["What happened on May 29?", "What is the capital of Peru?"]
    assert [answer["found"] for answer in answers] == [True, False]


def test_a_batch_may_come_from_a_file_and_say_json(run: Run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("\ufeffWho was hurt on the ferry?\nчто было 1 июня?\n", encoding="utf-8")
    result = run("search", "--json", "--k", "2", "--batch", str(questions))
    found = [json.loads(line) for line in result.stdout.splitlines()]

    assert [one["question"] for one in found] == ["Who was hurt on the ferry?", "что было 1 июня?"]
    assert found[0]["hits"][0]["article_id"] == "ferry"
    assert all(len(one["hits"]) <= 2 for one in found)


def test_search_gives_passages_in_order_of_rank(run: Run) -> None:
    result = run("search", "the copper clock of the museum", "--k", "3", "--json")
    hits = read(result)["hits"]

    assert result.exit_code == 0
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert hits[0]["article_id"] == "museum"
    assert hits[0]["text"] == MUSEUM["text"][hits[0]["start"] : hits[0]["end"]]


@pytest.mark.parametrize(("name", "first"), [("md", "# What"), ("csv", "number,"), ("bibtex", "@"), ("csl-json", "[")])
def test_an_answer_is_printed_as_a_file_to_take_along(run: Run, name: str, first: str) -> None:
    result = run("ask", "What happened on May 29, 2023?", "--format", name)

    assert result.exit_code == 0
    assert result.stdout.startswith(first)
    assert "Ferry strikes pier in Lund" in result.stdout


def test_a_file_is_printed_of_one_answer_and_only_if_there_is_one(run: Run) -> None:
    nothing = run("ask", "What happened on 3 April 1903?", "--format", "csv")

    assert nothing.exit_code == 3
    assert "number," not in nothing.stdout
    assert run("ask", "What happened on May 29?", "--format", "csv", "--json").exit_code == 2


# ---- days ----------------------------------------------------------------------------------------------------


def test_days_points_at_the_words_of_each_date(fresh: Run, tmp_path: Path) -> None:
    text = "On 29 May 2023\r\nthey met.\r\nThey left on June 2, 2023."
    (tmp_path / "text.txt").write_bytes(text.encode())
    timexes = read(fresh("days", "text.txt", "--published", TODAY, "--json"))["timexes"]

    assert [(t["first"], t["last"]) for t in timexes] == [("2023-05-29",) * 2, ("2023-06-02",) * 2]
    assert all(text[t["start"] : t["end"]] == t["text"] for t in timexes)
    assert [t["type"] for t in timexes] == ["DATE", "DATE"]


def test_days_reads_standard_input_against_today(fresh: Run) -> None:
    result = fresh("days", "--today", TODAY, typed="They met yesterday.")

    assert result.stdout == "9-18\tyesterday\tDATE\t2023-06-23\t23 June 2023\n"


def test_days_takes_many_texts_each_with_its_own_date(fresh: Run) -> None:
    rows = [
        {"id": "a", "published": "2023-06-24", "text": "They met yesterday.\u2028It rained."},
        {"id": 7, "published": "2020-03-01", "text": "They met yesterday.", "language": "en"},
    ]
    typed = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    lines = [json.loads(line) for line in fresh("days", "--json", "--batch", "-", typed=typed).stdout.splitlines()]

    assert [line["id"] for line in lines] == ["a", 7]
    assert [line["timexes"][0]["value"] for line in lines] == ["2023-06-23", "2020-02-29"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{", "Line 1 is not JSON."),
        ("\n[]", 'Line 2 must be an object with "id", "published" and "text".'),
        ('{"id": 1, "text": "x", "published": "June"}', 'Line 1: "published" is not a day; write it as 2023-06-24.'),
    ],
)
def test_a_line_that_is_wrong_is_told_by_its_number(fresh: Run, typed: str, told: str) -> None:
    result = fresh("days", "--batch", "-", typed=typed)

    assert (result.exit_code, result.stderr.strip(), result.stdout) == (1, told, "")


# ---- keeping -------------------------------------------------------------------------------------------------


def test_show_gives_the_text_as_it_was_read(run: Run) -> None:
    shown = read(run("show", "ferry", "--json"))

    assert (shown["article_id"], shown["text"]) == ("ferry", FERRY["text"])
    assert shown["passages"][0]["passage_id"].startswith("ferry:")
    assert {"first": "2023-05-29", "last": "2023-05-29"} in shown["passages"][0]["days"]


def test_articles_are_listed_newest_first(run: Run) -> None:
    assert [one["article_id"] for one in read(run("articles", "--json"))["articles"]] == ["мост", "ferry", "museum"]
    assert run("articles", "--limit", "1", "--offset", "1").stdout.startswith("ferry  Ferry strikes pier in Lund")


def test_remove_takes_an_article_out_for_good(fresh: Run, tmp_path: Path) -> None:
    fresh("add", write(tmp_path / "news.jsonl", FERRY, MUSEUM), "--no-wait")
    removed = fresh("remove", "ferry", "--json")

    assert (removed.exit_code, read(removed)["removed"]) == (0, "ferry")
    assert fresh("show", "ferry").exit_code == 1
    assert read(fresh("ask", "Who was hurt on the ferry?", "--json"))["found"] is False


def test_rebuild_keeps_every_article_answerable(fresh: Run, tmp_path: Path) -> None:
    fresh("add", write(tmp_path / "news.jsonl", FERRY, MUSEUM), "--no-wait")
    rebuilt = fresh("rebuild", "--json")

    assert (rebuilt.exit_code, read(rebuilt)["articles"], read(rebuilt)["vectors_behind"]) == (0, 2, 0)
    assert fresh("ask", "What happened on May 29?").exit_code == 0


def test_status_says_what_the_archive_holds(run: Run) -> None:
    status = read(run("status", "--json"))

    assert (status["articles"], status["first_published"], status["last_published"]) == (3, "2022-05-30", "2023-06-02")
    assert "articles  3" in run("status").stdout.splitlines()


# ---- mistakes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["ask"],
        ["ask", ""],
        ["ask", "What happened?", "--batch", "-"],
        ["ask", "--batch", "there-is-no-such-file"],
        ["ask", "What happened?", "--today", "24.06.2023"],
        ["search", "x", "--k", "0"],
        ["add"],
        ["show"],
        ["fly"],
        ["ask", "x", "--loudly"],
    ],
)
def test_a_mistake_in_the_command_ends_with_2(run: Run, words: list[str]) -> None:
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


def test_a_mistake_in_the_settings_ends_with_2_and_names_the_variable(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_TOP_K", "21")
    result = run("ask", "What happened on May 29?")

    assert result.exit_code == 2
    assert result.stderr.startswith("DATELINE_TOP_K: Input should be less than or equal to 20.")


@pytest.mark.parametrize("command", [["ask", "What happened?"], ["articles"], ["status"], ["show", "x"], ["chat"]])
def test_an_archive_that_is_not_there_yet_says_what_to_do(fresh: Run, command: list[str], tmp_path: Path) -> None:
    result = fresh(*command)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "add some with `dateline add" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_an_archive_that_has_become_empty_says_what_to_do(fresh: Run, tmp_path: Path) -> None:
    fresh("add", write(tmp_path / "news.jsonl", FERRY), "--no-wait")
    fresh("remove", "ferry")
    result = fresh("ask", "What happened on May 29?", "--json")

    assert (result.exit_code, read(result)["found"]) == (3, False)
    assert "add some with `dateline add" in result.stderr


def test_an_unknown_article_is_told_in_a_sentence(run: Run) -> None:
    result = run("show", "there-is-none")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no article there-is-none: `dateline articles` lists them.\n"


def test_a_data_directory_that_is_a_file_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "news.txt").write_text("On May 29 it rained.")
    result = CliRunner().invoke(main, ["add", "news.txt", "--no-wait"], env={"DATELINE_DATA_DIR": "file"})

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "file" in result.stderr


def test_the_bot_without_a_token_says_where_to_get_one(run: Run) -> None:
    result = run("bot")

    assert result.exit_code == 2
    assert "@BotFather" in result.stderr
    assert "`dateline chat`" in result.stderr
    assert len(result.stderr.splitlines()) == 1


# ---- two at once ---------------------------------------------------------------------------------------------


@pytest.fixture
def written(kept: Path) -> Iterator[None]:
    """Hold the kept archive as a writer does."""
    with Archive.open(kept, write=True):
        yield


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("command", [["add", "."], ["remove", "ferry"], ["rebuild"]])
def test_a_second_writer_ends_with_2_and_says_who_writes(run: Run, command: list[str]) -> None:
    result = run(*command)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"process {os.getpid()}" in result.stderr


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    "command", [["ask", "What happened on May 29?"], ["search", "ferry"], ["articles"], ["show", "ferry"], ["status"]]
)
def test_what_only_reads_works_beside_a_writer_and_says_so(run: Run, command: list[str]) -> None:
    result = run(*command, "--json")

    assert result.exit_code == 0
    assert result.stderr.startswith(f"Reading beside process {os.getpid()}")
    read(result)


# ---- chat ----------------------------------------------------------------------------------------------------


def test_a_chat_answers_and_opens_citations(run: Run) -> None:
    result = run("chat", typed="what happened on May 29, 2023?\n1\n/open 99\n/help\n/quit\nnever asked\n")

    assert result.exit_code == 0
    assert "3 articles, published 30 May 2022 – 2 June 2023." in result.stdout
    assert "> what happened on May 29, 2023?\n29 May 2023\n" in result.stdout
    assert "**The ferry Aurora struck the pier of Lund on May 29.**" in result.stdout
    assert "There is no citation 99: this answer has 1 to " in result.stdout
    assert "never asked" not in result.stdout


def test_a_chat_goes_on_from_the_question_before_and_new_asks_the_same_words_alone(run: Run) -> None:
    result = run("chat", typed="what struck the pier of Lund?\nand on May 29, 2023?\n/new\n/new\n")

    assert result.exit_code == 0
    followed, alone, afresh = result.stdout.split("> ")[-3:]
    assert "Still about “pier Lund”." in followed
    assert "29 May 2023" in alone
    assert "Still about" not in alone
    assert "starts afresh" in afresh


def test_a_chat_ends_with_its_input(run: Run) -> None:
    result = run("chat", typed="1\nWhat is the capital of Peru?")

    assert result.exit_code == 0
    assert "There is no citation 1: ask a question first." in result.stdout
    assert "Nothing found" in result.stdout


def test_a_chat_with_the_sample_builds_it_once(fresh: Run, tmp_path: Path) -> None:
    first = fresh("chat", "--sample", typed="what happened on May 29?\n")
    built = tmp_path / "data" / "sample" / "built.txt"
    stamp = built.stat().st_mtime_ns
    second = fresh("chat", "--sample", typed="/quit\n")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "\n[1]" in first.stdout
    assert built.stat().st_mtime_ns == stamp


# ---- where settings come from, and how it starts -------------------------------------------------------------


def test_the_data_option_beats_the_environment_and_stands_anywhere(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA_DIR", "nowhere")

    assert CliRunner().invoke(main, ["status"]).exit_code == 1
    assert CliRunner().invoke(main, ["status", "--data", str(kept)]).exit_code == 0
    assert CliRunner().invoke(main, ["--data", "elsewhere", "status", "--data", str(kept)]).exit_code == 0

    monkeypatch.setenv("DATELINE_DATA_DIR", str(kept))
    assert CliRunner().invoke(main, ["status"]).exit_code == 0


COMMANDS = ["add", "ask", "search", "chat", "bot", "days", "articles", "show", "remove", "status", "rebuild"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_teaches_with_examples(command: str) -> None:
    result = CliRunner().invoke(main, [*command.split(), "--help"])

    assert result.exit_code == 0
    assert f"dateline {command}".strip() in result.stdout.replace("--data /srv/dateline ", "")
    assert "--data DIR" in result.stdout


HEAVY = {"chromadb", "llama_index", "onnxruntime", "telegram", "trafilatura", "rich"}


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    done = python("import sys, bot.cli.main; print(*{name.split('.')[0] for name in sys.modules})")

    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.split())


def test_a_plain_question_is_answered_without_llamaindex(kept: Path) -> None:
    done = python(
        "import sys, bot.cli.main\n"
        "try: bot.cli.main.main(['ask', 'What happened on May 29?', '--json'])\n"
        "except SystemExit as end: print(end.code, *{name.split('.')[0] for name in sys.modules}, file=sys.stderr)",
        DATELINE_DATA_DIR=str(kept),
    )
    code, *modules = done.stderr.split()

    assert code == "0"
    assert json.loads(done.stdout)["found"] is True
    assert not {"llama_index", "telegram", "trafilatura"} & set(modules)


def test_json_stays_whole_where_stdout_knows_only_ascii(kept: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--data", str(kept), "show", "мост", "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("ascii"))["text"] == RUSSIAN["text"]


def test_the_program_ends_with_its_code_and_its_whole_answer(kept: Path) -> None:
    asked = [sys.executable, "-m", "bot", "--data", str(kept), "ask", "--json"]
    found, nothing, mistake = (
        subprocess.run([*asked, *words], cwd=ROOT, capture_output=True)
        for words in (["What happened on May 29?"], ["Who won the zeppelin race?"], [])
    )

    assert (found.returncode, nothing.returncode, mistake.returncode) == (0, 3, 2)
    assert [json.loads(one.stdout)["found"] for one in (found, nothing)] == [True, False]
    assert mistake.stdout == b""
    assert b"QUESTION" in mistake.stderr


def test_an_export_is_written_and_makes_an_equal_archive(run: Run, tmp_path: Path) -> None:
    told = run("export", str(tmp_path / "all.zip"), "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["exported"] == 3

    added = CliRunner().invoke(main, ["--data", str(tmp_path / "other"), "add", str(tmp_path / "all.zip"), "--json"])

    assert json.loads(added.stdout)["added"] == 3
    shown = CliRunner().invoke(main, ["--data", str(tmp_path / "other"), "show", "ferry", "--json"])
    here = json.loads(run("show", "ferry", "--json").stdout)
    assert json.loads(shown.stdout) | {"added_at": here["added_at"]} == here


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("room", [2_000, 150_000, 300_000])
def test_a_full_disk_is_told_in_a_sentence_and_the_next_try_goes_on(tmp_path: Path, room: int) -> None:
    rows = [{**FERRY, "id": f"ferry-{n}", "text": FERRY["text"].replace("Aurora", f"Aurora {n}")} for n in range(60)]
    news, data = write(tmp_path / "news.jsonl", *rows), str(tmp_path / "data")
    adding = [sys.executable, "-m", "bot", "--data", data, "add", news]

    def fill_up() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    full = subprocess.run(adding, cwd=ROOT, capture_output=True, text=True, preexec_fn=fill_up)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert full.stderr.strip().endswith(".")
    again = subprocess.run([*adding, "--json"], cwd=ROOT, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    with Archive.open(Path(data)) as archive:
        status = archive.status()
    assert (status.articles, status.vectors) == (60, status.passages)


def test_health_knows_whether_a_bot_hears_from_telegram(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    runner = CliRunner()

    assert runner.invoke(main, ["health", "--data", str(data)]).exit_code == 1
    Heartbeat(data).beat()
    assert runner.invoke(main, ["health", "--data", str(data)]).exit_code == 0
    os.utime(data / "last_poll", (0, 0))
    late = runner.invoke(main, ["health", "--data", str(data)])
    assert (late.exit_code, "last heard from Telegram" in late.output) == (1, True)


def test_what_a_writer_makes_is_for_its_owner_only(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("date 2021-05-04\n\nA mill opened on 3 May 2021.\n", encoding="utf-8")
    before = os.umask(0o022)
    try:
        result = CliRunner().invoke(main, ["add", str(article), "--data", str(tmp_path / "data")])
    finally:
        os.umask(before)

    assert result.exit_code == 0
    made = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert {oct(path.stat().st_mode & 0o077) for path in made} == {"0o0"}
