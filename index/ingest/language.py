"""The language of an article: as given, else by its script and its most common words."""

import re

SAMPLE_CHARACTERS = 800
ENGLISH_SHARE = 0.1  # of all words; other languages have a few that look like them
_NAMES = {
    "english": "en", "eng": "en", "russian": "ru", "rus": "ru", "русский": "ru", "ukrainian": "uk", "ukr": "uk",
    "german": "de", "deutsch": "de", "deu": "de", "ger": "de",
    "french": "fr", "français": "fr", "fra": "fr", "fre": "fr",
    "spanish": "es", "español": "es", "spa": "es", "italian": "it", "italiano": "it", "ita": "it",
    "portuguese": "pt", "português": "pt", "por": "pt",
}  # fmt: skip
_SCRIPTS = [
    ("ja", re.compile(r"[\u3040-\u30ff]")),  # before Chinese: Japanese has both
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
]
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u3040-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
# Words that the language has and its neighbours lack; English wins a tie.
_COMMON_WORDS = {
    "en": "the of and to in was for is said that with by from his has were",
    "de": "der die das und den von nicht mit ist sich auf dem für ein eine hat",
    "fr": "le les des et du une est dans pour par sur qui pas avec sont été",
    "es": "el los las y del una que en por con para se fue como más ha",
    "it": "il gli di e che della un è per con del sono nella dei alla ha",
    "pt": "o os da e do uma que em não com para dos foi mais ao são",
}
_COMMON = {code: frozenset(words.split()) for code, words in _COMMON_WORDS.items()}


def find_language(given: str, text: str) -> str:
    """Return an ISO 639-1 code.

    "en-US" -> "en"    "Russian" -> "ru"    "", "Президент заявил …" -> "ru"    "", "The president said …" -> "en"
    """
    return _given(given) or _by_script(text[:SAMPLE_CHARACTERS])


def _given(given: str) -> str:
    name = given.strip().casefold()
    code = _NAMES.get(name) or re.split(r"[-_;, ]", name)[0]
    code = _NAMES.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _by_script(sample: str) -> str:
    if not _NOT_LATIN.search(sample):
        return _by_words(sample)
    latin = len(_LATIN.findall(sample))
    if len(_CYRILLIC.findall(sample)) > latin:
        # Russian does not use "і", "ї", "є", "ґ"; a name or a quotation may contain one or two.
        return "uk" if len(re.findall("[іїєґІЇЄҐ]", sample)) > 0.01 * len(sample) else "ru"
    for code, letters in _SCRIPTS:
        if len(letters.findall(sample)) * 2 > latin:
            return code
    return _by_words(sample)


def _by_words(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    english = sum(map(_COMMON["en"].__contains__, words))
    if english > ENGLISH_SHARE * len(words):
        return "en"
    counts = {code: sum(map(common.__contains__, words)) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    # Few such words say nothing: a headline, a table of names.
    return best if counts[best] >= 4 and counts[best] > 1.5 * english else "en"
