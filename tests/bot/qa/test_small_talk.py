"""Small talk is told from questions about the news, in both languages."""

import time

import pytest

from bot.qa.talk.small_talk import SmallTalk, read_small_talk, split_questions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello!", SmallTalk.GREETING),
        ("добрый день", SmallTalk.GREETING),
        ("Thank you very much!", SmallTalk.THANKS),
        ("спасибо большое", SmallTalk.THANKS),
        ("lol nice", SmallTalk.APPROVAL),
        ("👍🏻", SmallTalk.APPROVAL),
        ("what can you do?", SmallTalk.HELP),
        ("Что ты умеешь?", SmallTalk.HELP),
        ("who are you", SmallTalk.ABOUT),
        ("Кто ты?", SmallTalk.ABOUT),
        ("You are stupid", SmallTalk.INSULT),
        ("ты тупой", SmallTalk.INSULT),
        ("latest news", SmallTalk.NEWS),
        ("Какие новости?", SmallTalk.NEWS),
        ("What happened?", SmallTalk.WHAT_HAPPENED),
        ("Что случилось?", SmallTalk.WHAT_HAPPENED),
        ("tell me more", SmallTalk.MORE),
        ("расскажи подробнее", SmallTalk.MORE),
        ("source?", SmallTalk.SOURCES),
        ("источник?", SmallTalk.SOURCES),
        ("again in Russian", SmallTalk.IN_RUSSIAN),
        ("а теперь на английском", SmallTalk.IN_ENGLISH),
    ],
)
def test_small_talk_is_known_by_its_whole_message(text: str, kind: SmallTalk) -> None:
    assert read_small_talk(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "29 May",
        "Aurora",
        "why?",
        "What happened on May 29?",
        "latest news on the bridge",
        "какие новости про мост",
        "Who said thanks to the minister?",
        "Hello, what happened on 29 May?",
        "Good Morning Vietnam premiere",
        "",
        "???",
    ],
)
def test_what_may_be_a_question_about_the_news_is_no_small_talk(text: str) -> None:
    assert read_small_talk(text) is None


@pytest.mark.parametrize("word", ["the ", "ok ", "tell me ", "так ", "ты ", "a"])
def test_no_short_message_takes_long_to_read(word: str) -> None:
    begun = time.process_time()
    read_small_talk((word * 60)[:59] + "!")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("What happened on 29 May? And who won?", ["What happened on 29 May?", "And who won?"]),
        ("Что было 26 мая? Кто выиграл регату?", ["Что было 26 мая?", "Кто выиграл регату?"]),
        ("What happened on 29 May?", ["What happened on 29 May?"]),
        ("What did he say? He said nothing.", ["What did he say? He said nothing."]),
        ("What happened? Really???", ["What happened? Really???"]),
    ],
)
def test_a_message_with_several_questions_is_told_apart(text: str, questions: list[str]) -> None:
    assert split_questions(text) == questions
