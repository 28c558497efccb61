//! Records of one commune's own list, taken from the national base.

use super::portal::{list, result, way};
use super::record::{Record, WaySeen};
use super::words;
use serde_json::Value;

/// Matters of the commune's own personnel: nobody hands them in at a counter.
const PERSONNEL: [&str; 5] = ["1.014318", "1.014319", "1.014352", "1.014113", "1.014116"];
/// Its address leads to another procedure.
const WRONG_ADDRESS: &str = "1.014863";

/// The record, or nothing where it is not for a counter.
pub(super) fn record(value: &Value) -> Result<Option<Record>, String> {
    let text = |field: &str| value[field].as_str().unwrap_or_default().to_string();
    let code = text("code");
    if PERSONNEL.contains(&code.as_str()) {
        return Ok(None);
    }
    let mut ways = Vec::new();
    for seen in list(value, "ways") {
        let way = way(seen["way"].as_str().unwrap_or_default())?;
        let said = seen["text"].as_str().unwrap_or_default();
        // Where the text names a limit, it wins over the cell beside it.
        let limit = match words::limit_in(said) {
            limit if limit.is_empty() => words::limit(seen["limit"].as_u64(), seen["unit"].as_str()),
            limit => limit,
        };
        let fee_text = seen["fee_text"].as_str().unwrap_or_default();
        let kind = match (seen["fee_vnd"].as_u64(), fee_text) {
            (Some(0), _) => "free",
            (None, text) if text.contains("Hội đồng nhân dân") => "province_sets",
            _ => "",
        };
        let mut fee = words::fee(kind, None, None, fee_text);
        if fee.kind == "not_given" && fee_text.starts_with("Phí:") {
            (fee.kind, fee.text) = ("see_text", words::short(&words::tidy(fee_text), 300));
        }
        ways.push(WaySeen { way, limit, said: words::short(&words::tidy(said), 160), fee });
    }
    let papers = list(value, "papers").iter().filter_map(|paper| {
        let has = |field: &str| u64::from(paper[field].as_bool().unwrap_or_default());
        let word = |field: &str| paper[field].as_str().unwrap_or_default();
        words::paper(word("name"), word("case"), has("original"), has("copy"))
    });
    let several = |way: &str| {
        let mut limits: Vec<&String> =
            ways.iter().filter(|seen| seen.way == way).map(|seen| &seen.limit).collect();
        limits.dedup();
        limits.len() > 1
    };
    Ok(Some(Record {
        name: words::name(&text("name")),
        field: words::field(&text("field")),
        decision: words::decision(&text("decision")),
        authority: words::short(&words::tidy(&text("authority")), 120),
        result: result(value),
        laws: list(value, "laws").iter().filter_map(|law| words::law(law["number"].as_str()?)).collect(),
        address: if code == WRONG_ADDRESS { String::new() } else { words::address(&text("url")) },
        papers: papers.collect(),
        hides_cases: ["online", "counter", "post"].into_iter().any(several),
        ways,
        code,
        ..Record::default()
    }))
}
