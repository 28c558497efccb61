//! A procedure that only the portal's tables have, as a file of its own to begin with:
//! whoever compares it with the publishing decision corrects that file, and from then on
//! it wins over the tables.

use motcua_core::catalogue::{CaseId, Level, Offer, Paper, Procedure, Version};
use motcua_core::law_change::CatalogueFile;
use std::fmt::Write;

/// The file; it says what the tables say, version by version.
pub fn own_file(procedure: &Procedure) -> CatalogueFile {
    let mut text = format!(
        "# {}\n# Chép từ bảng đọc trên Cổng Dịch vụ công quốc gia. Đối chiếu với quyết định công bố rồi sửa;\n\
         # điều đã đối chiếu thì đổi \"seen\" thành \"verified\".\n\n",
        procedure.name
    );
    let level = if procedure.level == Level::Commune { "commune" } else { "province" };
    let code = procedure.code.clone().unwrap_or_default();
    let heads = [
        ("id", procedure.id.as_str()),
        ("code", &code),
        ("code_trust", procedure.code_trust.as_str()),
        ("name", &procedure.name),
        ("name_en", &procedure.name_en),
        ("field", &procedure.field),
        ("field_en", &procedure.field_en),
        ("level", level),
        ("competent", procedure.competent.as_str()),
    ];
    heads.iter().for_each(|(key, value)| line(&mut text, key, value));
    let plain = [("plain", &procedure.plain), ("plain_en", &procedure.plain_en)];
    plain.iter().filter(|(_, value)| !value.is_empty()).for_each(|(key, value)| line(&mut text, key, value));
    if !procedure.keywords.is_empty() {
        let keywords: Vec<String> =
            procedure.keywords.iter().map(|word| format!("    {},\n", quoted(word))).collect();
        text.push_str(&format!("keywords = [\n{}]\n", keywords.concat()));
    }
    procedure.versions.iter().for_each(|one| version(&mut text, one));
    CatalogueFile { path: format!("procedures/{}.toml", procedure.id), text }
}

fn version(text: &mut String, version: &Version) {
    text.push_str("\n[[version]]\n");
    line(text, "effective_from", &version.effective_from.to_string());
    if let Some(decision) = &version.decision {
        line(text, "decision", decision);
    }
    if let Some(seen) = &version.seen {
        line(text, "seen", &seen.on.to_string());
        if !seen.address.is_empty() {
            line(text, "address", &seen.address);
        }
        if seen.hides_cases {
            text.push_str("hides_cases = true\n");
        }
        if let Some((limit, law)) = &seen.newer {
            line(text, "newer_limit", &limit.to_string());
            if !law.is_empty() {
                line(text, "newer_law", law);
            }
        }
    }
    if let Some(form) = &version.form {
        line(text, "form", form);
    }
    for (key, value) in [
        ("online", version.online.as_str()),
        ("steps", &version.steps),
        ("result", &version.result),
        ("result_en", &version.result_en),
        ("note", &version.note),
        ("note_en", &version.note_en),
    ] {
        line(text, key, value);
    }
    for law in &version.legal_basis {
        text.push_str("\n[[version.law]]\n");
        line(text, "number", &law.number);
        line(text, "title", &law.title);
        line(text, "trust", law.trust.as_str());
    }
    for case in &version.cases {
        text.push_str("\n[[version.case]]\n");
        line(text, "id", case.id.as_str());
        line(text, "name", &case.name);
        line(text, "name_en", &case.name_en);
    }
    version.ways.iter().for_each(|one| offer(text, one));
    for way in &version.withheld {
        let said = if way.said.is_empty() { String::new() } else { format!(": {}", way.said) };
        text.push_str(&format!(
            "\n# Chưa ghi được cách nộp {} (Cổng không rõ thời hạn{said}).\n",
            way.way.as_str()
        ));
    }
    version.papers.iter().for_each(|one| paper(text, one));
}

fn offer(text: &mut String, offer: &Offer) {
    text.push_str("\n[[version.way]]\n");
    line(text, "case", offer.case.as_ref().map_or("*", CaseId::as_str));
    line(text, "way", offer.way.as_str());
    line(text, "limit", &offer.limit.to_string());
    line(text, "limit_trust", offer.limit_trust.as_str());
    if let Some(vnd) = offer.fee_vnd {
        text.push_str(&format!("fee_vnd = {vnd}\n"));
        line(text, "fee_unit", offer.fee_unit.as_str());
    }
    line(text, "fee_text", &offer.fee_text);
    line(text, "fee_text_en", &offer.fee_text_en);
    line(text, "fee_trust", offer.fee_trust.as_str());
}

fn paper(text: &mut String, paper: &Paper) {
    text.push_str("\n[[version.paper]]\n");
    line(text, "id", paper.id.as_str());
    line(text, "name", &paper.name);
    line(text, "name_en", &paper.name_en);
    text.push_str(&format!(
        "originals = {}\ncopies = {}\nrequired = {}\n",
        paper.originals, paper.copies, paper.required
    ));
    if paper.by_form {
        text.push_str("by_form = true\n");
    }
    line(text, "trust", paper.trust.as_str());
}

fn line(text: &mut String, key: &str, value: &str) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{key} = {}", quoted(value));
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
