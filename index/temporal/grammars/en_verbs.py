"""English verbs and other words that tell past from future, and the test whether a phrase ends."""

import re

from index.temporal.grammar import Match
from index.temporal.meaning import Tense


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_FUTURE = _words(
    "will shall be would may might could should must can ll wo going due likely slated upcoming forthcoming ahead",
    "plan plans planned planning expect expects expected scheduled forecast forecasts aims aiming hopes hoped hoping",
    "intends intended intending starting begins opens expires lapses resumes matures takes starts until till tomorrow",
    "begin resume expire return",
    "postponed rescheduled delayed",
)
_PAST = _words(
    "was were had did been said told came went took made gave saw found held left fell rose led met won lost got began",
    "became kept sent shot struck hit broke brought bought built cut drove fought flew heard laid put ran sat sold",
    "spoke spent stood swore thought threw wrote grew drew chose quit beat rang sang stole blew froze sued since",
    "sank ago",
)

_NO_VERBS = _words(
    "need feed seed speed weed breed greed indeed exceed proceed succeed hundred sacred shed sled united"
)

AUXILIARIES = _words("will shall would be")
# These are verbs after some words only: "will return" but "in return"; "they plan" but "the plan".
_VERB_MARKERS = _words("to will would can could may might must should shall not and also they we i you who ll")
VERB_MARKERS = dict.fromkeys(("return", "plan"), _VERB_MARKERS)


def tense(word: str) -> Tense | None:
    """Tell the tense of a verb, or of a word as good as one; None for all others.

    "will", "due"  ->  FUTURE      "said", "opened"  ->  PAST
    """
    if word in _FUTURE:
        return Tense.FUTURE
    if word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NO_VERBS):
        return Tense.PAST
    return None


_CLOSING = re.compile(r"\s*(?:$|[.,;:!?)\"”'–—-]|(?:and|but|when|in|at|on|as|by|to|with|while|was|were|had)\b)")


def closes(match: Match) -> bool:
    """Whether the words end their phrase: "the day before." but not "the day before the vote"."""
    return match.tokens[-1].kind in ("EARLIER", "LATER", "PREVIOUS") or bool(_CLOSING.match(match.after))
