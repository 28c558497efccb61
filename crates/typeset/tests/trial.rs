//! Templates are tried before they are used.

use motcua_core::deed::{DeedTemplate, Deeds};
use motcua_typeset::wrong_in;

const SOUND: &str = include_str!("../../../catalogue/deeds/xac-nhan-hon-nhan.1.toml");
const OVER_STOCK: &str = include_str!("../../../catalogue/deeds/giay-khai-sinh.1.toml");

fn read(name: &str, text: &str) -> DeedTemplate {
    let deeds = Deeds::read(&[(name, text)]).unwrap_or_else(|bad| panic!("{name}: {bad:#?}"));
    deeds.all().next().unwrap().clone()
}

/// What is wrong, each with its code, and the text of the line that it names.
fn found(name: &str, text: &str) -> Vec<(&'static str, String)> {
    let line = |at: Option<usize>| at.and_then(|at| text.lines().nth(at - 1)).unwrap_or_default().to_string();
    let wrong = wrong_in(&read(name, text), text);
    wrong.iter().map(|bad| (bad.why.code, line(bad.line))).collect()
}

#[test]
fn every_template_of_the_catalogue_can_be_given_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/deeds");
    let (mut tried, mut wrong) = (0, Vec::new());
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let (name, text) = (
            path.file_name().unwrap().to_string_lossy().into_owned(),
            std::fs::read_to_string(&path).unwrap(),
        );
        wrong.extend(wrong_in(&read(&name, &text), &text));
        tried += 1;
    }
    assert_eq!(wrong, Vec::new());
    assert!(tried > 30, "{tried}");
}

/// However a label is written, and whichever field may be left out: nothing is announced that is not there.
#[test]
fn no_paper_of_the_catalogue_has_a_bare_label_whichever_field_says_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/deeds");
    let mut tried = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let template = read(&name, &std::fs::read_to_string(&path).unwrap());
        let [sample, ..] = template.trials();
        let whole = template.fill(&sample, false).text();
        for field in template.fields.iter().filter(|field| !field.is_required) {
            let mut less = sample.clone();
            less.remove(&field.name);
            let text = template.fill(&less, false).text();
            let cells = text.lines().flat_map(|line| line.split(" | ")).map(str::trim_end);
            // What ends in a colon also where everything is said announces what stands below.
            let bare = |cell: &&str| {
                let is_open = cell.ends_with(':') && !whole.contains(*cell);
                let announces = is_open && !cell.ends_with("như sau:");
                announces
                    || [": ,", ": ;", ": .", ":,", "  ", " ,", " ;", "()"]
                        .iter()
                        .any(|bare| cell.contains(bare))
            };
            let bare: Vec<&str> = cells.filter(bare).collect();
            assert_eq!(bare, Vec::<&str>::new(), "{name} without {}", field.name);
            tried += 1;
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn a_template_by_which_no_paper_could_be_given_out_is_refused_with_its_line() {
    let body = |text: &str| {
        let (before, rest) = SOUND.split_once("body = '''\n").unwrap();
        let (_, after) = rest.split_once("'''").unwrap();
        format!("{before}body = '''\n{text}\n'''{after}")
    };
    let signs = "@columns 1 1\n || **{authority}**\n~ 28\n || **{signer}**";
    let table: Vec<(String, &str, &str)> = vec![
        (
            SOUND.replace("# GIẤY XÁC NHẬN", "# GIẤY 李 XÁC NHẬN"),
            "deed.no-letter",
            "# GIẤY 李 XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
        ),
        (
            SOUND.replace("sample = \"Kinh\"", "sample = \"Kinh 😀\""),
            "deed.no-letter",
            "sample = \"Kinh 😀\"",
        ),
        (
            SOUND.replace("> Nơi cư trú:", "> Nơi\u{202e} cư trú:"),
            "deed.unseen-letter",
            "> Nơi\u{202e} cư trú: {residence}",
        ),
        (
            SOUND.replace("label = \"Dân tộc\"", "label = \"Dân\u{200b} tộc\""),
            "deed.unseen-letter",
            "label = \"Dân\u{200b} tộc\"",
        ),
        // Words that announce what may not be said; behind a colon, dots stand by themselves.
        (
            SOUND.replace("do {paper_by|dots} cấp", "do {paper_by} cấp"),
            "deed.label-bare",
            "?paper_no > Theo giấy tờ số {paper_no} do {paper_by} cấp ngày {paper_on|dots}",
        ),
        (
            SOUND.replace("Nơi cư trú: {residence}", "Nơi cư trú: {residence}, dân tộc {ethnicity}"),
            "deed.label-bare",
            "> Nơi cư trú: {residence}, dân tộc {ethnicity}",
        ),
        (SOUND.replace(" || **{signer}**\n", ""), "deed.no-place-to-sign", "@columns 1 1"),
        (SOUND.replace("~ 28\n", ""), "deed.no-place-to-sign", "@columns 1 1"),
        (body(&format!("@heading\n@gap 4\n{signs}")), "deed.body-empty", "@heading"),
        (body("// chưa viết"), "deed.body-empty", ""),
        // A column that is narrower than a letter, and one in which words are cut.
        (
            body(&format!("Xác nhận.\n\n@columns 1 250\n<{{name}} || <Kinh\n\n{signs}")),
            "deed.outside",
            "@columns 1 250",
        ),
        (
            body(&format!(
                "Xác nhận.\n\n@table 1 30\n| Họ tên | Nơi ở |\n| {{name}} | {{residence}} |\n\n{signs}"
            )),
            "deed.column-narrow",
            "@table 1 30",
        ),
        // With the sample it fits; with as much as the field may hold, the lines of a cell leave the page.
        (
            body(&format!("Xác nhận.\n\n@columns 1 8\n<{{residence}} || <Kinh\n\n{signs}")),
            "deed.outside",
            "@columns 1 8",
        ),
        // Only where nothing else is said: the third trial finds it.
        (SOUND.replace("!spouse Giấy này", "!spouse Giấy\u{e000} này"), "deed.no-letter", ""),
    ];
    for (text, code, line) in table {
        let found = found("xac-nhan-hon-nhan.1.toml", &text);
        let named = found.iter().any(|(is, at)| *is == code && (line.is_empty() || at == line));
        assert!(named, "{code} in {line:?}: {found:?}");
    }
}

#[test]
fn stock_on_which_words_have_no_room_or_lie_over_each_other_is_refused_with_its_line() {
    let table = [
        (
            OVER_STOCK.replace("70 92 120 9 **{name|upper}**", "70 92 20 4 **{name|upper}**"),
            "deed.no-room",
            "70 92 20 4 **{name|upper}**",
        ),
        (
            OVER_STOCK.replace("48 122 25 9 {sex}", "48 122 60 9 {sex}"),
            "deed.places-meet",
            "95 122 35 9 {ethnicity}",
        ),
    ];
    for (text, code, line) in table {
        let found = found("giay-khai-sinh.1.toml", &text);
        assert!(found.contains(&(code, line.to_string())), "{code}: {found:?}");
    }
}
