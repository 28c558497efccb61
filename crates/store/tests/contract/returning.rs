//! Results on their way: the lists of receptions follow the dossiers, and a hand-over list is given and taken
//! over whole or not at all.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::command::Command;
use motcua_core::consignment::{ConsignmentCommand, HandOverResults, TakeBackResults, TakeOverResults};
use motcua_core::dossier::*;
use motcua_store::act::{Acting, Prepared, carry_out, carry_out_any, prepare};
use motcua_store::{Written, consignment, result_out};

on_both_engines! {
    a_list_is_numbered_given_and_taken_over_with_its_dossiers,
    of_two_lists_with_the_same_result_one_is_given,
    a_list_that_is_taken_back_is_on_no_way_and_its_results_wait_again,
    a_parcel_stands_on_the_list_of_its_reception_until_it_arrives,
}

/// A birth that is ready to be returned, and wanted so.
fn ready(bench: &Bench, dice: &mut Dice, wanted: WantedReturn) -> DossierCode {
    let command = Submit { wanted, ..handing_in(dice.id(), HERE, "Phan Anh Đức") };
    let code = bench.done(&citizen(), morning(), &submitting(command)).code().clone();
    for verb in [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide, Verb::Issue] {
        bench.done(&clerk(HERE), morning(), &doing(verb, &code, &mut Dice(3)));
    }
    code
}

fn there() -> WantedReturn {
    WantedReturn::Centre { agency: agency(THERE) }
}

fn giving(id: &str, dossiers: &[DossierCode]) -> ConsignmentCommand {
    HandOverResults { id: id.into(), to: agency(THERE), dossiers: dossiers.to_vec() }.into()
}

fn stands(bench: &Bench, code: &str, stage: ResultStage) -> Vec<DossierCode> {
    let found = bench.store.read(|rows| result_out::of_stage(rows, &agency(code), stage, 10)).unwrap();
    let mut codes: Vec<DossierCode> = found.iter().map(|dossier| dossier.code().clone()).collect();
    codes.sort_by_key(|code| code.number);
    codes
}

fn due(bench: &Bench, code: &str) -> i64 {
    bench.store.read(|rows| result_out::due_at(rows, &agency(code))).unwrap()
}

fn a_list_is_numbered_given_and_taken_over_with_its_dossiers(bench: &Bench) {
    let mut dice = Dice(17);
    let codes: Vec<DossierCode> = (0..3).map(|_| ready(bench, &mut dice, there())).collect();
    assert_eq!((stands(bench, HERE, ResultStage::ToSend), due(bench, HERE)), (codes.clone(), 3));
    let gives = |id: &str, dossiers: &[DossierCode]| {
        let clerk = clerk(HERE);
        carry_out(&bench.store, &Acting::of(law(), &clerk, later(1)), giving(id, dossiers))
    };
    let first = gives("first", &codes[..2]).unwrap().unwrap();
    let second = gives("second", &codes[2..]).unwrap().unwrap();
    assert_eq!((first.number_of_year(), second.number_of_year()), ("1/2025".into(), "2/2025".into()));
    assert_eq!(codes_of(&gives("third", &codes[..1]).unwrap_err()), ["result.on-its-way"]);
    assert_eq!((due(bench, HERE), due(bench, THERE)), (0, 2), "two lists are coming");
    let coming = bench.store.read(|rows| consignment::coming_to(rows, &agency(THERE), 10)).unwrap();
    assert_eq!(coming, [first.clone(), second]);

    let missing = vec![codes[1].clone()];
    let take = TakeOverResults { id: "first".into(), missing, note: "thiếu một".into() };
    let taker = clerk(THERE);
    let taken = carry_out(&bench.store, &Acting::of(law(), &taker, later(2)), ConsignmentCommand::from(take));
    let taken = taken.unwrap().unwrap();
    assert_eq!(taken.taken.as_ref().map(|taken| taken.note.as_str()), Some("thiếu một"));
    assert_eq!(stands(bench, THERE, ResultStage::Arrived), [codes[0].clone()]);
    assert_eq!(stands(bench, HERE, ResultStage::Missing), [codes[1].clone()]);
    let missed = || bench.store.read(|rows| result_out::missed_at(rows, &agency(THERE), 10)).unwrap();
    assert_eq!(missed().len(), 1, "whoever missed it looks for it too");
    assert_eq!((due(bench, HERE), due(bench, THERE)), (1, 2));
    let (code, note) = (codes[1].clone(), String::from("trong tủ"));
    let found = RecoverResult { code, how: Recovered::Found, note };
    bench.done(&clerk(HERE), later(3), &Doing::Command(found.into()));
    assert_eq!(stands(bench, HERE, ResultStage::ToSend), [codes[1].clone()]);
    assert!(missed().is_empty() && stands(bench, HERE, ResultStage::Missing).is_empty());
    bench.done(&clerk(THERE), later(3), &doing(Verb::ReturnResult, &codes[0], &mut dice));
    assert!(stands(bench, THERE, ResultStage::Arrived).is_empty());
    let kept = bench.store.read(|rows| consignment::given_by(rows, &agency(HERE), 1)).unwrap();
    assert_eq!(kept[0].id, "second", "the latest first");
}

fn later(hours: i64) -> Moment {
    morning().plus_ms(hours * 3_600_000)
}

fn of_two_lists_with_the_same_result_one_is_given(bench: &Bench) {
    let mut dice = Dice(18);
    let code = ready(bench, &mut dice, there());
    let clerk = clerk(HERE);
    let prepared = |id: &str| {
        let asking = Acting::of(law(), &clerk, later(1));
        let command = Command::Consignment(giving(id, std::slice::from_ref(&code)));
        match bench.store.read(|rows| prepare(rows, &asking, command)).unwrap() {
            Prepared::Write(write) => write,
            Prepared::Again(_) => panic!("a key was not sent"),
        }
    };
    let writes = [prepared("one"), prepared("two")];
    let written: Vec<Written> =
        writes.into_iter().map(|write| bench.store.write(write).wait().unwrap()).collect();
    assert!(matches!(written.as_slice(), [Written::Done(_), Written::Conflict]), "{written:?}");
    let lists = bench.store.read(|rows| consignment::given_by(rows, &agency(HERE), 10)).unwrap();
    assert_eq!(lists.len(), 1);
}

fn a_list_that_is_taken_back_is_on_no_way_and_its_results_wait_again(bench: &Bench) {
    let code = ready(bench, &mut Dice(20), there());
    let clerk = clerk(HERE);
    let does = |command: ConsignmentCommand| {
        carry_out(&bench.store, &Acting::of(law(), &clerk, later(1)), command).unwrap().unwrap()
    };
    does(giving("wrong", std::slice::from_ref(&code)));
    let under_way = || bench.store.read(|rows| consignment::under_way_from(rows, &agency(HERE), 10)).unwrap();
    assert_eq!((under_way().len(), due(bench, THERE)), (1, 1));
    does(TakeBackResults { id: "wrong".into(), reason: "nhầm nơi".into() }.into());
    assert_eq!((under_way().len(), due(bench, THERE), due(bench, HERE)), (0, 0, 1));
    assert_eq!(stands(bench, HERE, ResultStage::ToSend), std::slice::from_ref(&code));
    let right = does(giving("right", &[code]));
    assert_eq!((right.number_of_year().as_str(), under_way().len()), ("2/2025", 1));
}

fn a_parcel_stands_on_the_list_of_its_reception_until_it_arrives(bench: &Bench) {
    let mut dice = Dice(19);
    let address = PostAddress {
        receiver: "Phan Anh Đức".into(),
        phone: "0905123456".into(),
        commune: unit("19753"),
        detail: "1 Lê Lợi".into(),
    };
    let code = ready(bench, &mut dice, WantedReturn::Post(address));
    assert_eq!(stands(bench, HERE, ResultStage::ToPost), std::slice::from_ref(&code));
    let post = PostResult { code: code.clone(), order: "VN1".into() };
    bench.done(&clerk(HERE), later(1), &Doing::Command(post.into()));
    let with_the_post = || bench.store.read(|rows| result_out::with_the_post(rows, None, 10)).unwrap();
    assert_eq!(with_the_post().len(), 1, "the post is asked about it");
    let says = |state, hours| {
        let (order, news) = (String::new(), ParcelNews { state, at: later(hours) });
        let follow = FollowParcel { code: code.clone(), parcel: 1, order, news };
        let actor = motcua_core::act::Actor::Outside { system: POST.into() };
        let asking = Acting::of(law(), &actor, later(50));
        carry_out_any(&bench.store, &asking, Command::Dossier(follow.into())).map(drop)
    };
    says(ParcelState::Failed, 26).unwrap();
    assert_eq!((stands(bench, HERE, ResultStage::PostTrouble), due(bench, HERE)), (vec![code.clone()], 1));
    assert_eq!(codes_of(&says(ParcelState::Taken, 3).unwrap_err()), ["result.parcel-known"]);
    says(ParcelState::Delivered, 30).unwrap();
    assert!(with_the_post().is_empty() && stands(bench, HERE, ResultStage::PostTrouble).is_empty());
}
