"""Russian dates: parts and rules. The words, guards, verbs and builders are in the modules `ru_…`."""

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
    "SAME": "(THAT|THIS|OF_THAT) ZHE",
    "DAY": "(NUM|ORD|DECADE|TENS? ORDINAL)",
    "ANY_MONTH": "(MONTH|MONTH_SHORT DOT?)",
    "YEAR_WORD": "(YEAR_ONE|BORN|YEAR_LETTER DOT?)",
    "YEAR_WORDS": "(YEAR_MANY|YEARS_LETTERS DOT?|YEAR_WORD)",
    "WORD_YEAR": "CARDINAL? THOUSAND CARDINAL{0,2} TENS? ORDINAL",
    "OF_YEAR": "(COMMA? YEAR YEAR_WORD|YEAR (?!MEASURE|MONEY|PERCENT|SLASH)"
    "|NUM (YEAR_ONE (?!THAT|AGO|SPUSTYA|LATER|SOONER)|YEAR_LETTER DOT?)|ORD YEAR_WORD?|WORD_YEAR YEAR_ONE|"
    "NEAR YEAR_ONE|THIS_YEAR)",
    "DATE": "DAY ANY_MONTH OF_YEAR?",
    "FIGURE": "(CARDINAL|TENS)",
    "COUNT": "(NUM|INT|YEAR|ONE_HALF|SEVERAL|FIGURE FIGURE? FIGURE?)",
    "DAY_UNIT": "(DAYS|BY_DAY|DAY_NIGHT)",
    "YEAR_UNIT": "(YEAR_ONE|YEAR_MANY|DECADES|CENTURIES)",
    "CLOCK_UNIT": "(HOURS|MINUTES|SECONDS)",
    "UNIT": "(DAY_UNIT|WEEKS|MONTHS|QUARTERS|HALF_YEARS|HALF_YEAR|YEAR_UNIT|CLOCK_UNIT)",
    "LENGTHY": "(COUNT? UNIT)",
    "MOMENT": "((NEAR? WEEKDAY COMMA?)? DATE|NUMERIC YEAR_WORD?|ISO|DAY_WORD|EVE|NEAR? WEEKDAY)",
    "HOUR": "(NUM HOURS (DAY_PART|DAYS)|NUM DAY_PART)",
    "SEASONAL": "(NEAR|SEASON_EARLY|SEASON_LATE)? (SEASON_BY|SEASON)",
    "WHICH": "(ROMAN|ORD|ORDINAL)",
    "QUARTER": "((WHICH|NUM) (QUARTERS|HALF_YEARS) (OF_YEAR|YEAR_ONE)|WHICH (QUARTERS|HALF_YEARS)"
    "|(WHICH|NUM) QUARTER_SHORT DOT? YEAR YEAR_WORD?)",
    "CENTURY": "(WHICH|NUM) CENTURIES",
    "TEN_YEARS": "(DECADE|TENS_OF)",
    "STRETCH": "(NEAR? ANY_MONTH OF_YEAR?|YEAR YEAR_WORD|YEAR (?!MEASURE|OTHER)|ORD YEAR_WORD?|WORD_YEAR "
    "YEAR_ONE|THIS_YEAR|QUARTER"
    "|NEAR? (WEEKS|MONTHS|YEAR_ONE|QUARTERS|CENTURIES|DECADES)|SEASONAL (OF_YEAR|YEAR_ONE)?"
    "|CENTURY|TEN_YEARS YEAR_MANY?)",
}

# The first rule that fits at a place wins: guards and longer expressions stand before shorter ones.
GUARDED = (
    Rule("HASH (NUM|INT|YEAR|AMOUNT|NUMERIC|ORD) ((SLASH|DASH) (NUM|INT|YEAR)){0,9}", t.nothing),
    Rule("YEAR SLASH (NUM|YEAR|INT)", t.nothing),
)
RANGES = (
    Rule("(SINCE|OT) DAY (ANY_MONTH OF_YEAR?)? (PO|DO) DATE", d.date_range),
    Rule("BETWEEN DAY (ANY_MONTH OF_YEAR?)? I DATE", d.date_range),
    Rule("(?<![DASH HASH SLASH]) DAY (ANY_MONTH OF_YEAR?)? DASH DATE", d.date_range),
    Rule("(?<![DASH HASH SLASH]) DAY (COMMA DAY){0,8} I DATE", d.date_list),
    Rule(
        "(SINCE|OT) ANY_MONTH OF_YEAR? (PO|DO) ANY_MONTH OF_YEAR?|ANY_MONTH OF_YEAR? DASH ANY_MONTH OF_YEAR?",
        d.date_range,
    ),
    Rule("ANY_MONTH I ANY_MONTH OF_YEAR", d.month_list),
    Rule("SINCE (YEAR|ORD) YEAR_WORD? PO (YEAR|ORD) YEAR_WORDS? (?!MEASURE)", d.year_range),
    Rule(
        "(OT|SINCE) (YEAR|ORD) YEAR_WORD? DO (YEAR|ORD) YEAR_WORDS|BETWEEN YEAR YEAR_WORD? I YEAR YEAR_WORDS",
        d.year_range,
    ),
    Rule("(YEAR|ORD) DASH (YEAR|ORD|NUM|INT) YEAR_WORDS|(?<=V) YEAR DASH YEAR (?!MEASURE|OTHER)", d.year_range),
    Rule("(YEAR|ORD) (COMMA (YEAR|ORD)){0,8} I (YEAR|ORD) YEAR_WORDS", d.year_list),
    Rule("(SINCE|OT) NEAR? WEEKDAY (PO|DO) NEAR? WEEKDAY", d.weekday_range),
    Rule("(SINCE|OT)? NUMERIC (PO|DO|DASH) NUMERIC", d.numeric_range),
    Rule("(SINCE|OT) AMOUNT (PO|DO|DASH) AMOUNT (?![MEASURE MONEY PERCENT])", d.pointed_range),
    Rule("(?<!.) AMOUNT DASH AMOUNT (?![MEASURE MONEY PERCENT])", d.pointed_range),
)
OFFSETS = (
    Rule("LENGTHY THAT? AGO", s.ago),
    Rule("ZA LENGTHY DO (THIS|OF_THAT)", s.sooner),
    Rule("ZA LENGTHY DO DATE|IN LENGTHY AFTER DATE", s.before_date),
    Rule("(IN|SPUSTYA) LENGTHY AFTER (THIS|OF_THAT)", s.later),
    Rule("(IN|SPUSTYA) LENGTHY AFTER", s.within_after),
    Rule("SPUSTYA LENGTHY|(?<!NA) LENGTHY (LATER|SPUSTYA)", s.later),
    Rule("(?<!NA) LENGTHY SOONER", s.sooner),
    Rule("IN LENGTHY", s.within),
)
TIMES = (
    Rule("MOMENT (V|K|ABOUT) ABOUT? (CLOCK|AMOUNT|NUM HOURS|HOUR) ZONE? (?!MEASURE|PERCENT|MONEY)", t.day_then_clock),
    Rule("MOMENT CLOCK ZONE?", t.day_then_clock),
    Rule("MOMENT COMMA CLOCK ZONE?", t.day_and_clock),
    Rule("(CLOCK|AMOUNT ZONE|HOUR) ZONE? COMMA? V? MOMENT", t.clock_then_day),
    Rule("NUM HOURS DATE", t.clock_then_day),
    Rule("(MOMENT|DAY_ADJECTIVE) (DAY_PART_ADVERB|DAY_PART|BY_DAY (?!SOONER|LATER))", t.part_of_day),
    Rule("DAY_PART SINCE (DAY ANY_MONTH?|WEEKDAY) NA (DATE|WEEKDAY)", t.night_between),
    Rule("(DAY_PART_ADVERB|DAY_PART|BY_DAY) (V|NA)? MOMENT", t.part_of_day),
    Rule("EVERY (DAY_PART_ADVERB|DAY_PART)|DAY_PART_REPEATED", t.every),
    Rule(
        "(NEAR|SAME) (DAY_PART_ADVERB|DAY_PART)|DAY_PART_ADVERB (OF_THAT ZHE|NEXT|THIS ZHE?) DAYS", t.near_part_of_day
    ),
    Rule("(CLOCK|AMOUNT) ZONE|HOUR|(?<=[V K DO SINCE PO ABOUT AFTER]) CLOCK (?!MEASURE)", t.only_clock),
    Rule("NAMED_HOUR (V|NA)? MOMENT|MOMENT (V|K)? NAMED_HOUR", t.named_hour),
    Rule("NAMED_HOUR SINCE (DAY ANY_MONTH?|WEEKDAY) NA (DATE|WEEKDAY)", t.night_between),
    Rule("(?<=[V K DO SINCE PO ABOUT AFTER]) NAMED_HOUR", t.named_hour),
    Rule("ORDINAL HALF DAYS", t.half_of_day),
    Rule("DAY_PART_ADVERB", t.only_part_of_day),
)
CALENDAR = (
    Rule("NEAR? WEEKDAY COMMA? DATE", d.date_piece),
    Rule("DATE OPEN WEEKDAY CLOSE|WEEKDAY OPEN DATE CLOSE", d.bracketed_weekday),
    Rule("DATE COMMA? V? WEEKDAY (?=[COMMA DOT CLOSE GAP]|$)", d.date_piece),
    Rule("DATE", d.date_piece),
    Rule("(NUM|ORD|TENS? ORDINAL) DATES (?!ANY_MONTH)", d.day_of_month),
    Rule("((TEN_YEARS|FIRSTS|LATEST) DATES|(FIRSTS|LATEST) DAYS) ANY_MONTH OF_YEAR?", s.dates_of),
    Rule("(ORDINAL|ORD|LATEST|FIRSTS) (WEEKS|WEEKENDS) ANY_MONTH OF_YEAR?", s.week_of),
    Rule("(ORDINAL|ORD|LATEST) TEN_DAYS ANY_MONTH OF_YEAR?|ORDINAL HALF STRETCH", s.half_of),
    Rule("EVERY (MONTH|WEEKDAY|UNIT)", t.every),
    Rule("PART STRETCH", s.part_of),
    Rule("QUARTER", s.span_of_year),
    Rule("NEAR MONTH|ANY_MONTH OF_YEAR|MONTH", d.date_piece),
    Rule("(?<!DASH) NUMERIC YEAR_WORD?", d.numeric),
    Rule("AMOUNT YEAR_LETTER DOT?", d.glued_year),
    Rule("ISO", d.iso),
    Rule("(?<=[OT SINCE DO PO K AFTER DOT]) AMOUNT (?![MEASURE MONEY PERCENT HOURS])", d.pointed),
    Rule("(?<=COMMA) AMOUNT (?=[COMMA DOT CLOSE GAP]|$)", d.pointed),
    Rule("(?<!.) AMOUNT (?![MEASURE MONEY PERCENT HOURS])", d.pointed),
    Rule("(?<=[V SINCE K NA DO ZA AFTER PO]) WEEKENDS|NEAR WEEKENDS", w.weekend),
    Rule("NEAR? WEEKDAY NA NEAR WEEKS|NEAR WEEKS COMMA? V WEEKDAY|NEAR? WEEKDAY", w.weekday),
    Rule("WEEKDAYS", t.every),
    Rule("DAY_ADJECTIVE DAYS?|DAY_WORD", w.day_word),
    Rule("EVE", w.eve),
    Rule("DAYS HOLIDAY OF_YEAR?", w.holiday),
)
SPANS = (
    Rule("(LATEST|JUST_GONE|COMING|LAST|FIRSTS) COUNT UNIT|(LATEST|JUST_GONE) (DAY_NIGHT|HALF_YEAR)", t.duration),
    Rule("NEAR (WEEKS|MONTHS|QUARTERS|HALF_YEARS|YEAR_ONE|DECADES|CENTURIES)", s.relative),
    Rule("(SAME|THAT|THIS|NEXT ZHE?|PREVIOUS) DAYS|SAME (WEEKS|MONTHS|YEAR_ONE)", s.relative),
    Rule("(LATEST|COMING) (DAYS|WEEKS|MONTHS|YEAR_MANY|DECADES)", t.some_years),
    Rule("SEASONAL YEAR (SLASH|DASH) (YEAR|NUM|INT) YEAR_WORDS?", s.season),
    Rule("SEASONAL (OF_YEAR|YEAR_ONE)|NEAR (SEASON_BY|SEASON)|(SEASON_EARLY|SEASON_LATE) SEASON_BY", s.season),
    Rule("SEASON_BY|(?<=[V SINCE K NA DO ZA]) SEASON", s.season),
    Rule("TEN_YEARS YEAR_MANY (CENTURY|LAST CENTURIES)|TEN_YEARS YEAR_MANY", s.decade),
    Rule("(?<=[V SINCE K NA]) TEN_YEARS (?!OTHER|MEASURE)|(?<=V) DECADE", s.decade),
    Rule("PART? ROMAN (DASH|I) PART? CENTURY", s.centuries),
    Rule("CENTURY", s.century),
    Rule("(?<=V) (NUM|INT) YEAR_ONE ERA?", d.early_year),
    Rule("YEAR YEAR_WORD|WORD_YEAR YEAR_ONE|ORD YEAR_WORD?|THIS_YEAR", d.only_year),
    Rule("(?<=[V SINCE]) YEAR (?=[COMMA DOT CLOSE GAP]|$)", d.only_year),
    Rule("OPEN YEAR CLOSE", d.bracketed_year),
    Rule("(?<=OPEN) YEAR DASH YEAR (?=[CLOSE COMMA])", d.bracketed_years),
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
