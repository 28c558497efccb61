//! Records of the Ministry of National Defence, from the portal's documents.

use super::portal::{list, way};
use super::record::{FeeSeen, Record, WaySeen};
use super::words;
use serde_json::Value;

/// The record.
pub(super) fn record(value: &Value) -> Result<Option<Record>, String> {
    let text = |field: &str| value[field].as_str().unwrap_or_default().to_string();
    let mut ways = Vec::new();
    for method in list(value, "methods") {
        let way = way(method["method"].as_str().unwrap_or_default())?;
        let said = method["limit_text"].as_str().unwrap_or_default();
        let limit = words::limit_in(said);
        let free = method["fee_text"].as_str().is_some_and(|fee| fee.contains(": 0 "));
        let kind = if free { "free" } else { "not_given" };
        let said = if limit.is_empty() { words::tidy(said) } else { String::new() };
        ways.push(WaySeen { way, limit, said, fee: FeeSeen { kind, ..FeeSeen::default() } });
    }
    let papers = list(value, "papers").iter().filter_map(|paper| {
        let counts = paper["count"].as_str().unwrap_or_default();
        let count = |kind: &str| {
            let after = counts.split(kind).nth(1).unwrap_or_default();
            let digits: String =
                after.trim_start_matches(':').trim().chars().take_while(char::is_ascii_digit).collect();
            digits.parse().unwrap_or_default()
        };
        words::paper(paper["name"].as_str().unwrap_or_default(), "", count("Bản chính"), count("Bản sao"))
    });
    let mut limits: Vec<&String> = ways.iter().map(|seen| &seen.limit).collect();
    limits.dedup();
    let hides_cases = ways.len() > 1 && limits.len() > 1;
    Ok(Some(Record {
        code: text("code"),
        name: words::name(&text("name")),
        field: words::field(&text("field")),
        decision: words::decision(&text("decision")),
        authority: words::short(&words::tidy(&text("authority")), 120),
        result: words::short(&words::tidy(&text("result")), 200),
        laws: list(value, "legal").iter().filter_map(|law| words::law(law["so_ky_hieu"].as_str()?)).collect(),
        papers: papers.collect(),
        hides_cases,
        ways,
        ..Record::default()
    }))
}
