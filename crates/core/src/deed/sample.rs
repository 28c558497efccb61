//! A paper about nobody, to look at a template before it is used.

use super::field::{Filling, Said};
use super::{Deed, DeedTemplate, Overprint};
use crate::Day;

impl DeedTemplate {
    /// The paper with the samples of its template, of an agency and a signer that do not exist.
    pub fn sample(&self) -> Deed {
        self.sample_on(self.effective_from)
    }

    /// The same, of another day.
    pub fn sample_on(&self, day: Day) -> Deed {
        self.fill(&self.sample_filling(day), true)
    }

    /// What that paper prints over its stock.
    pub fn sample_overprint(&self) -> Option<Overprint> {
        self.overprint(&self.sample_filling(self.effective_from))
    }

    fn sample_filling(&self, day: Day) -> Filling {
        let always = [
            ("agency", Said::Text("ỦY BAN NHÂN DÂN PHƯỜNG MẪU".into())),
            ("agency_name", Said::Text("Ủy ban nhân dân phường Mẫu".into())),
            ("place", Said::Text("Phường Mẫu".into())),
            ("number", Said::Number(5)),
            ("day", Said::Day(day)),
            ("authority", Said::Text("KT. CHỦ TỊCH".into())),
            ("post", Said::Text("Phó Chủ tịch".into())),
            ("signer", Said::Text("Nguyễn Văn Mẫu".into())),
            ("dossier", Said::Text("H00.00.00-250705-0001".into())),
        ];
        let always = always.into_iter().map(|(name, said)| (name.to_string(), said));
        let own = self.fields.iter().filter_map(|field| {
            Some((field.name.clone(), Said::of_sample(field.kind, &field.columns, &field.sample)?))
        });
        always.chain(own).collect()
    }
}
