"""What happens to a dossier, and what the law makes of it: readings 10 to 21, and 23,
of deadlines.py. One event after the other; the due moment is worked out anew, from
the receipt on, whenever something that moves it is noted."""

from datetime import timedelta

from office import at_minute, day_of, whole_minute


class Refused(Exception):
    """The law does not allow this where the dossier stands."""


class Record:
    """An outage on record at the office, since when it was written down (`made`; none: before
    the dossier). Each is one of its own, also where two say the same; it holds until it
    is voided."""

    def __init__(self, start, end, made=None):
        self.start, self.end, self.made, self.holds = start, end, made, True


class Dossier:
    """One dossier from its acceptance on.

    `office` decides on it, `other` is asked for opinions, and `most` is what the
    procedure leaves out of the limit while one is awaited (none: nothing). `recorded`
    are the outages of the office that were on record before."""

    def __init__(self, office, received, limit, other=None, most=None, recorded=()):
        self.office, self.other, self.limit, self.most = office, other or office, limit, most
        self.stands = "accepted"
        self.forwarded = False      # it lies before the leader, who decides
        self.asked_at = None        # when the wait for payment began
        self.opinions = []          # those awaited: their notes, or None
        self.extended = False       # once in the life of a dossier
        self.decided_at = None
        # of the office, not of the dossier
        self.register = [Record(start, end) for start, end in recorded]
        self.begin(received)

    def begin(self, at):
        """The limit counts from zero at this moment."""
        self.begun, self.notes = at, []
        self.fix()

    def fix(self):
        """The due moment by all that is known now (reading 15)."""
        self.due = due_after(self.office, self.begun, self.limit, self.notes, self.holding())

    def holding(self):
        """What is on record and not voided."""
        return [record for record in self.register if record.holds]

    def note(self, note):
        """Something that moves the due moment."""
        self.notes.append(note)
        self.fix()

    def happen(self, event):
        """Applies one event or raises Refused."""
        getattr(self, event["kind"])(event["at"], event)

    def must_stand(self, *where):
        if self.stands not in where:
            raise Refused(self.stands)

    # --- reading 10 ---------------------------------------------------------

    def forward(self, at, _):
        self.must_stand("accepted", "in process")
        if self.forwarded:
            raise Refused("it is there already")
        self.stands, self.forwarded = "in process", True

    def ask_supplement(self, at, _):
        self.must_stand("accepted", "in process")
        self.stands = "awaiting supplement"

    def supplement(self, at, _):
        self.must_stand("awaiting supplement")
        self.stands = "in process"
        self.begin(at)

    def stop(self, at, _):
        self.must_stand("in process", "awaiting supplement", "awaiting payment")
        self.stands = "stopped"

    def reopen(self, at, _):
        self.must_stand("stopped")
        self.stands = "in process"
        self.begin(at)

    def withdraw(self, at, _):
        self.must_stand("accepted", "in process", "awaiting supplement", "awaiting payment")
        self.stands = "withdrawn"

    # --- readings 11 and 12 -------------------------------------------------

    def ask_payment(self, at, _):
        self.must_stand("in process")
        self.stands, self.asked_at = "awaiting payment", at

    def settle_payment(self, at, _):
        self.must_stand("awaiting payment")
        self.stands = "in process"
        self.note(["wait", self.asked_at, at])

    def ask_opinion(self, at, event):
        self.must_stand("in process")
        note = None
        if self.most is not None:
            until = self.office.base_due(at, self.most)
            if self.other.base_due(at, event["limit"]) > until:
                raise Refused("the agency would have longer than is left out")
            note = ["wait", at, until]
            self.note(note)
        self.opinions.append(note)

    def give_opinion(self, at, _):
        self.must_stand("in process", "awaiting supplement", "awaiting payment")
        if not self.opinions:
            raise Refused("nobody was asked")
        note = self.opinions.pop(0)
        if note is not None:
            note[2] = min(note[2], at)
            self.fix()

    def return_share(self, at, _):
        raise Refused("one agency does all of it")

    take_back_share = return_share

    # --- readings 13 to 15 --------------------------------------------------

    def record(self, at, event):
        self.register.append(Record(event["from"], event["until"], at))

    def outage(self, at, event):
        self.record(at, event)
        self.carry()

    def carry(self):
        """All that holds, to the due moment that stands."""
        self.must_stand("accepted", "in process", "awaiting payment")
        before = self.due
        self.fix()
        if self.due == before:
            raise Refused("moves nothing")

    def extend(self, at, event):
        self.must_stand("accepted", "in process")
        to = event["to"]
        if self.extended or self.due is None:
            raise Refused("a second time, or nothing to put off")
        if not day_of(at) < day_of(self.due) or not self.due < to:
            raise Refused("too late, or not later")
        if not any(opens <= to <= closes + 59_999 for opens, closes in self.office.spans(day_of(to))):
            raise Refused("nobody would be there")
        self.extended = True
        self.note(["to", to, self.holding(), at])

    # --- reading 21 ---------------------------------------------------------

    def recorded_as(self, event):
        """The records with exactly this beginning and end, voided or not."""
        return [r for r in self.register if (r.start, r.end) == (event["from"], event["until"])]

    def void(self, at, event):
        held = [record for record in self.recorded_as(event) if record.holds]
        if not held:
            raise Refused("no such record, or voided before")
        held[-1].holds = False

    def unmove(self, at, event):
        if all(record.holds for record in self.recorded_as(event)):
            raise Refused("no such record, or not voided")
        self.carry()

    # --- readings 18 and 20 -------------------------------------------------

    def decide(self, at, _):
        self.must_stand("in process")
        if not self.forwarded:
            raise Refused("not before the leader")
        self.finish(at)

    def finish(self, at):
        """The result is there."""
        self.stands, self.decided_at = "decided", at
        for note in self.opinions:
            if note is not None:
                note[2] = min(note[2], at)
        self.opinions = []
        self.fix()


def due_after(office, begun, limit, notes, records):
    """The due moment of a limit after everything that moves it. A note is a wait or a
    new date, which comes with what was on record when it was set, and with that moment.
    Only these records count, also of what came with the new date."""
    if office.base_due(begun, limit) is None:
        return None
    records = in_time(office, begun, limit, notes, records)
    return counted(office, begun, limit, notes, records)


def in_time(office, begun, limit, notes, records):
    """Reading 23: these records without those that were made when the due moment, as it
    stood, had been missed."""
    put_off = [note for note in notes if note[0] == "to"]
    # What whoever set the new date knew counts or not by reading 16.
    known = [r for r in records if put_off and r in put_off[0][2]]
    judged = [r for r in records if r not in known]
    since = notes[notes.index(put_off[0]) + 1:] if put_off else notes
    before = [note for note in notes if note not in since]
    times = sorted([note[1] for note in since] + [r.made for r in judged if r.made is not None])
    for at in times:
        stood = before + [note for note in since if note[1] < at]
        had = known + [r for r in judged if r.made is None or r.made < at]
        if whole_minute(at) > whole_minute(counted(office, begun, limit, stood, had)):
            return had
    return records


def counted(office, begun, limit, notes, records):
    """The due moment by these notes and all of these records."""
    due = office.base_due(begun, limit)
    if limit.endswith(" working_hours"):
        count = Hours(office, begun, limit, due)
    elif limit.endswith(" days"):
        count = CalendarDays(office, begun, limit, due)
    else:
        count = Days(office, begun, limit, due)
    put_off = [note for note in notes if note[0] == "to"]
    known = [r for r in records if not put_off or r in put_off[0][2]]
    strike(count, known)
    for note in notes:
        if note[0] == "wait":
            count.wait(note[1], note[2])
            count.lose()
        else:
            count.due = note[1]
            count.settle(note[3])
            strike(count, [r for r in records if r not in known])
    return count.due


def strike(count, records):
    """These outages, in the order in which they began."""
    for start, end in sorted((record.start, record.end) for record in records):
        count.records.append((whole_minute(start), whole_minute(end)))
        count.lose()


class Days:
    """Limits in working days, and "same day": whole working days are left out."""

    def __init__(self, office, begun, limit, due):
        self.office, self.due = office, due
        self.begun = whole_minute(begun)
        # The day before the first that counts: the day of receipt, or where the
        # day itself is the limit, the day before it; the day on which it was put off.
        self.before_first = day_of(due) - timedelta(days=1) if limit == "same_day" else day_of(begun)
        self.left_out = set()
        self.records = []

    def leave_out(self, days):
        """These, if they are not left out yet; the due day moves on by as many."""
        for day in days:
            if day not in self.left_out:
                self.left_out.add(day)
                self.due = self.office.after_worked_days(day_of(self.due), 1)

    def wait(self, asked, answered):
        self.leave_out(self.office.worked_days(day_of(asked), day_of(answered)))

    def lose(self):
        """The lost days up to the due day, until it rests."""
        before = None
        while self.due != before:
            before = self.due
            days = self.office.worked_days(self.before_first, day_of(before))
            self.leave_out([day for day in days if self.is_lost(day, before)])

    def settle(self, at):
        """The new date, which is the due day now, has left out what was lost before it,
        and nothing that lies behind it. The days after the one on which it was set count."""
        self.before_first = day_of(at)
        self.left_out = {day for day in self.left_out if day <= day_of(self.due)}
        days = self.office.worked_days(self.before_first, day_of(self.due))
        self.left_out |= {day for day in days if self.is_lost(day, self.due)}

    def is_lost(self, day, due):
        """At least half of its office time between the receipt and the due moment."""
        there = lost = 0
        for opens, closes in self.office.spans(day):
            opens, closes = max(opens, self.begun), min(closes, whole_minute(due))
            there += max(0, closes - opens)
            lost += sum(b - a for a, b in pieces(self.records, [], opens, closes))
        return there > 0 and 2 * lost >= there


class CalendarDays(Days):
    """Limits in calendar days (reading 19): calendar days are left out. What is lost, and
    what a new date knows of, is found as for working days."""

    def __init__(self, office, begun, limit, due):
        super().__init__(office, begun, limit, due)
        self.last_day = day_of(begun) + timedelta(days=int(limit.split(" ")[0]))

    def leave_out(self, days):
        """These, if they are not left out yet; the last day moves on by as many."""
        for day in days:
            if day not in self.left_out:
                self.left_out.add(day)
                self.last_day += timedelta(days=1)
                self.due = self.office.end_of_days(self.last_day)

    def wait(self, asked, answered):
        days = []
        day = day_of(asked) + timedelta(days=1)
        while day <= day_of(answered):
            days.append(day)
            day += timedelta(days=1)
        self.leave_out(days)

    def settle(self, at):
        """The new date names the last day."""
        super().settle(at)
        self.last_day = day_of(self.due)


class Hours:
    """Limits in working hours: office time is left out exactly."""

    def __init__(self, office, begun, limit, due):
        self.office, self.due = office, due
        self.begun = whole_minute(begun)
        self.left_out = []
        self.records = []

    def leave_out(self, inside, start, end):
        """Office time of these stretches that is not left out yet."""
        total = 0
        for a, b in list(pieces(inside, self.left_out, start, end)):
            total += self.office.office_ms(a, b)
            self.left_out.append((a, b))
        self.left_out = joined(self.left_out)
        self.due = self.office.after_office_ms(self.due, total)

    def wait(self, asked, answered):
        asked, answered = whole_minute(asked), whole_minute(answered)
        self.leave_out([(asked, answered)], asked, answered)

    def lose(self):
        """The time lost up to the due moment, until it rests."""
        before = None
        while self.due != before:
            before = self.due
            self.leave_out(self.records, self.begun, whole_minute(before))

    def settle(self, at):
        """The new date, which is the due moment now, has left out what was lost before
        it, and nothing that lies behind it. The time since it was set counts."""
        self.begun = whole_minute(at)
        known = self.records + self.left_out
        self.left_out = joined(pieces(known, [], self.begun, whole_minute(self.due)))


def pieces(inside, outside, start, end):
    """What of a stretch lies in any of the one list and in none of the other."""
    if start >= end:
        return
    edges = {start, end}
    for a, b in inside + outside:
        edges |= {min(max(a, start), end), min(max(b, start), end)}
    edges = sorted(edges)
    for a, b in zip(edges, edges[1:]):
        covers = any(x <= a and b <= y for x, y in inside)
        covered = any(x <= a and b <= y for x, y in outside)
        if covers and not covered:
            yield a, b


def joined(stretches):
    """The same time in as few stretches as there can be."""
    found = []
    for a, b in sorted(stretches):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return found
