"""Names across scripts: «Гаити» is Haiti, and «Обамы» is Obama's.

Countries are known by the names that CLDR gives them, people by the sound of their letters. Nothing else is translated:
a question whose other words stand in no article is answered by its days and names, and that is said.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from babel import Locale
from rapidfuzz.distance import OSA

from index.search.fulltext.analyzers import analyze

_CYRILLIC = re.compile("[а-яёіїєґў]", re.IGNORECASE)

SCRIPTS = {"en": "Latin", "ru": "Cyrillic"}

TermsFrom = Callable[[str], list[tuple[str, int]]]  # prefix -> terms with it, how many passages have each

SHORTEST_NAME = 4  # letters of its sound: shorter ones are like too many others
LONGEST_ENDING = 3  # letters by which a name may be longer in one of its cases: «Обамою», "Obama"

_ALIASES = {  # shorter than CLDR's names, or in a case whose stem differs
    "США": "United States",
    "Америка": "United States",
    "Британия": "United Kingdom",
    "Англия": "United Kingdom",
    "Корея": "Korea",
    "Китая": "China",
    "Китае": "China",
    "Britain": "Великобритания",
}
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e j z i i k l m n o p r s t u f h c c s s  i  e u a i i e g u".split(" "),
        strict=True,
    )
)
# What sounds alike is written alike: "Khrushchev", «Хрущёв» -> "hrusev"; "Joseph", «Джозеф» -> "josef".
_SOUNDS = (
    ("дж", "ж"), ("shch", "s"), ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("kh", "h"), ("zh", "j"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ts", "c"), ("tz", "c"),
    ("ya", "a"), ("yu", "u"), ("ye", "e"), ("yo", "e"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("y", "i"), ("dj", "j"),
)  # fmt: skip
_ENDING = re.compile(r"[aeiou]+[mh]?$")  # of a case: «Обамой», «Боингом»
_SAME = str.maketrans({"c": "k", "g": "j"})  # "c" and "g" have two sounds: both are tried


def find_in_other_script(word: str, terms_from: TermsFrom) -> str:
    """Return how articles write a name in the other script, Latin or Cyrillic; "" if none has it.

    "Гаити" -> "Haiti"     "Обамы" -> "obama"     "Merkel" -> "меркел", the term of all its cases
    """
    word = word.lower()
    if country := _country(word):
        return country if any(terms_from(term) for term in _terms_of(country)) else ""
    sound = _sound(word)
    found = [
        (-closeness, -count, term)
        for prefix in _first_letters(word)
        for term, count in terms_from(prefix)
        if (closeness := _closeness(sound, _sound(term)))
    ]
    return min(found)[2] if found else ""


def _terms_of(name: str) -> list[str]:
    return analyze(name, "ru" if _CYRILLIC.search(name) else "en")


@lru_cache(1)
def _countries() -> dict[str, str]:
    """The stems of the names of countries, of one word each in Russian, and their names in the other language."""
    russian, english = Locale("ru").territories, Locale("en").territories
    found = {stem: other for name, other in _ALIASES.items() for stem in _terms_of(name)}
    for code, name in russian.items():
        if code.isalpha() and " " not in name and code in english:
            for stem in analyze(name, "ru"):
                found.setdefault(stem, english[code])
            if " " not in english[code]:
                for stem in analyze(english[code], "en"):
                    found.setdefault(stem, name)
    return found


def _country(word: str) -> str:
    return next((_countries()[stem] for stem in _terms_of(word) if stem in _countries()), "")


@lru_cache(50_000)
def _sound(word: str) -> str:
    """Return a name as it sounds, in Latin letters, without doubled ones.

    "Барака" -> "baraka"     "Barack" -> "barak"     "Хиллари", "Hillary" -> "hilari"
    """
    for written, sounded in _SOUNDS:
        word = word.replace(written, sounded)
    word = "".join(_LATIN.get(letter, letter) for letter in word).translate(_SAME)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]", "", word))


def _closeness(sound: str, other: str) -> int:
    """Return 3 for equal sounds, 2 if they differ in their endings, 1 by one letter more; 0 for different names."""
    if min(len(sound), len(other)) < SHORTEST_NAME - 1 or abs(len(sound) - len(other)) > LONGEST_ENDING:
        return 0
    if sound == other:
        return 3
    one, two = {sound, _ENDING.sub("", sound)}, {other, _ENDING.sub("", other)}  # stems have no ending to take off
    if any(len(stem) >= SHORTEST_NAME for stem in one & two):
        return 2
    near = (
        OSA.distance(a, b, score_cutoff=1) == 1 for a in one for b in two if min(len(a), len(b)) > SHORTEST_NAME + 1
    )
    return int(any(near))


_BEGINNINGS = {
    "в": "vw", "г": "gh", "д": "d", "е": "ey", "ж": "jzg", "з": "zs", "и": "iy", "й": "yi", "к": "kcq", "с": "sc",
    "у": "uw", "ф": "fp", "х": "hk", "ц": "ct", "ч": "ct", "ш": "s", "щ": "s", "э": "e", "ю": "yju", "я": "yji",
}  # fmt: skip


def _first_letters(word: str) -> Iterable[str]:
    """Return the letters that a name may begin with in the other script: «Квентин» -> k, c, q; "Quentin" -> к."""
    if word.startswith("дж"):
        return ("j", "g", "dj")
    if _CYRILLIC.match(word):
        return _BEGINNINGS.get(word[0]) or _LATIN.get(word[0], "")
    return [letter for letter in _LATIN if word[0] in (_BEGINNINGS.get(letter) or _LATIN[letter])]
