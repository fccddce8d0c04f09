"""What many tests share: a small archive on disk, with the real stores and the real model."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.model.article import Article, DateEvidence, Source

TODAY = date(2023, 7, 1)


def make_article(
    article_id: str,
    text: str,
    published: date | None = date(2023, 6, 23),
    *,
    title: str = "",
    outlet: str = "Harbour Post",
    language: str = "en",
) -> Article:
    """An article with what a test does not care about filled in."""
    evidence = DateEvidence.FIELD if published else DateEvidence.NONE
    source = Source(title or text.split(".")[0], published, evidence, outlet, language=language)
    return Article(article_id, source, text, origin=f"tests/{article_id}.txt")


FERRY = make_article(
    "ferry",
    "The ferry Marigold struck the pier at Lund on May 29, and seven passengers were hurt. "
    "Divers inspected the hull the same day. On Friday the harbour master closed the old pier.",
    title="Ferry strikes pier at Lund",
)
BRIDGE = make_article(
    "bridge",
    "Engineers began to load the Osten bridge with gravel trucks on May 26. "
    "Mayor Ilse Brandt said the bridge would open in July. Tolls will be 40 crowns for a car.",
    date(2023, 5, 27),
    title="Osten bridge tested",
    outlet="Evening Echo",
)
OLD_FIRE = make_article(
    "fire",
    "A fire destroyed the granary of Velm on 29 May 2019. Nobody was hurt.",
    date(2019, 5, 30),
    title="Granary burns at Velm",
)
RUSSIAN = make_article(
    "наводнение",
    "Река Осен вышла из берегов 27 мая, сообщила мэр Ильза Брандт. Эвакуированы двести жителей.",
    date(2023, 5, 28),
    title="Осен вышла из берегов",
    language="ru",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open for writing."""
    with Archive.open(tmp_path / "data", write=True) as archive:
        yield archive


@pytest.fixture
def small_archive(archive: Archive) -> Archive:
    """An archive of four articles, answerable by words and days."""
    list(archive.add([FERRY, BRIDGE, OLD_FIRE, RUSSIAN]))
    return archive


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The annotated news beside the project; tests that need it skip where it is absent."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.exists():
        pytest.skip("the annotated news (../shared/data) is not here")
    return folder
