"""A photo of a newspaper page that an admin sends becomes an article, and its quotes say how they were read."""

from io import BytesIO
from pathlib import Path

import pytest

from bot.i18n.phrases import ENGLISH
from index.ingest.formats.ocr import find_tesseract
from tests.bot.telegram.conftest import ADMIN, READER, running
from tests.index.ingest.test_ocr import page
from tests.telegram_server import TelegramServer

LINES = (
    "Bridge of Kasvin opened",
    "",
    "The new bridge of Kasvin was opened on 3 April 2022 by the",
    "mayor, the city said.",
)


@pytest.mark.skipif(not find_tesseract(), reason="Tesseract is not installed")
def test_a_photo_from_an_admin_is_read_with_a_receipt_and_marked_quotes(
    data_dir: Path, telegram: TelegramServer
) -> None:
    held = BytesIO()
    page(LINES).save(held, "JPEG")
    with running(data_dir, telegram):
        file_id = telegram.state.keep_file("photos", held.getvalue())
        size = {
            "file_id": file_id,
            "file_unique_id": "u",
            "width": 1300,
            "height": 350,
            "file_size": len(held.getvalue()),
        }
        telegram.sends(ADMIN, photo=[{**size, "width": 90, "height": 30, "file_id": "none"}, size])
        telegram.wait_until(lambda: any("Read by OCR" in one.text for one in telegram.messages), "no receipt")
        receipt = next(one for one in telegram.messages if "Read by OCR" in one.text)
        with telegram.next_message() as got:
            telegram.says(READER, "What happened on 3 April 2022?")

    assert "% sure), please check: “The new bridge of Kasvin was opened on 3 April 2022 by the mayor" in receipt.text
    assert (
        f"The new bridge of Kasvin was opened on 3 April 2022 by the mayor, the city said. [1] ({ENGLISH.read_by_ocr})"
        in got[0].text
    )
