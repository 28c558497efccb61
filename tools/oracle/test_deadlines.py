"""The oracle against cases worked out by hand from the law text."""

import json
import os
import unittest

from deadlines import answer
from office import MINUTE_MS, Office, Uncovered, day_of, moment, text, whole_minute

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

    def test_on_time_is_not_after_the_due_moment(self):
        office = Office(VIETNAM, EIGHT)
        for at, on_time in [("2026-11-05T17:00", True), ("2026-11-05T17:00:00.001", False)]:
            events = [{"at": "2026-11-02T09:00", "kind": "forward"}, {"at": at, "kind": "decide"}]
            history = {"received": "2026-11-02T09:00", "limit": "3 working_days", "events": events}
            self.assertEqual(answer(history, office)["on_time"], on_time)


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
