//! The one place where a JSON Schema becomes something that judges. Forms, their
//! conditions and the proof against the official test suite all go through here,
//! so that what was proved is what runs.
//!
//! Dialect: JSON Schema 2020-12. Nothing is ever fetched: what a schema refers to
//! is given beforehand. Patterns run in linear time. `format` is an annotation, as
//! 2020-12 has it, but for the [`FORMATS`] that are ours: those are asserted.

use super::write;
use jsonschema::{PatternOptions, Registry, Validator};
use serde_json::Value;

/// Whether a text is written in a format.
type Asserts = fn(&str) -> bool;

/// The formats that a form may name, and what each asserts.
pub(super) const FORMATS: [(&str, Asserts); 5] = [
    ("ho-ten", write::is_name),
    ("so-dinh-danh", write::is_identity),
    ("dien-thoai", write::is_phone),
    ("ngay", write::is_date),
    ("ngay-co-the-thieu", write::is_partial_date),
];

/// The formats of the standard, which say something and forbid nothing.
const ANNOTATIONS: [&str; 19] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Schemas that others may refer to, by their address.
pub struct Resources(Registry<'static>);

impl Resources {
    /// Holds these; all that they refer to must be among them (or be a metaschema
    /// of the standard). The error is for whoever writes schemas.
    pub fn of(schemas: impl IntoIterator<Item = (String, Value)>) -> Result<Resources, String> {
        let registry = Registry::new().extend(schemas).map_err(|error| error.to_string())?;
        registry.prepare().map(Resources).map_err(|error| error.to_string())
    }
}

/// Makes a schema into a validator, once; it may then be used from any thread.
/// The error says what is wrong with the schema and where in it (JSON pointer).
pub fn compile(schema: &Value, others: &Resources) -> Result<Validator, (String, String)> {
    let mut options = jsonschema::options()
        .with_registry(&others.0)
        .offline()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true);
    for name in ANNOTATIONS {
        options = options.with_format(name, |_: &str| true);
    }
    for (name, check) in FORMATS {
        options = options.with_format(name, check);
    }
    options.build(schema).map_err(|error| (error.instance_path().as_str().to_string(), error.to_string()))
}
