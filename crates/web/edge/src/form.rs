//! What a form sent: fields and files, from either of the two ways browsers send.
//! Files go to the disk while they come (`form_files.rs` judges them there), so that
//! many large forms at once take little memory.

use super::app::Server;
use super::failure::Failure;
use super::size::too_much;
use super::waiting::waiting;
use axum::body::to_bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use motcua_core::document::{FILE_BYTES_MAX, clean_name};
use motcua_core::dossier::PaperHanded;
use motcua_core::{Day, Halt, Refusal};
use motcua_store::files::Sent;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The most bytes of a form's fields, files aside.
const FIELDS_BYTES_MAX: usize = 1024 * 1024;
/// How much of a file is gathered before it goes to the disk.
const PIECE_BYTES: usize = 256 * 1024;
/// Files of one sending, whatever for: a hundred papers to be checked, and some more that the page counts.
const UPLOADS_MAX: usize = 120;
const FIELD_COUNT_MAX: usize = 1000;

/// Fields with their values, in the order of the page.
pub type Pairs = Vec<(String, String)>;

/// What a form sent.
#[derive(Debug, Default)]
pub struct SentForm {
    fields: Pairs,
    /// Files, with the field that held them.
    pub uploads: Vec<SentFile>,
    /// What became of the files of papers; nothing before they were judged.
    pub(super) kept: Option<PapersKept>,
}

impl SentForm {
    /// A form that would have sent these fields.
    pub fn of_pairs(fields: Pairs) -> SentForm {
        SentForm { fields, ..SentForm::default() }
    }

    /// All fields as they were sent.
    pub fn pairs(&self) -> &Pairs {
        &self.fields
    }

    /// The value of a field, without spaces around it; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    /// The day in the three boxes of a date; none where all are empty. Refused when it is no day.
    pub fn day(&self, field: &'static str) -> Result<Option<Day>, Refusal> {
        let [day, month, year] =
            ["day", "month", "year"].map(|part| self.get(&format!("{field}.{part}")).to_string());
        if [&day, &month, &year].iter().all(|part| part.is_empty()) {
            return Ok(None);
        }
        let found = match (day.parse(), month.parse(), year.parse()) {
            (Ok(day), Ok(month), Ok(year)) => Day::of(year, month, day),
            _ => None,
        };
        found.map(Some).ok_or_else(|| Refusal::of("page.moment-unreadable").at(field))
    }

    /// The day in the three boxes of a date that must be said.
    pub fn day_said(&self, field: &'static str) -> Result<Day, Refusal> {
        self.day(field)?.ok_or_else(|| Refusal::of("page.moment-unreadable").at(field))
    }

    /// The value exactly as it was typed, with spaces: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Replaces the value of a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(found, _)| found != name);
        self.fields.push((name.to_string(), value.into()));
    }

    /// Replaces all fields whose name begins with `prefix`.
    pub fn set_under(&mut self, prefix: &str, pairs: Pairs) {
        self.fields.retain(|(found, _)| !found.starts_with(prefix));
        self.fields.extend(pairs.into_iter().map(|(name, value)| (format!("{prefix}{name}"), value)));
    }

    /// The value, or nothing when it is empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// The fields whose name begins with `prefix`, with the rest of the name.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.fields.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.trim())))
    }

    /// A digest of all that was sent, for the idempotency key.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for (name, value) in &self.fields {
            digest.update((name.len() as u64).to_be_bytes());
            digest.update(name);
            digest.update((value.len() as u64).to_be_bytes());
            digest.update(value);
        }
        for upload in &self.uploads {
            digest.update(&upload.field);
            digest.update(&upload.file.digest().0);
        }
        digest.finalize().into()
    }

    /// The text of a file that was sent in this field; nothing when none was.
    /// Refused when it is longer than fields may be, or no text (`request.list-text`).
    pub async fn text_of(&self, field: &'static str) -> Result<Option<String>, Halt> {
        match self.texts_of(field).await?.into_iter().next() {
            None => Ok(None),
            Some((_, Some(text))) => Ok(Some(text)),
            Some((_, None)) => Err(Refusal::of("request.list-text").at(field).into()),
        }
    }

    /// The names and texts of all files that were sent in this field; no text where one
    /// is none. Refused when one is longer than fields may be.
    pub async fn texts_of(&self, field: &'static str) -> Result<Vec<(String, Option<String>)>, Halt> {
        let mut texts = Vec::new();
        for upload in self.uploads.iter().filter(|upload| upload.field == field) {
            if upload.file.size() > FIELDS_BYTES_MAX as u64 {
                return Err(too_much().at(field).into());
            }
            let file = upload.file.clone();
            let bytes = waiting(move || file.bytes()).await?;
            texts.push((upload.name.clone(), String::from_utf8(bytes).ok()));
        }
        Ok(texts)
    }
}

impl FromRequest<Arc<Server>> for SentForm {
    type Rejection = Failure;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<SentForm, Failure> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            return multipart(request, server).await;
        }
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Refusal::of("request.media-type").into());
        }
        let body = to_bytes(request.into_body(), FIELDS_BYTES_MAX).await.map_err(|_| too_much())?;
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(&body) {
            push(&mut fields, name.into_owned(), value.into_owned())?;
        }
        Ok(SentForm { fields, ..SentForm::default() })
    }
}

/// Null characters are in no language, and PostgreSQL does not keep them.
fn push(fields: &mut Vec<(String, String)>, name: String, value: String) -> Result<(), Refusal> {
    if fields.len() >= FIELD_COUNT_MAX || name.contains('\0') || value.contains('\0') {
        return Err(Refusal::of("request.malformed"));
    }
    fields.push((name, value));
    Ok(())
}

async fn multipart(request: Request, server: &Arc<Server>) -> Result<SentForm, Failure> {
    let mut parts =
        Multipart::from_request(request, server).await.map_err(|_| Refusal::of("request.malformed"))?;
    let mut form = SentForm::default();
    let mut room = FIELDS_BYTES_MAX;
    while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
        let Some(field) = part.name().map(str::to_string) else { continue };
        match part.file_name().map(str::to_string) {
            None => {
                let value = text(part, &mut room).await?;
                push(&mut form.fields, field, value)?;
            }
            Some(name) => {
                let file = file(part, &field, &name, server).await?;
                // A file field in which nothing was chosen.
                if name.is_empty() && file.size() == 0 {
                    continue;
                }
                if form.uploads.len() >= UPLOADS_MAX {
                    return Err(Refusal::of("document.too-many").with("limit", UPLOADS_MAX).into());
                }
                form.uploads.push(SentFile { field, name, file: Arc::new(file) });
            }
        }
    }
    Ok(form)
}

/// The text of a field. `room` is how many bytes are left for all fields together.
async fn text(mut part: Field<'_>, room: &mut usize) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| broken(&error))? {
        *room = room.checked_sub(chunk.len()).ok_or_else(too_much)?;
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| Refusal::of("request.malformed"))
}

/// A file, written to the disk as it comes, no further than it may be long.
async fn file(mut part: Field<'_>, field: &str, name: &str, server: &Arc<Server>) -> Result<Sent, Halt> {
    let files = server.files.clone();
    let mut incoming = waiting(move || files.incoming()).await?;
    let mut left = FILE_BYTES_MAX;
    let mut gathered = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| broken(&error))? {
        left = left.checked_sub(chunk.len() as u64).ok_or_else(|| too_large(field, name))?;
        gathered.extend_from_slice(&chunk);
        if gathered.len() >= PIECE_BYTES {
            let piece = std::mem::take(&mut gathered);
            incoming = waiting(move || incoming.write(&piece).map(|()| incoming)).await?;
        }
    }
    waiting(move || incoming.write(&gathered).map(|()| incoming.end())).await
}

fn too_large(field: &str, name: &str) -> Refusal {
    let limit_mb = FILE_BYTES_MAX / 1024 / 1024;
    let refusal = Refusal::of("document.too-large").at(field.to_string());
    refusal.with("file", clean_name(name)).with("limit_mb", limit_mb)
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Refusal {
    match error.status().as_u16() {
        413 => too_much(),
        _ => Refusal::of("request.malformed"),
    }
}

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct SentFile {
    /// The form's field.
    pub field: String,
    /// The name the browser gave.
    pub name: String,
    /// Its bytes, on the disk for as long as the form is looked at.
    pub file: Arc<Sent>,
}

/// What became of the files of papers: those that were kept, and everything that is wrong
/// with the others.
#[derive(Debug, Default)]
pub(super) struct PapersKept {
    pub(super) papers: Vec<PaperHanded>,
    pub(super) wrong: Vec<Refusal>,
}
