//! From records to the tables of the catalogue.

use super::record::{FeeSeen, Record, WaySeen};
use super::words;
use std::collections::BTreeMap;
use std::fmt::Write;

impl WaySeen {
    /// What is told beside the limit: the remark, and the limit itself where the way has
    /// several.
    fn told(&self, is_only_limit: bool) -> String {
        let repeats = !words::limit_in(&self.said).is_empty();
        match (is_only_limit || self.limit.is_empty(), self.said.is_empty()) {
            (true, _) if repeats && !self.limit.is_empty() => String::new(),
            (true, _) => self.said.clone(),
            (false, _) if repeats => self.said.clone(),
            (false, true) => words::spoken(&self.limit),
            (false, false) => format!("{}: {}", words::spoken(&self.limit), self.said),
        }
    }
}

impl Record {
    /// Several limits or fees of one way become one line each; the same line for several
    /// ways is written once.
    fn by_way(&self) -> Vec<(String, String, String, FeeSeen)> {
        let mut lines: Vec<(Vec<&str>, String, String, FeeSeen)> = Vec::new();
        for way in ["online", "counter", "post"] {
            let of_way: Vec<&WaySeen> = self.ways.iter().filter(|seen| seen.way == way).collect();
            let Some(first) = of_way.first() else { continue };
            let same_limit = of_way.iter().all(|seen| seen.limit == first.limit);
            let mut said: Vec<String> = of_way.iter().map(|seen| seen.told(same_limit)).collect();
            said.sort();
            said.dedup();
            said.retain(|one| !one.is_empty());
            let limit = if same_limit { first.limit.clone() } else { String::new() };
            let line = (limit, said.join("; "), fee(&of_way));
            match lines
                .iter_mut()
                .find(|(_, limit, said, fee)| (limit, said, fee) == (&line.0, &line.1, &line.2))
            {
                Some((ways, ..)) => ways.push(way),
                None => lines.push((vec![way], line.0, line.1, line.2)),
            }
        }
        lines.into_iter().map(|(ways, limit, said, fee)| (ways.join(" "), limit, said, fee)).collect()
    }
}

/// One fee for all lines of a way, or that it depends.
fn fee(of_way: &[&WaySeen]) -> FeeSeen {
    let first = of_way[0].fee.clone();
    if of_way.iter().all(|seen| seen.fee == first) {
        return first;
    }
    let mut texts: Vec<String> = Vec::new();
    for seen in of_way {
        let text = match (seen.fee.vnd, seen.fee.text.as_str()) {
            (Some(vnd), "") => format!("{vnd} đ"),
            (_, text) => text.to_string(),
        };
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    if texts.is_empty() {
        return FeeSeen { kind: "not_given", ..FeeSeen::default() };
    }
    FeeSeen { kind: "see_text", text: texts.join("; "), ..FeeSeen::default() }
}

const PROCEDURES: &str = "code\tname\tfield\tagency\tauthority\tdecision\tresult\tlaws\tseen\taddress\tnewer_limit\tnewer_law\tmarks";
const WAYS: &str = "code\tways\tlimit\tsaid\tfee\tfee_vnd\tfee_unit\tfee_text";
const PAPERS: &str = "code\toriginals\tcopies\tname\twhen";

pub(super) fn procedures(records: &BTreeMap<String, Record>) -> String {
    let mut text = format!("{PROCEDURES}\n");
    for record in records.values() {
        let (limit, law) = record.newer.clone().unwrap_or_default();
        let marks = if record.hides_cases { "hides_cases" } else { "" };
        let cells = [
            &record.code,
            &record.name,
            &record.field,
            &record.agency,
            &record.authority,
            &record.decision,
            &record.result,
            &record.laws.join("; "),
            &record.seen,
            &record.address,
            &limit,
            &law,
            marks,
        ];
        line(&mut text, &cells);
    }
    text
}

pub(super) fn ways(records: &BTreeMap<String, Record>) -> String {
    let mut text = format!("{WAYS}\n");
    for record in records.values() {
        for (ways, limit, said, fee) in record.by_way() {
            let vnd = fee.vnd.map(|vnd| vnd.to_string()).unwrap_or_default();
            line(&mut text, &[&record.code, &ways, &limit, &said, fee.kind, &vnd, fee.unit, &fee.text]);
        }
    }
    text
}

pub(super) fn papers(records: &BTreeMap<String, Record>) -> String {
    let mut text = format!("{PAPERS}\n");
    for record in records.values() {
        for paper in &record.papers {
            let (originals, copies) = (paper.originals.to_string(), paper.copies.to_string());
            line(&mut text, &[&record.code, &originals, &copies, &paper.name, &paper.when]);
        }
    }
    text
}

pub(super) fn hidden(hidden: &[(String, String)]) -> String {
    let mut text = "code\twhy\n".to_string();
    hidden.iter().for_each(|(code, why)| line(&mut text, &[code, why]));
    text
}

/// One line; what separates cells cannot stand in one.
pub(super) fn line(text: &mut String, cells: &[&str]) {
    let plain: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{}", plain.join("\t"));
}
