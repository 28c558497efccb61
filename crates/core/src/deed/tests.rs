//! What an official writes becomes what stands on the paper, and every mistake is named with its line.

use super::*;
use crate::Day;

const WHOLE: &str = r#"id = "thu.1"
title = "Giấy thử"
title_en = "A trial"
symbol = "UBND-T"
effective_from = "2025-07-01"
procedures = ["1.1"]
good_for = ""
good_for_en = ""
law = "x"
trust = "assumed"
text_size = 13

body = '''
@heading
# GIẤY **THỬ**
Xét đề nghị của **{name|upper}**,
// không in
ở đây.
?fee > Đã thu {fee|dong} (*{fee|dong_words}*).
!fee > Không thu lệ phí.
// không in
@table 1 6 2
| Số | Giấy tờ | Bản |
// không in
|*papers| {no} | {what} | {count} |
| | Cộng | |
@columns 1 1
<11 **Nơi nhận:** || **{post|upper}**
~ 25
 || {signer}
'''

[[field]]
name = "name"
label = "Họ tên"
label_en = "Name"
sample = "Trần An"

[[field]]
name = "fee"
label = "Lệ phí"
label_en = "Fee"
kind = "number"
sample = "8000"

[[field]]
name = "papers"
label = "Giấy tờ"
label_en = "Papers"
kind = "list"
columns = ["what", "count"]
sample = "Tờ khai | 1; Bản sao | 2"
"#;

fn read(text: &str) -> Result<Deeds, Vec<String>> {
    Deeds::read(&[("deeds/thu.1.toml", text)])
        .map_err(|bad| bad.iter().map(|bad| format!("{} {}", bad.line.unwrap_or(0), bad.why.code)).collect())
}

fn known() -> Filling {
    let text = |text: &str| Said::Text(text.to_string());
    let paper =
        |what: &str| [("what", what), ("count", "1")].map(|(k, v)| (k.to_string(), v.to_string())).into();
    [
        ("agency", text("Ủy ban nhân dân phường Phú Xuân")),
        ("agency_above", text("Thành phố Huế")),
        ("place", text("Phú Xuân")),
        ("number", Said::Number(5)),
        ("day", Said::Day(Day::parse("2026-01-05").unwrap())),
        ("name", text("Nguyễn Thị Hoà")),
        ("fee", Said::Number(105_000)),
        ("papers", Said::List(vec![paper("Tờ khai"), paper("Giấy chứng sinh | bản chính")])),
        ("post", text("Chủ tịch")),
        ("signer", text("Trần **Văn** {An}")),
    ]
    .map(|(name, said)| (name.to_string(), said))
    .into()
}

#[test]
fn a_paper_says_what_its_template_and_its_fields_say() {
    let deeds = read(WHOLE).unwrap();
    let template = deeds.get("thu.1").unwrap();
    assert_eq!(
        template.fill(&known(), false).text(),
        "Thành phố Huế\n\
         Ủy ban nhân dân phường Phú Xuân\n\
         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         Độc lập - Tự do - Hạnh phúc\n\
         Số: 05/UBND-T\n\
         Phú Xuân, ngày 05 tháng 01 năm 2026\n\
         GIẤY THỬ\n\
         Xét đề nghị của NGUYỄN THỊ HOÀ, ở đây.\n\
         Đã thu 105.000 đồng (Một trăm linh năm nghìn đồng).\n\
         Số | Giấy tờ | Bản\n\
         1 | Tờ khai | 1\n\
         2 | Giấy chứng sinh | bản chính | 1\n\
         \u{20}| Cộng | \n\
         Nơi nhận: | CHỦ TỊCH\n\
         Trần **Văn** {An}"
    );
}

#[test]
fn what_is_not_known_yet_leaves_its_place() {
    let deeds = read(WHOLE).unwrap();
    let text = deeds.get("thu.1").unwrap().fill(&Filling::new(), true).text();
    assert!(text.contains("Số: ……/UBND-T\nNgày …… tháng …… năm ……"), "{text}");
    assert!(text.contains("Không thu lệ phí.") && !text.contains("Đã thu"), "{text}");
}

#[test]
fn a_letter_in_two_pieces_is_printed_as_one() {
    let deeds = read(WHOLE).unwrap();
    let mut filling = known();
    filling.insert("signer".to_string(), Said::Text("Ho\u{0300}a".to_string()));
    assert!(deeds.get("thu.1").unwrap().fill(&filling, false).text().ends_with("Hòa"));
}

#[test]
fn every_mistake_is_named_with_its_line() {
    let table: &[(&str, &str, &[&str])] = &[
        ("@heading", "@heder", &["14 deed.unknown-mark"]),
        ("{name|upper}", "{nam}", &["16 deed.unknown-field"]),
        ("{name|upper}", "{name|long}", &["16 deed.unknown-filter"]),
        ("{name|upper}**,", "{name|upper**,", &["16 deed.open-brace", "16 deed.open-star"]),
        ("# GIẤY **THỬ**", "# GIẤY **THỬ", &["15 deed.open-star"]),
        ("?fee >", "?fees >", &["19 deed.unknown-field"]),
        ("@table 1 6 2", "@table 1 6", &["23 deed.cells", "25 deed.cells", "26 deed.cells"]),
        (
            "|*papers|",
            "|*paper|",
            &["25 deed.unknown-field", "25 deed.unknown-field", "25 deed.unknown-field"],
        ),
        ("{what}", "{whom}", &["25 deed.unknown-field"]),
        (
            "@table 1 6 2",
            "@table x 6 2",
            &["22 deed.not-a-measure", "23 deed.cells", "25 deed.cells", "26 deed.cells"],
        ),
        ("<11 **Nơi nhận:** ||", "<11 **Nơi nhận:** |", &["28 deed.cells"]),
        ("~ 25", "~ 2500", &["29 deed.not-a-measure"]),
        ("\nname = \"fee\"", "\nname = \"name\"", &["33 deed.field-twice", "19 deed.unknown-field"]),
        ("columns = [\"what\", \"count\"]", "", &["46 deed.list-columns"]),
        ("sample = \"8000\"", "sample = \"8.000\"", &["44 deed.not-a-sample"]),
        ("Bản sao | 2", "Bản sao", &["52 deed.not-a-sample"]),
        ("sample = \"8000\"", "sample = \"8000\"\nfrom = \"dossier.nobody\"", &["45 deed.no-such-source"]),
        ("sample = \"8000\"", "sample = \"8000\"\nfrom = \"fee\"", &["45 deed.no-such-source"]),
        ("id = \"thu.1\"", "id = \"thu.2\"", &["1 deed.not-its-file"]),
        ("text_size = 13", "text_size = 40", &["11 deed.not-a-size"]),
        ("law = \"x\"", "", &["1 data.missing-field"]),
    ];
    for (right, wrong, want) in table {
        assert!(WHOLE.contains(right), "{right}");
        let said = read(&WHOLE.replacen(right, wrong, 1)).err().unwrap_or_default();
        let found: Vec<&str> = said.iter().map(String::as_str).collect();
        assert!(want.iter().all(|want| found.contains(want)), "{wrong}: {found:?}");
    }
}
