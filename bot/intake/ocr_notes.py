"""What a receipt says of articles whose text was recognised from pictures: how sure it is, and how it begins."""

from bot.i18n.admin_phrases import AdminPhrases
from index.archive import Archive
from index.errors import UnknownArticleError
from index.pipeline import AddReport

MOST_NOTES = 3
CHARACTERS = 250  # of the beginning


def ocr_notes(archive: Archive, report: AddReport, said: AdminPhrases) -> tuple[str, ...]:
    """Return a note for each of the first few articles that were recognised; none if no text was.

    Raises: StorageError.
    """
    notes: list[str] = []
    for outcome in report.outcomes:
        if outcome.source.ocr and len(notes) < MOST_NOTES:
            try:
                text = archive.articles.get(outcome.article_id).article.text
            except UnknownArticleError:  # it was a copy
                continue
            beginning = text[:CHARACTERS] + ("…" if len(text) > CHARACTERS else "")
            notes.append(said.read_by_ocr(outcome.source.ocr, beginning))
    return tuple(notes)
