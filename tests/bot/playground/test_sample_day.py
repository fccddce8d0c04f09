"""On the sample's day the whole bot lives on that day: what is followed is told of in articles of that day."""

import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli.interactive.sample_archive import SAMPLE_DAY
from bot.playground.cast import ADMIN, READER
from bot.playground.launch import Playground
from bot.qa.engine import Engine
from bot.telegram.handlers.alerts import alert_routes
from config.settings import read_settings
from index.archive import Archive
from tests.telegram_server import WAIT_S

CITIES = {"London": "Europe/London", "Tokyo": "Asia/Tokyo", "Los Angeles": "America/Los_Angeles"}
AGROUND = (
    b"Ferry aground\n\nKASVIN, May 30. /Sarpress/. The ferry Aurora ran aground off Vell on 29 May. Nobody was hurt.\n"
)


def awake() -> str:
    """Return a city in which it is day now: at night no alert is sent."""
    return next(city for city, zone in CITIES.items() if 8 <= datetime.now(ZoneInfo(zone)).hour < 21)


def test_what_is_followed_is_told_of_in_an_article_of_the_samples_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_routes, "FIRST_S", 4.0)  # what is stored before the first look is new, too
    monkeypatch.setattr(alert_routes, "LOOK_EVERY_S", 0.3)
    settings = read_settings(data_dir=tmp_path / "data")
    with (
        Archive.open(settings.data_dir, write=True) as archive,
        Playground(settings.timezone, today=SAMPLE_DAY, port=0, is_sample=True) as playground,
    ):
        playground.begin(settings, archive, Engine(archive))
        people, state = playground.server.people, playground.server.state

        def wait_for(words: str) -> None:
            end = time.monotonic() + WAIT_S
            while not any(one.chat_id == READER and words in one.text for one in state.messages):
                assert time.monotonic() < end, [one.text for one in state.messages]
                time.sleep(0.05)

        people.says(READER, f"/digest 8:00 {awake()}")
        wait_for("Each morning at 8:00")
        people.says(READER, "/follow Aurora ferry")
        wait_for("I will tell you")
        people.sends_file(ADMIN, "aurora.txt", AGROUND)
        wait_for("ran aground off Vell")
        playground.end()
