"""Dossiers of several agencies against cases worked out by hand from readings 24 to 37."""

import unittest

from deadlines import agencies_of, answer
from office import text
from test_deadlines import EIGHT, FULL, VIETNAM

HERE, TAX, LAND = "H57.101", "H57.301", "H57.302"
AGENCIES = agencies_of({"calendar": VIETNAM, "agencies": {
    HERE: {"hours": EIGHT},     # 07:30-11:30, 13:30-17:00
    TAX: {"hours": FULL},       # 07:00-11:30, 13:30-17:00
    LAND: {"hours": EIGHT},
}})
# 24 hours for the 1,710 minutes from Monday 09:00 to Thursday 17:00: 142, 570, 428, 570 and none.
STEPS = [
    {"duty": "reception", "agency": None, "hours": 2},
    {"duty": "case", "agency": None, "hours": 8},
    {"duty": "case", "agency": TAX, "hours": 6},
    {"duty": "leader", "agency": None, "hours": 8},
    {"duty": "reception", "agency": None, "hours": 0},
]
# The same 24 hours where the tax office and the land registry work beside each other: 428 and 285.
BESIDE = [
    {"duty": "reception", "agency": None, "hours": 2},
    {"duty": "case", "agency": None, "hours": 8},
    {"duty": "case", "agency": TAX, "beside": True, "hours": 6},
    {"duty": "case", "agency": LAND, "beside": True, "hours": 4},
    {"duty": "leader", "agency": None, "hours": 8},
    {"duty": "reception", "agency": None, "hours": 0},
]


def lived(events, now, staffed=(HERE, TAX), most=None, steps=STEPS):
    """The answer to a life that begins on Monday 2 March 2026 at 09:00; its days as text."""
    kept = []
    for at, kind, by, *more in events:
        kept.append({"at": "2026-03-" + at, "kind": kind, "by": by, **dict(*more)})
    history = {
        "received": "2026-03-02T09:00", "limit": "3 working_days", "steps": steps, "receives": HERE,
        "decides": HERE, "staffed": staffed, "now": "2026-03-" + now, "events": kept,
    }
    if most:
        history["opinion_most"] = most
    told = answer(history, None, None, AGENCIES)
    told["shares"] = [until and text(until)[8:] for until in told["shares"]]
    told["due"] = text(told["due"])[8:]
    return told


class Shares(unittest.TestCase):
    def test_each_agency_has_its_share_by_its_own_hours(self):
        told = lived([
            ("02T10:00", "forward", HERE),
            ("03T14:30", "forward", HERE),
            ("03T16:00", "hand_back", TAX),
            ("03T16:30", "ask_payment", HERE),
            ("05T09:00", "settle_payment", HERE),
            ("05T09:30", "forward", HERE),
            ("06T08:00", "forward", TAX),
            ("09T09:00", "decide", HERE),
        ], "09T10:00")
        self.assertEqual(told["shares"], [
            "02T11:22",     # 142 minutes from 09:00
            "03T14:00",     # 570 from 10:00
            "04T13:38",     # 428 by the hours of the tax office
            "03T14:00",     # what it had was used up by then
            None,           # the person has it
            "03T14:00",
            "06T07:08",     # 338 are left of the 428
            "09T10:00",     # 570 for the leader
            None,           # the result is there
        ])
        self.assertEqual((told["due"], told["on_time"]), ("09T17:00", True), "two days were the person's")
        self.assertEqual([line[3:] for line in told["ledger"]], [
            [60, 142, 60, 0],
            [600, 570, 600, 30],
            [90, 428, 90, 0],
            [30, 570, 630, 30],
            [570, None, 0, 0],
            [30, 570, 660, 30],
            [390, 428, 480, 52],
            [510, 570, 510, 0],
            [60, None, 0, 0],
        ])
        early = ["early", 0]
        # The desk that asked for the money had it for an hour of its own, with the person's days between.
        self.assertEqual(told["slips"], [early, ["overdue", 30], early, ["overdue", 60], ["overdue", 52], early])
        self.assertEqual(told["agencies"], {HERE: [1290, 90], TAX: [480, 52]})

    def test_a_reply_is_recorded_where_nobody_signs_in(self):
        for word, desk in [("done", "leader 3"), ("refused", "case 1"), ("needs_money", "case 1")]:
            reply = ("03T10:00", "record_reply", HERE, {"word": word})
            told = lived([("02T10:00", "forward", HERE), ("02T11:00", "forward", HERE), reply], "03T10:00", (HERE,))
            self.assertEqual(told["desks"][2:], [TAX + " case 2", HERE + " " + desk], word)
        told = lived([("02T10:00", "forward", HERE), ("02T11:00", "forward", HERE), reply], "03T10:00")
        self.assertEqual(told["refused"], [2], "the tax office acts itself")

    def test_what_an_agency_has_done_is_passed_over_until_it_is_given_back(self):
        told = lived([
            ("02T10:00", "forward", HERE),
            ("02T11:00", "forward", HERE),
            ("02T14:00", "forward", TAX),
            ("02T15:00", "hand_back", HERE),
            ("02T15:10", "hand_back", TAX),
            ("02T15:20", "forward", HERE),
        ], "02T16:00")
        where = ["reception 0", "case 1", "case 2", "leader 3", "case 2", "case 1", "case 2"]
        self.assertEqual([desk.split(" ", 1)[1] for desk in told["desks"]], where)

    def test_lost_time_for_which_the_date_moved_is_nobodys_whoever_has_it(self):
        told = lived([
            ("02T10:00", "forward", HERE),
            ("02T11:00", "forward", HERE),
            ("02T14:00", "outage", HERE, {"from": "2026-03-03T00:00", "until": "2026-03-04T00:00"}),
        ], "04T13:30")
        # 240 of 428 on Monday, 188 on Wednesday.
        self.assertEqual((told["due"], told["shares"][-2:]), ("06T17:00", ["03T10:08", "04T10:08"]))
        lines = [(line[0], *line[3:]) for line in told["ledger"][2:]]
        outage = ("outage", 450, None, 0, 0)
        self.assertEqual(lines, [(TAX + " case", 240, 428, 240, 0), outage, (TAX + " case", 270, 428, 510, 82)])

    def test_a_new_date_makes_shares_larger_and_no_overrun_smaller(self):
        # With 900 minutes more the desk has 870. It had used 630 of 570 when it handed it back.
        new_date = ("04T09:00", "extend", HERE, {"to": "2026-03-09T17:00"})
        for events, now, used, over in [
            ([], "04T09:00", 830, 60 + 200),
            ([new_date], "04T10:00", 890, 60),
            ([new_date], "04T11:30", 980, 60 + 50),
        ]:
            first = [("02T10:00", "forward", HERE), ("03T15:00", "hand_back", HERE), ("03T15:10", "forward", HERE)]
            lines = [line for line in lived(first + events, now)["ledger"] if line[0].endswith("case")]
            self.assertEqual(lines[0][-1], 60)
            self.assertEqual((sum(line[3] for line in lines), sum(line[-1] for line in lines)), (used, over), now)

    def test_who_has_the_time_while_an_opinion_is_awaited(self):
        asked = ("02T11:00", "ask_opinion", HERE, {"of": TAX, "limit": "1 working_days"})
        events = [("02T10:00", "forward", HERE), asked, ("04T09:30", "give_opinion", TAX)]
        # Left out: the agency that is asked, from the asking. Else from its date on, Tuesday 17:00.
        for most, desk, opinion in [("2 working_days", 60, 240 + 480 + 150), (None, 60 + 240 + 450, 150)]:
            lines = lived(events, "04T10:00", most=most)["ledger"]
            self.assertEqual((lines[1][3], lines[2][3], lines[2][-1]), (desk, opinion, 150), most)
            self.assertEqual(lines[2][0], TAX + " opinion 1")

    def test_shares_go_out_together_and_each_comes_back_by_its_own_date(self):
        told = lived([
            ("02T10:00", "forward", HERE),
            ("02T11:00", "forward", HERE),
            ("02T14:00", "forward", HERE),
            ("03T08:45", "return_share", HERE, {"word": "done"}),
            ("03T09:08", "return_share", TAX, {"word": "needs_money"}),
            ("03T09:30", "ask_payment", HERE),
            ("04T09:00", "settle_payment", HERE),
            ("04T09:30", "forward", HERE),
            ("04T10:00", "return_share", TAX, {"word": "done"}),
            ("04T11:00", "forward", HERE),
        ], "04T11:00", steps=BESIDE)
        self.assertEqual(told["refused"], [2], "two shares are out")
        where = [desk.split(" ", 1)[1] for desk in told["desks"]]
        self.assertEqual(where, ["reception 0"] + ["case 1"] * 9 + ["leader 4"], "it stays with the lead")
        # Without the land registry's own officers the lead records its share, half an hour late. What the tax
        # office has left when the person has paid is 60 of its 428.
        beside = [(line[0], *line[3:7], text(line[7])[8:], line[8]) for line in told["beside"]]
        self.assertEqual(beside, [
            (TAX + " share 1", 368, 428, 368, 0, "03T10:08", "needs_money"),
            (LAND + " share 2", 315, 285, 315, 30, "03T08:15", "done"),
            (TAX + " share 3", 30, 60, 30, 0, "04T10:30", "done"),
        ])
        self.assertEqual([(line[0].split(" ")[-1], line[3], line[5]) for line in told["ledger"]], [
            ("reception", 60, 60), ("case", 60, 60), ("shared", 338, 0), ("case", 22, 82), ("person", 420, 0),
            ("case", 30, 112), ("shared", 30, 0), ("case", 60, 172),
        ])
        early = ["early", 0]
        self.assertEqual(told["slips"], [early, None, None, ["overdue", 30], early, None, early, early])

    def test_what_ends_the_dossier_ends_its_shares_and_what_is_done_stays_done(self):
        out = [("02T10:00", "forward", HERE), ("02T11:00", "forward", HERE)]
        one = ("02T14:00", "return_share", HERE, {"number": 2, "word": "done"})
        back = ("02T15:00", "take_back_share", HERE)
        again = [("02T16:00", "reopen", HERE), ("02T16:10", "forward", HERE)]
        for way, hows in [
            ([one, ("02T15:00", "stop", HERE), *again], ["overtaken", "done", None]),
            ([one, back, ("02T16:00", "forward", HERE)], ["taken back", "done"]),
            ([one, back, ("02T15:30", "stop", HERE), *again], ["taken back", "done", None]),
            ([one, ("02T15:00", "return_share", HERE, {"word": "done"})], [None, "done"]),
        ]:
            told = lived(out + way, "02T17:00", steps=BESIDE)
            self.assertEqual([line[-1] for line in told["beside"]], hows, way)


if __name__ == "__main__":
    unittest.main()
