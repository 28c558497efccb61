//! The templates as they stand in their folders, and how it is known that one was rendered: a
//! page holds words or tags that stand in no other template.

use std::collections::BTreeMap;
use std::path::Path;

/// Shorter pieces could come from anywhere.
const LETTERS_MIN: usize = 8;

/// A file of the templates.
pub struct Sheet {
    /// `officer/accept.html`
    pub name: String,
    /// Every sentence that it says, in each language.
    sentences: Vec<Said>,
    /// Stretches of its HTML.
    pub stretches: Vec<String>,
    /// The whole file.
    pub text: String,
}

/// `page.t("vi", "en")`
pub struct Said {
    vi: String,
    en: String,
}

/// Every template of the rooms of the web, by name.
pub fn all() -> Vec<Sheet> {
    let rooms = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    for room in std::fs::read_dir(rooms).unwrap() {
        collect(&room.unwrap().path().join("templates"), "", &mut found);
    }
    found.into_iter().map(|(name, text)| Sheet::of(name, &text)).collect()
}

fn collect(folder: &Path, above: &str, found: &mut BTreeMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            assert!(found.insert(name.clone(), text).is_none(), "two templates are {name}");
        }
    }
}

impl Sheet {
    fn of(name: String, text: &str) -> Sheet {
        Sheet { name, sentences: sentences(text), stretches: stretches(text), text: bare(text) }
    }

    /// What a page in this language may show of it.
    pub fn pieces(&self, lang: &str) -> impl Iterator<Item = &str> {
        let said = self.sentences.iter().map(move |said| if lang == "en" { &said.en } else { &said.vi });
        said.chain(&self.stretches).map(String::as_str).filter(|piece| piece.chars().count() >= LETTERS_MIN)
    }
}

fn sentences(text: &str) -> Vec<Said> {
    let mut all = Vec::new();
    for call in text.split(".t(").skip(1) {
        let Some((vi, rest)) = literal(call) else { continue };
        let Some((en, _)) = rest.trim_start().strip_prefix(',').and_then(literal) else { continue };
        all.push(Said { vi: bare(&vi), en: bare(&en) });
    }
    all
}

/// The text with which this begins, in quotes or put together from several, and what comes
/// after it.
fn literal(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let Some(mut rest) = text.strip_prefix("concat!(") else {
        let (one, rest) = text.strip_prefix('"')?.split_once('"')?;
        return Some((one.to_string(), rest));
    };
    let mut all = String::new();
    while let Some((one, after)) = literal(rest.trim_start_matches([',', ' ', '\n'])) {
        all.push_str(&one);
        rest = after;
        if let Some(after) = rest.trim_start().strip_prefix(')') {
            return Some((all, after));
        }
    }
    None
}

/// What stands between the tags of the template language.
fn stretches(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        all.push(bare(&rest[..start]));
        let end = match &rest[start..start + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        rest = rest[start..].split_once(end).map_or("", |(_, after)| after);
    }
    all.push(bare(rest));
    all.retain(|stretch| !stretch.is_empty());
    all
}

/// A text without white space, and without the ways in which HTML writes a mark.
pub fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (nth, part) in text.split("&#").enumerate() {
        let rest = match part.split_once(';') {
            Some((code, rest)) if nth > 0 => {
                bare.extend(code.parse().ok().and_then(char::from_u32));
                rest
            }
            _ => part,
        };
        bare.extend(rest.split_ascii_whitespace());
    }
    bare
}
