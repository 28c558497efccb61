//! Where files are kept, as the operator has said: a folder, or a bucket of S3.

use crate::config::{Config, FILES_GRACE_DAYS_MIN};
use crate::said::opening;
use motcua_core::{Fault, FaultKind};
use motcua_outside::s3::{Mistake, NotReady, S3, Secret, Settings};
use motcua_store::files::Files;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Uploads are gone on with for two days; what is older is left over.
const LEFT_OVER: Duration = Duration::from_secs(3 * 86_400);

/// The files. What was left half done days ago belongs to nobody any more.
pub fn open(config: &Config) -> Result<Files, String> {
    if config.files_grace_days < FILES_GRACE_DAYS_MIN {
        return Err(format!(
            "MOTCUA_FILES_GRACE_DAYS: {} – ít nhất / at least {FILES_GRACE_DAYS_MIN}",
            config.files_grace_days
        ));
    }
    let folder = config.files.clone().unwrap_or_else(|| config.data.join("files"));
    let files = match s3(config)? {
        None => Files::open(&folder),
        Some(s3) => Files::on(Arc::new(s3), &folder.join("arriving")),
    };
    let files = files.map_err(|fault| unwritable(&folder, &fault))?;
    sweep_arriving(&files)?;
    Ok(files)
}

/// An accident with the folder of the files, said to the operator.
fn unwritable(folder: &Path, fault: &Fault) -> String {
    match fault.kind {
        FaultKind::Other => format!(
            "MOTCUA_FILES: không ghi được vào thư mục tệp / the folder of the files cannot be written: {}\n    {fault}",
            folder.display()
        ),
        _ => opening(fault),
    }
}

/// Sweeps out what never arrived whole.
pub fn sweep_arriving(files: &Files) -> Result<(), String> {
    #[expect(clippy::disallowed_methods, reason = "the binary reads the clock")]
    let now = SystemTime::now();
    if let Some(before) = now.checked_sub(LEFT_OVER) {
        let swept = files.sweep(before).map_err(|fault| opening(&fault))?;
        if swept > 0 {
            tracing::info!(swept, "files that never arrived whole");
        }
    }
    Ok(())
}

/// The bucket, when one is set. A service that refuses is said at once; one that
/// does not answer may answer later, and everything but files works without it.
fn s3(config: &Config) -> Result<Option<S3>, String> {
    let Some(settings) = settings(config)? else { return Ok(None) };
    let s3 = S3::new(settings).map_err(|fault| opening(&fault))?;
    match s3.probe() {
        Ok(()) => {}
        Err(NotReady::Silent(why)) => tracing::warn!(why, "S3 does not answer; files wait until it does"),
        Err(NotReady::Refused(why)) => {
            return Err(format!("MOTCUA_FILES_S3: S3 từ chối / S3 refuses.\n    {why}"));
        }
    }
    Ok(Some(s3))
}

fn settings(config: &Config) -> Result<Option<Settings>, String> {
    let Some(address) = &config.files_s3 else { return Ok(None) };
    let needed = |name: &str| format!("MOTCUA_FILES_S3: còn thiếu / needs {name} too");
    let key_id = config.files_s3_key_id.as_deref().ok_or_else(|| needed("MOTCUA_FILES_S3_KEY_ID"))?;
    let secret = match (&config.files_s3_secret, &config.files_s3_secret_file) {
        (Some(secret), _) => secret.clone(),
        (None, Some(file)) => {
            let text = std::fs::read_to_string(file);
            let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
            Secret::new(text.trim())
        }
        (None, None) => return Err(needed("MOTCUA_FILES_S3_SECRET (_FILE)")),
    };
    let usual = Settings::of(address, key_id, secret).ok_or_else(|| {
        format!("MOTCUA_FILES_S3: {address:?} không đúng dạng / is not of the form s3://bucket/prefix")
    })?;
    let settings = Settings {
        endpoint: config.files_s3_endpoint.clone(),
        region: config.files_s3_region.clone(),
        allow_http: config.files_s3_allow_http,
        patience: Duration::from_secs(config.files_s3_patience_seconds.max(1).into()),
        retries: config.files_s3_retries as usize,
        ..usual
    };
    match settings.mistake() {
        None => Ok(Some(settings)),
        Some(Mistake::PlainHttp) => Err("MOTCUA_FILES_S3_ENDPOINT: http:// không mã hóa; chỉ dùng khi đặt \
             MOTCUA_FILES_S3_ALLOW_HTTP=true / http:// is not encrypted; it needs \
             MOTCUA_FILES_S3_ALLOW_HTTP=true"
            .into()),
        Some(Mistake::Endpoint) => {
            Err("MOTCUA_FILES_S3_ENDPOINT: phải bắt đầu bằng / must begin with https:// (http://)".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_by_its_setting() {
        let whole =
            "files_s3 = \"s3://motcua/a\"\nfiles_s3_key_id = \"id\"\nfiles_s3_secret = \"hidden-key\"\n";
        assert!(settings(&config(whole)).unwrap().is_some());
        assert!(settings(&config("")).unwrap().is_none());
        for (text, says) in [
            ("files_s3 = \"s3://motcua\"", "MOTCUA_FILES_S3_KEY_ID"),
            ("files_s3 = \"s3://motcua\"\nfiles_s3_key_id = \"id\"", "MOTCUA_FILES_S3_SECRET"),
            (&whole.replace("s3://", "https://"), "s3://bucket/prefix"),
            (&format!("{whole}files_s3_endpoint = \"http://10.0.0.1\""), "MOTCUA_FILES_S3_ALLOW_HTTP=true"),
            (&format!("{whole}files_s3_endpoint = \"10.0.0.1\""), "https://"),
        ] {
            let said = settings(&config(text)).unwrap_err();
            assert!(said.contains(says) && !said.contains("hidden-key"), "{text}: {said}");
        }
        let said = open(&config("files_grace_days = 3")).unwrap_err();
        assert!(said.contains("MOTCUA_FILES_GRACE_DAYS"));
    }

    #[test]
    fn a_secret_may_stand_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, "hidden-key\n").unwrap();
        let text = format!(
            "files_s3 = \"s3://motcua\"\nfiles_s3_key_id = \"id\"\nfiles_s3_secret_file = {:?}",
            file.display().to_string()
        );
        assert_eq!(settings(&config(&text)).unwrap().unwrap().secret, Secret::new("hidden-key"));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named_with_its_setting() {
        let place = tempfile::tempdir().unwrap();
        let taken = place.path().join("taken");
        std::fs::write(&taken, "a file").unwrap();
        let said = open(&Config { files: Some(taken.clone()), ..Config::default() }).err().unwrap();
        assert!(said.contains("MOTCUA_FILES") && said.contains(&taken.display().to_string()), "{said}");
    }
}
