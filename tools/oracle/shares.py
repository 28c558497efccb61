"""A dossier that several agencies take a part in: where it lies, whose time that is, and who
overran. Written from ADR 23 and 25 and Decree 61/2018 art. 19.6 and 19.7: each agency has its share
of the limit and answers for it. Only lives with `steps` are lived here.

Readings. Where the text leaves a choice, this is the choice:

24. What a limit has to share out is the office time from the receipt (or the restart) to the
    due moment of the plain limit, by the hours of the agency that decides; what moved the
    date since is nobody's share. Each step has its part in proportion to its hours; of the
    running total whole minutes are given, so that nothing is left over. A new date adds the
    office time between the old one and itself. What is planned has no shares.
25. A desk is one agency's with one duty. Its share is that of the step at which the dossier
    lies there and of the steps after it until one is another desk's. All its turns at that
    step use up one share; when the limit begins again, all shares begin again.
26. A desk's time is the office time of its own agency while the dossier lies there: not while
    the person is waited for, nor while handling had been stopped, and not what readings 27
    and 28 give to others. When the result is there the dossier lies with reception, which
    has no share any more.
27. Time of an outage for which the due moment was moved is nobody's, whoever has the dossier. The
    due moment takes in what it moves by: when it is fixed, of all that is on record and not
    taken in those are left out that change nothing, the one that began last first. A new date
    takes in all that was on record and began before it (in limits in days, before the day after).
    What is taken in stays so until it is voided or the limit begins again.
28. An agency whose opinion is awaited has the time itself from the asking, where the procedure
    leaves the wait out, else from its own date on, until it answers. Of several it is one that
    is late, else the one that was asked first. Beyond its own date all of it is overrun.
29. When a desk's turn ends, or is interrupted by the person, an outage or an opinion, what it
    has used beyond its share as it then stands is its overrun. That stays so when the share grows
    later, and no minute is charged twice.
30. The day of a share that a list shows is the moment at which the desk has used up the share
    as it stands, if it keeps the dossier and nothing else happens: what is taken in of lost time
    to come does not count, and an opinion that is awaited comes at its date, or now if that is past.
31. Forwarding goes to the first later step of another desk; to none from the leader or the
    registry. A step that another agency has done (neither the one that received nor the one that
    decides) is passed over until it is given back to that agency. Where nobody of an agency signs
    in, the last desk of the two that had the dossier and where somebody signs in records its reply:
    done sends it on, the other words bring it back as if it had not been sent; from the agency that
    decides, done and refused are the result.
32. A desk that hands it over was overdue by what was overrun in this turn of its, else early if any of
    its share is left, else on time.
33. Steps of other agencies that follow each other and are `beside` go out together (ADR 25): forwarding
    onto them gives a share to each agency whose step is not settled, and the dossier stays where it lies.
    Of the limit they take together what the longest of them takes, each from where they begin (reading 24).
    No desk before or after them has a part in their time (reading 25).
34. A share has a date: its part of the plain limit, by the office hours of its own agency from when it
    goes out, less what the agency used of it since the limit began; if nothing is left, that very moment.
    The date stays, whatever moves the due moment.
35. While a share is out no desk is charged for the wait: it is "shared", save for what the person, an
    outage or an opinion has as ever (readings 26 to 28), and no share of a desk runs. Nothing takes the
    dossier from its desk then: forward, hand_back, record_reply, decide and issue are refused.
36. A share comes back with a word of its agency, or of the desk that speaks for it where nobody signs in
    there: of the two that receive and decide, if it is not itself the agency, the last desk that had or has
    the dossier and where somebody signs in. That may be while the person is awaited. Or the desk where the
    dossier lies takes back what is out. Done, refused and taken back are settled: passed over (reading 31). Money
    that is owed is not, nor is what ended with the dossier, which ends all that is out. After a supplement or
    a reopening nothing is settled but what is done.
37. Beside the ledger each share is a line: the office time of its agency until it ended, and of it the overrun,
    all after its date. In the slip it is handed over, and handed back by its agency, which was overdue, early
    or on time by that; one that ended with the dossier is not handed back.
"""

from history import Dossier, Refused, counted, in_time
from office import MINUTE_MS, at_minute, day_of
from datetime import timedelta


class Shared(Dossier):
    """One such dossier. `offices` are the agencies' by code, `staffed` those where somebody
    signs in."""

    def __init__(self, history, offices, received, most, recorded):
        self.offices, self.steps = offices, history["steps"]
        self.receives, self.decides = history["receives"], history["decides"]
        self.staffed = history["staffed"]
        self.desk, self.before, self.done = (self.receives, "reception", 0), [], set()
        self.signed = False         # decided by the leader, not issued
        self.turns = []             # (from, who, share, run)
        self.asked = []             # opinions, for the ledger
        self.handed_over, self.since = [], received
        self.run, self.taken, self.lost = 0, [], []
        self.sides = []             # shares that were given beside the desk that has it
        super().__init__(offices[self.decides], received, history["limit"], None, most, recorded)
        self.turn(received)

    # --- the due moment and what it takes in (reading 27) -------------------

    def begin(self, at):
        self.lost += [(r.start, r.end) for r in self.taken]
        self.run, self.taken = self.run + 1, []
        super().begin(at)
        self.plain = None
        if self.due is not None:
            plain = self.office.base_due(at, self.limit)
            self.plain = self.office.office_ms(at, plain) // MINUTE_MS
        self.whole = self.plain

    def fix(self):
        super().fix()
        if self.due is None:
            return
        had = in_time(self.office, self.begun, self.limit, self.notes, self.holding())
        kept = [r for r in self.taken if r.holds and r in had]
        new = [r for r in had if r not in kept and r.end > self.begun]
        new.sort(key=lambda r: (r.start, r.end))
        for one in list(reversed(new)):
            others = [r for r in new if r is not one]
            if self.due_of(kept + others) == self.due_of(kept + new):
                new = others
        self.taken = kept + new

    def due_of(self, records):
        return counted(self.office, self.begun, self.limit, self.notes, records)

    def carry(self):
        before = self.taken
        try:
            super().carry()
        except Refused:
            self.taken = before
            raise

    # --- who has it (readings 24 to 26) -------------------------------------

    def share(self):
        """What the desk that has it has of the limit as it stands, in minutes."""
        if self.whole is None or self.stands == "decided" or self.out():
            return None
        parts = self.parts(self.whole)
        total = parts[self.desk[2]]
        for n in range(self.desk[2] + 1, len(self.steps)):
            if self.steps[n].get("beside"):
                continue
            if (self.agency(n), self.steps[n]["duty"]) != self.desk[:2]:
                break
            total += parts[n]
        return total

    def parts(self, minutes):
        """The part of each step. What goes out together begins together."""
        spans, passed, longest = [], 0, 0       # of each step: the hours before it and after it
        for n, step in enumerate(self.steps):
            if not (n and step.get("beside") and self.steps[n - 1].get("beside")):
                passed, longest = passed + longest, 0
            longest = max(longest, step["hours"])
            spans.append((passed, passed + step["hours"]))
        whole = passed + longest
        return [minutes * until // whole - minutes * start // whole for start, until in spans]

    def agency(self, step):
        """Whose step it is."""
        step = self.steps[step]
        at_home = self.receives if step["duty"] == "reception" else self.decides
        return step["agency"] or at_home

    def turn(self, at):
        """Whoever has it now has it from this moment on."""
        who = self.desk
        if self.stands in ("awaiting supplement", "awaiting payment"):
            who = "person"
        elif self.stands in ("stopped", "withdrawn"):
            who = None
        elif self.out():
            who = "shared"
        self.turns.append((at, who, self.share(), self.run, self.stands != "decided"))

    def happen(self, event):
        before = self.desk
        super().happen(event)
        if before[:2] != self.desk[:2]:
            self.handed_over.append((before[:2], self.since, event["at"]))
            self.since = event["at"]
        if self.stands in ("stopped", "withdrawn", "decided"):
            self.end(self.out(), event["at"], "overtaken")
        if event["kind"] not in ("record", "void"):     # of the office, not of the dossier
            self.turn(event["at"])

    def must_hold(self, event):
        if event["by"] != self.desk[0]:
            raise Refused("it lies elsewhere")

    def must_be(self, event, agency):
        if event["by"] != agency:
            raise Refused("not theirs")

    def must_not_be_signed(self):
        if self.signed:
            raise Refused("the leader has signed")

    # --- where it goes (reading 31) -----------------------------------------

    def next_desks(self):
        """The next desk, or those whose shares go out together."""
        here, together = self.desk, []
        if here[1] not in ("leader", "registry"):
            for n in range(here[2] + 1, len(self.steps)):
                beside = self.steps[n].get("beside", False)
                if together and not beside:
                    break
                desk = (self.agency(n), self.steps[n]["duty"], n)
                if n in self.done or desk[:2] == here[:2]:
                    continue
                if not beside:
                    return [desk], False
                together.append(desk)
        if not together:
            raise Refused("no later desk")
        return together, True

    def is_elsewhere(self):
        return self.desk[0] not in (self.receives, self.decides)

    def give(self, desk):
        self.before.append(self.desk)
        self.desk = desk

    def forward(self, at, event):
        self.must_stand("accepted", "in process")
        self.must_not_be_signed()
        self.must_hold(event)
        self.must_be_whole()
        desks, together = self.next_desks()
        self.stands = "in process"
        if together:
            self.give_shares(at, desks)
            return
        if self.is_elsewhere():
            self.done.add(self.desk[2])
        self.give(desks[0])

    def hand_back(self, at, event):
        self.must_stand("in process")
        self.must_be_whole()
        self.must_hold(event)
        if not self.before:
            raise Refused("nobody had it before")
        self.signed = False
        self.desk = self.before.pop()
        self.done.discard(self.desk[2])

    def record_reply(self, at, event):
        self.must_stand("in process")
        self.must_be_whole()
        self.must_not_be_signed()
        outside, keeper = self.desk[0], None
        if outside not in self.staffed:
            for agency in (self.receives, self.decides):
                had = [n for n, desk in enumerate(self.before) if desk[0] == agency]
                if agency != outside and had and agency in self.staffed:
                    keeper = max(keeper if keeper is not None else -1, had[-1])
        if keeper is None or event["by"] != self.before[keeper][0]:
            raise Refused("nobody records this, or another desk does")
        keeper, word = self.before[keeper], event["word"]
        if outside == self.decides and word != "needs_money":
            self.result(at)
        elif word == "done":
            (desk,), _ = self.next_desks()
            self.done.add(self.desk[2])
            self.give(desk)
        else:
            self.before = self.before[:max(n for n, d in enumerate(self.before) if d == keeper)]
            self.desk = keeper

    # --- shares beside the desk that has it (readings 33 to 36) -------------

    def out(self):
        return [side for side in self.sides if side["ended"] is None]

    def must_be_whole(self):
        if self.out():
            raise Refused("shares are out")

    def give_shares(self, at, desks):
        for agency, _, step in desks:
            due = None
            if self.plain is not None:
                earlier = [one for one in self.sides if one["step"] == step and one["at"] >= self.begun]
                used = sum(self.minutes(agency, one["at"], one["ended"]) for one in earlier)
                left = max(0, self.parts(self.plain)[step] - used)
                due = self.offices[agency].after_office_ms(at, left * MINUTE_MS)
            number = len(self.sides) + 1
            self.sides.append({"number": number, "agency": agency, "step": step, "at": at, "due": due,
                               "ended": None, "how": None})
            self.handed_over.append(None)

    def end(self, sides, at, how):
        for side in sides:
            side["ended"], side["how"] = at, how
            if how in ("done", "refused", "taken back"):
                self.done.add(side["step"])
            if how != "overtaken":
                self.handed_over.append(side)

    def unsettle(self):
        last = {side["step"]: side["how"] for side in self.sides}
        self.done -= {step for step, how in last.items() if how not in (None, "done")}

    def speaker(self, outside):
        """The agency whose desk speaks for this one."""
        if outside not in self.staffed:
            for agency, _, _ in [self.desk] + self.before[::-1]:
                if agency in (self.receives, self.decides) and agency != outside and agency in self.staffed:
                    return agency
        return outside

    def meant(self, event):
        number = event.get("number")
        return [side for side in self.out() if number in (None, side["number"])]

    def return_share(self, at, event):
        self.must_stand("in process", "awaiting supplement", "awaiting payment")
        theirs = [side for side in self.meant(event)
                  if event["by"] in (side["agency"], self.speaker(side["agency"]))]
        if not theirs:
            raise Refused("no share that they may give back")
        self.end(theirs[:1], at, event["word"])

    def take_back_share(self, at, event):
        self.must_stand("in process")
        self.must_hold(event)
        if not self.meant(event):
            raise Refused("no share is out")
        self.end(self.meant(event), at, "taken back")

    def decide(self, at, event):
        self.must_stand("in process")
        self.must_be_whole()
        self.must_be(event, self.decides)
        if self.desk[1] != "leader":
            raise Refused("not before the leader")
        registry = [n for n in range(self.desk[2] + 1, len(self.steps)) if self.steps[n]["duty"] == "registry"]
        if registry:
            self.signed = True
            self.give((self.decides, "registry", registry[0]))
        else:
            self.result(at)

    def issue(self, at, event):
        self.must_stand("in process")
        if self.desk[1] != "registry" or not self.signed:
            raise Refused("not decided")
        self.must_hold(event)
        self.signed = False
        self.result(at)

    def result(self, at):
        """It is there (readings 18 and 20), and lies with reception."""
        self.give((self.receives, "reception", len(self.steps) - 1))
        self.finish(at)

    # --- acts of several agencies, each by whoever may ----------------------

    def ask_supplement(self, at, event):
        self.must_not_be_signed()
        self.must_stand("accepted", "in process")
        self.must_hold(event)
        self.stands = "awaiting supplement"

    def ask_payment(self, at, event):
        self.must_not_be_signed()
        self.must_hold(event)
        super().ask_payment(at, event)

    def settle_payment(self, at, event):
        if event["by"] != self.receives:
            self.must_hold(event)
        super().settle_payment(at, event)

    def supplement(self, at, event):
        self.must_be(event, self.receives)
        super().supplement(at, event)
        self.unsettle()

    def withdraw(self, at, event):
        self.must_not_be_signed()
        self.must_be(event, self.receives)
        super().withdraw(at, event)

    def stop(self, at, event):
        self.must_not_be_signed()
        if event["by"] != self.decides:
            self.must_hold(event)
        super().stop(at, event)

    def reopen(self, at, event):
        self.must_be(event, self.decides)
        super().reopen(at, event)
        self.unsettle()

    def extend(self, at, event):
        self.must_be(event, self.decides)
        before = self.due
        known = self.holding()
        super().extend(at, event)
        to = event["to"]
        self.whole += self.office.office_ms(before, to) // MINUTE_MS
        if not self.limit.endswith(" working_hours"):
            to = at_minute(day_of(to) + timedelta(days=1), 0)
        began = [r for r in known if r.end > self.begun and r.start < to]
        self.taken = [r for r in known if r in self.taken or r in began]

    def ask_opinion(self, at, event):
        self.must_not_be_signed()
        self.must_hold(event)
        if event["of"] == self.desk[0]:
            raise Refused("of itself")
        self.other = self.offices[event["of"]]
        super().ask_opinion(at, event)
        due = self.other.base_due(at, event["limit"])
        self.asked.append({"of": event["of"], "at": at, "due": due, "answered": None})

    def give_opinion(self, at, event):
        self.must_stand("in process", "awaiting supplement", "awaiting payment")
        owed = [n for n, one in enumerate(self.asked)
                if one["of"] == event["by"] and one["answered"] is None]
        if not owed:
            raise Refused("nothing owed")
        self.asked[owed[0]]["answered"] = at
        note = self.opinions[owed[0]]
        if note is not None:
            note[2] = min(note[2], at)
            self.fix()

    # --- the ledger (readings 26 to 29) -------------------------------------

    def minutes(self, agency, start, end):
        return self.offices[agency].office_ms(start, end) // MINUTE_MS

    def awaited(self, until, is_answered=lambda one: one["answered"]):
        """From when until when each opinion keeps the dossier itself."""
        for number, one in enumerate(self.asked):
            start = one["at"] if self.most is not None else one["due"]
            end = is_answered(one)
            yield (start, until if end is None else end), number, one

    def lines(self, until, awaited):
        """[who, from, until, share, account, late after]: who has it, in order."""
        lost = self.lost + [(r.start, r.end) for r in self.taken]
        found = []
        for (at, who, share, run, runs), after in zip(self.turns, self.turns[1:] + [(until,)]):
            if who is None:
                continue
            cuts, is_desk = {at, after[0]}, who != "person" and runs
            if is_desk:
                edges = [edge for span, _, one in awaited for edge in (*span, one["due"])]
                edges += [edge for span in lost for edge in span]
                cuts |= {edge for edge in edges if at < edge < after[0]}
            cuts = sorted(cuts) if at < after[0] else [at, at]
            for a, b in zip(cuts, cuts[1:]):
                line = [who, a, b, share, None if who in ("person", "shared") else (run, who), None]
                within = lambda span: is_desk and a < b and span[0] <= a and b <= span[1]
                asked = [(one["due"] > a, number, one) for span, number, one in awaited
                         if span[0] < span[1] and within(span)]
                if asked:
                    _, number, one = min(asked, key=lambda each: each[:2])
                    own = self.minutes(one["of"], one["at"], one["due"]) if self.most is not None else 0
                    line = [(one["of"], "opinion", number + 1), a, b, own, None, one["due"]]
                elif any(within(span) for span in lost):
                    line = ["outage", a, b, None, None, None]
                last = found[-1] if found else None
                if last and (last[0], last[4]) == (line[0], line[4]) and last[2] == a:
                    last[2], last[3] = b, line[3]
                else:
                    found.append(line)
        return found

    def ledger(self, now):
        """[who, from, until, minutes, share, used of it, overrun] up to this moment."""
        used, charged, told = {}, {}, []
        for who, start, end, share, account, late in self.lines(now, list(self.awaited(now))):
            agency = who[0] if isinstance(who, tuple) else self.receives
            minutes, so_far, over = self.minutes(agency, start, end), 0, 0
            if late is not None and late < end:
                over = self.minutes(agency, max(late, start), end)
            if account is not None and share is not None:
                so_far = used[account] = used.get(account, 0) + minutes
                over = max(0, so_far - share - charged.get(account, 0))
                charged[account] = charged.get(account, 0) + over
            named = who[:2] if account is not None else who
            told.append([said(named), start, end, minutes, share if who != "person" else None, so_far, over])
        return told

    def slips(self, now):
        """How each desk that handed it over had kept its share: what form 06 says (reading 32)."""
        told, lines = [], self.ledger(now)[:-1]     # the last is of whoever has it now
        for handed in self.handed_over:
            if handed is None:      # a share went out
                told.append(None)
                continue
            if isinstance(handed, dict):
                _, _, _, minutes, share, _, over = self.side_line(handed, now)
                left = None if share is None else share - minutes
                told.append(None if left is None else kept(over, left))
                continue
            desk, since, at = handed
            turn = [line for line in lines if line[0] == said(desk) and since <= line[1] and line[2] <= at]
            if not turn or turn[-1][4] is None:
                told.append(None)
                continue
            told.append(kept(sum(line[6] for line in turn), turn[-1][4] - turn[-1][5]))
        return told

    # --- the ledger of the shares beside it (reading 37) --------------------

    def side_line(self, side, now):
        """[who, from, until, minutes, share, used of it, overrun] up to this moment."""
        agency, start, due = side["agency"], side["at"], side["due"]
        end = now if side["ended"] is None else side["ended"]
        minutes = self.minutes(agency, start, end)
        share = over = None
        if due is not None:
            share, over = self.minutes(agency, start, due), self.minutes(agency, due, end)
        who = said((agency, "share", side["number"]))
        return [who, start, end, minutes, share, minutes if share is not None else 0, over or 0]

    def beside(self, now):
        """Each share: its line, its date and how it ended."""
        return [self.side_line(side, now) + [side["due"], side["how"]] for side in self.sides]

    # --- the day in lists (reading 30) --------------------------------------

    def share_until(self, now):
        share = self.share()
        if self.stands not in ("accepted", "in process") or not share:
            return None
        far = at_minute(self.office.last, 0)
        comes = lambda one: max(one["due"], now) if one["answered"] is None else one["answered"]
        left = share
        for who, start, end, _, account, _ in self.lines(far, list(self.awaited(far, comes))):
            if account == (self.run, self.desk):
                used_up = self.offices[who[0]].after_office_ms(start, left * MINUTE_MS)
                if used_up <= end:
                    return used_up
                left -= self.minutes(who[0], start, end)
        return None


def said(who):
    return " ".join(str(each) for each in who) if isinstance(who, tuple) else who


def kept(over, left):
    return ["overdue", over] if over > 0 else ["early" if left > 0 else "on time", 0]


def by_agency(ledger):
    """The minutes and the overrun of each agency that took any time."""
    sums = {}
    for who, _, _, minutes, _, _, over in ledger:
        if who not in ("person", "outage", "shared") and minutes > 0:
            one = sums.setdefault(who.split(" ")[0], [0, 0])
            one[0], one[1] = one[0] + minutes, one[1] + over
    return sums
