//! What is agreed about a webhook: how it is called, where it is, of what it is told.

use super::address::must_be_outside;
use crate::directory::AgencyCode;
use crate::dossier::Milestone;
use crate::{Law, Refusal};

/// As somebody wrote it.
#[derive(PartialEq)]
pub(super) struct Terms {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) milestones: Vec<Milestone>,
    pub(super) agency: Option<AgencyCode>,
}

/// The longest name, in characters.
const NAME_CHARS_MAX: usize = 200;

impl Terms {
    /// The form in which they are kept, and everything that is wrong with them.
    pub(super) fn in_order(self, law: &Law) -> (Terms, Vec<Refusal>) {
        let Terms { name, address, mut milestones, agency } = self;
        let mut wrong = Vec::new();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.chars().any(char::is_alphabetic) || name.chars().count() > NAME_CHARS_MAX {
            wrong.push(Refusal::of("webhook.name-missing").at("name").with("limit", NAME_CHARS_MAX));
        }
        let address = address.trim().to_string();
        wrong.extend(must_be_outside(&address, &law.policy.told_networks).err());
        milestones.sort();
        milestones.dedup();
        if milestones.is_empty() {
            wrong.push(Refusal::of("webhook.milestones-missing").at("milestone"));
        }
        if let Some(code) = agency.as_ref().filter(|code| law.directory.agency(code).is_none()) {
            wrong.push(Refusal::of("webhook.unknown-agency").at("agency").with("agency", code));
        }
        (Terms { name, address, milestones, agency }, wrong)
    }
}
