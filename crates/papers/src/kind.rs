//! What a file that cannot be taken seems to be, so that the refusal can say what
//! the person should do instead.

use motcua_core::Refusal;

/// A kind of file that people have and this product does not take.
struct Stranger {
    starts: fn(&[u8]) -> bool,
    extensions: &'static [&'static str],
    code: &'static str,
    shown: &'static str,
}

const STRANGERS: [Stranger; 9] = [
    Stranger {
        starts: |bytes| {
            brand(bytes).is_some_and(|brand| matches!(&brand, b"heic" | b"heix" | b"mif1" | b"heim"))
        },
        extensions: &["heic", "heif"],
        code: "document.convert-picture",
        shown: "HEIC",
    },
    Stranger {
        starts: |bytes| brand(bytes).is_some_and(|brand| matches!(&brand, b"avif" | b"avis")),
        extensions: &["avif"],
        code: "document.convert-picture",
        shown: "AVIF",
    },
    Stranger {
        starts: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        extensions: &["webp"],
        code: "document.convert-picture",
        shown: "WebP",
    },
    Stranger {
        starts: |bytes| bytes.starts_with(b"GIF8"),
        extensions: &["gif"],
        code: "document.convert-picture",
        shown: "GIF",
    },
    Stranger {
        starts: |bytes| bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"),
        extensions: &["tif", "tiff"],
        code: "document.convert-picture",
        shown: "TIFF",
    },
    Stranger {
        starts: |bytes| bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]),
        extensions: &["bmp"],
        code: "document.convert-picture",
        shown: "BMP",
    },
    Stranger {
        starts: |bytes| bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        extensions: &["doc", "xls"],
        code: "document.office-old",
        shown: "Word/Excel 97–2003",
    },
    Stranger {
        starts: |bytes| bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf\x27\x1c"),
        extensions: &["zip", "rar", "7z"],
        code: "document.archive",
        shown: "ZIP",
    },
    Stranger {
        starts: |_| false,
        extensions: &["docm", "xlsm", "dotm", "xltm"],
        code: "document.office-macro",
        shown: "Office",
    },
];

/// The brand of an ISO media file.
fn brand(bytes: &[u8]) -> Option<[u8; 4]> {
    (bytes.get(4..8)? == b"ftyp").then(|| bytes.get(8..12)?.try_into().ok()).flatten()
}

/// The refusal, or a more helpful one when the file is a kind that people often
/// have.
pub(crate) fn explained(refusal: Refusal, name: &str, bytes: &[u8]) -> Refusal {
    if !matches!(refusal.code, "document.kind-not-allowed" | "document.not-what-it-says") {
        return refusal;
    }
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    let is_known = |stranger: &&Stranger| {
        (stranger.starts)(bytes)
            || (refusal.code == "document.kind-not-allowed"
                && stranger.extensions.contains(&extension.as_str()))
    };
    match STRANGERS.iter().find(is_known) {
        Some(stranger) => Refusal::of(stranger.code).with("file", name).with("kind", stranger.shown),
        None => refusal,
    }
}
