//! How a person was told something, where an act asks it.

use motcua_core::Refusal;
use motcua_core::dossier::Notice;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::form::SentForm;
use motcua_messages::Lang;

/// How the person was told, as the form says.
pub(super) fn told(form: &SentForm) -> Result<Notice, Refusal> {
    Notice::parse(form.get("told")).ok_or_else(|| Refusal::of("dossier.notice-missing").at("told"))
}

/// The ways of telling somebody.
pub(super) fn ways(lang: Lang) -> Vec<ChoiceShown> {
    Notice::ALL
        .into_iter()
        .map(|told| ChoiceShown::new(told.as_str(), motcua_messages::notice(told, lang)))
        .collect()
}
