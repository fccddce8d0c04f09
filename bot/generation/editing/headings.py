"""Whether a heading fits a sentence: a model may ask for one, and the sentence's own words decide."""

import re

from bot.qa.answer import Section

_DISPUTED = {
    "en": re.compile(
        r"\b(?:den(?:y|ie[sd]|ying)|disput\w+|contradict\w+|reject\w+|refut\w+|alleg\w+|accus\w+|claim\w*|conflicting|unconfirmed|contest\w*)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:отриц\w+|опроверг\w+|оспор\w+|обвин\w+|утвержд\w+|противореч\w+|отверг\w+|неподтвержд\w+|якобы)\b",
        re.IGNORECASE,
    ),
}
_NEXT = {
    "en": re.compile(
        r"\b(?:will|shall|to\sbe|(?:is|are)\s(?:due|expected|set|scheduled|planned|to)|plans?|planned|expected|scheduled|upcoming|next|tomorrow|until)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:буд(?:ет|ут)|намерен\w*|планир\w+|ожида\w+|завтра|предстоит|предстоящ\w+|состоится|состоятся|начн[её]тся|откроется|до\sконца)\b",
        re.IGNORECASE,
    ),
}


def fitting_section(asked: Section | None, text: str, language: str) -> Section:
    """Return the heading that a sentence may stand under: "what happened" if its words do not bear the asked one.

    "Mayor Brandt denied it."  asked: disputed  ->  disputed
    "The ferry ran aground."   asked: next      ->  happened
    """
    if asked is Section.DISPUTED and not _bears(_DISPUTED, text, language):
        return Section.HAPPENED
    if asked is Section.NEXT and not _bears(_NEXT, text, language):
        return Section.HAPPENED
    return asked or Section.HAPPENED


def _bears(patterns: dict[str, re.Pattern[str]], text: str, language: str) -> bool:
    pattern = patterns.get(language)
    return bool(pattern and pattern.search(text))
