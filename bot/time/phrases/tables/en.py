"""English, as in East, West and Southern Africa and in Britain."""

TENS_AND_ONES = ("{ten} {one}",)
ORDINAL_TENS = ("{ten} {one}",)

WORDS = {
    "NUM 0": "zero, nil",
    "NUM 1": "one",
    "NUM 2": "two",
    "NUM 3": "three",
    "NUM 4": "four",
    "NUM 5": "five",
    "NUM 6": "six",
    "NUM 7": "seven",
    "NUM 8": "eight",
    "NUM 9": "nine",
    "NUM 10": "ten",
    "NUM 11": "eleven",
    "NUM 12": "twelve, dozen, a dozen",
    "NUM 13": "thirteen",
    "NUM 14": "fourteen",
    "NUM 15": "fifteen",
    "NUM 16": "sixteen",
    "NUM 17": "seventeen",
    "NUM 18": "eighteen",
    "NUM 19": "nineteen",
    "NUM 20": "twenty",
    "NUM 30": "thirty",
    "NUM 40": "forty, fourty",
    "NUM 50": "fifty",
    "NUM 60": "sixty",
    "NUM 70": "seventy",
    "NUM 80": "eighty",
    "NUM 90": "ninety",
    "NUM 100": "hundred, a hundred, one hundred",
    "ORD 1": "first",
    "ORD 2": "second",
    "ORD 3": "third",
    "ORD 4": "fourth",
    "ORD 5": "fifth",
    "ORD 6": "sixth",
    "ORD 7": "seventh",
    "ORD 8": "eighth, eight",
    "ORD 9": "ninth",
    "ORD 10": "tenth",
    "ORD 11": "eleventh",
    "ORD 12": "twelfth",
    "ORD 13": "thirteenth",
    "ORD 14": "fourteenth",
    "ORD 15": "fifteenth",
    "ORD 16": "sixteenth",
    "ORD 17": "seventeenth",
    "ORD 18": "eighteenth",
    "ORD 19": "nineteenth",
    "ORD 20": "twentieth",
    "ORD 30": "thirtieth",
    "ORD -1": "last, final, very last",
    "ORD -2": "penultimate, second last, second to last, next to last, last but one",
    "SUFFIX": "st, nd, rd, th",
    "WEEKDAY 0": "monday, mon, mond, mondy, munday",
    "WEEKDAY 1": "tuesday, tue, tues, tuseday, teusday, tuesdy",
    "WEEKDAY 2": "wednesday, wed, weds, wednes, wensday, wednsday, wendesday, wednesdy",
    "WEEKDAY 3": "thursday, thu, thur, thurs, thrusday, thurday, thursdy",
    "WEEKDAY 4": "friday, fri, firday, frday, fridy",
    "WEEKDAY 5": "saturday, sat, satur, saterday, satuday, satday",
    "WEEKDAY 6": "sunday, sun, sundy",
    "WEEKDAYS 0": "mondays, mons",
    "WEEKDAYS 1": "tuesdays",
    "WEEKDAYS 2": "wednesdays",
    "WEEKDAYS 3": "thursdays",
    "WEEKDAYS 4": "fridays, fris",
    "WEEKDAYS 5": "saturdays, sats",
    "WEEKDAYS 6": "sundays, suns",
    "MONTH 1": "january, jan, janury, januari",
    "MONTH 2": "february, feb, febr, febuary, feburary",
    "MONTH 3": "march, mar",
    "MONTH 4": "april, apr",
    "MONTH 5": "may",
    "MONTH 6": "june, jun",
    "MONTH 7": "july, jul",
    "MONTH 8": "august, aug",
    "MONTH 9": "september, sept, sep, septemeber",
    "MONTH 10": "october, oct, octobre",
    "MONTH 11": "november, nov, novemeber",
    "MONTH 12": "december, dec, decemeber",
    "MOON 1": "muharram",
    "MOON 2": "safar",
    "MOON 3": "rabi al awwal, rabi ul awwal, rabi i, rabi 1, rabi al awal",
    "MOON 4": "rabi al thani, rabi ul thani, rabi al akhir, rabi ii, rabi 2",
    "MOON 5": "jumada al ula, jumada al awwal, jumada i, jumada 1, jumada ul ula",
    "MOON 6": "jumada al thani, jumada al akhirah, jumada al akhira, jumada ii, jumada 2, jumada al thania",
    "MOON 7": "rajab",
    "MOON 8": "shaban, sha'ban, shaaban, sha'aban",
    "MOON 9": "ramadan, ramadhan, ramazan, ramzan",
    "MOON 10": "shawwal, shawal",
    "MOON 11": "dhu al qidah, dhul qidah, dhu al qi'dah, dhul qadah, dhul qa'dah, zul qaida, dhu l qi'dah",
    "MOON 12": "dhu al hijjah, dhul hijjah, dhul hijja, dhu al hijja, zul hijja, dhu l hijja, dhu l hijjah",
    "MOON_YEAR": "ah, a.h., hijri",
    "UNIT second": "seconds, secs, sec, second",
    "UNIT minute": "minute, min, m, mn",
    "UNITS minute": "minutes, mins, minuts, minutes'",
    "UNIT hour": "hour, hr, h",
    "UNITS hour": "hours, hrs",
    "UNIT day": "day, d, calendar day, day's",
    "UNITS day": "days, dys, calendar days, days'",
    "UNIT week": "week, wk, w, week's",
    "UNITS week": "weeks, wks, weeks'",
    "UNIT fortnight": "fortnight",
    "UNITS fortnight": "fortnights",
    "UNIT month": "month, mo, mth, mnth, calendar month",
    "UNITS month": "months, mos, mths, mnths, calendar months",
    "UNIT quarter": "quarter, qtr",
    "UNITS quarter": "quarters",
    "UNIT year": "year, yr, y",
    "UNITS year": "years, yrs",
    "UNIT workday": (
        "working day, working days, business day, business days, workday, workdays, work day, work days, "
        "office day, office days, bd"
    ),
    "UNIT weekend": "weekend, week end, wknd, wkend",
    "WEEKDAY_NOUN": "weekday, week day",
    "FREQ workday": (
        "weekdays, week days, on weekdays, on week days, workdays, every day of the week, "
        "each day of the week, all weekdays"
    ),
    "FREQ weekend": "weekends, week ends",
    "FREQ hour": "hourly",
    "FREQ day": (
        "daily, everyday, day by day, once a day, once daily, once per day, each and every day, "
        "every day of the week, each day of the week, all days of the week, seven days a week, "
        "7 days a week, all days, day in day out"
    ),
    "FREQ week": "weekly, once a week, once weekly, once per week",
    "FREQ week 2": "fortnightly, once a fortnight, once every fortnight",
    "FREQ month": "monthly, once a month, once monthly, once per month",
    "FREQ quarter": "quarterly, once a quarter, once per quarter",
    "FREQ month 6": "half yearly, half-yearly, semi annually, semiannually, twice yearly",
    "FREQ year": "yearly, annually, once a year, once per year, every anniversary",
    "EVERY": (
        "every, each, evry, evey, on every, on each, of every, of each, in every, in each, every single, "
        "once every, at every, each and every, ev, evrey"
    ),
    "ALTERNATE": (
        "every other, every alternate, each other, alternate, alternating, on alternate, of every other, "
        "once every other"
    ),
    "ON": "on, for, due, due on, the day of, on the day of, of",
    "BY": (
        "by, no later than, not later than, latest by, at the latest by, due by, on or before, at latest, "
        "by the latest, before or on, before or at"
    ),
    "BEFORE": "before, prior to, ahead of, b4",
    "THE": "the",
    "OF": "of, in, during, of the, in the",
    "A": "a, an",
    "COUPLE": "couple, couple of, pair of",
    "THIS": "this, current, present",
    "COMING": "coming, this coming, upcoming, the coming, this upcoming",
    "NEXT": "next, nxt, the next, nex",
    "PREV": "last, previous, past, this past, the previous",
    "AFTER_NEXT": "after next, after the next",
    "PLUS_DAYS 7": "week",
    "PLUS_DAYS 14": "fortnight",
    "DAY_MARK": "day",
    "IN": "in, after, within, in another, in exactly, after exactly, in the next, within the next",
    "FROM_NOW": (
        "from now, time, s time, later, hence, away, from this moment, from the moment, from here, on"
    ),
    "AGO": "ago, before now, earlier, back, prior",
    "FROM": (
        "from, starting, starting from, starting on, beginning, beginning on, beginning from, as of, "
        "as from, effective, effective from, with effect from, w.e.f., wef, commencing, commencing on, "
        "start, starts, since, starts on, to start on, start on, start from, starting with"
    ),
    "SINCE": "from, after, following, on",
    "UNTIL": (
        "until, till, til, until the, up to, upto, up until, through, thru, ending, ending on, ends on, "
        "ends, up to and including, until and including"
    ),
    "TO": "to, through, thru, until, till, til",
    "AND": "and, n, plus, as well as, and also",
    "NOW": (
        "now, right now, immediately, at once, right away, asap, this instant, straight away, straightaway, "
        "at this moment, this very moment, this moment"
    ),
    "DAY 0": "today, 2day, todays, today's, tday, to day, tdy",
    "DAY 1": (
        "tomorrow, tmrw, tmr, tmrrw, tomorow, tommorow, tommorrow, tomorrows, 2moro, 2morrow, 2mrw, tomoz, "
        "2mro, tomm, tom, tmw, tomorro, tommorro, tomorrow's, to morrow, the next day, 2moz, tmrow, tomoro, "
        "tomro, tommrow, tmro, tomo"
    ),
    "DAY 2": (
        "day after tomorrow, the day after tomorrow, day after tmrw, the day after tmrw, overmorrow, "
        "next tomorrow, day after tomorow, the day after tomorow, tomorrow but one, day after tommorow, "
        "day after tmr, day after tmrw, day after 2moro, day after tomoz, the day after tmr, "
        "day aftr tmrw"
    ),
    "DAY -1": "yesterday, yday, yesterdy, yest, yesterday's, ystday, y'day",
    "DAY -2": "day before yesterday, the day before yesterday, day before yday, the other yesterday",
    "STILL": "this time, same time, at this time, the same time, at the same time, this same time",
    "AT": (
        "at, around the clock at, at exactly, exactly at, promptly at, at the hour of, at the stroke of, @, "
        "for"
    ),
    "OCLOCK": "o'clock, oclock, o clock, 0'clock",
    "HRS": "hrs, hours, h, hr, hundred hours, hundred hrs",
    "HUNDRED": "hundred, hundred hours, hundred hrs, hundred hour",
    "SHARP": "sharp, on the hour, on the dot, exactly, prompt, promptly, precisely, dead",
    "PAST_HOUR": "past, after",
    "HALF_PAST": "half past, half after",
    "HALF": "half",
    "HALF_OF": "half",
    "FRACTION 15": "quarter, a quarter",
    "ZERO": "oh, o, zero",
    "NOON": "noon, midday, noontime, noonday, mid day, high noon, 12 noon, twelve noon",
    "MIDNIGHT": "midnight, 12 midnight, twelve midnight, mid night",
    "PART dawn": "dawn, daybreak, sunrise, first light, sunup, at first light",
    "PART morning": (
        "morning, in the morning, mrng, morn, forenoon, in the forenoon, of the morning, during the morning, "
        "first thing, first thing in the morning, mornin, morng, early morning, early in the morning, early, "
        "bright and early"
    ),
    "PARTS morning": "mornings, in the mornings, first thing in the mornings, on mornings",
    "PART afternoon": (
        "afternoon, in the afternoon, of the afternoon, aft, arvo, during the afternoon, afternon, aftn, "
        "aftnoon, aftrnoon"
    ),
    "PARTS afternoon": "afternoons, in the afternoons",
    "PART evening": (
        "evening, in the evening, evng, eve, evenin, of the evening, during the evening, in evening, evn"
    ),
    "PARTS evening": "evenings, in the evenings",
    "PART night": (
        "night, at night, in the night, nite, by night, during the night, at nite, of the night, nyt, nyte"
    ),
    "PARTS night": "nights, in the nights, nightly, nites, of nights, at nights",
    "PART close": (
        "end of day, eod, cob, close of business, end of business, end of the day, close of play, "
        "end of business day, close of day, cob today, end of the working day, end of working day, "
        "close of work, eob, end of office hours"
    ),
    "TODAY_PART night": "tonight, tonite, 2nite, 2night, tnite, tonyt, to night, 2nyt, tonyte, tnt, tnght",
    "QUARTER": "quarter of, quarters of, quarter, quarters",
    "START": (
        "start of, beginning of, the start of, the beginning of, at the start of, at the beginning of, "
        "start, beginning, at the beginning of the, at the start of the, the beginning of the, "
        "the start of the"
    ),
    "END": (
        "end of, the end of, at the end of, by the end of, end, at end of, by end of, close of, end of the, "
        "the end of the, at the end of the, by the end of the"
    ),
    "MID": "mid, middle of, the middle of, in the middle of, mid-, middle of the, the middle of the",
    "ENDS": "end, close, ends",
    "CLOSE_OF week": "eow",
    "CLOSE_OF month": "eom",
    "CLOSE_OF year": "eoy",
    "EXCEPT": (
        "except, except for, except on, excluding, but not, other than, not on, apart from, save, save for, "
        "skipping, skip, except in, except during, but not on, but not in, not in, without, unless it is, "
        "but, leaving out, bar, minus, not during, but not during, ex, excl"
    ),
    "HOLIDAY": (
        "holidays, holiday, public holidays, public holiday, bank holidays, bank holiday, national holidays, "
        "national holiday, the holidays, the public holidays"
    ),
    "IF_HOLIDAY": (
        "if holiday, if it is a holiday, if it's a holiday, if a holiday, if that is a holiday, "
        "if it falls on a holiday, if that day is a holiday, if public holiday, if on a holiday, "
        "if it's a public holiday, if it is a public holiday, if it falls on a public holiday, "
        "if the day is a holiday, on holidays, when it is a holiday, if a public holiday"
    ),
    "SHIFT skip": "skip, skip it, leave it out, skipped, cancel, no meeting, none",
    "SHIFT next": (
        "next, next working day, the next working day, following working day, the following working day, "
        "next business day, the next business day, move to the next working day, the working day after, "
        "the day after, move it to the next working day, then the next working day, then next working day, "
        "use the next working day"
    ),
    "SHIFT previous": (
        "previous, previous working day, the previous working day, the working day before, "
        "previous business day, the previous business day, move to the previous working day, the day before, "
        "move it to the previous working day, preceding working day, the preceding working day"
    ),
    "FOR": "for, during, lasting, over, for the next, for a total of, over the next",
    "TIMES": (
        "times, occurrences, occasions, sessions, times only, times in total, times in all, x, time only, "
        "more times"
    ),
    "TIME_WORD": "time",
    "ZONE_OF": "time of, time in, in the time of",
    "ZONE local": "local time, our time, my time",
    "PLEASE": "please, pls, plz, plse, kindly",
    "YESTERDAY_PART night": "last night",
    "ZONE Africa/Nairobi": "east africa time, east african time",
    "ZONE Africa/Lagos": "west africa time, west african time",
    "ZONE Africa/Maputo": "central africa time, central african time",
    "ZONE Africa/Johannesburg": "south africa time, south african time, south africa standard time",
    "SHORT_MONTHS": "skipping short months",
    "OR_LAST": "or the last day",
    "RAMADAN": "ramadan, ramadhan, the month of ramadan",
    "THIS_MONTH": "inst, instant, current",
    "THE_DAY": "the",
    "DATE_MARK": "date, the date of, on day",
    "J": "d, t",
    "TILL_HOUR": "to, till, til, before",
    "ONLY": "only",
    "BETWEEN": "between, btw, btwn, betw",
    "TIME_LABEL": "time, start time, hour, kick-off, kickoff",
    "LABEL": (
        "date, day, when, deadline, due, due date, date and time, appointment, meeting, reminder, frequency, "
        "repeat, repeats, recurrence"
    ),
    "FREQ year 2": "biennially, biennial",
    "DAYS 0-4": "m-f, mo-fr, m to f, mon2fri",
    "BEFORE_LAST_PART night": "the night before last, night before last",
    "AT_LATEST": "at the latest, latest, at the very latest, by the latest",
    "THE_MANY": "all, all the",
    "INCLUSIVE": "inclusive, included, incl",
    "SAME_DAY": "the same day, same day",
    "EVE": "the day before, day before, the eve of, eve of, on the eve of, on the day before",
    "FEAST 12-25": "christmas, christmas day, xmas, xmas day, the christmas day",
    "FEAST 12-24": "christmas eve, xmas eve",
    "FEAST 12-26": "boxing day",
    "FEAST 12-31": "new year's eve, new years eve, new year eve, nye",
    "FEAST 1-1": "new year's day, new years day, new year day, new year's, new year",
    "MANY_NEXT": "next, the next, following, the following, coming, the coming",
    "IN_A_ROW": "in a row, running, consecutive, straight, consecutively",
    "TWICE_DAILY": "twice a day, twice daily, two times a day, twice per day",
}
