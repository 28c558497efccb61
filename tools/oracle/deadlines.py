#!/usr/bin/env python3
"""The deadline oracle: what a dossier's due moment is after everything that
happened to it, worked out from the law text and not from the project's code.

    python3 deadlines.py < histories.jsonl > answers.jsonl

One JSON object a line, in and out; README.md describes both. The plain limits
and readings 1 to 9 and 22 stand in office.py.

Readings. Where the text leaves a choice, this is the choice:

10. Decree 61/2018 art. 19.4: a supplement is asked for while the office has the
    dossier, and stops the clock. When it comes, the time used is not counted: the
    limit begins again from zero, as if the dossier were received at that moment,
    by readings 1 to 8. Whatever moved the old due moment (waits, also one that
    goes on, outages, an extension) belonged to the old count and falls with it. A
    dossier that is reopened after handling had been stopped begins again likewise.
11. The land law leaves out the time in which the person meets a financial
    obligation. A wait from day A to day B leaves out the working days after A up
    to and including B: asked and paid on one day moves nothing, and the day of
    asking, on which the office worked, is counted. The due moment becomes the
    close of the so-manieth working day after the due day, also when the limit had
    already run out. Limits in calendar days: reading 19. Limits in hours leave out
    the office time between the two moments, exactly.
12. Art. 19.5: an opinion asked of another agency has a limit of its own. The wait
    is left out only where the procedure says so, and at most as much as it says,
    counted from the asking; no agency may be given longer than that. While it is
    awaited, the due moment stands as if the agency took all of that time; its
    answer gives back what it did not take. Several may be asked side by side. Where
    the dossier is decided without the answer: reading 20.
13. An outage or force majeure is recorded with its beginning and end. For limits
    in hours the office time lost between the receipt (or the restart, or the extension:
    reading 16) and the due moment is left out exactly. For limits in days, of either
    kind, a working day that counts is lost when at least half of its office time between
    the receipt and the due moment was lost: of most days all their office time lies there, but not of the
    day of a "same day" dossier, nor of a day to which the due moment was put off. All
    records count together, in the order in which they began, whenever somebody wrote
    them down: two of a third of a day each lose the day. No text says "half"; the project assumes
    it. When the due moment moves, by whatever, onto time that was lost too, that
    is left out as well. What is lost after the limit has run out moves nothing.
14. A day, and a minute, is left out once, whatever overlaps.
15. An outage strikes an office, not a dossier: it is recorded there once (Decree
    224/2026 art. 13 has it announced), whatever stands of this dossier then. Whatever
    fixes a due moment fixes it by all that is on record: the acceptance, the limit
    that begins again (what was lost before is not its loss), the beginning and the end
    of a wait that is left out; after an extension, by what lies after it was set (reading
    16). To a due moment that stands it is carried, while the clock runs or waits for
    payment, with all else that is on record; if the due moment stays, that is refused, and
    the record remains. The decision: reading 20.
16. Art. 19.9: the due moment is put off once in the life of a dossier, to a later
    moment within office hours, at the latest on the day before the due day (by
    date, whatever the hour), while the office has it. Its opening and closing
    minute are within office hours. It is a new promise, made at the moment at which it is
    set. What was lost before that moment moves the new due moment no more, whether it was on
    record then or comes on it later; of an outage that lasts across it only the part after
    it can. In limits in days, of either kind, the day of setting is as the day of receipt: not
    counted, whatever was lost of it. In limits in hours office time counts from the minute of
    setting on. A day, and a minute, that a wait before it left out, up to the new moment, is
    still left out once only. Whoever sets the new date knows the record: of what was on it
    then and lies between the setting and the new moment, nothing is left out once more, and
    of what lies behind it nothing was left out: it is when the due moment moves onto it. A
    limit in days, of either kind, knows days: of one that was left out up to and with the day
    of the new moment, whatever hour of it was lost. A day after the setting, of which too
    little was known to lose it, is judged by that and by what came on record later together.
    For a limit in calendar days the new date becomes the last day of reading 19. (An
    extension should never make a date earlier than it would be without it under the
    calendar as it is. The calendar never changes here, so nothing is done about it.)
17. An event that the law does not allow where the dossier stands is refused and
    changes nothing.
18. The result is on time when it is decided not after the due moment. The receipt
    (form 01) promises hours and minutes: what happens within the promised minute is on
    time, at 17:00:59 what was due at 17:00, and at 17:01:00 it is late. Whole minutes
    are compared. A dossier without a due moment ("planned") is never late.
19. Civil Code 147.2 and 148.5: a limit in calendar days has a last day, the day of
    receipt and so many days, and only this last day, once, gives way to the next working
    day. So the last day is kept as it is, worked or not, and what is left out moves it
    on, calendar day by calendar day; the due moment is the close of business of that
    day, or of the next working day when it is a day of rest. A wait (readings 11 and
    12) leaves out the calendar days after the day on which it began, up to and with the
    day on which it ended, days of rest too, for these would have been counted; also
    when the limit had already run out. A lost working day (reading 13) leaves out one
    day. What lies in the limit is judged by the due moment, not by the last day, and
    again until it rests: of a last day on Sunday a lost Monday makes a last day on Monday.
20. Art. 19.5: when a dossier is decided while an opinion is still awaited, the wait ends
    with the decision: what was waited is left out, and no more. The decision also fixes
    the due moment (reading 15), for the last time: the verdict takes in all that is on
    record by then, carried to the dossier or not. What is recorded later changes nothing.
21. The record of an outage that was a mistake is voided, once, at the office (reading 15),
    whatever stands of this dossier then. Recorded again right, it is another record. From
    then on whatever fixes a due moment (readings 15, 16 and 20) fixes it as if the voided
    one had never been recorded: a day that it shared with others is judged by the others
    alone. The voiding itself moves nothing; an extension is judged by the date that stands.
    To a due moment that stands the voiding is carried as an outage is, and where one could
    be (reading 15): the due moment is found again by all that holds, also by what was not
    carried before. That is refused if no record of exactly this beginning and end is voided,
    or if the due moment stays. Nobody asks whether the voided record had moved it. (So of
    two that lose a day, each alone or only together, and both voided, either voiding can be
    carried, and then the other moves nothing any more.) An extension stands, and so does the
    moment that it named, whatever of what it knew is voided later. But what is voided it
    knows no longer: what came on record after it is judged without that, and where that had
    been the reason not to leave out a day or a minute once more, it is left out. What lay
    before the extension was set is not, either way (reading 16).
23. Art. 19.9: an agency that will be late says so, and why, before the due moment. So a
    record that is made when the due moment has been missed does not move it, whatever it
    says of the time before: the result was owed and not there, and nobody had said why.
    Missed is what has passed to the end of its minute (reading 18), by the due moment as it
    stood when the record was made: by the waits that had begun (taken as long as they
    lasted, since the clock stood still), by the new date, and by what was on record before
    it and holds, carried or not. What comes after it missed, by a wait that began late too,
    stays missed: no later record counts, until the limit begins again or a new date is set.
    A record that is made in time counts whenever it is carried. Where a voided record was
    all that had kept it from being missed, it was missed.
"""

import json
import sys
from history import Dossier, Refused
from office import Office, Uncovered, moment, whole_minute
from shares import Shared, by_agency, said


def answer(history, office, other=None, agencies=None):
    """What the law makes of one history."""
    received, most = moment(history["received"]), history.get("opinion_most")
    recorded = [(moment(start), moment(end)) for start, end in history.get("recorded", [])]
    is_shared = "steps" in history
    if is_shared:
        dossier = Shared(history, agencies, received, most, recorded)
    else:
        dossier = Dossier(office, received, history["limit"], other, most, recorded)
    dues, refused = [dossier.due], []
    desks, shares = [], []
    if is_shared:
        desks, shares = [said(dossier.desk)], [dossier.share_until(received)]
    for index, event in enumerate(history["events"]):
        event = {key: moment(value) if key in MOMENTS else value for key, value in event.items()}
        try:
            dossier.happen(event)
        except Refused:
            refused.append(index)
        dues.append(dossier.due)
        if is_shared:
            desks.append(said(dossier.desk))
            shares.append(dossier.share_until(event["at"]))
    on_time = None
    if dossier.decided_at is not None:
        on_time = dossier.due is None or whole_minute(dossier.decided_at) <= whole_minute(dossier.due)
    given = {"dues": dues, "refused": refused, "due": dossier.due, "on_time": on_time}
    if is_shared:
        ledger = dossier.ledger(moment(history["now"]))
        given |= {"desks": desks, "shares": shares, "agencies": by_agency(ledger)}
        given["ledger"] = [line for line in ledger if line[1] < line[2]]
        given["slips"] = dossier.slips(moment(history["now"]))
        given["beside"] = dossier.beside(moment(history["now"]))
    return given


MOMENTS = {"at", "from", "until", "to"}


def offices(line):
    """The office that a line sets, and the agency that is asked. An agency of which
    nothing is said has the hours of the office, and they change as there."""
    calendar, cut = line["calendar"], line.get("cut_min", 900)
    office = Office(calendar, line["hours"], cut, line.get("hours_since", {}))
    if "other_hours" not in line and "other_hours_since" not in line:
        return office, office
    other_hours = line.get("other_hours", line["hours"])
    return office, Office(calendar, other_hours, cut, line.get("other_hours_since", {}))


def agencies_of(line):
    """The offices of the agencies that take a share, by their codes."""
    calendar, cut = line["calendar"], line.get("cut_min", 900)
    return {
        code: Office(calendar, one["hours"], cut, one.get("hours_since", {}))
        for code, one in line.get("agencies", {}).items()
    }


def main():
    """Answers line by line. A line with "hours" sets the office of those after it."""
    office = other = agencies = None
    for line in sys.stdin:
        history = json.loads(line)
        if "hours" in history:
            (office, other), agencies = offices(history), agencies_of(history)
        if "received" not in history:
            continue
        try:
            given = answer(history, office, other, agencies)
        except Uncovered as day:
            given = {"uncovered": str(day)}
        print(json.dumps(given, separators=(",", ":")))


if __name__ == "__main__":
    main()
