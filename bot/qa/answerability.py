"""Whether the archive answers a question at all: judged by the words that the passages found have and lack."""

from collections.abc import Sequence

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer_type import AnswerType, holds_answer_type
from index.model.passage import Hit

# The share of the weight of a question's words that must stand together in one passage and its title.
ENOUGH = 0.55
ENOUGH_ON_A_DAY = 0.3  # the day has chosen already: "the NASDAQ composite" that day is "the NASDAQ" in the article


def keep_supported(hits: Sequence[Hit], asked: AnalyzedQuestion) -> list[Hit]:
    """Return the hits that have enough of what is asked; none if the archive does not know."""
    days = asked.question.days
    enough = ENOUGH_ON_A_DAY if days else ENOUGH
    supported = [hit for hit in hits if _has_enough(hit, asked, enough)]
    if asked.question.narrow and not days and not any(_speaks_of_it(hit, asked) for hit in supported):
        return []  # they have the words of "how old is the earth?", and speak of something else
    return supported


def _has_enough(hit: Hit, asked: AnalyzedQuestion, enough: float) -> bool:
    text = _text(hit)
    return asked.terms.share(text) >= enough and not asked.terms.is_about_another(text)


def _speaks_of_it(hit: Hit, asked: AnalyzedQuestion) -> bool:
    terms = asked.terms
    if not hit.unlike or (terms.names and terms.names_in(_text(hit)) >= terms.names):
        return True
    sentences = ((one, hit.passage.text_of(one)) for one in hit.passage.sentences)
    return asked.answer_type is not AnswerType.ANYTHING and any(
        terms.share(words) == 1.0 and holds_answer_type(asked.answer_type, words, one) for one, words in sentences
    )


def _text(hit: Hit) -> str:
    return f"{hit.source.title}\n{hit.passage.text}"
