"""An answer in parts, as a chat tells it: a few sentences at first, the others behind "More"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.qa.answer import Answer, CitedSentence

MOST_OF_A_FACT = 2  # sentences of the first part
MOST_OF_A_DAY = 3


def first_part(answer: Answer) -> Answer:
    """Return the sentences that are told first; `more` says that others are left.

    What a language model wrote is one text and stays whole.
    """
    most = MOST_OF_A_FACT if answer.question.narrow else MOST_OF_A_DAY
    if len(answer.sentences) <= most or not _is_quoted(answer):
        return answer
    return replace(answer.with_sentences(answer.sentences[:most]), more=True)


def rest_of(answer: Answer, told: int) -> Answer | None:
    """Return the sentences after those told, as an answer of its own; None if all are told."""
    rest = answer.sentences[told:]
    return replace(answer.with_sentences(rest), exclude_ids=answer.seen_ids) if rest else None


def lead_first(answer: Answer) -> Answer:
    """Return the news of a day with the first sentence of each article before their second ones.

    So the first part tells of several events, and not of one at length; the rest keeps its order.
    """
    question = answer.question
    if answer.exclude_ids:
        return answer  # the rest of an answer goes on as it is
    is_of_a_day = len(question.days) == 1 and not question.topic and not question.narrow
    if not is_of_a_day or not _is_quoted(answer) or len({sentence.day for sentence in answer.sentences}) > 1:
        return answer
    leads = _leads(answer)[:MOST_OF_A_DAY]
    others = [sentence for sentence in answer.sentences if sentence not in leads]
    return answer.with_sentences([*leads, *others])


def _leads(answer: Answer) -> Sequence[CitedSentence]:
    """Return the first sentence of each article; what is only planned is none."""
    cited = {citation.number: citation for citation in answer.citations}
    first: dict[str, CitedSentence] = {}
    for sentence in answer.sentences:
        if sentence.section is None:
            first.setdefault(cited[sentence.citations[0]].article_id, sentence)
    return list(first.values())


def _is_quoted(answer: Answer) -> bool:
    cited = {citation.number: citation for citation in answer.citations}
    return all(sentence.text == cited[sentence.citations[0]].quote for sentence in answer.sentences)
