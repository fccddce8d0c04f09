"""Files → articles: one module a format, chosen by what a file holds."""

from index.reading.apart import ApartReader, Limits, read_apart
from index.reading.files import find_files
from index.reading.reader import read_file
from index.reading.skipped import Skipped

__all__ = ["ApartReader", "Limits", "Skipped", "find_files", "read_apart", "read_file"]
