"""The archive of the sample articles, built once beneath the data directory."""

from datetime import date
from hashlib import blake2b
from pathlib import Path

from bot.cli.context import Invocation
from bot.views.progress import watching
from index.errors import DatelineError

SAMPLE_DAY = date(2023, 5, 30)  # "today" for a chat with the sample: the day after most things happen


class SampleError(DatelineError):
    """The sample is not complete: an installation that cannot read its own articles would answer wrongly."""


def prepare_sample(invocation: Invocation) -> Path:
    """Return the data directory of the sample archive; build it unless it is there and up to date.

    Raises:
        SampleError: an article of the sample was skipped; the next call builds the archive again.
    """
    from index.sample import ARTICLES

    home = invocation.settings.data_dir / "sample"
    built = home / "built.txt"
    fingerprint = _fingerprint(ARTICLES)
    if not built.is_file() or built.read_text(encoding="utf-8") != fingerprint:
        built.unlink(missing_ok=True)
        _build(ARTICLES, home, invocation)
        built.write_text(fingerprint, encoding="utf-8")
    return home


def _build(articles: Path, home: Path, invocation: Invocation) -> None:
    from index.archive import Archive
    from index.pipeline import add_paths

    with Archive.open(home, write=True, model_dir=invocation.settings.model_dir) as archive, watching() as progress:
        report = add_paths(archive, [articles], origin_root=articles.parent, progress=progress.stored)
        archive.catch_up(progress=progress.built)
    if report.skipped:
        lines = [f"{Path(skipped.path).name}: {skipped.reason}" for skipped in report.skipped]
        raise SampleError("\n".join(["The sample is not complete. Skipped:", *lines]))


def _fingerprint(folder: Path) -> str:
    """Return a hash of a folder's files: it differs if the sample has changed."""
    digest = blake2b(digest_size=16)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
