//! How much may be sent at once, and the refusal of more.

use motcua_core::Refusal;
use motcua_core::document::FILE_BYTES_MAX;

/// The most bytes of a form with files (100 MB).
pub const FORM_BYTES_MAX: usize = 100 * 1024 * 1024;

/// More than a form may hold (`request.too-large`).
pub fn too_much() -> Refusal {
    let mb = |bytes: u64| bytes / 1024 / 1024;
    let refusal = Refusal::of("request.too-large").with("file_mb", mb(FILE_BYTES_MAX));
    refusal.with("all_mb", mb(FORM_BYTES_MAX as u64))
}
