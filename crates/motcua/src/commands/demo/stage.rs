//! What the demonstration shows: a scenario with its dossiers, or the staff of provinces alone.

use crate::commands::served::served;
use crate::config::Config;
use crate::said::listed;
use motcua_books::Books;
use motcua_core::Day;
use motcua_core::directory::{self, UnitCode};
use motcua_simulator::SCENARIOS;
use motcua_simulator::plan::Scenario;

/// What is shown.
pub(super) struct Stage {
    /// The mark that the filled database gets.
    pub(super) id: String,
    pub(super) title: String,
    /// The setting of the provinces that are served.
    pub(super) province: String,
    /// Since when the staff is there.
    pub(super) from: Day,
    /// The clock first stands on the next working day.
    pub(super) to: Day,
    pub(super) seed: u64,
    /// The communes whose log-ins are shown; none: those that come first.
    pub(super) shown: Vec<String>,
    /// Its dossiers are replayed; none: there are no dossiers.
    pub(super) scenario: Option<Scenario>,
}

impl Stage {
    /// The scenario that is named, else the one of the province that is served. An `empty` one
    /// needs no scenario: any provinces will do.
    pub(super) fn of(
        config: &Config,
        books: &Books,
        name: Option<&str>,
        empty: bool,
    ) -> Result<Stage, String> {
        let mut known = Vec::new();
        for (id, text) in SCENARIOS {
            known.push(Scenario::read(&format!("{id}.toml"), text).map_err(|wrong| listed(&wrong))?);
        }
        let served = served(&config.province, books)?;
        let of_province = |scenario: &Scenario| {
            served.province.as_ref().map(UnitCode::as_str) == Some(scenario.province.as_str())
        };
        let found = match name {
            Some(name) => {
                Some(known.iter().position(|one| one.id == name).ok_or_else(|| unknown(name, &known))?)
            }
            None => known.iter().position(of_province),
        };
        match found {
            Some(at) => Ok(Stage::of_scenario(known.swap_remove(at), empty)),
            None if empty => Ok(Stage::empty(config, books)),
            None => Err(nothing_known(&config.province, &known)),
        }
    }

    fn of_scenario(scenario: Scenario, empty: bool) -> Stage {
        Stage {
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            province: scenario.province.clone(),
            from: scenario.windows.month.from,
            to: scenario.windows.month.to,
            seed: scenario.seed,
            shown: scenario.shown.clone(),
            scenario: (!empty).then_some(scenario),
        }
    }

    /// Staff since the first day of the two tiers, and no dossiers.
    fn empty(config: &Config, books: &Books) -> Stage {
        let units = books.text("units/provinces.tsv").map(|text| directory::provinces("", text));
        let units = units.and_then(Result::ok).unwrap_or_default();
        let from = units.iter().map(|unit| unit.valid_from).min().unwrap_or(Day(0));
        let setting = config.province.trim();
        let name =
            units.iter().find(|unit| unit.code.as_str() == setting).map(|unit| unit.full_name.as_str());
        Stage {
            id: format!("empty {setting}"),
            title: format!("{}: chưa có hồ sơ / no dossiers yet", name.unwrap_or(setting)),
            province: config.province.clone(),
            from,
            to: from.plus(30),
            seed: u64::from(from.0.unsigned_abs()),
            shown: Vec::new(),
            scenario: None,
        }
    }
}

fn listed_ids(known: &[Scenario]) -> String {
    let ids: Vec<String> = known.iter().map(|one| format!("{} ({})", one.id, one.title)).collect();
    ids.join(", ")
}

fn unknown(name: &str, known: &[Scenario]) -> String {
    let list = listed_ids(known);
    format!("Không có kịch bản “{name}”; có: {list}. / There is no scenario “{name}”; there are: {list}.")
}

fn nothing_known(province: &str, known: &[Scenario]) -> String {
    let list = listed_ids(known);
    format!(
        "Chưa có kịch bản nào cho “{province}”; chạy `demo --empty` (có cán bộ, chưa có hồ sơ), hoặc `demo --scenario` với một \
         trong: {list}.\n\
         There is no scenario for “{province}”; run `demo --empty` (staff and no dossiers), or `demo --scenario` with one of: \
         {list}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_chosen_by_its_name_or_by_the_province() {
        let books = Books::embedded();
        let stage = |province: &str, name: Option<&str>, empty: bool| {
            let config = Config { province: province.into(), ..Config::default() };
            Stage::of(&config, &books, name, empty)
                .map(|stage| (stage.id, stage.province, stage.scenario.is_some()))
        };
        let hue = |is_filled| Ok(("hue-2025-07".to_string(), "46".to_string(), is_filled));
        assert_eq!(stage("46", None, false), hue(true));
        assert_eq!(stage("Huế", None, true), hue(false));
        assert_eq!(stage("01", Some("hue-2025-07"), false), hue(true));
        assert_eq!(stage("01", None, true), Ok(("empty 01".into(), "01".into(), false)));
        assert_eq!(stage("all", None, true), Ok(("empty all".into(), "all".into(), false)));
        assert!(stage("01", None, false).unwrap_err().contains("demo --empty"));
        assert!(stage("01", Some("x"), false).unwrap_err().contains("hue-2025-07"));
        assert!(stage("99", None, true).unwrap_err().contains("46 Huế"));
    }
}
