//! The law of the little town: two wards of Huế that work together, one ward of
//! another province, one procedure with two cases.

use crate::Law;
use crate::calendar::{ClockRules, OfficeHoursSet, WorkingCalendar};
use crate::catalogue::Catalogue;
use crate::competence::CompetenceRules;
use crate::directory::Directory;
use crate::form::Forms;
use crate::law::{ClockStart, Policy};

const UNITS: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
46\t2025-07-01\t\tcity\tHuế\tThành phố Huế\tHue City\t\tQĐ 19
52\t2025-07-01\t\tprovince\tGia Lai\tTỉnh Gia Lai\tGia Lai Province\t\tQĐ 19
";
const COMMUNES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
19753\t2025-07-01\t\tward\tPhú Xuân\tPhường Phú Xuân\tPhu Xuan Ward\t46\tQĐ 19
19777\t2025-07-01\t\tward\tVỹ Dạ\tPhường Vỹ Dạ\tVy Da Ward\t46\tQĐ 19
21583\t2025-07-01\t\tward\tQuy Nhơn\tPhường Quy Nhơn\tQuy Nhon Ward\t52\tQĐ 19
";
const PROVINCES: &str = r#"
[[province]]
unit = "46"
name = "Huế"
code = "H57"
code_trust = "verified"
[[province]]
unit = "52"
name = "Gia Lai"
code = "H21"
code_trust = "verified"
"#;
const HUE: &str = r#"
province = "46"
hours = "standard"
[[agency]]
code = "H57.101"
code_trust = "assumed"
kind = "people_committee"
unit = "19753"
name = "Ủy ban nhân dân phường Phú Xuân"
name_en = "People's Committee of Phu Xuan Ward"
centre = { name = "Trung tâm Phú Xuân" }
[[agency]]
code = "H57.103"
code_trust = "assumed"
kind = "people_committee"
unit = "19777"
name = "Ủy ban nhân dân phường Vỹ Dạ"
name_en = "People's Committee of Vy Da Ward"
centre = { name = "Trung tâm Vỹ Dạ" }
[[agency]]
code = "H57.201"
code_trust = "assumed"
kind = "police"
unit = "19753"
name = "Công an phường Phú Xuân"
name_en = "Police of Phu Xuan Ward"
[[agency]]
code = "H57.301"
code_trust = "assumed"
kind = "tax"
unit = "46"
name = "Thuế thành phố Huế"
name_en = "Tax Office of Hue City"
[[agency]]
code = "H57.801"
code_trust = "assumed"
kind = "department"
field = "home_affairs"
unit = "46"
name = "Sở Nội vụ thành phố Huế"
name_en = "Department of Home Affairs of Hue City"
[[agency]]
code = "H57.802"
code_trust = "assumed"
kind = "department"
field = "justice"
unit = "46"
name = "Sở Tư pháp thành phố Huế"
name_en = "Department of Justice of Hue City"
[[agency]]
code = "H57.001"
code_trust = "assumed"
kind = "province_office"
unit = "46"
name = "Ủy ban nhân dân thành phố Huế"
name_en = "People's Committee of Hue City"
"#;
const GIA_LAI: &str = r#"
province = "52"
hours = "standard"
[[agency]]
code = "H21.101"
code_trust = "assumed"
kind = "people_committee"
unit = "21583"
name = "Ủy ban nhân dân phường Quy Nhơn"
name_en = "People's Committee of Quy Nhon Ward"
centre = { name = "Trung tâm Quy Nhơn" }
"#;
/// The town's general form: nothing must be answered, so that a test names only what it is
/// about.
const GENERAL_FORM: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "motcua:form/chung.2",
  "title": "Đơn", "x-title-en": "Request", "type": "object",
  "properties": {
    "noi_dung": { "title": "Việc gì?", "x-title-en": "What?", "type": "string", "maxLength": 2000 },
    "so_luong": { "title": "Mấy bản?", "x-title-en": "How many?", "type": "integer", "minimum": 1 }
  },
  "unevaluatedProperties": false,
  "x-pages": [{ "id": "don", "title": "Đơn", "title_en": "Request", "fields": ["noi_dung", "so_luong"] }]
}"#;
const STEPS: &str = r#"
name = "examined"
title = "Thẩm tra"
title_en = "Examined"
[[step]]
id = "receive"
name = "Tiếp nhận"
name_en = "Receive"
duty = "reception"
hours = 2
trust = "assumed"
[[step]]
id = "examine"
name = "Thẩm tra"
name_en = "Examine"
duty = "case"
hours = 10
trust = "assumed"
[[step]]
id = "draft"
name = "Dự thảo"
name_en = "Draft"
duty = "case"
hours = 4
trust = "assumed"
[[step]]
id = "sign"
name = "Ký duyệt"
name_en = "Sign"
duty = "leader"
hours = 8
trust = "assumed"
[[step]]
id = "return"
name = "Trả kết quả"
name_en = "Return"
duty = "reception"
hours = 0
trust = "assumed"
"#;

/// After the examination the tax office has a share.
const AT_THE_TAX_OFFICE: &str = r#"
[[step]]
id = "tax"
name = "Xác định nghĩa vụ tài chính"
name_en = "Determine what has to be paid"
duty = "case"
agency = "tax"
hours = 4
trust = "assumed"
"#;

const REGISTRY: &str = r#"
[[step]]
id = "seal"
name = "Vào sổ, đóng dấu"
name_en = "Register and seal"
duty = "registry"
hours = 2
trust = "assumed"
"#;

/// One file of a procedure: three working days online and at the counter, not by
/// post; a second case that takes ten; a third that only an officer can find.
fn procedure(id: &str, competent: &str, rest: &str) -> String {
    with_steps("examined", id, competent, rest)
}

/// The same by another way through the house.
fn with_steps(steps: &str, id: &str, competent: &str, rest: &str) -> String {
    let way = |case: &str, way: &str, limit: &str| {
        format!(
            "[[version.way]]\ncase = \"{case}\"\nway = \"{way}\"\nlimit = \"{limit}\"\nlimit_trust = \"verified\"\n\
             fee_text = \"Không thu\"\nfee_text_en = \"Free\"\nfee_trust = \"assumed\"\n"
        )
    };
    let ways = [
        way("*", "online", "3 working_days"),
        way("*", "counter", "3 working_days"),
        way("far", "online", "10 working_days"),
        way("far", "counter", "10 working_days"),
        way("far", "post", "10 working_days"),
    ];
    let verify = [way("verify", "online", "8 working_days"), way("verify", "counter", "8 working_days")];
    let verify = if rest.contains("\"verify\"") { verify.concat() } else { String::new() };
    format!(
        "id = \"{id}\"\ncode = \"\"\ncode_trust = \"assumed\"\nname = \"Thủ tục\"\nname_en = \"Procedure\"\nfield = \"Hộ tịch\"\n\
         field_en = \"Civil status\"\nlevel = \"commune\"\ncompetent = \"{competent}\"\nkeywords = []\n\
         [[version]]\neffective_from = \"2025-07-01\"\nonline = \"full\"\nsteps = \"{steps}\"\nresult = \"\"\n\
         result_en = \"\"\nnote = \"\"\nnote_en = \"\"\n{rest}{}\
         [[version.paper]]\nid = \"form\"\nname = \"Tờ khai\"\nname_en = \"Form\"\noriginals = 1\ncopies = 0\n\
         required = true\ntrust = \"assumed\"\n",
        ways.concat() + &verify
    )
}

const TWO_CASES: &str = "\
[[version.case]]\nid = \"near\"\nname = \"Gần\"\nname_en = \"Near\"\n\
[[version.case]]\nid = \"far\"\nname = \"Xa\"\nname_en = \"Far\"\n\
[[version.case]]\nid = \"verify\"\nname = \"Cần xác minh\"\nname_en = \"Verification\"\ndecided_by = \"officer\"\n\
[version.silence]\nafter = \"5 working_days\"\nmeans = \"approved\"\narticle = \"Điều 1\"\n";
/// The same, and the waiting for an opinion is left out.
const WAITING_LEFT_OUT: &str = "\
wait_for_opinion = \"5 working_days\"\n\
[[version.case]]\nid = \"near\"\nname = \"Gần\"\nname_en = \"Near\"\n\
[[version.case]]\nid = \"far\"\nname = \"Xa\"\nname_en = \"Far\"\n";
const ONE_OPEN_CASE: &str = "\
[[version.case]]\nid = \"near\"\nname = \"Gần\"\nname_en = \"Near\"\n\
[[version.case]]\nid = \"far\"\nname = \"Cần xác minh\"\nname_en = \"Verification\"\ndecided_by = \"officer\"\n";

/// With the acceptance one dossier opens, with the decision two more.
const PARTS: &str = "\
[[version.part]]\nprocedure = \"one\"\ncase = \"near\"\nafter = \"submit\"\ntrust = \"assumed\"\n\
[[version.part]]\nprocedure = \"police\"\ncase = \"near\"\nafter = \"lead\"\ntrust = \"assumed\"\n\
[[version.part]]\nprocedure = \"p\"\ncase = \"far\"\nafter = \"lead\"\ntrust = \"assumed\"\n";

/// Which department answers for which field: the one for faiths exists in no province here.
const DEPARTMENTS: &str = "\
field\tfrom\tto\tdepartments\tarticle\ttrust\tnote
Hộ tịch\t2025-07-01\t\tjustice\t\tassumed\t
Tín ngưỡng\t2025-07-01\t2025-12-31\tethnicity_and_religion>home_affairs\t\tassumed\t
Cư trú\t2025-07-01\t\t-\t\tassumed\tcông an
";

/// Who decides: where the applicant or the father lives, or their police.
const RULES: &str = "\
code\tcircumstance\tfrom\tto\twhen\tfacts\twho\tscope\telsewhere\tarticle\ttrust
linked\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
one\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
p\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
police\t\t2025-07-01\t\t\tapplicant_home\tpolice\tplace\tforwards\t\tassumed
outside\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
twice\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
nowhere\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
levied\t\t2025-07-01\t\t\tapplicant_home\ttax\tplace\tforwards\t\tassumed
sealed\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
sealed-linked\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
beside\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
waits\t\t2025-07-01\t\t\tapplicant_home|father_home\tpeople_committee\tplace\tforwards\t\tassumed
";

pub(super) fn law(clock_start: ClockStart) -> Law {
    law_with(clock_start, str::to_string)
}

/// Its agencies, where those of Huế are these.
fn directory_with(hue: &str) -> Result<Directory, Vec<crate::BadData>> {
    Directory::read(&[
        ("units/provinces.tsv", UNITS),
        ("units/communes.tsv", COMMUNES),
        ("agencies/provinces.toml", PROVINCES),
        ("agencies/46.toml", hue),
        ("agencies/52.toml", GIA_LAI),
    ])
}

/// Its agencies, where Vỹ Dạ has originals compared by two from this day on.
pub(super) fn compared_by_two_from(day: &str) -> Directory {
    let (before, vy_da) = HUE.split_once("[[agency]]\ncode = \"H57.103\"").unwrap();
    let (vy_da, after) = vy_da.split_once("[[agency]]").unwrap();
    let block = |more: &str| format!("[[agency]]\ncode = \"H57.103\"{vy_da}{more}\n");
    let eve = crate::Day::parse(day).unwrap().plus(-1);
    let first = block(&format!("valid_to = \"{eve}\""));
    let then = block(&format!("valid_from = \"{day}\"\ncompared_by = 2"));
    let hue = format!("{before}{first}{then}[[agency]]{after}");
    directory_with(&hue).unwrap_or_else(|wrong| panic!("{wrong:?}\n{hue}"))
}

/// The same town after the file of its procedure `p` was edited.
pub(super) fn law_with(clock_start: ClockStart, edit: impl Fn(&str) -> String) -> Law {
    let directory = directory_with(HUE);
    let calendar = WorkingCalendar::read(&[(
        "calendars/2025.toml",
        include_str!("../../../../../catalogue/calendars/2025.toml"),
    )]);
    let hours = include_str!("../../../../../catalogue/calendars/hours.toml");
    let hours = OfficeHoursSet::read(&[("calendars/hours.toml", hours)]);
    let files = [
        ("procedures/p.toml", edit(&procedure("p", "people_committee", TWO_CASES))),
        ("procedures/waits.toml", procedure("waits", "people_committee", WAITING_LEFT_OUT)),
        ("procedures/one.toml", procedure("one", "people_committee", ONE_OPEN_CASE)),
        ("procedures/police.toml", procedure("police", "police", ONE_OPEN_CASE)),
        ("procedures/sealed.toml", with_steps("sealed", "sealed", "people_committee", TWO_CASES)),
        ("procedures/outside.toml", with_steps("outside", "outside", "people_committee", TWO_CASES)),
        ("procedures/twice.toml", with_steps("twice", "twice", "people_committee", TWO_CASES)),
        ("procedures/beside.toml", with_steps("beside", "beside", "people_committee", TWO_CASES)),
        ("procedures/nowhere.toml", with_steps("nowhere", "nowhere", "people_committee", TWO_CASES)),
        ("procedures/levied.toml", procedure("levied", "province_office", TWO_CASES)),
        (
            "procedures/sealed-linked.toml",
            format!("{}{PARTS}", with_steps("sealed", "sealed-linked", "people_committee", TWO_CASES)),
        ),
        ("procedures/linked.toml", format!("{}{PARTS}", procedure("linked", "people_committee", TWO_CASES))),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    // The same steps with the registry before the last one.
    let (before, last) = STEPS.rsplit_once("[[step]]").expect("steps");
    let sealed = before.replace("\"examined\"", "\"sealed\"") + REGISTRY + "[[step]]" + last;
    // The same with a share of the tax office before the draft, or of the treasury, of which none
    // is on file.
    let draft = STEPS.find("[[step]]\nid = \"draft\"").expect("a draft");
    let (until, from) = STEPS.split_at(draft);
    let outside = until.replace("\"examined\"", "\"outside\"") + AT_THE_TAX_OFFICE + from;
    // And one with a share of the province's office before it.
    let before = AT_THE_TAX_OFFICE
        .replace("\"tax\"\nname", "\"above\"\nname")
        .replace("\"tax\"", "\"province_office\"");
    let twice = until.replace("\"examined\"", "\"twice\"") + &before + AT_THE_TAX_OFFICE + from;
    // The tax office (4 hours) and the department of justice (6) at once, before the draft.
    let at_once = |step: &str| step.replace("trust =", "beside = true\ntrust =");
    let justice = AT_THE_TAX_OFFICE
        .replace("\"tax\"\nname", "\"justice\"\nname")
        .replace("\"tax\"", "\"department:justice\"")
        .replace("hours = 4", "hours = 6");
    let beside =
        until.replace("\"examined\"", "\"beside\"") + &at_once(AT_THE_TAX_OFFICE) + &at_once(&justice) + from;
    let nowhere = outside.replace("\"outside\"", "\"nowhere\"").replace("\"tax\"", "\"treasury\"");
    let steps = [
        ("steps/examined.toml", STEPS),
        ("steps/sealed.toml", sealed.as_str()),
        ("steps/outside.toml", outside.as_str()),
        ("steps/twice.toml", twice.as_str()),
        ("steps/beside.toml", beside.as_str()),
        ("steps/nowhere.toml", nowhere.as_str()),
    ];
    let catalogue = Catalogue::read(&files, &steps)
        .and_then(|catalogue| catalogue.with_departments(&[("departments.tsv", DEPARTMENTS)]));
    let forms = Forms::read(&[("forms/chung.2.json", GENERAL_FORM)]);
    let mut law = Law::new(
        directory.expect("sound units"),
        calendar.expect("a sound calendar"),
        hours.expect("sound hours"),
        catalogue.expect("sound procedures"),
        forms.expect("sound forms"),
        ClockRules::read(&[("clock.toml", include_str!("../../../../../catalogue/clock.toml"))])
            .expect("sound rules"),
        Policy { clock_start, ..Policy::default() },
    )
    .unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let rules = CompetenceRules::read(&[("competence/rules.tsv", RULES)]);
    law.competence = rules.expect("sound rules of competence");
    law
}
