use super::*;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A workbook of these sheets, each as what stands in `<sheetData>`.
fn workbook_of(sheets: &[&str]) -> Vec<u8> {
    let number = |at: usize| at + 1;
    let names: String = (0..sheets.len())
        .map(|at| format!(r#"<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>"#, n = number(at)))
        .collect();
    let book = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts: String = (0..sheets.len())
        .map(|at| {
            format!(
                r#"<Relationship Id="rId{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>"#,
                n = number(at)
            )
        })
        .collect();
    let rels = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{parts}<Relationship Id="rId99" Type="{kind}/styles" Target="styles.xml"/></Relationships>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    put("[Content_Types].xml", TYPES);
    put("_rels/.rels", RELS);
    put("xl/workbook.xml", &book);
    put("xl/_rels/workbook.xml.rels", &rels);
    put("xl/styles.xml", STYLES);
    for (at, data) in sheets.iter().enumerate() {
        let sheet = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{data}</sheetData></worksheet>"#
        );
        put(&format!("xl/worksheets/sheet{}.xml", number(at)), &sheet);
    }
    zip.finish().unwrap().into_inner()
}

/// A row of texts.
fn row(number: usize, cells: &[&str]) -> String {
    let column = |at: usize| char::from(b'A' + at as u8);
    let cell = |(at, text): (usize, &&str)| {
        format!(r#"<c r="{}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#, column(at))
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

fn said(read: Result<Vec<SheetLine>, Refusal>) -> &'static str {
    read.map_or_else(|refusal| refusal.code, |_| "ok")
}

#[test]
fn a_workbook_is_read_with_its_own_line_numbers_numbers_whole_and_days_as_days() {
    let data = [
        row(2, &["DANH SÁCH CÁN BỘ"]),
        row(6, &["Họ và tên", "Số CCCD", "Từ ngày"]),
        r#"<row r="7"><c r="A7" t="inlineStr"><is><t>Lê Na</t></is></c><c r="B7"><v>46090001234</v></c><c r="C7" s="1"><v>45839</v></c></row>"#.into(),
    ]
    .concat();
    let lines = staff_list("ds.xlsx", &workbook_of(&[&row(1, &["Bìa"]), &data])).unwrap();
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [2, 6, 7], "the sheet with the heading is read, not the first one");
    assert_eq!(lines[2].cells, ["Lê Na", "46090001234", "01/07/2025"]);
}

#[test]
fn a_list_as_text_may_have_titles_above_its_heading() {
    let text = "\u{feff}DANH SÁCH, cả xã\n\nHọ và tên;Email\nLê Na;na@a.vn\n";
    let lines = staff_list("ds.csv", text.as_bytes()).unwrap();
    assert_eq!(lines[2].cells, ["Họ và tên", "Email"]);
    assert_eq!((lines[3].number, lines[3].cells[1].as_str()), (4, "na@a.vn"));
    let again = cells::read_titled(&cells::written(&lines)).unwrap();
    let full = |lines: &[SheetLine]| -> Vec<(usize, Vec<String>)> {
        let cells = |line: &SheetLine| line.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect();
        let lines = lines.iter().map(|line| (line.number, cells(line)));
        lines.filter(|(_, cells): &(usize, Vec<String>)| !cells.is_empty()).collect()
    };
    assert_eq!(full(&again), full(&lines), "what is confirmed is what was shown");
}

#[test]
fn what_is_written_for_the_form_is_read_as_the_same_lines_whatever_stands_in_them() {
    let odd = ["a;b", "a,b", "nói \"vậy\"", "x\ty", "hai\ndòng", "", "=1+1"];
    let lines: Vec<SheetLine> =
        (0..4).map(|at| SheetLine { number: 3 + 2 * at, cells: odd.map(String::from).to_vec() }).collect();
    let again = cells::read_titled(&cells::written(&lines)).unwrap();
    let again: Vec<SheetLine> =
        again.into_iter().filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect();
    assert_eq!(again.len(), 4);
    for (read, line) in again.iter().zip(&lines) {
        assert_eq!(read.number, line.number);
        let flat = |cell: &String| cell.replace(['\t', '\n'], " ");
        assert_eq!(&read.cells[..odd.len()], line.cells.iter().map(flat).collect::<Vec<_>>());
    }
}

/// The same workbook with these parts in the place of its own, or beside them.
fn with_parts(book: &[u8], parts: &[(&str, String)]) -> Vec<u8> {
    use std::io::Read;
    let mut old = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if parts.iter().all(|(name, _)| *name != entry.name()) {
            zip.start_file(entry.name(), SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Texts that cells share, announced as so many.
fn shared(announced: &str, texts: &str) -> (&'static str, String) {
    let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{space}" uniqueCount="{announced}">{texts}</sst>"#))
}

/// A workbook whose part of this name has this text.
fn book_with(name: &'static str, text: String) -> Vec<u8> {
    with_parts(&workbook_of(&[&row(1, &["Họ và tên", "Email"])]), &[(name, text)])
}

#[test]
fn texts_that_cells_share_are_read_and_cost_no_more_than_they_are() {
    let naming = |count: usize| -> String {
        (1..=count).map(|at| format!(r#"<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>"#)).collect()
    };
    let one = |text: &str| format!("<si><t>{text}</t></si>");
    let long = "x".repeat(30_000);
    for (what, cells, announced, texts, code) in [
        ("as programs write them", 3, "1", one("Lê Na"), "ok"),
        ("more announced than there are", 3, "400000", one("Lê Na"), "ok"),
        ("room for more than there may be", 3, "400001", one("Lê Na"), "staff.file-large"),
        ("room for more than any machine has", 3, "99999999999", one("Lê Na"), "staff.file-large"),
        ("room for what is no number", 3, "99999999999999999999999", one("Lê Na"), "staff.file-large"),
        ("more texts than cells", 3, "1", "<si/>".repeat(400_001), "staff.file-large"),
        ("a long text once", 1, "1", one(&long), "ok"),
        ("a long text that many cells name", 9_000, "1", one(&long), "staff.file-large"),
    ] {
        let bytes = with_parts(&workbook_of(&[&naming(cells)]), &[shared(announced, &texts)]);
        assert!(bytes.len() < SHEET_BYTES_MAX, "{what}");
        assert_eq!(said(staff_list("a.xlsx", &bytes)), code, "{what}");
    }
    let bytes = with_parts(&workbook_of(&[&naming(2)]), &[shared("1", &one("Lê Na"))]);
    assert_eq!(staff_list("a.xlsx", &bytes).unwrap()[1].cells, ["Lê Na"]);
}

#[test]
fn a_workbook_is_weighed_before_it_is_read() {
    let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let styles = |inner: &str| format!(r#"<styleSheet xmlns="{space}">{inner}</styleSheet>"#);
    let format = "0".repeat(2_000);
    let book = |names: &[(&str, &str)]| {
        let sheets =
            names.iter().map(|(name, id)| format!(r#"<sheet name="{name}" sheetId="1" r:id="{id}"/>"#));
        let sheets = sheets.collect::<String>();
        format!(r#"<workbook xmlns="{space}" xmlns:r="{kinds}"><sheets>{sheets}</sheets></workbook>"#)
    };
    let relation = |id: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{kinds}/worksheet" Target="{target}"/>"#)
    };
    let relations = |all: &str| {
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!(r#"<Relationships xmlns="{space}">{all}</Relationships>"#)
    };
    let rels = "xl/_rels/workbook.xml.rels";
    let (one, far) = (relation("rId1", "worksheets/sheet1.xml"), "x".repeat(2_000));
    let list = row(1, &["Họ và tên", "Email"]);
    let sheet = |count: usize| workbook_of(&vec![list.as_str(); count]);
    let blank = |count: usize| workbook_of(&vec![""; count]);
    let to_and_fro: String = (0..2_000).flat_map(|_| [row(1, &["x"]), row(2, &["x"])]).collect();
    for (what, bytes, code) in [
        ("twenty sheets", blank(20), "ok"),
        ("more sheets", sheet(21), "staff.file-large"),
        (
            "a sheet under two names",
            with_parts(&sheet(1), &[("xl/workbook.xml", book(&[("A", "rId1"), ("B", "rId1")]))]),
            "staff.file-kind",
        ),
        (
            "two sheets of one name",
            with_parts(&sheet(2), &[("xl/workbook.xml", book(&[("A", "rId1"), ("a", "rId2")]))]),
            "staff.file-kind",
        ),
        (
            "two sheets in one part",
            with_parts(
                &sheet(1),
                &[
                    ("xl/workbook.xml", book(&[("A", "rId1"), ("B", "rId2")])),
                    (rels, relations(&(one.clone() + &relation("rId2", "/xl/Worksheets/sheet1.xml")))),
                ],
            ),
            "staff.file-kind",
        ),
        (
            "a sheet that is not there",
            book_with(rels, relations(&relation("rId1", "worksheets/no.xml"))),
            "staff.file-kind",
        ),
        (
            "a path that many sheets would copy",
            book_with(rels, relations(&relation("rId1", &far))),
            "staff.file-large",
        ),
        ("the whole of one", book_with(rels, relations(&one)), "ok"),
        (
            "a format that many styles would copy",
            book_with(
                "xl/styles.xml",
                styles(&format!(r#"<numFmts><numFmt numFmtId="200" formatCode="{format}"/></numFmts>"#)),
            ),
            "staff.file-large",
        ),
        (
            "too many styles",
            book_with(
                "xl/styles.xml",
                styles(&format!("<cellXfs>{}</cellXfs>", r#"<xf numFmtId="0"/>"#.repeat(20_001))),
            ),
            "staff.file-large",
        ),
        (
            "too many fonts",
            book_with("xl/styles.xml", styles(&format!("<fonts>{}</fonts>", "<font/>".repeat(100_001)))),
            "staff.file-large",
        ),
        (
            "styles twice, in capitals",
            with_parts(&sheet(1), &[("XL/Styles.xml", styles(""))]),
            "staff.file-kind",
        ),
        (
            "another book than was judged",
            book_with("_rels/.rels", RELS.replace("xl/workbook.xml", "xl2/workbook.xml")),
            "staff.file-kind",
        ),
        ("lines that go to and fro", workbook_of(&[&to_and_fro]), "staff.file-kind"),
        ("a list as text of nothing but line ends", "\n".repeat(1_000_000).into_bytes(), "staff.file-large"),
        ("a list as text of nothing but cells", ",".repeat(1_000_000).into_bytes(), "staff.file-large"),
        (
            "more text than the form carries",
            format!("Họ và tên,Email\n{}", "a".repeat(TEXT_MAX)).into_bytes(),
            "staff.file-large",
        ),
    ] {
        assert!(bytes.len() < SHEET_BYTES_MAX, "{what}");
        let name = if bytes.starts_with(b"PK") { "a.xlsx" } else { "a.csv" };
        let read = staff_list(name, &bytes);
        if let Err(refusal) = &read {
            assert_eq!(refusal.field.as_deref(), Some("list"), "{what}");
        }
        assert_eq!(said(read), code, "{what}");
    }
}

#[test]
fn the_largest_list_is_read_and_read_again_from_the_form() {
    let cells: Vec<String> = (0..COLUMNS_MAX).map(|at| if at == 0 { "Na" } else { "" }.to_string()).collect();
    let line = cells.join(",").replace(",,", ", ,");
    let text: String = (0..LINES_MAX / 10).map(|_| format!("{line}x\n")).collect();
    let lines = staff_list("a.csv", text.as_bytes()).unwrap();
    assert_eq!((lines.len(), lines[0].cells.len()), (LINES_MAX as usize / 10, COLUMNS_MAX as usize));
    assert_eq!(cells::read_titled(&cells::written(&lines)).unwrap().len(), lines.len());
    let strange = row(1, &["Lê_x000B_Na", "Email"]);
    let lines = staff_list("a.xlsx", &workbook_of(&[&strange])).unwrap();
    assert_eq!(lines[0].cells[0], "Lê Na", "signs that no list as text may have are left out");
}

#[test]
fn a_hostile_or_foreign_file_is_refused_in_words_about_lists() {
    let far = r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let wide = r#"<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let many: String = (1..=LINES_MAX as usize + 1).map(|at| row(at, &["x"])).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..=UNPACKED_MAX >> 20 {
        zip.write_all(&zeros).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < SHEET_BYTES_MAX);
    for (what, name, bytes, code) in [
        ("a cell a million lines down", "a.xlsx", workbook_of(&[far]), "staff.file-large"),
        ("a cell far to the right", "a.xlsx", workbook_of(&[wide]), "staff.file-large"),
        ("too many lines", "a.xlsx", workbook_of(&[&many]), "staff.file-large"),
        ("a bomb", "a.xlsx", bomb, "staff.file-large"),
        ("a cut workbook", "a.xlsx", workbook_of(&[far])[..400].to_vec(), "staff.file-kind"),
        ("an old workbook", "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "staff.file-kind"),
        ("no UTF-8", "a.csv", b"H\xf4".to_vec(), "staff.file-kind"),
        ("a large file", "a.csv", vec![b'a'; SHEET_BYTES_MAX + 1], "staff.file-large"),
        ("an open quote", "a.csv", b"name,email\nAn,\"x\nBa,y".to_vec(), "request.list-quote-open"),
        ("nothing", "a.csv", Vec::new(), "ok"),
    ] {
        let read = staff_list(name, &bytes);
        if let Err(refusal) = &read {
            assert_eq!(refusal.field.as_deref(), Some("list"), "{what}");
        }
        assert_eq!(said(read), code, "{what}");
    }
}
