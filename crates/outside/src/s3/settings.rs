//! Which bucket, and how it is asked.

use std::fmt;
use std::time::Duration;

/// Something that no log and no page may show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps it.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// What it is, for whoever it is shown to.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Which bucket, and how it is asked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The bucket's name.
    pub bucket: String,
    /// What all objects stand under; may be empty.
    pub prefix: String,
    /// `https://s3.example.vn`; none = Amazon's own.
    pub endpoint: Option<String>,
    /// The region that requests are signed for.
    pub region: String,
    /// The access key's id.
    pub key_id: String,
    /// The access key.
    pub secret: Secret,
    /// Whether it may be reached over plain HTTP.
    pub allow_http: bool,
    /// How long one request may take, and how long it is sent again.
    pub patience: Duration,
    /// How often a request is sent again.
    pub retries: usize,
}

/// Why settings cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// An endpoint that begins with neither `https://` nor `http://`.
    Endpoint,
    /// `http://`, and nobody said that this may be.
    PlainHttp,
}

impl Settings {
    /// Usual settings for `s3://bucket/prefix`.
    pub fn of(address: &str, key_id: &str, secret: Secret) -> Option<Settings> {
        let (bucket, prefix) = bucket_and_prefix(address)?;
        Some(Settings {
            bucket,
            prefix,
            endpoint: None,
            region: "us-east-1".into(),
            key_id: key_id.into(),
            secret,
            allow_http: false,
            patience: Duration::from_secs(30),
            retries: 4,
        })
    }

    /// What cannot be right, before anything is asked.
    pub fn mistake(&self) -> Option<Mistake> {
        match self.endpoint.as_deref() {
            None => None,
            Some(endpoint) if endpoint.starts_with("https://") => None,
            Some(endpoint) if endpoint.starts_with("http://") => {
                (!self.allow_http).then_some(Mistake::PlainHttp)
            }
            Some(_) => Some(Mistake::Endpoint),
        }
    }
}

/// `s3://bucket/some/prefix/`: names of 3 to 63 small letters, digits, dots, dashes.
fn bucket_and_prefix(address: &str) -> Option<(String, String)> {
    let rest = address.strip_prefix("s3://")?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(is_letter) {
        return None;
    }
    let prefix = prefix.trim_matches('/');
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_');
    let is_prefix = prefix.bytes().all(is_plain) && !prefix.split('/').any(|part| matches!(part, "." | ".."));
    is_prefix.then(|| (bucket.to_string(), prefix.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_bucket_and_what_stands_before_each_name() {
        for (address, want) in [
            ("s3://motcua", Some(("motcua", ""))),
            ("s3://motcua/", Some(("motcua", ""))),
            ("s3://mot-cua.hue/files/2025/", Some(("mot-cua.hue", "files/2025"))),
            ("https://motcua", None),
            ("s3://", None),
            ("s3://MotCua", None),
            ("s3://motcua/a b", None),
            ("s3://motcua/../x", None),
        ] {
            let want = want.map(|(bucket, prefix): (&str, &str)| (bucket.to_string(), prefix.to_string()));
            assert_eq!(bucket_and_prefix(address), want, "{address}");
        }
    }

    #[test]
    fn plain_http_is_only_for_whoever_says_so_and_no_secret_is_shown() {
        let mut settings = Settings::of("s3://motcua", "id", Secret::new("very-secret")).unwrap();
        assert_eq!(settings.mistake(), None);
        settings.endpoint = Some("http://127.0.0.1:9000".into());
        assert_eq!(settings.mistake(), Some(Mistake::PlainHttp));
        settings.allow_http = true;
        assert_eq!(settings.mistake(), None);
        settings.endpoint = Some("127.0.0.1:9000".into());
        assert_eq!(settings.mistake(), Some(Mistake::Endpoint));
        assert!(!format!("{settings:?}").contains("very-secret"));
    }
}
