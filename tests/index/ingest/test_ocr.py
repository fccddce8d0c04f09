"""Scans and photos of pages become articles, if Tesseract is there; if not, the refusal says so."""

import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageDraw

from bot.views.fonts import load_font
from index.archive import Archive
from index.errors import UnreadableError
from index.ingest.formats import ocr, pdf
from index.ingest.reader import read_file
from index.ingest.sandbox import SandboxReader
from index.ingest.skipped import Skipped
from index.model.article import Article
from index.search.ranking import Query
from tests.index.ingest import documents

ENGLISH = (
    "Ferry runs aground off Vell",
    "",
    "The ferry Aurora ran aground off Vell on 29 May 2023 with",
    "212 people on board. Nobody was hurt, said the harbour master.",
)
RUSSIAN = (
    "Ремонт закрыл дорогу через Луну",
    "",
    "Дорогу через реку Луну закрыли 1 июня 2023 года.",
    "Ремонт будет долгим.",
)

needs_tesseract = pytest.mark.skipif(not ocr.find_tesseract(), reason="Tesseract is not installed")


def page(lines: Sequence[str]) -> Image.Image:
    picture = Image.new("L", (1_300, 110 + 60 * len(lines)), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((60, 50 + 50 * number), line, font=load_font(36), fill=0)
    return picture


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    page(ENGLISH).save(path, resolution=150, save_all=True, append_images=[page(RUSSIAN)])
    return path


@needs_tesseract
@pytest.mark.parametrize("ending", ["png", "jpg", "tiff"])
def test_a_picture_of_a_page_is_an_article_that_says_how_sure_its_words_are(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"page.{ending}"
    page(ENGLISH).save(path)

    (article,) = read_file(path)

    assert isinstance(article, Article)
    assert article.source.title == "Ferry runs aground off Vell"
    assert "ran aground off Vell on 29 May 2023 with 212 people on board." in article.text
    assert 80 <= article.source.ocr <= 100


@needs_tesseract
def test_a_scan_is_read_page_by_page_in_the_child_and_found_by_its_words(scan: Path, tmp_path: Path) -> None:
    with SandboxReader() as reader:
        (article,) = reader.read(scan)
    assert isinstance(article, Article)
    assert "Дорогу через реку Луну закрыли 1 июня 2023 года." in article.text

    with Archive.open(tmp_path / "data", write=True) as archive:
        assert [one.status for one in archive.add([article])] == ["added"]
        assert [one.status for one in archive.add([article])] == ["unchanged"]
        (hit, *_) = archive.search(Query("ferry aground"))
        stored = archive.articles.get(article.id)

    assert hit.source == stored.article.source == article.source
    assert hit.source.ocr == article.source.ocr > 0


@needs_tesseract
def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    Image.new("L", (400, 300), 200).save(path)

    assert list(read_file(path)) == [
        Skipped(str(path), "no text could be recognised in the picture: send a sharper one, or the words as text")
    ]


@needs_tesseract
def test_a_broken_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))

    (skipped,) = read_file(path)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("the picture is broken, or too large")


@needs_tesseract
def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, scan: Path) -> None:
    monkeypatch.setattr(ocr, "PAGE_S", 0.001)

    (skipped,) = read_file(scan)

    assert isinstance(skipped, Skipped)
    assert "takes longer than" in skipped.reason


@needs_tesseract
def test_a_long_scan_is_refused_before_any_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    one = page(ENGLISH)
    one.save(path, save_all=True, append_images=[one] * ocr.MOST_PAGES)

    (skipped,) = read_file(path)

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("the PDF is a scan of 11 pages")


@pytest.mark.parametrize("name", ["page.png", "scan.pdf"])
def test_where_tesseract_is_missing_the_refusal_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", lambda: "")
    monkeypatch.setattr(pdf, "find_tesseract", lambda: "")
    page(ENGLISH).save(tmp_path / name)

    (skipped,) = read_file(tmp_path / name)

    assert isinstance(skipped, Skipped)
    assert "Tesseract) is not installed here: ask the operator" in skipped.reason


def test_a_picture_in_an_email_or_an_archive_is_an_illustration(tmp_path: Path) -> None:
    page(ENGLISH).save(tmp_path / "page.png")
    with ZipFile(tmp_path / "some.zip", "w") as archive:
        archive.write(tmp_path / "page.png", "page.png")

    (skipped,) = read_file(tmp_path / "some.zip")

    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("it is a picture, which is not read")


def test_no_field_of_a_file_is_taken_for_a_recognition(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text('[{"title": "A", "text": "A ferry left Vell.", "ocr": "99", "dateline_ocr": "very"}]')

    (article,) = read_file(path)

    assert isinstance(article, Article)
    assert article.source.ocr == 0


def test_a_tesseract_that_is_gone_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_tesseract", lambda: "/nonexistent/tesseract")
    ocr._languages.cache_clear()

    with pytest.raises(UnreadableError, match="not installed"):
        ocr.read_picture(b"\x89PNG\r\n")
    ocr._languages.cache_clear()


@needs_tesseract
def test_a_scan_with_a_broken_page_is_refused_with_what_to_do(tmp_path: Path) -> None:
    kids = re.compile(rb"/Kids \[ (\d+) 0 R \d+ 0 R")
    broken, replaced = kids.subn(rb"/Kids [ \1 0 R 99 0 R", documents.scan())
    (tmp_path / "scan.pdf").write_bytes(broken)

    (skipped,) = read_file(tmp_path / "scan.pdf")

    assert replaced == 1
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "the PDF is broken or cut short: save it again"
