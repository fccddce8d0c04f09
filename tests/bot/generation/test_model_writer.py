"""With a language model an answer reads as one text; whatever the model does, the reader gets the truth."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.diagnostics import try_model
from bot.cli.writer_choice import build_writer
from bot.i18n.phrases import ENGLISH
from bot.qa.answer import Answer, Note, NothingFound
from bot.qa.engine import Engine
from bot.storage.token_ledger import Limits, TokenLedger
from bot.views.json_view import answer_payload
from bot.views.text_view import answer_lines
from config.settings import read_settings
from index.archive import Archive
from tests.bot.generation.conftest import KEY, desk_with
from tests.bot.generation.model_server import ModelServer, Reply
from tests.conftest import TODAY

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # LlamaIndex's own, at import

QUESTION = "What happened on May 29?"
GOOD = "On 29 May 2023 the ferry Marigold struck the pier at Lund [1]. 7 passengers were hurt [1]."


def answered(engine: Engine, question: str = QUESTION) -> Answer:
    found = engine.ask(question, TODAY)
    assert isinstance(found, Answer)
    return found


def said(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def is_quotes(answer: Answer) -> bool:
    return all(
        sentence.text == answer.citations[number - 1].quote
        for sentence in answer.sentences
        for number in sentence.citations
    )


def test_true_sentences_are_kept_with_their_citations(engine: Engine, server: ModelServer) -> None:
    server.say(GOOD)
    answer = answered(engine)

    assert said(answer) == ["On 29 May 2023 the ferry Marigold struck the pier at Lund.", "7 passengers were hurt."]
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (1,)]
    assert answer.citations[0].quote.startswith("The ferry Marigold struck the pier at Lund on May 29")
    assert answer.note is None


def test_a_citation_of_a_model_opens_the_exact_sentence(engine: Engine, server: ModelServer) -> None:
    server.say(GOOD)
    for citation in answered(engine).citations:
        text = engine.archive.articles.get(citation.article_id).article.text
        assert text[citation.start : citation.end] == citation.quote


def test_what_fails_is_cut_and_the_numbers_still_run_from_one(engine: Engine, server: ModelServer) -> None:
    server.say(
        "Twelve passengers were hurt [1]. Divers inspected the hull the same day [1]. "
        "Seven passengers were hurt [1]. The captain was drunk [1]."
    )
    answer = answered(engine)

    assert said(answer) == ["Divers inspected the hull the same day.", "Seven passengers were hurt."]
    assert [citation.number for citation in answer.citations] == [1, 2]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   \n ",
        "[1][2][3]",
        "()",
        "The ferry Marigold struck the pier at Lund.",
        "The ferry Marigold struck the pier at Lund [7].",
        "The ferry Marigold struck the pier at Lund [0].",
        "Seven passengers were hurt [1]. The captain was drunk [1]. He fled [1]. The pier burnt down [1].",
        "I am sorry, but as an AI I cannot help with that.",
        "La France est un pays. " * 300,
        "a" * 20_000,
        "\x00\x1b[31m\u202e\ufeff",
        "<think>Seven passengers were hurt [1].",
    ],
)
def test_a_reply_of_which_too_little_is_left_gives_way_to_the_quotes(
    server: ModelServer, small_archive: Archive, reply: str
) -> None:
    server.say(reply)

    assert answered(desk_with(server, small_archive)) == answered(Engine(small_archive))


@pytest.mark.parametrize(
    ("replies", "note", "calls"),
    [
        ([Reply(status=503)], Note.MODEL_FAILED, 2),
        ([Reply(status=429)], Note.MODEL_FAILED, 2),
        ([Reply(status=401)], Note.MODEL_FAILED, 1),
        ([Reply(status=404)], Note.MODEL_FAILED, 1),
        ([Reply(GOOD, cut=True)], Note.MODEL_FAILED, 2),
        ([Reply(body="data: {not json\n\n")], Note.MODEL_FAILED, 2),
        ([Reply(body="data: [1, 2]\n\n")], Note.MODEL_FAILED, 2),
        ([Reply(body='data: {"choices": [{"delta": {"content": 7}}]}\n\n')], Note.MODEL_FAILED, 2),
        ([Reply(body='data: {"error": {"message": "out of memory"}}\n\n')], Note.MODEL_FAILED, 2),
        ([Reply(body="<html>Bad gateway</html>", content_type="text/html")], Note.MODEL_FAILED, 2),
    ],
)
def test_a_model_that_fails_gives_way_to_the_quotes_with_a_word_about_it(
    server: ModelServer, small_archive: Archive, replies: list[Reply], note: Note, calls: int
) -> None:
    server.script(*replies)
    answer = answered(desk_with(server, small_archive))

    assert answer == replace(answered(Engine(small_archive)), note=note)
    assert len(server.requests) == calls


def test_a_failure_that_passes_is_tried_once_more(engine: Engine, server: ModelServer) -> None:
    server.script(Reply(status=503), Reply(GOOD))

    assert said(answered(engine))[1] == "7 passengers were hurt."


def test_a_model_that_hangs_gives_way_when_its_time_is_over(server: ModelServer, small_archive: Archive) -> None:
    server.script(Reply(GOOD, hang=True))
    answer = answered(desk_with(server, small_archive, timeout_s=3))

    assert answer == replace(answered(Engine(small_archive)), note=Note.MODEL_LATE)


def test_nobody_there_gives_way_to_the_quotes(small_archive: Archive) -> None:
    with ModelServer() as server:
        engine = desk_with(server, small_archive)

    assert answered(engine).note is Note.MODEL_FAILED


@pytest.mark.parametrize("refused", ["stream_options", "temperature", "max_tokens"])
def test_what_an_endpoint_does_not_take_is_left_out(engine: Engine, server: ModelServer, refused: str) -> None:
    server.script(Reply(GOOD, refuses=refused))

    assert answered(engine).note is None
    assert refused in server.requests[0]
    assert refused not in server.requests[-1]


def test_a_reply_in_one_piece_is_read_too(engine: Engine, server: ModelServer) -> None:
    server.script(
        Reply(
            body='{"choices": [{"message": {"content": "Seven passengers were hurt [1]."}}]}',
            content_type="application/json",
        )
    )
    assert said(answered(engine)) == ["Seven passengers were hurt."]


# Not found


def test_the_model_is_not_asked_when_nothing_was_found(engine: Engine, server: ModelServer) -> None:
    server.say(GOOD)

    assert isinstance(engine.ask("What is the capital of Peru?", TODAY), NothingFound)
    assert server.requests == []


def its_word(system: str, _user: str) -> str:
    return str(re.findall(r"NOTHING-\w+", system)[0])


@pytest.mark.parametrize(
    "reply",
    [
        its_word,
        lambda system, user: f"{its_word(system, user)}.",
        "The passages do not answer the question.",
        "None of the passages says what happened to the zeppelin.",
        "В отрывках нет ответа на этот вопрос.",
    ],
)
def test_a_model_that_sees_no_answer_is_not_believed_over_the_passages(
    engine: Engine, server: ModelServer, small_archive: Archive, reply: str
) -> None:
    server.say(reply)

    assert answered(engine) == replace(answered(Engine(small_archive)), note=Note.MODEL_SAW_NOTHING)


def test_the_word_for_nothing_is_new_in_every_prompt(engine: Engine, server: ModelServer) -> None:
    server.say(GOOD)
    answered(engine)
    answered(engine)

    assert len({its_word(request["messages"][0]["content"], "") for request in server.requests}) == 2


# The prompt


def test_the_model_is_told_passages_days_and_today(engine: Engine, server: ModelServer) -> None:
    server.say(GOOD)
    answered(engine)
    system, user = (message["content"] for message in server.requests[0]["messages"])

    assert "Today is 1 July 2023." in user
    assert '<passage 1: "Ferry strikes pier at Lund", Harbour Post, published 23 June 2023; speaks of' in user
    assert "The question is about 29 May 2023." in user
    assert "in English" in system


def test_a_russian_question_asks_for_a_russian_answer(engine: Engine, server: ModelServer) -> None:
    server.say("Река Осен вышла из берегов 27 мая [1].")
    answer = answered(engine, "Что случилось 27 мая?")

    assert "in Russian" in server.requests[0]["messages"][0]["content"]
    assert said(answer) == ["Река Осен вышла из берегов 27 мая."]


def test_the_weakest_passages_go_first_where_the_budget_is_small(server: ModelServer, small_archive: Archive) -> None:
    server.say("Tolls will be 40 crowns for a car [1].")
    question = "What happened in May 2023?"
    answered(desk_with(server, small_archive), question)
    answered(desk_with(server, small_archive, prompt_tokens=480), question)
    whole, small = (request["messages"][1]["content"] for request in server.requests)

    assert whole.count("</passage") > small.count("</passage") >= 1
    assert "</passage 1>" in small


def test_the_key_goes_to_the_endpoint_and_nowhere_else(
    engine: Engine, server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    server.script(Reply(status=401))
    answered(engine)

    assert server.keys == [f"Bearer {KEY}"]
    assert KEY not in caplog.text


# Drafts


def test_a_draft_holds_only_what_stood_its_checks(engine: Engine, server: ModelServer) -> None:
    server.say("The captain was drunk [1]. Seven passengers were hurt [1]. Divers inspected the hull the same day [1].")
    drafts: list[Answer] = []
    found = engine.asked_by("7", drafts.append).ask(QUESTION, TODAY)

    assert [said(draft) for draft in drafts] == [
        ["Seven passengers were hurt."],
        ["Seven passengers were hurt.", "Divers inspected the hull the same day."],
    ]
    assert isinstance(found, Answer)
    assert said(found) == said(drafts[-1])


def test_a_desk_without_a_model_is_the_same_for_everybody(small_archive: Archive) -> None:
    engine = Engine(small_archive)

    assert engine.asked_by("7") is engine


# Money


def test_tokens_are_counted_for_the_person_and_the_day(
    engine: Engine, server: ModelServer, ledger: TokenLedger
) -> None:
    server.say(GOOD)
    engine.asked_by("7").ask(QUESTION, TODAY)
    engine.asked_by("7").ask(QUESTION, TODAY)
    engine.asked_by("8").ask(QUESTION, TODAY)

    assert (ledger.spent("7", TODAY).answers, ledger.spent("7", TODAY).tokens) == (2, 2 * 730)
    (day,) = ledger.days()
    assert (day.day, day.answers, day.people, day.tokens) == (TODAY, 3, 2, 3 * 730)


def test_who_has_spent_the_day_s_tokens_gets_quotes_and_a_word(
    server: ModelServer, small_archive: Archive, ledger: TokenLedger
) -> None:
    server.say(GOOD)
    engine = desk_with(server, small_archive, limits=Limits(person=2_000), ledger=ledger)
    notes = [answered(engine.asked_by(person)).note for person in ("7", "7", "7", "8")]

    assert notes == [None, None, Note.MODEL_SPENT, None]
    assert len(server.requests) == 3


def test_everybody_together_has_a_limit_too(server: ModelServer, small_archive: Archive, ledger: TokenLedger) -> None:
    server.say(GOOD)
    engine = desk_with(server, small_archive, limits=Limits(day=1_500), ledger=ledger)

    assert [answered(engine.asked_by(str(n))).note for n in range(2)] == [None, Note.MODEL_SPENT]


def test_who_asks_beside_the_bot_leaves_what_it_has_set_aside(tmp_path: Path) -> None:
    limits = Limits(day=1_000)
    bots = TokenLedger(tmp_path)
    assert bots.take("7", TODAY, 700, limits)

    assert not TokenLedger(tmp_path, beside=True).take("", TODAY, 700, limits)
    assert TokenLedger(tmp_path).take("", TODAY, 700, limits)  # after a crash nothing is under way


def test_the_writer_of_a_reader_beside_the_bot_spares_its_ledger(small_archive: Archive) -> None:
    limits, data = Limits(day=1_000), small_archive.data_dir
    bots = TokenLedger(data)
    assert bots.take("7", TODAY, 700, limits)
    with Archive.open(data) as reader:
        assert reader.held_by
        assert build_writer(read_settings(data_dir=data, llm="openai/scripted"), reader)

    assert not bots.take("8", TODAY, 700, limits)


def test_turning_the_model_off_restores_the_quotes_to_the_letter(server: ModelServer, small_archive: Archive) -> None:
    server.say(GOOD)
    plain = [answered(Engine(small_archive), question) for question in (QUESTION, "Osten bridge", "Что было 27 мая?")]
    answered(desk_with(server, small_archive))
    again = [answered(Engine(small_archive), question) for question in (QUESTION, "Osten bridge", "Что было 27 мая?")]

    assert again == plain
    assert all(map(is_quotes, again))


@pytest.mark.parametrize("note", list(Note))
def test_the_word_about_a_model_that_did_not_write_is_shown(small_archive: Archive, note: Note) -> None:
    plain = answered(Engine(small_archive))
    noted = replace(plain, note=note)
    shown = [words for line in answer_lines(noted) for words, _ in line]

    assert ENGLISH.model_note(note) in shown
    assert answer_payload(noted, 0.0) == {**answer_payload(plain, 0.0), "note": note.value}
    assert "note" not in answer_payload(plain, 0.0)


def test_a_key_that_the_endpoint_echoes_is_in_no_log(
    server: ModelServer, small_archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    server.script(Reply(status=401, body=f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'))
    settings = read_settings(data_dir=small_archive.data_dir, llm="openai/x", llm_url=server.url, llm_key=KEY)

    answered(Engine(small_archive, writer=build_writer(settings, small_archive)))
    finding = try_model(settings)

    assert "Incorrect API key" in caplog.text
    assert KEY not in caplog.text
    assert "Incorrect API key" in finding.said
    assert KEY not in finding.said
