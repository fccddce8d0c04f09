"""Words and numbers that look like dates and are none."""

from datetime import date

import pytest

from index.temporal import find_timexes

PUBLISHED = date(2023, 6, 23)

NO_DATES = [
    # may, march, and names
    "They may strike if talks fail.",
    "It may be too late.",
    "May I speak, she asked.",
    "Prime Minister Theresa May resigned.",
    "Mrs May said the deal was dead.",
    "Workers march on the capital.",
    "Thousands joined the protest march.",
    "The Women's March on the capital was peaceful.",
    "April Henson said she was sorry.",
    "June Carterson was the first to sing.",
    "Jan Osterberg won the sprint.",
    "The Mar del Sol resort burned.",
    "Sept-Rives is a small town.",
    # sun, sat, second, fall, spring
    "The Sun rose over the bay.",
    "The Sun reported the affair.",
    "He sat down.",
    "The children sat in the sun.",
    "She finished second.",
    "It was the second time.",
    "Prices fall when supply grows.",
    "The fall of the city shocked many.",
    "A fall in prices helped.",
    "Hot springs spring up along the rift.",
    "They spring into action.",
    "The Winter Olympics drew crowds.",
    "The Winter Palace was stormed.",
    # papers and titles
    "She writes for The Sunday Times.",
    "The Sunday Telegraph printed it.",
    "He reads USA Today.",
    "He appeared on CBS This Morning.",
    "It was a Black Friday for traders.",
    # sums, scores, counts, measures
    "It cost $2,019.",
    "It cost $ 2010.",
    "It cost 2010 dollars.",
    "It sold for US$ 1999.",
    "The club won 3-2.",
    "The club won 26-29 on aggregate.",
    "The club leads 5–4.",
    "Some 2000 people fled.",
    "More than 1500 homes burned.",
    "About 1900 workers walked out.",
    "He ran 1500 metres.",
    "The index closed at 2019.50.",
    "The index fell to 1,999.",
    "It rose 12.5 percent.",
    "It rose 15-20 %.",
    "Turnout was 29 percent.",
    # flights, laws, rooms, phones, versions, pages
    "Flight 2010 landed safely.",
    "A Boeing 1900 crashed.",
    "Section 1983 claims were filed.",
    "Resolution 1973 passed.",
    "Law No. 2015 was struck down.",
    "Room 2001 was empty.",
    "Call 555-1234 for details.",
    "Dial 1-800-2019 now-ish.",
    "Call (555) 010-2019.",
    "Version 2.0.19 is out.",
    "Version 10.4.11 of the system fixes it.",
    "Windows 2000 was slow.",
    "See pages 19-23.",
    "See pp. 2014-19 of the record.",
    "The A380 and the 737-800 flew.",
    "The KC-30s were late.",
    "He is in his 30s.",
    "It stands at 192.168.10.12 on the network.",
    "See http://example.org/2019/05/29/bridge for more.",
    "Order 2019-05-29-0001 was lost.",
    "They open 24/7.",
    "He won in 2:04:45.",
    "A ratio of 3/4 is enough.",
    "The now-cancelled plan was costly.",
    "Act as soon as possible.",
    # days that are no days
    "The day the war began, he wept.",
    "It happened the day after the attack.",
    "What a day!",
    "Sooner or later it breaks.",
]

LENGTHS = [
    ("He served two days.", "two days", "P2D"),
    ("He served nearly three years.", "nearly three years", "P3Y"),
    ("He served 18 months.", "18 months", "P18M"),
    ("He served a 12-year term.", "12-year", "P12Y"),
    ("He waited thirty minutes.", "thirty minutes", "PT30M"),
    ("He waited several weeks.", "several weeks", "PXW"),
    ("He waited two decades.", "two decades", "P20Y"),
    ("He waited for months.", "months", "PXM"),
    ("It grew over the past three years.", "the past three years", "P3Y"),
    ("It will grow in the next six months.", "the next six months", "P6M"),
    ("It grew over the past decade.", "the past decade", "P10Y"),
    ("It grew for a week.", "a week", "P1W"),
    ("It took more than a year.", "more than a year", "P1Y"),
    ("It lasted a few hours.", "a few hours", "PTXH"),
    ("It came two days after the attack.", "two days", "P2D"),
]

SETS = [
    ("He trains every day.", "every day", "P1D"),
    ("He trains every Friday.", "every Friday", "XXXX-WXX-5"),
    ("He trains on Mondays.", "Mondays", "XXXX-WXX-1"),
    ("He earns $15 an hour.", "an hour", "PT1H"),
    ("It makes 300 planes a year.", "a year", "P1Y"),
    ("The board meets monthly.", "monthly", "P1M"),
    ("It costs 20 euros per month.", "per month", "P1M"),
    ("It is reviewed every two years.", "every two years", "P2Y"),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text):
    assert [(t.text, t.value) for t in find_timexes(text, PUBLISHED) if t.type in ("DATE", "TIME")] == []


@pytest.mark.parametrize(("text", "words", "value"), LENGTHS)
def test_a_length_of_time_is_a_duration_and_names_no_day(text, words, value):
    (timex,) = find_timexes(text, PUBLISHED)

    assert (timex.text, timex.type, timex.value, timex.span) == (words, "DURATION", value, None)


@pytest.mark.parametrize(("text", "words", "value"), SETS)
def test_what_comes_again_and_again_is_a_set_and_names_no_day(text, words, value):
    (timex,) = find_timexes(text, PUBLISHED)

    assert (timex.text, timex.type, timex.value, timex.span) == (words, "SET", value, None)
