//! Configuration: one TOML file, then the environment, which wins. Read once.

use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What an operator may set. Every value has a default that works.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port. `MOTCUA_LISTEN`.
    pub listen: SocketAddr,
    /// Folder of the database and the files. `MOTCUA_DATA`.
    pub data: PathBuf,
    /// `postgres://…`; none = SQLite in the data folder. `MOTCUA_DATABASE_URL`.
    pub database_url: Option<String>,
    /// A catalogue of one's own instead of the one in the binary. `MOTCUA_CATALOGUE`.
    pub catalogue: Option<PathBuf>,
    /// Code of the province that is served. `MOTCUA_PROVINCE`.
    pub province: String,
    /// `acceptance` or `submission`: when the clock of an online dossier starts.
    /// `MOTCUA_CLOCK_START`.
    pub clock_start: ClockStart,
    /// The folder where files are kept; none = `files` in the data folder.
    /// `MOTCUA_FILES`.
    pub files: Option<PathBuf>,
    /// Where the virus scanner clamd listens: `127.0.0.1:3310` or
    /// `/run/clamav/clamd.ctl`; none = files are not scanned. `MOTCUA_CLAMD`.
    pub clamd: Option<String>,
    /// Within how many days a supplement should be answered.
    /// `MOTCUA_SUPPLEMENT_DAYS`.
    pub supplement_days: u32,
    /// `scenario` or `system`: which time it is in the demonstration. `MOTCUA_CLOCK`.
    pub clock: Clock,
}

/// The clock of `motcua demo`; `motcua serve` always goes by the system's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The morning after the scenario, running on from the first start.
    #[default]
    Scenario,
    /// The system's.
    System,
}

/// See [`motcua_core::law::ClockStart`].
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// When an officer accepts.
    #[default]
    Acceptance,
    /// When the person sends.
    Submission,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("motcua-data"),
            database_url: None,
            catalogue: None,
            province: "46".into(),
            clock_start: ClockStart::default(),
            files: None,
            clamd: None,
            supplement_days: motcua_core::law::AnswerWithin::default().0,
            clock: Clock::default(),
        }
    }
}

impl Config {
    /// The file (`--config`, else `motcua.toml` if it is there) and the environment.
    pub fn read(file: Option<&Path>) -> Result<Config, String> {
        let default = Path::new("motcua.toml");
        let mut config = match file.or(default.exists().then_some(default)) {
            Some(path) => {
                let text =
                    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
                toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?
            }
            None => Config::default(),
        };
        config.overlay(environment)?;
        Ok(config)
    }

    fn overlay(&mut self, value: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        if let Some(listen) = value("MOTCUA_LISTEN") {
            self.listen = listen.parse().map_err(|_| {
                format!(
                    "MOTCUA_LISTEN: {listen:?} không phải địa chỉ:cổng / is not address:port (127.0.0.1:8080)"
                )
            })?;
        }
        if let Some(data) = value("MOTCUA_DATA") {
            self.data = data.into();
        }
        if let Some(url) = value("MOTCUA_DATABASE_URL") {
            self.database_url = Some(url);
        }
        if let Some(catalogue) = value("MOTCUA_CATALOGUE") {
            self.catalogue = Some(catalogue.into());
        }
        if let Some(province) = value("MOTCUA_PROVINCE") {
            self.province = province;
        }
        if let Some(start) = value("MOTCUA_CLOCK_START") {
            self.clock_start = match start.as_str() {
                "acceptance" => ClockStart::Acceptance,
                "submission" => ClockStart::Submission,
                _ => return Err(format!("MOTCUA_CLOCK_START: {start:?}: acceptance | submission")),
            };
        }
        if let Some(files) = value("MOTCUA_FILES") {
            self.files = Some(files.into());
        }
        if let Some(clamd) = value("MOTCUA_CLAMD") {
            self.clamd = Some(clamd);
        }
        if let Some(days) = value("MOTCUA_SUPPLEMENT_DAYS") {
            self.supplement_days =
                days.parse().map_err(|_| format!("MOTCUA_SUPPLEMENT_DAYS: {days:?}: 30"))?;
        }
        if let Some(clock) = value("MOTCUA_CLOCK") {
            self.clock = match clock.as_str() {
                "scenario" => Clock::Scenario,
                "system" => Clock::System,
                _ => return Err(format!("MOTCUA_CLOCK: {clock:?}: scenario | system")),
            };
        }
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_wins_over_the_file_and_wrong_values_are_named() {
        let mut config: Config = toml::from_str("listen = \"0.0.0.0:80\"\nprovince = \"52\"").unwrap();
        let env = |name: &str| (name == "MOTCUA_LISTEN").then(|| "127.0.0.1:9000".to_string());
        config.overlay(env).unwrap();
        assert_eq!((config.listen.port(), config.province.as_str()), (9000, "52"));
        let wrong = config.overlay(|name| (name == "MOTCUA_LISTEN").then(|| "here".to_string()));
        assert!(wrong.unwrap_err().contains("MOTCUA_LISTEN"));
        config.overlay(|name| (name == "MOTCUA_CLOCK").then(|| "system".to_string())).unwrap();
        assert_eq!(config.clock, Clock::System);
        let wrong = config.overlay(|name| (name == "MOTCUA_CLOCK").then(|| "sundial".to_string()));
        assert!(wrong.unwrap_err().contains("scenario | system"));
        assert_eq!(config.supplement_days, 30);
        let wrong = config.overlay(|name| (name == "MOTCUA_SUPPLEMENT_DAYS").then(|| "a month".to_string()));
        assert!(wrong.unwrap_err().contains("MOTCUA_SUPPLEMENT_DAYS"));
        assert!(toml::from_str::<Config>("lisen = 1").is_err());
    }
}
