"""Words and phrases that say the same in the news, and numbers that are rounded honestly.

A thesaurus is too wide for this: in WordNet "charge" is "accuse" and "cost", and "fall" is "autumn" and "drop". Each
line here is one meaning in one grammatical form, so that either may stand in a sentence for the other.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

LONGEST_PHRASE = 3  # words
MOST_ROUNDED = Decimal("0.05")  # of the true number: how far from it a rounded one may be…
MOST_BELOW = Decimal("0.2")  # … and how far below it if it is said to be more

_SAME = """
hurt|injured|wounded
was killed|died|lost his life|lost her life
were killed|lost their lives
started|began
starts|begins
ended|finished|concluded
called off|cancelled|canceled
postponed|put off
postpones|delays|puts off
resigned|stepped down
resign|step down
bought|purchased|acquired
buy|purchase|acquire
blaze|fire
explosion|blast
deliberately|intentionally
examine|inspect
displayed|shown
look for|search for
looking for|searching for
houses|homes
talks|negotiations
rejected|turned down
rejects|turns down
employees|staff
film|movie
automaker|car maker|carmaker
automakers|car makers|carmakers
airplane|aeroplane
only|sole
due to|set to|scheduled to
ранены|пострадали
погибли|скончались
начался|стартовал
завершился|закончился
"""
_HEDGES = """
about|around|roughly|approximately|some|около|примерно|приблизительно|порядка
almost|nearly|почти
more than|over|более|больше|свыше
less than|fewer than|under|менее|меньше
"""
ABOUT, ALMOST, MORE, LESS = "~about", "~almost", "~more", "~less"
_MORE_IS_THAN = {"более": "чем", "больше": "чем", "менее": "чем", "меньше": "чем"}  # „более чем“ is the same


def shared_phrase(keys: Sequence[str]) -> tuple[int, str]:
    """Return how many of these keys are a phrase whose meaning others share, and the key of that meaning.

    "called", "off", "the"  ->  2, "called off"; "cancelled" is the same
    "over", "#40"           ->  1, "~more"
    "over", "the"           ->  0, ""
    """
    for length in range(min(LONGEST_PHRASE, len(keys)), 0, -1):
        phrase = tuple(keys[:length])
        if phrase in _hedges() and len(keys) > length and keys[length].startswith("#"):
            return length, _hedges()[phrase]
        if phrase in _phrases():
            return length, _phrases()[phrase]
    return 0, ""


def is_rounded(hedge: str, told: str, true: str) -> bool:
    """Return whether "hedge told" is an honest way to say a number; both are keys as "#41000".

    "more than 40,000" of 41,000        "almost 49" of 48.6        "about 30" of 31
    """
    try:
        rough, exact = Decimal(told[1:]), Decimal(true[1:])
    except ArithmeticError:
        return False
    off = MOST_BELOW if hedge == MORE else MOST_ROUNDED
    if rough == exact or not exact or abs(rough - exact) > off * exact or _digits(rough) > _digits(exact):
        return False
    if hedge == MORE:
        return rough < exact
    return rough > exact if hedge in (ALMOST, LESS) else hedge == ABOUT


def _digits(number: Decimal) -> int:
    """Return how many digits a number has before its zeros: 48.6 -> 3, 40,000 -> 1."""
    return len(number.normalize().as_tuple().digits)


@lru_cache
def _phrases() -> dict[tuple[str, ...], str]:
    lines = [line.split("|") for line in _SAME.split("\n") if line]
    return {tuple(one.split()): line[0] for line in lines for one in line}


@lru_cache
def _hedges() -> dict[tuple[str, ...], str]:
    lines = [line for line in _HEDGES.split("\n") if line]
    named = zip((ABOUT, ALMOST, MORE, LESS), lines, strict=True)
    found = {tuple(one.split()): key for key, line in named for one in line.split("|")}
    return found | {(word, than): found[(word,)] for word, than in _MORE_IS_THAN.items()}
