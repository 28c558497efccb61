//! What another system is to be told because of an act.

/// A message to another system, written with the act that makes it or not at all, and
/// carried out afterwards: at least once, always under the same name, so that whoever
/// hears it twice can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tell {
    /// Which system, by the name under which it is connected (`webhook:0199…`).
    pub system: String,
    /// What kind of message it is (`vn.motcua.dossier.accepted`).
    pub kind: String,
    /// What it is about, as people name it: the code of a dossier; may be empty.
    pub subject: String,
    /// What it says, as JSON.
    pub data: String,
}
