"""Encodings, characters, titles and languages."""

import pytest

from index.ingest.dates.dateline import find_dateline
from index.ingest.decoding import decode
from index.ingest.formats.detect import Format, detect_text
from index.ingest.headline import TITLE_CHARACTERS, make_title, split_headline
from index.ingest.language import find_language
from index.ingest.normalise import normalise

RUSSIAN = "ТЕССЕЛЬ, 29 мая. Паром с 214 пассажирами сел на мель у входа в гавань, сообщили в порту."
FRENCH = "Le bac a été remorqué à l’aube – « très doucement », a déclaré l’équipage."
ENGLISH = "A ferry ran aground off Tessel, the coast guard said."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (RUSSIAN, encoding)
            for encoding in ("utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "iso8859-5", "utf-32")
        ),
        *((FRENCH, encoding) for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")),
        *((text, encoding) for text in (RUSSIAN, ENGLISH) for encoding in ("utf-16", "utf-16-le", "utf-16-be")),
        (ENGLISH, "ascii"),
    ],
)
def test_any_usual_encoding_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).lstrip("\ufeff") == text


@pytest.mark.parametrize("name", ["windows-1251", "koi8-r", "iso-8859-2"])
def test_html_s_own_word_on_its_encoding_is_believed(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><p>{"Řeka" if name == "iso-8859-2" else "Река"}</p></html>'

    assert decode(page.encode(name)) == page


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    raw = RUSSIAN.encode()

    assert decode(raw[:-1]).startswith("ТЕССЕЛЬ, 29 мая. Паром")


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("One\r\ntwo\rthree", "One\ntwo\nthree"),
        ("co\u00adop\u200berate\ufeff", "cooperate"),
        ("29\u00a0May\u202f2023", "29 May 2023"),
        ("cafe\u0301", "café"),
        ("a\x00b\x07c", "abc"),
        ("One  \n\n\n\n\nTwo \t ", "One\n\nTwo"),
        ("fe\u200drry", "ferry"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_text_is_kept_as_a_reader_sees_it(raw: str, seen: str) -> None:
    assert normalise(raw) == seen
    assert normalise(seen) == seen


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry runs aground\n\nA ferry ran aground.", "Ferry runs aground"),
        ("PARIS (AP) — The museum reopened on Friday. Queues were long.", "The museum reopened on Friday"),
        (
            "Mr. Oll of St. Ives and Mrs. Brandt married on Friday. It rained.",
            "Mr. Oll of St. Ives and Mrs. Brandt married on Friday",
        ),
        ("A ferry ran aground.\n\nIt was towed.", "A ferry ran aground"),
        ("ТЕССЕЛЬ, 29 мая. /СВТ/. Паром сел на мель у гавани. Его сняли.", "Паром сел на мель у гавани"),
        ("", ""),
    ],
)
def test_a_text_without_a_title_gets_its_headline_or_its_first_sentence(text: str, title: str) -> None:
    assert make_title(text, find_dateline(text)) == title


def test_a_long_first_sentence_is_cut_on_a_word() -> None:
    title = make_title("The ferry that ran aground off Tessel " * 9)

    assert len(title) <= TITLE_CHARACTERS + 1
    assert title.endswith(("aground…", "Tessel…", "ferry…", "that…", "ran…", "off…", "The…"))


@pytest.mark.parametrize(
    "text",
    [
        "A ferry ran aground.\n\nIt was towed.",
        "the ferry\n\nIt was towed.",
        "PARIS (AP) —\n\nIt was towed.",
        "- one\n\n- two",
        "The ferry that ran aground off Tessel on Monday evening\nwas towed back into the harbour on Tuesday.",
        "Ferry runs aground",
    ],
)
def test_what_is_no_headline_stays_in_the_text(text: str) -> None:
    assert split_headline(text) == ("", text)


@pytest.mark.parametrize(
    ("given", "text", "language"),
    [
        ("en-US", RUSSIAN, "en"),
        ("English", "", "en"),
        ("rus", "", "ru"),
        ("??", RUSSIAN, "ru"),
        ("", RUSSIAN, "ru"),
        ("", ENGLISH, "en"),
        ("", "Президент США Джо Байден (Joe Biden) прибыл в Женеву.", "ru"),
        ("", "Пором сів на мілину біля гавані, її вже закрили, є поранені, і рух зупинено.", "uk"),
        ("", "Der Minister sagte, die Fähre ist nicht auf dem Grund, und das Wasser der Elbe ist von Öl frei.", "de"),
        ("", "Le bac est sur le sable et les passagers sont dans une école pour la nuit, qui est ouverte.", "fr"),
        ("", "El barco y las olas en una noche que se fue con los vientos por el mar.", "es"),
        ("", "渡船在周一晚上搁浅。", "zh"),
        ("", "", "en"),
    ],
)
def test_the_language_is_the_given_one_or_told_by_letters_and_words(given: str, text: str, language: str) -> None:
    assert find_language(given, text) == language


@pytest.mark.parametrize(
    ("text", "ending", "form"),
    [
        ('{"text": "a"}', ".txt", Format.JSON),
        ('{\n"text": "a"\n}', "", Format.JSON),
        ('{"text": "a"}\n{"text": "b"}', ".json", Format.JSON_LINES),
        ('[{"text": "a"}]', ".csv", Format.JSON),
        ("<html><p>a", ".json", Format.HTML),
        ('<?xml version="1.0"?><!DOCTYPE html><html><p>a</html>', "", Format.HTML),
        ("Words <b>here</b>", ".html", Format.HTML),
        ("Words <b>here</b>", ".txt", Format.PLAIN),
        ("title,text\nA,B", ".txt", Format.CSV),
        ("# Ferry\n\nA ferry", ".txt", Format.MARKDOWN),
        ("---\ntitle: Ferry\n---\nA ferry", "", Format.MARKDOWN),
        ("A ferry", ".md", Format.MARKDOWN),
        ("A ferry", ".json", Format.PLAIN),
        ("A ferry", ".html", Format.PLAIN),
    ],
)
def test_a_format_is_told_by_what_the_text_holds(text: str, ending: str, form: Format) -> None:
    assert detect_text(text, ending) is form
