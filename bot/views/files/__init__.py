"""An answer as a file to take along: Markdown, CSV, BibTeX or CSL-JSON, each with its sources."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.qa.answer import Answer
from bot.views.files.bibliographies import write_bibtex, write_csl_json
from bot.views.files.text_files import write_csv, write_markdown


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind of file that an answer can be taken along as."""

    name: str  # as the command line takes it
    label: str  # as a button shows it
    file_name: str
    write: Callable[[Answer], str]


# Buttons name a format by its place here: new ones are added at the end.
FORMATS = (
    FileFormat("md", "Markdown", "answer.md", write_markdown),
    FileFormat("csv", "CSV", "answer.csv", write_csv),
    FileFormat("bibtex", "BibTeX", "sources.bib", write_bibtex),
    FileFormat("csl-json", "CSL JSON", "sources.json", write_csl_json),
)
BY_NAME = {one.name: one for one in FORMATS}
