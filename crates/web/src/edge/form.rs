//! What a form sent: fields and files, from either of the two ways browsers send.

use super::app::App;
use super::failure::Failure;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use motcua_core::document::{FILE_BYTES_MAX, FILES_MAX, clean_name};
use motcua_core::dossier::PaperHanded;
use motcua_core::{Halt, Refusal};
use sha2::{Digest, Sha256};

/// The most bytes of a form without files.
const FIELDS_BYTES_MAX: usize = 1024 * 1024;
/// The most bytes of a form with files (100 MB).
pub const FORM_BYTES_MAX: usize = 100 * 1024 * 1024;
const FIELD_COUNT_MAX: usize = 1000;

/// Fields with their values, in the order of the page.
pub type Pairs = Vec<(String, String)>;

/// What a form sent.
#[derive(Debug, Default)]
pub struct Form {
    fields: Pairs,
    /// Files, with the field that held them.
    pub uploads: Vec<Upload>,
}

/// A file as it was sent.
#[derive(Debug)]
pub struct Upload {
    /// The form's field.
    pub field: String,
    /// The name the browser gave.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Form {
    /// A form that would have sent these fields.
    pub fn of_pairs(fields: Pairs) -> Form {
        Form { fields, uploads: Vec::new() }
    }

    /// The value of a field, without spaces around it; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    /// The value as it was typed, spaces and all: a password is nobody's to tidy.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Puts a value in place of what was sent.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(found, _)| found != name);
        self.fields.push((name.to_string(), value.into()));
    }

    /// The value, or nothing when it is empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Fields whose name begins so, with the rest of the name.
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
            digest.update(Sha256::digest(&upload.bytes));
        }
        digest.finalize().into()
    }

    /// Keeps the uploads on the disk, each under the paper that its field
    /// `paper.<id>` names. Everything that is wrong with any file is said at once;
    /// then nothing is kept.
    pub fn keep_papers(&self, app: &App) -> Result<Vec<PaperHanded>, Halt> {
        let mut wrong = Vec::new();
        let mut admitted = Vec::new();
        for upload in &self.uploads {
            let Some(paper) = upload.field.strip_prefix("paper.") else { continue };
            match motcua_papers::take(&upload.name, &upload.bytes) {
                Ok(taken) => admitted.push((paper, taken)),
                Err(refusal) => wrong.push(refusal.at(upload.field.clone())),
            }
        }
        if admitted.len() > FILES_MAX {
            wrong.push(Refusal::of("document.too-many").at("papers").with("limit", FILES_MAX));
        }
        if !wrong.is_empty() {
            return Err(wrong.into());
        }
        let mut papers: Vec<PaperHanded> = Vec::new();
        for (paper, taken) in admitted {
            let file = app.keep_file(&taken)?;
            match papers.iter_mut().find(|handed| handed.paper == paper) {
                Some(handed) => handed.files.push(file),
                None => papers.push(PaperHanded::of_files(paper, vec![file])),
            }
        }
        Ok(papers)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Form, Failure> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            return multipart(request, state).await;
        }
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Refusal::of("request.media-type").into());
        }
        let body = to_bytes(request.into_body(), FIELDS_BYTES_MAX)
            .await
            .map_err(|_| Refusal::of("request.too-large"))?;
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(&body) {
            push(&mut fields, name.into_owned(), value.into_owned())?;
        }
        Ok(Form { fields, uploads: Vec::new() })
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

async fn multipart<S: Send + Sync>(request: Request, state: &S) -> Result<Form, Failure> {
    let mut parts =
        Multipart::from_request(request, state).await.map_err(|_| Refusal::of("request.malformed"))?;
    let mut form = Form::default();
    while let Some(mut part) = parts.next_field().await.map_err(|error| broken(&error))? {
        let Some(field) = part.name().map(str::to_string) else { continue };
        let name = part.file_name().map(str::to_string);
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|error| broken(&error))? {
            if (bytes.len() + chunk.len()) as u64 > FILE_BYTES_MAX {
                let shown = clean_name(name.as_deref().unwrap_or_default());
                let limit_mb = FILE_BYTES_MAX / 1024 / 1024;
                let refusal = Refusal::of("document.too-large").at(field);
                return Err(refusal.with("file", shown).with("limit_mb", limit_mb).into());
            }
            bytes.extend_from_slice(&chunk);
        }
        match name {
            // A file field in which nothing was chosen.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) if form.uploads.len() < FILES_MAX * 2 => {
                form.uploads.push(Upload { field, name, bytes })
            }
            Some(_) => return Err(Refusal::of("document.too-many").with("limit", FILES_MAX).into()),
            None => {
                let value = String::from_utf8(bytes).map_err(|_| Refusal::of("request.malformed"))?;
                push(&mut form.fields, field, value)?;
            }
        }
    }
    Ok(form)
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Refusal {
    match error.status().as_u16() {
        413 => Refusal::of("request.too-large"),
        _ => Refusal::of("request.malformed"),
    }
}
