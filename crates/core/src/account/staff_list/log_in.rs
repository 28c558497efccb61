//! Log-in names for people who have none on the list: `lantt` for Trần Thị Lan, `lantt2` for the
//! next one.

use crate::Fault;
use crate::account::{ID_CHARS, ReadAccounts};
use crate::act::OfficerId;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Names that are given in this list.
#[derive(Default)]
pub(super) struct LogIns {
    taken: BTreeSet<String>,
    /// The next number to try after a name.
    next: BTreeMap<String, usize>,
}

impl LogIns {
    /// This name is somebody's on the list.
    pub(super) fn take(&mut self, id: &str) {
        self.taken.insert(id.to_string());
    }

    /// A name that nobody has yet.
    pub(super) fn for_name(&mut self, name: &str, read: &mut dyn ReadAccounts) -> Result<String, Fault> {
        let base = base_of(name);
        loop {
            let number = self.next.entry(base.clone()).or_insert(1);
            let id = if *number == 1 { base.clone() } else { format!("{base}{number}") };
            *number += 1;
            if !self.taken.contains(&id) && read.account(&OfficerId(id.clone()))?.is_none() {
                self.take(&id);
                return Ok(id);
            }
        }
    }
}

/// The last word, and the first letters of those before it.
fn base_of(name: &str) -> String {
    let ascii: String = fold(name).chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    let parts: Vec<&str> = ascii.split_whitespace().collect();
    let (last, before) = parts.split_last().map_or(("canbo", &[][..]), |(last, before)| (*last, before));
    let first_letters = before.iter().filter_map(|part| part.chars().next());
    let mut base: String = last.chars().chain(first_letters).take(*ID_CHARS.end() - 6).collect();
    while base.len() < *ID_CHARS.start() {
        base.push('0');
    }
    base
}
