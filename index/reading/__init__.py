"""Files → articles: one module a format, chosen by what a file holds."""

from index.reading.files import find_files
from index.reading.reader import read_file
from index.reading.skipped import Skipped

__all__ = ["Skipped", "find_files", "read_file"]
