"""English dates: parts and rules.

Words are in `en_words.py`, guards of doubtful words in `en_guards.py` and `en_years.py`, verbs in `en_verbs.py`; the
builders are in `en_dates.py`, `en_ranges.py`, `en_spans.py` and `en_times.py`.
"""

from index.temporal import rule_builders as b
from index.temporal.grammar import Grammar, Rule
from index.temporal.grammars import en_dates as d
from index.temporal.grammars import en_ranges as r
from index.temporal.grammars import en_spans as s
from index.temporal.grammars import en_times as t
from index.temporal.grammars.en_guards import GUARDS
from index.temporal.grammars.en_verbs import AUXILIARIES, VERB_MARKERS, tense
from index.temporal.grammars.en_words import WORDS
from index.temporal.grammars.en_years import bare_year

PARTS = {
    "ANY_MONTH": "(MONTH|MONTH_SHORT DOT?)",
    "ANY_WEEKDAY": "(WEEKDAY|WEEKDAY_SHORT DOT?)",
    "DAY": "(NUM|ORD|CARDINAL DASH? ORDINAL|ORDINAL)",
    "ANY_YEAR": "(YEAR (?!ZONE|OPEN ZONE)|SHORT_YEAR)",
    "TURN": "(LAST|THIS|NEXT)",
    "TURNED_YEAR": "(THE? TURN YEAR_UNIT)",
    "OF_YEAR": "(COMMA? ANY_YEAR | OF (THE YEAR_UNIT)? ANY_YEAR | COMMA? OF? TURNED_YEAR | OF? (THAT | THE? "
    "SAME) YEAR_UNIT)",
    "RANGE_MARK": "(TO|DASH|UNTIL|SLASH)",
    "MONTH_DAY": "(ANY_MONTH THE? DAY)",
    "DAY_MONTH": "(THE? DAY DASH? OF? ANY_MONTH)",
    "FULL_DATE": "((ANY_WEEKDAY COMMA? (THE? DAY OF? ANY_MONTH|MONTH_DAY) | DAY_MONTH | MONTH_DAY) (COMMA? "
    "ANY_YEAR | DASH YEAR | COMMA? OF? TURNED_YEAR)?)",
    "ANY_SEASON": "((THE? TURN|THAT|THE)? SEASON OF_YEAR?)",
    "QUARTER_NUMBER": "(ORDINAL|ORD|FINAL)",
    "OF_QUARTER_YEAR": "(OF? FISCAL? YEAR_UNIT? ANY_YEAR | COMMA? FISCAL? ANY_YEAR | OF? TURNED_YEAR | OF "
    "THE? YEAR_UNIT)",
    "ANY_QUARTER": "(THE? FISCAL? (YEAR APOSTROPHE? LETTER_S?)? FISCAL? QUARTER_NUMBER DASH? QUARTER_UNIT "
    "OF_QUARTER_YEAR?| QUARTER_CODE (OF? ANY_YEAR | OF? TURNED_YEAR)?)",
    "UNIT": "(DAY_UNIT|WEEK_UNIT|WEEKEND_UNIT|MONTH_UNIT|QUARTER_UNIT|YEAR_UNIT|DECADE_UNIT|CENTURY_UNIT)",
    "TURNED_UNIT": "(THIS DAY_UNIT | THE? TURN (WEEK_UNIT|WEEKEND_UNIT|MONTH_UNIT|QUARTER_UNIT|YEAR_UNIT|"
    "DECADE_UNIT|CENTURY_UNIT))",
    "WHOLE": "(ANY_QUARTER | ANY_MONTH OF_YEAR? | THE? TURN ANY_MONTH | ANY_SEASON | THE? (APOSTROPHE? "
    "DECADE) | TURNED_UNIT | THE? YEAR_UNIT? YEAR)",
    "HALF": "(A? HALF_WORD DASH? A? (YEAR_UNIT|DECADE_UNIT|CENTURY_UNIT|CLOCK_UNIT) | (A|CARDINAL|NUM) AND A "
    "HALF_WORD UNITS"
    "| (A|CARDINAL) UNIT AND A HALF_WORD)",
    "YEAR_AGO": "(LAST YEAR_UNIT|PREVIOUS YEAR_UNIT|A? YEAR_UNIT (AGO|EARLIER|BEFORE))",
    "UNITS": "(DAY_UNITS|CLOCK_UNITS)",
    "COUNT": "((NUM|INT|YEAR|AMOUNT) | CARDINAL (DASH? CARDINAL)? | A? MANY | A? COUPLE OF? | A)",
    "ABOUT": "(APPROXIMATE | MORE THAN | LESS THAN | AT (LEAST|MORE))",
    "LENGTH": "(ABOUT? COUNT COUNT_ADJECTIVE? DASH? (DAY_UNITS|CLOCK_UNITS|UNIT|CLOCK_UNIT))",
    "HOUR": "((CLOCK | NUM) AM_PM | CLOCK | (NUM|CARDINAL) LETTER_O APOSTROPHE CLOCK_WORD AM_PM? | NAMED_HOUR)",
    "ZONED_HOUR": "(HOUR (ZONE TIME_WORD? | OPEN ZONE CLOSE)?)",
}

RULES = (
    # Guards first: names that look like dates.
    Rule("(TITLE WEEKDAY|WEEKDAY NEWSPAPER|THE WEEKDAY NEWSPAPER)", t.nothing),
    Rule("(?<=MONEY) (NUM|INT|YEAR|AMOUNT)", t.nothing),
    Rule("(NUM|INT|AMOUNT) PERCENT", t.nothing),
    Rule("ANY_MONTH (NUM|ORD) (COMMA? YEAR)? COMMA? ATTACK", d.attacks),
    Rule("NUM SLASH NUM", d.nine_eleven),
    # Times of four digits, which may look like years.
    Rule("(INT|YEAR) ((OPEN|TO|DASH|AND) (INT|YEAR))? ZONE CLOSE?", t.four_digit_clocks),
    Rule("(?<=AT) (INT|YEAR) ((TO|DASH|AND) (INT|YEAR))?", t.clocks_after_at),
    # Ranges and lists.
    Rule("FULL_DATE RANGE_MARK FULL_DATE", r.two_ends),
    Rule("(NUMERIC|ISO) (RANGE_MARK|AND) (NUMERIC|ISO)", r.two_ends),
    Rule("(?<=BETWEEN|FROM) FULL_DATE AND FULL_DATE", r.two_ends),
    Rule("ANY_MONTH DAY (RANGE_MARK DAY) OF_YEAR?", r.days_of_month),
    Rule("(THE? DAY) (RANGE_MARK THE? DAY) OF? ANY_MONTH OF_YEAR?", r.days_of_month),
    Rule("(?<=BETWEEN|FROM) THE? DAY AND THE? DAY OF? ANY_MONTH OF_YEAR?", r.days_of_month),
    Rule(
        "THE? (NUM|ORD) (COMMA (NUM|ORD)){0,8} COMMA? (AND|OR) THE? (NUM|ORD) OF? ANY_MONTH OF_YEAR?",
        r.days_of_month,
    ),
    Rule("ANY_MONTH DAY (COMMA (NUM|ORD)){0,8} COMMA? (AND|OR) THE? (NUM|ORD) (COMMA? ANY_YEAR)?", r.days_of_month),
    Rule("ANY_MONTH OF_YEAR? RANGE_MARK ANY_MONTH OF_YEAR?", r.two_ends),
    Rule("(?<=BETWEEN|FROM) ANY_MONTH OF_YEAR? AND ANY_MONTH OF_YEAR?", r.two_ends),
    Rule("ANY_MONTH (AND|OR) ANY_MONTH OF_YEAR", r.two_ends),
    Rule("(?<=FROM|BETWEEN|IN|DURING|OF|OPEN|THE) YEAR (RANGE_MARK|AND) YEAR", r.two_ends),
    Rule("YEAR (DASH|TO) YEAR", r.two_ends),
    Rule("YEAR (DASH|SLASH) (NUM|INT)", r.short_years),
    Rule("(WEEKDAY (TO|DASH) WEEKDAY)", r.two_ends),
    # Counted from another day.
    Rule("THE DAY_UNIT (BEFORE|AFTER) DAY_WORD", s.days_from_today),
    Rule(
        "(LENGTH|THE UNIT) (BEFORE|AFTER) (FULL_DATE|THE? FEAST EVE? (COMMA? YEAR)?|ISO|TURN? WEEKDAY|DAY_WORD)",
        s.apart_from,
    ),
    Rule("THE? FISCAL? (YEAR_UNIT|QUARTER_UNIT|MONTH_UNIT|WEEK_UNIT) ENDED ON? FULL_DATE", s.ended),
    Rule("(?<=ENDED) FULL_DATE|(?<=ENDED ON) FULL_DATE", s.ended_day),
    Rule("THE? (ORDINAL|ORD|LAST|FINAL) WEEKDAY (OF|IN) ANY_MONTH OF_YEAR?", b.nth_weekday),
    Rule("THE? (WEEK_UNIT|WEEKEND_UNIT) OF (FULL_DATE|THE DAY)", s.week_with),
    Rule("ABOUT? HALF AGO", s.half_ago),
    Rule("ABOUT? HALF", t.half_length),
    Rule("THE SAME (PERIOD|MONTH_UNIT|QUARTER_UNIT|WEEK_UNIT) (OF|IN)? THE? YEAR_AGO", s.same_period),
    Rule("LENGTH AGO", s.ago),
    Rule("(DAY_UNITS|CLOCK_UNITS) AGO", t.vague("PAST_REF")),
    Rule("LENGTH (FROM NOW|HENCE)", s.from_now),
    Rule("(?<=IN) LENGTH APOSTROPHE TIME_WORD", s.from_now),
    Rule("LENGTH (EARLIER|LATER|BEFORE|AFTER|PRIOR)", s.apart),
    Rule("THE? (UNIT) (EARLIER|LATER|BEFORE|AFTER|PRIOR|PREVIOUS)", s.unit_beside),
    Rule("(UNIT DASH (EARLIER|AGO))", s.year_earlier),
    Rule("THE? (NEXT|FOLLOWING|SAME|THAT|PREVIOUS) DAY_PART", t.time_of_day),
    Rule("THE (NEXT) (DAY_UNIT|WEEK_UNIT|MONTH_UNIT|YEAR_UNIT)", s.the_unit),
    Rule("NEXT DAY_UNIT", s.the_unit),
    Rule("(THE|THAT)? (FOLLOWING|PREVIOUS|SAME|THAT) UNIT", s.the_unit),
    Rule("THE? (FOLLOWING|PREVIOUS) WEEKDAY", d.weekday_beside),
    Rule("THAT TIME_WORD", s.that_time),
    # Times.
    Rule("STAGE? THE? (TURN|ANY_WEEKDAY|DAY_WORD|FULL_DATE|LAST WEEKDAY) DAY_PART", t.time_of_day),
    Rule("THE? DAY_PART OF (FULL_DATE|WEEKDAY)", t.time_of_day),
    Rule("TONIGHT", t.time_of_day),
    Rule("(?<=IN) THE DAY_PART", t.some_time),
    Rule("ZONED_HOUR (COMMA? ON? (FULL_DATE|WEEKDAY)|COMMA? DAY_WORD)", t.clock),
    Rule("(FULL_DATE|WEEKDAY|DAY_WORD) AT ZONED_HOUR", t.clock),
    Rule("ZONED_HOUR", t.clock),
    # Parts.
    Rule(
        "THE? QUARTER_NUMBER DASH? HALF_WORD OF (ANY_MONTH OF_YEAR?|THE YEAR_UNIT|THE? YEAR_UNIT? ANY_YEAR|"
        "TURNED_YEAR|FISCAL ANY_YEAR)",
        s.half,
    ),
    Rule("QUARTER_NUMBER DASH HALF_WORD", s.half),
    Rule("HALF_CODE OF? ANY_YEAR?", s.half),
    Rule("THE? (ORDINAL|ORD|LAST|FINAL) (WEEK_UNIT|WEEKEND_UNIT) (OF|IN) ANY_MONTH OF_YEAR?", b.week_of),
    Rule("THE? STAGE DASH? WHOLE", s.part),
    Rule("STAGE DASH? (WEEKDAY|DAY_WORD|ORDINAL)", s.part),
    Rule("THE? (EDGE|END|REST) (OF|DASH) (FULL_DATE|WHOLE|THE? (APOSTROPHE? DECADE))", s.part),
    Rule(
        "THE? (EDGE|END|REST) OF THE (DAY_UNIT|YEAR_UNIT|MONTH_UNIT|WEEK_UNIT|DECADE_UNIT|CENTURY_UNIT|"
        "QUARTER_UNIT)",
        s.part_of_unit,
    ),
    Rule("END DASH? (ANY_MONTH OF_YEAR?|YEAR)", s.part),
    Rule("(YEAR_END|YEAR_UNIT DASH END|THE? YEAR_UNIT APOSTROPHE LETTER_S END)", s.year_end),
    Rule("(EARLIER|LATER|STAGE) (THAT|THE? SAME) (DAY_UNIT|WEEK_UNIT|MONTH_UNIT|YEAR_UNIT)", s.later_that_day),
    Rule(
        "THE? (ORDINAL|ORD|LAST|FINAL) DAY_UNIT OF (ANY_MONTH OF_YEAR?|THE? YEAR_UNIT? YEAR|THE (YEAR_UNIT|"
        "MONTH_UNIT|WEEK_UNIT)|TURNED_UNIT)",
        s.day_of,
    ),
    Rule("THE? ORD OF (TURN MONTH_UNIT|THE MONTH_UNIT)", s.day_of),
    Rule("(EARLIER|LATER) (IN|ON)? (TURNED_UNIT|DAY_WORD|WEEKDAY|ANY_MONTH OF_YEAR?|THE? YEAR)", s.part),
    Rule(
        "(EARLIER|LATER|STAGE) IN THE (DAY_UNIT|WEEK_UNIT|MONTH_UNIT|YEAR_UNIT|QUARTER_UNIT|DECADE_UNIT)",
        s.plain_part,
    ),
    # Calendar days, months, quarters, seasons, years.
    Rule("ANY_WEEKDAY OPEN FULL_DATE CLOSE|FULL_DATE OPEN ANY_WEEKDAY CLOSE", d.bracketed_weekday),
    Rule("FULL_DATE", d.whole),
    Rule("ISO", d.iso),
    Rule("NUMERIC", d.numeric),
    Rule("ANY_QUARTER", d.whole),
    Rule("THE? TURN? FEAST (EVE|DAY_UNIT)? (COMMA? YEAR)?", d.feast),
    Rule("NEW YEAR_UNIT APOSTROPHE? LETTER_S? APOSTROPHE? (EVE|DAY_UNIT) (COMMA? YEAR)?", d.feast),
    Rule("ANY_WEEKDAY COMMA? THE (ORD|NUM)", d.weekday_and_day),
    Rule("(?<=ON|UNTIL|BY|SINCE|TO) THE? ORD", d.day_of_month),
    Rule("ANY_MONTH (OF_YEAR)", d.whole),
    Rule("(TURN|THAT) (MONTH|SEASON)", d.whole),
    Rule("ANY_MONTH", d.whole),
    Rule("ANY_SEASON", d.whole),
    Rule("THE DECADE", b.decade),
    Rule("DECADE", d.decade),
    Rule("THE YEAR APOSTROPHE LETTER_S", d.tokenised_decade),
    Rule("THE? (ORDINAL|ORD) DASH? CENTURY_UNIT", b.century),
    Rule("FISCAL YEAR_UNIT? YEAR", s.fiscal_year),
    Rule("THE? (YEAR|TURN|EDGE OF THE|END OF THE)? FISCAL YEAR_UNIT", s.fiscal_year),
    # Weekdays.
    Rule("(THIS? (PAST|NEXT)|TURN) WEEKDAY", d.turned_weekday),
    Rule("(WEEKDAY) (OF? (LAST|THIS|NEXT) WEEK_UNIT)", d.whole),
    Rule("(EVERY|PER) COUNT_ADJECTIVE? (UNIT|WEEKDAY|COUNT (DAY_UNITS|CLOCK_UNITS)|ANY_MONTH|CLOCK_UNIT)", t.rate),
    Rule("WEEKDAYS", t.rate),
    Rule("ANY_WEEKDAY", d.whole),
    Rule("DAY_WORD", d.whole),
    # Deictic stretches and lengths.
    Rule("THE? (PAST|LAST|NEXT|THIS) COUNT COUNT_ADJECTIVE? (DAY_UNITS|CLOCK_UNITS)", b.turned_duration),
    Rule("THE PAST (UNIT|CLOCK_UNIT)", b.turned_duration),
    Rule("THE LAST (DECADE_UNIT|CENTURY_UNIT|CLOCK_UNIT)", b.turned_duration),
    Rule("PAST (DAY_UNIT|WEEK_UNIT|MONTH_UNIT|YEAR_UNIT|WEEKEND_UNIT)", b.turned_duration),
    Rule("TURNED_UNIT", d.whole),
    Rule("THE WEEKEND_UNIT", s.the_weekend),
    Rule("(?<=FOR|DURING) THE ENTIRE? (DAY_UNIT|WEEK_UNIT|MONTH_UNIT|QUARTER_UNIT|YEAR_UNIT)", s.this_unit),
    Rule("THE ENTIRE (DAY_UNIT|WEEK_UNIT|MONTH_UNIT|QUARTER_UNIT|YEAR_UNIT)", s.this_unit),
    Rule("RECENT (DAY_UNITS|CLOCK_UNITS)", t.vague("PAST_REF")),
    Rule("LENGTH OLD", t.nothing),
    Rule("LENGTH", t.length),
    Rule("(?<=FOR|IN|WITHIN) (DAY_UNITS|CLOCK_UNITS)", b.duration),
    Rule("FREQUENCY", t.often),
    Rule("THE DAY_UNIT", s.the_day),
    Rule("THE (YEAR_UNIT|MONTH_UNIT|WEEK_UNIT) (?=APOSTROPHE LETTER_S)", s.this_unit),
    # Bare years come last: the words beside them decide.
    Rule("(THE? YEAR_UNIT)? YEAR", bare_year),
    Rule("(?<=IN|SINCE|OF|UNTIL|BY|FROM) SHORT_YEAR", d.short_year),
    # Vague words.
    Rule("MORE? LATELY", t.vague("PAST_REF")),
    Rule("(PRESENTLY|NOW)", t.vague("PRESENT_REF")),
    Rule("(?<=AT) THE? PRESENT", t.vague("PRESENT_REF")),
    Rule("(?<=IN) THE? NEAR? FUTURE", t.vague_alone("FUTURE_REF")),
    Rule("SOON", t.soon),
    Rule("(?<=IN|OF) THE PAST", t.vague_alone("PAST_REF")),
)  # fmt: skip

GRAMMAR = Grammar(
    language="en",
    words=WORDS,
    rules=RULES,
    parts=PARTS,
    guards=GUARDS,
    tense=tense,
    auxiliaries=AUXILIARIES,
    verb_markers=VERB_MARKERS,
    deadline="by",
    ordinal="(?:st|nd|rd|th)",
    decade="'?s",
    day_first=False,
)
