//! Every published figure of July 2025 in Huế, read from the scoreboard of a store
//! into which the whole month was replayed; and the scoreboard against a recount
//! of every single dossier from its events.

use motcua_books::Books;
use motcua_core::act::fold;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::Dossier;
use motcua_core::law::{FormDuty, Policy};
use motcua_core::scoreboard::{Counts, Rate, standing};
use motcua_core::{Day, Fault, Law};
use motcua_simulator::plan::{Counted, Measure, Scenario, WindowName};
use motcua_simulator::replay::{Replayed, replay};
use motcua_simulator::staff::Staff;
use motcua_store::files::Files;
use motcua_store::scoreboard::{Period, of_children, of_unit};
use motcua_store::{DatabasePlace, Store, dossier};
use std::collections::BTreeMap;

const PHU_XUAN: &str = "19753";
const PHU_VANG: &str = "19942";
const THUAN_HOA: &str = "19789";
const HUONG_AN: &str = "19804";

struct Hue {
    law: Law,
    scenario: Scenario,
    store: Store,
    replayed: Replayed,
    _folder: tempfile::TempDir,
}

fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).expect("a code")
}

fn july(from: u32, to: u32) -> Period {
    let day = |day| Day::of(2025, 7, day).expect("a day of July");
    Period { from: day(from), to: day(to), as_of: day(to) }
}

fn replay_july() -> Hue {
    let policy = Policy { form_duty: FormDuty::Nobody, ..Policy::default() };
    let law = Books::embedded().law(policy).expect("the catalogue is sound");
    let scenario =
        Scenario::read("hue-2025-07.toml", motcua_simulator::HUE_2025_07).expect("the scenario is sound");
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).expect("a store");
    let files = Files::open(&folder.path().join("files")).expect("a folder of files");
    let staff = Staff::of(&law, &unit("46"), scenario.windows.month.from, scenario.seed);
    let replayed = replay(&law, &scenario, &staff, &store, &files, |_, _| {}).expect("no act is refused");
    Hue { law, scenario, store, replayed, _folder: folder }
}

impl Hue {
    fn province(&self, period: Period) -> Counts {
        self.store.read(|rows| of_unit(rows, "", &unit("46"), period)).expect("readable")
    }

    fn communes(&self, period: Period) -> BTreeMap<String, Counts> {
        let found = self.store.read(|rows| of_children(rows, &unit("46"), period)).expect("readable");
        found.into_iter().map(|(unit, counts)| (unit.to_string(), counts)).collect()
    }

    fn commune(&self, code: &str, period: Period) -> Counts {
        self.store.read(|rows| of_unit(rows, "46", &unit(code), period)).expect("readable")
    }
}

/// `91.17`: a rate as the newspapers print it.
fn percent(rate: Rate) -> String {
    let points = rate.basis_points().expect("a denominator");
    format!("{}.{:02}", points / 100, points % 100)
}

fn two(rate: Rate) -> (i64, i64) {
    (rate.numerator, rate.denominator)
}

/// The commune with the strictly largest value; nobody when two share it.
fn leader(communes: &BTreeMap<String, Counts>, above: impl Fn(&Counts, &Counts) -> bool) -> Option<&str> {
    let leads = |code: &str, counts: &Counts| {
        communes.iter().all(|(other, rival)| other == code || above(counts, rival))
    };
    communes.iter().find(|(code, counts)| leads(code, counts)).map(|(code, _)| code.as_str())
}

fn higher(rate: fn(&Counts) -> Rate) -> impl Fn(&Counts, &Counts) -> bool {
    move |one, other| rate(one).cmp_share(rate(other)).is_gt()
}

#[test]
fn the_scoreboard_shows_what_was_published_about_july_2025_in_hue() {
    let hue = replay_july();
    let more = |one: &Counts, other: &Counts| one.received > other.received;

    // 1–14 July.
    let (opening, communes) = (hue.province(july(1, 14)), hue.communes(july(1, 14)));
    assert_eq!(opening.received, 17_710);
    assert_eq!(percent(opening.online_rate()), "75.78");
    assert_eq!(hue.commune(PHU_XUAN, july(1, 14)).received, 1_758);
    assert_eq!(leader(&communes, more), Some(PHU_XUAN));
    assert_eq!(two(hue.commune(PHU_VANG, july(1, 14)).online_rate()), (491, 493));
    assert_eq!(percent(hue.commune(PHU_VANG, july(1, 14)).online_rate()), "99.59");
    assert_eq!(leader(&communes, higher(Counts::online_rate)), Some(PHU_VANG));
    assert_eq!(two(hue.commune(HUONG_AN, july(1, 14)).on_time_rate()), (309, 338));
    assert_eq!(leader(&communes, higher(Counts::on_time_rate)), Some(HUONG_AN));

    // 14 July.
    let (day, communes) = (hue.province(july(14, 14)), hue.communes(july(14, 14)));
    assert_eq!(day.received, 3_425);
    assert_eq!(percent(day.online_rate()), "95.00");
    assert_eq!(hue.commune(THUAN_HOA, july(14, 14)).received, 203);
    assert_eq!(leader(&communes, more), Some(THUAN_HOA));
    assert_eq!(two(hue.commune(THUAN_HOA, july(14, 14)).online_rate()), (203, 203));
    assert_eq!(leader(&communes, higher(Counts::online_rate)), Some(THUAN_HOA));

    // 1–31 July.
    let (month, communes) = (hue.province(july(1, 31)), hue.communes(july(1, 31)));
    assert_eq!(month.received, 44_825);
    assert_eq!(percent(month.online_rate()), "91.17");
    assert_eq!(percent(month.online_resolved_rate()), "88.46");
    assert_eq!(two(hue.commune(PHU_XUAN, july(1, 31)).resolved_rate()), (2_779, 2_934));
    assert_eq!(leader(&communes, more), Some(PHU_XUAN));
    assert_eq!(leader(&communes, higher(Counts::resolved_rate)), Some(PHU_XUAN));
    assert_eq!(two(hue.commune(PHU_VANG, july(1, 31)).online_rate()), (1_538, 1_541));
    assert_eq!(percent(hue.commune(PHU_VANG, july(1, 31)).online_rate()), "99.81");
    assert_eq!(leader(&communes, higher(Counts::online_rate)), Some(PHU_VANG));
    assert_eq!(communes.len(), 40, "40 of 40 communes");
    assert!(communes.values().all(|counts| counts.received > 0));

    every_figure_of_the_file_holds(&hue);
    the_sums_are_a_recount_of_the_events(&hue);
}

/// The same from the scenario file, so that no figure is forgotten above.
fn every_figure_of_the_file_holds(hue: &Hue) {
    for figure in &hue.scenario.figures {
        let (from, to) = match figure.window {
            WindowName::Opening => (1, 14),
            WindowName::Day => (14, 14),
            WindowName::Month => (1, 31),
        };
        let counted = |counts: &Counts| {
            let rate = match figure.measure {
                Measure::Received => Rate { numerator: counts.received, denominator: counts.received },
                Measure::OnlineRate => counts.online_rate(),
                Measure::ResolvedRate => counts.resolved_rate(),
                Measure::ResolvedOnlineRate => counts.online_resolved_rate(),
                Measure::OnTimeRate => counts.on_time_rate(),
                Measure::DigitisedRate => counts.digitised_rate(),
                Measure::Overdue => {
                    Rate { numerator: counts.resolved - counts.on_time, denominator: counts.received }
                }
            };
            Counted { part: rate.numerator as u64, whole: rate.denominator as u64 }
        };
        let of_figure = match &figure.unit {
            Some(code) => counted(&hue.commune(code, july(from, to))),
            None => counted(&hue.province(july(from, to))),
        };
        assert!(figure.is_met_by(of_figure), "line {}: {of_figure:?}", figure.line);
        if figure.leads {
            for (code, counts) in hue.communes(july(from, to)) {
                let is_leader = figure.unit.as_deref() == Some(code.as_str());
                let below = of_figure.is_above(&counted(&counts), figure.measure);
                assert!(is_leader || below, "line {}: {code} does not stand below", figure.line);
            }
        }
    }
}

fn the_sums_are_a_recount_of_the_events(hue: &Hue) {
    let windows = [july(1, 14), july(14, 14), july(1, 31)];
    let mut recount = vec![BTreeMap::<String, Counts>::new(); windows.len()];
    for id in &hue.replayed.dossiers {
        let read =
            hue.store.read(|rows| Ok::<_, Fault>((dossier::by_id(rows, *id)?, dossier::events(rows, *id)?)));
        let (stored, events) = read.expect("readable");
        let folded = fold::<Dossier>(*id, &events).expect("a legal history");
        assert_eq!(stored.as_ref(), Some(&folded), "the state is what the events say");
        let Some(stands) = standing(&folded) else { continue };
        let agency = hue.law.directory.agency(&folded.submission.receiving).expect("an agency");
        for (period, sums) in windows.iter().zip(&mut recount) {
            if !(period.from..=period.to).contains(&stands.received_day) {
                continue;
            }
            let resolved = stands.resolved.filter(|(day, _)| *day <= period.as_of);
            let yes = i64::from;
            sums.entry(agency.unit.to_string()).or_default().add(&Counts {
                received: 1,
                eligible: yes(stands.eligible),
                online: yes(stands.online),
                resolved: yes(resolved.is_some()),
                online_resolved: yes(stands.online && resolved.is_some()),
                on_time: yes(resolved.is_some_and(|(_, on_time)| on_time)),
                digitised: yes(stands.digitised),
            });
        }
    }
    for (period, sums) in windows.iter().zip(recount) {
        assert_eq!(hue.communes(*period), sums);
        let mut province = Counts::default();
        sums.values().for_each(|counts| province.add(counts));
        assert_eq!(hue.province(*period), province);
    }
}
