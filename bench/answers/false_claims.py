"""Lies made from true sentences by rule: a number, a name or a day changed, a "not" added or lost, two halves joined.

And one kind of truths: a day gets its year, so that the checks are not praised for cutting everything.

None of them was looked at while the checks were written. Each cites the passage that its sentence comes from.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.generation.verification.claim_checks import sentence_text
from bot.generation.verification.vocabulary import PRONOUNS
from index.archive import Archive
from index.model.passage import Basis, Hit

TRUE = "a day with its year"  # the one kind that is true

_NAME = re.compile(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][a-zа-яё]{2,}(?: [A-ZА-ЯЁ][a-zа-яё]{2,})*")
_NUMBER = re.compile(r"\b\d{1,3}\b(?![.,:]\d)")
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b")
_BARE_DAY = re.compile(r"\d{1,2} [A-ZА-Яа-яё][a-zа-яё]{2,}|[A-Z][a-z]{2,} \d{1,2}")  # "29 May", "May 29", «29 мая»
_VERB = re.compile(r"\b(was|were|is|are|had|will|has|have)\b")
_HALF = re.compile(r", | and | but ")


@dataclass(frozen=True)
class Lie:
    """A claim made by rule from a sentence of a passage."""

    kind: str
    text: str
    hit: Hit


def make_lies(archive: Archive, chance: random.Random) -> Iterator[Lie]:
    """Make every kind of lie from every sentence that has what it takes."""
    hits = [
        Hit(passage, stored.article.source, 1.0, Basis.WORDS)
        for stored in archive.articles.newest(limit=100_000)
        for passage in archive.articles.passages(stored.article.id)
    ]
    names = sorted({name for hit in hits for name in _NAME.findall(hit.passage.text)})
    for hit in hits:
        texts = [sentence_text(hit, sentence) for sentence in hit.passage.sentences]
        whole = hit.passage.text
        for text in texts:
            for kind, change in _CHANGES.items():
                lie = change(text, texts, names, chance)
                if lie and lie != text and lie not in whole:
                    yield Lie(kind, lie, hit)


def make_truths(archive: Archive) -> Iterator[Lie]:
    """Say the year of every day that stands without it: "on 29 May" -> "on 29 May 2023"."""
    for stored in archive.articles.newest(limit=100_000):
        for passage in archive.articles.passages(stored.article.id):
            hit = Hit(passage, stored.article.source, 1.0, Basis.WORDS)
            for sentence in passage.sentences:
                text = sentence_text(hit, sentence)
                for day in () if PRONOUNS.match(text) else sentence.mentions:  # "he" says nothing by itself
                    start, end = day.start - sentence.start, day.end - sentence.start
                    written = text[start:end]
                    if day.span.days == 1 and not day.year_given and _BARE_DAY.fullmatch(written):
                        comma = "," if written[-1].isdigit() else ""
                        year = (
                            f"{comma} {day.span.first.year}{' года' if stored.article.source.language == 'ru' else ''}"
                        )
                        yield Lie(TRUE, text[:end] + year + text[end:], hit)


def _number(text: str, _texts: Sequence[str], _names: Sequence[str], chance: random.Random) -> str:
    found = [m for m in _NUMBER.finditer(text) if not _DAY.search(text[max(m.start() - 12, 0) : m.end() + 12])]
    if not found:
        return ""
    one = chance.choice(found)
    return text[: one.start()] + str(int(one[0]) + chance.randint(1, 9)) + text[one.end() :]


def _day(text: str, _texts: Sequence[str], _names: Sequence[str], chance: random.Random) -> str:
    def move(found: re.Match[str]) -> str:
        day = int(found[1] or found[4]) % 27 + 1
        return f"{day} {found[2]}" if found[1] else f"{found[3]} {day}"

    return _DAY.sub(move, text, count=1) if _DAY.search(text) else ""


def _year(text: str, _texts: Sequence[str], _names: Sequence[str], _chance: random.Random) -> str:
    """Say a year that the news does not reach."""
    found = _DAY.search(text)
    if not found or re.match(r",? \d{4}\b", text[found.end() :]):
        return ""
    return text[: found.end()] + (" 1987" if found[1] else ", 1987") + text[found.end() :]


def _other_name(text: str, _texts: Sequence[str], names: Sequence[str], chance: random.Random) -> str:
    found = list(_NAME.finditer(text))
    others = [name for name in names if name not in text]
    if not found or not others:
        return ""
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(others) + text[one.end() :]


def _names_swapped(text: str, _texts: Sequence[str], _names: Sequence[str], _chance: random.Random) -> str:
    found = list(_NAME.finditer(text))
    if len({one[0] for one in found}) < 2 or found[0][0] == found[-1][0]:
        return ""
    first, last = found[0], found[-1]
    return text[: first.start()] + last[0] + text[first.end() : last.start()] + first[0] + text[last.end() :]


def _negated(text: str, _texts: Sequence[str], _names: Sequence[str], _chance: random.Random) -> str:
    if re.search(r"\b(?:was|were|is|are|had|will|has|have) not ", text):
        return re.sub(r"\b(was|were|is|are|had|will|has|have) not ", r"\1 ", text, count=1)
    return _VERB.sub(r"\1 not", text, count=1) if _VERB.search(text) else ""


def _spliced(text: str, texts: Sequence[str], _names: Sequence[str], chance: random.Random) -> str:
    """Join the beginning of one sentence and the end of another of the same passage."""
    others = [other for other in texts if other != text and _HALF.search(other)]
    head = _HALF.search(text)
    if not others or not head:
        return ""
    other = chance.choice(others)
    tail = _HALF.search(other)
    assert tail is not None
    return f"{text[: head.start()]} {other[tail.end() :]}"


_CHANGES: dict[str, Callable[[str, Sequence[str], Sequence[str], random.Random], str]] = {
    "a number changed": _number,
    "a day changed": _day,
    "a wrong year added": _year,
    "a name changed": _other_name,
    "two names swapped": _names_swapped,
    "a “not” added or lost": _negated,
    "two sentences spliced": _spliced,
}
