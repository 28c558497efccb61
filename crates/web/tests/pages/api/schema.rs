//! The description: it covers every address, and its examples and every answer
//! that the other tests see obey it.

use crate::kit::{Answer, Kit};
use axum::body::Body;
use axum::http::Request;
use motcua_core::dossier::Fact;
use serde_json::{Value, json};

/// The description, and what it says of answers.
pub struct Described(Value);

impl Described {
    pub async fn by(kit: &Kit) -> Described {
        let answer = kit.browser().get("/api/openapi.json").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
        Described(serde_json::from_slice(&answer.body).unwrap())
    }

    /// The JSON of an answer, after it was held against the description of this
    /// path, method and status.
    pub fn checked(&self, method: &str, path: &str, answer: &Answer) -> Value {
        let responses = &self.0["paths"][path][method]["responses"];
        let status = answer.status.to_string();
        let response = self.follow(responses.get(&status).unwrap_or_else(|| {
            panic!("{method} {path} answers {status}, which is not described: {}", answer.text())
        }));
        let kind = answer.header("content-type").split(';').next().unwrap();
        let schema = &response["content"][kind]["schema"];
        assert!(schema.is_object(), "{method} {path} {status} answers {kind}, which is not described");
        let value: Value = serde_json::from_slice(&answer.body).unwrap();
        if let Err(wrong) = self.obeys(&value, schema, "$") {
            panic!("{method} {path} {status}: {wrong}\n{value:#}");
        }
        value
    }

    fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(to) => self.follow(self.0.pointer(to.strip_prefix('#').unwrap()).expect(to)),
            None => value,
        }
    }

    /// As much of JSON Schema as the description uses; a word that is not known
    /// here is an error, so that nothing is believed without being looked at.
    fn obeys(&self, value: &Value, schema: &Value, at: &str) -> Result<(), String> {
        let rules = self.follow(schema).as_object().ok_or(format!("{at}: no schema"))?;
        for (rule, says) in rules {
            let holds = match rule.as_str() {
                "description" | "default" | "contentEncoding" | "examples" => true,
                "type" => match says {
                    Value::Array(kinds) => kinds.iter().any(|kind| is_a(value, kind)),
                    kind => is_a(value, kind),
                },
                "enum" => says.as_array().unwrap().contains(value),
                "const" => says == value,
                "oneOf" => {
                    let tried = says.as_array().unwrap().iter().map(|one| self.obeys(value, one, at));
                    let (good, bad): (Vec<_>, Vec<_>) = tried.partition(Result::is_ok);
                    if good.len() != 1 {
                        return Err(format!("{at}: obeys {} of one: {bad:?}", good.len()));
                    }
                    true
                }
                "required" => {
                    let missing = says
                        .as_array()
                        .unwrap()
                        .iter()
                        .find(|name| value.get(name.as_str().unwrap()).is_none());
                    if let (true, Some(name)) = (value.is_object(), missing) {
                        return Err(format!("{at}: {name} is missing"));
                    }
                    true
                }
                "properties" => {
                    for (name, schema) in says.as_object().unwrap() {
                        if let Some(inner) = value.get(name) {
                            self.obeys(inner, schema, &format!("{at}.{name}"))?;
                        }
                    }
                    true
                }
                "additionalProperties" => {
                    let known = rules.get("properties").and_then(Value::as_object);
                    let more = value
                        .as_object()
                        .into_iter()
                        .flatten()
                        .filter(|(name, _)| !known.is_some_and(|k| k.contains_key(*name)));
                    for (name, inner) in more {
                        if *says == json!(false) {
                            return Err(format!("{at}.{name} is not described"));
                        }
                        self.obeys(inner, says, &format!("{at}.{name}"))?;
                    }
                    true
                }
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.obeys(item, says, &format!("{at}[{index}]"))?;
                    }
                    true
                }
                "minimum" => value.as_i64().is_none_or(|number| number >= says.as_i64().unwrap()),
                "maximum" => value.as_i64().is_none_or(|number| number <= says.as_i64().unwrap()),
                "maxLength" => {
                    value.as_str().is_none_or(|text| text.chars().count() <= says.as_u64().unwrap() as usize)
                }
                "format" => value.as_str().is_none_or(|text| has_format(text, says.as_str().unwrap())),
                "pattern" => value.as_str().is_none_or(|text| fits(text, says.as_str().unwrap())),
                unknown => return Err(format!("{at}: the rule {unknown} is not known to this test")),
            };
            if !holds {
                return Err(format!("{at}: {value} against {rule} {says}"));
            }
        }
        Ok(())
    }
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        kind => panic!("no such kind: {kind}"),
    }
}

fn has_format(text: &str, format: &str) -> bool {
    match format {
        "date" => motcua_core::Day::parse(text).is_some(),
        "date-time" => {
            text.strip_suffix("+07:00").is_some_and(|civil| motcua_core::Moment::parse(civil).is_some())
        }
        "uuid" => motcua_core::dossier::DossierId::parse(text).is_some() && text.len() == 36,
        format => panic!("no such format: {format}"),
    }
}

fn fits(text: &str, pattern: &str) -> bool {
    match pattern {
        "^[0-9a-f]{64}$" => text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
        "^(same_day|planned|[0-9]+ (working_hours|working_days|days))$" => {
            motcua_core::calendar::Limit::parse(text).is_ok()
        }
        pattern => panic!("no such pattern: {pattern}"),
    }
}

#[tokio::test]
async fn every_address_is_described_with_exactly_its_methods() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    let paths = described.0["paths"].as_object().unwrap();
    let mut known: Vec<&str> = paths.keys().map(String::as_str).collect();
    let mut real = motcua_api::paths();
    known.sort_unstable();
    real.sort_unstable();
    assert_eq!(known, real);
    for (path, methods) in paths {
        for method in ["get", "post", "put", "patch", "delete"] {
            let asked = Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(path.replace(['{', '}'], "x"))
                .body(Body::empty())
                .unwrap();
            let answer = kit.browser().send(asked).await;
            let is_described = methods.get(method).is_some();
            assert_eq!(answer.status != 405, is_described, "{method} {path} answers {}", answer.status);
            if answer.status == 405 && path.starts_with("/api/") {
                assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn the_description_stands_on_its_own_feet() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    assert_eq!(described.0["openapi"], "3.1.0");
    assert_eq!(described.0["info"]["version"], env!("CARGO_PKG_VERSION"));
    // Every reference leads somewhere, every example obeys its schema.
    let mut names = Vec::new();
    references(&described.0, &mut names);
    for name in names {
        assert!(described.0.pointer(name.strip_prefix('#').unwrap()).is_some(), "{name}");
    }
    let mut examples = 0;
    for (name, schema) in described.0["components"]["schemas"].as_object().unwrap() {
        for example in schema["examples"].as_array().into_iter().flatten() {
            described.obeys(example, schema, name).unwrap();
            examples += 1;
        }
    }
    assert!(examples >= 5);
}

#[tokio::test]
async fn every_kind_of_event_is_described() {
    let described = Described::by(&Kit::at("2025-07-14T09:00")).await;
    let kinds = described.0["components"]["schemas"]["EventKind"]["enum"].as_array().unwrap();
    let mut kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
    let mut real = Fact::KINDS.to_vec();
    kinds.sort_unstable();
    real.sort_unstable();
    assert_eq!(kinds, real);
}

fn references(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                match inner.as_str().filter(|_| name == "$ref") {
                    Some(to) => out.push(to.to_string()),
                    None => references(inner, out),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, out)),
        _ => {}
    }
}
