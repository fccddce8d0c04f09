"""Names of places as datelines write them: capitalised words, and their proper case."""

import re

from index.ingest.calendar_names import MONTHS
from index.ingest.dates.agencies import ABBREVIATED, AGENCIES, CITIES, NO_PLACE, PARTICLES

PLACE_WORDS = 5

_ACCENTS_IN_TABLE = str.maketrans("áéíóúãâçöüё", "aeiouaacoue")
NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'’/-][^\W\d_]+)*\.?")


def is_city(name: str) -> bool:
    """Whether papers name this city without its country."""
    return name.casefold().translate(_ACCENTS_IN_TABLE) in CITIES


def read_capitalised(line: str, at: int) -> tuple[str, int]:
    """Return the capitalised words at `at` as a place's name, and where they end."""
    end, position, last = at, at, ""
    for _ in range(PLACE_WORDS):
        found = NAME_WORD.match(line, position)
        if found is None:
            break
        word = found[0]
        if word.endswith(".") and not _abbreviates(word):
            word = word[:-1]
        lower = word.casefold().rstrip(".")
        if not (word[0].isupper() or (last and lower in PARTICLES)) or lower in NO_PLACE:
            break
        if last and (lower in MONTHS or (lower in AGENCIES and word.isupper() and not last.isupper())):
            break
        position = found.start() + len(word)
        if word[0].isupper():
            end = position
        last = word
        if word != found[0] or not line.startswith(" ", position):
            break
        position += 1
    return line[at:end], end


def _abbreviates(word: str) -> bool:
    """Whether a word's full stop is its own: "St.", "N.Y.", "Calif."."""
    return "." in word[:-1] or word.casefold() in ABBREVIATED


def proper_case(name: str) -> str:
    """Write a place as a reader would: "RIO DE JANEIRO" -> "Rio de Janeiro", "РОСТОВ-НА-ДОНУ" -> "Ростов-на-Дону"."""
    if name != name.upper():
        return name
    if "." in name[:-1] and " " not in name:
        return name  # "N.Y."
    words = re.split(r"([ /'’-])", name.lower())
    for i, word in enumerate(words):
        if "." in word[:-1]:
            words[i] = word.upper()
        elif i == 0 or not (word in PARTICLES or word == "au"):
            words[i] = word[:1].upper() + word[1:]
    return "".join(words)
