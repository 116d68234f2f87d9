"""The whole grammar: one for six languages, whose words are in the tables."""

from bot.time.phrases.chart import compiled
from bot.time.phrases.grammar import clocks, dates, lengths, parts, periods, recurring, tails, weekdays

# Kinds of words, and symbols, that say what they say by being there. All others come with a value.
_PLAIN = """
A AD AFTER AFTER_NEXT AGO ALL ALTERNATE ALTERNATELY ALWAYS AND AND_FIGURES AND_MINUTES ANOTHER AT AT_CLOCK
AT_LATEST BEFORE BETWEEN BY COLON COMING COUPLE DASH DATE_MARK DAY_MARK EACH_DAY EIGHT_DAYS END ENDS EVE
EVERY EVERY_AFTER EXCEPT FOR FROM FROM_NOW H HABITUAL HALF HALF_OF HALF_PAST HALF_SIGN HOLIDAY HRS HRS24
HUNDRED IF_HOLIDAY IN IN_A_ROW INCLUSIVE J LABEL LESS MANY_NEXT MID MIDNIGHT MONTH_NUMBER MONTH_WORD
MOON_YEAR NEXT NIGHT_OF NO NOON NOW OCLOCK OF OF_MONTH OF_TIME ON ONLY OR_LAST OUT_OF PAST_HOUR PLEASE PLUS
PREV QUARTER RAMADAN SAME_DAY SEPARATOR SHARP SHORT_MONTHS SINCE SLASH SPOKEN START STILL SUN THE THE_DAY
THE_MANY THIS THIS_MONTH THIS_ONE TILL_HOUR TIMES TIME_LABEL TIME_WORD TO TO_GO TO_HOUR TWICE TWICE_DAILY
UNTIL WEEKDAY_NOUN WORKING YEAR_WORD YES ZERO ZONED ZONE_MANY ZONE_OF ZULU
also alternately article at date_mark mark on out_of some_time sun_mark
"""
PLAIN = frozenset(_PLAIN.split())

GRAMMAR = compiled(
    (
        *lengths.LINES,
        *dates.LINES,
        *weekdays.LINES,
        *periods.LINES,
        *clocks.LINES,
        *parts.LINES,
        *recurring.LINES,
        *tails.LINES,
    ),
    PLAIN,
)
