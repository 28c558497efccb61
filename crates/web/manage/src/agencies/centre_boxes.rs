//! The boxes in which somebody types where an agency meets people.

use motcua_core::Refusal;
use motcua_core::Trust;
use motcua_core::directory::{Centre, MapPoint};
use motcua_core::law_change::CENTRE_TEXT_MAX;
use motcua_core::text::is_line;
use motcua_edge::form::SentForm;

/// What stands in the boxes.
#[derive(Default)]
pub(super) struct CentreBoxes {
    pub(super) centre: String,
    pub(super) address: String,
    pub(super) telephone: String,
    pub(super) opening: String,
    pub(super) point: String,
    /// Compared with a text.
    pub(super) is_verified: bool,
}

impl CentreBoxes {
    /// What is on file.
    pub(super) fn of(centre: &Centre) -> CentreBoxes {
        let text = |of: &Option<String>| of.clone().unwrap_or_default();
        CentreBoxes {
            centre: centre.name.clone(),
            address: text(&centre.address),
            telephone: text(&centre.telephone),
            opening: text(&centre.opening),
            point: centre.point.map(|point| point.to_string()).unwrap_or_default(),
            is_verified: centre.trust.is_verified(),
        }
    }

    /// What was typed.
    pub(super) fn sent(form: &SentForm) -> CentreBoxes {
        let text = |name: &str| form.get(name).to_string();
        CentreBoxes {
            centre: text("centre"),
            address: text("address"),
            telephone: text("telephone"),
            opening: text("opening"),
            point: text("point"),
            is_verified: form.filled("centre_verified").is_some(),
        }
    }

    /// The centre in the boxes; none where all are empty. A name that is left out is the usual one.
    pub(super) fn read(&self, usual: &str, wrong: &mut Vec<Refusal>) -> Option<Centre> {
        let boxes = [
            ("centre", &self.centre),
            ("address", &self.address),
            ("telephone", &self.telephone),
            ("opening", &self.opening),
        ];
        for (field, _) in boxes.iter().filter(|(_, text)| !is_line(text, CENTRE_TEXT_MAX)) {
            wrong.push(Refusal::of("directory.too-long").at(*field).with("limit", CENTRE_TEXT_MAX));
        }
        let point = MapPoint::parse(&self.point);
        if point.is_none() && !self.point.is_empty() {
            wrong.push(Refusal::of("directory.point-unknown").at("point").with("value", &self.point));
        }
        let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let is_empty = self.point.is_empty() && boxes.iter().all(|(_, text)| text.is_empty());
        (!is_empty).then(|| Centre {
            name: text(&self.centre).unwrap_or_else(|| usual.to_string()),
            address: text(&self.address),
            telephone: text(&self.telephone),
            opening: text(&self.opening),
            point,
            trust: if self.is_verified { Trust::Verified } else { Trust::Assumed },
        })
    }
}
