//! Papers by proposed templates, with their samples, and what each says otherwise than the one that it follows.

use motcua_core::deed::{Deed, DeedTemplate};
use motcua_core::law::Law;
use motcua_core::law_change::CatalogueFile;
use motcua_told::text_differs::{TextPiece, different_lines};

/// A paper by a proposed template.
pub(super) struct ProposedPaper {
    /// The template.
    pub id: String,
    /// Its sample.
    pub deed: Deed,
    /// It is printed over stock.
    pub has_stock: bool,
    /// The template that it follows; empty where it follows none.
    pub follows: String,
    /// Lines that are gone and lines that are new, in their order; none where it says the same.
    pub lines: Vec<TextPiece>,
}

/// The papers by the templates of these files.
pub(super) fn proposed_papers(files: &[CatalogueFile], before: &Law, proposed: &Law) -> Vec<ProposedPaper> {
    let id = |file: &CatalogueFile| {
        file.path.strip_prefix("deeds/").and_then(|name| name.strip_suffix(".toml")).map(str::to_string)
    };
    let made = |id: String| {
        let template = proposed.deeds.get(&id)?;
        let deed = template.sample();
        let follows = followed(before, template);
        // Of the same day, or every date would differ.
        let lines =
            follows.map(|was| different_lines(&was.sample_on(template.effective_from).text(), &deed.text()));
        let follows = follows.map(|was| was.id.to_string()).unwrap_or_default();
        let has_stock = template.has_stock();
        Some(ProposedPaper { id, deed, has_stock, follows, lines: lines.unwrap_or_default() })
    };
    files.iter().filter_map(id).filter_map(made).collect()
}

/// The template of the same name, or the last version before it.
fn followed<'a>(before: &'a Law, template: &DeedTemplate) -> Option<&'a DeedTemplate> {
    let (name, version) = versioned(template.id.as_str())?;
    let earlier = before.deeds.all().filter_map(|known| Some((versioned(known.id.as_str())?, known)));
    let earlier = earlier.filter(|((known, number), _)| *known == name && *number <= version);
    earlier.max_by_key(|((_, number), _)| *number).map(|(_, known)| known)
}

/// `xac-nhan-hon-nhan.2`: the name and the version.
fn versioned(id: &str) -> Option<(&str, u32)> {
    let (name, version) = id.rsplit_once('.')?;
    Some((name, version.parse().ok()?))
}
