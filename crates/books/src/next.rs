//! The next version of a procedure, as text to begin with: the last version once more with
//! forms of the next number, so that whoever writes it changes only what is new.

use crate::Books;
use motcua_core::Day;
use motcua_core::law_change::CatalogueFile;

impl Books {
    /// The file of the procedure with a new version from `from` on, the one before it
    /// ended the day before; and a copy of each form that it names, under the next number.
    /// `None` for a procedure that is not there.
    pub fn next_version(&self, procedure: &str, from: Day) -> Option<Vec<CatalogueFile>> {
        let path = format!("procedures/{procedure}.toml");
        let text = self.text(&path)?;
        let (ended, mut next) = begun(text, from)?;
        let mut files = Vec::new();
        for form in named(&next) {
            let (slug, _) = form.rsplit_once('.')?;
            let Some(source) = self.text(&format!("forms/{form}.json")) else { continue };
            let new = format!("{slug}.{}", self.free_number(slug));
            next = next.replace(&format!("form = \"{form}\""), &format!("form = \"{new}\""));
            let (old_id, new_id) = (format!("\"motcua:form/{form}\""), format!("\"motcua:form/{new}\""));
            let text = source.replace(&old_id, &new_id);
            files.push(CatalogueFile { path: format!("forms/{new}.json"), text });
        }
        files.insert(0, CatalogueFile { path, text: ended + &next });
        Some(files)
    }

    /// The number after the highest that a form of this name has.
    fn free_number(&self, slug: &str) -> u32 {
        let inside = format!("forms/{slug}.");
        let number = |name: &str| name.strip_prefix(&inside)?.strip_suffix(".json")?.parse::<u32>().ok();
        self.files().filter_map(|(name, _)| number(name)).max().unwrap_or(0) + 1
    }
}

/// The file of a procedure up to and with its last version, which ends the day before `from`;
/// and that version once more, from `from` on.
pub(crate) fn begun(text: &str, from: Day) -> Option<(String, String)> {
    let at = text.rfind("\n[[version]]")? + 1;
    let (before, last) = text.split_at(at);
    let (ended, next) = (dated(last, None, Some(from.plus(-1))), dated(last, Some(from), None));
    Some((format!("{before}{}\n\n", ended.trim_end()), next.trim_start().to_string()))
}

/// The forms that a version names, each once.
fn named(version: &str) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for line in version.lines() {
        let name = line.trim().strip_prefix("form = \"").and_then(|rest| rest.split('"').next());
        if let Some(name) = name.filter(|name| forms.iter().all(|known| known != name)) {
            forms.push(name.to_string());
        }
    }
    forms
}

/// A version with another first day, or another last one, where it has not ended before. Its own
/// fields stand before the first table inside it.
fn dated(version: &str, from: Option<Day>, to: Option<Day>) -> String {
    let inner = version.find("\n[[version.").or_else(|| version.find("\n[version.")).unwrap_or(version.len());
    let (own, rest) = version.split_at(inner);
    let mut out = Vec::new();
    let says = |line: &str, name: &str| line.split('=').next().is_some_and(|key| key.trim() == name);
    let end = own.lines().find(|line| says(line, "effective_to"));
    let end = end.and_then(|line| line.split(['=', '#']).nth(1));
    let end = end.and_then(|day| Day::parse(day.trim().trim_matches('"')));
    let to = match (from, to, end) {
        (_, Some(to), end) => Some(end.map_or(to, |end| end.min(to))),
        // An end that was set for later holds for the version that begins before it.
        (Some(from), None, Some(end)) if from <= end => Some(end),
        _ => None,
    };
    for line in own.lines() {
        let is = |name: &str| says(line, name);
        if is("effective_to") {
            continue;
        }
        if is("effective_from") {
            out.push(from.map_or_else(|| line.to_string(), |from| format!("effective_from = \"{from}\"")));
            out.extend(to.map(|to| format!("effective_to = \"{to}\"")));
        } else {
            out.push(line.to_string());
        }
    }
    format!("{}{rest}", out.join("\n"))
}
