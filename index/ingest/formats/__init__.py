"""One module a format, each turning a file's content into drafts of articles."""
