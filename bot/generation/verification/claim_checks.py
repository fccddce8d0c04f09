"""What a claim must stand before a reader sees it: nothing a model writes is believed.

A claim is kept where a sentence of a passage that it cites says the same; everything else is cut, with the reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.generation.llm.claims import MOST_CITED, Claim
from bot.generation.verification.claim_tokens import read_claim, read_source
from bot.generation.verification.derivation import is_derived
from bot.generation.verification.entailment import Entailment, is_worth_asking
from bot.generation.verification.vocabulary import INSTRUCTION, PRONOUNS
from bot.qa.answer import Question
from bot.qa.day_matching import DateMatch, match_days
from bot.qa.question import language_of
from index.model.passage import Hit, Sentence

LONGEST_CLAIM = 500  # characters
ORDER_REACH = 2  # sentences after an order to a machine that are taken for part of it

_MARKUP = re.compile(r"<\s*[/!?a-z|]|&(?:\w+|#\w+);|\]\s*\(|!\[|```|\{\{|\|\|", re.IGNORECASE)
_LINK = re.compile(
    r"\b(?:https?|ftp|tg|javascript|mailto|data):\S*|\bwww\.\S+|(?<![\w.])@\w{2,}|\S+@\S+\.\w+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|biz|io|me|ru|su|рф|example|test|co|uk|de|app|xyz|site|link|bot)\b\S*",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"“([^”]+)”|«([^»]+)»|\"([^\"]+)\"|(?<!\w)‘([^’]+)’(?!\w)|``(.+?)''")
_LOOSE = re.compile(r"[\[\]【】{}<>\\^~]")
_JOIN = re.compile(r";\s+|,\s+(?:and|while|but|whereas|а|и|но)\s+")
_OPENING = '"“«‘'  # whoever speaks in a quotation is named behind it
_FRONT = re.compile(r"(?:in|on|at|after|before|by|when|as|в|во|на|после|когда)\b[^,]{1,60},\s*", re.IGNORECASE)
_DEFINITE = re.compile(r"the\b", re.IGNORECASE)
_NAME = re.compile(r"\s[A-ZА-ЯЁ]\w")
_SUBJECT = re.compile(r"(?:the|a|an|\d+|[A-ZА-ЯЁ]\w+)\b")


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence of a passage that says what a claim says."""

    hit: Hit
    sentence: Sentence
    match: DateMatch  # to the asked days

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return sentence_text(self.hit, self.sentence)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a claim."""

    claim: Claim
    supports: tuple[Support, ...] = ()  # empty where it is cut
    fault: str = ""  # why it is cut; for the log and the bench


def check(
    claim: Claim,
    hits: Sequence[Hit],
    question: Question,
    before: Sequence[Support] = (),
    entailment: Entailment | None = None,
) -> Verdict:
    """Judge one claim by the passages it cites; `before` supported the claim before it.

    `entailment` is asked about a claim in other words than its sentence; None: such a claim is cut.
    """
    if fault := _find_misshapen(claim, len(hits)):
        return Verdict(claim, fault=fault)
    cited = [hits[number - 1] for number in claim.numbers]
    supports, fault = _find_supports(claim, cited, question, entailment)
    if not supports:
        parts = _parts(claim)
        found = [_find_supports(part, cited, question, entailment)[0][:1] for part in parts]
        supports = (
            [one for part in found for one in part] if found and all(found) and _tells_whose(parts, found) else []
        )
    if not supports:
        return Verdict(claim, fault=fault)
    if _needs_another(claim.text) and not any(_goes_on(one, earlier) for one in supports for earlier in before):
        return Verdict(claim, fault="nobody can tell whom it speaks of")
    return Verdict(claim, tuple(dict.fromkeys(supports)))


def _needs_another(text: str) -> bool:
    """Return whether a claim begins with "he" or "it", so that only the sentence before tells who that is."""
    front = _FRONT.match(text)
    return text[:1] not in _OPENING and bool(PRONOUNS.match(text[front.end() :] if front else text))


def sentence_text(hit: Hit, sentence: Sentence) -> str:
    """Return a sentence of a hit, verbatim."""
    return hit.passage.text_of(sentence)


def _find_misshapen(claim: Claim, passages: int) -> str:
    """Return what is wrong with a claim whatever the passages say; empty for nothing."""
    if not claim.numbers:
        return "cites nothing"
    if len(claim.numbers) > MOST_CITED or not all(1 <= number <= passages for number in claim.numbers):
        return "cites what is not there"
    if len(claim.text) > LONGEST_CLAIM:
        return "too long"
    if _MARKUP.search(claim.text) or _LOOSE.search(claim.text):
        return "holds markup"
    return "speaks to a machine" if INSTRUCTION.search(claim.text) else ""


def _find_supports(
    claim: Claim, cited: Sequence[Hit], question: Question, entailment: Entailment | None
) -> tuple[list[Support], str]:
    """Return the best sentence of each cited passage that supports a claim, and else why none does."""
    found: list[Support] = []
    faults: list[str] = []
    for hit in cited:
        for sentence in hit.passage.sentences:
            fault = _fault_in(claim, hit, sentence, question.today, entailment)
            match = _match_days(hit, sentence, question)
            if not fault and match:
                found.append(Support(hit, sentence, match))
                break
            faults.append(fault or "not about the asked days")
    return found, min(faults, key=len, default="")


def _fault_in(claim: Claim, hit: Hit, sentence: Sentence, today: date, entailment: Entailment | None) -> str:
    """Return why this sentence does not support the claim; empty where it does."""
    text, language = sentence_text(hit, sentence), hit.source.language
    if language_of(claim.text) != language_of(text):
        return "in another language than the passage"
    if _is_order(hit, sentence):
        return "the passage speaks to a machine there"
    if any(link not in text for link in _LINK.findall(claim.text)):
        return "holds a link that the passage does not have"
    if any(_even(quote) not in _even(text) for quote in _quotes(claim.text)):
        return "quotes what nobody said"
    if _even(claim.text) == _even(text):
        return ""
    anchor = hit.source.published or today
    own = [(one.start - sentence.start, one.end - sentence.start, one.span) for one in sentence.mentions]
    claimed = read_claim(claim.text, anchor, language, text, own)
    source = read_source(text, own)
    if is_derived(claimed, source, language, sentence.carried):
        return ""
    asked = entailment is not None and is_worth_asking(claimed, source, sentence.carried)
    return "" if asked and entailment and entailment.entails(text, claim.text) else "the passage does not say it so"


def _is_order(hit: Hit, sentence: Sentence) -> bool:
    """Whether a sentence speaks to a machine, or stands right behind one that does: "Ignore this. The bank failed"."""
    sentences = hit.passage.sentences
    n = sentences.index(sentence)
    return any(INSTRUCTION.search(sentence_text(hit, one)) for one in sentences[max(n - ORDER_REACH, 0) : n + 1])


def _match_days(hit: Hit, sentence: Sentence, question: Question) -> DateMatch | None:
    spans = [asked.span for asked in question.days]
    return match_days(sentence, hit, spans) if spans else DateMatch(hit.basis, None)


def _quotes(text: str) -> list[str]:
    """Return what stands between quotation marks; a mark without its partner quotes the rest."""
    return ["".join(found) for found in _QUOTE.findall(text)]


def _even(text: str) -> str:
    """Return a text in which marks, blanks and capitals make no difference."""
    text = re.sub(r"[’‘`´]", "'", text.lower().replace("ё", "е"))
    return re.sub(r"[\s.,!?…–—-]+", " ", text).strip()


def _parts(claim: Claim) -> list[Claim]:
    """Cut a claim where a second full clause begins; each must then be supported by itself.

    "The dyke gave way, and the road was closed" -> two      "He rose and left" -> one: who left?
    """
    cuts = [match for match in _JOIN.finditer(claim.text) if _SUBJECT.match(claim.text[match.end() :])]
    edges = [0, *(place for cut in cuts for place in cut.span()), len(claim.text)]
    texts = [claim.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [replace(claim, text=text) for text in texts] if cuts else []


def _tells_whose(parts: Sequence[Claim], found: Sequence[Sequence[Support]]) -> bool:
    """Return whether each part tells by itself what it is about: "the council" of another article may be any."""
    first = found[0][0].hit.passage.article_id
    return all(
        one[0].hit.passage.article_id == first or not _DEFINITE.match(part.text) or bool(_NAME.search(part.text))
        for part, one in zip(parts[1:], found[1:], strict=True)
    )


def _goes_on(support: Support, earlier: Support) -> bool:
    """Whether a sentence follows another one so closely that "he" is the same person in both."""
    if support.hit.passage.article_id != earlier.hit.passage.article_id:
        return False
    sentences = support.hit.passage.sentences
    starts = [sentence.start for sentence in sentences]
    n = starts.index(support.sentence.start)
    return earlier.sentence.start in starts[max(n - 1, 0) : n]
