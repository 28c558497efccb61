#!/usr/bin/env python3
"""The deadline oracle: what a dossier's due moment is after everything that
happened to it, worked out from the law text and not from the project's code.

    python3 deadlines.py < histories.jsonl > answers.jsonl

One JSON object a line, in and out; README.md describes both. The plain limits
and readings 1 to 9 stand in office.py.

Readings. Where the text leaves a choice, this is the choice:

10. Decree 61/2018 art. 19.4: a supplement is asked for once the dossier is
    accepted and while the office works on it, and stops the clock. When it comes, the time used is not counted:
    the limit begins again from zero, as if the dossier were received at that
    moment, by readings 1 to 8. Whatever moved the old due moment (waits,
    outages, an extension) belonged to the old count and falls with it.
11. The land law leaves out the time in which the person meets a financial
    obligation. A wait from day A to day B leaves out the working days after A up
    to and including B: asked and paid on one day moves nothing, and the day of
    asking, on which the office worked, is counted. The due moment becomes the
    close of the so-manieth working day after the due day. Limits in hours leave
    out the office time between the two moments, exactly.
12. Art. 19.5: an opinion asked of another agency leaves time out in the same way,
    but at most as many working days as were set for it; what it takes longer
    stays with the office. For limits in hours that most is the close of the last
    of those working days after the day of asking.
13. An outage or force majeure is recorded with its beginning and end. For limits
    in hours the office time lost between the receipt (or the restart) and the due
    moment is left out exactly. For limits in days a working day that would have
    counted is lost when at least half of its office time was lost between the
    receipt and the due moment. Time is lost once, however many records lie over
    it. When the due moment moves, time lost before the new one is lost too.
14. A moment, or a day, is left out once: what a wait has already left out is not
    lost a second time to an outage.
15. Art. 19.9: the due moment is put off once in the life of a dossier, to a stated
    later moment, at the latest on the day before the due day (by date, whatever
    the hour), while the office works on it.
16. An event that the law does not allow where the dossier stands is refused and
    changes nothing.
17. The result is on time when it is decided not after the due moment. A dossier
    without a due moment ("planned") is never late.
"""

import json
import sys
from history import Dossier, Refused
from office import Office, Uncovered, moment


def answer(history, office):
    """What the law makes of one history."""
    dossier = Dossier(office, moment(history["received"]), history["limit"])
    dues, refused = [dossier.due], []
    for index, event in enumerate(history["events"]):
        event = {key: moment(value) if key in MOMENTS else value for key, value in event.items()}
        try:
            dossier.happen(event)
        except Refused:
            refused.append(index)
        dues.append(dossier.due)
    on_time = None
    if dossier.decided_at is not None:
        on_time = dossier.due is None or dossier.decided_at <= dossier.due
    return {"dues": dues, "refused": refused, "due": dossier.due, "on_time": on_time}


MOMENTS = {"at", "from", "until", "to"}


def main():
    """Answers line by line. A line with "hours" sets the office of those after it."""
    office = None
    for line in sys.stdin:
        history = json.loads(line)
        if "hours" in history:
            office = Office(history["calendar"], history["hours"], history.get("cut_min", 900))
        if "received" not in history:
            continue
        try:
            given = answer(history, office)
        except Uncovered as day:
            given = {"uncovered": str(day)}
        print(json.dumps(given, separators=(",", ":")))


if __name__ == "__main__":
    main()
