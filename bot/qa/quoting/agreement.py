"""Who agrees: how many outlets say what a quote says, and which give another number for the same thing.

No verdict is passed: both numbers are shown. Precision comes before recall: two sentences are compared only if they
share most of their names and words, and numbers only if each sentence has one number of that thing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.qa.answer import Answer, Citation, CitedSentence, OtherNumber
from bot.qa.quoting.quote import words_beside_dates
from index.model.dates import DaySpan
from index.model.passage import Hit, Sentence
from index.search.fulltext.analyzers import analyze

AGREES = 0.8  # share of the words of two sentences that both have, from which one is the other in other words
SAME_MATTER = 0.45  # the same without numbers and what they count, from which they speak of the same thing
FEWEST_SHARED = 3  # words
FEWEST_NAMES = 2  # that both have
DAYS_APART = timedelta(days=0)  # between two reports of one thing: the next day tolls have risen and plans changed
MOST_TIMES = 2.5  # one number the other; beyond that they count different things
ROUNDED = 0.03  # two numbers so near are one, rounded
COUNTED_WORDS = 2  # behind a number: "2,400 dock workers"
MOST_DIFFERENT = 3  # numbers that are shown

_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?P<sign>[$€£₽]\s?)?(?P<digits>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?P<part>[.,]\d{1,2}(?!\d))?"
    r"(?:\s?(?P<scale>million|billion|thousand|mln|bn|m|млн|млрд|тыс\.?|миллион\w*|миллиард\w*|тысяч\w*)\b\.?)?"
    r"(?P<percent>\s?(?:%|per\s?cent|percent|процент\w*))?(?![\w:/]|[.,]\d|-\d)",
    re.IGNORECASE,
)
_SCALES = (("th", 1e3), ("ты", 1e3), ("mi", 1e6), ("ml", 1e6), ("m", 1e6), ("b", 1e9), ("милли", 1e6), ("млн", 1e6))
# A bound, an estimate or a rank says no number that another one could contradict.
_LOOSE = re.compile(
    r"\b(?:at least|more than|over|up to|less than|fewer than|almost|nearly|about|around|some|roughly|approximately"
    r"|another|further|additional|other|no\.?|number|page|aged?|не менее|более|свыше|больше|меньше|менее|до|около"
    r"|примерно|почти|ещё|еще|возрасте)\s+(?:an?\s+|the\s+)?[$€£₽]?$",
    re.IGNORECASE,
)
_AGE = re.compile(r"^[-\s]?(?:years?[-\s]old|year|years|летн|лет\b|год)", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZА-ЯЁ][\w'’-]+")
_TURNS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|against|will|would|may|might|could|if|unless|\w+n't"
    r"|не|ни|нет|никогда|без|против|будет|будут|может|могут|бы|если)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence, and what it counts."""

    text: str  # as written: "2,400"
    value: float
    counted: frozenset[str]  # terms of the words behind it; "%" or a currency


def with_agreement(answer: Answer, hits: Sequence[Hit]) -> Answer:
    """Return an answer whose sentences say how many outlets agree, and who gives another number."""
    if len({hit.source.outlet for hit in hits} - {""}) < 2:
        return answer
    cited = {citation.number: citation for citation in answer.citations}
    told = _Told(hits)
    return replace(answer, sentences=tuple(told.compare(one, cited[one.citations[0]]) for one in answer.sentences))


class _Told:
    """The sentences of some hits; what each says is read at most once."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self._claims: dict[tuple[str, int], Claim] = {}

    def compare(self, one: CitedSentence, citation: Citation) -> CitedSentence:
        """Return a sentence with what other outlets say on the same day."""
        own = self._find(citation)
        if own is None or one.text != citation.quote or not citation.source.outlet:
            return one
        mine = self._claim(*own)
        outlets = {citation.source.outlet, *one.also_in}
        others: dict[str, OtherNumber] = {}
        for hit in self._hits:
            if hit.source.outlet in ("", citation.source.outlet) or not _at_one_time(own[0], hit):
                continue
            for sentence in hit.passage.sentences:
                theirs = self._claim(hit, sentence)
                if other := other_number(mine, theirs):
                    found = OtherNumber(other[0].text, other[1].text, hit.source.outlet)
                    others.setdefault(hit.source.outlet, found)
                elif says_the_same(mine, theirs):
                    outlets |= {hit.source.outlet, *hit.also_in}
        agreeing = len(outlets - others.keys())
        shown = tuple(others.values())[:MOST_DIFFERENT]
        return replace(one, agreeing=agreeing if agreeing > 1 else 0, other_numbers=shown)

    def _find(self, citation: Citation) -> tuple[Hit, Sentence] | None:
        for hit in self._hits:
            if hit.passage.id == citation.passage_id:
                for sentence in hit.passage.sentences:
                    if sentence.start == citation.start:
                        return hit, sentence
        return None

    def _claim(self, hit: Hit, sentence: Sentence) -> "Claim":
        key = (hit.passage.article_id, sentence.start)
        if key not in self._claims:
            self._claims[key] = read_claim(hit, sentence)
        return self._claims[key]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says, as far as it is compared."""

    terms: frozenset[str]  # beside dates and figures
    names: frozenset[str]  # those of the terms that are written as names
    figures: tuple[Figure, ...]
    numbers: frozenset[str]  # all digits, bounds and estimates too
    turns: frozenset[str]  # small words that turn what is said: "not", "against", "will"
    days: frozenset[DaySpan]  # that it names
    language: str

    def is_about_the_same(self, other: "Claim") -> bool:
        """Whether both name the same: one names all that the other does, and that is more than one name."""
        shared = self.names & other.names
        if self.language != other.language or self.turns != other.turns:
            return False
        return len(shared) >= FEWEST_NAMES and shared in (self.names, other.names)


def read_claim(hit: Hit, sentence: Sentence) -> Claim:
    """Return what is compared of a sentence."""
    text, language = words_beside_dates(hit, sentence), hit.source.language
    words = frozenset(term for term in analyze(_NUMBER.sub(" ", text), language) if not term.isdecimal())
    turns = frozenset(word.lower() for word in _TURNS.findall(text))
    days = frozenset(mention.span for mention in sentence.mentions)
    numbers = frozenset(re.sub(r"\D", "", found["digits"]) for found in _NUMBER.finditer(text))
    names = frozenset(analyze(" ".join(_NAME.findall(text)), language)) & words
    return Claim(words, names, tuple(_figures(text, language)), numbers, turns, days, language)


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two sentences say the same: most words, and no other numbers."""
    if not one.is_about_the_same(other):
        return False
    shared, every = len(one.terms & other.terms), len(one.terms | other.terms)
    if one.numbers != other.numbers or (one.days and other.days and one.days != other.days):
        return False
    return shared >= max(FEWEST_SHARED, AGREES * every)


def other_number(one: Claim, other: Claim) -> tuple[Figure, Figure] | None:
    """Return two figures of the same thing that differ; None if there are none, or it is not sure."""
    if not one.is_about_the_same(other):
        return None
    for mine in one.figures:
        same = [figure for figure in other.figures if figure.counted & mine.counted]
        alone = sum(bool(figure.counted & mine.counted) for figure in one.figures) == 1
        if not alone or len(same) != 1 or not _may_differ(mine.value, same[0].value):
            continue
        counted = mine.counted | same[0].counted
        a, b = one.terms - counted, other.terms - counted
        done, too = a - one.names - other.names, b - one.names - other.names
        alike = len(done & too) >= SAME_MATTER * len(done | too)  # "closed" is not "opened", whatever the names
        if alike and len(a & b) >= max(FEWEST_SHARED, SAME_MATTER * len(a | b)):
            return mine, same[0]
    return None


def _may_differ(one: float, other: float) -> bool:
    """Whether two numbers are neither one number, rounded, nor far apart."""
    least, most = sorted((one, other))
    return most - least > ROUNDED * most and most <= MOST_TIMES * least


def _at_one_time(one: Hit, other: Hit) -> bool:
    published, too = one.source.published, other.source.published
    return published is not None and too is not None and abs(published - too) <= DAYS_APART


def _figures(text: str, language: str) -> Iterator[Figure]:
    """Give the numbers of a text that count something, bounds and estimates left out."""
    for found in _NUMBER.finditer(text):
        behind = text[found.end() :]
        if _LOOSE.search(text[: found.start()]) or _AGE.match(behind):
            continue
        value = float(re.sub(r"\D", "", found["digits"]) + (found["part"] or "").replace(",", "."))
        value *= _scale(found["scale"])
        if found["percent"]:
            counted = frozenset({"%"})
        elif found["sign"]:
            counted = frozenset({found["sign"].strip()})
        else:
            words = _WORD.findall(re.split(r"[,.;:!?()«»\"“”—]", behind, maxsplit=1)[0])[:COUNTED_WORDS]
            counted = frozenset(analyze(" ".join(words), language))
        if counted:
            yield Figure(found[0].strip(), value, counted)


def _scale(written: str | None) -> float:
    return next((factor for begin, factor in _SCALES if (written or "").lower().startswith(begin)), 1.0)
