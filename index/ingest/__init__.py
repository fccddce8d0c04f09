"""Files → articles: one module for each format, chosen by what a file holds."""

from index.ingest.files import find_files
from index.ingest.reader import read_file
from index.ingest.sandbox import Limits, SandboxReader, read_in_sandbox
from index.ingest.skipped import Skipped

__all__ = ["Limits", "SandboxReader", "Skipped", "find_files", "read_file", "read_in_sandbox"]
