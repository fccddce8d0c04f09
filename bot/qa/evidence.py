"""What the sentences found say for an answer: the words they have, the type of answer they hold, their similarity."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer_type import holds_answer_type
from index.model.passage import Hit, Sentence

# How much each says that a sentence answers, next to the share of the question's words in it (1.0). Fitted by
# conditional logistic regression on one half of the titles of xquad-dev: see docs/decisions/answers.md.
PREVIOUS_WEIGHT = 0.55  # of what the sentence before adds to the share: "The count ended. It gave him 41 votes."
NAME_CARRIED = 0.8  # of a name's weight, in the sentences after it: "Kingfisher was launched on Sunday. It cost …"
PASSAGE_WEIGHT = 0.4  # of the share of the question's words in the passage and its title
TYPE_WEIGHT = 0.35  # of holding a number for "how many", a name for "who"
SIMILARITY_WEIGHT = 0.7  # of the sentence's similarity to the question
PASSAGE_SIMILARITY_WEIGHT = 1.3  # of the passage's


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """A sentence, and what it says for an answer."""

    hit: Hit
    sentence: Sentence
    text: str
    share: float  # of the weight of the question's words, in the sentence: 0..1
    previous_gain: float  # by how much the sentence before raises it
    passage_share: float  # in the passage and its title
    matched: float  # how many of the question's words the passage and its title have, each counted by its rarity
    holds_type: bool  # it has a thing of the type that is asked for
    similarity: float | None  # of the sentence to the question; None if unknown

    @property
    def pair_share(self) -> float:
        """The share of the question's words in the sentence and the one before."""
        return self.share + self.previous_gain

    @property
    def score(self) -> float:
        """How much it says that the sentence answers; comparable between the sentences found for one question."""
        score = self.share + PREVIOUS_WEIGHT * self.previous_gain + PASSAGE_WEIGHT * self.passage_share
        score += TYPE_WEIGHT * self.holds_type
        if self.similarity is not None and self.hit.similarity is not None:
            score += SIMILARITY_WEIGHT * self.similarity + PASSAGE_SIMILARITY_WEIGHT * self.hit.similarity
        return score


def read_evidence(asked: AnalyzedQuestion, hit: Hit) -> list[SentenceEvidence]:
    """Return what each sentence of a passage says for an answer, in order."""
    terms, passage = asked.terms, hit.passage
    texts = [passage.text_of(sentence) for sentence in passage.sentences]
    found = [terms.found_in(text) for text in texts]
    title = terms.found_in(heading_of(hit))
    whole = _joined(title, *found)
    names = {word: NAME_CARRIED * credit for word, credit in title.items() if word in terms.names}
    evidence = []
    for n, (sentence, text) in enumerate(zip(passage.sentences, texts, strict=True)):
        share = terms.share_of(_joined(found[n], names))
        pair_share = terms.share_of(_joined(found[n], names, found[n - 1])) if n else share
        names |= {word: NAME_CARRIED for word in found[n] if word in terms.names}
        evidence.append(
            SentenceEvidence(
                hit=hit,
                sentence=sentence,
                text=text,
                share=share,
                previous_gain=pair_share - share,
                passage_share=terms.share_of(whole),
                matched=terms.matched(whole),
                holds_type=holds_answer_type(asked.answer_type, text, sentence, terms.known, terms.language),
                # A passage of one sentence is its sentence; the others' are known of the first passages alone.
                similarity=hit.sentence_similarities[n] if hit.sentence_similarities else hit.similarity,
            )
        )
    return evidence


def heading_of(hit: Hit) -> str:
    """Return what an article says of all its sentences: its title, and the place it was written at."""
    return f"{hit.source.title}\n{hit.source.place}" if hit.source.place else hit.source.title


def _joined(*found: Mapping[str, float]) -> dict[str, float]:
    """Return the words found in any of some texts, each as it stands best."""
    joined: dict[str, float] = {}
    for one in found:
        for word, credit in one.items():
            joined[word] = max(credit, joined.get(word, 0.0))
    return joined
