"""How fast dates are read, and what the strangest texts do to the reader.

    python -m bench.performance.date_reading [--texts N]

Prints KB/s over a real-looking news text, whether the time grows with the length, and the slowest of N random and
mutated texts in milliseconds per 10 KB.
"""

import argparse
import random
import time
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index.temporal import find_timexes

PUBLISHED = date(2023, 6, 23)


def _words(*lines: str) -> list[str]:
    return [word for line in lines for word in line.split(" ")]


WORDS = _words(
    "may march sun sat the of on in from to between and since last next this 29 29th 2019 1990s '90s 5 p.m. noon day",
    "month year years days ago before after later earlier early late mid end Friday Monday May June Dec. first second",
    "quarter half fiscal every each a an two twenty twenty-one several , . - – — / ( ) : ' ’ $ % 29.05.2023 5/29/23",
    "week 12:30 UTC yesterday today tomorrow morning night weekend spring fall decade century said will was",
    "people 2023-05-29 \n 1,999 2.0.1 мая в среду пятницу 29-го года году год с по до 1990-х накануне назад",
    "\n\n ё 🙂 ٢٩ ² _ a1 1a вчера утром через неделю",
)
# As dense in dates as real news: four or five in 1,000 characters.
NEWS = {
    "en": "The council met on Friday to weigh a plan first aired on May 29, 2019, and heard from a dozen "
    "residents who had come in from the hills by bus. Its head said that talks with the port authority "
    "had gone better than anyone dared to hope, and that a second reading may follow next week. Some 2000 "
    "people marched through the old town with lamps and drums, singing. The mayor, who was elected in "
    "2014, had little to add when he was asked about the ferry, the new school or the price of bread; he "
    "smiled, thanked the reporters for their patience and left by a side door. Nothing in this sentence "
    "names a day at all, as is the way of most sentences in most papers, and the reader of dates has to "
    "walk past it quickly, for there are a great many like it in every archive that is worth keeping. ",
    "ru": "Совет собрался в пятницу, чтобы обсудить план, впервые представленный 29 мая 2019 года, и выслушал "
    "дюжину жителей, приехавших с холмов на автобусе. Его глава сказал, что переговоры с портом прошли "
    "лучше, чем кто-либо смел надеяться, и что второе чтение может состояться на следующей неделе. Около "
    "2000 человек прошли по старому городу с фонарями и барабанами. Мэр, избранный в 2014 году, мало что "
    "мог добавить, когда его спросили о пароме, новой школе и цене на хлеб; он улыбнулся, поблагодарил "
    "журналистов за терпение и вышел через боковую дверь. Ничто в этом предложении не называет дня, как и "
    "в большинстве предложений большинства газет, и читатель дат должен быстро пройти мимо него, потому "
    "что таких много в каждом архиве, который стоит хранить. ",
}
DOUBTFUL_S = 0.02
LANGUAGES = tuple(NEWS)


def speed(language: str, size: int) -> float:
    """Return KB of UTF-8 a second, the best of three runs over a text of `size` characters."""
    news = NEWS[language]
    text = (news * (size // len(news) + 1))[:size]
    return len(text.encode()) / 1000 / min(_seconds(text, language, asked=False) for _ in range(3))


def strange_text(chance: random.Random) -> str:
    """Return a random or mutated text: date words in any order, news with holes, runs of one thing, noise."""
    kind = chance.randrange(4)
    if kind == 0:
        return " ".join(chance.choices(WORDS, k=chance.randrange(1, 120)))
    if kind == 1:
        news = NEWS[chance.choice(LANGUAGES)]
        letters = list(news[: chance.randrange(1, len(news))])
        for _ in range(chance.randrange(1, 60)):
            letters[chance.randrange(len(letters))] = chance.choice("0123456789 ,.-/:'\n" + "aмя’–")
        return "".join(letters)
    if kind == 2:
        piece = "".join(chance.choices(WORDS, k=chance.randrange(1, 5)))
        return (piece + chance.choice(("", " ", ", ", "-"))) * chance.randrange(1, 80)
    return "".join(
        chr(chance.randrange(32, chance.choice((128, 1200, 70000)))) for _ in range(chance.randrange(1, 300))
    )


def long_text(chance: random.Random) -> str:
    """Return 10,000 characters made of one strange text, over and over."""
    piece = strange_text(chance) or " "
    return (piece * (10_000 // len(piece) + 1))[:10_000]


@dataclass
class Fuzzed:
    """What a fuzz found."""

    slowest_ms: float = 0.0  # per 10 KB
    worst: str = ""  # how the slowest text begins
    over_50_ms: int = 0  # texts slower than 50 ms per 10 KB
    broken: int = 0  # texts whose timexes overlap or misquote


def fuzz(count: int, seed: int = 29) -> Fuzzed:
    """Read `count` strange texts; an exception ends it, and shows its text."""
    chance, found = random.Random(seed), Fuzzed()
    for n in range(count):
        text = long_text(chance) if n % 50 == 0 else strange_text(chance)
        language, asked = LANGUAGES[n % 2], n % 3 == 0
        try:
            seconds = _own_seconds(text, language, asked)
            found.broken += not keeps_promises(text, language, asked)
        except Exception:
            print(repr(text[:500]))
            raise
        # Short texts pay the fixed cost of a call: only what grows with the text counts.
        cost_ms = seconds * 1000 * 10_000 / max(len(text), 10_000)
        found.over_50_ms += cost_ms > 50
        if cost_ms > found.slowest_ms:
            found.slowest_ms, found.worst = cost_ms, text[:60]
    return found


def keeps_promises(text: str, language: str, asked: bool) -> bool:
    """Whether timexes stand in order, do not overlap, and quote the text."""
    timexes = find_timexes(text, PUBLISHED, language, asked=asked)
    ordered = all(a.end <= b.start for a, b in pairwise(timexes))
    return ordered and all(text[t.start : t.end] == t.text and t.start < t.end for t in timexes)


def _own_seconds(text: str, language: str, asked: bool) -> float:
    """Return what the text costs, not what else the machine was doing: a slow one is timed again."""
    seconds = _seconds(text, language, asked)
    return min(seconds, *(_seconds(text, language, asked) for _ in range(3))) if seconds > DOUBTFUL_S else seconds


def _seconds(text: str, language: str, asked: bool) -> float:
    start = time.process_time()  # one core's own time: the machine has other work
    find_timexes(text, PUBLISHED, language, asked=asked)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of reading dates, and a fuzz of it.")
    parser.add_argument("--texts", type=int, default=10_000, help="strange texts to read")
    count = parser.parse_args().texts
    for language in LANGUAGES:
        small, large = speed(language, 20_000), speed(language, 1_000_000)
        print(f"{language}: {large:.0f} KB/s over 1 MB, {small:.0f} KB/s over 20 KB")
    found = fuzz(count)
    print(f"fuzz: {count} texts, 0 exceptions, {found.broken} broken promises, {found.over_50_ms} over 50 ms per 10 KB")
    print(f"slowest: {found.slowest_ms:.1f} ms per 10 KB, begins {found.worst!r}")


if __name__ == "__main__":
    main()
