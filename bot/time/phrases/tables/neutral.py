"""Words and signs that are the same in every language."""

WORDS = {
    "AND": "&, +",
    "PLUS": "+",
    "SLASH": "/",
    "AT": "@",
    "COLON": ":, =",
    "PART am": "am, a.m., a m",
    "PART pm": "pm, p.m., p m",
    "ZULU": "z",
    "ZONE UTC": "utc, gmt, zulu, utc time, gmt time, tu, t u",
    "ZONE Africa/Nairobi": "eat",
    "ZONE Africa/Maputo": "cat",
    "ZONE Africa/Lagos": "wat",
    "ZONE Africa/Johannesburg": "sast",
    "ZONED": "tz, tz :, timezone, zone",
    "SUFFIX": "°",
    "AD": "ad, ce, a.d.",
    "ZONE_MANY": "ist, cet, cest, est, edt, cst, cdt, pst, pdt, mst, mdt, bst, ast, gst, ect, wst, met",
}
