"""Answers edited from quotes: a model's plan, carried out by the program."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.generation.editing.edit_plan import Choice, chooses_nothing, stream_choices
from bot.generation.editing.headings import fitting_section
from bot.generation.editing.insertions import apply_edits, find_antecedent, find_relative_days
from bot.generation.editing.offer import VERSION, Offered, make_offer
from bot.generation.llm.prompts import Prompt
from bot.generation.llm.styles import SaysNothingError
from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer, CitedSentence, Question, Section
from bot.qa.extractive import ExtractiveWriter
from bot.qa.quoting.quote import citation_of
from bot.qa.writer import OnDraft
from index.model.passage import Hit

MOST_CHOSEN = 5  # sentences of an answer: what a reader takes in on one screen of a phone
MOST_OF_A_FACT = 2  # … to a question of fact

log = logging.getLogger(__name__)


class EditedStyle:
    """Lets a model choose and trim; what is shown is the source's words."""

    def __init__(self, plain: ExtractiveWriter) -> None:
        self._plain = plain

    def prepare(self, asked: AnalyzedQuestion, hits: Sequence[Hit], prompt_tokens: int) -> "EditedTask | None":
        """Return what to ask about the best sentences that fit."""
        most = MOST_OF_A_FACT if asked.question.narrow else MOST_CHOSEN
        prompt, offered = make_offer(asked.question, self._plain.rank(asked, hits), prompt_tokens, most)
        return EditedTask(prompt, asked.question, offered, most) if offered else None


@dataclass(frozen=True, slots=True)
class EditedTask:
    """One question, and the sentences that its answer may be made of."""

    prompt: Prompt
    question: Question
    offered: Sequence[Offered]
    most: int  # sentences of the answer

    def read(self, pieces: Iterator[str], on_draft: OnDraft | None) -> Answer | None:
        """Return the chosen sentences, edited; None if the reply chooses none that was offered.

        Raises:
            SaysNothingError: the model chose an empty answer.
        """
        reply: list[str] = []
        chosen: list[Choice] = []
        for choice in stream_choices(_kept(pieces, reply)):
            if 1 <= choice.sentence <= len(self.offered) and len(chosen) < self.most:
                chosen.append(choice)
                if on_draft:
                    on_draft(self._answer(chosen))
        log.info("prompt %s: %d sentences chosen", VERSION, len(chosen))
        if not chosen and chooses_nothing("".join(reply)):
            raise SaysNothingError
        return self._answer(chosen) if chosen else None

    def _answer(self, chosen: Sequence[Choice]) -> Answer:
        """Carry a plan out. Sentences under one heading stand together, the headings in the order of `Section`."""
        sections = [self._section(choice) for choice in chosen]
        order = [choice for section in Section for choice, own in zip(chosen, sections, strict=True) if own is section]
        several = len(set(sections)) > 1
        sentences, citations = [], []
        for number, choice in enumerate(order, start=1):
            quote = self.offered[choice.sentence - 1].quote
            text = self._edit(choice, order[number - 2] if number > 1 else None)
            section = self._section(choice) if several else None
            match = quote.match
            sentences.append(CitedSentence(text, (number,), match.basis, match.day, quote.hit.also_in, section))
            citations.append(citation_of(quote, number))
        return Answer(self.question, tuple(sentences), tuple(citations))

    def _section(self, choice: Choice) -> Section:
        quote = self.offered[choice.sentence - 1].quote
        return fitting_section(choice.section, quote.text, quote.hit.source.language)

    def _edit(self, choice: Choice, before: Choice | None) -> str:
        """Return a sentence without what the plan leaves out, its relative days and its "she" explained."""
        offered = self.offered[choice.sentence - 1]
        quote = offered.quote
        language = quote.hit.source.language
        insertions = list(find_relative_days(quote.sentence, quote.text, language))
        antecedent = find_antecedent(quote.sentence, quote.hit.passage, language)
        if antecedent and not (before and self._follows(choice, before)):
            insertions.append(antecedent)
        return apply_edits(quote.text, offered.cuts(choice.cuts), insertions)

    def _follows(self, choice: Choice, before: Choice) -> bool:
        """Return whether a sentence comes right after the other in its article too: "she" needs no name there."""
        one, other = self.offered[choice.sentence - 1].quote, self.offered[before.sentence - 1].quote
        if one.hit.passage.id != other.hit.passage.id:
            return False
        starts = [sentence.start for sentence in one.hit.passage.sentences]
        return starts.index(one.sentence.start) == starts.index(other.sentence.start) + 1


def _kept(pieces: Iterator[str], into: list[str]) -> Iterator[str]:
    """Give the pieces of a reply, and keep them."""
    for piece in pieces:
        into.append(piece)
        yield piece
