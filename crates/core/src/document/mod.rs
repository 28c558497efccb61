//! Files that belong to a dossier: what may be handed in, and the fact that a
//! paper is held as a file.

mod sheet;
mod shelf;
mod signed;

pub use sheet::SheetLine;
pub use shelf::{FileStanding, Shelf};
pub use signed::{
    SignatureFound, SignatureWord, SignaturesFound, SignaturesKnown, Unread, clean_certificate_name,
};

use crate::Refusal;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// The largest file that may be handed in, in bytes (20 MB).
pub const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// The most files that one dossier may hold.
pub const FILES_MAX: usize = 40;

/// SHA-256 of a file's bytes; the file is stored under it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileDigest(pub String);

impl FileDigest {
    /// Whether these digits can be a digest: only then are they part of a path.
    pub fn is_one(&self) -> bool {
        self.0.len() == 64 && self.0.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
    }
}

/// A kind of file that may be handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumCount)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// PDF
    Pdf,
    /// JPEG picture
    Jpeg,
    /// PNG picture
    Png,
    /// Word document (OOXML)
    Docx,
    /// Excel workbook (OOXML)
    Xlsx,
}

impl Media {
    const ALL: [Media; Media::COUNT] = [Media::Pdf, Media::Jpeg, Media::Png, Media::Docx, Media::Xlsx];

    /// The media type for HTTP.
    pub fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Whether a file of this kind can carry digital signatures.
    pub fn may_be_signed(self) -> bool {
        match self {
            Media::Pdf | Media::Docx | Media::Xlsx => true,
            Media::Jpeg | Media::Png => false,
        }
    }

    fn extensions(self) -> &'static [&'static str] {
        match self {
            Media::Pdf => &["pdf"],
            // Some phones and chat programs write jfif.
            Media::Jpeg => &["jpg", "jpeg", "jfif"],
            Media::Png => &["png"],
            Media::Docx => &["docx"],
            Media::Xlsx => &["xlsx"],
        }
    }

    fn starts(self) -> &'static [u8] {
        match self {
            Media::Pdf => b"%PDF-",
            Media::Jpeg => b"\xff\xd8\xff",
            Media::Png => b"\x89PNG\r\n\x1a\n",
            Media::Docx | Media::Xlsx => b"PK\x03\x04",
        }
    }
}

impl FileRef {
    /// A file that is nowhere, to ask what an act with a file would lead to.
    pub(crate) fn empty_pdf() -> FileRef {
        let (digest, name) = (FileDigest("0".repeat(64)), "0.pdf".to_string());
        FileRef { digest, name, size: 0, media: Media::Pdf, pages: None, doubts: Vec::new() }
    }
}

/// A file that a dossier holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Where its bytes are.
    pub digest: FileDigest,
    /// The name the person gave it, cleaned by [`clean_name`].
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it is.
    pub media: Media,
    /// How many pages it has, where that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// What may be wrong with it for a reader. The person was told and may have
    /// kept it all the same; officers see it too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
}

/// Why a file may not be readable. A doubt is never a refusal: a machine's eye
/// errs, and the person who holds the paper may look again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, EnumCount)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// A page with nothing on it.
    Blank,
    /// The picture is out of focus or was moved.
    Blurred,
    /// The lines of the writing run upwards or downwards.
    Sideways,
    /// So few points that small print is lost.
    Coarse,
}

impl Doubt {
    /// All of them, in the order in which they are told.
    pub const ALL: [Doubt; Doubt::COUNT] = [Doubt::Blank, Doubt::Blurred, Doubt::Sideways, Doubt::Coarse];
}

/// What the virus scanner said about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Scanned {
    /// It will be asked.
    Pending,
    /// It found nothing.
    Clean,
    /// It found a virus: nobody may open the file, and no act may rest on it.
    Infected,
    /// It could not be asked, or there is none. The file is kept all the same.
    NotScanned,
}

impl Scanned {
    /// The word in the database and for programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The reading of [`Scanned::as_str`].
    pub fn parse(word: &str) -> Option<Scanned> {
        word.parse().ok()
    }
}

/// What the name says the file is. Refused (`document.kind-not-allowed`) when that
/// is of no use here.
pub fn kind_of(name: &str) -> Result<Media, Refusal> {
    let shown = clean_name(name);
    let extension = shown.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let is_it = |media: &Media| media.extensions().contains(&extension.as_str());
    let media = Media::ALL.into_iter().find(is_it);
    media.ok_or_else(|| Refusal::of("document.kind-not-allowed").with("file", shown))
}

/// Whether these bytes may be handed in under this name: not empty, not too
/// large, of a kind on the list, and truly of the kind that the name says.
pub fn admit(name: &str, bytes: &[u8]) -> Result<Media, Refusal> {
    let shown = clean_name(name);
    let refuse = |code| Refusal::of(code).with("file", &shown);
    if bytes.is_empty() {
        return Err(refuse("document.empty"));
    }
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(refuse("document.too-large").with("limit_mb", FILE_BYTES_MAX / 1024 / 1024));
    }
    let media = kind_of(name)?;
    if !bytes.starts_with(media.starts()) {
        return Err(refuse("document.not-what-it-says"));
    }
    Ok(media)
}

/// The name as it is kept and shown: no folders, no control characters, no
/// marks that turn the reading direction, at most 120 characters.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let kept = kept.trim().trim_start_matches('.');
    if kept.is_empty() {
        return "tep".to_string();
    }
    let count = kept.chars().count();
    // The end is kept, because the extension is there.
    kept.chars().skip(count.saturating_sub(120)).collect()
}

/// Marks that nobody sees and that turn the reading direction or join letters.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_must_be_what_its_name_says() {
        let table: [(&str, &[u8], Result<Media, &str>); 10] = [
            ("giay-chung-sinh.pdf", b"%PDF-1.7 ...", Ok(Media::Pdf)),
            ("ANH.JPG", b"\xff\xd8\xff\xe0..", Ok(Media::Jpeg)),
            ("anh.png", b"\x89PNG\r\n\x1a\n...", Ok(Media::Png)),
            ("to-khai.docx", b"PK\x03\x04...", Ok(Media::Docx)),
            ("anh.jpg", b"%PDF-1.7", Err("document.not-what-it-says")),
            ("virus.exe", b"MZ", Err("document.kind-not-allowed")),
            ("khong-duoi", b"%PDF-", Err("document.kind-not-allowed")),
            ("giay.pdf\0.exe", b"%PDF-1.7", Err("document.kind-not-allowed")),
            ("trang.html", b"<script>", Err("document.kind-not-allowed")),
            ("rong.pdf", b"", Err("document.empty")),
        ];
        for (name, bytes, want) in table {
            assert_eq!(admit(name, bytes).map_err(|r| r.code), want, "{name}");
        }
        let large = vec![b'%'; FILE_BYTES_MAX as usize + 1];
        assert_eq!(admit("to.pdf", &large).unwrap_err().code, "document.too-large");
    }

    #[test]
    fn a_name_is_only_a_name() {
        for (given, want) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\tờ khai.pdf", "tờ khai.pdf"),
            ("a\u{0}b\r\n.pdf", "ab.pdf"),
            ("\u{202e}fdp.exe", "fdp.exe"),
            ("...", "tep"),
            ("", "tep"),
        ] {
            assert_eq!(clean_name(given), want);
        }
        assert!(clean_name(&format!("{}.pdf", "x".repeat(500))).ends_with(".pdf"));
    }
}
