//! From a file to a scenario, or to everything that is wrong with it.

use crate::plan::check;
use crate::plan::figure::Figure;
use crate::plan::scenario::{Demand, Mix, Publication, Scenario, Spread, Weights, Windows};
use motcua_core::{BadData, Day, line_of};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    title: String,
    province: String,
    #[serde(default)]
    shown: Vec<String>,
    seed: u64,
    #[serde(default)]
    days_off: Vec<Day>,
    office_hours: Vec<[String; 2]>,
    window: Windows,
    source: Vec<Publication>,
    figure: Vec<toml::Spanned<Figure>>,
    weight: Weights,
    procedure: Demand,
    mix: Mix,
    spread: Spread,
}

impl Scenario {
    /// Reads a scenario; `file` is its name for messages. Everything that is wrong
    /// is told at once, contradictions between the figures included.
    pub fn read(file: &str, text: &str) -> Result<Scenario, Vec<BadData>> {
        let read: File =
            toml::from_str(text).map_err(|error| vec![BadData::from_toml(file, text, &error)])?;
        let figures = read.figure.into_iter().map(|spanned| {
            let line = line_of(text, spanned.span().start);
            Figure { line, ..spanned.into_inner() }
        });
        let mut scenario = Scenario {
            id: read.id,
            title: read.title,
            province: read.province,
            shown: read.shown,
            seed: read.seed,
            days_off: read.days_off,
            sessions: Vec::new(),
            windows: read.window,
            sources: read.source,
            figures: figures.collect(),
            weight: read.weight,
            procedure: read.procedure,
            mix: read.mix,
            spread: read.spread,
        };
        let mut bad = Vec::new();
        match check::sessions(&read.office_hours) {
            Ok(sessions) => scenario.sessions = sessions,
            Err(why) => bad.push(BadData::new(file, None, "office_hours", why)),
        }
        check::all(&scenario, file, &mut bad);
        if bad.is_empty() { Ok(scenario) } else { Err(bad) }
    }
}
