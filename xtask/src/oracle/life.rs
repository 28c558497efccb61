//! A random life of a dossier, lived through the product's own actions: what was
//! tried, and what the product made of it.

use super::drawn::{agency, between_agencies, officer, recorded, somewhen, stretch, supplement};
use super::random::Random;
use super::shares;
use super::world::{HERE, LAND, SharedStep, TAX, THERE, World, YEARS};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{
    self as d, Applicant, BookEntry, Changes, Channel, Desk, Dossier, DossierCode, DossierId, Event, Outcome,
    ReplyWord, Status, WrongItem,
};
use motcua_core::memory::Memory;
use motcua_core::outage::{self, Outage, VoidOutage};
use motcua_core::{DAY_MS, Day, Halt, MINUTE_MS, Moment};
use serde_json::{Value, json};

/// One history as the oracle reads it, and the product's answer to it.
pub struct Life {
    /// What happened.
    pub history: Value,
    /// What the product says, in the oracle's words.
    pub answer: Value,
}

struct Living<'a> {
    world: &'a World,
    random: &'a mut Random,
    /// Agencies where somebody signs in.
    staffed: Vec<AgencyCode>,
    dossier: Dossier,
    happened: Vec<Event>,
    outages: Vec<Outage>,
    now: Moment,
}

/// What is tried next.
struct Try {
    event: Value,
    by: AgencyCode,
    /// What it does to the record of outages, whatever becomes of the rest.
    record: Record,
    /// None: it was only recorded.
    act: Option<Box<Act>>,
}

/// What becomes of the record of outages.
enum Record {
    /// It stays.
    Stands,
    /// One more.
    Adds(Outage),
    /// This one was a mistake.
    Voids(Outage),
}

type Act = dyn Fn(&mut Desk<'_>, DossierCode) -> Result<Changes, Halt>;

/// A life by chance. Err: the product broke, or refused the reception itself.
pub fn life(world: &World, random: &mut Random, number: u64) -> Result<Life, String> {
    let case = random.within(0, world.limits.len() as i64 - 1) as usize;
    let waits = random.chance(50);
    let day = Day::of(*YEARS.start(), 1, 1).map_or(Day(0), |first| first.plus(random.within(5, 1000) as i32));
    let now = somewhen(world, random, day);
    let is_shared = !world.steps.is_empty();
    let decides = if is_shared && random.chance(25) { LAND } else { HERE };
    let procedure = match (decides, waits) {
        (LAND, true) => "land_waits",
        (LAND, false) => "land_counts",
        (_, true) => "waits",
        (_, false) => "counts",
    };
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    let command = d::Submit {
        id: DossierId::v7(now, bytes),
        procedure: procedure.into(),
        case: Some(format!("c{case}").as_str().into()),
        channel: Channel::Counter,
        receiving: agency(HERE),
        competent: None,
        deciding: Default::default(),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant { name: "Nguyễn Thị Hòa".into(), ..Applicant::default() },
        answers: Default::default(),
        papers: Vec::new(),
    };
    let mut outages = Vec::new();
    for n in 0..if random.chance(40) { random.within(1, 3) } else { 0 } {
        let (from, until) = stretch(world, random, now, 12);
        // What struck another agency is nobody's business here.
        let of = &agency(if random.chance(20) { THERE } else { decides });
        outages.push(recorded(world, of, now, format!("before-{n}"), (from, until))?);
    }
    let told = outages.iter().filter(|outage| outage.agency == agency(decides));
    let told = json!(told.map(|outage| [outage.from.0, outage.until.0]).collect::<Vec<_>>());
    let read = &mut Memory::default().with_outages(&outages);
    let actor = &officer(&agency(HERE));
    let received = d::receive(&mut Desk { law: &world.law, read, actor, now }, d::Receive(command));
    let received = received.map_err(|halt| format!("the reception of history {number}: {halt:?}"))?;
    let mut received = received.first;
    received.number(1);
    let mut staffed = vec![agency(HERE)];
    if is_shared {
        staffed.extend([TAX, LAND].into_iter().filter(|_| random.chance(60)).map(agency));
    }
    let (dossier, happened) = (received.after, received.events);
    let mut living = Living { world, random, staffed, dossier, happened, outages, now };

    let (mut dues, mut desks, mut shares) = (vec![living.due()], vec![living.desk()], vec![living.share()]);
    let (mut events, mut refused) = (Vec::new(), Vec::new());
    let tries = living.random.within(0, if is_shared { 30 } else { 14 });
    for index in 0..tries {
        let is_over = matches!(living.dossier.status(), Status::Completed | Status::Withdrawn);
        if is_over && living.random.chance(80) {
            break;
        }
        let goes_on_at_once = !is_shared && index == 0 && living.random.chance(85);
        let attempt = if goes_on_at_once { living.attempt("forward") } else { living.next() };
        if living.carry_out(&attempt)? {
            refused.push(index);
        }
        events.push(attempt.event);
        dues.push(living.due());
        desks.push(living.desk());
        shares.push(living.share());
    }
    let mut history = json!({
        "received": now.0, "limit": world.limits[case], "recorded": told, "events": events,
    });
    if waits {
        history["opinion_most"] = json!(world.most);
    }
    let mut answer = json!({
        "dues": dues, "refused": refused, "due": living.due(), "on_time": living.dossier.on_time(),
    });
    if is_shared {
        living.later("");
        history["now"] = json!(living.now.0);
        history["receives"] = json!(HERE);
        history["decides"] = json!(decides);
        history["staffed"] = json!(living.staffed);
        history["steps"] = world.steps.iter().map(SharedStep::line).collect();
        answer["desks"] = json!(desks);
        answer["shares"] = json!(shares);
        shares::tell(&mut answer, &living.dossier, &living.happened, &world.law, living.now);
    }
    Ok(Life { history, answer })
}

fn approving(code: DossierCode) -> d::Decide {
    let (outcome, reason) = (Outcome::Approved, String::new());
    d::Decide { code, outcome, reason, files: Vec::new(), sign: None }
}

impl Living<'_> {
    fn is_shared(&self) -> bool {
        !self.world.steps.is_empty()
    }

    fn desk(&self) -> String {
        let holder = &self.dossier.holder;
        format!("{} {} {}", holder.agency, holder.duty.as_str(), holder.step)
    }

    fn share(&self) -> Option<i64> {
        d::share_until(&self.happened, &self.world.law, self.now).map(|until| until.0)
    }

    fn decides(&self) -> AgencyCode {
        self.dossier.submission.competent.clone()
    }

    /// Who tries this: mostly whoever may.
    fn actor_of(&mut self, kind: &str) -> AgencyCode {
        let holder = self.dossier.holder.agency.clone();
        if !self.is_shared() {
            return agency(if kind == "give_opinion" { THERE } else { HERE });
        }
        if !matches!(kind, "outage" | "record" | "void" | "unmove") && self.random.chance(6) {
            let code = *self.random.one(&[HERE, THERE, TAX, LAND]);
            return agency(code);
        }
        match kind {
            "outage" | "record" | "void" | "unmove" | "extend" | "reopen" => self.decides(),
            "supplement" | "withdraw" | "settle_payment" => agency(HERE),
            "give_opinion" => self.dossier.opinions_awaited().next().map_or(holder, |one| one.of.clone()),
            // Of the agency itself, or of a desk that may speak for it.
            "return_share" => {
                let out: Vec<_> =
                    self.dossier.shares_out().map(|share| share.given.to.agency.clone()).collect();
                let theirs =
                    out.into_iter().filter(|agency| self.staffed.contains(agency)).collect::<Vec<_>>();
                if theirs.is_empty() { holder } else { self.random.one(&theirs).clone() }
            }
            "record_reply" => self.dossier.given_out_by().next().map_or(holder, |desk| desk.agency.clone()),
            _ => holder,
        }
    }

    fn due(&self) -> Option<i64> {
        self.dossier.due_at().map(|due| due.0)
    }

    /// True: refused.
    fn carry_out(&mut self, attempt: &Try) -> Result<bool, String> {
        let actor = &officer(&attempt.by);
        let code = self.dossier.code().clone();
        match &attempt.record {
            Record::Stands => {}
            Record::Adds(outage) => self.outages.push(outage.clone()),
            Record::Voids(outage) => {
                let (law, now) = (&self.world.law, self.now);
                let read = &mut Memory::default().with_outages(std::slice::from_ref(outage));
                let command = VoidOutage { id: outage.id.clone(), reason: "ghi nhầm".into() };
                let voided = outage::void_outage(&mut outage::Desk { law, read, actor, now }, command);
                let voided = voided.map_err(|halt| format!("{}: {halt:?}", attempt.event))?.first.after;
                self.outages.retain(|kept| kept.id != outage.id);
                self.outages.push(voided);
            }
        }
        let Some(act) = &attempt.act else { return Ok(false) };
        let sits = |agency: &AgencyCode| Duty::DESKS.map(|duty| (agency.clone(), duty));
        let staffed = self.staffed.iter().flat_map(sits).collect();
        let read = &mut Memory { staffed, ..Memory::of(&self.dossier).with_outages(&self.outages) };
        match act(&mut Desk { law: &self.world.law, read, actor, now: self.now }, code) {
            Ok(changes) => {
                self.dossier = changes.first.after;
                self.happened.extend(changes.first.events);
                Ok(false)
            }
            Err(Halt::Refused(_)) => Ok(true),
            Err(Halt::Broke(fault)) => Err(format!("{}: {fault}", attempt.event)),
        }
    }

    /// Mostly what may be done where the dossier stands, a while later.
    fn next(&mut self) -> Try {
        const ALL: [&str; 19] = [
            "forward",
            "ask_supplement",
            "supplement",
            "ask_payment",
            "settle_payment",
            "ask_opinion",
            "give_opinion",
            "return_share",
            "take_back_share",
            "extend",
            "outage",
            "outage",
            "record",
            "void",
            "unmove",
            "stop",
            "reopen",
            "withdraw",
            "decide",
        ];
        if self.is_shared() && self.random.chance(70) {
            let kind = *self.random.one(between_agencies(&self.dossier, &self.staffed));
            self.later(kind);
            return self.attempt(kind);
        }
        let lawful: &[&str] = match self.dossier.status() {
            Status::Accepted if self.is_due_back() => &["unmove", "unmove", "forward", "outage", "void"],
            Status::InProcess if self.is_due_back() && self.random.chance(60) => {
                &["unmove", "unmove", "void", "ask_payment", "outage", "decide"]
            }
            Status::Accepted => &["forward", "forward", "outage", "record", "void", "ask_supplement"],
            Status::InProcess if self.dossier.opinions_awaited().next().is_some() => {
                &["give_opinion", "give_opinion", "ask_payment", "outage", "record", "ask_opinion"]
            }
            Status::InProcess if self.could_be_put_off() => {
                &["extend", "extend", "ask_payment", "outage", "record", "ask_opinion", "decide"]
            }
            Status::InProcess => &[
                "ask_payment",
                "ask_payment",
                "ask_opinion",
                "outage",
                "outage",
                "record",
                "void",
                "void",
                "ask_supplement",
                "stop",
                "decide",
            ],
            Status::AwaitingSupplement => &["supplement", "supplement", "record", "void", "outage", "stop"],
            Status::AwaitingPayment => {
                &["settle_payment", "settle_payment", "record", "void", "unmove", "outage"]
            }
            Status::Stopped => &["reopen"],
            _ => &ALL,
        };
        let kind = *if self.random.chance(12) { self.random.one(&ALL) } else { self.random.one(lawful) };
        self.later(kind);
        self.attempt(kind)
    }

    /// Its date has taken in what was voided since.
    fn is_due_back(&self) -> bool {
        let promise = self.dossier.reception.as_ref().map(|reception| &reception.promise);
        promise.is_some_and(|promise| {
            self.outages.iter().any(|outage| outage.voided.is_some() && outage.is_in(promise))
        })
    }

    fn could_be_put_off(&self) -> bool {
        let in_time = self.dossier.due_at().is_some_and(|due| self.now.day() < due.day());
        in_time && self.dossier.extensions == 0
    }

    /// Time passes; for an extension preferably to the edge of what is in time.
    fn later(&mut self, kind: &str) {
        let due = self.dossier.due_at();
        if let ("extend" | "decide", Some(due), true) = (kind, due, self.random.chance(60)) {
            let day = due.day().plus(self.random.within(-2, 0) as i32);
            let at = if kind == "decide" {
                due.plus_ms(*self.random.one(&[-MINUTE_MS, 0, 1, MINUTE_MS]))
            } else {
                somewhen(self.world, self.random, day)
            };
            self.now = self.now.max(at);
            return;
        }
        let moved = match self.random.within(0, 5) {
            0 => 0,
            1 => self.random.within(0, 600) * MINUTE_MS,
            2 => self.random.within(0, 600) * MINUTE_MS + self.random.within(0, 59_999),
            _ => {
                let most = *self.random.one(&[2, 2, 6, 30]);
                let days = self.random.within(0, most);
                let at = somewhen(self.world, self.random, self.now.day().plus(days as i32));
                self.now = self.now.max(at);
                return;
            }
        };
        self.now = self.now.plus_ms(moved);
    }

    fn attempt(&mut self, kind: &str) -> Try {
        match kind {
            "outage" | "record" => return self.outage(kind),
            "void" | "unmove" => return self.mistake(kind).unwrap_or_else(|| self.outage("record")),
            _ => {}
        }
        let reason = || String::from("theo quy định");
        let by = self.actor_of(kind);
        let mut event = json!({ "at": self.now.0, "kind": kind, "by": by });
        let act: Box<Act> = match kind {
            "forward" => Box::new(|desk, code| {
                d::forward(desk, d::Forward { code, to_officer: None, note: String::new() })
            }),
            "ask_supplement" => Box::new(move |desk, code| {
                let items = vec![WrongItem { about: d::About::Whole, why: reason() }];
                let why_again = reason();
                d::ask_supplement(desk, d::AskSupplement { code, items, complete: true, why_again })
            }),
            "supplement" => Box::new(move |desk, code| supplement(desk, code, reason())),
            "ask_payment" => Box::new(move |desk, code| {
                d::ask_payment(desk, d::AskPayment { code, amount_vnd: 50_000, of: None, reason: reason() })
            }),
            "settle_payment" => Box::new(|desk, code| {
                d::settle_payment(desk, d::SettlePayment { code, proof: "BL-0001".into(), paid_on: None })
            }),
            "stop" => Box::new(move |desk, code| {
                d::stop(desk, d::Stop { code, reason: reason(), although_awaited: true })
            }),
            "reopen" => Box::new(move |desk, code| d::reopen(desk, d::Reopen { code, reason: reason() })),
            "withdraw" => {
                Box::new(move |desk, code| d::withdraw(desk, d::Withdraw { code, reason: reason() }))
            }
            "give_opinion" => Box::new(move |desk, code| {
                d::give_opinion(desk, d::GiveOpinion { code, number: None, answer: reason() })
            }),
            "ask_opinion" => {
                let limit = Limit::WorkingDays(self.random.within(1, 8) as u32);
                event["limit"] = json!(limit.to_string());
                let of = *self.random.one(if self.is_shared() { &[THERE, TAX, LAND] } else { &[THERE] });
                event["of"] = json!(of);
                Box::new(move |desk, code| {
                    let question = reason();
                    d::ask_opinion(desk, d::AskOpinion { code, of: agency(of), limit, question })
                })
            }
            "hand_back" => {
                Box::new(move |desk, code| d::hand_back(desk, d::HandBack { code, reason: reason() }))
            }
            "record_reply" => {
                let word = *self.random.one(&ReplyWord::ALL);
                event["word"] = json!(word);
                Box::new(move |desk, code| {
                    let (text, files) = (reason(), Vec::new());
                    d::record_reply(desk, d::RecordReply { code, word, text, files })
                })
            }
            "return_share" => {
                let (number, word) = (self.some_share(), *self.random.one(&ReplyWord::ALL));
                (event["number"], event["word"]) = (json!(number), json!(word));
                Box::new(move |desk, code| {
                    let (text, files) = (reason(), Vec::new());
                    d::return_share(desk, d::ReturnShare { code, number, word, text, files })
                })
            }
            "take_back_share" => {
                let number = self.some_share();
                event["number"] = json!(number);
                Box::new(move |desk, code| {
                    d::take_back_share(desk, d::TakeBackShare { code, number, reason: reason() })
                })
            }
            "issue" => Box::new(|desk, code| {
                let day = desk.now.day();
                let entry = BookEntry { number: "1".into(), book: "Sổ".into(), day };
                d::issue(desk, d::Issue { code, entry, files: Vec::new(), unscanned: None })
            }),
            "extend" => {
                let from = self.dossier.due_at().unwrap_or(self.now);
                let day = from.day().plus(self.random.within(0, 9) as i32);
                let to = somewhen(self.world, self.random, day);
                event["to"] = json!(to.0);
                Box::new(move |desk, code| {
                    let (at_fault, told) = (agency(HERE), d::Notice::Sms);
                    d::extend(desk, d::Extend { code, to, at_fault, told, reason: reason() })
                })
            }
            _ => Box::new(|desk, code| d::decide(desk, approving(code))),
        };
        Try { event, by, record: Record::Stands, act: Some(act) }
    }

    /// None: whichever is meant. Else mostly one that is or was out.
    fn some_share(&mut self) -> Option<u32> {
        let last = self.dossier.shares.len() as i64 + 1;
        self.random.chance(40).then(|| self.random.within(1, last) as u32)
    }

    /// Recorded, and for `outage` also carried to the dossier.
    fn outage(&mut self, kind: &str) -> Try {
        let counted =
            self.dossier.reception.as_ref().map_or(self.now, |reception| reception.promise.counted_from);
        let due = self.dossier.due_at().unwrap_or(self.now);
        let reach = ((due.0 - counted.0) / DAY_MS).clamp(0, 400);
        let (from, until) = match self.outages.last() {
            // The rest of a day of which something is lost already.
            Some(last) if self.random.chance(30) => {
                let day = last.from.day();
                let (one, two) =
                    (somewhen(self.world, self.random, day), somewhen(self.world, self.random, day));
                (one.min(two), one.max(two).plus_ms(MINUTE_MS))
            }
            _ => stretch(self.world, self.random, counted, reach),
        };
        let id = format!("{}-{}", self.dossier.seq, self.random.within(0, i64::MAX / 2));
        let event = json!({ "at": self.now.0, "kind": kind, "from": from.0, "until": until.0 });
        let by = self.decides();
        let outage = recorded(self.world, &by, self.now, id, (from, until)).ok();
        let act = outage.clone().filter(|_| kind == "outage").map(|outage| -> Box<Act> {
            Box::new(move |desk, code| {
                d::move_due(desk, d::MoveDue { code, by: d::Mover::Outage { id: outage.id.clone() } })
            })
        });
        Try { event, by, record: outage.map_or(Record::Stands, Record::Adds), act }
    }

    /// One of the records of this agency is voided, or its voiding carried to the dossier;
    /// none where there is none. A record is told by when it began and ended, so of several
    /// alike it is the last.
    fn mistake(&mut self, kind: &str) -> Option<Try> {
        let by = self.decides();
        let is_one = |outage: &&Outage| outage.agency == by && outage.voided.is_some() == (kind == "unmove");
        let ours: Vec<&Outage> = self.outages.iter().filter(is_one).collect();
        if ours.is_empty() {
            return None;
        }
        // Preferably one that is in the date: the others change nothing.
        let promise = self.dossier.reception.as_ref().map(|reception| &reception.promise);
        let inside = |outage: &&&Outage| promise.is_some_and(|promise| outage.is_in(promise));
        let in_it: Vec<&Outage> = ours.iter().filter(inside).copied().collect();
        let pick = if in_it.is_empty() || self.random.chance(20) { &ours } else { &in_it };
        let one = (*self.random.one(pick)).clone();
        let alike = |other: &&&Outage| (other.from, other.until) == (one.from, one.until);
        let one = ours.iter().rfind(alike).map_or(one, |last| (*last).clone());
        let event = json!({ "at": self.now.0, "kind": kind, "from": one.from.0, "until": one.until.0 });
        if kind == "void" {
            return Some(Try { event, by, record: Record::Voids(one), act: None });
        }
        let act: Box<Act> = Box::new(move |desk, code| {
            d::move_due(desk, d::MoveDue { code, by: d::Mover::Outage { id: one.id.clone() } })
        });
        Some(Try { event, by, record: Record::Stands, act: Some(act) })
    }
}
