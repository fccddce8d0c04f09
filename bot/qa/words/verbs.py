"""Which words of a question are verbs, told by where they stand and how they end: what is left are the things it names.

No tagger is needed for questions: they are short, and their verb follows "who", a pronoun, or the subject of "did".

  "Who found the coronet?"             -> found
  "When did the dyke break at Halmery?" -> break
  "why was the bridge closed?"         -> closed
  "кто возглавит комиссию?"            -> возглавит
"""

import re
from itertools import pairwise

from bot.qa.question_patterns import PATTERNS
from bot.qa.words.irregular_verbs import forms_of, is_past_form

# Words that name nothing that a new subject could be.
GENERIC = frozenset(
    "people persons person anyone someone reason total exactly later before earlier still yet today long first"
    " человек людей люди раньше позже потом сначала сейчас теперь причина причине именно всего".split()
)

_WORD = re.compile(r"\w+(?:[-'’]\w+)*|&")
_AUXILIARY = frozenset("did does do will can could would should has have had".split())
_BE = frozenset("was were is are been be".split())
_SUBJECT_QUESTION = frozenset("who кто что".split())
_PRONOUNS = frozenset(
    "he she they it we you i there он она они оно его её ее их это ему ей им там кого чего чему когда где куда сколько"
    " почему зачем как".split()
)
_DETERMINERS = frozenset("the a an their his her its this that these those any which many much".split())
_PAST_RU = re.compile(r"[а-яё]{2,}(?:л|ла|ло|ли)(?:сь|ся)?|[а-яё]{2,}(?:ть|ться|тся)")
_PRESENT_RU = re.compile(r"[а-яё]{2,}(?:[её]т|ит|ут|ют|ат|ят)")


def verbs_of(text: str, language: str) -> frozenset[str]:
    """Return the words of a question that are its verbs, in small letters."""
    words = [word.lower() for word in _WORD.findall(text)]
    return frozenset(_verbs_ru(words) if language == "ru" else _verbs_en(words))


def _verbs_ru(words: list[str]) -> set[str]:
    found = {word for word in words if _PAST_RU.fullmatch(word)}
    return found | {
        word
        for before, word in pairwise(words)
        if (before in _SUBJECT_QUESTION or before in _PRONOUNS) and _PRESENT_RU.fullmatch(word)
    }


def _verbs_en(words: list[str]) -> set[str]:
    function_words = PATTERNS["en"].function_words
    found = set()
    for at, (before, word) in enumerate(pairwise(words), start=1):
        behind_subject = before in _SUBJECT_QUESTION or (before in _PRONOUNS and at > 1)
        if word not in function_words and (behind_subject or (before not in _DETERMINERS and _is_past(word))):
            found.add(word)
    auxiliary = next((at for at, word in enumerate(words) if word in _AUXILIARY), None)
    if auxiliary is not None:
        found |= _verb_after_subject(words[auxiliary + 1 :], function_words)
    return found


def _verb_after_subject(words: list[str], function_words: frozenset[str]) -> set[str]:
    """Return the verb behind "did": it ends the words that the subject begins with, "the dyke break at …".

    What follows an irregular verb belongs to it: "the ferry run aground".
    """
    while words and (words[0] in _DETERMINERS or words[0] in _PRONOUNS):
        words = words[1:]
    run: list[str] = []
    for word in words:
        if word in function_words:
            break
        run.append(word)
    if len(run) < 2:
        return set()
    irregular = [at for at, word in enumerate(run) if at and len(forms_of(word)) > 1]
    return set(run[irregular[-1] :]) if irregular else {run[-1]}


def _is_past(word: str) -> bool:
    return word.endswith("ed") or is_past_form(word)
