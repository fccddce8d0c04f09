"""English dates: what stands in a row with what, and which function says what it means.

Words are in `en_words.py`, doubtful ones in `en_guards.py` and `en_years.py`, verbs in `en_verbs.py`; the functions in
`en_dates.py`, `en_ranges.py`, `en_spans.py`, `en_times.py`.
"""

from index.temporal import rule_builders as b
from index.temporal.grammar import Grammar, Rule
from index.temporal.grammars import en_dates as d
from index.temporal.grammars import en_ranges as r
from index.temporal.grammars import en_spans as s
from index.temporal.grammars import en_times as t
from index.temporal.grammars.en_guards import GUARDS
from index.temporal.grammars.en_verbs import AUXILIARIES, tense
from index.temporal.grammars.en_words import WORDS
from index.temporal.grammars.en_years import bare_year

PARTS = {
    "M": "(MONTH|MON DOT?)",
    "WD": "(WEEKDAY|WDAY DOT?)",
    "DAY": "(NUM|ORD|CARD DASH? ORDW|ORDW)",
    "YR": "(YEAR|SHORT)",
    "TURN": "(LAST|THIS|NEXT)",
    "RELY": "(THE? TURN YEARU)",
    "OFY": "(COMMA? YR | OF (THE YEARU)? YR | COMMA? OF? RELY | OF? (THAT | THE? SAME) YEARU)",
    "SEP": "(TO|DASH|UNTIL|SLASH)",
    "MD": "(M THE? DAY)",
    "DM": "(THE? DAY DASH? OF? M)",
    "FULL": "((WD COMMA? (THE? DAY OF? M|MD) | DM | MD) (COMMA? YR | DASH YEAR | COMMA? OF? RELY)?)",
    "SEAS": "((THE? TURN|THAT|THE)? SEASON OFY?)",
    "QORD": "(ORDW|ORD|FINAL)",
    "OFQ": "(OF? FISCAL? YEARU? YR | COMMA? FISCAL? YR | OF? RELY | OF THE? YEARU)",
    "QX": "(THE? FISCAL? (YEAR APOS? S?)? FISCAL? QORD DASH? QUARTERU OFQ?| QN (OF? YR | OF? RELY)?)",
    "UNIT": "(DAYU|WEEKU|WEEKENDU|MONTHU|QUARTERU|YEARU|DECADEU|CENTURYU)",
    "REL": "(THIS DAYU | THE? TURN (WEEKU|WEEKENDU|MONTHU|QUARTERU|YEARU|DECADEU|CENTURYU))",
    "WHOLE": "(QX | M OFY? | THE? TURN M | SEAS | THE? (APOS? DECADE) | REL | THE? YEARU? YEAR)",
    "HALF": "(A? HALFW DASH? A? (YEARU|DECADEU|CENTURYU|TIMEU) | (A|CARD|NUM) AND A HALFW UNITS"
    "| (A|CARD) UNIT AND A HALFW)",
    "YEARAGO": "(LAST YEARU|PREVIOUS YEARU|A? YEARU (AGO|EARLIER|BEFORE))",
    "UNITS": "(DAYSU|TIMESU)",
    "COUNT": "((NUM|INT|YEAR|AMOUNT) | CARD (DASH? CARD)? | A? MANY | A? COUPLE OF? | A)",
    "ABOUT": "(APPROX | MORE THAN | LESS THAN | AT (LEAST|MORE))",
    "LONG": "(ABOUT? COUNT ADJ? DASH? (DAYSU|TIMESU|UNIT|TIMEU))",
    "HOUR": "((CLOCK | NUM) AMPM | CLOCK | (NUM|CARD) OWORD APOS CLOCKW AMPM? | HOURW)",
    "ATHOUR": "(HOUR (ZONE TIMEW? | OPEN ZONE CLOSE)?)",
}

RULES = (
    # Guards first: names that look like dates.
    Rule("(TITLE WEEKDAY|WEEKDAY NEWSPAPER|THE WEEKDAY NEWSPAPER)", t.nothing),
    Rule("(?<=MONEY) (NUM|INT|YEAR|AMOUNT)", t.nothing),
    Rule("(NUM|INT|AMOUNT) PERCENT", t.nothing),
    Rule("M (NUM|ORD) (COMMA? YEAR)? COMMA? ATTACK", d.attacks),
    Rule("NUM SLASH NUM", d.nine_eleven),
    # Ranges and lists.
    Rule("FULL SEP FULL", r.two_ends),
    Rule("(NUMERIC|ISO) (SEP|AND) (NUMERIC|ISO)", r.two_ends),
    Rule("(?<=BETWEEN|FROM) FULL AND FULL", r.two_ends),
    Rule("M DAY (SEP DAY) OFY?", r.days_of_month),
    Rule("(THE? DAY) (SEP THE? DAY) OF? M OFY?", r.days_of_month),
    Rule("(?<=BETWEEN|FROM) THE? DAY AND THE? DAY OF? M OFY?", r.days_of_month),
    Rule("THE? (NUM|ORD) (COMMA (NUM|ORD)){0,8} COMMA? (AND|OR) THE? (NUM|ORD) OF? M OFY?", r.days_of_month),
    Rule("M DAY (COMMA (NUM|ORD)){0,8} COMMA? (AND|OR) THE? (NUM|ORD) (COMMA? YR)?", r.days_of_month),
    Rule("M OFY? SEP M OFY?", r.two_ends),
    Rule("(?<=BETWEEN|FROM) M OFY? AND M OFY?", r.two_ends),
    Rule("M (AND|OR) M OFY", r.two_ends),
    Rule("(?<=FROM|BETWEEN|IN|DURING|OF|OPEN|THE) YEAR (SEP|AND) YEAR", r.two_ends),
    Rule("YEAR (DASH|TO) YEAR", r.two_ends),
    Rule("YEAR (DASH|SLASH) (NUM|INT)", r.short_years),
    Rule("(WEEKDAY (TO|DASH) WEEKDAY)", r.two_ends),
    # Counted from another day.
    Rule("THE DAYU (BEFORE|AFTER) DAYWORD", s.days_from_today),
    Rule("(LONG|THE UNIT) (BEFORE|AFTER) (FULL|THE? FEAST EVE? (COMMA? YEAR)?|ISO|WEEKDAY|DAYWORD)", s.apart_from),
    Rule("THE? FISCAL? (YEARU|QUARTERU|MONTHU|WEEKU) ENDED ON? FULL", s.ended),
    Rule("THE? (ORDW|ORD|LAST|FINAL) WEEKDAY (OF|IN) M OFY?", b.nth_weekday),
    Rule("THE? (WEEKU|WEEKENDU) OF (FULL|THE DAY)", s.week_with),
    Rule("ABOUT? HALF AGO", s.half_ago),
    Rule("ABOUT? HALF", t.half_length),
    Rule("THE SAME (PERIOD|MONTHU|QUARTERU|WEEKU) (OF|IN)? THE? YEARAGO", s.same_period),
    Rule("LONG AGO", s.ago),
    Rule("(DAYSU|TIMESU) AGO", t.vague("PAST_REF")),
    Rule("LONG (FROM NOWW|HENCE)", s.from_now),
    Rule("(?<=IN) LONG APOS TIMEW", s.from_now),
    Rule("LONG (EARLIER|LATER|BEFORE|AFTER|PRIOR)", s.apart),
    Rule("THE? (UNIT) (EARLIER|LATER|BEFORE|AFTER|PRIOR|PREVIOUS)", s.unit_beside),
    Rule("(UNIT DASH (EARLIER|AGO))", s.year_earlier),
    Rule("THE? (NEXT|FOLLOWING|SAME|THAT|PREVIOUS) DPART", t.time_of_day),
    Rule("THE (NEXT) (DAYU|WEEKU|MONTHU|YEARU)", s.the_unit),
    Rule("NEXT DAYU", s.the_unit),
    Rule("(THE|THAT)? (FOLLOWING|PREVIOUS|SAME|THAT) UNIT", s.the_unit),
    Rule("THE? (FOLLOWING|PREVIOUS) WEEKDAY", d.weekday_beside),
    Rule("THAT TIMEW", s.that_time),
    # Times.
    Rule("PARTW? THE? (TURN|WD|DAYWORD|FULL|LAST WEEKDAY) DPART", t.time_of_day),
    Rule("THE? DPART OF (FULL|WEEKDAY)", t.time_of_day),
    Rule("TONIGHT", t.time_of_day),
    Rule("(?<=IN) THE DPART", t.some_time),
    Rule("ATHOUR (COMMA? ON? (FULL|WEEKDAY)|COMMA? DAYWORD)", t.clock),
    Rule("(FULL|WEEKDAY|DAYWORD) AT ATHOUR", t.clock),
    Rule("ATHOUR", t.clock),
    Rule("(INT|YEAR) ZONE", t.four_digit_clock),
    # Parts.
    Rule("THE? QORD DASH? HALFW OF (M OFY?|THE YEARU|THE? YEARU? YR|RELY|FISCAL YR)", s.half),
    Rule("QORD DASH HALFW", s.half),
    Rule("HN OF? YR?", s.half),
    Rule("THE? (ORDW|ORD|LAST|FINAL) (WEEKU|WEEKENDU) (OF|IN) M OFY?", b.week_of),
    Rule("THE? PARTW DASH? WHOLE", s.part),
    Rule("PARTW DASH? (WEEKDAY|DAYWORD|ORDW)", s.part),
    Rule("THE? (EDGE|END|REST) (OF|DASH) (FULL|WHOLE|THE? (APOS? DECADE))", s.part),
    Rule("THE? (EDGE|END|REST) OF THE (DAYU|YEARU|MONTHU|WEEKU|DECADEU|CENTURYU|QUARTERU)", s.part_of_unit),
    Rule("END DASH? (M OFY?|YEAR)", s.part),
    Rule("(YEAREND|YEARU DASH END|THE? YEARU APOS S END)", s.year_end),
    Rule("(EARLIER|LATER|PARTW) (THAT|THE? SAME) (DAYU|WEEKU|MONTHU|YEARU)", s.later_that_day),
    Rule("THE? (ORDW|ORD|LAST|FINAL) DAYU OF (M OFY?|THE? YEARU? YEAR|THE (YEARU|MONTHU|WEEKU)|REL)", s.day_of),
    Rule("THE? ORD OF (TURN MONTHU|THE MONTHU)", s.day_of),
    Rule("(EARLIER|LATER) (IN|ON)? (REL|DAYWORD|WEEKDAY|M OFY?|THE? YEAR)", s.part),
    Rule("(EARLIER|LATER|PARTW) IN THE (DAYU|WEEKU|MONTHU|YEARU|QUARTERU|DECADEU)", s.plain_part),
    # Calendar days, months, quarters, seasons, years.
    Rule("FULL", d.whole),
    Rule("ISO", d.iso),
    Rule("NUMERIC", d.numeric),
    Rule("QX", d.whole),
    Rule("THE? TURN? FEAST (EVE|DAYU)? (COMMA? YEAR)?", d.feast),
    Rule("NEW YEARU APOS? S? APOS? (EVE|DAYU) (COMMA? YEAR)?", d.feast),
    Rule("WD COMMA? THE (ORD|NUM)", d.weekday_and_day),
    Rule("(?<=ON|UNTIL|BY|SINCE|TO) THE? ORD", d.day_of_month),
    Rule("M (OFY)", d.whole),
    Rule("(TURN|THAT) (MONTH|SEASON)", d.whole),
    Rule("M", d.whole),
    Rule("SEAS", d.whole),
    Rule("THE DECADE", b.decade),
    Rule("DECADE", d.decade),
    Rule("THE YEAR APOS S", d.tokenised_decade),
    Rule("THE? (ORDW|ORD) DASH? CENTURYU", b.century),
    Rule("FISCAL YEARU? YEAR", s.fiscal_year),
    Rule("THE? (YEAR|TURN|EDGE OF THE|END OF THE)? FISCAL YEARU", s.fiscal_year),
    # Weekdays.
    Rule("(THIS? (PAST|NEXT)|TURN) WEEKDAY", d.turned_weekday),
    Rule("(WEEKDAY) (OF? (LAST|THIS|NEXT) WEEKU)", d.whole),
    Rule("(EVERY|PER) ADJ? (UNIT|WEEKDAY|COUNT (DAYSU|TIMESU)|M|TIMEU)", t.rate),
    Rule("WEEKDAYS", t.rate),
    Rule("WD", d.whole),
    Rule("DAYWORD", d.whole),
    # Deictic stretches and lengths.
    Rule("THE? (PAST|LAST|NEXT|THIS) COUNT ADJ? (DAYSU|TIMESU)", b.turned_duration),
    Rule("THE PAST (UNIT|TIMEU)", b.turned_duration),
    Rule("THE LAST (DECADEU|CENTURYU|TIMEU)", b.turned_duration),
    Rule("PAST (DAYU|WEEKU|MONTHU|YEARU|WEEKENDU)", b.turned_duration),
    Rule("REL", d.whole),
    Rule("THE WEEKENDU", s.the_weekend),
    Rule("(?<=FOR|DURING) THE WHOLEW? (DAYU|WEEKU|MONTHU|QUARTERU|YEARU)", s.this_unit),
    Rule("THE WHOLEW (DAYU|WEEKU|MONTHU|QUARTERU|YEARU)", s.this_unit),
    Rule("RECENT (DAYSU|TIMESU)", t.vague("PAST_REF")),
    Rule("LONG OLD", t.nothing),
    Rule("LONG", t.length),
    Rule("(?<=FOR|IN|WITHIN) (DAYSU|TIMESU)", b.duration),
    Rule("FREQ", t.often),
    Rule("THE DAYU", s.the_day),
    Rule("THE (YEARU|MONTHU|WEEKU) (?=APOS S)", s.this_unit),
    # Bare years, last: they need the words beside them.
    Rule("(THE? YEARU)? YEAR", bare_year),
    Rule("(?<=IN|SINCE|OF|UNTIL|BY|FROM) SHORT", d.short_year),
    # Vague words.
    Rule("MORE? LATELY", t.vague("PAST_REF")),
    Rule("(NOW|NOWW)", t.vague("PRESENT_REF")),
    Rule("(?<=AT) THE? PRESENT", t.vague("PRESENT_REF")),
    Rule("(?<=IN) THE? NEARW? FUTURE", t.vague_alone("FUTURE_REF")),
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
    ordinal="(?:st|nd|rd|th)",
    decade="'?s",
    day_first=False,
)
