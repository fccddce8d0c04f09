"""Mornings and nights on people's clocks, daylight saving included."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.clocks import Wish, due_day, find_zone, guess_zone, is_quiet, midnight, near_zones, read_wish
from bot.storage.alerts.schedules import Schedule

BERLIN, MOSCOW, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Moscow"), ZoneInfo("UTC")


def at(written: str, zone: ZoneInfo = UTC_ZONE) -> float:
    return datetime.fromisoformat(written).replace(tzinfo=zone).timestamp()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("", Wish()),
        ("7", Wish(420)),
        ("7:30", Wish(450)),
        ("7:30 Berlin", Wish(450, BERLIN)),
        ("7:30 berlin bridges of Marn", Wish(450, BERLIN, "bridges of Marn")),
        ("18.05 New York", Wish(1085, ZoneInfo("America/New_York"))),
        ("Europe/Moscow", Wish(None, MOSCOW)),
        ("Moscow", Wish(None, MOSCOW)),
        ("Moscow protests", Wish(None, None, "Moscow protests")),
        ("в 9 забастовка", Wish(540, None, "забастовка")),
        ("2019 elections", Wish(None, None, "2019 elections")),
        ("25:00", Wish(None, None, "25:00")),
        ("strikes", Wish(None, None, "strikes")),
    ],
)
def test_an_hour_a_clock_and_a_topic_are_read(text: str, wish: Wish) -> None:
    assert read_wish(text) == wish


def test_clocks_are_known_by_their_names_and_cities() -> None:
    assert find_zone("europe/belgrade") == ZoneInfo("Europe/Belgrade")
    assert find_zone("Nowhere") is None
    assert "Europe/Belgrade" in near_zones("Belgrad")
    assert guess_zone("ru", BERLIN) == MOSCOW
    assert guess_zone("en", BERLIN) == BERLIN


def test_the_night_is_from_ten_to_eight_on_the_persons_clock() -> None:
    assert not is_quiet(at("2023-06-24T21:59"), UTC_ZONE)
    assert is_quiet(at("2023-06-24T22:00"), UTC_ZONE)
    assert is_quiet(at("2023-06-24T07:59"), UTC_ZONE)
    assert not is_quiet(at("2023-06-24T07:59"), MOSCOW)
    assert midnight(at("2023-06-24T22:30"), MOSCOW) == at("2023-06-25T00:00", MOSCOW)


@pytest.mark.parametrize("zone", [BERLIN, ZoneInfo("America/New_York"), MOSCOW, ZoneInfo("Australia/Lord_Howe")])
@pytest.mark.parametrize("minute", [0, 150, 480, 1_430])
@pytest.mark.parametrize("start", ["2023-03-09", "2023-03-24", "2023-10-27", "2023-11-03", "2023-03-31", "2023-09-29"])
def test_each_day_has_one_digest_when_clocks_change(zone: ZoneInfo, minute: int, start: str) -> None:
    schedule = Schedule(1, "en", zone, minute, digest=True)
    now, told = at(start, zone), []
    for _ in range(4 * 24 * 12 + 24):
        if day := due_day(schedule, now):
            told.append(day)
            schedule = replace(schedule, last_day=day)
        now += 300

    first = datetime.fromisoformat(start).date()
    assert told[:4] == [(first + timedelta(days=n)).isoformat() for n in range(4)]
    assert len(told) == len(set(told))


def test_a_digest_that_is_hours_late_is_left_out() -> None:
    schedule = Schedule(1, "en", UTC_ZONE, 480, digest=True, last_day="2023-06-23")

    assert due_day(schedule, at("2023-06-24T07:59")) == ""
    assert due_day(schedule, at("2023-06-24T08:00")) == "2023-06-24"
    assert due_day(schedule, at("2023-06-24T13:59")) == "2023-06-24"
    assert due_day(schedule, at("2023-06-24T14:00")) == ""


def test_who_travels_west_gets_no_second_digest_of_a_day() -> None:
    schedule = Schedule(1, "en", ZoneInfo("Asia/Tokyo"), 480, digest=True)
    morning = datetime(2023, 6, 23, 23, 0, tzinfo=UTC).timestamp()
    told = due_day(schedule, morning)
    west = replace(schedule, zone=ZoneInfo("America/Los_Angeles"), last_day=told)

    assert told == "2023-06-24"
    assert due_day(west, morning + 16 * 3600) == ""
