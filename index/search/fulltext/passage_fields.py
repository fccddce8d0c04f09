"""The fields of the full-text index, and how a passage is written into them."""

import tantivy

from index.model.dates import day_number
from index.model.stored import StoredPassage
from index.search.fulltext.analyzers import LANGUAGES, OTHER
from index.search.fulltext.day_tiers import INDEXED, numbers_of


def make_schema() -> tantivy.Schema:
    """Return the fields: the words of titles and bodies by language, and the day numbers of each tier."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=False, indexed=True, fast=True)
    builder.add_integer_field("number", fast=True)
    builder.add_integer_field("published", fast=True)  # PAPER once more, to be read rather than searched
    for language in (*LANGUAGES, OTHER):
        for field in ("title", "body"):
            builder.add_text_field(f"{language}_{field}", tokenizer_name=tokenizer_name(language), index_option="freq")
    for tier in INDEXED:
        # Not fast: a range over a fast field reads its whole column; over an indexed one, those days alone.
        builder.add_integer_field(tier.value, indexed=True)
    return builder.build()


def tokenizer_name(language: str) -> str:
    """Return the name by which the index knows a language's analyzer."""
    return f"{language}_words"


def to_document(one: StoredPassage) -> tantivy.Document:
    """Return a passage as a document. Its place goes with its first words, its title with all of its passages."""
    passage, source = one.passage, one.source
    document = tantivy.Document()
    document.add_integer("key", one.key)
    document.add_integer("number", passage.number)
    language = source.language if source.language in LANGUAGES else OTHER
    document.add_text(f"{language}_title", source.title)
    document.add_text(f"{language}_body", f"{source.place} {passage.text}" if passage.number == 0 else passage.text)
    if source.published is not None:
        document.add_integer("published", day_number(source.published))
    for tier, numbers in numbers_of(one).items():
        for number in numbers:
            document.add_integer(tier.value, number)
    return document
