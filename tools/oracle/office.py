"""The office's time: which days are worked, which minutes, and the plain limits.

Written from the law text and from nothing else. Slow and obvious on purpose:
days are walked one by one, office time span by span. Standard library only.

Moments are whole milliseconds since 1970-01-01T00:00Z. Việt Nam is seven hours
ahead all year round and has no summer time, so a local clock is one addition.
Counting is in whole minutes: the receipt (form 01) proves when the limit began,
and it prints hours and minutes. Seconds are dropped before anything is counted.

Readings. Where the text leaves a choice, this is the choice:

 1. Civil Code 147.1: a limit in hours runs from the moment itself, not from the
    next full hour or minute. Only office time on working days is counted, since
    the limits of procedures are stated in working hours.
 2. Hours that are used up exactly when a span of office hours ends are due at
    that end, not when the next span begins.
 3. Civil Code 147.2: for limits in days and working days the first day, the day
    of receipt, is not counted, whatever the hour and whether it is worked or not.
 4. Civil Code 148.5 ends a day at 24:00, or where business ends. The result is
    handed out by an office, so the day ends when the office closes.
 5. Civil Code 148.5: a limit in days whose last day is not worked ends with the
    next working day. Rest days in between are counted. Only the last day is moved so,
    and once: what is left out of such a limit is added before (reading 19).
 6. Decree 61/2018 art. 18 and the civil status law art. 5.3: what the receipt
    says was received at 15:00 is not "after 15:00"; 15:01 is.
 7. Received on a rest day, a "same day" dossier is due on the next working day.
 8. Received before 15:00 but when the office has already closed for the day (at
    14:30, or at any time from then on, where it closes at 14:30), it is due on the
    next working day: some office time must lie before a due moment.
 9. Labour Code 111-112: Saturday and Sunday rest, save for what the calendar of
    the year says of single days: holidays, compensation and swapped days off are
    not worked, make-up days are.

Readings 10 to 21, and 23, stand in deadlines.py, those from 24 on in shares.py.

22. The hours of an agency may change from a day on: summer and winter, a decision of
    the province. From that day on, worked or not, until the next such day, the new ones
    are the hours of every working day; before the first of them, those it had. A day
    has one set of hours from its midnight to the next, and every minute is judged by
    the day on which it lies, whenever the dossier was received: a limit in hours runs
    by the hours that each day has, close of business is that of the due day, closed
    already (reading 8) that of the day of receipt, half of a day (reading 13) half of
    that very day, a new date (reading 16) lies within the hours of its day. Minutes that
    are left out are the office minutes of the days on which they lay, and the due moment
    moves on by as many, by the hours of the days to which it moves; a day that is left
    out is a day, be it a longer or a shorter one. Which days are worked, and the cut of
    "same day", stay as they are.
"""

from datetime import date, datetime, timedelta, timezone

UTC_OFFSET_MS = 7 * 3600 * 1000
DAY_MS = 24 * 3600 * 1000
MINUTE_MS = 60 * 1000
EPOCH = date(1970, 1, 1)


class Uncovered(Exception):
    """The count ran into a year for which no calendar is known."""


def moment(text):
    """The moment of a local text such as 2026-11-23T15:01, or of a number."""
    if isinstance(text, int):
        return text
    local = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    return round(local.timestamp() * 1000) - UTC_OFFSET_MS


def text(at):
    """The local text of a moment, to the minute or as exactly as needed."""
    local = datetime(1970, 1, 1) + timedelta(milliseconds=at + UTC_OFFSET_MS)
    exact = "minutes" if at % MINUTE_MS == 0 else "milliseconds"
    return local.isoformat(timespec=exact)


def day_of(at):
    """The local day of a moment."""
    return EPOCH + timedelta(days=(at + UTC_OFFSET_MS) // DAY_MS)


def whole_minute(at):
    """Without the seconds."""
    return at - at % MINUTE_MS


def at_minute(day, minute):
    """The moment at so many minutes after the local midnight of a day."""
    return (day - EPOCH).days * DAY_MS - UTC_OFFSET_MS + minute * MINUTE_MS


class Office:
    """A working calendar together with office hours and the cut of "same day".

    `hours` are those before the first day in `hours_since`, which says from which
    days on there are others."""

    def __init__(self, calendar, hours, cut_min=15 * 60, hours_since={}):
        self.first = date.fromisoformat(calendar["from"])
        self.last = date.fromisoformat(calendar["to"])
        self.special = {date.fromisoformat(d): worked for d, worked in calendar["days"].items()}
        self.hours = [(a, b) for a, b in hours]
        self.hours_since = {
            date.fromisoformat(d): [(a, b) for a, b in others] for d, others in hours_since.items()
        }
        self.cut_min = cut_min

    def is_worked(self, day):
        """Reading 9."""
        if not self.first <= day <= self.last:
            raise Uncovered(day.isoformat())
        return self.special.get(day, day.weekday() < 5)

    def hours_of(self, day):
        """The office hours that a day has if it is worked. Reading 22."""
        hours = self.hours
        for since in sorted(self.hours_since):
            if since <= day:
                hours = self.hours_since[since]
        return hours

    def spans(self, day):
        """The office time of a day, as moments: empty on a rest day."""
        if not self.is_worked(day):
            return []
        return [(at_minute(day, a), at_minute(day, b)) for a, b in self.hours_of(day)]

    def close(self, day):
        """When the office closes on a day that is worked."""
        return at_minute(day, self.hours_of(day)[-1][1])

    def next_worked(self, day):
        """The first working day after a day."""
        day += timedelta(days=1)
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day

    def worked_days(self, after, through):
        """The working days after one day, up to and including another."""
        found = []
        day = after + timedelta(days=1)
        while day <= through:
            if self.is_worked(day):
                found.append(day)
            day += timedelta(days=1)
        return found

    def office_ms(self, start, end):
        """How much office time lies between two moments."""
        start, end = whole_minute(start), whole_minute(end)
        total = 0
        day = day_of(start)
        while at_minute(day, 0) < end:
            for opens, closes in self.spans(day):
                total += max(0, min(closes, end) - max(opens, start))
            day += timedelta(days=1)
        return total

    def after_office_ms(self, start, amount):
        """The moment at which so much office time has passed. Readings 1 and 2."""
        if amount == 0:
            return start
        start = whole_minute(start)
        day = day_of(start)
        while True:
            for opens, closes in self.spans(day):
                usable = max(0, closes - max(opens, start))
                if usable >= amount:
                    return max(opens, start) + amount
                amount -= usable
            day += timedelta(days=1)

    def end_of_days(self, last):
        """The end of a limit in days with this last day. Readings 4 and 5."""
        return self.close(last if self.is_worked(last) else self.next_worked(last))

    def after_worked_days(self, day, count):
        """The close of the so-manieth working day after a day."""
        for _ in range(count):
            day = self.next_worked(day)
        return self.close(day)

    def base_due(self, received, limit):
        """When a dossier received at a moment is due, if nothing happens to it.

        `limit` is "same_day", "8 working_hours", "3 working_days", "30 days" or
        "planned"; a planned one has no due moment (None)."""
        if limit == "planned":
            return None
        day, received = day_of(received), whole_minute(received)
        if limit == "same_day":
            in_time = received <= at_minute(day, self.cut_min) and received < self.close(day)
            if self.is_worked(day) and in_time:  # readings 6, 7, 8
                return self.close(day)
            return self.close(self.next_worked(day))
        count, unit = limit.split(" ")
        count = int(count)
        if unit == "working_hours":
            return self.after_office_ms(received, count * 60 * MINUTE_MS)
        if unit == "working_days":
            return self.after_worked_days(day, count)  # readings 3 and 4
        if unit == "days":
            return self.end_of_days(day + timedelta(days=count))  # readings 3 and 5
        raise ValueError("no such limit: " + limit)
