"""The whole grammar: one for six languages, whose words are in the tables."""

from bot.time.phrases.chart import compiled
from bot.time.phrases.grammar import clocks, dates, lengths, periods, recurring, tails, weekdays

# Kinds of words, and symbols, that say what they say by being there. All others come with a value.
_PLAIN = """
A AD AFTER_NEXT AGO ALTERNATE ALTERNATELY ALWAYS AND AND_MINUTES ANOTHER AT BEFORE BY COLON COMING
COUPLE DASH DATE_MARK DAY_MARK END ENDS EVE EVERY EXCEPT FOR FROM FROM_NOW H HABITUAL HALF HALF_OF
HALF_PAST HOLIDAY HRS HRS24 HUNDRED IF_HOLIDAY IN J LESS MID MIDNIGHT MONTH_NUMBER MONTH_WORD
MOON_YEAR NEXT NO NOON NOW OCLOCK OF ON ONLY OR_LAST PAST_HOUR PLEASE PLUS PREV QUARTER RAMADAN SEPARATOR
SHARP SHORT_MONTHS SINCE SLASH START STILL SUN THE THE_DAY THE_MANY THIS THIS_MONTH TILL_HOUR TIMES
TIME_WORD TO TO_GO TO_HOUR TWICE UNTIL WEEKDAY_NOUN WORKING YEAR_WORD YES ZERO ZONED ZONE_OF ZULU
also alternately article at date_mark mark on
"""
PLAIN = frozenset(_PLAIN.split())

GRAMMAR = compiled(
    (
        *lengths.LINES,
        *dates.LINES,
        *weekdays.LINES,
        *periods.LINES,
        *clocks.LINES,
        *recurring.LINES,
        *tails.LINES,
    ),
    PLAIN,
)
