//! Nothing stands outside its page, whatever a paper says.

use super::*;
use crate::print::Nudge;
use motcua_core::deed::Overprint;
use motcua_core::deed::{Column, ColumnsLine};
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
            FieldKind::Date => {
                Said::Date(motcua_core::form::write::PartialDate::parse("1999-12-31").unwrap())
            }
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

/// As much as a field may hold, in words that people write: no word is longer than a line.
fn longest(template: &DeedTemplate) -> Filling {
    let words = [LONG[0], LONG[2]].join(" ");
    let cut = |said: &Said, most: usize| match said {
        Said::Text(_) => Said::Text(words.chars().cycle().take(most).collect()),
        other => other.clone(),
    };
    let most = |name: &str| template.field(name).map(|field| usize::from(field.most));
    let all = fullest(template).into_iter();
    all.map(|(name, said)| match most(&name) {
        Some(most) => (name, cut(&said, most)),
        None => (name, said),
    })
    .collect()
}

#[test]
fn what_is_printed_over_stock_stands_within_its_places_however_long_it_is() {
    let all = templates();
    let with_stock: Vec<&DeedTemplate> = all.iter().filter(|template| template.has_stock()).collect();
    assert!(with_stock.len() >= 2, "birth and marriage");
    for template in with_stock {
        let over = template.overprint(&longest(template)).unwrap();
        for overlay in &over.places {
            let one = Overprint { places: vec![overlay.clone()], ..over.clone() };
            let laid = lay_over(&one, Nudge::default(), &plain())
                .unwrap_or_else(|why| panic!("{}: {why} in {:?}", template.id, overlay.place));
            let [left, base, width, high] =
                [overlay.place.left, overlay.place.base, overlay.place.width, overlay.place.high]
                    .map(|tenths| f32::from(tenths) / 10.0 * MM);
            for item in &laid.sheets[0].items {
                let What::Words { x, y, face, size, text, .. } = &item.what else { panic!("only words") };
                let end = x + face.width(text.trim_end(), *size);
                assert!(*x >= left - 0.1 && end <= left + width + 0.1, "{}: {text:?}", template.id);
                assert!(*y <= base && y - size * 0.7 >= base - high - 3.0, "{}: {text:?}", template.id);
            }
        }
    }
}

#[test]
fn no_two_places_of_a_stock_lie_over_each_other() {
    for template in templates().iter().filter(|template| template.has_stock()) {
        let places = template.sample_overprint().unwrap().places;
        for (at, one) in places.iter().enumerate() {
            for two in &places[..at] {
                let (a, b) = (one.place, two.place);
                let beside = a.left + a.width <= b.left || b.left + b.width <= a.left;
                let below = a.base <= b.base - b.high || b.base <= a.base - a.high;
                assert!(beside || below, "{}: {a:?} {b:?}", template.id);
            }
        }
    }
}

#[test]
fn a_printer_that_is_off_is_met_by_as_much_and_what_has_no_room_is_refused() {
    let place = motcua_core::deed::StockPlace { left: 500, base: 1000, width: 600, high: 80 };
    let over = |text: &str| {
        let runs = vec![Run { text: text.into(), bold: false, italic: false }];
        let places = vec![motcua_core::deed::Overlay { place, size: 13, runs }];
        Overprint { title: "x".into(), width: 2100, height: 2970, places }
    };
    let start =
        |nudge: Nudge| match &lay_over(&over("Trần An"), nudge, &plain()).unwrap().sheets[0].items[0].what {
            What::Words { x, y, .. } => (*x, *y),
            _ => panic!("words"),
        };
    let (x, y) = start(Nudge::default());
    let (moved_x, moved_y) = start(Nudge { right: 15, down: -20 });
    assert!((x - 50.0 * MM).abs() < 0.01 && y < 100.0 * MM && y > 98.0 * MM);
    assert!((moved_x - x - 1.5 * MM).abs() < 0.01 && (moved_y - y + 2.0 * MM).abs() < 0.01);
    for long in [LONG[2].repeat(4), LONG[1].to_string()] {
        let refused = lay_over(&over(&long), Nudge::default(), &plain());
        assert_eq!(refused.err(), Some(TypesetProblem::NoRoom(long)));
    }
}

#[test]
fn whoever_signs_never_signs_on_a_page_without_anything_above() {
    let run = |text: &str| vec![Run { text: text.to_string(), bold: false, italic: false }];
    let cell = |text: &str| Column { size: 13, is_left: false, runs: run(text) };
    let signs = || DeedBlock::Columns {
        widths: vec![1, 1],
        lines: vec![
            ColumnsLine::Cells(vec![cell(""), cell("CHỦ TỊCH")]),
            ColumnsLine::Gap(26),
            ColumnsLine::Cells(vec![cell(""), cell("Trần Văn Bình")]),
        ],
    };
    let text =
        |role: Role, count: usize| DeedBlock::Text { role, size: 13, runs: run(&LONG[2].repeat(count)) };
    let table = || DeedBlock::Table {
        widths: vec![1, 3],
        size: 13,
        head: vec![run("Số"), run("Nơi ở")],
        rows: vec![vec![run("1"), run(LONG[2])]; 3],
    };
    let ends: [fn() -> Vec<DeedBlock>; 2] = [Vec::new, || vec![DeedBlock::Gap(4)]];
    let lasts: [&dyn Fn() -> DeedBlock; 6] = [
        &|| text(Role::Paragraph, 1),
        &|| text(Role::Paragraph, 2),
        &|| text(Role::Paragraph, 9),
        &|| text(Role::Line, 1),
        &|| text(Role::Right, 3),
        &table,
    ];
    let mut turned = 0;
    for last in lasts {
        for end in ends {
            for above in 0..60 {
                let mut blocks: Vec<DeedBlock> = (0..above).map(|_| DeedBlock::Gap(4)).collect();
                blocks.push(last());
                blocks.extend(end());
                blocks.push(signs());
                let deed =
                    Deed { title: String::new(), page: PageSize::A4, size: 13, blocks, is_draft: false };
                let laid = lay_out(&deed, &plain()).unwrap();
                let page = laid.signature.as_ref().unwrap().page;
                turned += usize::from(page > 0);
                let says = |item: &Item| match &item.what {
                    What::Words { text, .. } => item.part.is_some() && !text.trim().is_empty(),
                    _ => false,
                };
                let words = laid.sheets[page].items.iter().filter(|item| says(item)).count();
                assert!(words > 2, "{above}: only who signs is on page {page}");
            }
        }
    }
    assert!(turned > 100, "{turned}");
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
    let across = lay_out(&Deed { page: PageSize::A4Across, ..deed }, &plain()).unwrap();
    assert_eq!((across.width, across.height), (laid.height, laid.width), "on its side");
    assert!(laid.sheets.len() >= 3, "{}", laid.sheets.len());
    for sheet in &laid.sheets {
        let heads =
            sheet.items.iter().filter(|item| matches!(&item.what, What::Words { text, .. } if text == "Số"));
        assert_eq!(heads.count(), 1);
    }
    let read = laid.parts.iter().filter(|kind| matches!(kind, Kind::Cell { is_head: true, .. })).count();
    assert_eq!(read, 2, "the head is read aloud once");
}
