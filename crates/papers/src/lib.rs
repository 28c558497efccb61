//! Files that people hand in: what each truly is, whether it is safe to open,
//! and whether an officer will be able to read it. Pure functions over bytes
//! under limits that are counted, so that a hostile file costs no more than a
//! large honest one.

mod codes;
mod drawn;
mod kind;
mod legible;
mod office;
pub mod pdf;
mod picture;
mod points;
pub mod sheet;
pub mod statement;

pub use codes::codes_on;
pub use drawn::{
    FileDrawn, LETTERS_READ_MAX, PAGES_DRAWN_MAX, PageDrawn, drawn, must_be_drawable, not_drawn,
};
pub use legible::{Measures, measure};
pub use picture::PIXELS_MAX;
pub use points::{CODE_POINTS_MAX, PointsLeft};

use motcua_core::Refusal;
use motcua_core::document::{Doubt, FILE_BYTES_MAX, FileDigest, FileRef, Media, admit, clean_name, kind_of};
use std::borrow::Cow;

/// A file that may be handed in, as it is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken<'a> {
    /// What is kept. A picture is not the one that was sent: it stands upright
    /// and carries nothing beside its points.
    pub bytes: Cow<'a, [u8]>,
    /// The name as it is shown.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// How many pages, where that can be told.
    pub pages: Option<u32>,
    /// What may be wrong with it for a reader.
    pub doubts: Vec<Doubt>,
}

impl Taken<'_> {
    /// The same with bytes of its own.
    pub fn into_owned(self) -> Taken<'static> {
        let Taken { bytes, name, media, pages, doubts } = self;
        Taken { bytes: Cow::Owned(bytes.into_owned()), name, media, pages, doubts }
    }

    /// The fact about the file, once its bytes are kept under this digest.
    pub fn file(&self, digest: FileDigest) -> FileRef {
        FileRef {
            digest,
            name: self.name.clone(),
            size: self.bytes.len() as u64,
            media: self.media,
            pages: self.pages,
            doubts: self.doubts.clone(),
        }
    }
}

/// Whether a file with this name and size may come at all: asked before any of it
/// is sent.
pub fn may_come(name: &str, bytes: u64) -> Result<(), Refusal> {
    let shown = clean_name(name);
    let refuse = |code| Refusal::of(code).with("file", &shown);
    if bytes == 0 {
        return Err(refuse("document.empty"));
    }
    if bytes > FILE_BYTES_MAX {
        return Err(refuse("document.too-large").with("limit_mb", FILE_BYTES_MAX / 1024 / 1024));
    }
    kind_of(name).map(drop).map_err(|refusal| kind::explained(refusal, &shown, &[]))
}

/// Takes a file that was sent under this name, or says why not: it is of no kind
/// that is allowed, not what its name says, damaged, or carries something that
/// acts when it is opened. What it may lack for a reader is a doubt, no refusal.
/// Every refusal names the file.
pub fn take<'a>(name: &str, bytes: &'a [u8]) -> Result<Taken<'a>, Refusal> {
    let shown = clean_name(name);
    let media = admit(name, bytes).map_err(|refusal| kind::explained(refusal, &shown, bytes))?;
    let named = |refusal: Refusal| match refusal.arg("file") {
        Some(_) => refusal,
        None => refusal.with("file", &shown),
    };
    let (bytes, pages, doubts) = match media {
        Media::Jpeg | Media::Png => {
            let (picture, doubts) = picture::taken(bytes, media).map_err(named)?;
            (Cow::Owned(picture), Some(1), doubts)
        }
        Media::Pdf => {
            let seen = pdf::judge(bytes).map_err(named)?;
            (Cow::Borrowed(bytes), Some(seen.pages), seen.doubts)
        }
        Media::Docx | Media::Xlsx => {
            office::judge(bytes, media).map_err(named)?;
            (Cow::Borrowed(bytes), None, Vec::new())
        }
    };
    Ok(Taken { bytes, name: shown, media, pages, doubts })
}
