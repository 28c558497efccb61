//! What the whole of a file and its parts are read with.

use crate::catalogue::sheet::{Node, Sheet};
use crate::{BadData, Refusal, Trust};
use std::collections::HashSet;

pub(super) const TRUST: [(&str, Trust); 3] =
    [("verified", Trust::Verified), ("seen", Trust::Seen), ("assumed", Trust::Assumed)];

pub(super) const TOO_SMALL: &str = "data.number-too-small";

/// Names of step templates that a procedure may point to.
pub(super) type Names<'a> = HashSet<&'a str>;

/// `catalogue/procedures/1.001193.toml` → `1.001193`.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// Ids stand in URLs and ledgers: small letters, digits, dots, dashes,
/// underscores.
pub(super) fn is_id(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(plain) && text.chars().all(|c| plain(c) || matches!(c, '.' | '-' | '_'))
}

/// An id within a file; `twice` is the code when an earlier sister has it.
pub(super) fn inner_id(node: &Node<'_>, seen: &mut Vec<String>, twice: &'static str) -> Option<String> {
    let id = node.text("id")?;
    if !is_id(&id) {
        node.wrong("id", Refusal::of("catalogue.id-unreadable").with("id", &id));
    } else if seen.contains(&id) {
        node.wrong("id", Refusal::of(twice).with("id", &id));
    }
    seen.push(id.clone());
    Some(id)
}

/// All of them or none, but each is looked at, so that each mistake is named.
pub(super) fn all<T>(read: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    read.collect::<Vec<_>>().into_iter().collect()
}

/// Builds what a file holds, and notes everything that is wrong in it.
pub(super) fn read_file<T>(
    file: &str,
    text: &str,
    bad: &mut Vec<BadData>,
    build: impl FnOnce(&Node<'_>) -> Option<T>,
) -> Option<T> {
    let sheet = Sheet::of(file, text);
    let built = match sheet.tree() {
        Some(tree) => build(&sheet.root(&tree)),
        None => None,
    };
    bad.extend(sheet.into_bad());
    built
}
