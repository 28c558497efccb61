//! For what an upload is, and whether this visitor may send it: a draft by its
//! address, a supplement by the secret of the receipt, the counter by its session. Another
//! system says that it will name the file in what it hands in (`for` is `api`).

use super::arrived::{OF_API, of_dossier, of_draft, of_officer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{DossierId, Status, Verb};
use motcua_core::{Halt, Refusal};
use motcua_edge::keyed;
use motcua_edge::visit::Visit;
use motcua_store::{Keep, upload};
use std::collections::BTreeMap;

/// Says which draft stands at an address, when a file may still be sent for this paper of it.
#[derive(Clone, Copy)]
pub struct Drafts(pub fn(&Visit, &str, &str) -> Result<DossierId, Halt>);

/// What the sender says about a file (`Upload-Metadata`).
pub(super) struct Said(BTreeMap<String, String>);

const VALUE_CHARS_MAX: usize = 1000;

impl Said {
    /// Pairs of a name and a base64 value, with commas between.
    pub(super) fn read(header: &str) -> Result<Said, Refusal> {
        let malformed = || Refusal::of("request.malformed").at("Upload-Metadata");
        let mut said = BTreeMap::new();
        for pair in header.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
            let value = STANDARD.decode(value.trim()).map_err(|_| malformed())?;
            let value = String::from_utf8(value).map_err(|_| malformed())?;
            if value.chars().count() > VALUE_CHARS_MAX || said.len() > 16 {
                return Err(malformed());
            }
            // Null characters are in no language, and PostgreSQL does not keep them.
            said.insert(name.to_string(), value.replace('\0', ""));
        }
        Ok(Said(said))
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whose the upload will be. Refused as the page for it would be.
    pub(super) fn owner(&self, visit: &Visit, Drafts(drafts): Drafts) -> Result<String, Halt> {
        let paper = self.get("paper");
        if !self.get("draft").is_empty() {
            let draft = drafts(visit, self.get("draft"), paper)?;
            return Ok(of_draft(draft));
        }
        if !self.get("dossier").is_empty() {
            let dossier = keyed::open_to_act(visit, self.get("dossier"), self.get("key"))?;
            Verb::Supplement.in_order(&dossier.state)?;
            return Ok(of_dossier(dossier.id));
        }
        if self.get("for") == "api" {
            return Ok(OF_API.to_string());
        }
        let officer = visit.signed_in()?;
        officer.must_have(Duty::Reception, &officer.agency)?;
        Ok(of_officer(officer))
    }
}

/// What holds while that for which an owner's uploads are meant waits for them; none for
/// the counter, whose form names its files itself.
pub(super) fn while_waiting(owner: &str) -> Option<Keep> {
    let (kind, id) = owner.split_once(':')?;
    match kind {
        "draft" => Some(upload::while_draft(DossierId::parse(id)?)),
        "dossier" => Some(upload::while_status(DossierId::parse(id)?, Status::AwaitingSupplement)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_read_and_nothing_else() {
        let said = Said::read("filename dOG7nSBraGFpLnBkZg==, paper b3RoZXI=,is_confidential").unwrap();
        assert_eq!((said.get("filename"), said.get("paper")), ("tờ khai.pdf", "other"));
        assert_eq!((said.get("is_confidential"), said.get("draft")), ("", ""));
        assert_eq!(Said::read("a YQBi").unwrap().get("a"), "ab");
        for wrong in ["a !", "a /w==", &format!("a {}", "YWFh".repeat(400))] {
            assert!(Said::read(wrong).is_err(), "{wrong}");
        }
    }
}
