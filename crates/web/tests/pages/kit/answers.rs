//! What people answer: the examples that stand beside the forms of the catalogue.

use super::Kit;
use motcua_core::competence::DecidingFacts;
use motcua_core::directory::AgencyCode;
use motcua_core::form::Answers;

/// The example of the form with this id.
pub fn of(form: &str) -> Answers {
    let path = format!("{}/../../catalogue/forms/examples/{form}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

impl Kit {
    /// Everything that decides who is competent lies in the ward of the usual centre.
    pub fn decided_here(&self, procedure: &str) -> DecidingFacts {
        let here = AgencyCode::parse("H57.101").unwrap();
        self.app.law.all_decided_at(&procedure.into(), self.app.now().day(), &here)
    }

    /// The example for a procedure in one of its cases, in the first where none is named.
    pub fn answers(&self, procedure: &str, case: Option<&str>) -> Answers {
        let law = &self.app.law;
        let procedure = law.catalogue.all().iter().find(|known| known.id.to_string() == procedure).unwrap();
        let version = procedure.version_on(self.app.now().day()).unwrap();
        let case = case.map_or_else(|| version.cases[0].id.clone(), Into::into);
        of(law.form_of(version, &case).unwrap().id())
    }
}
