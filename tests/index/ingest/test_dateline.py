"""The dateline that opens a dispatch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.dates.dateline import find_dateline
from index.ingest.dates.place_names import proper_case

NO_DAY = (None, None, None)
# text with the dateline between ‹ and ›, place, outlet, (year, month, day)
DATELINES = [
    ("‹BELGRADE, June 23. /TASS/.› The chief of staff spoke.", "Belgrade", "TASS", (None, 6, 23)),
    ("‹PARIS (AP) —› The museum reopened.", "Paris", "AP", NO_DAY),
    ("‹LONDON, March 3 (Reuters) -› Oil fell.", "London", "Reuters", (None, 3, 3)),
    ("‹МОСКВА, 29 мая. /ТАСС/.› Министр заявил.", "Москва", "ТАСС", (None, 5, 29)),
    ("‹МОСКВА, 29 мая - РИА Новости.› Министр", "Москва", "РИА Новости", (None, 5, 29)),
    ("‹Москва. 29 мая. INTERFAX.RU -› Министр", "Москва", "Interfax", (None, 5, 29)),
    ("‹12 мая, Минск.› Министр заявил.", "Минск", "", (None, 5, 12)),
    ("‹Минск, 12 мая.› Министр заявил.", "Минск", "", (None, 5, 12)),
    ("‹МИНСК, 12 мая /Корр. БЕЛТА/.› Глава", "Минск", "БелТА", (None, 5, 12)),
    ("‹РОСТОВ-НА-ДОНУ, 12 мар. /ТАСС/.› Вода", "Ростов-на-Дону", "ТАСС", (None, 3, 12)),
    ("‹(Reuters) -› The maker of pumps said.", "", "Reuters", NO_DAY),
    ("‹June 23 (Reuters) -› The maker said.", "", "Reuters", (None, 6, 23)),
    ("‹SEOUL, South Korea (AP) —› Snow fell.", "Seoul, South Korea", "AP", NO_DAY),
    ("‹(CNN)›The vote was close.", "", "CNN", NO_DAY),
    ("‹LONDON (Reuters)› Oil fell.", "London", "Reuters", NO_DAY),
    ("‹29 мая, Минск /Корр. БЕЛТА/.› Глава", "Минск", "БелТА", (None, 5, 29)),
    ("‹TOKYO, May 29, Kyodo -› The train", "Tokyo", "Kyodo", (None, 5, 29)),
    ("‹BELGRADE , June 23 .› The chief", "Belgrade", "", (None, 6, 23)),
    ("By Anna Marsh\n‹WASHINGTON (AP) —› The vote", "Washington", "AP", NO_DAY),
    ("‹ALEPPO, Syria —› The bakers are back.", "Aleppo, Syria", "", NO_DAY),
    ("‹RALEIGH, N.C. (AP) —› The vote", "Raleigh, N.C.", "AP", NO_DAY),
    ("‹WASHINGTON —› The vote was close.", "Washington", "", NO_DAY),
    ("‹WASHINGTON (AP) _› The vote was close.", "Washington", "AP", NO_DAY),
    ("‹WASHINGTON , March 3 ( AP ) --› The vote", "Washington", "AP", (None, 3, 3)),
    ("‹WASHINGTON, Feb. 13 -› The vote", "Washington", "", (None, 2, 13)),
    ("‹ISLAMABAD:› The minister resigned.", "Islamabad", "", NO_DAY),
    ("‹KABUL (Pajhwok) —› The road is open.", "Kabul", "Pajhwok", NO_DAY),
    ("‹RIO DE JANEIRO, June 5 (Xinhua) --› Rain", "Rio de Janeiro", "Xinhua", (None, 6, 5)),
    ("‹ST. PETERSBURG, June 23. /TASS/.› The ship", "St. Petersburg", "TASS", (None, 6, 23)),
    ("‹N'DJAMENA, May 3 (AFP) -› The army", "N'Djamena", "AFP", (None, 5, 3)),
    ("‹LONDON, Friday, June 23 —› Rain fell", "London", "", (None, 6, 23)),
    ("‹NEW YORK, June 3, 2023 /PRNewswire/ --› A", "New York", "PRNewswire", (2023, 6, 3)),
    ("‹LONDON--(BUSINESS WIRE)--›Pumps", "London", "Business Wire", NO_DAY),
    ("‹GENEVA (23 June 2023) –› Experts met", "Geneva", "", (2023, 6, 23)),
    ("‹NEW YORK/GENEVA, 23 June 2023 –› Food", "New York/Geneva", "", (2023, 6, 23)),
    ("‹Tehran, June 23, IRNA –› The valley", "Tehran", "IRNA", (None, 6, 23)),
    ("‹New Delhi [India], June 2 (ANI):› Heat", "New Delhi, India", "ANI", (None, 6, 2)),
    ("‹KYIV. June 23 (Interfax-Ukraine) -› Grain", "Kyiv", "Interfax-Ukraine", (None, 6, 23)),
    ("‹MOSCOW, June 2, 2023, 10:30 — REGNUM› Rain", "Moscow", "REGNUM", (2023, 6, 2)),
    ("‹PORT ELM, June 4 —› A boat sank.", "Port Elm", "", (None, 6, 4)),
    ("‹PORT ELM, May 30. /ELM COURIER/.› A boat", "Port Elm", "Elm Courier", (None, 5, 30)),
    (" ‹date 2023-06-23 BELGRADE, June 23. /TASS/.› The", "Belgrade", "TASS", (2023, 6, 23)),
    ("Boat sinks\n‹March 01 , 2008›\nA boat sank.", "", "", (2008, 3, 1)),
    ("Boat sinks\n\n‹PARIS (AP) -› A boat sank.", "Paris", "AP", NO_DAY),
    ("‹Published: June 23, 2023›", "", "", (2023, 6, 23)),
]

FIRST_SENTENCES = [
    "",
    " \n\n ",
    "Paris woke to rain on June 23.",
    "On June 23, Belgrade woke to rain.",
    "In London, June 23 was the hottest day of the year.",
    "Washington, where it rained on May 3, is dry again.",
    "June 23 was a good day for bakers.",
    "May 29, 2023 — the day the dyke broke — will be remembered.",
    "Monday, June 23. It rained.",
    "May — the prime minister — said no.",
    "The president said on Friday that he would go.",
    "NATO — the alliance — said no.",
    "COVID-19 – what we know so far.",
    "BREAKING — The president has resigned.",
    "WARNING: Do not swim here.",
    "MICROSOFT (MSFT) — shares rose.",
    "Apple (AAPL) – shares fell.",
    "IBM - the company - said no.",
    "Tesla - the carmaker - said no.",
    "PRESIDENT VISITS TOKYO — AGAIN",
    "AP source: a deal is close.",
    "Paris (AP Photo) as it looked from a balloon.",
    "Toyota (Reuters Photo) — a new kind of car.",
    "Beta testers - a new kind of reader - wrote in.",
    "Mr. Smith, of London, said no.",
    "Kosovo, Serbia: what next?",
    "Prime Minister May 29 — a number of letters",
    "Москва, 29 мая стала самым жарким городом.",
    "29 мая в Москве прошёл дождь.",
    "Министр обороны Иван Петров 29 мая заявил, что дождя не будет.",
    "A long first paragraph tells of the flood, of the water, of the dykes, of the mayor, of the brass band, of people "
    "who left their homes in the night, and it is longer than headlines are, even than this one.\n"
    "PARIS (AP) — A second story.",
    "Published May 29, 2023, the report says little.",
    "Paris, June 23, Beta testers wrote in to say that it rained.",
]


@pytest.mark.parametrize(("marked", "place", "outlet", "day"), DATELINES)
def test_a_dateline_tells_place_outlet_and_day(
    marked: str, place: str, outlet: str, day: tuple[int | None, int | None, int | None]
) -> None:
    text = marked.replace("‹", "").replace("›", "")
    found = find_dateline(text)

    assert found is not None
    assert text[: found.start] + "‹" + text[found.start : found.end] + "›" + text[found.end :] == marked
    assert (found.place, found.outlet) == (place, outlet)
    assert (found.year, found.month, found.day) == day


@pytest.mark.parametrize("text", FIRST_SENTENCES)
def test_a_first_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NEW YORK", "New York"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("РОСТОВ-НА-ДОНУ", "Ростов-на-Дону"),
        ("N.Y.", "N.Y."),
        ("LA PAZ", "La Paz"),
        ("Lower Orn", "Lower Orn"),
    ],
)
def test_a_place_in_capitals_is_written_as_a_reader_would(written: str, read: str) -> None:
    assert proper_case(written) == read


PIECES = [
    "PARIS",
    "Paris",
    ", ",
    "June 23",
    ". ",
    " (AP) ",
    "/TASS/",
    " — ",
    "-",
    ":",
    "\n",
    "date 2023-06-23 ",
    "29 мая",
    "(",
    "[",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("".join))
def test_a_dateline_lies_within_its_text(text: str) -> None:
    found = find_dateline(text)

    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert (found.month is None) == (found.day is None)
