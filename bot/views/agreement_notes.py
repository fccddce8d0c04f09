"""What stands behind a quote: that it was read by OCR, how many outlets say so, and who has another number."""

from bot.i18n.phrases import Phrases
from bot.qa.answer import CitedSentence
from index.model.article import Source


def agreement_notes(sentence: CitedSentence, source: Source, phrases: Phrases) -> list[str]:
    """Return the notes on a sentence; outlets that are named already ("also in …") are not counted again."""
    notes = [phrases.read_by_ocr] if source.ocr else []
    if sentence.agreeing > len(sentence.also_in) + 1:
        notes.append(phrases.agreeing(sentence.agreeing))
    return notes + [phrases.differs(one.other, one.outlet) for one in sentence.other_numbers]
