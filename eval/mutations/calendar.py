"""Knows how dates and times of day are written."""

import re

MONTHS = (
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTH = rf"(?:{'|'.join(MONTHS)})\b"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})\b"
YEAR = r"\b(?:1[5-9]|20)\d\d\b(?![.,]\d)"
DATE = re.compile(rf"(?:\b\d{{1,2}} )?\b{MONTH}(?: \d{{1,2}}\b)?(?:,? {YEAR})?|\b{WEEKDAY}|{YEAR}")
TIME_OF_DAY = r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|o[’']clock)|\b\d{1,2}:\d\d\b"
