//! Configuration: one TOML file, then the environment, which wins. Read once.

use crate::listen::ServingLimits;
use motcua_core::account::FIRST_USE_DAYS_MAX;
use motcua_core::webhook;
use motcua_outside::s3::Secret;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Drafts are gone on with for 30 days, forms that an officer left open for less;
/// what they hold must not be swept out before.
pub const FILES_GRACE_DAYS_MIN: u32 = 30;

/// What an operator may set. Every value has a default that works.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port. `MOTCUA_LISTEN`.
    pub listen: SocketAddr,
    /// The most connections at a time. `MOTCUA_CONNECTIONS`.
    pub connections: u32,
    /// The proxies in front (`127.0.0.1, 10.0.0.0/8`), which say in `X-Forwarded-For` who
    /// asks; none = whoever connects asks. `MOTCUA_PROXIES`.
    pub proxies: String,
    /// Folder of the database and the files. `MOTCUA_DATA`.
    pub data: PathBuf,
    /// `postgres://…`; none = SQLite in the data folder. `MOTCUA_DATABASE_URL`.
    pub database_url: Option<String>,
    /// How many connections may read at once, at least one; the writer has its own.
    /// `MOTCUA_DATABASE_READERS`.
    pub database_readers: u32,
    /// A catalogue of one's own instead of the one in the binary. `MOTCUA_CATALOGUE`.
    pub catalogue: Option<PathBuf>,
    /// The province that is served, by code or by name; several with commas between them; or
    /// `all`. `MOTCUA_PROVINCE`.
    pub province: String,
    /// `acceptance` or `submission`: when the clock of an online dossier starts.
    /// `MOTCUA_CLOCK_START`.
    pub clock_start: ClockStartSetting,
    /// The folder where files are kept, or arrive when they are kept in S3; none =
    /// `files` in the data folder. `MOTCUA_FILES`.
    pub files: Option<PathBuf>,
    /// Where whole files are kept instead: `s3://bucket/prefix`. `MOTCUA_FILES_S3`.
    pub files_s3: Option<String>,
    /// The S3 service, `https://s3.example.vn`; none = Amazon's own.
    /// `MOTCUA_FILES_S3_ENDPOINT`.
    pub files_s3_endpoint: Option<String>,
    /// The region that requests are signed for. `MOTCUA_FILES_S3_REGION`.
    pub files_s3_region: String,
    /// The access key's id. `MOTCUA_FILES_S3_KEY_ID`.
    pub files_s3_key_id: Option<String>,
    /// The access key. `MOTCUA_FILES_S3_SECRET`.
    #[serde(deserialize_with = "secret")]
    pub files_s3_secret: Option<Secret>,
    /// A file with the access key and nothing else. `MOTCUA_FILES_S3_SECRET_FILE`.
    pub files_s3_secret_file: Option<PathBuf>,
    /// Whether S3 may be reached over plain HTTP. `MOTCUA_FILES_S3_ALLOW_HTTP`.
    pub files_s3_allow_http: bool,
    /// How long one request to S3 may take. `MOTCUA_FILES_S3_PATIENCE_SECONDS`.
    pub files_s3_patience_seconds: u32,
    /// How often a request to S3 is sent again. `MOTCUA_FILES_S3_RETRIES`.
    pub files_s3_retries: u32,
    /// Files that nobody names are kept for so many days, at least
    /// [`FILES_GRACE_DAYS_MIN`]. `MOTCUA_FILES_GRACE_DAYS`.
    pub files_grace_days: u32,
    /// Where the virus scanner clamd listens: `127.0.0.1:3310` or
    /// `/run/clamav/clamd.ctl`; none = files are not scanned. `MOTCUA_CLAMD`.
    pub clamd: Option<String>,
    /// Networks of one's own whose systems may be told by webhooks (`10.1.0.0/16`); none =
    /// only the open internet, over HTTPS. `MOTCUA_WEBHOOK_NETWORKS`.
    pub webhook_networks: String,
    /// The post's system: `https://…`; `pretend` = one that carries nothing; none = officers type what becomes of
    /// parcels. `MOTCUA_POST_OFFICE`.
    pub post_office: Option<String>,
    /// The key that the post's system asks for. `MOTCUA_POST_OFFICE_TOKEN`.
    #[serde(deserialize_with = "secret")]
    pub post_office_token: Option<Secret>,
    /// The payment platform: `https://…`; `pretend` = one that moves no money; none = people pay by transfer and at the
    /// counter. `MOTCUA_PAYMENT_PLATFORM`.
    pub payment_platform: Option<String>,
    /// Under which name it knows this installation. `MOTCUA_PAYMENT_PLATFORM_PARTNER`.
    pub payment_platform_partner: Option<String>,
    /// The secret that it shares with this installation. `MOTCUA_PAYMENT_PLATFORM_SECRET`.
    #[serde(deserialize_with = "secret")]
    pub payment_platform_secret: Option<Secret>,
    /// The agency into whose account it pays, for itself and, where it is a province's office, for its province.
    /// `MOTCUA_PAYMENT_PLATFORM_AGENCY`.
    pub payment_platform_agency: Option<String>,
    /// Within how many days a supplement should be answered.
    /// `MOTCUA_SUPPLEMENT_DAYS`.
    pub supplement_days: u32,
    /// For how many days after today a one-time password of an officer holds (1 to 60).
    /// `MOTCUA_FIRST_USE_DAYS`.
    pub first_use_days: u32,
    /// A folder with the keys of agencies' seals, `H57.101.pem`; none = nothing is sealed here.
    /// `MOTCUA_SEALS`.
    pub seals: Option<PathBuf>,
    /// A folder that says with which key each officer signs what they decided, `lan.lanhdao.toml`; none = all
    /// sign by hand. `MOTCUA_SIGNERS`.
    pub signers: Option<PathBuf>,
    /// A folder with the certificates of authorities whose signatures count (`.pem`, `.crt`, `.cer`) and with
    /// lists of certificates that were taken back (`.crl`); none = the issuer of every signature in what is
    /// handed in is unknown. `MOTCUA_TRUST`.
    pub trust: Option<PathBuf>,
    /// An authority that stamps signatures with the time (RFC 3161), `http://…`; none = what is signed and sealed
    /// here has no time stamp. `MOTCUA_TIME_STAMPS`.
    pub time_stamps: Option<String>,
    /// The address by which everybody reaches the site (`https://motcua.hue.gov.vn`), for what is
    /// printed on papers; none = papers bear their code alone. `MOTCUA_SITE`.
    pub site: String,
    /// `scenario` or `system`: which time it is in the demonstration. `MOTCUA_CLOCK`.
    pub clock: ClockSetting,
    /// Who runs the program, as histories name them: the user of the operating system. No
    /// setting.
    #[serde(skip)]
    pub operator: String,
}

/// The clock of `motcua demo`; `motcua serve` always goes by the system's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockSetting {
    /// The morning after the scenario, running on from the first start.
    #[default]
    Scenario,
    /// The system's.
    System,
}

/// See [`motcua_core::law::ClockStartSetting`].
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStartSetting {
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
            connections: u32::try_from(ServingLimits::default().connections).unwrap_or(u32::MAX),
            proxies: String::new(),
            data: PathBuf::from("motcua-data"),
            database_url: None,
            database_readers: motcua_store::READERS as u32,
            catalogue: None,
            province: "46".into(),
            clock_start: ClockStartSetting::default(),
            files: None,
            files_s3: None,
            files_s3_endpoint: None,
            files_s3_region: "us-east-1".into(),
            files_s3_key_id: None,
            files_s3_secret: None,
            files_s3_secret_file: None,
            files_s3_allow_http: false,
            files_s3_patience_seconds: 30,
            files_s3_retries: 4,
            files_grace_days: FILES_GRACE_DAYS_MIN,
            clamd: None,
            webhook_networks: String::new(),
            post_office: None,
            post_office_token: None,
            payment_platform: None,
            payment_platform_partner: None,
            payment_platform_secret: None,
            payment_platform_agency: None,
            first_use_days: FIRST_USE_DAYS,
            seals: None,
            signers: None,
            trust: None,
            time_stamps: None,
            site: String::new(),
            supplement_days: motcua_core::law::AnswerWithin::default().0,
            clock: ClockSetting::default(),
            operator: "operator".into(),
        }
    }
}

impl Config {
    /// The file (`--config`, else `motcua.toml` if it is there) and the environment.
    pub fn read(file: Option<&Path>) -> Result<Config, String> {
        let default = Path::new("motcua.toml");
        let file = match file.or(default.exists().then_some(default)) {
            Some(path) => {
                let text =
                    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
                // Read for itself first, so that what is wrong in it is said with its line.
                let _: Config =
                    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
                toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?
            }
            None => Table::new(),
        };
        let (mut config, unknown) = Config::of(file, environment())?;
        config.operator = user().unwrap_or_else(|| "operator".into());
        config.must_make_sense()?;
        for name in unknown.iter().filter(|name| !is_of_others(name)) {
            eprintln!("{name}: không có cài đặt tên này, bỏ qua / there is no setting of this name, ignored");
        }
        Ok(config)
    }

    /// A file with the environment over it, and the names in the environment that are no setting.
    /// `MOTCUA_FILES_S3` is `files_s3` in the file.
    fn of(
        file: Table,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(Config, Vec<String>), String> {
        let (mut table, mut unknown) = (file, Vec::new());
        for (name, text) in environment {
            let Some(key) = name.strip_prefix(PREFIX).map(str::to_ascii_lowercase) else { continue };
            // The environment only knows texts: the setting says whether it is a number.
            let as_text = Value::String(text.clone());
            let readings =
                [Some(as_text), text.parse().ok().map(Value::Integer), text.parse().ok().map(Value::Boolean)];
            let mut why = None;
            let fits = readings.into_iter().flatten().find(|value| {
                let alone = Table::from_iter([(key.clone(), value.clone())]);
                let read = alone.try_into::<Config>().map_err(|error| error.message().to_string());
                read.map_err(|error| why.get_or_insert(error).clone()).is_ok()
            });
            match (fits, why) {
                (Some(value), _) => drop(table.insert(key, value)),
                (None, Some(why)) if why.starts_with("unknown field") => unknown.push(name),
                (None, why) => {
                    let why = why.unwrap_or_default();
                    return Err(format!("{name}: {text:?} không dùng được / cannot be used: {why}"));
                }
            }
        }
        table.try_into().map(|config| (config, unknown)).map_err(|error| error.message().to_string())
    }

    /// Settings that say nothing without another, or nothing at all.
    fn must_make_sense(&self) -> Result<(), String> {
        if let Err(part) = webhook::networks(&self.webhook_networks) {
            return Err(format!(
                "webhook_networks (MOTCUA_WEBHOOK_NETWORKS): {part:?} không phải địa chỉ hay mạng / is neither an address nor a network (10.1.0.0/16)"
            ));
        }
        if !(1..FIRST_USE_DAYS_MAX).contains(&self.first_use_days) {
            return Err(format!(
                "first_use_days (MOTCUA_FIRST_USE_DAYS): từ 1 đến {most} / from 1 to {most}",
                most = FIRST_USE_DAYS_MAX - 1
            ));
        }
        let is_real = self.payment_platform.as_deref().is_some_and(|place| place != "pretend");
        let secret = self.payment_platform_secret.as_ref().filter(|secret| !secret.reveal().is_empty());
        let partner = self.payment_platform_partner.as_deref().filter(|partner| !partner.is_empty());
        if is_real && (secret.is_none() || partner.is_none() || self.payment_platform_agency.is_none()) {
            return Err("payment_platform (MOTCUA_PAYMENT_PLATFORM): cần payment_platform_partner, payment_platform_secret và \
                 payment_platform_agency / needs payment_platform_partner, payment_platform_secret and \
                 payment_platform_agency"
                .into());
        }
        if self.database_readers == 0 {
            return Err("database_readers (MOTCUA_DATABASE_READERS): ít nhất là 1 / at least 1".into());
        }
        let of_s3 = [
            ("files_s3_endpoint", self.files_s3_endpoint.is_some()),
            ("files_s3_key_id", self.files_s3_key_id.is_some()),
            ("files_s3_secret", self.files_s3_secret.is_some() || self.files_s3_secret_file.is_some()),
        ];
        match of_s3.iter().find(|(_, is_set)| *is_set && self.files_s3.is_none()) {
            None => Ok(()),
            Some((name, _)) => Err(format!(
                "{name}: đã ghi nhưng thiếu files_s3 (MOTCUA_FILES_S3), tệp sẽ không vào S3 / is set without files_s3 (MOTCUA_FILES_S3): files would not go to S3"
            )),
        }
    }
}

/// A week: a slip goes by hand, and somebody is on leave.
const FIRST_USE_DAYS: u32 = 7;

/// What a file says of a secret is kept out of every message.
fn secret<'de, D: serde::Deserializer<'de>>(text: D) -> Result<Option<Secret>, D::Error> {
    Option::<String>::deserialize(text).map(|text| text.map(Secret::new))
}

/// Whether tests or tools read it. What tests ask for begins with a word of its own, so that a program that
/// they start says nothing of it.
fn is_of_others(name: &str) -> bool {
    name.starts_with("MOTCUA_TEST_") || OTHERS.contains(&name)
}

/// Names that tools read.
const OTHERS: [&str; 4] =
    ["MOTCUA_BIN", "MOTCUA_JSON_SCHEMA_SUITE", "MOTCUA_BENCH_POSTGRES", "MOTCUA_BENCH_DOSSIERS"];

/// How settings are called in the environment, before their name.
const PREFIX: &str = "MOTCUA_";

/// Who runs the program, as the system names them.
#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
fn user() -> Option<String> {
    ["USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
}

/// The settings in the environment; an empty one is none.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)))
        .filter(|(name, text)| name.starts_with(PREFIX) && !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
        let environment = environment.iter().map(|(name, text)| (name.to_string(), text.to_string()));
        Config::of(toml::from_str(file).unwrap(), environment).map(|(config, _)| config)
    }

    #[test]
    fn the_environment_wins_over_the_file_and_wrong_values_are_named() {
        let file = "listen = \"0.0.0.0:80\"\nprovince = \"52\"";
        let config = read(file, &[("MOTCUA_LISTEN", "127.0.0.1:9000"), ("MOTCUA_CLOCK", "system")]).unwrap();
        assert_eq!((config.listen.port(), config.province.as_str()), (9000, "52"));
        assert_eq!((config.clock, config.supplement_days), (ClockSetting::System, 30));
        // A text that looks like a number stays a text where a text is asked for.
        let config = read(file, &[("MOTCUA_PROVINCE", "01"), ("MOTCUA_SUPPLEMENT_DAYS", "15")]).unwrap();
        assert_eq!((config.province.as_str(), config.supplement_days), ("01", 15));
        for (name, text) in [
            ("MOTCUA_LISTEN", "here"),
            ("MOTCUA_CLOCK", "sundial"),
            ("MOTCUA_CLOCK_START", "noon"),
            ("MOTCUA_SUPPLEMENT_DAYS", "a month"),
            ("MOTCUA_DATABASE_READERS", "many"),
            ("MOTCUA_CONNECTIONS", "-1"),
            ("MOTCUA_FILES_S3_ALLOW_HTTP", "perhaps"),
            ("MOTCUA_FILES_S3_RETRIES", "perhaps"),
            ("MOTCUA_FILES_GRACE_DAYS", "perhaps"),
        ] {
            let why = read(file, &[(name, text)]).unwrap_err();
            assert!(why.contains(name) && why.contains(text), "{why}");
        }
        assert!(read(file, &[("MOTCUA_CLOCK", "sundial")]).unwrap_err().contains("scenario"));
        assert!(toml::from_str::<Config>("lisen = 1").is_err());
        let misspelt = [("MOTCUA_LISEN".to_string(), "1".to_string())];
        assert_eq!(Config::of(Table::new(), misspelt).unwrap().1, ["MOTCUA_LISEN"]);
    }

    #[test]
    fn nobody_can_read_without_a_reader() {
        let config = Config::default();
        assert_eq!((config.database_readers, config.must_make_sense()), (16, Ok(())));
        let config = read("", &[("MOTCUA_DATABASE_READERS", "0")]).unwrap();
        assert!(config.must_make_sense().unwrap_err().contains("MOTCUA_DATABASE_READERS"));
    }

    #[test]
    fn a_key_of_s3_without_a_bucket_is_refused() {
        let config: Config = toml::from_str("files_s3_key_id = \"id\"").unwrap();
        assert!(config.must_make_sense().unwrap_err().contains("files_s3_key_id"));
        let config: Config = toml::from_str("files_s3 = \"s3://a\"\nfiles_s3_key_id = \"id\"").unwrap();
        assert_eq!(config.must_make_sense(), Ok(()));
    }

    #[test]
    fn s3_is_set_by_file_and_environment_and_its_secret_is_never_shown() {
        let file =
            "files_s3 = \"s3://motcua/tep\"\nfiles_s3_key_id = \"id\"\nfiles_s3_secret = \"from-the-file\"";
        let environment = [
            ("MOTCUA_FILES_S3_ENDPOINT", "http://127.0.0.1:9000"),
            ("MOTCUA_FILES_S3_ALLOW_HTTP", "true"),
            ("MOTCUA_FILES_S3_RETRIES", "9"),
        ];
        let config = read(file, &environment).unwrap();
        assert!(config.files_s3_secret.is_some() && !format!("{config:?}").contains("from-the-file"));
        assert_eq!(config.files_s3.as_deref(), Some("s3://motcua/tep"), "the file's stays");
        assert_eq!((config.files_s3_allow_http, config.files_s3_retries), (true, 9));
    }
}
