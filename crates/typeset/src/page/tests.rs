//! Nothing stands outside its page, whatever a paper says.

use super::*;
use crate::print::Nudge;
use motcua_core::deed::Overprint;
use motcua_core::deed::{Column, ColumnsLine};
use motcua_core::deed::{DeedTemplate, Deeds, Filling, Said};

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

/// As much as a field may hold, once in words that people write and once in one that fits no line.
fn fullest(template: &DeedTemplate) -> Vec<Filling> {
    let unbroken = |(name, said): (String, Said)| match (template.field(&name), said) {
        (Some(field), Said::Text(_)) => {
            let long = LONG[1].chars().cycle().take(field.most.into()).collect();
            (name, Said::Text(long))
        }
        (_, said) => (name, said),
    };
    let trials = template.trials().into_iter().skip(1);
    trials.flat_map(|said| [said.clone(), said.into_iter().map(unbroken).collect()]).collect()
}

#[test]
fn nothing_stands_outside_its_place_however_much_is_said() {
    let all = templates();
    assert!(all.len() > 30, "{}", all.len());
    for template in &all {
        for said in fullest(template) {
            let laid = lay_out(&template.fill(&said, false), &plain()).unwrap();
            assert_eq!(laid.outside(), Vec::new(), "{}", template.id);
        }
    }
}

#[test]
fn what_is_printed_over_stock_stands_within_its_places_however_long_it_is() {
    let all = templates();
    let with_stock: Vec<&DeedTemplate> = all.iter().filter(|template| template.has_stock()).collect();
    assert!(with_stock.len() >= 2, "birth and marriage");
    for template in with_stock {
        let [_, longest, _] = template.trials();
        let over = template.overprint(&longest).unwrap();
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
