//! The questions about a webhook: how it is called, where it is, of what it is told. The same
//! when it is registered and when it is edited.

use motcua_core::Refusal;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::Milestone;
use motcua_core::webhook::Webhook;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;

/// What is answered, for `parts/webhook_terms.html`.
pub(super) struct WebhookTerms {
    pub(super) called: String,
    pub(super) address: String,
    pub(super) milestones: Vec<MilestoneBox>,
    pub(super) agencies: Vec<ChoiceShown>,
    pub(super) agency: String,
}

/// A milestone to tick.
pub(super) struct MilestoneBox {
    pub(super) value: &'static str,
    pub(super) text: &'static str,
    pub(super) is_ticked: bool,
}

impl WebhookTerms {
    /// Nothing is answered: it is told of everything.
    pub(super) fn fresh(signed: &Signed) -> WebhookTerms {
        WebhookTerms::shown(signed, ["", "", ""], |_| true)
    }

    /// As it is now.
    pub(super) fn of(signed: &Signed, hook: &Webhook) -> WebhookTerms {
        let agency = hook.agency.as_ref().map_or("", AgencyCode::as_str);
        let is_told = |milestone| hook.milestones.contains(&milestone);
        WebhookTerms::shown(signed, [&hook.name, &hook.address, agency], is_told)
    }

    /// As it was sent.
    pub(super) fn sent(signed: &Signed, form: &SentForm) -> WebhookTerms {
        let texts = ["name", "address", "agency"].map(|name| form.get(name));
        WebhookTerms::shown(signed, texts, |milestone| is_ticked(form, milestone))
    }

    fn shown(
        signed: &Signed,
        [called, address, agency]: [&str; 3],
        is_told: impl Fn(Milestone) -> bool,
    ) -> WebhookTerms {
        let (law, lang) = (&signed.visit.app.law, signed.visit.lang);
        let today = signed.visit.now.day();
        let (directory, here) = (&law.directory, &signed.visit.app.province);
        let of_here = directory.agencies().iter().filter(|agency| {
            !agency.is_closed_on(today) && directory.province_of(&agency.unit) == Some(here)
        });
        let all = ChoiceShown::new("", lang.t("Mọi hồ sơ của tỉnh", "All dossiers of the province"));
        let each = of_here
            .map(|agency| ChoiceShown::new(agency.code.as_str(), lang.t(&agency.name, &agency.name_en)));
        let milestones = Milestone::ALL.into_iter().map(|milestone| MilestoneBox {
            value: milestone.as_str(),
            text: motcua_messages::event(milestone.as_str(), lang),
            is_ticked: is_told(milestone),
        });
        WebhookTerms {
            called: called.to_string(),
            address: address.to_string(),
            milestones: milestones.collect(),
            agencies: std::iter::once(all).chain(each).collect(),
            agency: agency.to_string(),
        }
    }
}

/// The milestones that were ticked.
pub(super) fn milestones_of(form: &SentForm) -> Vec<Milestone> {
    Milestone::ALL.into_iter().filter(|milestone| is_ticked(form, *milestone)).collect()
}

/// The agency that was chosen, if one was.
pub(super) fn agency_of(form: &SentForm) -> Result<Option<AgencyCode>, Refusal> {
    let refused = |text: &str| Refusal::of("webhook.unknown-agency").at("agency").with("agency", text);
    let chosen = form.filled("agency");
    chosen.map(|text| AgencyCode::parse(text).map_err(|_| refused(text))).transpose()
}

fn is_ticked(form: &SentForm, milestone: Milestone) -> bool {
    form.pairs().iter().any(|(name, value)| name == "milestone" && value == milestone.as_str())
}
