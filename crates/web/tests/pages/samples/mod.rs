//! Every template is rendered with samples: small worlds are walked through as every kind of
//! person, once in each language, and every page that they see is looked at.

mod html;
mod templates;
mod walk;

use crate::kit::album::{Album, Sample};
use html::Look;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use templates::{Sheet, bare};

/// Words that templates say in both languages.
const NAMES: [&str; 1] = ["MộtCửa"];

/// A template that is not rendered: take somebody there in `walk/`.
#[tokio::test]
async fn every_template_is_rendered_with_samples_in_vietnamese() {
    look_at_samples("vi").await;
}

#[tokio::test]
async fn every_template_is_rendered_with_samples_in_english() {
    look_at_samples("en").await;
}

async fn look_at_samples(lang: &'static str) {
    let album = Arc::new(Album::of(lang));
    walk::everywhere(&album).await;
    let (pages, sheets) = (album.pages(), templates::all());
    leave(&pages, lang);
    let mut faults = BTreeMap::new();
    let mut texts = BTreeSet::new();
    for Sample { asked, text } in &pages {
        let look = Look::at(text, lang);
        let foreign = look.texts.iter().filter(|words| lang == "en" && says_vietnamese(&sheets, words));
        let foreign = foreign.map(|words| format!("{words:?} is not English"));
        for fault in look.faults.iter().cloned().chain(foreign) {
            faults.entry(fault).or_insert(asked);
        }
        texts.insert(bare(text));
    }
    assert!(faults.is_empty(), "{faults:#?}");
    let is_shown = |piece: &str| texts.iter().any(|text| text.contains(piece));
    let is_rendered = |sheet: &&Sheet| {
        let mut own = sheet.pieces(lang).filter(|piece| is_of_one(&sheets, sheet, piece)).peekable();
        if own.peek().is_some() {
            return own.any(is_shown);
        }
        // Of small pieces that others have too, one page must show all.
        texts.iter().any(|text| sheet.pieces(lang).all(|piece| text.contains(piece)))
    };
    let missing: Vec<&str> =
        sheets.iter().filter(|sheet| !is_rendered(sheet)).map(|sheet| sheet.name.as_str()).collect();
    assert!(missing.is_empty(), "of {} templates, without a sample: {missing:#?}", sheets.len());
}

/// With `MOTCUA_TEST_PAGES` every page is left in that folder, with the style sheet beside it, to look at.
#[allow(clippy::disallowed_methods, reason = "the tests' own configuration")]
fn leave(pages: &[Sample], lang: &str) {
    let Some(folder) = std::env::var_os("MOTCUA_TEST_PAGES").map(std::path::PathBuf::from) else { return };
    for (at, Sample { asked, text }) in pages.iter().enumerate() {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let name: String = asked.chars().map(plain).take(90).collect();
        let text = text.replace(motcua_edge::assets::css_href(), "motcua.css");
        std::fs::write(folder.join(format!("{at:04}-{lang}-{name}.html")), text).unwrap();
    }
}

/// Stands in this template and in no other.
fn is_of_one(sheets: &[Sheet], own: &Sheet, piece: &str) -> bool {
    sheets.iter().all(|sheet| sheet.name == own.name || !sheet.text.contains(piece))
}

/// Words that a template says whatever the language, and that are Vietnamese.
fn says_vietnamese(sheets: &[Sheet], words: &str) -> bool {
    let words = bare(words);
    let is_vietnamese =
        words.chars().any(|letter| "ăâđêôơư".contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter));
    is_vietnamese
        && !NAMES.contains(&words.as_str())
        && sheets.iter().any(|sheet| sheet.stretches.iter().any(|stretch| stretch.contains(&words)))
}
