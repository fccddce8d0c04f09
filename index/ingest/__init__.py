"""Files → articles: one module a format, chosen by what a file holds."""

from index.ingest.files import find_files
from index.ingest.reader import read_file
from index.ingest.sandbox import ApartReader, Limits, read_apart
from index.ingest.skipped import Skipped

__all__ = ["ApartReader", "Limits", "Skipped", "find_files", "read_apart", "read_file"]
