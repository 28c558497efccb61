//! Records of the portal's own pages.

use super::record::{Record, WaySeen};
use super::words;
use serde_json::Value;

/// Desks whose procedures a commune's centre has to do with.
const DESKS: [&str; 3] = ["commune", "police", "social_insurance"];

/// The record, or nothing where it belongs to a desk that a commune does not have.
pub(super) fn record(value: &Value) -> Result<Option<Record>, String> {
    let text = |field: &str| value[field].as_str().unwrap_or_default().to_string();
    let flag = |name: &str| list(value, "flags").iter().any(|flag| flag.as_str() == Some(name));
    if !DESKS.contains(&text("desk").as_str()) {
        return Ok(None);
    }
    let mut ways = Vec::new();
    for method in list(value, "methods") {
        let way = way(method["method"].as_str().unwrap_or_default())?;
        let number = method["limit"].as_u64();
        let unit = method["unit"].as_str();
        let limit = match words::limit(number, unit) {
            // The page has a one without a unit and says in words that it is the same day.
            limit if limit.is_empty() && number == Some(1) && flag("same_day_text") => "same_day".into(),
            limit => limit,
        };
        let said = match (limit.is_empty(), number) {
            (true, Some(number)) => format!("{number} (không rõ đơn vị)"),
            _ => String::new(),
        };
        let note = method["note"].as_str().unwrap_or_default();
        let kind = method["fee"].as_str().unwrap_or_default();
        let fee = words::fee(kind, method["amount"].as_u64(), method["currency"].as_str(), note);
        if fee.kind != "abroad" {
            ways.push(WaySeen { way, limit, said, fee });
        }
    }
    let papers = list(value, "papers").iter().filter_map(|paper| {
        let count = |field: &str| paper[field].as_u64().unwrap_or_default();
        let word = |field: &str| paper[field].as_str().unwrap_or_default();
        words::paper(word("name"), word("case"), count("original"), count("copy"))
    });
    let authority = [text("authority"), text("agency")].into_iter().find(|text| !text.is_empty());
    Ok(Some(Record {
        code: text("code"),
        name: words::name(&text("name")),
        field: words::field(&text("field")),
        decision: words::decision(&text("decision")),
        authority: words::short(&words::tidy(&authority.unwrap_or_default()), 120),
        result: result(value),
        laws: list(value, "legal").iter().filter_map(|law| words::law(law.as_str()?)).collect(),
        address: words::address(&text("url")),
        papers: papers.collect(),
        hides_cases: flag("limits_differ_by_way"),
        ways,
        ..Record::default()
    }))
}

/// A list, empty where there is none.
pub(super) fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The results that are no refusal, in one line.
pub(super) fn result(value: &Value) -> String {
    let names = list(value, "results").iter().filter_map(|result| result["name"].as_str());
    let given = names.filter(|name| !name.to_lowercase().contains("từ chối"));
    words::short(&given.map(words::tidy).collect::<Vec<_>>().join("; "), 200)
}

/// The word for a way of handing in.
pub(super) fn way(text: &str) -> Result<&'static str, String> {
    let known = ["online", "counter", "post"];
    known.into_iter().find(|way| *way == text).ok_or_else(|| format!("unknown way {text:?}"))
}
