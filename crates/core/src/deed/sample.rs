//! Papers about nobody, to look at a template before it is used: with its samples, and with as much as its fields
//! may hold.

use super::field::{FieldKind, Filling, Said};
use super::{Deed, DeedTemplate, Overprint};
use crate::Day;
use crate::form::write::PartialDate;
use crate::year_book::BookVolume;
use std::collections::BTreeMap;

/// Names and places as long as they are written in the country: of sixty letters, of Ê Đê and Gia Rai with marks
/// that stand above each other, of a committee that takes two lines.
const LONG_NAME: &str = "Nguyễn Hoàng Thị Phương Quỳnh Nguyệt Ỷ Ngữ Trưởng Đặng Huỳnh";
const LONG_WORDS: [&str; 3] = [
    LONG_NAME,
    "Y Niê Kđăm Rơ Ô\u{302}\u{306} H’Bia Ksơ\u{306}r Siu Đăk",
    "thôn Kon Đrei, xã Đăk Rơ Wa, huyện cũ Kon Tum, tỉnh Quảng Ngãi (địa chỉ cũ: tỉnh Kon Tum)",
];
const LONG_AGENCY: &str = "Ủy ban nhân dân đặc khu Phú Quốc và các đảo lân cận thuộc tỉnh An Giang";
/// Rows of a list: more than one page holds.
const MANY_ROWS: usize = 30;

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

    /// The paper with as much as its fields may hold.
    pub fn longest(&self) -> Deed {
        self.fill(&self.longest_filling(|_| true), true)
    }

    /// What the paper is tried with before it is used: its samples; as much as its fields may hold; and as much,
    /// where nothing is said that may be left out.
    pub fn trials(&self) -> [Filling; 3] {
        [
            self.sample_filling(self.effective_from),
            self.longest_filling(|_| true),
            self.longest_filling(|is_required| is_required),
        ]
    }

    /// What of the file is printed: the key under which it stands, the line of the file, and its text.
    pub fn printed_lines(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        self.written.lines()
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
        let volume = self.in_volumes.then(|| ("volume", Said::Text(BookVolume::named(1, day.ymd().0))));
        let always = always.into_iter().chain(volume).map(|(name, said)| (name.to_string(), said));
        let own = self.fields.iter().filter_map(|field| {
            Some((field.name.clone(), Said::of_sample(field.kind, &field.columns, &field.sample)?))
        });
        always.chain(own).collect()
    }

    fn longest_filling(&self, says: impl Fn(bool) -> bool) -> Filling {
        let text = |text: &str| Said::Text(text.to_string());
        let last_day = Day::of(2025, 12, 31).unwrap_or(self.effective_from);
        let always = [
            ("agency", text(&LONG_AGENCY.to_uppercase())),
            ("agency_name", text(LONG_AGENCY)),
            ("agency_above", text("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH")),
            ("place", text("Thành phố Hồ Chí Minh")),
            ("number", Said::Number(99_999)),
            ("day", Said::Day(last_day)),
            ("authority", text("TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN")),
            ("post", text("Phó Giám đốc Trung tâm Phục vụ hành chính công")),
            ("signer", text(LONG_NAME)),
            ("dossier", text("H00.00.00-251231-9999")),
        ];
        let volume = self.in_volumes.then(|| ("volume", text(&BookVolume::named(99, 2025))));
        let always = always.into_iter().chain(volume).map(|(name, said)| (name.to_string(), said));
        let words = LONG_WORDS.join(" ");
        let long = |most: usize| words.chars().chain([' ']).cycle().take(most).collect::<String>();
        let own = self.fields.iter().filter(|field| says(field.is_required)).map(|field| {
            let most = usize::from(field.most);
            let said = match field.kind {
                FieldKind::Text => Said::Text(long(most)),
                FieldKind::Day => Said::Day(last_day),
                FieldKind::Date => Said::Date(PartialDate { year: 1999, month: Some(12), day: Some(31) }),
                FieldKind::Number => Said::Number(field.greatest),
                FieldKind::List => {
                    let row: BTreeMap<String, String> =
                        field.columns.iter().map(|column| (column.clone(), long(most))).collect();
                    Said::List(vec![row; MANY_ROWS])
                }
            };
            (field.name.clone(), said)
        });
        always.chain(own).collect()
    }
}
