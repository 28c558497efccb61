"""The oracle against cases worked out by hand from the law text."""

import io
import json
import os
import unittest
from datetime import timedelta
from unittest import mock

from deadlines import answer, main
from office import DAY_MS, MINUTE_MS, Office, Uncovered, day_of, moment, text, whole_minute

# The State's days of 2025-12 to 2027-01 as announced, with their sources in
# catalogue/calendars. Saturdays worked: 10 January and 22 August 2026.
VIETNAM = {
    "from": "2025-01-01",
    "to": "2027-12-31",
    "days": {
        "2026-01-01": False, "2026-01-02": False, "2026-01-10": True,
        "2026-02-16": False, "2026-02-17": False, "2026-02-18": False,
        "2026-02-19": False, "2026-02-20": False,
        "2026-04-26": False, "2026-04-27": False, "2026-04-30": False, "2026-05-01": False,
        "2026-08-22": True, "2026-08-31": False, "2026-09-01": False, "2026-09-02": False,
        "2026-11-24": False, "2027-01-01": False,
    },
}
EIGHT = [(450, 690), (810, 1020)]          # 07:30-11:30, 13:30-17:00: 7 h 30
FULL = [(420, 690), (810, 1020)]           # 07:00-11:30, 13:30-17:00: 8 h
THROUGH = [(480, 870)]                     # 08:00-14:30, no lunch, closes before the cut


# received, limit, hours, due, why
BY_HAND = [
    # the thirteen published test vectors of the project
    ("2025-12-31T09:00", "3 working_days", EIGHT, "2026-01-07T17:00", "1/1 off, 2/1 swapped off"),
    ("2026-01-08T10:00", "2 working_days", EIGHT, "2026-01-10T17:00", "Saturday 10/1 is made up"),
    ("2026-02-12T09:00", "3 working_days", EIGHT, "2026-02-24T17:00", "the Lunar New Year"),
    ("2026-04-24T15:30", "same_day", EIGHT, "2026-04-28T17:00", "holiday on Sunday, compensated on Monday"),
    ("2026-11-23T14:59", "same_day", EIGHT, "2026-11-23T17:00", "before the cut"),
    ("2026-11-23T15:01", "same_day", EIGHT, "2026-11-25T17:00", "after the cut, 24/11 is a holiday"),
    ("2026-11-23T09:00", "3 working_days", EIGHT, "2026-11-27T17:00", "24/11 is not counted"),
    ("2026-11-21T20:00", "3 working_days", EIGHT, "2026-11-26T17:00", "online on a Saturday night"),
    ("2026-11-23T16:00", "8 working_hours", EIGHT, "2026-11-25T16:30", "1 h on Monday, 7 h on Wednesday"),
    ("2026-11-23T12:10", "2 working_hours", EIGHT, "2026-11-23T15:30", "lunch is not office time"),
    ("2026-01-17T08:00", "30 days", EIGHT, "2026-02-23T17:00", "the last day is in the Lunar New Year"),
    ("2026-08-21T09:00", "1 working_days", EIGHT, "2026-08-22T17:00", "Saturday 22/8 is made up"),
    ("2026-08-28T09:00", "2 working_days", EIGHT, "2026-09-04T17:00", "31/8 to 2/9 off"),
    # the cut
    ("2026-11-23T15:00", "same_day", EIGHT, "2026-11-23T17:00", "15:00 sharp is not after 15:00"),
    ("2026-11-23T15:00:59.999", "same_day", EIGHT, "2026-11-23T17:00", "the receipt says 15:00"),
    ("2026-11-23T10:00:59", "1 working_hours", EIGHT, "2026-11-23T11:00", "the receipt says 10:00"),
    ("2026-11-22T09:00", "same_day", EIGHT, "2026-11-23T17:00", "Sunday: the next working day"),
    ("2026-11-23T23:59", "same_day", EIGHT, "2026-11-25T17:00", "a minute before midnight"),
    ("2026-11-23T14:45", "same_day", THROUGH, "2026-11-25T14:30", "before the cut, but closed since 14:30"),
    ("2026-11-23T14:30", "same_day", THROUGH, "2026-11-25T14:30", "at the closing moment"),
    ("2026-11-23T14:29", "same_day", THROUGH, "2026-11-23T14:30", "a minute before closing"),
    # hours and the edges of spans
    ("2026-11-23T07:30", "4 working_hours", EIGHT, "2026-11-23T11:30", "used up when the morning ends"),
    ("2026-11-23T11:30", "1 working_hours", EIGHT, "2026-11-23T14:30", "received as lunch begins"),
    ("2026-11-23T10:45", "2 working_hours", EIGHT, "2026-11-23T14:45", "across lunch"),
    ("2026-11-23T16:00", "1 working_hours", EIGHT, "2026-11-23T17:00", "the last minute of the day"),
    ("2026-11-23T17:00", "1 working_hours", EIGHT, "2026-11-25T08:30", "as the office closes"),
    ("2026-11-20T23:59", "1 working_hours", EIGHT, "2026-11-23T08:30", "Friday before midnight"),
    ("2026-11-23T07:00", "8 working_hours", FULL, "2026-11-23T17:00", "a day of eight hours is a day"),
    ("2026-11-23T07:30", "8 working_hours", EIGHT, "2026-11-25T08:00", "a day of seven and a half is not"),
    # days and months
    ("2026-11-20T23:59", "1 working_days", EIGHT, "2026-11-23T17:00", "Friday before midnight is Friday"),
    ("2026-11-21T00:00", "1 working_days", EIGHT, "2026-11-23T17:00", "midnight is Saturday"),
    ("2026-12-30T09:00", "2 days", EIGHT, "2027-01-04T17:00", "1/1 is off, then a weekend"),
    ("2026-01-30T09:00", "30 days", EIGHT, "2026-03-02T17:00", "1 March is a Sunday"),
    ("2026-01-28T09:00", "30 days", EIGHT, "2026-02-27T17:00", "over the end of January"),
    ("2026-01-09T09:00", "1 days", EIGHT, "2026-01-10T17:00", "the make-up Saturday is a working day"),
]

# An office that shortens its day in the first week of November 2026, and goes through
# lunch from the second on. Half of a day: 3 h 45 until Tuesday 3, 3 h 30 from Wednesday 4
# until Wednesday 11, 3 h 15 from Thursday 12 on. On rest days nothing differs.
SHORT = [(480, 690), (780, 990)]           # 08:00-11:30, 13:00-16:30: 7 h
SINCE = {"2026-11-04": SHORT, "2026-11-12": THROUGH}

# received, limit, due, why: of that office (24/11 is a holiday)
CHANGED_BY_HAND = [
    ("2026-11-02T09:00", "1 working_days", "2026-11-03T17:00", "the last day of the old hours"),
    ("2026-11-02T09:00", "2 working_days", "2026-11-04T16:30", "the first day of the new ones"),
    ("2026-11-02T09:00", "7 working_days", "2026-11-11T16:30", "the day before they change again"),
    ("2026-11-02T09:00", "8 working_days", "2026-11-12T14:30", "the day on which they do"),
    ("2026-11-12T09:00", "7 working_days", "2026-11-23T14:30", "they stay"),
    ("2026-11-12T09:00", "8 working_days", "2026-11-25T14:30", "and a holiday stays one"),
    ("2026-11-02T09:00", "1 days", "2026-11-03T17:00", "calendar days: the same closes"),
    ("2026-11-02T09:00", "2 days", "2026-11-04T16:30", "the first day of the new ones"),
    ("2026-11-02T09:00", "5 days", "2026-11-09T16:30", "Saturday 7 gives way to Monday"),
    ("2026-11-02T09:00", "9 days", "2026-11-11T16:30", "the day before they change again"),
    ("2026-11-02T09:00", "10 days", "2026-11-12T14:30", "the day on which they do"),
    ("2026-11-02T09:00", "12 days", "2026-11-16T14:30", "Saturday 14 gives way to Monday"),
    # the same day: the close of the day of receipt, and the close of the due day
    ("2026-11-03T15:00", "same_day", "2026-11-03T17:00", "the old close"),
    ("2026-11-03T15:01", "same_day", "2026-11-04T16:30", "after the cut: the close of the next day"),
    ("2026-11-04T07:45", "same_day", "2026-11-04T16:30", "before the office opens"),
    ("2026-11-04T15:00", "same_day", "2026-11-04T16:30", "the cut does not change"),
    ("2026-11-11T14:45", "same_day", "2026-11-11T16:30", "still open, until tomorrow"),
    ("2026-11-11T15:01", "same_day", "2026-11-12T14:30", "after the cut"),
    ("2026-11-12T14:29", "same_day", "2026-11-12T14:30", "a minute before the new close"),
    ("2026-11-12T14:30", "same_day", "2026-11-13T14:30", "as the office closes"),
    ("2026-11-12T14:45", "same_day", "2026-11-13T14:30", "before the cut, after the new close"),
    ("2026-11-07T14:45", "same_day", "2026-11-09T16:30", "Saturday"),
    # hours
    ("2026-11-03T16:00", "1 working_hours", "2026-11-03T17:00", "used up with the old hours, not at 8:00"),
    ("2026-11-03T16:00", "2 working_hours", "2026-11-04T09:00", "an hour of each"),
    ("2026-11-03T17:00", "1 working_hours", "2026-11-04T09:00", "as the office closes"),
    ("2026-11-03T16:30", "1 working_hours", "2026-11-04T08:30", "16:30 to 17:00 is office time still"),
    ("2026-11-04T16:30", "1 working_hours", "2026-11-05T09:00", "and is not any more"),
    ("2026-11-04T07:30", "1 working_hours", "2026-11-04T09:00", "nor is 7:30 to 8:00"),
    ("2026-11-03T12:00", "1 working_hours", "2026-11-03T14:30", "lunch ends at 13:30"),
    ("2026-11-04T12:00", "1 working_hours", "2026-11-04T14:00", "at 13:00"),
    ("2026-11-12T11:30", "1 working_hours", "2026-11-12T12:30", "there is none"),
    ("2026-11-03T09:00", "6 working_hours", "2026-11-03T17:00", "2 h 30 and 3 h 30"),
    ("2026-11-03T08:00", "14 working_hours", "2026-11-04T16:30", "seven hours of each day"),
    ("2026-11-03T07:30", "14 working_hours", "2026-11-04T16:00", "7 h 30, 3 h 30, 3 h"),
    ("2026-11-03T07:30", "11 working_hours", "2026-11-04T11:30", "7 h 30, 3 h 30: the end of a new span"),
    ("2026-11-11T10:00", "8 working_hours", "2026-11-12T11:00", "1 h 30, 3 h 30, 3 h"),
    ("2026-11-11T16:00", "7 working_hours", "2026-11-12T14:30", "half an hour and 6 h 30"),
    # Monday 6 h, Tuesday 7 h 30, six days of 7 h are 55 h 30; 4 h 30 of Thursday 12 are left
    ("2026-11-02T09:00", "60 working_hours", "2026-11-12T12:30", "over both changes"),
]

# Outages of whole days of that November, and of parts: at least half a day is 3 h 45.
TUESDAY = {"from": "2026-11-03T00:00", "until": "2026-11-04T00:00"}
EARLY_TUESDAY = {"from": "2026-11-03T07:30", "until": "2026-11-03T09:30"}
LATE_TUESDAY = {"from": "2026-11-03T13:30", "until": "2026-11-03T15:30"}
WEDNESDAY = {"from": "2026-11-04T00:00", "until": "2026-11-05T00:00"}
HALF_WEDNESDAY = {"from": "2026-11-04T07:30", "until": "2026-11-04T11:15"}
THURSDAY = {"from": "2026-11-05T00:00", "until": "2026-11-06T00:00"}
FRIDAY = {"from": "2026-11-06T00:00", "until": "2026-11-07T00:00"}
MONDAY = {"from": "2026-11-09T00:00", "until": "2026-11-10T00:00"}
EARLY_MONDAY = {"from": "2026-11-09T07:30", "until": "2026-11-09T09:30"}
LATE_MONDAY = {"from": "2026-11-09T13:30", "until": "2026-11-09T15:30"}

# What happened, and the due moment after each event; "x" is a refusal. Received
# on Monday 2 November 2026 at 09:00 (office of seven and a half hours a day) with
# the limit named first, and forwarded at once. 24 November is a holiday. Where
# waiting for an opinion is left out, five working days of it are.
HISTORIES = [
    ("3 working_days", "two working days of waiting for payment move it by two", [
        ("11-02T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-04T08:00", "settle_payment", {}, "11-09T17:00"),
    ]),
    ("3 working_days", "asked and paid on one day moves nothing", [
        ("11-03T07:31", "ask_payment", {}, "11-05T17:00"),
        ("11-03T16:59", "settle_payment", {}, "11-05T17:00"),
    ]),
    ("3 working_days", "asked on Friday and paid on Sunday moves nothing: no working day was waited", [
        ("11-06T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-08T10:00", "settle_payment", {}, "11-05T17:00"),
    ]),
    ("3 working_days", "a wait that begins late moves it too", [
        ("11-09T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-11T10:00", "settle_payment", {}, "11-09T17:00"),
    ]),
    ("8 working_hours", "hours move by the office time waited: 3 h 30 here", [
        # due is 8 h after Monday 09:00: 6 h on Monday, 2 h on Tuesday
        ("11-02T10:00", "ask_payment", {}, "11-03T09:30"),
        ("11-02T15:30", "settle_payment", {}, "11-03T15:00"),
    ]),
    ("3 working_days", "a supplement counts the whole limit from zero", [
        ("11-03T10:00", "ask_supplement", {}, "11-05T17:00"),
        ("11-20T16:00", "supplement", {}, "11-26T17:00"),
    ]),
    ("3 working_days", "nor does a wait from before the supplement survive it", [
        ("11-02T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-04T10:00", "settle_payment", {}, "11-09T17:00"),
        ("11-04T11:00", "ask_supplement", {}, "11-09T17:00"),
        ("11-04T12:00", "supplement", {}, "11-09T17:00"),
    ]),
    ("same_day", "a supplement after 15:00 is due on the next working day", [
        ("11-02T10:00", "ask_supplement", {}, "11-02T17:00"),
        ("11-03T15:01", "supplement", {}, "11-04T17:00"),
    ]),
    ("3 working_days", "stopped and reopened, it has its whole limit again", [
        ("11-03T10:00", "stop", {}, "11-05T17:00"),
        ("11-03T11:00", "decide", {}, "x"),
        ("11-10T10:00", "reopen", {}, "11-13T17:00"),
    ]),
    ("3 working_days+", "an opinion leaves out what was waited, and the date stands for the most", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-04T10:00", "give_opinion", {}, "11-09T17:00"),
    ]),
    ("3 working_days+", "what the other agency takes longer stays with the office", [
        ("11-02T10:00", "ask_opinion", {"limit": "5 working_days"}, "11-12T17:00"),
        ("11-20T10:00", "give_opinion", {}, "11-12T17:00"),
    ]),
    ("3 working_days+", "nobody is given longer than is left out, nor answers unasked", [
        ("11-02T10:00", "ask_opinion", {"limit": "6 working_days"}, "x"),
        ("11-02T11:00", "give_opinion", {}, "x"),
    ]),
    ("3 working_days+", "two agencies side by side leave the same days out once", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-03T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-13T17:00"),
        ("11-04T10:00", "give_opinion", {}, "11-13T17:00"),
        ("11-05T10:00", "give_opinion", {}, "11-10T17:00"),
    ]),
    ("3 working_days", "where the procedure does not say so, the wait counts", [
        ("11-02T10:00", "ask_opinion", {"limit": "30 days"}, "11-05T17:00"),
        ("11-20T10:00", "give_opinion", {}, "11-05T17:00"),
    ]),
    ("5 working_days", "put off once, at the latest the day before, and never twice", [
        ("11-09T08:00", "extend", {"to": "2026-11-16T17:00"}, "x"),
        ("11-08T23:59", "extend", {"to": "2026-11-09T17:00"}, "x"),
        ("11-08T23:59", "extend", {"to": "2026-11-15T10:00"}, "x"),
        ("11-08T23:59", "extend", {"to": "2026-11-16T12:00"}, "x"),
        ("11-08T23:59", "extend", {"to": "2026-11-16T11:30"}, "11-16T11:30"),
        ("11-09T10:00", "extend", {"to": "2026-11-20T17:00"}, "x"),
        ("11-09T10:00", "ask_payment", {}, "11-16T11:30"),
        ("11-10T10:00", "settle_payment", {}, "11-17T17:00"),
        ("11-11T11:00", "ask_supplement", {}, "11-17T17:00"),
        ("11-11T12:00", "supplement", {}, "11-18T17:00"),
        ("11-12T12:00", "extend", {"to": "2026-11-20T17:00"}, "x"),
    ]),
    ("3 working_days", "a day is lost when half of its 7 h 30 is: 3 h 45", [
        ("11-03T17:00", "outage", {"from": "2026-11-03T07:30", "until": "2026-11-03T11:14"}, "x"),
        ("11-04T17:00", "outage", {"from": "2026-11-04T07:30", "until": "2026-11-04T11:15"}, "11-06T17:00"),
    ]),
    ("3 working_days", "lunch is not office time and cannot be lost", [
        ("11-03T17:00", "outage", {"from": "2026-11-03T11:00", "until": "2026-11-03T15:44"}, "x"),
    ]),
    ("3 working_days", "the day of receipt is not counted and cannot be lost", [
        ("11-02T17:00", "outage", {"from": "2026-11-02T09:00", "until": "2026-11-02T17:00"}, "x"),
    ]),
    ("same_day", "of the same day only what was lost after the receipt counts", [
        ("11-02T17:00", "outage", {"from": "2026-11-02T07:30", "until": "2026-11-02T13:59"}, "x"),
        ("11-02T17:00", "outage", {"from": "2026-11-02T09:00", "until": "2026-11-02T14:00"}, "11-03T17:00"),
    ]),
    ("3 working_days", "of the due day only what lies before the due moment counts", [
        ("11-02T10:00", "extend", {"to": "2026-11-06T10:00"}, "11-06T10:00"),
        ("11-06T10:00", "outage", {"from": "2026-11-06T08:46", "until": "2026-11-06T17:00"}, "x"),
        ("11-06T10:00", "outage", {"from": "2026-11-06T08:45", "until": "2026-11-06T17:00"}, "11-09T17:00"),
    ]),
    # reading 23: what is recorded when the date has been missed
    ("3 working_days", "recorded in the promised minute it moves the date, a minute later it does not", [
        ("11-05T17:01", "outage", TUESDAY, "x"),
        ("11-06T08:00", "record", WEDNESDAY, "11-05T17:00"),
        ("11-06T09:00", "decide", {}, "11-05T17:00"),
    ]),
    ("3 working_days", "the same in time to the end of the minute", [
        ("11-05T17:00:59.999", "outage", TUESDAY, "11-06T17:00"),
    ]),
    ("3 working_days", "recorded in time and carried when the date has passed", [
        ("11-05T17:00", "record", TUESDAY, "11-05T17:00"),
        ("11-06T08:00", "outage", {"from": "2026-11-10T00:00", "until": "2026-11-11T00:00"}, "11-06T17:00"),
    ]),
    ("3 working_days", "what was recorded in time keeps the door open for more, carried or not", [
        ("11-05T16:00", "record", TUESDAY, "11-05T17:00"),
        ("11-06T16:00", "record", WEDNESDAY, "11-05T17:00"),
        ("11-09T08:00", "record", MONDAY, "11-05T17:00"),
        ("11-10T08:00", "decide", {}, "11-10T17:00"),
    ]),
    ("3 working_days", "shut once, it does not open for what the date would have reached", [
        ("11-06T08:00", "record", TUESDAY, "11-05T17:00"),
        ("11-06T09:00", "record", FRIDAY, "11-05T17:00"),
        ("11-06T17:00", "decide", {}, "11-05T17:00"),
    ]),
    ("3 working_days", "if what held it open was a mistake, it was shut", [
        ("11-05T16:00", "outage", TUESDAY, "11-06T17:00"),
        ("11-06T16:00", "outage", WEDNESDAY, "11-09T17:00"),
        ("11-09T08:00", "void", TUESDAY, "11-09T17:00"),
        ("11-09T09:00", "unmove", TUESDAY, "11-05T17:00"),
    ]),
    ("3 working_days", "a wait that began late moves a missed date and opens nothing", [
        ("11-06T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-09T10:00", "record", TUESDAY, "11-05T17:00"),
        ("11-10T10:00", "settle_payment", {}, "11-09T17:00"),
        ("11-10T11:00", "outage", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "while it waits for a payment asked in time, the date is not missed", [
        ("11-05T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-09T10:00", "record", TUESDAY, "11-05T17:00"),
        ("11-10T10:00", "settle_payment", {}, "11-11T17:00"),
    ]),
    ("3 working_days", "the limit that begins again is another date", [
        ("11-06T10:00", "ask_supplement", {}, "11-05T17:00"),
        ("11-07T10:00", "record", MONDAY, "11-05T17:00"),
        ("11-09T08:00", "supplement", {}, "11-12T17:00"),
        ("11-10T08:00", "outage", {"from": "2026-11-11T00:00", "until": "2026-11-12T00:00"}, "11-13T17:00"),
    ]),
    ("8 working_hours", "of hours too", [
        ("11-03T09:31", "outage", {"from": "2026-11-02T10:00", "until": "2026-11-02T11:00"}, "x"),
    ]),
    ("8 working_hours", "and in time", [
        ("11-03T09:30", "outage", {"from": "2026-11-02T10:00", "until": "2026-11-02T11:00"}, "11-03T10:30"),
    ]),
    ("3 working_days", "after a new date it is that date which is missed", [
        ("11-04T10:00", "extend", {"to": "2026-11-10T16:00"}, "11-10T16:00"),
        ("11-10T16:00", "outage", FRIDAY, "11-11T17:00"),
        ("11-11T17:01", "outage", MONDAY, "x"),
    ]),
    ("2 working_days", "a whole week lost moves it behind the week", [
        ("11-04T17:00", "outage", {"from": "2026-11-03T00:00", "until": "2026-11-06T23:59"}, "11-10T17:00"),
    ]),
    ("8 working_hours", "hours lost are left out exactly, once", [
        ("11-02T16:00", "outage", {"from": "2026-11-02T11:00", "until": "2026-11-02T14:00"}, "11-03T10:30"),
        ("11-02T16:30", "outage", {"from": "2026-11-02T11:00", "until": "2026-11-02T14:30"}, "11-03T11:00"),
    ]),
    ("3 working_days", "a day that was waited is not lost too", [
        ("11-02T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-03T10:00", "settle_payment", {}, "11-06T17:00"),
        ("11-04T10:00", "outage", {"from": "2026-11-03T07:30", "until": "2026-11-03T17:00"}, "x"),
    ]),
    ("3 working_days", "two that take two hours each lose the day together", [
        ("11-03T17:00", "outage", {"from": "2026-11-03T07:30", "until": "2026-11-03T09:30"}, "x"),
        ("11-03T17:00", "outage", {"from": "2026-11-03T13:30", "until": "2026-11-03T15:30"}, "11-06T17:00"),
    ]),
    ("3 working_days", "minutes that both took are lost once", [
        ("11-03T17:00", "outage", {"from": "2026-11-03T07:30", "until": "2026-11-03T09:30"}, "x"),
        ("11-03T17:00", "outage", {"from": "2026-11-03T08:00", "until": "2026-11-03T11:00"}, "x"),
    ]),
    ("3 working_days", "what was only recorded counts when something fixes the date", [
        ("11-02T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-02T11:00", "record", {"from": "2026-11-06T00:00", "until": "2026-11-07T00:00"}, "11-05T17:00"),
        ("11-03T10:00", "settle_payment", {}, "11-09T17:00"),
    ]),
    ("3 working_days", "what was lost before it began again is not its loss", [
        ("11-03T09:00", "ask_supplement", {}, "11-05T17:00"),
        ("11-04T09:00", "outage", {"from": "2026-11-03T00:00", "until": "2026-11-05T00:00"}, "x"),
        ("11-04T09:00", "record", {"from": "2026-11-09T00:00", "until": "2026-11-10T00:00"}, "11-05T17:00"),
        ("11-05T09:00", "supplement", {}, "11-11T17:00"),
    ]),
    ("3 working_days", "a new date knows what is on record, not what comes on it later", [
        ("11-02T10:00", "record", {"from": "2026-11-06T00:00", "until": "2026-11-07T00:00"}, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-02T12:00", "outage", {"from": "2026-11-12T00:00", "until": "2026-11-13T00:00"}, "x"),
        ("11-02T12:00", "outage", {"from": "2026-11-09T00:00", "until": "2026-11-10T00:00"}, "11-11T17:00"),
    ]),
    # limits in calendar days: the last day moves by calendar days, and is rolled once
    ("15 days", "a wait over a weekend leaves out its rest days too: 7, 8 and 9", [
        ("11-06T10:00", "ask_payment", {}, "11-17T17:00"),
        ("11-09T10:00", "settle_payment", {}, "11-20T17:00"),
    ]),
    ("15 days", "asked and paid on one day moves nothing", [
        ("11-06T07:30", "ask_payment", {}, "11-17T17:00"),
        ("11-06T23:59", "settle_payment", {}, "11-17T17:00"),
    ]),
    ("10 days", "the last day goes 12, Saturday 14, Sunday 15, Monday 16, Tuesday 17", [
        ("11-05T10:00", "ask_payment", {}, "11-12T17:00"),
        ("11-07T10:00", "settle_payment", {}, "11-16T17:00"),
        ("11-09T10:00", "ask_payment", {}, "11-16T17:00"),
        ("11-10T10:00", "settle_payment", {}, "11-16T17:00"),
        ("11-11T10:00", "ask_payment", {}, "11-16T17:00"),
        ("11-12T10:00", "settle_payment", {}, "11-16T17:00"),
        ("11-13T18:00", "outage", {"from": "2026-11-13T00:00", "until": "2026-11-14T00:00"}, "11-17T17:00"),
    ]),
    ("8 days", "a wait that begins after the limit ran out moves it by its days", [
        ("11-12T10:00", "ask_payment", {}, "11-10T17:00"),
        ("11-14T10:00", "settle_payment", {}, "11-12T17:00"),
    ]),
    ("12 days", "lost days take the last day from Saturday 14 to Sunday, Monday, Tuesday", [
        ("11-06T18:00", "outage", {"from": "2026-11-03T00:00", "until": "2026-11-04T00:00"}, "x"),
        ("11-06T18:00", "outage", {"from": "2026-11-04T00:00", "until": "2026-11-05T00:00"}, "x"),
        ("11-06T18:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-06T00:00"}, "11-17T17:00"),
    ]),
    ("12 days", "lost on the Monday a Saturday gave way to: the last day is Sunday, still due on Monday", [
        ("11-16T17:00", "outage", {"from": "2026-11-16T00:00", "until": "2026-11-18T00:00"}, "x"),
        ("11-16T17:00", "outage", {"from": "2026-11-12T00:00", "until": "2026-11-13T00:00"}, "x"),
        ("11-16T17:00", "outage", {"from": "2026-11-13T00:00", "until": "2026-11-14T00:00"}, "11-18T17:00"),
    ]),
    ("15 days", "days of rest and less than half a day are not lost, half a day is", [
        ("11-09T18:00", "outage", {"from": "2026-11-07T00:00", "until": "2026-11-09T00:00"}, "x"),
        ("11-09T18:00", "outage", {"from": "2026-11-09T07:30", "until": "2026-11-09T11:14"}, "x"),
        ("11-09T18:00", "outage", {"from": "2026-11-09T07:30", "until": "2026-11-09T11:15"}, "11-18T17:00"),
    ]),
    ("15 days", "the day of receipt, and what comes after the due day, is not in the limit", [
        ("11-16T18:00", "outage", {"from": "2026-11-02T09:00", "until": "2026-11-02T17:00"}, "x"),
        ("11-16T18:00", "outage", {"from": "2026-11-18T00:00", "until": "2026-11-19T00:00"}, "x"),
        ("11-16T18:00", "outage", {"from": "2026-11-16T00:00", "until": "2026-11-17T00:00"}, "11-19T17:00"),
    ]),
    ("15 days", "a day is left out once: 9 was waited, 10 is lost, 11 is waited alone", [
        ("11-06T10:00", "ask_payment", {}, "11-17T17:00"),
        ("11-09T10:00", "settle_payment", {}, "11-20T17:00"),
        ("11-09T18:00", "outage", {"from": "2026-11-09T00:00", "until": "2026-11-10T00:00"}, "x"),
        ("11-09T18:00", "outage", {"from": "2026-11-10T00:00", "until": "2026-11-11T00:00"}, "11-23T17:00"),
        ("11-09T19:00", "ask_payment", {}, "11-23T17:00"),
        ("11-11T10:00", "settle_payment", {}, "11-23T17:00"),
        ("11-12T10:00", "ask_payment", {}, "11-23T17:00"),
        ("11-13T10:00", "settle_payment", {}, "11-23T17:00"),
        ("11-16T10:00", "ask_payment", {}, "11-23T17:00"),
        ("11-17T10:00", "settle_payment", {}, "11-25T17:00"),
    ]),
    ("15 days", "the new date is the last day: Friday 20, then Saturday, Sunday, Monday, Tuesday 24", [
        ("11-16T10:00", "extend", {"to": "2026-11-20T11:30"}, "11-20T11:30"),
        ("11-17T10:00", "ask_payment", {}, "11-20T11:30"),
        ("11-17T11:00", "settle_payment", {}, "11-20T11:30"),
        ("11-17T12:00", "ask_payment", {}, "11-20T11:30"),
        ("11-18T10:00", "settle_payment", {}, "11-23T17:00"),
        ("11-18T11:00", "ask_payment", {}, "11-23T17:00"),
        ("11-20T10:00", "settle_payment", {}, "11-23T17:00"),
        ("11-20T11:00", "ask_payment", {}, "11-23T17:00"),
        ("11-21T10:00", "settle_payment", {}, "11-25T17:00"),
    ]),
    ("12 days", "a new date knows the record, and takes no days of the old count with it", [
        # the lost Thursday made Saturday 14 a Sunday, which the new date ends
        ("11-05T18:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-06T00:00"}, "x"),
        ("11-06T10:00", "extend", {"to": "2026-11-18T17:00"}, "11-18T17:00"),
        # nor does it take what was lost before it was set: Thursday 5, and Friday 6 with its day
        ("11-06T18:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-07T00:00"}, "x"),
        ("11-06T18:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-10T00:00"}, "11-19T17:00"),
    ]),
    ("12 days", "nor is what it knew of left out again: 18 was on record, 19 was not", [
        ("11-06T10:00", "record", {"from": "2026-11-18T00:00", "until": "2026-11-19T00:00"}, "11-16T17:00"),
        ("11-06T11:00", "extend", {"to": "2026-11-20T17:00"}, "11-20T17:00"),
        ("11-18T18:00", "outage", {"from": "2026-11-18T00:00", "until": "2026-11-19T00:00"}, "x"),
        # Friday 20 makes Saturday 21, due on Monday 23
        ("11-19T18:00", "outage", {"from": "2026-11-19T00:00", "until": "2026-11-20T00:00"}, "11-23T17:00"),
    ]),
    ("3 working_days", "nor a day that was left out, though it was lost behind the new minute: by the 5th alone", [
        ("11-02T10:00", "record", {"from": "2026-11-04T00:00", "until": "2026-11-05T00:00"}, "11-05T17:00"),
        ("11-02T11:00", "record", {"from": "2026-11-06T07:30", "until": "2026-11-06T17:00"}, "11-05T17:00"),
        ("11-02T12:00", "extend", {"to": "2026-11-06T07:30"}, "11-06T07:30"),
        ("11-05T18:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-06T00:00"}, "11-09T17:00"),
    ]),
    # the new date is a promise made when it was set: what was lost before moves it no more
    ("5 working_days", "put off on Thursday 5: 4 was lost before, 5 is its day, 6 counts", [
        ("11-05T10:00", "extend", {"to": "2026-11-12T11:30"}, "11-12T11:30"),
        ("11-05T11:00", "outage", WEDNESDAY, "x"),
        # after it on its day, and the whole of its day
        ("11-05T17:00", "outage", {"from": "2026-11-05T10:00", "until": "2026-11-05T17:00"}, "x"),
        ("11-05T17:00", "outage", THURSDAY, "x"),
        # across it: of 4, 5 and half of 6 the last
        ("11-06T17:00", "outage", {"from": "2026-11-04T00:00", "until": "2026-11-06T11:14"}, "x"),
        ("11-06T17:00", "outage", {"from": "2026-11-04T00:00", "until": "2026-11-06T11:15"}, "11-13T17:00"),
        ("11-09T10:00", "decide", {}, "11-13T17:00"),
    ]),
    ("5 working_days", "nor at the end of a wait, nor at the decision: 10 was waited, no more", [
        ("11-05T10:00", "extend", {"to": "2026-11-12T11:30"}, "11-12T11:30"),
        ("11-05T11:00", "record", {"from": "2026-11-03T00:00", "until": "2026-11-06T00:00"}, "11-12T11:30"),
        ("11-09T10:00", "ask_payment", {}, "11-12T11:30"),
        ("11-10T10:00", "settle_payment", {}, "11-13T17:00"),
        ("11-10T11:00", "decide", {}, "11-13T17:00"),
    ]),
    ("5 working_days", "put off on a Sunday: all of Monday counts", [
        ("11-08T10:00", "extend", {"to": "2026-11-12T17:00"}, "11-12T17:00"),
        ("11-09T08:00", "outage", FRIDAY, "x"),
        ("11-09T08:00", "outage", MONDAY, "11-13T17:00"),
    ]),
    ("12 days", "calendar days: of Wednesday 4 to Monday 9, put off on Friday 6, Monday alone", [
        ("11-06T10:00", "extend", {"to": "2026-11-18T17:00"}, "11-18T17:00"),
        ("11-06T18:00", "outage", WEDNESDAY, "x"),
        ("11-06T18:00", "outage", {"from": "2026-11-06T10:00", "until": "2026-11-06T17:00"}, "x"),
        ("11-09T18:00", "outage", {"from": "2026-11-04T00:00", "until": "2026-11-09T00:00"}, "x"),
        ("11-09T18:00", "outage", {"from": "2026-11-04T00:00", "until": "2026-11-10T00:00"}, "11-19T17:00"),
    ]),
    ("same_day", "from the same day on: put off on Tuesday 3, Wednesday 4 is the first that counts", [
        ("11-02T10:00", "ask_supplement", {}, "11-02T17:00"),
        ("11-03T15:01", "supplement", {}, "11-04T17:00"),
        ("11-03T15:30", "extend", {"to": "2026-11-05T10:00"}, "11-05T10:00"),
        ("11-03T17:00", "outage", {"from": "2026-11-03T15:01", "until": "2026-11-03T17:00"}, "x"),
        ("11-04T17:00", "outage", HALF_WEDNESDAY, "11-06T17:00"),
    ]),
    ("8 working_hours", "hours: to the minute. An hour before, and of three quarters one after", [
        ("11-02T11:00", "extend", {"to": "2026-11-03T15:00"}, "11-03T15:00"),
        ("11-02T11:10", "outage", {"from": "2026-11-02T09:30", "until": "2026-11-02T10:30"}, "x"),
        ("11-02T11:10", "outage", {"from": "2026-11-02T10:00", "until": "2026-11-02T11:00"}, "x"),
        ("11-02T11:20", "outage", {"from": "2026-11-02T10:30", "until": "2026-11-02T11:15"}, "11-03T15:15"),
        ("11-02T11:30", "decide", {}, "11-03T15:15"),
    ]),
    ("8 working_hours", "hours: from the minute on in which it was set", [
        ("11-02T11:00:45", "extend", {"to": "2026-11-03T15:00"}, "11-03T15:00"),
        ("11-02T11:10", "outage", {"from": "2026-11-02T10:00", "until": "2026-11-02T11:00:59"}, "x"),
        ("11-02T11:10", "outage", {"from": "2026-11-02T10:00", "until": "2026-11-02T11:01"}, "11-03T15:01"),
    ]),
    ("8 working_hours", "hours: known across it until 14:00, and until 14:30 it was not", [
        ("11-02T10:00", "record", {"from": "2026-11-02T10:30", "until": "2026-11-02T14:00"}, "11-03T09:30"),
        ("11-02T11:00", "extend", {"to": "2026-11-03T15:00"}, "11-03T15:00"),
        ("11-02T15:00", "outage", {"from": "2026-11-02T09:30", "until": "2026-11-02T14:00"}, "x"),
        ("11-02T15:00", "outage", {"from": "2026-11-02T09:30", "until": "2026-11-02T14:30"}, "11-03T15:30"),
        # what was known is known no longer: half an hour of the morning and half an hour of the afternoon
        ("11-02T15:10", "void", {"from": "2026-11-02T10:30", "until": "2026-11-02T14:00"}, "11-03T15:30"),
        ("11-02T15:20", "unmove", {"from": "2026-11-02T10:30", "until": "2026-11-02T14:00"}, "11-03T16:30"),
    ]),
    ("8 working_hours", "hours: known, after it and before the new moment, not again; known behind that, when reached", [
        ("11-02T10:00", "record", {"from": "2026-11-03T13:30", "until": "2026-11-03T14:30"}, "11-03T09:30"),
        ("11-02T10:00", "record", {"from": "2026-11-03T15:10", "until": "2026-11-03T15:20"}, "11-03T09:30"),
        ("11-02T11:00", "extend", {"to": "2026-11-03T15:00"}, "11-03T15:00"),
        ("11-03T14:50", "outage", {"from": "2026-11-03T13:30", "until": "2026-11-03T14:30"}, "x"),
        # a quarter of an hour takes it to 15:15, the ten minutes from 15:10 on to 15:25
        ("11-03T14:50", "outage", {"from": "2026-11-03T13:00", "until": "2026-11-03T14:45"}, "11-03T15:25"),
    ]),
    ("3 working_days", "known across it: 4, after it and before the new date, is not left out again", [
        ("11-02T10:00", "record", {"from": "2026-11-03T00:00", "until": "2026-11-05T00:00"}, "11-05T17:00"),
        ("11-03T11:00", "extend", {"to": "2026-11-09T11:30"}, "11-09T11:30"),
        ("11-03T12:00", "outage", TUESDAY, "x"),
        ("11-04T12:00", "outage", WEDNESDAY, "x"),
        ("11-06T12:00", "outage", FRIDAY, "11-10T17:00"),
    ]),
    ("3 working_days", "known and lost behind the new minute of its day: left out when it is moved on, 5 and then 6", [
        ("11-02T10:00", "record", {"from": "2026-11-06T10:00", "until": "2026-11-06T17:00"}, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-06T09:00"}, "11-06T09:00"),
        ("11-05T18:00", "outage", THURSDAY, "11-10T17:00"),
    ]),
    # a third of a day is 2 h 30
    ("3 working_days", "a third that was known and one that was not: of 3, of its day, and of 5", [
        ("11-03T17:00", "record", {"from": "2026-11-03T07:30", "until": "2026-11-03T10:00"}, "11-05T17:00"),
        ("11-03T17:00", "record", {"from": "2026-11-04T07:30", "until": "2026-11-04T10:00"}, "11-05T17:00"),
        ("11-03T17:00", "record", {"from": "2026-11-05T07:30", "until": "2026-11-05T10:00"}, "11-05T17:00"),
        ("11-04T10:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-04T17:00", "outage", {"from": "2026-11-03T13:30", "until": "2026-11-03T16:00"}, "x"),
        ("11-04T17:00", "outage", {"from": "2026-11-04T13:30", "until": "2026-11-04T16:00"}, "x"),
        ("11-05T17:00", "outage", {"from": "2026-11-05T13:30", "until": "2026-11-05T16:00"}, "11-11T17:00"),
    ]),
    ("12 days", "calendar days: a third and a third of Thursday 5, its day, and of Friday 6", [
        ("11-04T17:00", "record", {"from": "2026-11-05T07:30", "until": "2026-11-05T10:00"}, "11-16T17:00"),
        ("11-04T17:00", "record", {"from": "2026-11-06T07:30", "until": "2026-11-06T10:00"}, "11-16T17:00"),
        ("11-05T11:00", "extend", {"to": "2026-11-18T11:30"}, "11-18T11:30"),
        ("11-05T17:00", "outage", {"from": "2026-11-05T13:30", "until": "2026-11-05T16:00"}, "x"),
        ("11-06T17:00", "outage", {"from": "2026-11-06T13:30", "until": "2026-11-06T16:00"}, "11-19T17:00"),
    ]),
    ("3 working_days+", "a wait of before stands: 3 to 9 are left out once, and then 3 and 4 alone", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-03T10:00", "extend", {"to": "2026-11-16T11:30"}, "11-16T11:30"),
        ("11-03T11:00", "outage", WEDNESDAY, "x"),
        ("11-03T11:00", "outage", FRIDAY, "x"),
        # Friday 6 was not waited any more: it is lost
        ("11-04T10:00", "give_opinion", {}, "11-17T17:00"),
    ]),
    ("3 working_days", "voided, what lay before does not matter: of 3 to 5, put off on 4, Thursday alone", [
        ("11-03T17:00", "record", {"from": "2026-11-03T00:00", "until": "2026-11-06T00:00"}, "11-05T17:00"),
        ("11-04T10:00", "extend", {"to": "2026-11-09T11:30"}, "11-09T11:30"),
        ("11-04T11:00", "void", {"from": "2026-11-03T00:00", "until": "2026-11-06T00:00"}, "11-09T11:30"),
        ("11-04T12:00", "unmove", {"from": "2026-11-03T00:00", "until": "2026-11-06T00:00"}, "x"),
        ("11-04T13:00", "outage", {"from": "2026-11-03T00:00", "until": "2026-11-05T00:00"}, "x"),
        ("11-05T18:00", "outage", {"from": "2026-11-03T00:00", "until": "2026-11-06T00:00"}, "11-10T17:00"),
    ]),
    ("same_day", "begun again on the day of the extension: that day counts", [
        ("11-02T14:00", "outage", {"from": "2026-11-02T09:00", "until": "2026-11-02T14:00"}, "11-03T17:00"),
        ("11-02T14:10", "extend", {"to": "2026-11-05T10:00"}, "11-05T10:00"),
        ("11-02T14:20", "ask_supplement", {}, "11-05T10:00"),
        # before 15:00; two hours and a half until 17:00, half is 1 h 15
        ("11-02T14:30", "supplement", {}, "11-02T17:00"),
        ("11-02T15:44", "outage", {"from": "2026-11-02T14:30", "until": "2026-11-02T15:44"}, "x"),
        ("11-02T15:45", "outage", {"from": "2026-11-02T14:30", "until": "2026-11-02T15:45"}, "11-03T17:00"),
    ]),
    ("3 working_days", "begun again, nothing was known, and days and moments count from there: 5, 9 and 10", [
        ("11-02T10:00", "record", FRIDAY, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-03T10:00", "stop", {}, "11-10T10:00"),
        ("11-04T10:00", "reopen", {}, "11-10T17:00"),
        ("11-05T17:00", "outage", WEDNESDAY, "x"),
        ("11-05T17:00", "outage", THURSDAY, "11-11T17:00"),
    ]),
    ("8 working_hours", "hours: begun again at 11:20, what was known to the new date is lost to it", [
        ("11-02T10:00", "record", {"from": "2026-11-02T13:30", "until": "2026-11-02T14:30"}, "11-03T09:30"),
        ("11-02T11:00", "extend", {"to": "2026-11-03T15:00"}, "11-03T15:00"),
        ("11-02T11:10", "ask_supplement", {}, "11-03T15:00"),
        # ten minutes, 2 h 30 from 14:30 to 17:00, 4 h of Tuesday morning, 1 h 20 of its afternoon
        ("11-02T11:20", "supplement", {}, "11-03T14:50"),
        ("11-02T11:30", "outage", {"from": "2026-11-02T11:00", "until": "2026-11-02T11:25"}, "11-03T14:55"),
    ]),
    ("15 days", "a supplement counts all calendar days from zero: Saturday 5 December", [
        ("11-04T10:00", "ask_payment", {}, "11-17T17:00"),
        ("11-06T10:00", "settle_payment", {}, "11-19T17:00"),
        ("11-06T11:00", "ask_supplement", {}, "11-19T17:00"),
        ("11-20T10:00", "supplement", {}, "12-07T17:00"),
    ]),
    # five working days from the 5th are the 6th to the 12th, seven calendar days; the
    # last day is then the holiday of the 24th
    ("15 days+", "an opinion leaves out calendar days: at most 6 to 12, in the end 6 to 9", [
        ("11-05T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-25T17:00"),
        ("11-09T10:00", "give_opinion", {}, "11-23T17:00"),
    ]),
    ("15 days+", "two agencies and a payment leave the same calendar days out once", [
        ("11-05T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-25T17:00"),
        # 6 to 13, then in the end 6 to 9 with 7 to 13, then 6 to 10
        ("11-06T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-25T17:00"),
        ("11-09T10:00", "give_opinion", {}, "11-25T17:00"),
        ("11-09T11:00", "ask_payment", {}, "11-25T17:00"),
        ("11-10T10:00", "give_opinion", {}, "11-23T17:00"),
        # 10 is left out already, 11 and 12 are not: Sunday 22, Tuesday 24
        ("11-12T10:00", "settle_payment", {}, "11-25T17:00"),
    ]),
    # decided while an opinion is awaited, and what is on record at the decision
    ("3 working_days+", "decided while the opinion is awaited: 3 to 5 were waited, no more", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-05T10:00", "decide", {}, "11-10T17:00"),
        ("11-05T11:00", "give_opinion", {}, "x"),
    ]),
    ("3 working_days+", "nor is more left out than the most, however late it is decided", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-20T10:00", "decide", {}, "11-12T17:00"),
    ]),
    ("3 working_days+", "decided on the day of asking, nothing was waited", [
        ("11-06T09:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-06T16:00", "decide", {}, "11-05T17:00"),
    ]),
    ("3 working_days+", "two that are awaited both end with the decision: 5, 6 and 9", [
        ("11-04T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-05T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-13T17:00"),
        ("11-09T10:00", "decide", {}, "11-10T17:00"),
    ]),
    ("3 working_days+", "one that answered stays what it was: 3 and 4, and 5 to 6 for the other", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-04T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-16T17:00"),
        ("11-04T11:00", "give_opinion", {}, "11-16T17:00"),
        ("11-06T10:00", "decide", {}, "11-11T17:00"),
    ]),
    ("3 working_days+", "an opinion asked before the limit began again ends without moving it", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-03T10:00", "ask_supplement", {}, "11-12T17:00"),
        ("11-04T09:00", "supplement", {}, "11-09T17:00"),
        ("11-09T17:00", "decide", {}, "11-09T17:00"),
    ]),
    ("3 working_days+", "nor one asked before a new date was set", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-03T10:00", "extend", {"to": "2026-11-16T11:30"}, "11-16T11:30"),
        ("11-04T10:00", "decide", {}, "11-16T11:30"),
    ]),
    ("3 working_days", "where the procedure leaves nothing out, the decision gives nothing back", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-05T17:00"),
        ("11-06T10:00", "decide", {}, "11-05T17:00"),
    ]),
    ("8 working_hours+", "hours: what was waited until the decision, 2 h 15, of 9:30 makes 13:45", [
        # five working days from Tuesday: until Tuesday 10 at 17:00. Waited are 6 h 30 of
        # Tuesday (8:00 to 11:30, 13:30 to 17:00 are 7 h) and five days of 7 h 30, 44 h 30 in
        # all; from Tuesday 9:30 there are 5 h 30 that day, five more days are 37 h 30
        # (Tuesday 10 at 17:00), 1 h 30 are left: Wednesday 9:00
        ("11-03T08:00", "ask_opinion", {"limit": "2 working_days"}, "11-11T09:00"),
        ("11-03T10:15", "decide", {}, "11-03T13:45"),
    ]),
    # five working days from Monday 16 are 17 to 23: the last day is the holiday of the 24th
    ("15 days+", "calendar days: 17 to 20 were waited, the last day is Saturday 21", [
        ("11-16T09:00", "ask_opinion", {"limit": "2 working_days"}, "11-25T17:00"),
        ("11-20T10:00", "decide", {}, "11-23T17:00"),
    ]),
    ("3 working_days", "what was recorded and never carried counts at the decision", [
        ("11-05T12:00", "record", {"from": "2026-11-04T00:00", "until": "2026-11-05T00:00"}, "11-05T17:00"),
        ("11-06T10:00", "decide", {}, "11-06T17:00"),
        ("11-06T11:00", "record", {"from": "2026-11-05T00:00", "until": "2026-11-06T00:00"}, "11-06T17:00"),
    ]),
    ("3 working_days", "what was lost after the limit moves nothing at the decision either", [
        ("11-06T12:00", "record", {"from": "2026-11-06T00:00", "until": "2026-11-07T00:00"}, "11-05T17:00"),
        ("11-09T10:00", "decide", {}, "11-05T17:00"),
    ]),
    ("15 days", "recorded and never carried, calendar days: 16 and 17 are lost", [
        ("11-17T17:00", "record", {"from": "2026-11-16T00:00", "until": "2026-11-18T00:00"}, "11-17T17:00"),
        ("11-19T17:00", "decide", {}, "11-19T17:00"),
    ]),
    # a record that is voided, and the voiding carried
    ("3 working_days", "carried, voided, and the voiding carried: once each, and by its exact name", [
        ("11-04T16:00", "void", HALF_WEDNESDAY, "x"),
        ("11-04T17:00", "outage", HALF_WEDNESDAY, "11-06T17:00"),
        ("11-04T17:01", "unmove", HALF_WEDNESDAY, "x"),
        ("11-04T17:02", "void", {"from": "2026-11-04T07:30", "until": "2026-11-04T11:15:01"}, "x"),
        ("11-05T09:00", "void", HALF_WEDNESDAY, "11-06T17:00"),
        ("11-05T10:00", "void", HALF_WEDNESDAY, "x"),
        ("11-05T10:00", "unmove", {"from": "2026-11-04T07:30", "until": "2026-11-04T11:16"}, "x"),
        ("11-05T10:00", "unmove", HALF_WEDNESDAY, "11-05T17:00"),
        ("11-05T11:00", "unmove", HALF_WEDNESDAY, "x"),
        # recorded again right: 2 h 30 in the morning and 1 h 15 after lunch
        ("11-05T12:00", "outage", {"from": "2026-11-04T09:00", "until": "2026-11-04T14:45"}, "11-06T17:00"),
        ("11-05T13:00", "unmove", HALF_WEDNESDAY, "x"),
        # and then the first was right after all
        ("11-05T14:00", "outage", HALF_WEDNESDAY, "x"),
        ("11-05T15:00", "void", HALF_WEDNESDAY, "11-06T17:00"),
    ]),
    ("3 working_days", "voided before the limit begins again: 5, 6 and 9, and nothing moves until 9 is lost", [
        ("11-02T10:00", "ask_supplement", {}, "11-05T17:00"),
        ("11-02T11:00", "record", FRIDAY, "11-05T17:00"),
        ("11-02T12:00", "void", FRIDAY, "11-05T17:00"),
        ("11-04T10:00", "supplement", {}, "11-09T17:00"),
        ("11-04T11:00", "unmove", FRIDAY, "x"),
        # 5, 6 and 10
        ("11-09T17:00", "record", MONDAY, "11-09T17:00"),
        ("11-09T18:00", "unmove", FRIDAY, "11-10T17:00"),
        ("11-09T19:00", "unmove", FRIDAY, "x"),
    ]),
    ("3 working_days", "voided while it is stopped: the whole limit again, without it", [
        ("11-02T10:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-02T11:00", "stop", {}, "11-06T17:00"),
        ("11-02T12:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-02T13:00", "unmove", WEDNESDAY, "x"),
        ("11-03T08:00", "reopen", {}, "11-06T17:00"),
        ("11-03T09:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "carried where an outage could be: not while a supplement is awaited", [
        ("11-03T10:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-03T11:00", "ask_payment", {}, "11-06T17:00"),
        ("11-03T11:30", "void", WEDNESDAY, "11-06T17:00"),
        ("11-03T12:00", "unmove", WEDNESDAY, "11-05T17:00"),
        ("11-03T13:00", "settle_payment", {}, "11-05T17:00"),
        ("11-03T14:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-03T15:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-03T16:00", "ask_supplement", {}, "11-06T17:00"),
        ("11-03T16:30", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "the end of a wait finds the date without it", [
        ("11-02T10:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-02T11:00", "ask_payment", {}, "11-06T17:00"),
        ("11-02T12:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-02T13:00", "settle_payment", {}, "11-05T17:00"),
        ("11-02T14:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "a day that was waited and lost is waited still: 3 and 4", [
        ("11-02T10:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-02T11:00", "ask_payment", {}, "11-06T17:00"),
        ("11-04T12:00", "settle_payment", {}, "11-09T17:00"),
        ("11-04T13:00", "void", WEDNESDAY, "11-09T17:00"),
        ("11-04T14:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days+", "nor does the answer of an opinion take it in: 3 and 4 were waited, 5 was lost", [
        ("11-02T10:00", "outage", THURSDAY, "11-06T17:00"),
        # 3 to 9 are left out, 5 of them once: 6, 9, 10, 11 and 12 of Friday 6 and four more
        ("11-02T11:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T17:00"),
        ("11-03T10:00", "void", THURSDAY, "11-12T17:00"),
        ("11-03T11:00", "unmove", THURSDAY, "x"),
        ("11-04T10:00", "give_opinion", {}, "11-09T17:00"),
    ]),
    ("3 working_days", "another that is carried finds the date without it: 5 and 6 are lost, 4 is not", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T09:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-07T00:00"}, "11-09T17:00"),
        ("11-05T10:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "as today, one that loses no day carries along whatever else would move the date", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T09:00", "outage", EARLY_TUESDAY, "11-05T17:00"),
        ("11-05T10:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "one that comes in its place moves nothing, voided it does: any voiding takes out both", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T09:00", "outage", TUESDAY, "x"),
        ("11-05T10:00", "unmove", WEDNESDAY, "x"),
        ("11-05T11:00", "void", TUESDAY, "11-06T17:00"),
        # neither is lost: 3, 4 and 5
        ("11-05T12:00", "unmove", TUESDAY, "11-05T17:00"),
        ("11-05T13:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "the voiding carries along what was recorded only: 5 and 6 are lost, 4 is not", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "record", {"from": "2026-11-05T00:00", "until": "2026-11-07T00:00"}, "11-06T17:00"),
        ("11-05T09:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T10:00", "unmove", WEDNESDAY, "11-09T17:00"),
    ]),
    ("3 working_days", "one that was known and changed nothing: its voiding carries whatever else moves the date", [
        ("11-03T09:00", "record", {"from": "2026-11-03T07:30", "until": "2026-11-03T08:30"}, "11-05T17:00"),
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "record", {"from": "2026-11-05T00:00", "until": "2026-11-07T00:00"}, "11-06T17:00"),
        ("11-05T09:00", "void", {"from": "2026-11-03T07:30", "until": "2026-11-03T08:30"}, "11-06T17:00"),
        # 4, 5 and 6 are lost: 3, 9 and 10
        ("11-05T10:00", "unmove", {"from": "2026-11-03T07:30", "until": "2026-11-03T08:30"}, "11-10T17:00"),
        ("11-05T11:00", "void", WEDNESDAY, "11-10T17:00"),
        # 5 and 6 are: 3, 4 and 9
        ("11-05T12:00", "unmove", {"from": "2026-11-03T07:30", "until": "2026-11-03T08:30"}, "11-09T17:00"),
        ("11-05T13:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "so does the voiding of one that was recorded only: 5 is lost, 3 never was", [
        ("11-03T17:00", "record", TUESDAY, "11-05T17:00"),
        ("11-03T18:00", "void", TUESDAY, "11-05T17:00"),
        ("11-03T19:00", "record", THURSDAY, "11-05T17:00"),
        ("11-03T20:00", "unmove", TUESDAY, "11-06T17:00"),
        ("11-05T18:00", "decide", {}, "11-06T17:00"),
    ]),
    ("3 working_days", "what holds has no voiding to carry, whatever would move; of two alike one is enough", [
        ("11-04T17:00", "record", WEDNESDAY, "11-05T17:00"),
        ("11-04T17:01", "unmove", WEDNESDAY, "x"),
        ("11-04T17:02", "record", WEDNESDAY, "11-05T17:00"),
        ("11-04T17:03", "unmove", WEDNESDAY, "x"),
        ("11-04T17:04", "void", WEDNESDAY, "11-05T17:00"),
        # the other loses 4: 3, 5 and 6
        ("11-04T17:05", "unmove", WEDNESDAY, "11-06T17:00"),
        ("11-04T17:06", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "what comes as another goes leaves the date, though it had moved it: refused", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T17:00", "record", THURSDAY, "11-06T17:00"),
        ("11-05T18:00", "void", WEDNESDAY, "11-06T17:00"),
        # 3, 4 and 6 instead of 3, 5 and 6
        ("11-05T19:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "two hours and two hours lose the day, two hours do not", [
        ("11-03T17:00", "record", EARLY_TUESDAY, "11-05T17:00"),
        ("11-03T17:00", "outage", LATE_TUESDAY, "11-06T17:00"),
        ("11-04T08:00", "void", EARLY_TUESDAY, "11-06T17:00"),
        ("11-04T09:00", "unmove", EARLY_TUESDAY, "11-05T17:00"),
        ("11-04T10:00", "void", LATE_TUESDAY, "11-05T17:00"),
        ("11-04T11:00", "unmove", LATE_TUESDAY, "x"),
    ]),
    ("3 working_days", "both voided: either voiding is carried, and not the other", [
        ("11-03T17:00", "record", EARLY_TUESDAY, "11-05T17:00"),
        ("11-03T17:00", "outage", LATE_TUESDAY, "11-06T17:00"),
        ("11-04T08:00", "void", EARLY_TUESDAY, "11-06T17:00"),
        ("11-04T09:00", "void", LATE_TUESDAY, "11-06T17:00"),
        ("11-04T10:00", "unmove", LATE_TUESDAY, "11-05T17:00"),
        ("11-04T11:00", "unmove", EARLY_TUESDAY, "x"),
    ]),
    ("3 working_days", "the day stays lost while the other loses it alone", [
        ("11-04T16:00", "record", WEDNESDAY, "11-05T17:00"),
        ("11-04T17:00", "outage", HALF_WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T09:00", "unmove", WEDNESDAY, "x"),
        ("11-05T10:00", "void", HALF_WEDNESDAY, "11-06T17:00"),
        ("11-05T11:00", "unmove", HALF_WEDNESDAY, "11-05T17:00"),
        ("11-05T12:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "of three times two hours any two lose the day", [
        ("11-03T17:00", "record", EARLY_TUESDAY, "11-05T17:00"),
        ("11-03T17:00", "record", {"from": "2026-11-03T09:30", "until": "2026-11-03T11:30"}, "11-05T17:00"),
        ("11-03T17:00", "outage", LATE_TUESDAY, "11-06T17:00"),
        ("11-04T08:00", "void", EARLY_TUESDAY, "11-06T17:00"),
        ("11-04T08:00", "unmove", EARLY_TUESDAY, "x"),
        ("11-04T08:00", "void", {"from": "2026-11-03T09:30", "until": "2026-11-03T11:30"}, "11-06T17:00"),
        ("11-04T08:00", "void", LATE_TUESDAY, "11-06T17:00"),
        ("11-04T09:00", "unmove", EARLY_TUESDAY, "11-05T17:00"),
    ]),
    ("3 working_days", "recorded twice, it is voided twice", [
        ("11-04T16:00", "record", WEDNESDAY, "11-05T17:00"),
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T09:00", "unmove", WEDNESDAY, "x"),
        ("11-05T10:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T11:00", "void", WEDNESDAY, "x"),
        ("11-05T12:00", "unmove", WEDNESDAY, "11-05T17:00"),
        ("11-05T13:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "a new date stands without what it knew, not with what came on it later", [
        ("11-02T10:00", "record", FRIDAY, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-02T12:00", "void", FRIDAY, "11-10T10:00"),
        ("11-02T13:00", "unmove", FRIDAY, "x"),
        ("11-09T17:00", "outage", MONDAY, "11-11T17:00"),
        ("11-09T18:00", "void", MONDAY, "11-11T17:00"),
        ("11-09T19:00", "unmove", MONDAY, "11-10T10:00"),
        ("11-09T20:00", "decide", {}, "11-10T10:00"),
    ]),
    ("3 working_days", "a new date stands where what it moved on was in the date", [
        ("11-03T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-03T18:00", "extend", {"to": "2026-11-09T11:30"}, "11-09T11:30"),
        ("11-03T19:00", "void", WEDNESDAY, "11-09T11:30"),
        ("11-03T20:00", "unmove", WEDNESDAY, "x"),
        ("11-04T09:00", "decide", {}, "11-09T11:30"),
    ]),
    ("3 working_days", "what it knew and what came later lost Monday together: two hours alone do not", [
        ("11-02T10:00", "record", EARLY_MONDAY, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-09T17:00", "outage", LATE_MONDAY, "11-11T17:00"),
        ("11-09T18:00", "void", EARLY_MONDAY, "11-11T17:00"),
        ("11-09T19:00", "unmove", EARLY_MONDAY, "11-10T10:00"),
    ]),
    ("3 working_days", "recorded again right, it is a record that the leader did not know", [
        ("11-02T10:00", "record", FRIDAY, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-06T17:00", "outage", {"from": "2026-11-06T07:30", "until": "2026-11-06T17:00"}, "x"),
        ("11-06T18:00", "void", FRIDAY, "11-10T10:00"),
        ("11-06T19:00", "ask_payment", {}, "11-10T10:00"),
        ("11-06T20:00", "settle_payment", {}, "11-11T17:00"),
    ]),
    ("3 working_days", "of two alike the later one is voided: the one that the leader knew holds", [
        ("11-02T10:00", "record", FRIDAY, "11-05T17:00"),
        ("11-02T11:00", "extend", {"to": "2026-11-10T10:00"}, "11-10T10:00"),
        ("11-02T12:00", "record", FRIDAY, "11-10T10:00"),
        ("11-02T13:00", "void", FRIDAY, "11-10T10:00"),
        ("11-09T10:00", "decide", {}, "11-10T10:00"),
    ]),
    ("3 working_days", "an extension is judged by the date that stands", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-05T09:00", "extend", {"to": "2026-11-06T11:30"}, "x"),
        ("11-05T09:00", "extend", {"to": "2026-11-09T11:30"}, "11-09T11:30"),
        ("11-05T10:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("3 working_days", "the decision takes it in no more, carried or not, and then all is said", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-06T10:00", "decide", {}, "11-05T17:00"),
    ]),
    ("3 working_days", "voided after the decision: the verdict stands", [
        ("11-04T17:00", "outage", WEDNESDAY, "11-06T17:00"),
        ("11-06T10:00", "decide", {}, "11-06T17:00"),
        ("11-06T11:00", "void", WEDNESDAY, "11-06T17:00"),
        ("11-06T12:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("same_day", "the day that was lost is the due day again, however late it is", [
        ("11-02T17:00", "outage", {"from": "2026-11-02T09:00", "until": "2026-11-02T14:00"}, "11-03T17:00"),
        ("11-03T08:00", "void", {"from": "2026-11-02T09:00", "until": "2026-11-02T14:00"}, "11-03T17:00"),
        ("11-03T09:00", "unmove", {"from": "2026-11-02T09:00", "until": "2026-11-02T14:00"}, "11-02T17:00"),
    ]),
    ("3 working_days", "the due day that was moved on was lost too, and is not reached any more", [
        ("11-04T17:00", "record", FRIDAY, "11-05T17:00"),
        ("11-04T18:00", "outage", WEDNESDAY, "11-09T17:00"),
        ("11-05T08:00", "void", WEDNESDAY, "11-09T17:00"),
        ("11-05T09:00", "unmove", WEDNESDAY, "11-05T17:00"),
        ("11-05T10:00", "void", FRIDAY, "11-05T17:00"),
        ("11-05T11:00", "unmove", FRIDAY, "x"),
    ]),
    ("8 working_hours", "minutes come back, those that the other took stay out", [
        # due Tuesday 9:30; the first takes 11:00 to 11:30 and 13:30 to 14:00, an hour
        ("11-02T16:00", "outage", {"from": "2026-11-02T11:00", "until": "2026-11-02T14:00"}, "11-03T10:30"),
        # both until 15:00: two hours
        ("11-02T16:30", "outage", {"from": "2026-11-02T13:30", "until": "2026-11-02T15:00"}, "11-03T11:30"),
        ("11-02T16:40", "void", {"from": "2026-11-02T11:00", "until": "2026-11-02T14:00"}, "11-03T11:30"),
        ("11-02T16:50", "unmove", {"from": "2026-11-02T11:00", "until": "2026-11-02T14:00"}, "11-03T11:00"),
        ("11-02T16:50", "void", {"from": "2026-11-02T13:30", "until": "2026-11-02T15:00"}, "11-03T11:00"),
        ("11-02T16:55", "unmove", {"from": "2026-11-02T13:30", "until": "2026-11-02T15:00"}, "11-03T09:30"),
    ]),
    ("8 working_hours", "no minute comes back that another took, nor one that was waited", [
        ("11-02T10:00", "record", {"from": "2026-11-02T13:30", "until": "2026-11-02T14:00"}, "11-03T09:30"),
        ("11-02T10:10", "outage", {"from": "2026-11-02T11:30", "until": "2026-11-02T15:00"}, "11-03T11:00"),
        ("11-02T10:20", "void", {"from": "2026-11-02T13:30", "until": "2026-11-02T14:00"}, "11-03T11:00"),
        ("11-02T10:30", "unmove", {"from": "2026-11-02T13:30", "until": "2026-11-02T14:00"}, "x"),
        # 14:30 to 16:30 is waited, half an hour of it was lost: an hour and a half more
        ("11-02T14:30", "ask_payment", {}, "11-03T11:00"),
        ("11-02T16:30", "settle_payment", {}, "11-03T14:30"),
        # 13:30 to 14:30 comes back
        ("11-02T16:35", "void", {"from": "2026-11-02T11:30", "until": "2026-11-02T15:00"}, "11-03T14:30"),
        ("11-02T16:40", "unmove", {"from": "2026-11-02T11:30", "until": "2026-11-02T15:00"}, "11-03T11:30"),
    ]),
    ("8 working_hours", "hours: a new date stands, what was lost later and before it goes out again", [
        ("11-02T10:00", "outage", {"from": "2026-11-02T14:00", "until": "2026-11-02T15:00"}, "11-03T10:30"),
        ("11-02T11:00", "extend", {"to": "2026-11-03T15:00"}, "11-03T15:00"),
        # an hour that was known, and half an hour that was not
        ("11-02T16:00", "outage", {"from": "2026-11-02T14:00", "until": "2026-11-02T15:30"}, "11-03T15:30"),
        ("11-02T16:10", "void", {"from": "2026-11-02T14:00", "until": "2026-11-02T15:30"}, "11-03T15:30"),
        ("11-02T16:20", "unmove", {"from": "2026-11-02T14:00", "until": "2026-11-02T15:30"}, "11-03T15:00"),
        ("11-02T16:30", "void", {"from": "2026-11-02T14:00", "until": "2026-11-02T15:00"}, "11-03T15:00"),
        ("11-02T16:40", "unmove", {"from": "2026-11-02T14:00", "until": "2026-11-02T15:00"}, "x"),
    ]),
    ("12 days", "calendar days: the last day goes from Tuesday 17 to Monday, Sunday, Saturday", [
        ("11-06T18:00", "outage", TUESDAY, "x"),
        ("11-06T18:00", "outage", WEDNESDAY, "x"),
        ("11-06T18:00", "outage", THURSDAY, "11-17T17:00"),
        ("11-09T08:00", "void", TUESDAY, "11-17T17:00"),
        ("11-09T09:00", "unmove", TUESDAY, "11-16T17:00"),
        ("11-09T10:00", "void", WEDNESDAY, "11-16T17:00"),
        ("11-09T11:00", "unmove", WEDNESDAY, "x"),
        # though nobody took Wednesday back it is lost no more: Saturday and one is Sunday
        ("11-09T12:00", "outage", FRIDAY, "x"),
        ("11-10T12:00", "outage", MONDAY, "11-17T17:00"),
    ]),
    ("planned", "nothing to take back", [
        ("11-02T10:00", "outage", WEDNESDAY, "x"),
        ("11-02T11:00", "void", WEDNESDAY, None),
        ("11-02T12:00", "unmove", WEDNESDAY, "x"),
    ]),
    ("planned", "a decision gives a planned procedure no due moment", [
        ("11-02T11:00", "record", {"from": "2026-11-02T00:00", "until": "2026-11-03T00:00"}, None),
        ("11-04T11:00", "decide", {}, None),
    ]),
    ("planned", "a planned procedure has no due moment to move", [
        ("11-02T10:00", "ask_payment", {}, None),
        ("11-04T10:00", "settle_payment", {}, None),
        ("11-04T11:00", "extend", {"to": "2026-12-01T17:00"}, "x"),
    ]),
    ("3 working_days", "what is out of order changes nothing", [
        ("11-02T10:00", "supplement", {}, "x"),
        ("11-02T10:00", "settle_payment", {}, "x"),
        ("11-02T10:00", "reopen", {}, "x"),
        ("11-02T10:00", "ask_payment", {}, "11-05T17:00"),
        ("11-02T10:00", "ask_supplement", {}, "x"),
        ("11-02T10:00", "decide", {}, "x"),
        ("11-02T10:00", "extend", {"to": "2026-11-16T17:00"}, "x"),
        ("11-02T10:00", "withdraw", {}, "11-05T17:00"),
        ("11-02T10:00", "settle_payment", {}, "x"),
    ]),
]


# The same for that office that changes its hours on Wednesday 4 and Thursday 12.
CHANGED_HISTORIES = [
    # waits
    ("1 working_days", "waited 3 and 4: the close of Thursday", [
        ("11-02T10:00", "ask_payment", {}, "11-03T17:00"),
        ("11-04T10:00", "settle_payment", {}, "11-05T16:30"),
    ]),
    ("7 working_days", "a day waited before the change moves it behind the next", [
        ("11-02T10:00", "ask_payment", {}, "11-11T16:30"),
        ("11-03T10:00", "settle_payment", {}, "11-12T14:30"),
    ]),
    ("8 days", "calendar days: 4 and 5 of Tuesday 10, then two more: Saturday 14", [
        ("11-03T10:00", "ask_payment", {}, "11-10T16:30"),
        ("11-05T10:00", "settle_payment", {}, "11-12T14:30"),
        ("11-06T10:00", "ask_payment", {}, "11-12T14:30"),
        ("11-08T10:00", "settle_payment", {}, "11-16T14:30"),
    ]),
    ("8 working_hours", "hours: what was waited is measured where it lay, and used up where it comes to lie", [
        # Tuesday 9:00 to 16:00: 2 h 30 and 2 h 30; from 9:30 2 h, and 3 h of the afternoon
        ("11-03T09:00", "ask_payment", {}, "11-03T09:30"),
        ("11-03T16:00", "settle_payment", {}, "11-03T16:30"),
        # an hour of Tuesday and one of Wednesday: half an hour until 17:00, then 1 h 30
        ("11-03T16:00", "ask_payment", {}, "11-03T16:30"),
        ("11-04T09:00", "settle_payment", {}, "11-04T09:30"),
        # two hours more: used up when the morning ends
        ("11-04T09:00", "ask_payment", {}, "11-04T09:30"),
        ("11-04T11:00", "settle_payment", {}, "11-04T11:30"),
        # 13:00 to 13:30, which was lunch on Tuesday
        ("11-04T12:30", "ask_payment", {}, "11-04T11:30"),
        ("11-04T13:30", "settle_payment", {}, "11-04T13:30"),
        # 16:30 to 8:00: nothing
        ("11-04T16:30", "ask_payment", {}, "11-04T13:30"),
        ("11-05T08:00", "settle_payment", {}, "11-04T13:30"),
    ]),
    ("8 working_hours", "seven hours of Tuesday are a whole day of Wednesday's", [
        # Tuesday 8:00 to 17:00: 3 h 30 and 3 h 30; from 9:30 5 h 30 until 17:00, then 1 h 30
        ("11-03T08:00", "ask_payment", {}, "11-03T09:30"),
        ("11-03T17:00", "settle_payment", {}, "11-04T09:30"),
        # and the whole of Wednesday: 2 h, 3 h 30, and 1 h 30 of Thursday
        ("11-04T08:00", "ask_payment", {}, "11-04T09:30"),
        ("11-04T16:30", "settle_payment", {}, "11-05T09:30"),
    ]),
    ("14 working_hours", "half an hour and 6 h 30 of the day without lunch, used up at its close", [
        ("11-10T16:00", "ask_supplement", {}, "11-04T08:30"),
        # half an hour of Tuesday 10, seven of Wednesday, 6 h 30 of Thursday
        ("11-10T16:00", "supplement", {}, "11-12T14:30"),
        # Thursday 11:00 to 13:30: two hours and a half
        ("11-12T11:00", "ask_payment", {}, "11-12T14:30"),
        ("11-12T13:30", "settle_payment", {}, "11-13T10:30"),
    ]),
    # the limit begins again
    ("same_day", "a supplement that comes before the cut and after the new close", [
        ("11-02T10:00", "ask_supplement", {}, "11-02T17:00"),
        ("11-11T14:30", "supplement", {}, "11-11T16:30"),
        ("11-11T15:00", "ask_supplement", {}, "11-11T16:30"),
        ("11-12T14:30", "supplement", {}, "11-13T14:30"),
    ]),
    ("8 working_hours", "reopened on Tuesday at 16:00: one hour, and the seven of Wednesday", [
        ("11-03T15:00", "stop", {}, "11-03T09:30"),
        ("11-03T16:00", "reopen", {}, "11-04T16:30"),
    ]),
    # opinions: five working days are left out
    ("3 working_days+", "an opinion: 3 to 9 of Thursday 5, in the end 3 and 4", [
        ("11-02T10:00", "ask_opinion", {"limit": "2 working_days"}, "11-12T14:30"),
        ("11-04T10:00", "give_opinion", {}, "11-09T16:30"),
    ]),
    ("8 working_hours+", "an opinion, hours: 7 h of Tuesday and 35 h, of which 5 h 30 fit into Tuesday", [
        # five working days from Tuesday: until Tuesday 10 at 16:30. From Tuesday 9:30 there
        # are 5 h 30 that day and five days of 7 h; 1 h 30 of 42 h are left: Wednesday 9:30
        ("11-03T08:00", "ask_opinion", {"limit": "2 working_days"}, "11-11T09:30"),
        # 8:00 to 11:30, 13:30 to 17:00, 8:00 to 8:30: 7 h 30
        ("11-04T08:30", "decide", {}, "11-04T10:00"),
    ]),
    # a day that is lost
    ("3 working_days", "3 h 30 lose Wednesday, and do not lose Tuesday", [
        ("11-03T17:00", "outage", {"from": "2026-11-03T08:00", "until": "2026-11-03T11:30"}, "x"),
        ("11-04T17:00", "outage", {"from": "2026-11-04T08:00", "until": "2026-11-04T11:30"}, "11-06T16:30"),
        # a quarter of an hour more
        ("11-04T18:00", "outage", {"from": "2026-11-03T16:45", "until": "2026-11-03T17:00"}, "11-09T16:30"),
    ]),
    ("3 working_days", "only what is office time on Wednesday counts there", [
        # 3 h of the afternoon
        ("11-04T18:00", "outage", {"from": "2026-11-04T13:30", "until": "2026-11-04T17:00"}, "x"),
        # before the office opens, after it has closed, and at noon
        ("11-04T18:00", "outage", {"from": "2026-11-04T07:00", "until": "2026-11-04T08:00"}, "x"),
        ("11-04T18:00", "outage", {"from": "2026-11-04T16:30", "until": "2026-11-04T20:00"}, "x"),
        ("11-04T18:00", "outage", {"from": "2026-11-04T11:30", "until": "2026-11-04T13:29"}, "x"),
        ("11-04T18:00", "outage", {"from": "2026-11-04T11:30", "until": "2026-11-04T13:30"}, "11-06T16:30"),
    ]),
    ("3 working_days", "one over the night: 3 h 44 of Tuesday, 3 h 30 of Wednesday", [
        ("11-04T18:00", "record", {"from": "2026-11-03T11:16", "until": "2026-11-04T11:29"}, "11-05T16:30"),
        ("11-04T18:00", "outage", {"from": "2026-11-03T11:16", "until": "2026-11-04T11:29"}, "x"),
        ("11-04T18:00", "outage", {"from": "2026-11-03T11:16", "until": "2026-11-04T11:30"}, "11-06T16:30"),
        ("11-04T18:00", "outage", {"from": "2026-11-03T11:15", "until": "2026-11-04T11:29"}, "11-09T16:30"),
    ]),
    ("9 working_days", "3 h 15 lose Thursday 12, noon is as good as any time", [
        ("11-12T18:00", "outage", {"from": "2026-11-12T10:00", "until": "2026-11-12T13:14"}, "x"),
        ("11-12T18:00", "outage", {"from": "2026-11-11T13:00", "until": "2026-11-11T16:15"}, "x"),
        ("11-12T18:00", "outage", {"from": "2026-11-12T10:00", "until": "2026-11-12T13:15"}, "11-16T14:30"),
    ]),
    ("9 days", "calendar days: 3 h 30 of Tuesday and of Wednesday, Wednesday 11 makes Thursday", [
        ("11-04T18:00", "outage", {"from": "2026-11-03T13:30", "until": "2026-11-03T17:00"}, "x"),
        ("11-04T18:00", "outage", {"from": "2026-11-04T13:00", "until": "2026-11-04T16:30"}, "11-12T14:30"),
        # and the due day that it gets
        ("11-12T14:30", "outage", {"from": "2026-11-12T08:00", "until": "2026-11-12T11:15"}, "11-13T14:30"),
    ]),
    ("same_day", "from day to day over the change: half of 6 h, of 7 h 30, of 7 h", [
        ("11-02T17:00", "outage", {"from": "2026-11-02T13:30", "until": "2026-11-02T16:30"}, "11-03T17:00"),
        ("11-03T17:00", "outage", {"from": "2026-11-03T13:00", "until": "2026-11-03T17:00"}, "x"),
        ("11-03T17:00", "outage", {"from": "2026-11-03T07:30", "until": "2026-11-03T07:45"}, "11-04T16:30"),
        ("11-04T16:30", "outage", {"from": "2026-11-04T13:00", "until": "2026-11-04T16:30"}, "11-05T16:30"),
    ]),
    ("same_day", "received on Thursday 12 at 12:30, two hours before the new close: half is one", [
        ("11-12T09:00", "ask_supplement", {}, "11-02T17:00"),
        ("11-12T12:30", "supplement", {}, "11-12T14:30"),
        ("11-12T14:30", "outage", {"from": "2026-11-12T13:31", "until": "2026-11-12T17:00"}, "x"),
        ("11-12T14:30", "outage", {"from": "2026-11-12T13:30", "until": "2026-11-12T17:00"}, "11-13T14:30"),
    ]),
    ("1 working_days", "put off to Wednesday 10:00: two hours of that day lie before it, half is one", [
        ("11-02T10:00", "extend", {"to": "2026-11-04T10:00"}, "11-04T10:00"),
        ("11-04T10:00", "outage", {"from": "2026-11-04T07:30", "until": "2026-11-04T08:30"}, "x"),
        ("11-04T10:00", "outage", {"from": "2026-11-04T09:31", "until": "2026-11-04T17:00"}, "x"),
        ("11-04T10:00", "outage", {"from": "2026-11-04T09:30", "until": "2026-11-04T17:00"}, "11-05T16:30"),
    ]),
    # minutes that are lost
    ("14 working_hours", "lost on Tuesday, made up for on Wednesday", [
        # due Wednesday 8:30: Monday 6 h, Tuesday 7 h 30, half an hour
        ("11-03T18:00", "outage", {"from": "2026-11-03T16:00", "until": "2026-11-03T18:00"}, "11-04T09:30"),
        # 2 h 30, half an hour of which is left out already: used up when the morning ends
        ("11-03T18:00", "outage", {"from": "2026-11-03T14:00", "until": "2026-11-03T16:30"}, "11-04T11:30"),
        # 8:00 to 8:15 of Wednesday, with the night before it
        ("11-04T09:00", "outage", {"from": "2026-11-03T17:00", "until": "2026-11-04T08:15"}, "11-04T13:15"),
        # 11:00 to 11:30 and 13:00 to 13:15
        ("11-04T13:15", "outage", {"from": "2026-11-04T11:00", "until": "2026-11-04T13:15"}, "11-04T14:00"),
    ]),
    ("8 working_hours", "the last minute of the old hours is reached, and then one more", [
        # due Tuesday 9:30. Monday 10:00 to 17:00 is 5 h, 9:30 to 10:00 half an hour
        ("11-03T08:00", "outage", {"from": "2026-11-02T10:00", "until": "2026-11-02T17:00"}, "11-03T16:30"),
        ("11-03T08:00", "outage", {"from": "2026-11-02T09:30", "until": "2026-11-02T10:00"}, "11-03T17:00"),
        # what is lost after the limit moves nothing, until the limit comes there
        ("11-03T17:00", "outage", {"from": "2026-11-03T17:00", "until": "2026-11-04T16:00"}, "x"),
        # a minute: 7 h of Wednesday are lost but for half an hour, which is enough
        ("11-03T17:00", "outage", {"from": "2026-11-02T09:29", "until": "2026-11-02T09:30"}, "11-04T16:01"),
        # half an hour: used up with the day of 7 h; and a minute more
        ("11-03T17:00", "outage", {"from": "2026-11-02T09:00", "until": "2026-11-02T09:29"}, "11-04T16:30"),
        ("11-04T16:30", "outage", {"from": "2026-11-04T16:00", "until": "2026-11-04T16:01"}, "11-05T08:01"),
    ]),
    ("14 working_hours", "voided, the minutes come back as they went", [
        ("11-03T18:00", "outage", {"from": "2026-11-03T16:00", "until": "2026-11-03T17:00"}, "11-04T09:30"),
        ("11-04T08:00", "outage", {"from": "2026-11-04T07:30", "until": "2026-11-04T08:15"}, "11-04T09:45"),
        ("11-04T08:30", "void", {"from": "2026-11-03T16:00", "until": "2026-11-03T17:00"}, "11-04T09:45"),
        ("11-04T08:40", "unmove", {"from": "2026-11-03T16:00", "until": "2026-11-03T17:00"}, "11-04T08:45"),
    ]),
    ("3 working_days", "voided, a day of 7 h is counted again", [
        ("11-04T18:00", "outage", {"from": "2026-11-04T08:00", "until": "2026-11-04T11:30"}, "11-06T16:30"),
        ("11-05T08:00", "void", {"from": "2026-11-04T08:00", "until": "2026-11-04T11:30"}, "11-06T16:30"),
        ("11-05T09:00", "unmove", {"from": "2026-11-04T08:00", "until": "2026-11-04T11:30"}, "11-05T16:30"),
    ]),
    # a new date
    ("3 working_days", "put off by the hours of that day, whatever they are when it is put off", [
        ("11-03T10:00", "extend", {"to": "2026-11-06T17:00"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-06T16:31"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-06T12:59:59"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-06T07:30"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-06T07:59:59"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-12T14:31"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-12T16:30"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-11T12:00"}, "x"),
        ("11-03T10:00", "extend", {"to": "2026-11-12T12:00"}, "11-12T12:00"),
    ]),
    ("3 working_days", "the new opening minute", [
        ("11-04T10:00", "extend", {"to": "2026-11-06T08:00"}, "11-06T08:00"),
    ]),
    ("3 working_days", "the close of Wednesday 11 is not yet that of Thursday", [
        ("11-04T10:00", "extend", {"to": "2026-11-11T16:30"}, "11-11T16:30"),
        ("11-09T10:00", "ask_payment", {}, "11-11T16:30"),
        ("11-10T10:00", "settle_payment", {}, "11-12T14:30"),
    ]),
    ("3 working_days", "13:00, which was lunch on Tuesday", [
        ("11-04T10:00", "extend", {"to": "2026-11-06T13:00"}, "11-06T13:00"),
    ]),
    ("1 working_days", "put off by the old hours to the closing minute of the new", [
        ("11-02T10:00", "extend", {"to": "2026-11-04T16:30:59"}, "11-04T16:30:59.000"),
    ]),
    ("8 working_hours", "hours: put off behind the change, and moved on from there", [
        ("11-02T10:00", "extend", {"to": "2026-11-04T09:00"}, "11-04T09:00"),
        # Tuesday 13:00 to 17:00: 3 h 30, 2 h 30 until the morning ends and one of the afternoon
        ("11-03T18:00", "outage", {"from": "2026-11-03T13:00", "until": "2026-11-03T17:00"}, "11-04T14:00"),
    ]),
]


FORWARDED = "nothing moves"


class Lives(unittest.TestCase):
    def test_histories_worked_by_hand(self):
        self.live(Office(VIETNAM, EIGHT), HISTORIES)

    def test_histories_while_hours_change_worked_by_hand(self):
        self.live(Office(VIETNAM, EIGHT, hours_since=SINCE), CHANGED_HISTORIES)

    def test_a_change_to_the_same_hours_changes_no_history(self):
        since = {"2026-11-%02d" % day: EIGHT for day in range(1, 31)}
        self.live(Office(VIETNAM, EIGHT, hours_since=since), HISTORIES)

    def live(self, office, histories):
        """Each history, as the comment above them says."""
        for limit, why, life in histories:
            life = [("11-02T09:00", "forward", {}, FORWARDED)] + life
            events = [dict(at="2026-" + at, kind=kind, **more) for at, kind, more, _ in life]
            history = {"received": "2026-11-02T09:00", "limit": limit.rstrip("+"), "events": events}
            if limit.endswith("+"):
                history["opinion_most"] = "5 working_days"
            given = answer(history, office)
            due = given["dues"][0]
            for index, (at, kind, _, expected) in enumerate(life):
                with self.subTest(why=why, at=at, kind=kind):
                    self.assertEqual(index in given["refused"], expected == "x")
                    if expected is FORWARDED:
                        continue
                    if expected == "x":
                        self.assertEqual(given["dues"][index + 1], due)
                    else:
                        due = given["dues"][index + 1]
                        self.assertEqual(due and text(due), expected and "2026-" + expected)

    def test_what_is_on_record_before_the_receipt_counts(self):
        office = Office(VIETNAM, EIGHT)
        for recorded, due in [
            ([], "2026-11-05T17:00"),
            ([["2026-11-04T00:00", "2026-11-05T00:00"]], "2026-11-06T17:00"),
            ([["2026-11-01T00:00", "2026-11-02T17:00"]], "2026-11-05T17:00"),
            ([["2026-11-04T13:30", "2026-11-04T16:00"], ["2026-11-04T07:30", "2026-11-04T09:00"]],
             "2026-11-06T17:00"),
        ]:
            history = {"received": "2026-11-02T09:00", "limit": "3 working_days", "events": []}
            with self.subTest(recorded=recorded):
                self.assertEqual(text(answer(history | {"recorded": recorded}, office)["due"]), due)

    def test_voided_before_and_after_the_acceptance(self):
        """Received on Monday 2/11 with Wednesday 4/11 on record: Friday. One that was voided
        before is not on record, and cannot be voided; with nothing else on it, nothing moves."""
        office = Office(VIETNAM, EIGHT)
        events = [dict(WEDNESDAY, at="2026-11-03T09:00", kind=kind)
                  for kind in ("unmove", "void", "void", "unmove", "unmove")]
        history = {"received": "2026-11-02T09:00", "limit": "3 working_days", "events": events}
        wednesday = [WEDNESDAY["from"], WEDNESDAY["until"]]
        for recorded, refused, dues in [
            ([], [0, 1, 2, 3, 4], [5, 5, 5, 5, 5, 5]),
            ([wednesday], [0, 2, 4], [6, 6, 6, 6, 5, 5]),
            ([wednesday, wednesday], [0, 4], [6, 6, 6, 6, 5, 5]),
        ]:
            with self.subTest(recorded=recorded):
                given = answer(history | {"recorded": recorded}, office)
                self.assertEqual(given["refused"], refused)
                self.assertEqual([text(due) for due in given["dues"]], ["2026-11-%02dT17:00" % d for d in dues])

    def test_voided_is_as_if_it_had_never_been_recorded(self):
        """Whatever is on record beside it, and whether the voiding is carried or not."""
        office = Office(VIETNAM, EIGHT)
        all_records = [TUESDAY, EARLY_TUESDAY, LATE_TUESDAY, HALF_WEDNESDAY, THURSDAY, FRIDAY, MONDAY]
        for limit in "same_day", "8 working_hours", "3 working_days", "4 days":
            for voided in all_records:
                for other in all_records:
                    for third in all_records:
                        on_record = [[one["from"], one["until"]] for one in (other, third)]
                        without = {"received": "2026-11-02T09:00", "limit": limit, "recorded": on_record,
                                   "events": [{"at": "2026-11-02T09:00", "kind": "forward"},
                                              {"at": "2026-11-10T09:00", "kind": "decide"}]}
                        mistake = dict(voided, at="2026-11-02T10:00")
                        void = [mistake | {"kind": "outage"}, mistake | {"kind": "void"}]
                        carried = void + [mistake | {"kind": "unmove"}]
                        forward, decide = without["events"]
                        due = answer(without, office)["due"]
                        for more in void, carried:
                            given = answer(without | {"events": [forward] + more + [decide]}, office)
                            self.assertEqual(given["due"], due)
                        # the voiding is carried where the outage was
                        self.assertEqual(given["dues"][-2], due)
                        self.assertEqual(1 in given["refused"], 3 in given["refused"])

    def test_thirty_days_over_the_lunar_new_year(self):
        """Friday 16/1 and 30 days: Sunday 15/2, in Tết, so Monday 23/2. The waits move the
        last day by 4, 4 and 1: 19/2, still Tết, then 23/2 itself, then 24/2."""
        events = [
            {"at": "2026-01-16T09:00", "kind": "forward"},
            {"at": "2026-01-19T09:00", "kind": "ask_payment"},
            {"at": "2026-01-23T09:00", "kind": "settle_payment"},
            {"at": "2026-01-26T09:00", "kind": "ask_payment"},
            {"at": "2026-01-30T09:00", "kind": "settle_payment"},
            {"at": "2026-02-02T09:00", "kind": "ask_payment"},
            {"at": "2026-02-03T09:00", "kind": "settle_payment"},
        ]
        history = {"received": "2026-01-16T09:00", "limit": "30 days", "events": events}
        given = answer(history, Office(VIETNAM, EIGHT))
        self.assertEqual(given["refused"], [])
        self.assertEqual([text(due)[5:] for due in given["dues"]], ["02-23T17:00"] * 7 + ["02-24T17:00"])

    def test_lost_before_the_receipt_of_calendar_days(self):
        """30 days from Saturday 31/10 are Monday 30/11; the lost day of receipt is none of them."""
        recorded = [["2026-10-31T00:00", "2026-11-03T00:00"], ["2026-11-24T00:00", "2026-11-25T00:00"]]
        history = {"received": "2026-10-31T09:00", "limit": "30 days", "events": [], "recorded": recorded}
        # Monday 2/11 is lost, 24/11 is a holiday
        self.assertEqual(text(answer(history, Office(VIETNAM, EIGHT))["due"]), "2026-12-01T17:00")

    def test_calendar_days_counted_one_by_one_give_the_same(self):
        """One wait inside the limit: the so-manieth day that was not waited, rolled once."""
        office = Office(VIETNAM, EIGHT)
        received = moment("2026-11-02T09:00")
        for count in range(3, 30):
            for asked in range(count):
                for waited in range(12):
                    begins, ends = (received + days * DAY_MS for days in (asked, asked + waited))
                    events = [
                        {"at": received, "kind": "forward"},
                        {"at": begins, "kind": "ask_payment"},
                        {"at": ends, "kind": "settle_payment"},
                    ]
                    history = {"received": received, "limit": "%d days" % count, "events": events}
                    day, left = day_of(received), count
                    while left:
                        day += timedelta(days=1)
                        if not day_of(begins) < day <= day_of(ends):
                            left -= 1
                    while not office.is_worked(day):
                        day += timedelta(days=1)
                    self.assertEqual(day_of(answer(history, office)["due"]), day)

    def verdict(self, limit, decided, *events, most=None):
        """The due moment and the verdict, received and forwarded on Monday 2/11 at 9:00."""
        events = [dict(at=at, kind=kind, **more) for at, kind, more in events]
        events = [{"at": "2026-11-02T09:00", "kind": "forward"}] + events + [{"at": decided, "kind": "decide"}]
        history = {"received": "2026-11-02T09:00", "limit": limit, "events": events, "opinion_most": most}
        given = answer(history, Office(VIETNAM, EIGHT))
        self.assertEqual(given["refused"], [])
        self.assertEqual(given["due"], given["dues"][-1])
        return given["due"] and text(given["due"]), given["on_time"]

    def test_on_time_is_within_the_promised_minute(self):
        for at, on_time in [
            ("2026-11-05T17:00", True), ("2026-11-05T17:00:30", True), ("2026-11-05T17:00:59.999", True),
            ("2026-11-05T17:01:00", False), ("2026-11-05T17:01:30", False),
        ]:
            self.assertEqual(self.verdict("3 working_days", at), ("2026-11-05T17:00", on_time))
        self.assertEqual(self.verdict("planned", "2026-12-31T23:59"), (None, True))
        # hours from 9:00:00, and a new date with seconds, which nobody printed
        self.assertEqual(self.verdict("1 working_hours", "2026-11-02T10:00:59"), ("2026-11-02T10:00", True))
        self.assertEqual(self.verdict("1 working_hours", "2026-11-02T10:01:00"), ("2026-11-02T10:00", False))
        put_off = ("2026-11-03T09:00", "extend", {"to": "2026-11-06T10:00:30"})
        self.assertTrue(self.verdict("3 working_days", "2026-11-06T10:00:59", put_off)[1])
        self.assertFalse(self.verdict("3 working_days", "2026-11-06T10:01:00", put_off)[1])

    def test_the_verdict_when_an_opinion_is_awaited(self):
        asked = ("2026-11-09T09:00", "ask_opinion", {"limit": "3 working_days"})
        # due Thursday 5/11; Tuesday 10/11 was waited, one day: Friday 6/11
        late = self.verdict("3 working_days", "2026-11-10T09:00", asked, most="10 working_days")
        self.assertEqual(late, ("2026-11-06T17:00", False))
        # asked in time, on Wednesday: 5, 6, 9 and 10 were waited, Thursday 5 plus four is Wednesday 11
        asked = ("2026-11-04T09:00", "ask_opinion", {"limit": "3 working_days"})
        good = self.verdict("3 working_days", "2026-11-10T09:00", asked, most="10 working_days")
        self.assertEqual(good, ("2026-11-11T17:00", True))
        # hours: due Tuesday 9:30, waited from 10:00 to 11:00, one hour: 10:30
        asked = ("2026-11-03T10:00", "ask_opinion", {"limit": "2 working_hours"})
        late = self.verdict("8 working_hours", "2026-11-03T11:00", asked, most="5 working_days")
        self.assertEqual(late, ("2026-11-03T10:30", False))
        # calendar days: 8 days are Tuesday 10; asked on Thursday 12, decided on Saturday 14
        asked = ("2026-11-12T09:00", "ask_opinion", {"limit": "3 working_days"})
        late = self.verdict("8 days", "2026-11-14T09:00", asked, most="10 working_days")
        self.assertEqual(late, ("2026-11-12T17:00", False))

    def test_the_verdict_takes_in_what_is_on_record(self):
        lost = ("2026-11-05T12:00", "record", {"from": "2026-11-04T00:00", "until": "2026-11-05T00:00"})
        good = self.verdict("3 working_days", "2026-11-06T17:00:59", lost)
        self.assertEqual(good, ("2026-11-06T17:00", True))
        late = self.verdict("3 working_days", "2026-11-06T17:01", lost)
        self.assertEqual(late, ("2026-11-06T17:00", False))
        # both at once: 3 was waited, Wednesday 4 is lost; Thursday 5 plus two is Monday 9
        asked = ("2026-11-02T10:00", "ask_opinion", {"limit": "2 working_days"})
        more = ("2026-11-03T10:00", "record", {"from": "2026-11-04T00:00", "until": "2026-11-05T00:00"})
        good = self.verdict("3 working_days", "2026-11-03T11:00", asked, more, most="5 working_days")
        self.assertEqual(good, ("2026-11-09T17:00", True))

    def test_the_verdict_takes_in_nothing_that_was_voided(self):
        outage = ("2026-11-04T17:00", "outage", WEDNESDAY)
        void = ("2026-11-05T09:00", "void", WEDNESDAY)
        for decided, events, verdict in [
            ("2026-11-06T17:00", [outage], ("2026-11-06T17:00", True)),
            ("2026-11-06T17:00", [outage, void], ("2026-11-05T17:00", False)),
            ("2026-11-05T17:00", [outage, void], ("2026-11-05T17:00", True)),
            ("2026-11-06T17:00", [outage, void, ("2026-11-05T10:00", "record", WEDNESDAY)],
             ("2026-11-06T17:00", True)),
        ]:
            self.assertEqual(self.verdict("3 working_days", decided, *events), verdict)

    def test_the_verdict_by_the_close_of_the_due_day(self):
        """Two working days are Wednesday 4, which closes at 16:30."""
        for decided, on_time in [("2026-11-04T16:30:59", True), ("2026-11-04T16:31", False)]:
            events = [{"at": "2026-11-02T09:00", "kind": "forward"}, {"at": decided, "kind": "decide"}]
            history = {"received": "2026-11-02T09:00", "limit": "2 working_days", "events": events}
            given = answer(history, Office(VIETNAM, EIGHT, hours_since=SINCE))
            self.assertEqual((text(given["due"]), given["on_time"]), ("2026-11-04T16:30", on_time))

    def test_on_record_before_the_receipt_and_hours_that_change(self):
        """3 h 30 are half of Wednesday's day and not of Tuesday's."""
        for day, due in [("03", "2026-11-05T16:30"), ("04", "2026-11-06T16:30")]:
            recorded = [["2026-11-%sT08:00" % day, "2026-11-%sT11:30" % day]]
            history = {"received": "2026-11-02T09:00", "limit": "3 working_days", "events": [], "recorded": recorded}
            self.assertEqual(text(answer(history, Office(VIETNAM, EIGHT, hours_since=SINCE))["due"]), due)

    def test_a_refused_decision_works_nothing_out(self):
        events = [
            {"at": "2026-11-02T10:00", "kind": "record", "from": "2026-11-04T00:00", "until": "2026-11-05T00:00"},
            {"at": "2026-11-02T11:00", "kind": "decide"},
        ]
        history = {"received": "2026-11-02T09:00", "limit": "3 working_days", "events": events}
        given = answer(history, Office(VIETNAM, EIGHT))
        self.assertEqual((given["refused"], given["on_time"]), ([1], None))
        self.assertEqual(text(given["due"]), "2026-11-05T17:00")


class Plain(unittest.TestCase):
    def test_cases_worked_by_hand(self):
        for received, limit, hours, due, why in BY_HAND:
            office = Office(VIETNAM, hours)
            with self.subTest(received=received, limit=limit, why=why):
                self.assertEqual(text(office.base_due(moment(received), limit)), due)

    def test_planned_has_no_due_moment(self):
        self.assertIsNone(Office(VIETNAM, EIGHT).base_due(moment("2026-11-23T09:00"), "planned"))

    def test_a_year_without_a_calendar_is_said(self):
        with self.assertRaises(Uncovered):
            Office(VIETNAM, EIGHT).base_due(moment("2027-12-31T09:00"), "1 working_days")

    def test_hours_minute_by_minute_give_the_same(self):
        """The walk by spans against a walk that looks at every minute."""
        office = Office(VIETNAM, EIGHT)
        for received, limit, hours, due, _ in BY_HAND:
            if not limit.endswith("working_hours"):
                continue
            office = Office(VIETNAM, hours)
            at, left = whole_minute(moment(received)), int(limit.split(" ")[0]) * 60
            while left:
                if any(a <= at < b for a, b in office.spans(day_of(at))):
                    left -= 1
                at += MINUTE_MS
            self.assertEqual(text(at), due)

    def test_hours_that_change_worked_by_hand(self):
        for received, limit, due, why in CHANGED_BY_HAND:
            office = Office(VIETNAM, EIGHT, hours_since=SINCE)
            with self.subTest(received=received, limit=limit, why=why):
                self.assertEqual(text(office.base_due(moment(received), limit)), due)

    def test_hours_that_change_minute_by_minute_give_the_same(self):
        """A walk over every minute that chooses the hours of its day by itself."""
        for received, limit, due, _ in CHANGED_BY_HAND:
            if not limit.endswith("working_hours"):
                continue
            at, left = whole_minute(moment(received)), int(limit.split(" ")[0]) * 60
            while left:
                day, clock = text(at).split("T")
                minute = int(clock[:2]) * 60 + int(clock[3:])
                hours = EIGHT if day < "2026-11-04" else SHORT if day < "2026-11-12" else THROUGH
                rests = day in ("2026-11-07", "2026-11-08")
                if not rests and any(a <= minute < b for a, b in hours):
                    left -= 1
                at += MINUTE_MS
            self.assertEqual(text(at), due)

    def test_the_days_from_which_on_hours_change(self):
        for since, received, limit, due, why in [
            ({}, "2026-11-03T09:00", "1 working_days", "2026-11-04T17:00", "none"),
            ({"2020-01-01": SHORT}, "2026-11-03T09:00", "1 working_days", "2026-11-04T16:30",
             "before the calendar begins"),
            ({"2030-01-01": SHORT}, "2026-11-03T09:00", "1 working_days", "2026-11-04T17:00",
             "after it ends"),
            ({"2026-11-12": THROUGH, "2026-11-04": SHORT}, "2026-11-11T09:00", "1 working_days",
             "2026-11-12T14:30", "in whatever order they are said"),
            ({"2026-11-07": SHORT}, "2026-11-05T09:00", "1 working_days", "2026-11-06T17:00",
             "Saturday: still the old ones on Friday"),
            ({"2026-11-07": SHORT}, "2026-11-05T09:00", "2 days", "2026-11-09T16:30",
             "Saturday: the new ones on Monday"),
            ({"2026-11-07": SHORT}, "2026-11-06T16:30", "1 working_hours", "2026-11-09T08:30",
             "half an hour of Friday"),
            ({"2026-11-07": SHORT, "2026-11-08": THROUGH}, "2026-11-06T16:30", "1 working_hours",
             "2026-11-09T08:30", "nobody worked by the first"),
            ({"2026-08-22": SHORT}, "2026-08-21T16:30", "1 working_hours", "2026-08-22T08:30",
             "the make-up Saturday is worked, by the new ones"),
            ({"2026-11-04": SHORT, "2026-11-05": EIGHT}, "2026-11-03T15:01", "same_day",
             "2026-11-04T16:30", "a single day"),
            ({"2026-11-04": SHORT, "2026-11-05": EIGHT}, "2026-11-04T15:01", "same_day",
             "2026-11-05T17:00", "and as before"),
        ]:
            office = Office(VIETNAM, EIGHT, hours_since=since)
            with self.subTest(why=why):
                self.assertEqual(text(office.base_due(moment(received), limit)), due)

    def test_a_close_that_comes_later_from_a_day_on(self):
        office = Office(VIETNAM, THROUGH, hours_since={"2026-11-05": EIGHT})
        for received, due in [
            ("2026-11-04T14:29", "2026-11-04T14:30"),
            ("2026-11-04T14:45", "2026-11-05T17:00"),
            ("2026-11-05T14:45", "2026-11-05T17:00"),
        ]:
            self.assertEqual(text(office.base_due(moment(received), "same_day")), due)

    def test_the_days_worked_are_the_same_whatever_their_hours(self):
        plain, changed = Office(VIETNAM, EIGHT), Office(VIETNAM, EIGHT, hours_since=SINCE)
        day = plain.first
        while day <= plain.last:
            self.assertEqual(plain.is_worked(day), changed.is_worked(day))
            day += timedelta(days=1)

    def test_a_change_to_the_same_hours_changes_nothing(self):
        since = {"2026-%02d-01" % month: EIGHT for month in range(1, 13)}
        for received, limit, hours, due, why in BY_HAND:
            if hours is EIGHT:
                with self.subTest(received=received, limit=limit, why=why):
                    office = Office(VIETNAM, EIGHT, hours_since=since)
                    self.assertEqual(text(office.base_due(moment(received), limit)), due)


class Lines(unittest.TestCase):
    """What goes in and out."""

    def dues(self, *lines):
        """The last due moment or the refusals of each history."""
        given = io.StringIO()
        asked = io.StringIO("".join(json.dumps(line) + "\n" for line in lines))
        with mock.patch("sys.stdin", asked), mock.patch("sys.stdout", given):
            main()
        answers = [json.loads(line) for line in given.getvalue().splitlines()]
        return [one["refused"] or text(one["due"])[5:] for one in answers]

    def test_hours_since_belong_to_the_line_with_hours(self):
        office = {"calendar": VIETNAM, "hours": EIGHT}
        asked = {"received": "2026-11-02T09:00", "limit": "2 working_days", "events": []}
        changed = office | {"hours_since": SINCE}
        self.assertEqual(
            self.dues(office, asked, changed, asked, asked, office, asked, changed | asked, asked),
            ["11-04T17:00", "11-04T16:30", "11-04T16:30", "11-04T17:00", "11-04T16:30", "11-04T16:30"],
        )

    def test_the_agency_that_is_asked_has_hours_of_its_own(self):
        """Asked on Tuesday at 9:00 for one working day, the most that is left out: refused
        where the other closes later than the office on Wednesday. Else 4 is left out, and
        three working days are due on Friday 6."""
        asked = {"received": "2026-11-02T09:00", "limit": "3 working_days", "opinion_most": "1 working_days",
                 "events": [{"at": "2026-11-02T09:00", "kind": "forward"},
                            {"at": "2026-11-03T09:00", "kind": "ask_opinion", "limit": "1 working_days"}]}
        for hours, due in [
            # nothing is said of the other: the hours of the office, and they change as there
            ({}, "11-06T17:00"),
            ({"hours_since": SINCE}, "11-06T16:30"),
            # its own hours do not change where the office's do
            ({"hours_since": SINCE, "other_hours": EIGHT}, [1]),
            ({"hours_since": SINCE, "other_hours": SHORT}, "11-06T16:30"),
            ({"hours_since": SINCE, "other_hours_since": {}}, [1]),
            # they change, from what the office has or from others
            ({"hours_since": SINCE, "other_hours_since": {"2026-11-04": SHORT}}, "11-06T16:30"),
            ({"hours_since": SINCE, "other_hours_since": {"2026-11-05": SHORT}}, [1]),
            ({"hours_since": SINCE, "other_hours": EIGHT, "other_hours_since": {"2026-11-04": THROUGH}},
             "11-06T16:30"),
            ({"other_hours": SHORT, "other_hours_since": {"2026-11-05": FULL}}, "11-06T17:00"),
            ({"other_hours": SHORT, "other_hours_since": {"2026-11-04": [[480, 1021]]}}, [1]),
        ]:
            with self.subTest(hours=hours):
                self.assertEqual(self.dues({"calendar": VIETNAM, "hours": EIGHT} | hours, asked), [due])

    def test_an_opinion_in_hours_runs_by_the_hours_of_each(self):
        """Asked on Tuesday at 16:00 for eight hours: the office has until Wednesday 16:30."""
        asked = {"received": "2026-11-02T09:00", "limit": "3 working_days", "opinion_most": "8 working_hours",
                 "events": [{"at": "2026-11-02T09:00", "kind": "forward"},
                            {"at": "2026-11-03T16:00", "kind": "ask_opinion", "limit": "8 working_hours"}]}
        office = {"calendar": VIETNAM, "hours": EIGHT, "hours_since": SINCE}
        for since, due in [
            ({}, "11-06T16:30"),                       # 7:30-11:30, 13:30-16:30
            ({"2026-11-04": FULL}, "11-06T16:30"),     # 7:00-11:30, 13:30-16:00
            ({"2026-11-04": THROUGH}, [1]),            # 6 h 30, and half an hour of Thursday
            ({"2026-11-03": THROUGH}, [1]),            # nothing of Tuesday
        ]:
            with self.subTest(since=since):
                self.assertEqual(self.dues(office | {"other_hours_since": since}, asked), [due])


if __name__ == "__main__":
    unittest.main()
