//! What was published about Kim Bôi's first two weeks, read from a store into which the fortnight
//! of Phú Thọ was replayed: from the scoreboard, and from every single dossier.

use motcua_books::Books;
use motcua_core::Day;
use motcua_core::act::fold;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{Dossier, Status};
use motcua_core::law::{FormDuty, Policy};
use motcua_core::scoreboard::standing;
use motcua_simulator::plan::Scenario;
use motcua_simulator::replay::replay;
use motcua_simulator::staff::Staff;
use motcua_store::files::Files;
use motcua_store::scoreboard::{Period, of_children, of_unit};
use motcua_store::{DatabasePlace, Store, dossier};

const KIM_BOI: &str = "04978";

fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).expect("a code")
}

#[test]
fn kim_boi_received_409_all_digitised_and_none_overdue() {
    let scenario = Scenario::read("phu-tho-2025-07.toml", motcua_simulator::PHU_THO_2025_07)
        .unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let province = unit(&scenario.province);
    let policy =
        Policy { province: Some(province.clone()), form_duty: FormDuty::Nobody, ..Policy::default() };
    let law = Books::embedded().law(policy).expect("the catalogue is sound");
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).expect("a store");
    let files = Files::open(&folder.path().join("files")).expect("a folder of files");
    let staff = Staff::of(&law, &province, scenario.windows.month.from, scenario.seed);
    let replayed = replay(&law, &scenario, &staff, &store, &files, |_, _| {});
    let replayed = replayed.unwrap_or_else(|halt| panic!("{halt:#?}"));

    let opening = scenario.windows.opening;
    let period = Period { from: opening.from, to: opening.to, as_of: opening.to };
    let communes = store.read(|rows| of_children(rows, &province, period)).expect("readable");
    assert_eq!(communes.len(), 148);
    assert!(communes.iter().all(|(_, counts)| counts.received > 0), "every commune was at work");
    let kim_boi = store.read(|rows| of_unit(rows, province.as_str(), &unit(KIM_BOI), period));
    let kim_boi = kim_boi.expect("readable");
    let digitised = kim_boi.digitised_rate();
    assert_eq!((kim_boi.received, digitised.numerator, digitised.denominator), (409, 409, 409));
    assert_eq!(kim_boi.on_time, kim_boi.resolved);

    // None is overdue: neither among the completed nor among the open ones.
    let snapshot = Day(opening.to.0 + 1).at(0);
    let (mut seen, mut late) = (0, Vec::new());
    for id in &replayed.dossiers {
        let events = store.read(|rows| dossier::events(rows, *id)).expect("readable");
        let dossier = fold::<Dossier>(*id, &events).expect("a legal history");
        let here = law.directory.agency(&dossier.submission.receiving).expect("an agency");
        let Some(stands) = standing(&dossier) else { continue };
        if here.unit != unit(KIM_BOI) || stands.received_day > opening.to {
            continue;
        }
        seen += 1;
        let is_open = stands.resolved.is_none_or(|(day, _)| day > opening.to);
        let ended = [Status::Withdrawn, Status::Stopped].contains(&dossier.status());
        let is_late = match stands.resolved {
            Some((day, on_time)) if day <= opening.to => !on_time,
            _ => is_open && !ended && dossier.due_at().is_some_and(|due| due < snapshot),
        };
        if is_late {
            late.push(dossier.code().to_string());
        }
    }
    assert_eq!((seen, late), (409, Vec::<String>::new()));

    // What nobody published is marked so, and what was published is about one commune.
    let published: Vec<_> = scenario.figures.iter().filter(|figure| !figure.assumed).collect();
    assert_eq!(published.len(), 3);
    assert!(published.iter().all(|figure| figure.unit.as_deref() == Some(KIM_BOI)));
    assert!(scenario.figures.iter().all(|figure| figure.assumed == figure.source.is_empty()));
}
