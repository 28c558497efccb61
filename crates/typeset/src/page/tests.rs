//! Nothing stands outside its page, whatever a paper says.

use super::*;
use motcua_core::deed::{DeedTemplate, Deeds, FieldKind, Filling, Said};
use std::collections::BTreeMap;

/// A name of sixty letters with stacked marks, a word that fits no line, and words as people write them.
const LONG: [&str; 3] = [
    "Nguyễn Hoàng Thị Phương Quỳnh Nguyệt Ỷ Ngữ Trưởng Đặng Huỳnh",
    "Ưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưởưở",
    "thôn Kon Đrei, xã Đăk Rơ Wa, huyện cũ Kon Tum, tỉnh Quảng Ngãi (địa chỉ cũ: tỉnh Kon Tum)",
];

fn plain() -> Print {
    Print { made: motcua_core::Moment(0), id: "x".into(), across: None, foot: None }
}

fn templates() -> Vec<DeedTemplate> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/deeds");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let texts: Vec<(String, String)> = files
        .map(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(file).unwrap())
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    Deeds::read(&texts).unwrap().all().cloned().collect()
}

/// As much as a field may hold.
fn fullest(template: &DeedTemplate) -> Filling {
    let long = |most: usize| LONG.join(" ").chars().cycle().take(most).collect::<String>();
    let always = [
        ("agency", "ỦY BAN NHÂN DÂN ĐẶC KHU PHÚ QUỐC VÀ CÁC ĐẢO LÂN CẬN THUỘC TỈNH AN GIANG"),
        ("agency_above", "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"),
        ("place", "Thành phố Hồ Chí Minh"),
        ("authority", "TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN"),
        ("post", "Phó Giám đốc Trung tâm Phục vụ hành chính công"),
        ("signer", LONG[0]),
    ];
    let always = always.map(|(name, text)| (name.to_string(), Said::Text(text.to_string())));
    let own = template.fields.iter().map(|field| {
        let most = usize::from(field.most);
        let said = match field.kind {
            FieldKind::Text => Said::Text(long(most)),
            FieldKind::Day => Said::Day(motcua_core::Day::parse("2025-12-31").unwrap()),
            FieldKind::Number => Said::Number(999_999_999_999),
            FieldKind::List => {
                let row: BTreeMap<String, String> =
                    field.columns.iter().map(|column| (column.clone(), long(most))).collect();
                Said::List(vec![row; 30])
            }
        };
        (field.name.clone(), said)
    });
    always.into_iter().chain(own).collect()
}

#[test]
fn nothing_stands_outside_the_margins_however_much_is_said() {
    let all = templates();
    assert!(!all.is_empty());
    for template in &all {
        let laid = lay_out(&template.fill(&fullest(template), false), &plain()).unwrap();
        let (left, right) = (laid.margins.left - 0.5, laid.width - laid.margins.right + 0.5);
        let bottom = laid.height - laid.margins.bottom + 0.5;
        for item in laid.sheets.iter().flat_map(|sheet| &sheet.items).filter(|item| item.part.is_some()) {
            let What::Words { x, y, face, size, text, space } = &item.what else { continue };
            let spaces = text.trim_end().matches(' ').count() as f32;
            let end = x + face.width(&text.trim_end().replace(' ', ""), *size) + spaces * space;
            let id = &template.id;
            assert!(*x >= left && end <= right, "{id}: {text:?} from {x} to {end}, {left} to {right}");
            assert!(*y <= bottom, "{id}: {text:?} at {y}, below {bottom}");
        }
    }
}

#[test]
fn a_table_of_thirty_rows_says_its_head_on_every_page() {
    let cell = |text: &str| vec![Run { text: text.to_string(), bold: false, italic: false }];
    let rows = vec![vec![cell("1"), cell(LONG[2])]; 60];
    let table =
        DeedBlock::Table { widths: vec![1, 3], size: 13, head: vec![cell("Số"), cell("Nơi ở")], rows };
    let (title, page) = (String::new(), PageSize::A4);
    let deed = Deed { title, page, size: 13, blocks: vec![table], is_draft: false };
    let laid = lay_out(&deed, &plain()).unwrap();
    assert!(laid.sheets.len() >= 3, "{}", laid.sheets.len());
    for sheet in &laid.sheets {
        let heads =
            sheet.items.iter().filter(|item| matches!(&item.what, What::Words { text, .. } if text == "Số"));
        assert_eq!(heads.count(), 1);
    }
    let read = laid.parts.iter().filter(|kind| matches!(kind, Kind::Cell { is_head: true, .. })).count();
    assert_eq!(read, 2, "the head is read aloud once");
}
