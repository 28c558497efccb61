//! Forms, in tables. They use the parts of the catalogue, which are ours, and small
//! forms of their own, so that a corrected question breaks no test here.

mod addresses;
mod hostile;
mod judging;
mod mistakes;
mod properties;
mod showing;

use super::*;
use crate::directory::Directory;
use crate::{BadData, Day, Refusal};
use serde_json::{Value, json};

const PARTS: [(&str, &str); 14] = [
    ("forms/parts/cha_me_gon.json", include_str!("../../../../../catalogue/forms/parts/cha_me_gon.json")),
    ("forms/parts/co_khong.json", include_str!("../../../../../catalogue/forms/parts/co_khong.json")),
    ("forms/parts/dan_toc.json", include_str!("../../../../../catalogue/forms/parts/dan_toc.json")),
    ("forms/parts/dia_chi.json", include_str!("../../../../../catalogue/forms/parts/dia_chi.json")),
    ("forms/parts/dien_thoai.json", include_str!("../../../../../catalogue/forms/parts/dien_thoai.json")),
    ("forms/parts/email.json", include_str!("../../../../../catalogue/forms/parts/email.json")),
    ("forms/parts/gioi_tinh.json", include_str!("../../../../../catalogue/forms/parts/gioi_tinh.json")),
    ("forms/parts/ho_ten.json", include_str!("../../../../../catalogue/forms/parts/ho_ten.json")),
    ("forms/parts/ngay.json", include_str!("../../../../../catalogue/forms/parts/ngay.json")),
    (
        "forms/parts/ngay_co_the_thieu.json",
        include_str!("../../../../../catalogue/forms/parts/ngay_co_the_thieu.json"),
    ),
    ("forms/parts/nguoi.json", include_str!("../../../../../catalogue/forms/parts/nguoi.json")),
    ("forms/parts/quoc_tich.json", include_str!("../../../../../catalogue/forms/parts/quoc_tich.json")),
    ("forms/parts/so_dinh_danh.json", include_str!("../../../../../catalogue/forms/parts/so_dinh_danh.json")),
    ("forms/parts/thua_dat.json", include_str!("../../../../../catalogue/forms/parts/thua_dat.json")),
];

/// The day on which these tests happen.
fn today() -> Day {
    Day::of(2025, 8, 1).unwrap()
}

/// Units with an old commune that went into one, one that went into two, and two of
/// the same name.
fn directory() -> Directory {
    let units = "code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision\n";
    let provinces = format!(
        "{units}44\t2025-07-01\t\tprovince\tQuảng Trị\tTỉnh Quảng Trị\tQuang Tri Province\t\tx\n\
         46\t2025-07-01\t\tcity\tHuế\tThành phố Huế\tHue City\t\tx\n\
         79\t2025-07-01\t\tcity\tHồ Chí Minh\tThành phố Hồ Chí Minh\tHo Chi Minh City\t\tx\n"
    );
    let communes = format!(
        "{units}19753\t2025-07-01\t\tward\tPhú Xuân\tPhường Phú Xuân\tPhu Xuan Ward\t46\tx\n\
         19789\t2025-07-01\t\tward\tThuận Hóa\tPhường Thuận Hóa\tThuan Hoa Ward\t46\tx\n\
         19500\t2025-07-01\t\tcommune\tHướng Hiệp\tXã Hướng Hiệp\tHuong Hiep Commune\t44\tx\n\
         26740\t2025-07-01\t\tward\tSài Gòn\tPhường Sài Gòn\tSai Gon Ward\t79\tx\n"
    );
    let succession = "old_code\told_name\told_district\told_province\tnew_code\tshare\teffective\ttrust\tmatched\n\
         19771\tPhường Vĩnh Ninh\tQuận Thuận Hóa\tThành phố Huế\t19789\tmain\t2025-07-01\tassumed\tcode\n\
         19772\tPhường Đông Ba\tQuận Phú Xuân\tThành phố Huế\t19753\tpart\t2025-07-01\tassumed\tcode\n\
         19772\tPhường Đông Ba\tQuận Phú Xuân\tThành phố Huế\t19789\tpart\t2025-07-01\tassumed\tcode\n\
         19773\tXã Tân Lập\tHuyện A Lưới\tThành phố Huế\t19753\tmain\t2025-07-01\tassumed\tcode\n\
         19774\tXã Tân Lập\tHuyện Hướng Hóa\tTỉnh Quảng Trị\t19500\tmain\t2025-07-01\tassumed\tcode\n\
         26741\tPhường Bến Nghé\tQuận 1\tThành phố Hồ Chí Minh\t26740\tmain\t2025-07-01\tassumed\tcode\n";
    let files = [
        ("units/provinces.tsv", provinces.as_str()),
        ("units/communes.tsv", communes.as_str()),
        ("units/succession.tsv", succession),
        // Two that went into Đông Ba and Bến Nghé years before, one of them known with its kind only.
        ("units/former_names.tsv", "old_code\tletters\n19771\tphuhiep\n19774\txaphongthu\n26741\tphuhiep\n"),
    ];
    Directory::read(&files).unwrap()
}

/// A form with the shared parts, from its questions and whatever else it says.
fn form(more: Value) -> Form {
    let forms = read(more).unwrap_or_else(|bad| panic!("{bad:#?}"));
    forms.0.into_values().next().unwrap()
}

fn read(more: Value) -> Result<Forms, Vec<BadData>> {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "motcua:form/thu.1",
        "title": "Thử", "x-title-en": "Trial",
        "type": "object",
        "unevaluatedProperties": false,
    });
    let map = schema.as_object_mut().unwrap();
    map.extend(more.as_object().unwrap().clone());
    if !map.contains_key("x-pages") {
        let mut keys: Vec<String> = Vec::new();
        let then = map.get("allOf").and_then(|all| all.get(0)?.get("then"));
        for holder in
            [map.get("properties"), then.and_then(|then| then.get("properties"))].into_iter().flatten()
        {
            keys.extend(holder.as_object().unwrap().keys().cloned());
        }
        let pages = json!([{ "id": "mot", "title": "Một", "title_en": "One", "fields": keys }]);
        map.insert("x-pages".into(), pages);
    }
    let text = serde_json::to_string_pretty(&schema).unwrap();
    let mut files = PARTS.to_vec();
    files.push(("forms/thu.1.json", &text));
    Forms::read(&files)
}

fn answers(value: Value) -> Answers {
    value.as_object().unwrap().clone()
}

/// What a form says to answers: the answers kept, or codes and places.
fn said(form: &Form, given: Value) -> Result<Value, Vec<(String, String)>> {
    judge(form, answers(given), today(), &directory()).map(Value::Object).map_err(|wrong| {
        let place = |refusal: Refusal| (refusal.code.to_string(), refusal.field.unwrap().to_string());
        wrong.into_iter().map(place).collect()
    })
}

fn wrong(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, place)| (code.to_string(), place.to_string())).collect()
}
