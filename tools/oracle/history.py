"""What happens to a dossier, and what the law makes of it: readings 10 to 17 of
deadlines.py. One event after the other; nothing is clever."""

from office import at_minute, day_of


class Refused(Exception):
    """The law does not allow this where the dossier stands."""


class Dossier:
    """One dossier from its acceptance on."""

    def __init__(self, office, received, limit):
        self.office = office
        self.limit = limit
        self.in_hours = limit.endswith("working_hours")
        self.stands = "in process"
        self.asked_at = None        # when the wait began
        self.most = None            # of an opinion: the most working days
        self.extended = False       # once in the life of a dossier
        self.decided_at = None
        self.begin(received)

    def begin(self, at):
        """The limit counts from zero at this moment."""
        self.begun = at
        self.due = self.office.base_due(at, self.limit)
        self.waited = []            # (from, until) of the waits left out
        self.outages = []           # (from, until) that were recorded
        self.lost_days = set()      # working days already counted as lost
        self.lost_ms = 0            # office time already counted as lost

    # --- events -----------------------------------------------------------

    def happen(self, event):
        """Applies one event or raises Refused."""
        getattr(self, event["kind"])(event["at"], event)

    def must_stand(self, *where):
        if self.stands not in where:
            raise Refused(self.stands)

    def ask_supplement(self, at, _):
        self.must_stand("in process")
        self.stands = "awaiting supplement"

    def supplement(self, at, _):
        self.must_stand("awaiting supplement")
        self.stands = "in process"
        self.begin(at)

    def ask_payment(self, at, _):
        self.must_stand("in process")
        self.stands, self.asked_at = "awaiting payment", at

    def settle_payment(self, at, _):
        self.must_stand("awaiting payment")
        self.stands = "in process"
        self.leave_out(self.asked_at, at)

    def ask_opinion(self, at, event):
        self.must_stand("in process")
        self.stands, self.asked_at, self.most = "awaiting opinion", at, event["most"]

    def give_opinion(self, at, _):
        self.must_stand("awaiting opinion")
        self.stands = "in process"
        self.leave_out(self.asked_at, at, self.most)

    def extend(self, at, event):
        self.must_stand("in process")
        if self.extended or self.due is None:
            raise Refused("a second time, or nothing to put off")
        if not day_of(at) < day_of(self.due) or not self.due < event["to"]:
            raise Refused("too late, or not later")
        self.extended = True
        self.due = event["to"]

    def outage(self, at, event):
        self.must_stand("in process", "awaiting supplement", "awaiting payment", "awaiting opinion")
        if not event["from"] < event["until"] <= at:
            raise Refused("not over, or nothing")
        self.outages.append((event["from"], event["until"]))
        self.leave_out_lost()

    force_majeure = outage

    def decide(self, at, _):
        self.must_stand("in process")
        self.stands, self.decided_at = "decided", at

    # --- time left out ----------------------------------------------------

    def leave_out(self, asked, answered, most=None):
        """Readings 11 and 12."""
        if self.due is None:
            return
        office = self.office
        days = office.worked_days(day_of(asked), day_of(answered))
        if self.in_hours:
            end = answered if most is None else min(answered, office.after_worked_days(day_of(asked), most))
            end = max(asked, end)
            self.due = office.after_office_ms(self.due, office.office_ms(asked, end))
            self.waited.append((asked, end))
        else:
            left_out = days if most is None else days[:most]
            self.move_by_days(len(left_out))
            self.waited += [(at_minute(day, 0), at_minute(day, 24 * 60)) for day in left_out]
        self.leave_out_lost()

    def move_by_days(self, count):
        """The close of the so-manieth working day after the due day."""
        if count:
            self.due = self.office.after_worked_days(day_of(self.due), count)

    def lost_within(self, start, end):
        """Office time between two moments that an outage took, and no wait."""
        total = 0
        for a, b in pieces(self.outages, self.waited, start, end):
            total += self.office.office_ms(a, b)
        return total

    def leave_out_lost(self):
        """Readings 13 and 14, again and again until the due moment rests."""
        while self.due is not None:
            before = self.due
            if self.in_hours:
                lost = self.lost_within(self.begun, self.due)
                self.due = self.office.after_office_ms(self.due, lost - self.lost_ms)
                self.lost_ms = lost
            else:
                for day in self.office.worked_days(day_of(self.begun), day_of(before)):
                    opens, closes = self.office.spans(day)[0][0], self.office.close(day)
                    all_day = self.office.office_ms(opens, closes)
                    lost = self.lost_within(opens, min(closes, before))
                    if 2 * lost >= all_day and day not in self.lost_days:
                        self.lost_days.add(day)
                        self.move_by_days(1)
            if self.due == before:
                return


def pieces(inside, outside, start, end):
    """What of a stretch lies in any of the one list and in none of the other."""
    edges = {start, end}
    for a, b in inside + outside:
        edges |= {min(max(a, start), end), min(max(b, start), end)}
    edges = sorted(edges)
    for a, b in zip(edges, edges[1:]):
        covers = [x <= a and b <= y for x, y in inside]
        covered = [x <= a and b <= y for x, y in outside]
        if any(covers) and not any(covered):
            yield a, b
