//! The scenario of July 2025, replayed through the real actions into a new file.

use crate::scale::Scale;
use crate::work;
use motcua_core::directory::UnitCode;
use motcua_core::law::FormDuty;
use motcua_simulator::plan::Scenario;
use motcua_simulator::replay::replay_first;
use motcua_simulator::staff::Staff;
use motcua_store::files::Files;
use motcua_store::{DatabasePlace, Store};
use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
pub fn run(scale: &Scale) {
    let mut law = work::law();
    // Nobody in the scenario fills in a form, as in the demonstration.
    law.policy.form_duty = FormDuty::Nobody;
    let scenario =
        Scenario::read("hue-2025-07.toml", motcua_simulator::HUE_2025_07).expect("the scenario is sound");
    let province = UnitCode::parse(&scenario.province).expect("a province");
    let day = motcua_core::Day::of(2025, 7, 1).expect("a day");
    let staff = Staff::of(&law, &province, day, scenario.seed);
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).expect("the schema");
    let files = Files::open(&folder.path().join("files")).expect("a folder");
    let begun = Instant::now();
    let done = replay_first(scale.replayed, &law, &scenario, &staff, &store, &files, |_, _| {});
    let done = done.expect("the month is replayed");
    let seconds = begun.elapsed().as_secs_f64();
    println!("\n## Replay of July 2025 (SQLite, durable)\n");
    println!("| what | figure |\n|---|---|");
    println!("| dossiers | {} |", done.dossiers.len());
    println!("| acts | {} |", done.acts);
    println!("| seconds | {seconds:.1} |");
    println!("| dossiers a second | {:.0} |", done.dossiers.len() as f64 / seconds);
    println!("| acts a second | {:.0} |", done.acts as f64 / seconds);
}
