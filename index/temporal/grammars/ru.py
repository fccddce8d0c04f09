"""Russian dates: the grammar. Its words, guards, verbs and builders stand in the modules `ru_…` beside it."""

from index.temporal.grammar import Grammar, Rule
from index.temporal.grammars import ru_dates as d
from index.temporal.grammars import ru_spans as s
from index.temporal.grammars import ru_times as t
from index.temporal.grammars import ru_weekdays as w
from index.temporal.grammars.ru_guards import GUARDS
from index.temporal.grammars.ru_verbs import tense
from index.temporal.grammars.ru_words import WORDS

PARTS = {
    "NEAR": "(BEFORE_LAST|LAST|JUST_GONE|CURRENT|NEXT|COMING|PREVIOUS|THIS)",
    "SAME": "(THAT|THIS|OF_THAT) GE",
    "DAY": "(NUM|ORD|DECADE|TENS? ORDINAL)",
    "MTH": "(MONTH|MON DOT?)",
    "GOD": "(YEAR_ONE|BORN|G DOT?)",
    "GODS": "(YEAR_MANY|GG DOT?|GOD)",
    "WORD_YEAR": "CARDINAL? THOUSAND CARDINAL{0,2} TENS? ORDINAL",
    "OF_YEAR": "(COMMA? YEAR GOD|YEAR (?!MEASURE|MONEY|PERCENT|SLASH)"
    "|NUM (YEAR_ONE (?!THAT|AGO|SPUST|LATER|SOONER)|G DOT?)|ORD GOD?|WORD_YEAR YEAR_ONE|NEAR YEAR_ONE|THIS_YEAR)",
    "DATE": "DAY MTH OF_YEAR?",
    "FIGURE": "(CARDINAL|TENS)",
    "COUNT": "(NUM|INT|YEAR|ONE_HALF|SEVERAL|FIGURE FIGURE? FIGURE?)",
    "DAY_UNIT": "(DAYS|BY_DAY|DAY_NIGHT)",
    "YEAR_UNIT": "(YEAR_ONE|YEAR_MANY|DECADES|CENTURIES)",
    "CLOCK_UNIT": "(HOURS|MINUTES|SECONDS)",
    "UNIT": "(DAY_UNIT|WEEKS|MONTHS|QUARTERS|HALF_YEARS|HALF_YEAR|YEAR_UNIT|CLOCK_UNIT)",
    "LENGTHY": "(COUNT? UNIT)",
    "MOMENT": "((NEAR? WEEKDAY COMMA?)? DATE|NUMERIC GOD?|ISO|DAYWORD|EVE|NEAR? WEEKDAY)",
    "HOUR": "(NUM HOURS (POD|DAYS)|NUM POD)",
    "SEASONAL": "(NEAR|SEASON_EARLY|SEASON_LATE)? (SEASON_BY|SEASON)",
    "WHICH": "(ROMAN|ORD|ORDINAL)",
    "QUARTER": "((WHICH|NUM) (QUARTERS|HALF_YEARS) (OF_YEAR|YEAR_ONE)|WHICH (QUARTERS|HALF_YEARS)"
    "|(WHICH|NUM) QUARTER_SHORT DOT? YEAR GOD?)",
    "CENTURY": "(WHICH|NUM) CENTURIES",
    "TEN_YEARS": "(DECADE|TENS_OF)",
    "STRETCH": "(NEAR? MTH OF_YEAR?|YEAR GOD|YEAR (?!MEASURE|OTHER)|ORD GOD?|WORD_YEAR YEAR_ONE|THIS_YEAR|QUARTER"
    "|NEAR? (WEEKS|MONTHS|YEAR_ONE|QUARTERS|CENTURIES|DECADES)|SEASONAL (OF_YEAR|YEAR_ONE)?"
    "|CENTURY|TEN_YEARS YEAR_MANY?)",
}

# The first rule that fits at a place wins: guards and longer expressions stand before shorter ones.
GUARDED = (
    Rule("HASH (NUM|INT|YEAR|AMOUNT|NUMERIC|ORD) ((SLASH|DASH) (NUM|INT|YEAR)){0,9}", t.nothing),
    Rule("YEAR SLASH (NUM|YEAR|INT)", t.nothing),
)
RANGES = (
    Rule("(SINCE|OT) DAY (MTH OF_YEAR?)? (PO|DO) DATE", d.date_range),
    Rule("BETWEEN DAY (MTH OF_YEAR?)? I DATE", d.date_range),
    Rule("(?<![DASH HASH SLASH]) DAY (MTH OF_YEAR?)? DASH DATE", d.date_range),
    Rule("(?<![DASH HASH SLASH]) DAY (COMMA DAY){0,8} I DATE", d.date_list),
    Rule("(SINCE|OT) MTH OF_YEAR? (PO|DO) MTH OF_YEAR?|MTH OF_YEAR? DASH MTH OF_YEAR?", d.date_range),
    Rule("MTH I MTH OF_YEAR", d.month_list),
    Rule("SINCE (YEAR|ORD) GOD? PO (YEAR|ORD) GODS? (?!MEASURE)", d.year_range),
    Rule("(OT|SINCE) (YEAR|ORD) GOD? DO (YEAR|ORD) GODS|BETWEEN YEAR GOD? I YEAR GODS", d.year_range),
    Rule("(YEAR|ORD) DASH (YEAR|ORD|NUM|INT) GODS|(?<=V) YEAR DASH YEAR (?!MEASURE|OTHER)", d.year_range),
    Rule("(YEAR|ORD) (COMMA (YEAR|ORD)){0,8} I (YEAR|ORD) GODS", d.year_list),
    Rule("(SINCE|OT) NEAR? WEEKDAY (PO|DO) NEAR? WEEKDAY", d.weekday_range),
    Rule("(SINCE|OT)? NUMERIC (PO|DO|DASH) NUMERIC", d.numeric_range),
    Rule("(SINCE|OT) AMOUNT (PO|DO|DASH) AMOUNT (?![MEASURE MONEY PERCENT])", d.pointed_range),
    Rule("(?<!.) AMOUNT DASH AMOUNT (?![MEASURE MONEY PERCENT])", d.pointed_range),
)
OFFSETS = (
    Rule("LENGTHY THAT? AGO", s.ago),
    Rule("ZA LENGTHY DO (THIS|OF_THAT)", s.sooner),
    Rule("ZA LENGTHY DO DATE|IN LENGTHY AFTER DATE", s.before_date),
    Rule("(IN|SPUST) LENGTHY AFTER (THIS|OF_THAT)", s.later),
    Rule("(IN|SPUST) LENGTHY AFTER", s.within_after),
    Rule("SPUST LENGTHY|(?<!NA) LENGTHY (LATER|SPUST)", s.later),
    Rule("(?<!NA) LENGTHY SOONER", s.sooner),
    Rule("IN LENGTHY", s.within),
)
TIMES = (
    Rule("MOMENT (V|K|ABOUT) ABOUT? (CLOCK|AMOUNT|NUM HOURS|HOUR) ZONE? (?!MEASURE|PERCENT|MONEY)", t.day_then_clock),
    Rule("MOMENT CLOCK ZONE?", t.day_then_clock),
    Rule("MOMENT COMMA CLOCK ZONE?", t.day_and_clock),
    Rule("(CLOCK|AMOUNT ZONE|HOUR) ZONE? COMMA? V? MOMENT", t.clock_then_day),
    Rule("NUM HOURS DATE", t.clock_then_day),
    Rule("(MOMENT|DAY_ADJECTIVE) (POD_BY|POD|BY_DAY (?!SOONER|LATER))", t.part_of_day),
    Rule("POD SINCE (DAY MTH?|WEEKDAY) NA (DATE|WEEKDAY)", t.night_between),
    Rule("(POD_BY|POD|BY_DAY) (V|NA)? MOMENT", t.part_of_day),
    Rule("EVERY (POD_BY|POD)|POD_ALL", t.every),
    Rule("(NEAR|SAME) (POD_BY|POD)|POD_BY (OF_THAT GE|NEXT|THIS GE?) DAYS", t.near_part_of_day),
    Rule("(CLOCK|AMOUNT) ZONE|HOUR|(?<=[V K DO SINCE PO ABOUT AFTER]) CLOCK (?!MEASURE)", t.only_clock),
    Rule("ORDINAL HALF DAYS", t.half_of_day),
    Rule("POD_BY", t.only_part_of_day),
)
CALENDAR = (
    Rule("NEAR? WEEKDAY COMMA? DATE", d.date_piece),
    Rule("DATE OPEN WEEKDAY CLOSE|WEEKDAY OPEN DATE CLOSE", d.bracketed_weekday),
    Rule("DATE COMMA? V? WEEKDAY (?=[COMMA DOT CLOSE GAP]|$)", d.date_piece),
    Rule("DATE", d.date_piece),
    Rule("(NUM|ORD|TENS? ORDINAL) DATES (?!MTH)", d.day_of_month),
    Rule("((TEN_YEARS|FIRSTS|LATEST) DATES|(FIRSTS|LATEST) DAYS) MTH OF_YEAR?", s.dates_of),
    Rule("(ORDINAL|ORD|LATEST|FIRSTS) (WEEKS|WEEKENDS) MTH OF_YEAR?", s.week_of),
    Rule("(ORDINAL|ORD|LATEST) TEN_DAYS MTH OF_YEAR?|ORDINAL HALF STRETCH", s.half_of),
    Rule("EVERY (MONTH|WEEKDAY|UNIT)", t.every),
    Rule("PART STRETCH", s.part_of),
    Rule("QUARTER", s.span_of_year),
    Rule("NEAR MONTH|MTH OF_YEAR|MONTH", d.date_piece),
    Rule("(?<!DASH) NUMERIC GOD?", d.numeric),
    Rule("AMOUNT G DOT?", d.glued_year),
    Rule("ISO", d.iso),
    Rule("(?<=[OT SINCE DO PO K AFTER DOT]) AMOUNT (?![MEASURE MONEY PERCENT HOURS])", d.pointed),
    Rule("(?<=COMMA) AMOUNT (?=[COMMA DOT CLOSE GAP]|$)", d.pointed),
    Rule("(?<!.) AMOUNT (?![MEASURE MONEY PERCENT HOURS])", d.pointed),
    Rule("(?<=[V SINCE K NA DO ZA AFTER PO]) WEEKENDS|NEAR WEEKENDS", w.weekend),
    Rule("NEAR? WEEKDAY NA NEAR WEEKS|NEAR WEEKS COMMA? V WEEKDAY|NEAR? WEEKDAY", w.weekday),
    Rule("WEEKDAYS", t.every),
    Rule("DAY_ADJECTIVE DAYS?|DAYWORD", w.day_word),
    Rule("EVE", w.eve),
    Rule("DAYS HOLIDAY OF_YEAR?", w.holiday),
)
SPANS = (
    Rule("(LATEST|JUST_GONE|COMING|LAST|FIRSTS) COUNT UNIT|(LATEST|JUST_GONE) (DAY_NIGHT|HALF_YEAR)", t.duration),
    Rule("NEAR (WEEKS|MONTHS|QUARTERS|HALF_YEARS|YEAR_ONE|DECADES|CENTURIES)", s.relative),
    Rule("(SAME|THAT|THIS|NEXT GE?|PREVIOUS) DAYS|SAME (WEEKS|MONTHS|YEAR_ONE)", s.relative),
    Rule("(LATEST|COMING) (DAYS|WEEKS|MONTHS|YEAR_MANY|DECADES)", t.some_years),
    Rule("SEASONAL YEAR (SLASH|DASH) (YEAR|NUM|INT) GODS?", s.season),
    Rule("SEASONAL (OF_YEAR|YEAR_ONE)|NEAR (SEASON_BY|SEASON)|(SEASON_EARLY|SEASON_LATE) SEASON_BY", s.season),
    Rule("SEASON_BY|(?<=[V SINCE K NA DO ZA]) SEASON", s.season),
    Rule("TEN_YEARS YEAR_MANY (CENTURY|LAST CENTURIES)|TEN_YEARS YEAR_MANY", s.decade),
    Rule("(?<=[V SINCE K NA]) TEN_YEARS (?!OTHER|MEASURE)|(?<=V) DECADE", s.decade),
    Rule("PART? ROMAN (DASH|I) PART? CENTURY", s.centuries),
    Rule("CENTURY", s.century),
    Rule("YEAR GOD|WORD_YEAR YEAR_ONE|ORD GOD?|THIS_YEAR", d.only_year),
    Rule("(?<=[V SINCE]) YEAR (?=[COMMA DOT CLOSE GAP]|$)", d.only_year),
    Rule("OPEN YEAR CLOSE", d.bracketed_year),
    Rule("(PRESENT|COMING|LATEST) TIME_WORD|GIVEN MOMENT_WORD|NA DAYS", t.some_time),
    Rule("REFERENCE", t.reference),
)
LENGTHS = (
    Rule("(NUM|INT) COMMA (NUM|INT) UNIT", t.fraction),
    Rule("COUNT UNIT|HALF_YEAR|DAY_NIGHT|(?<=[ZA NA]) (WEEKS|MONTHS|YEAR_ONE) (?!OTHER)", t.duration),
    Rule("(?<=ZA) (DAYS|MONTHS|YEAR_ONE)", t.duration),
    Rule("(NUM|INT|YEAR) DASH LENGTH|COUNTED", t.counted_adjective),
    Rule("OFTEN", t.often),
    Rule("(?<=V) (DAYS|WEEKS|MONTHS|YEAR_ONE) (?=[COMMA DOT CLOSE GAP]|$)", t.every),
)

GRAMMAR = Grammar(
    language="ru",
    words=WORDS,
    parts=PARTS,
    rules=(*GUARDED, *RANGES, *OFFSETS, *TIMES, *CALENDAR, *SPANS, *LENGTHS),
    guards=GUARDS,
    tense=tense,
    ordinal=r"(?<!0)-?(?:е|х|ми)|-?(?:о?го|о?му|г)|-(?:м|ом|й|ый|ой|ое|я|ая|ю|ую)",
    decade=r"(?<=0)-(?:е|ые|х|ых|ми|ыми)",
    day_first=True,
)
