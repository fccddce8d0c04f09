"""Whether one sentence of an article says what a claim says: every term, in the same order, with nothing turned round.

It is strict on purpose. A true claim in words of its own is cut too, and the reader gets quotes instead: a false one
would cost more. `bench/answers/faithfulness.py` measures both.
"""

import re
from collections.abc import Collection, Sequence

from bot.generation.verification.terms import Kind, Term, Terms
from index.model.dates import DaySpan

NEAR = 3  # terms: a number counts what stands so near to it
MOST_LEFT = 2  # words of a clause that may be left out: "harbour master"
FEWEST_TERMS = 2  # a claim of one word says nothing that could be checked

_JOINED = re.compile(r"\b(?:and|but|while|whereas|и|а|но)\b", re.IGNORECASE)
_TURNING = ("!not", "!deny")

_FRONTED = re.compile(
    r"^(?:in|at|on|near|off|outside|after|before|during|by|from|over|under|with|for|since|until|because|when|as"
    r"|в|во|на|у|около|близ|под|после|перед|до|за|из|с|по|когда)\b[^,]*,",
    re.IGNORECASE,
)


def find_fault(claim: Terms, sentence: Terms, days: Sequence[DaySpan]) -> str:
    """Return why a sentence does not support a claim; empty where it does.

    `days` are those that the sentence is tied to without naming them: carried over, or its publication date.
    """
    words = claim.words
    if len(words) + len(claim.operators) < FEWEST_TERMS:
        return "says too little"
    places = _align(words, sentence.row)
    missing = [term.key for term, place in zip(words, places, strict=True) if not place]
    if missing:
        return f"not in the passage: {', '.join(missing)}"
    if not _is_ordered(claim, sentence):
        return "in another order"
    fault = (
        _crossing(claim, sentence)
        or _numbers(claim, sentence)
        or _dates(claim, sentence, days)
        or _operators(claim, sentence)
    )
    return fault or _speech(claim, sentence)


def _align(words: Sequence[Term], row: Sequence[Term]) -> list[list[int]]:
    """Return for each term of a claim where it stands in the sentence."""
    return [[n for n, term in enumerate(row) if term.key == word.key] for word in words]


def _is_ordered(claim: Terms, sentence: Terms) -> bool:
    """Whether the terms follow each other as they do in the sentence; one may stand elsewhere, if it is a mere word."""
    there = [term.key for term in sentence.row]
    names = {term.key for term in sentence.row if term.kind is Kind.NAME}  # at a claim's start every word has a capital
    words = [term for term in claim.row if term.kind is not Kind.DAY and term.key in {*there, *_TURNING}]
    orders = [words]
    if fronted := _FRONTED.match(claim.text):
        front = [term for term in words if term.at < fronted.end()]
        orders.append([term for term in words if term.at >= fronted.end()] + front)
    return any(_follows(order, there, names) for order in orders)


def _follows(order: Sequence[Term], there: Sequence[str], names: Collection[str]) -> bool:
    fixed = [term.key for term in order if term.kind is Kind.NUMBER or term.key in names or term.key in _TURNING]
    whole = [term.key for term in order if term.kind is not Kind.OPERATOR]
    loose = 1 if len(whole) >= 5 else 0
    return _common(fixed, there) == len(fixed) and _common(whole, there) >= len(whole) - loose


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for key in one:
        before = 0
        for n, there in enumerate(other, start=1):
            before, row[n] = row[n], before + 1 if key == there else max(row[n], row[n - 1])
    return row[-1]


def _crossing(claim: Terms, sentence: Terms) -> str:
    """A claim takes clauses whole: "nine rescued and two missing" is not nine missing."""
    row = sentence.row
    taken = _taken(claim, sentence)
    clauses = sorted({row[n].clause for n in taken})
    if len(clauses) < 2:
        return ""
    keys = {row[n].key for n in taken} | {term.key for term in claim.row}
    # "On Tuesday" is said where "30 May 2023" is. A month alone may have its name there for something else.
    told = {term.key for term in sentence.days if term.key in keys and term.span and term.span.days == 1}
    left = [
        term
        for n, term in enumerate(row)
        if term.clause in clauses
        and n < max(taken)
        and term.kind is not Kind.OPERATOR
        and term.key not in keys
        and term.of_day not in told
    ]
    last = [term for term in left if term.clause == clauses[-1]]
    joined = _JOINED.search(sentence.text[row[min(taken)].at : row[max(taken)].at])
    if (
        len(left) > len(last)
        or len(last) > (0 if joined else MOST_LEFT)
        or any(term.kind is not Kind.WORD for term in last)
    ):
        return "leaves out what stands between"
    return ""


def _taken(claim: Terms, sentence: Terms) -> list[int]:
    """Return where the claim's words stand in the sentence."""
    return [places[0] for places in _align(claim.words, sentence.row)]


def _numbers(claim: Terms, sentence: Terms) -> str:
    """Each number must stand by what it counts: "seven hurt, two missing" is not "two hurt"."""
    words = claim.words
    for n, term in enumerate(words):
        if term.kind is Kind.NUMBER and (counted := _counted(words, n)):
            spots = [m for m, there in enumerate(sentence.row) if there.key == term.key]
            if not any(counted in _beside(sentence.row, m) for m in spots):
                return f"{term.key} counts something else"
    return ""


def _counted(words: Sequence[Term], n: int) -> str:
    """Return the word after a number, in its clause, else the word before it; empty where there is none."""
    after = [word for word in words[n + 1 :] if word.kind is not Kind.NUMBER and word.clause == words[n].clause]
    before = [word for word in words[:n] if word.kind is not Kind.NUMBER]
    return after[0].key if after else before[-1].key if before else ""


def _beside(row: Sequence[Term], at: int) -> set[str]:
    """Return the terms near a number, each way as far as the next number."""
    found = set()
    for way in (row[at + 1 :], row[:at][::-1]):
        near = [term for term in way if term.kind in (Kind.WORD, Kind.NAME, Kind.NUMBER)]
        for count, term in enumerate(near):
            # The very next number may belong to it: "41 of 58,903 votes".
            if count >= NEAR or (term.kind is Kind.NUMBER and count):
                break
            found.add(term.key)
    return found


def _dates(claim: Terms, sentence: Terms, days: Sequence[DaySpan]) -> str:
    """Each day must be the sentence's own, and the one nearest to what the claim takes from it."""
    named = {term.key for term in sentence.days}
    for term in claim.days:
        assert term.span is not None
        own = [n for n, there in enumerate(sentence.row) if there.span and _says(term.span, there.span)]
        if own:
            if len(named) > 1 and len(claim.days) == 1 and not _belongs(own, claim, sentence):
                return f"{term.key} belongs to another part"
        elif any(there.span and there.span.days <= 7 for there in sentence.days) or not any(
            _says(term.span, day) for day in days
        ):
            return f"not its day: {term.key}"
    return ""


def _says(claimed: DaySpan, there: DaySpan) -> bool:
    """Whether naming `claimed` is true of `there`: the same days, or the month or year they lie in."""
    if claimed == there:
        return True
    return claimed.whole_months and claimed.first <= there.first and there.last <= claimed.last


def _belongs(own: Sequence[int], claim: Terms, sentence: Terms) -> bool:
    """Whether of a sentence's days this one stands in a clause that the claim takes words from, and nearest to them."""
    row = sentence.row
    taken = _taken(claim, sentence)
    low, high = min(taken), max(taken)

    def away(n: int) -> int:
        return 0 if low <= n <= high else min(abs(n - low), abs(n - high))

    clauses = {row[n].clause for n in taken}
    mine = [n for n in own if row[n].clause in clauses]
    others = [n for n, term in enumerate(row) if term.span and n not in own and row[n].clause in clauses]
    return bool(mine) and min(map(away, mine)) <= min(map(away, others), default=99)


def _operators(claim: Terms, sentence: Terms) -> str:
    """What turns a statement round must stand on both sides, in the clauses that the claim takes words from."""
    taken = [sentence.row[n].clause for n in _taken(claim, sentence)]
    there = [
        term.key
        for term in sentence.operators
        if min(taken) <= term.clause <= max(taken) or term.key == "!if"  # a condition holds for the whole sentence
    ]
    here = [term.key for term in claim.operators]
    if lost := set(there) - set(here):
        return f"leaves out: {', '.join(sorted(lost))}"
    if any(there.count(key) > here.count(key) for key in _TURNING):
        return "leaves out a not"
    if added := set(here) - {term.key for term in sentence.operators}:
        return f"adds: {', '.join(sorted(added))}"
    return "" if _turned(claim) <= _turned(sentence) else "turns something else round"


def _turned(terms: Terms) -> set[tuple[str, str]]:
    """Return what each "not" stands before, or after where it is the last word: ("!not", "hurt")."""
    row = [term for term in terms.row if term.kind is not Kind.DAY]
    words = [(n, term.key) for n, term in enumerate(row) if term.kind is not Kind.OPERATOR]
    return {
        (term.key, next((key for m, key in words if m > n), words[-1][1] if words else ""))
        for n, term in enumerate(row)
        if term.key in _TURNING
    }


def _speech(claim: Terms, sentence: Terms) -> str:
    """What somebody said is told as said, or between quotation marks."""
    spoken = [sentence.row[n].quoted for n in _taken(claim, sentence)]
    told = any(term.key == "!said" for term in claim.operators) or any(term.quoted for term in claim.row)
    return "" if told or sum(spoken) * 2 < len(spoken) else "leaves out that somebody said it"
