"""Matching the rules of a grammar against a row: its patterns as regular expressions over letters.

A rule never matches a word that is not in the grammar, so a row falls into short runs between such words. The same few
runs ("the", "of the", ", ") occur again and again: what matches in a run is worked out once and cached.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

_NAME = re.compile(r"[A-Z][A-Z_0-9]*")
_DEPTH = 9  # parts within parts
_CACHED = 50_000  # runs
_LONG = 24  # letters; longer runs rarely occur twice

Fit = tuple[int, int, int]  # the number of a rule, and the tokens it takes, [first, last)


class Rulebook:
    """The rules of a grammar, by number."""

    def __init__(
        self, patterns: Sequence[str], parts: Mapping[str, str], letters: Mapping[str, str], other: str
    ) -> None:
        self._parts = parts
        self._letters = letters
        self._spelled = [self._spell(pattern) for pattern in patterns]
        self._openers = [openers(spelled) for spelled in self._spelled]
        self._by_letter: dict[str, re.Pattern[str]] = {}
        self._fits: dict[str, tuple[Fit, ...]] = {}
        self._runs = re.compile(f"[^{other}]+")
        opening = sorted(set().union(*self._openers))
        self._starts = re.compile(f"[{''.join(opening)}]" if opening else r"(?!)")

    def fits(self, kinds: str) -> Iterator[Fit]:
        """Yield the matches in a row, in order, without overlap; if several rules match, the first in the grammar."""
        cached = self._fits
        for run in self._runs.finditer(kinds):
            before = run.start() > 0
            key = kinds[run.start() - before : run.end() + 1]  # with the words beside the run: rules may look at them
            found = cached.get(key)
            if found is None:
                found = self._cache_fits(key, before)
            for rule, first, last in found:
                at = run.start() - before
                yield rule, at + first, at + last

    def _cache_fits(self, key: str, before: bool) -> tuple[Fit, ...]:
        found = tuple(self._fits_in(key, int(before)))
        if len(key) <= _LONG:
            if len(self._fits) >= _CACHED:
                self._fits.clear()
            self._fits[key] = found
        return found

    def _fits_in(self, kinds: str, at: int) -> Iterator[Fit]:
        while start := self._starts.search(kinds, at):
            first = start.start()
            match = self._that_open_with(kinds[first]).match(kinds, first)
            if match is None or match.end() == first:
                at = first + 1
            else:
                at = match.end()
                yield int((match.lastgroup or "r0")[1:]), first, at

    def _that_open_with(self, letter: str) -> re.Pattern[str]:
        """The rules that can begin with a letter, as one alternation, compiled when it is first needed."""
        if letter not in self._by_letter:
            self._by_letter[letter] = self._alternation(letter)
        return self._by_letter[letter]

    def _alternation(self, letter: str) -> re.Pattern[str]:
        rules = [f"(?P<r{n}>{self._spelled[n]})" for n, opens in enumerate(self._openers) if letter in opens]
        return re.compile("|".join(rules))

    def _spell(self, pattern: str, depth: int = 0) -> str:
        """Write a pattern of names as a regular expression over letters.

        Raises:
            KeyError: a name is neither a kind of word nor a part.
        """

        def letter(match: re.Match[str]) -> str:
            name = match[0]
            if name in self._parts and depth < _DEPTH:
                return f"(?:{self._spell(self._parts[name], depth + 1)})"
            if name not in self._letters:
                raise KeyError(f"{name} in the pattern {pattern!r} is neither a kind of word nor a part")
            return self._letters[name]

        spelled = _NAME.sub(letter, pattern)
        return re.sub(r"\((?!\?)", "(?:", re.sub(r"\s+", "", spelled))


def openers(spelled: str) -> set[str]:
    """Return the letters a match can begin with.

    "x?(?:y|z)w"  ->  {x, y, z}         "(?<=v)x"  ->  {x}
    """
    return _choice(spelled, 0)[0]


def _choice(spelled: str, at: int) -> tuple[set[str], bool, int]:
    """Read alternatives up to ")" or the end: their first letters, whether one may be empty, and where they end."""
    first: set[str] = set()
    empty = False
    while True:
        letters, may_be_empty, at = _sequence(spelled, at)
        first |= letters
        empty |= may_be_empty
        if at >= len(spelled) or spelled[at] == ")":
            return first, empty, at
        at += 1  # "|"


def _sequence(spelled: str, at: int) -> tuple[set[str], bool, int]:
    first: set[str] = set()
    empty = True  # so far
    while at < len(spelled) and spelled[at] not in "|)":
        letters, may_be_empty, at = _atom(spelled, at)
        if at < len(spelled) and spelled[at] in "?*":
            may_be_empty, at = True, at + 1
        elif at < len(spelled) and spelled[at] == "+":
            at += 1
        elif at < len(spelled) and spelled[at] == "{":
            may_be_empty |= spelled[at + 1] in "0,"
            at = spelled.index("}", at) + 1
        if empty:
            first |= letters
            empty = may_be_empty
    return first, empty, at


def _atom(spelled: str, at: int) -> tuple[set[str], bool, int]:
    if spelled[at] in "$^":
        return set(), True, at + 1
    if spelled[at] == "[":
        end = spelled.index("]", at)
        return set(spelled[at + 1 : end]), False, end + 1
    if spelled[at] != "(":
        return {spelled[at]}, False, at + 1
    look = next((mark for mark in ("(?<=", "(?<!", "(?=", "(?!") if spelled.startswith(mark, at)), None)
    letters, empty, at = _choice(spelled, at + len(look or "(?:"))
    return (set(), True, at + 1) if look else (letters, empty, at + 1)
