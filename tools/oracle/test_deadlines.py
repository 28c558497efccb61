"""The oracle against cases worked out by hand from the law text."""

import json
import os
import unittest
from datetime import timedelta

from deadlines import answer
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
        ("11-06T17:00", "outage", {"from": "2026-11-06T08:46", "until": "2026-11-06T17:00"}, "x"),
        ("11-06T17:00", "outage", {"from": "2026-11-06T08:45", "until": "2026-11-06T17:00"}, "11-09T17:00"),
    ]),
    ("2 working_days", "a whole week lost moves it behind the week", [
        ("11-09T08:00", "outage", {"from": "2026-11-03T00:00", "until": "2026-11-06T23:59"}, "11-10T17:00"),
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
        ("11-16T18:00", "outage", {"from": "2026-11-16T00:00", "until": "2026-11-18T00:00"}, "x"),
        ("11-16T18:00", "outage", {"from": "2026-11-12T00:00", "until": "2026-11-13T00:00"}, "x"),
        ("11-16T18:00", "outage", {"from": "2026-11-13T00:00", "until": "2026-11-14T00:00"}, "11-18T17:00"),
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
        ("11-06T18:00", "outage", {"from": "2026-11-05T00:00", "until": "2026-11-07T00:00"}, "11-19T17:00"),
    ]),
    ("12 days", "nor is what it knew of left out again: 18 was on record, 19 was not", [
        ("11-06T10:00", "record", {"from": "2026-11-18T00:00", "until": "2026-11-19T00:00"}, "11-16T17:00"),
        ("11-06T11:00", "extend", {"to": "2026-11-20T17:00"}, "11-20T17:00"),
        ("11-18T18:00", "outage", {"from": "2026-11-18T00:00", "until": "2026-11-19T00:00"}, "x"),
        # Friday 20 makes Saturday 21, due on Monday 23
        ("11-19T18:00", "outage", {"from": "2026-11-19T00:00", "until": "2026-11-20T00:00"}, "11-23T17:00"),
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
        ("11-17T18:00", "record", {"from": "2026-11-16T00:00", "until": "2026-11-18T00:00"}, "11-17T17:00"),
        ("11-19T17:00", "decide", {}, "11-19T17:00"),
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


FORWARDED = "nothing moves"


class Lives(unittest.TestCase):
    def test_histories_worked_by_hand(self):
        office = Office(VIETNAM, EIGHT)
        for limit, why, life in HISTORIES:
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


if __name__ == "__main__":
    unittest.main()
